"""Questions about projects and participations; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beneficiaries.models import RosterEntry

if TYPE_CHECKING:
    from projects.models import EntrySnapshot, Participation, Project  # noqa: F401


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

    def of_worker(self, user_id: int) -> "ParticipationQuerySet":
        """Of people with this case manager."""
        # Through the maintained row: a join to people reads each of them under their policy.
        followed = RosterEntry.objects.filter(case_manager_id=user_id)
        return self.filter(beneficiary_id__in=followed.values("beneficiary_id"))

    def counted(self, user_id: int) -> dict[str, int]:
        """How many there are (`all`), and of people with this case manager (`mine`)."""
        followed = RosterEntry.objects.filter(case_manager_id=user_id).values("beneficiary_id")
        mine = Q(beneficiary_id__in=followed)
        return self.aggregate(all=models.Count("pk"), mine=models.Count("pk", filter=mine))

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

    def for_list(self) -> "EntryQuerySet":
        """With the words of the answers, the participation and its person, by entry."""
        return (
            self.with_answers()
            .select_related("participation__beneficiary", "participation__agency")
            .order_by("entry_on", "pk")
        )
