"""Questions about emergency accesses; none of them knows who asks.

Whether one is open is asked of the clock of the database, which the policies read, too.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Concat, JSONObject, Now

from beneficiaries.emergency_enums import EmergencyState
from beneficiaries.querysets import Workers

if TYPE_CHECKING:
    from beneficiaries.models import EmergencyAccess

NAME = Concat("opened_by__first_name", Value(" "), "opened_by__last_name")


def _is_open() -> Q:
    return Q(ended_at=None, until__gt=Now())


class EmergencyQuerySet(models.QuerySet["EmergencyAccess"]):
    """Which emergency accesses."""

    def of_agency(self, agency_id: int) -> "EmergencyQuerySet":
        """Of this agency's people."""
        return self.filter(agency_id=agency_id)

    def open(self) -> "EmergencyQuerySet":
        """Those that let their holder read now."""
        return self.filter(_is_open())

    def of_holder(self, user_id: int) -> "EmergencyQuerySet":
        """Opened by this user."""
        return self.filter(opened_by_id=user_id)

    def opened_within(self, time: timedelta) -> "EmergencyQuerySet":
        """Opened in so much time before now."""
        return self.filter(opened_at__gt=Now() - time)

    def holders_at(self, most: int) -> "models.QuerySet[EmergencyAccess, Any]":
        """Who has opened so many of these, or more, and since when: number of the user, first."""
        counted = self.order_by().values("opened_by_id").annotate(number=models.Count("pk"))
        return counted.filter(number__gte=most).annotate(first=models.Min("opened_at"))

    def concerning(self, user_id: int) -> "EmergencyQuerySet":
        """Opened by this user, or to notes this user reserved."""
        return self.filter(Q(opened_by_id=user_id) | Q(authors__contains=[user_id]))

    def without_other(self, coordinators: models.QuerySet[Any, Any]) -> "EmergencyQuerySet":
        """Of holders beside whom none of these seats is anybody's."""
        return self.filter(~Exists(coordinators.exclude(user_id=OuterRef("opened_by_id"))))

    def seen_by_coordinators(self, agency_id: int, user_id: int) -> "EmergencyQuerySet":
        """The agency's own; and those of others that are left to it, or were, to this user.

        Whose they are left to says a function of the database: nobody sees another agency's seats.
        """
        leads: Any = Func(
            "agency_id",
            "opened_by_id",
            function="left_to_lead_bodies",
            output_field=ArrayField(models.BigIntegerField()),
        )
        waits = Q(state=EmergencyState.WAITING, leads__contains=[agency_id])
        left = ~Q(opened_by_id=user_id) & (waits | Q(reviewed_by_id=user_id))
        return self.alias(leads=leads).filter(Q(agency_id=agency_id) | left)

    def to_review(self) -> "EmergencyQuerySet":
        """Those nobody has looked at yet."""
        return self.filter(state=EmergencyState.WAITING)

    def to_review_by(self, user_id: int) -> "EmergencyQuerySet":
        """The same, of others: nobody reviews their own."""
        return self.to_review().exclude(opened_by_id=user_id)

    def told_at_home(self, user_id: int) -> "EmergencyQuerySet":
        """One's own while it is open, and those to notes one reserved until they are reviewed."""
        theirs = Q(authors__contains=[user_id], state=EmergencyState.WAITING)
        return self.filter(theirs | (Q(opened_by_id=user_id) & _is_open()))

    def of_worker(self, *user_ids: int) -> "EmergencyQuerySet":
        """Of the dues: in these workers' hands; a review is in nobody's until it is done."""
        return self.filter(due_worker__in=user_ids)

    def of_nobody(self, workers: Workers) -> "EmergencyQuerySet":
        """Of the dues: in the hands of nobody among these workers."""
        return self.filter(Q(due_worker=None) | ~Q(due_worker__in=workers))

    def for_page(self) -> "EmergencyQuerySet":
        """With the person as their page shows them, the two users, and whether it is open now."""
        return self.without_person().select_related("beneficiary__agency", "beneficiary__residence")

    def without_person(self) -> "EmergencyQuerySet":
        """The same without the person, whom the database hides from another agency."""
        joined = self.select_related("agency", "opened_by", "reviewed_by")
        return joined.annotate(
            is_open=models.ExpressionWrapper(_is_open(), output_field=models.BooleanField()),
            read_count=models.Count("readings"),
        )

    def with_rank(self, user_id: int) -> "EmergencyQuerySet":
        """With what they are listed by: first those this user may have to review, by their day."""
        waits = Q(state=EmergencyState.WAITING) & ~Q(opened_by_id=user_id)
        return self.annotate(
            rank=Case(When(waits, then=0), default=1),
            waits_by=Case(When(waits, then=F("review_by")), default=None),
        )

    def open_of_person(self) -> "models.QuerySet[EmergencyAccess, Any]":
        """The one that is open, as a subquery for the page of its person: which, until when."""
        what = JSONObject(pk="pk", until="until")
        mine = self.open().filter(beneficiary=OuterRef("beneficiary"))
        return mine.order_by("-until").values_list(what)[:1]

    def as_values(self, most: int) -> ArraySubquery:
        """The first of them as one value beside others: of whom, by whom, when, until when."""
        what = JSONObject(
            pk="pk",
            person="beneficiary_id",
            first_name="beneficiary__first_name",
            last_name="beneficiary__last_name",
            by=NAME,
            by_id="opened_by_id",
            at="opened_at",
            until="until",
        )
        return ArraySubquery(self.order_by(F("opened_at").desc()).values_list(what)[:most])
