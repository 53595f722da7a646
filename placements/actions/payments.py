"""Verbs on money: pay allowances together, once."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from placements.actions.refusals import NotPossible
from placements.days import last_of
from placements.enums import RegisterState
from placements.models import Allowance, AttendanceRegister, Payment, PaymentBatch
from placements.policy import Can
from placements.spending import due_allowances, for_payment
from placements.workflow import register_workflow
from projects.models import Project


@transaction.atomic
def pay_allowances(
    project: Project,
    *,
    month: date,
    allowances: Collection[int],
    paid_on: date,
    reference: str,
    by: User,
    at: datetime,
) -> PaymentBatch:
    """Record that these allowances (by key) of the agency were paid together: all, or none.

    Of two people who pay the same ones at once the first wins, and the second is told.
    """
    authorize(by, Can.PAY)
    assert by.acting is not None  # noqa: S101  why: PAY is granted to a seat
    agency_id = by.acting.agency_id
    batch = PaymentBatch(
        project=project,
        agency_id=agency_id,
        month=month,
        paid_on=paid_on,
        reference=reference.strip(),
    )
    _refuse_bad(batch, allowances, today=timezone.localdate(at))
    due = _locked(project, agency_id, allowances, month)
    batch.save(force_insert=True)
    Payment.objects.bulk_create([_payment(batch, one) for one in due])
    _mark_paid(due, by)
    return batch


def _refuse_bad(batch: PaymentBatch, allowances: Collection[int], *, today: date) -> None:
    if not allowances:
        raise NotPossible(_("Scegli almeno un’indennità da pagare."))
    if not batch.reference:
        raise NotPossible(_("Scrivi il riferimento del pagamento."), "reference")
    if batch.paid_on > today:
        raise NotPossible(_("Il giorno del pagamento è nel futuro."), "paid_on")


def _locked(
    project: Project, agency_id: int, wanted: Collection[int], month: date
) -> list[Allowance]:
    """The allowances still due, their registers locked: whoever is second finds them paid."""
    own = Allowance.objects.filter(project=project, agency_id=agency_id, pk__in=wanted)
    registers = AttendanceRegister.objects.filter(pk__in=own.values("register_id"))
    list(registers.order_by("pk").select_for_update().values_list("pk", flat=True))
    due = list(for_payment(due_allowances(own)).filter(register__month__lte=last_of(month)))
    if gone := set(wanted) - {one.pk for one in due}:
        raise NotPossible(
            _(
                "%(count)s delle indennità scelte non sono più da pagare: qualcuno le ha pagate o"
                " rettificate nel frattempo. Non è stato registrato nulla."
            )
            % {"count": len(gone)}
        )
    return due


def _payment(batch: PaymentBatch, one: Allowance) -> Payment:
    return Payment(
        batch=batch,
        allowance=one,
        agency_id=batch.agency_id,
        project_id=batch.project_id,
        amount=one.due,  # type: ignore[attr-defined]  # annotated by due_allowances
    )


def _mark_paid(due: list[Allowance], by: User) -> None:
    """Registers paid for the first time become “paid”; a difference finds them so."""
    registers = [one.register for one in due if one.register.state == RegisterState.VALIDATED]
    for register in registers:
        register_workflow.take(register, "pay", by=by)
    keys = [register.pk for register in registers]
    AttendanceRegister.objects.filter(pk__in=keys).update(state=RegisterState.PAID)
