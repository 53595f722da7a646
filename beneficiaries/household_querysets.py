"""Questions about who lives with whom; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

if TYPE_CHECKING:
    from beneficiaries.models import HouseholdMember  # noqa: F401
    from beneficiaries.querysets import RosterQuerySet, Workers


def _roster() -> "RosterQuerySet":
    """Maintained rows, asked by name because models stand above questions."""
    found: RosterQuerySet = apps.get_model("beneficiaries", "RosterEntry").objects.all()
    return found


class MemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Which members of households."""

    def true(self) -> "MemberQuerySet":
        """Without those written by mistake."""
        return self.filter(is_mistake=False)

    def current(self, day: date) -> "MemberQuerySet":
        """Who lives there on this day; the day of the end is the first they no longer do."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.true().filter(begun, Q(ends_on=None) | Q(ends_on__gt=day))

    def of_person(self, person_id: Any) -> "MemberQuerySet":
        """The lines that are this person."""
        return self.filter(beneficiary_id=person_id)

    def living_with(self, person_id: Any, day: date) -> "MemberQuerySet":
        """All lines of the household the person lives in on this day."""
        found: MemberQuerySet = apps.get_model("beneficiaries", "HouseholdMember").objects.all()
        home = found.current(day).of_person(person_id).values("household_id")[:1]
        return self.true().filter(household_id=models.Subquery(home))

    def for_page(self) -> "MemberQuerySet":
        """With the person of each line who has a file, and what they answered about work."""
        joined = self.select_related("household", "beneficiary__situation__employment")
        return joined.order_by(F("starts_on").asc(nulls_first=True), "pk")

    def differing(self) -> "MemberQuerySet":
        """People with an open file whose answer about the household no longer agrees with it."""
        followed = _roster().open().filter(beneficiary_id=OuterRef("beneficiary_id"))
        rows = self.true().filter(differs_since__isnull=False, ends_on=None)
        return rows.filter(models.Exists(followed))

    def with_case_manager(self) -> "MemberQuerySet":
        """With whoever follows the person, by number, as `case_manager_id`."""
        entry = _roster().filter(beneficiary_id=OuterRef("beneficiary_id"))
        return self.annotate(case_manager_id=models.Subquery(entry.values("case_manager_id")))

    def of_worker(self, *user_ids: int) -> "MemberQuerySet":
        """Of people with this case manager, or one of these."""
        return self.filter(beneficiary_id__in=_roster().of_worker(*user_ids).values("pk"))

    def of_nobody(self, workers: "Workers") -> "MemberQuerySet":
        """Of people with no case manager, or with one who is none of these workers."""
        return self.filter(beneficiary_id__in=_roster().of_nobody(workers).values("pk"))


def home_of_person(day: date) -> ArraySubquery:
    """Of a person: who lives with them on this day, nameless, for what their page says of it."""
    found: MemberQuerySet = apps.get_model("beneficiaries", "HouseholdMember").objects.all()
    own = found.current(day).of_person(OuterRef(OuterRef("pk"))).values("household_id")[:1]
    rows = found.current(day).filter(household_id=models.Subquery(own)).order_by("pk")
    told = JSONObject(
        relation="relation",
        birth_year="birth_year",
        work="work",
        is_dependent="is_dependent",
        has_file=models.Case(models.When(beneficiary=None, then=False), default=True),
        born="beneficiary__birth_date",
        status="beneficiary__situation__employment__esf_status",
    )
    return ArraySubquery(rows.values_list(told))
