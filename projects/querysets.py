"""Questions about projects and participations; none of them knows who asks."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from beneficiaries.enums import Phase
from beneficiaries.models import RosterEntry
from beneficiaries.querysets import Workers
from core.period import IMMEDIATE_RESULT_DAYS, Period
from projects.enums import ParticipationState

if TYPE_CHECKING:
    from projects.models import (  # noqa: F401
        EntrySnapshot,
        FollowUp,
        Participation,
        Project,
        Result,
        StaffHours,
        StaffMember,
    )


# The database ends months where core.period does: 31 August and six months is 28 February.
SIX_MONTHS_ON = models.Func(
    F("exit_on"),
    template="(%(expressions)s + interval '6 months')::date",
    output_field=models.DateField(),
)


def followed_by(*user_ids: int) -> models.QuerySet[Any, Any]:
    """The people with this case manager, or one of these, as a subquery."""
    # Through the maintained row: a join to people reads each of them under their policy.
    return RosterEntry.objects.filter(case_manager_id__in=user_ids).values("beneficiary_id")


def case_manager() -> models.Subquery:
    """Of a row with a person: whose it is; asked of the maintained row, for the same reason."""
    entry = RosterEntry.objects.filter(beneficiary_id=models.OuterRef("beneficiary_id"))
    return models.Subquery(entry.values("case_manager_id"))


class ProjectQuerySet(models.QuerySet["Project"]):
    """Which projects."""

    def of_agency(self, agency_id: int) -> "ProjectQuerySet":
        """In whose partnership this agency is, or whose programme it promotes."""
        partner = Q(pk__in=self.model.objects.filter(partners__agency_id=agency_id).values("pk"))
        return self.filter(partner | Q(programme__promoter_id=agency_id))

    def accounted_by(self, agency_id: int) -> "ProjectQuerySet":
        """For which this agency answers across partners: as lead body or as promoter."""
        return self.filter(Q(lead_id=agency_id) | Q(programme__promoter_id=agency_id))

    def open_to(self, agency_id: int, day: date) -> "ProjectQuerySet":
        """Begun on this day, with this agency as a partner: it may enter people there."""
        return self.filter(partners__agency_id=agency_id, starts_on__lte=day)

    def for_page(self) -> "ProjectQuerySet":
        """With programme, call and lead."""
        return self.select_related("programme__call", "programme__promoter", "lead")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Which participations."""

    def of_project(self, project_id: int) -> "ParticipationQuerySet":
        """In this project."""
        return self.filter(project_id=project_id)

    def of_agency(self, agency_id: int) -> "ParticipationQuerySet":
        """Followed by this agency."""
        return self.filter(agency_id=agency_id)

    def of_worker(self, *user_ids: int) -> "ParticipationQuerySet":
        """Of people with this case manager, or one of these."""
        return self.filter(beneficiary_id__in=followed_by(*user_ids))

    def of_nobody(self, workers: Workers) -> "ParticipationQuerySet":
        """Of people whose case manager is none of these workers, or who have none."""
        unfollowed = RosterEntry.objects.of_nobody(workers)
        return self.filter(beneficiary_id__in=unfollowed.values("beneficiary_id"))

    def with_closed_file(self) -> "ParticipationQuerySet":
        """With `has_closed_file`: whether the file of the person is closed."""
        closed = RosterEntry.objects.filter(
            pk=models.OuterRef("beneficiary_id"), phase=Phase.CLOSED
        )
        return self.annotate(has_closed_file=models.Exists(closed))

    def without_result(self) -> "ParticipationQuerySet":
        """Of who has left, and nobody has found yet what came of it."""
        return self.filter(state=ParticipationState.LEFT)

    def late_for_result(self, day: date) -> "ParticipationQuerySet":
        """Of who has left, without a result, when on this day the days it speaks of are over."""
        return self.without_result().filter(exit_on__lt=day - timedelta(IMMEDIATE_RESULT_DAYS))

    def to_follow_up(self, day: date) -> "ParticipationQuerySet":
        """Whose exit is six months ago on this day or earlier, and nobody has asked yet."""
        left = self.filter(state__in=(ParticipationState.LEFT, ParticipationState.RESULT))
        return left.alias(follow_up_on=SIX_MONTHS_ON).filter(follow_up_on__lte=day)

    def with_results_due(self, day: date) -> "ParticipationQuerySet":
        """Whose result, or state after six months, is to be found on this day."""
        return self.alias(follow_up_on=SIX_MONTHS_ON).filter(
            Q(state=ParticipationState.LEFT)
            | Q(state=ParticipationState.RESULT, follow_up_on__lte=day)
        )

    def for_page(self) -> "ParticipationQuerySet":
        """With everything the page of one participation shows."""
        return self.select_related(
            "beneficiary__agency",
            "beneficiary__residence",
            "beneficiary__citizenship",
            "project__programme__call",
            "agency",
            "entry__education",
            "entry__employment",
            "entry__household",
            "entry__housing",
            "entry__residence",
            "result",
            "follow_up",
        )

    def for_list(self) -> "ParticipationQuerySet":
        """With the person, the project and the entry answers, by entry."""
        return self.select_related("beneficiary", "project", "agency", "entry").order_by(
            "entry_on", "pk"
        )


class EntryQuerySet(models.QuerySet["EntrySnapshot"]):
    """Which entry answers."""

    def of_project(self, project_id: int) -> "EntryQuerySet":
        """Of participations in this project."""
        return self.filter(project_id=project_id)

    def entered_by(self, day: date) -> "EntryQuerySet":
        """Whose day of entry is this one or an earlier one."""
        return self.filter(entry_on__lte=day)

    def with_answers(self) -> "EntryQuerySet":
        """With the words of the answers."""
        return self.select_related("education", "employment", "household", "housing", "residence")

    def with_results(self) -> "EntryQuerySet":
        """With what came of the participation, where it is known."""
        return self.select_related("participation__result", "participation__follow_up")

    def for_list(self) -> "EntryQuerySet":
        """With the words of the answers, the participation and its person, by entry."""
        return (
            self.with_answers()
            .select_related("participation__beneficiary", "participation__agency")
            .order_by("entry_on", "pk")
        )


class ResultQuerySet(models.QuerySet["Result"]):
    """Which results at the exit."""

    def of_project(self, project_id: int) -> "ResultQuerySet":
        """Of participations in this project."""
        return self.filter(project_id=project_id)

    def left_by(self, day: date) -> "ResultQuerySet":
        """Of who had left by the end of this day."""
        return self.filter(exit_on__lte=day)

    def for_list(self) -> "ResultQuerySet":
        """With the participation, its person and entry answers, by exit."""
        return self.select_related(
            "participation__beneficiary", "participation__agency", "participation__entry"
        ).order_by("exit_on", "pk")


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Which states six months after the exit."""

    def of_project(self, project_id: int) -> "FollowUpQuerySet":
        """Of participations in this project."""
        return self.filter(project_id=project_id)

    def observed_by(self, day: date) -> "FollowUpQuerySet":
        """Whose sixth month had ended by the end of this day."""
        return self.filter(observed_on__lte=day)

    def for_list(self) -> "FollowUpQuerySet":
        """With the participation, its person and entry answers, by exit."""
        return self.select_related(
            "participation__beneficiary", "participation__agency", "participation__entry"
        ).order_by("exit_on", "pk")


class StaffQuerySet(models.QuerySet["StaffMember"]):
    """Which members of a partner's staff."""

    def of_agency(self, agency_id: int) -> "StaffQuerySet":
        """Who work for this agency."""
        return self.filter(agency_id=agency_id)

    def in_force(self, period: Period) -> "StaffQuerySet":
        """Whose contract holds on some day of the period."""
        rows = self.filter(Q(valid_to=None) | Q(valid_to__gte=period.start))
        return rows if period.end is None else rows.filter(valid_from__lt=period.end)

    def for_list(self) -> "StaffQuerySet":
        """By name."""
        return self.order_by("last_name", "first_name", "valid_from", "pk")


class StaffHoursQuerySet(models.QuerySet["StaffHours"]):
    """Which hours of the staff."""

    def of_project(self, project_id: int) -> "StaffHoursQuerySet":
        """Worked for this project."""
        return self.filter(project_id=project_id)

    def of_agency(self, agency_id: int) -> "StaffHoursQuerySet":
        """Worked by this partner's staff."""
        return self.filter(agency_id=agency_id)

    def in_months(self, period: Period) -> "StaffHoursQuerySet":
        """Of the months that begin in the period."""
        rows = self.filter(month__gte=period.start)
        return rows if period.end is None else rows.filter(month__lt=period.end)

    def for_list(self) -> "StaffHoursQuerySet":
        """With who worked and for whom, by partner, name and month."""
        return self.select_related("member", "agency").order_by(
            "agency__short_name", "member__last_name", "member__first_name", "member_id", "month"
        )
