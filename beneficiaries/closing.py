"""What of this floor is under way when the file of a person is to be closed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from beneficiaries.plan_enums import OPEN_PLANS, PlanState
from beneficiaries.policy import (
    visible_appointments,
    visible_deadlines,
    visible_plans,
    visible_referrals,
    visible_shares,
)
from core.closing import Running, under_way
from core.ui.words import say_day_short

# In the order they are told; each with its page, and whether the page is the person's.
KINDS = {
    "plan": (gettext_lazy("Progetto della persona: %(text)s"), "plan"),
    "appointment": (gettext_lazy("Appuntamento del %(day)s: %(text)s"), "appointment"),
    "deadline": (gettext_lazy("Scadenza del %(day)s: %(text)s"), "deadline"),
    "share": (gettext_lazy("Condivisione con %(text)s fino al %(day)s"), "sharing"),
    "referral": (gettext_lazy("Invio a %(text)s: aspetta risposta"), "referral"),
}
OF_PERSON = ("plan", "sharing")
# Of the agenda of a file nothing stays open.
END = ("appointment", "deadline")


@under_way
def of_the_file(person_id: int, user: Any) -> Iterator[Running]:
    """The plan, what is in the agenda, what others see or were asked; all in one question."""
    first, *others = _questions(person_id, user)
    order = list(KINDS)
    rows = sorted(first.union(*others, all=True), key=lambda row: (order.index(row[0]), row[3]))
    for kind, pk, text, day in rows:
        words, page = KINDS[kind]
        said = str(PlanState(text).label).lower() if kind == "plan" else text
        told = {"text": said, "day": say_day_short(day) if day else ""}
        target = person_id if page in OF_PERSON else pk
        url = reverse(f"beneficiaries:{page}", args=[target])
        yield Running(str(words) % told, url, ends=kind in END)


def _questions(person_id: int, user: Any) -> Iterator[QuerySet[Any, Any]]:
    states = (*OPEN_PLANS, PlanState.APPROVED)
    plans = visible_plans(user).filter(state__in=states)
    shares = visible_shares(user).not_over(timezone.localdate())
    sent = visible_referrals(user).waiting().filter(agency=F("beneficiary__agency"))
    rows: dict[str, tuple[Any, str, Any]] = {
        "plan": (plans, "state", TruncDate("made_at")),
        "appointment": (visible_appointments(user).open(), "purpose", TruncDate("starts_at")),
        "deadline": (visible_deadlines(user).open(), "text", F("due_on")),
        "share": (shares, "to_agency__name", F("valid_to")),
        "referral": (sent, "to_agency__name", TruncDate("sent_at")),
    }
    for kind, (found, text, day) in rows.items():
        mine = found.filter(beneficiary_id=person_id).order_by()
        words = Cast(text, CharField())
        yield mine.values_list(Value(kind, output_field=CharField()), "pk", words, day)
