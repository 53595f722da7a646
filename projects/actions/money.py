"""Verbs on the money of a project: its staff, their hours, its budget."""

import calendar
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from core.merge import merge, merge_into
from core.money import cents
from core.period import Period
from core.policy import authorize
from core.tenancy import acting
from core.ui.words import LONG_MONTHS, say_number
from projects.actions.refusing import Cell, HoursRefused, NotPossible, because
from projects.models import BudgetLine, Partner, Project, StaffHours, StaffMember
from projects.policy import Can

NONE = Decimal("0.00")
# What the cost of an hour comes from.
PRICED = {"annual_cost", "weekly_hours", "full_time_hours", "declared_rate", "item_id"}


@transaction.atomic
def add_member(member: StaffMember, *, by: User, at: datetime) -> StaffMember:
    """Write down who works for the agency and at what cost."""
    authorize(by, Can.RECORD_HOURS, member)
    _refuse_user(member, None, by=by)
    member.save(force_insert=True)
    return member


@transaction.atomic
def correct_member(
    member: StaffMember,
    typed: dict[str, Any],
    *,
    seen: dict[str, Any],
    reason: str = "",
    by: User,
    at: datetime,
) -> StaffMember:
    """Correct someone of the staff, by column; a changed cost needs a reason.

    The cost of hours already recorded changes with it: that is why history asks for the reason.
    Fields that somebody else changed meanwhile clash: EditClash.
    """
    authorize(by, Can.RECORD_HOURS, member)
    fresh = StaffMember.objects.select_for_update().get(pk=member.pk)
    before = fresh.user_id
    changed = merge_into(fresh, typed, seen=seen)
    _refuse_user(fresh, before, by=by)
    _refuse_terms(fresh)
    if PRICED & {*changed} and not reason and fresh.hours.filter(hours__gt=0).exists():
        raise NotPossible(
            _("Il cambiamento tocca il costo di ore già registrate: scrivi il motivo."), "reason"
        )
    if changed:
        with acting(because(reason)):
            fresh.save(update_fields=changed)
    return fresh


def _refuse_terms(member: StaffMember) -> None:
    """Raise where what two people changed, each rightly, does not go together."""
    try:
        member.validate_constraints()
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error


def _refuse_user(member: StaffMember, before: int | None, *, by: User) -> None:
    """Raise where the user works with nobody here, or stands for another row in these days."""
    if member.user_id is None:
        return
    if member.user_id != before and not workers_now(by).filter(user_id=member.user_id).exists():
        raise NotPossible(_("Questo utente non lavora oggi con le persone per l’ente."), "user")
    others = StaffMember.objects.of_agency(member.agency_id).exclude(pk=member.pk)
    if others.filter(user_id=member.user_id).in_force(_held(member)).exists():
        raise NotPossible(_("Questo utente è già collegato in questi giorni."), "user")


def _held(member: StaffMember) -> Period:
    last = member.valid_to
    return Period.through(member.valid_from, last) if last else Period(member.valid_from, None)


@transaction.atomic
def record_hours(
    partner: Partner,
    typed: dict[Cell, Decimal],
    *,
    seen: dict[Cell, Decimal],
    by: User,
    at: datetime,
    told: Mapping[Cell, int] | None = None,
) -> int:
    """Save the cells of the grid that changed; say how many. All of them, or none.

    `told`: the minutes of the diary the hours were taken from; none where they were typed.
    Raises EditClash where somebody else changed the same cell, HoursRefused where hours cannot be.
    """
    authorize(by, Can.RECORD_HOURS, partner)
    # The members are the lock: two people on one grid come one after the other.
    members = _locked(partner, {member for member, _month in typed})
    worked = _worked(members, typed)
    saved = {cell: worked.get((*cell, partner.project_id), NONE) for cell in typed}
    named = merge(seen=_named(seen), saved=_named(saved), typed=_named(typed))
    changed = {_cell(name): hours for name, hours in named.items() if hours != saved[_cell(name)]}
    for cell, hours in changed.items():
        worked[(*cell, partner.project_id)] = hours
    if refused := _refused(partner.project, members, changed, worked):
        raise HoursRefused(refused)
    _save(partner, changed, told or {})
    return len(changed)


def _named(cells: dict[Cell, Decimal]) -> dict[str, Decimal]:
    return {f"{member}-{month:%Y%m}": hours for (member, month), hours in cells.items()}


def _cell(name: str) -> Cell:
    member, month = name.split("-")
    return int(member), date(int(month[:4]), int(month[4:]), 1)


def _locked(partner: Partner, wanted: set[int]) -> dict[int, StaffMember]:
    own = StaffMember.objects.of_agency(partner.agency_id).filter(pk__in=wanted)
    members = {one.pk: one for one in own.select_for_update().order_by("pk")}
    if wanted - set(members):
        raise NotPossible(_("Una persona della griglia non è del personale dell’ente."))
    return members


def _worked(
    members: dict[int, StaffMember], typed: dict[Cell, Decimal]
) -> dict[tuple[int, date, int], Decimal]:
    """The hours of these people in the years of the grid, for whatever project."""
    years = {month.year for _member, month in typed}
    rows = StaffHours.objects.filter(member__in=members, month__year__in=years)
    return {
        (member, month, project): hours
        for member, month, project, hours in rows.values_list(
            "member_id", "month", "project_id", "hours"
        )
    }


def _refused(
    project: Project,
    members: dict[int, StaffMember],
    changed: dict[Cell, Decimal],
    worked: dict[tuple[int, date, int], Decimal],
) -> dict[Cell, str]:
    by_month: dict[Cell, Decimal] = defaultdict(lambda: NONE)
    by_year: dict[tuple[int, int], Decimal] = defaultdict(lambda: NONE)
    for (pk, month, _project), hours in worked.items():
        by_month[pk, month] += hours
        by_year[pk, month.year] += hours
    refused = {}
    for (pk, month), hours in changed.items():
        if not hours:
            continue
        sentence = _why_not(
            project, members[pk], month, by_month[pk, month], by_year[pk, month.year]
        )
        if sentence:
            refused[pk, month] = f"{members[pk].full_name}, {_say_month(month)}: {sentence}"
    return refused


def _why_not(
    project: Project, member: StaffMember, month: date, in_month: Decimal, in_year: Decimal
) -> str:
    held = contract_days(member, month)
    if not Period.of_month(month.year, month.month).overlaps(
        Period.through(project.starts_on, project.ends_on)
    ):
        return _("il mese è fuori dal progetto.")
    if not held:
        return _("in questo mese non ha un contratto.")
    most = cents(member.weekly_hours * held / 7)
    if in_month > most:
        return _(
            "%(hours)s ore su tutti i progetti, ma il contratto ne prevede al massimo %(most)s."
        ) % {"hours": say_number(in_month, 2), "most": say_number(most, 2)}
    # Reg. (UE) 2021/1060, art. 55(4): no more hours than the rate was divided by.
    annual = project.programme.call.annual_hours
    year = cents(annual * member.weekly_hours / member.full_time_hours)
    if in_year > year:
        return _(
            "%(hours)s ore nell’anno su tutti i progetti, ma il costo orario è diviso per %(most)s."
        ) % {"hours": say_number(in_year, 2), "most": say_number(year, 2)}
    return ""


def contract_days(member: StaffMember, month: date) -> int:
    """On how many days of a month the contract holds."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    start, end = max(month, member.valid_from), min(last, member.valid_to or last)
    return max((end - start + timedelta(days=1)).days, 0)


def _say_month(month: date) -> str:
    return f"{LONG_MONTHS[month.month - 1]} {month.year}"


def _save(partner: Partner, changed: dict[Cell, Decimal], told: Mapping[Cell, int]) -> None:
    StaffHours.objects.bulk_create(
        [
            StaffHours(
                project_id=partner.project_id,
                agency_id=partner.agency_id,
                member_id=member,
                month=month,
                hours=hours,
                diary_minutes=told.get((member, month)),
            )
            for (member, month), hours in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["member", "project", "month"],
        update_fields=["hours", "diary_minutes"],
    )


@transaction.atomic
def set_budget(
    project: Project,
    typed: dict[str, Decimal],
    *,
    seen: dict[str, Decimal],
    reason: str,
    by: User,
    at: datetime,
) -> int:
    """Write the amounts by partner and item (`"12-A1"`) that changed; say how many.

    The first budget needs no reason, a change does: it goes into the history of the line.
    """
    authorize(by, Can.SET_BUDGET, project)
    _lock_budget(project)
    lines = {f"{line.agency_id}-{line.item_id}": line for line in project.budget_lines.all()}
    saved = {name: lines[name].amount if name in lines else NONE for name in typed}
    changed = merge(seen=seen, saved=saved, typed=typed)
    changed = {name: amount for name, amount in changed.items() if amount != saved[name]}
    if not reason and any(name in lines for name in changed):
        raise NotPossible(_("Cambi un importo già scritto: scrivi il motivo."), "reason")
    with acting(because(reason)):
        BudgetLine.objects.bulk_create(
            [_budget_line(project, name, amount) for name, amount in changed.items()],
            update_conflicts=True,
            unique_fields=["project", "agency", "item"],
            update_fields=["amount"],
        )
    return len(changed)


def _lock_budget(project: Project) -> None:
    # An empty budget has no rows to lock, and the application may not lock the project's.
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('budget'), %s)", [project.pk])


def _budget_line(project: Project, name: str, amount: Decimal) -> BudgetLine:
    agency, item = name.split("-")
    return BudgetLine(project=project, agency_id=int(agency), item_id=item, amount=amount)
