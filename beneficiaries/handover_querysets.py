"""Questions about people passed on; none of them knows who asks."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, JSONObject

from core.period import midnight

if TYPE_CHECKING:
    from beneficiaries.models import HandOver, HandOverLine  # noqa: F401

# Planned for a day, and neither carried out nor taken back.
_WAITING: dict[str, Any] = {"starts_on__isnull": False, "done_at": None, "undone_at": None}
WAITS = Q(**_WAITING)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Which hand-overs."""

    def planned(self) -> "HandOverQuerySet":
        """Those whose day is to come, or has come and the clock has not."""
        return self.filter(WAITS)

    def not_planned(self) -> "HandOverQuerySet":
        """Those that took effect, did not, or were taken back."""
        return self.exclude(WAITS)

    def due(self, day: date) -> "HandOverQuerySet":
        """Planned for this day, or for one before it."""
        return self.planned().filter(starts_on__lte=day)

    def undone(self) -> "HandOverQuerySet":
        """Those that were taken back."""
        return self.filter(undone_at__isnull=False)

    def done(self) -> "HandOverQuerySet":
        """Those that took effect, and still do."""
        return self.not_planned().filter(undone_at=None, not_done="")

    def not_done(self) -> "HandOverQuerySet":
        """Those that could not be carried out on their day."""
        return self.filter(undone_at=None).exclude(not_done="")

    def with_rank(self) -> "HandOverQuerySet":
        """With what they are listed by: first those planned, by their day."""
        return self.annotate(
            rank=Case(When(WAITS, then=0), default=1),
            planned_on=Case(When(WAITS, then=F("starts_on")), default=None),
        )

    def for_page(self) -> "HandOverQuerySet":
        """Newest first, with who passed whom on to whom."""
        joined = self.select_related("from_worker", "made_by", "undone_by")
        lines = models.Prefetch(
            "lines",
            apps.get_model("beneficiaries", "HandOverLine")
            .objects.select_related("beneficiary", "to_worker")
            .order_by("pk"),
        )
        return joined.prefetch_related(lines).order_by("-made_at", "-pk")


class HandOverLineQuerySet(models.QuerySet["HandOverLine"]):
    """Which people of hand-overs."""

    def planned(self) -> "HandOverLineQuerySet":
        """Those who will pass on."""
        own = {f"hand_over__{name}": value for name, value in _WAITING.items()}
        return self.filter(**own)

    def of_day(self, day: date) -> "HandOverLineQuerySet":
        """Those whose hand-over took effect on this day, or should have; none taken back."""
        first, after = midnight(day), midnight(day + timedelta(days=1))
        at_once = Q(hand_over__starts_on=None, **_within("made_at", first, after))
        return self.filter(
            at_once | Q(**_within("done_at", first, after)), hand_over__undone_at=None
        )

    def told(self) -> "models.QuerySet[HandOverLine, Any]":
        """The first of them as a subquery for the page of the person: from when, and to whom."""
        what = JSONObject(day="hand_over__starts_on", to=_name("to_worker"))
        return self.order_by("hand_over__starts_on", "pk").values_list(what)[:1]

    def as_values(self, most: int) -> ArraySubquery:
        """The first of them as one value beside others: who, from whom, to whom, why not."""
        what = JSONObject(
            person="beneficiary_id",
            first_name="beneficiary__first_name",
            last_name="beneficiary__last_name",
            of=_name("from_worker"),
            to=_name("to_worker"),
            to_id="to_worker_id",
            why_not=Concat("not_done", "hand_over__not_done"),
        )
        return ArraySubquery(self.order_by("hand_over_id", "pk").values_list(what)[:most])

    def for_list(self) -> "HandOverLineQuerySet":
        """With the person, both workers and the hand-over, but not what the next should know."""
        joined = self.select_related("beneficiary", "from_worker", "to_worker", "hand_over")
        return joined.defer("summary").order_by("hand_over_id", "pk")


def _name(worker: str) -> Concat:
    return Concat(f"{worker}__first_name", Value(" "), f"{worker}__last_name")


def _within(name: str, first: datetime, after: datetime) -> dict[str, datetime]:
    return {f"hand_over__{name}__gte": first, f"hand_over__{name}__lt": after}
