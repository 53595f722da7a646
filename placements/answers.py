"""What the coordinator answered to one's plans, proposals and registers, and waits for one's act.

A proposal sent back waits until it is sent again, an approved one until the first signature or
the notice is recorded, a refused one until its page is opened; a register until it is closed.
The same for the plan of a person, which stands a floor below and is listed with the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.plan_enums import PlanState
from beneficiaries.policy import visible_plans
from core.audit.models import Reading
from core.tenancy import history_of
from placements.enums import NoticeKind, PlacementState, RegisterState
from placements.models import (
    AttendanceRegister,
    MandatoryNotice,
    Placement,
    Signature,
)
from placements.policy import visible_placements, visible_registers
from placements.querysets import PlacementQuerySet, RegisterQuerySet
from placements.sheets import say_month

# How the reading log calls the page of a placement.
PAGE = "tirocinio"
KEY, AT = "answer_key", "answer_at"


def answered_placements(user: User) -> PlacementQuerySet:
    """One's proposals with an answer that nobody has acted on."""
    signed = Signature.objects.filter(
        version__placement_id=OuterRef("pk"), version__number=OuterRef("version")
    )
    told = MandatoryNotice.objects.filter(placement_id=OuterRef("pk"), kind=NoticeKind.START)
    read = Reading.objects.filter(
        user_id=user.pk,
        person_id=OuterRef("beneficiary_id"),
        what=PAGE,
        at__gt=OuterRef("decided_at"),
    )
    return visible_placements(user).of_worker(user.pk).filter(
        Q(state=PlacementState.CHANGES)
        | Q(state=PlacementState.APPROVED) & ~Exists(signed) & ~Exists(told)
        | Q(state=PlacementState.REFUSED) & ~Exists(read),
        # Whoever reopened a proposal wrote no answer.
        decided_at__isnull=False,
    )  # fmt: skip


def _events() -> Any:
    kept: Any = history_of(AttendanceRegister)
    return kept.objects.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id")


def answered_registers(user: User) -> RegisterQuerySet:
    """Registers of one's placements that were closed once and are open again."""
    own = Placement.objects.of_worker(user.pk).filter(pk=OuterRef("placement_id"))
    rows = visible_registers(user).filter(state=RegisterState.OPEN)
    return rows.filter(Exists(own), Exists(_events().filter(state=RegisterState.CLOSED)))


def _key(kind: str) -> Concat:
    name: Any = Cast(Value(f"{kind}:"), CharField())
    return Concat(name, Cast("pk", CharField()), output_field=CharField())


def answers(user: User) -> QuerySet[Any, Any]:
    """All of them, as rows of a key and a moment."""
    proposals = answered_placements(user).annotate(**{KEY: _key("proposta"), AT: F("decided_at")})
    newest = Subquery(_events().values("pgh_created_at")[:1], output_field=DateTimeField())
    registers = answered_registers(user).annotate(**{KEY: _key("registro"), AT: newest})
    plans = visible_plans(user).answered_to(user.pk)
    told = plans.annotate(**{KEY: _key("progetto"), AT: F("decided_at")})
    several: QuerySet[Any, Any] = proposals.order_by().values(KEY, AT).union(
        registers.order_by().values(KEY, AT), told.order_by().values(KEY, AT), all=True
    )  # fmt: skip
    return several


@dataclass(frozen=True)
class Answer:
    """One answer: about whom, on what, what it says, and where one goes on."""

    pk: str
    person: Any
    what: str
    state: Any
    note: str
    at: datetime
    url: str


def fetch_answers(user: User, keys: Iterable[str]) -> list[Answer]:
    """The answers of these keys that still wait; three statements."""
    numbers: dict[str, list[int]] = {"proposta": [], "registro": [], "progetto": []}
    for key in keys:
        kind, _colon, number = key.partition(":")
        numbers[kind].append(int(number))
    placements = answered_placements(user).filter(pk__in=numbers["proposta"]).for_list()
    why = Subquery(_events().values("pgh_why")[:1], output_field=TextField())
    newest = Subquery(_events().values("pgh_created_at")[:1], output_field=DateTimeField())
    registers = answered_registers(user).filter(pk__in=numbers["registro"]).for_list()
    plans = visible_plans(user).answered_to(user.pk).filter(pk__in=numbers["progetto"]).for_list()
    found = [*map(_of_placement, placements), *map(_of_plan, plans)]
    return found + [_of_register(one) for one in registers.annotate(why=why, answered=newest)]


def _of_placement(one: Any) -> Answer:
    return Answer(
        pk=f"proposta:{one.pk}",
        person=one.beneficiary,
        what=f"{one.kind_now.label}, {one.host.name}",
        state=one.state_now,
        note=one.decision_note,
        at=one.decided_at,
        url=reverse("placements:show", args=[one.pk]),
    )


def _of_plan(one: Any) -> Answer:
    is_back = one.state == PlanState.DRAFT
    return Answer(
        pk=f"progetto:{one.pk}",
        person=one.beneficiary,
        what=_("Progetto personalizzato, versione %(number)s") % {"number": one.number},
        state=SentBack(_("Modifiche richieste")) if is_back else one.state_now,
        note=one.comment,
        at=one.decided_at,
        url=reverse("beneficiaries:plan", args=[one.beneficiary_id]),
    )


@dataclass(frozen=True)
class SentBack:
    """The badge of what the coordinator sent back."""

    label: str
    tone: str = "warn"
    icon: str = "pencil"


def _of_register(one: Any) -> Answer:
    return Answer(
        pk=f"registro:{one.pk}",
        person=one.placement.beneficiary,
        what=_("Registro di %(month)s, %(host)s")
        % {"month": say_month(one.month), "host": one.placement.host.name},
        state=SentBack(_("Rimandato")),
        note=one.why or "",
        at=one.answered,
        url=reverse("placements:register", args=[one.pk]),
    )


def count_work(user: User) -> dict[str, int]:
    """One's answers, and one's proposals still in draft; one statement."""
    rows = visible_placements(user).of_worker(user.pk)
    waiting = answered_placements(user).values("pk")
    told = rows.filter(Q(state=PlacementState.DRAFT) | Q(pk__in=waiting)).annotate(
        work=Case(
            When(state=PlacementState.DRAFT, then=Value("drafts")),
            default=Value("answers"),
            output_field=CharField(),
        )
    )
    proposals = told.order_by().values("work").annotate(number=Count("pk"))
    sent_back = answered_registers(user).annotate(work=Value("answers", CharField()))
    registers = sent_back.order_by().values("work").annotate(number=Count("pk"))
    plans = visible_plans(user).answered_to(user.pk).annotate(work=Value("answers", CharField()))
    of_plans = plans.order_by().values("work").annotate(number=Count("pk"))
    counted = {"answers": 0, "drafts": 0}
    for line in proposals.union(registers, of_plans, all=True):
        counted[line["work"]] += line["number"]
    return counted
