"""Verbs on plans: begin, write, propose, decide, follow, conclude."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.models import Beneficiary, CaseFile, PersonalPlan, PlanAction, PlanGoal
from beneficiaries.plan_enums import PlanState
from beneficiaries.plan_wording import Content, content_of, fingerprint
from beneficiaries.planning import aimed_in, whole_of
from beneficiaries.policy import Can
from beneficiaries.workflow import plan_workflow
from core.policy import authorize


class PlanRefused(Exception):
    """The act does not fit the plan as it is now; the message is for people."""

    def __init__(self, message: str, field: str | None = None) -> None:
        # The answer of the form that it speaks of, if it is one.
        self.field = field
        super().__init__(message)


class PlanClash(Exception):
    """A colleague saved the same draft meanwhile; nothing was saved, nothing is lost."""

    def __init__(self, theirs: Content) -> None:
        self.theirs = theirs
        super().__init__("plan")


@dataclass(frozen=True)
class TypedAction:
    """An action as it was typed; `line`: of one that is there already."""

    what: str
    who: str
    line: str = ""
    who_else: str = ""
    due_by: date | None = None
    hours_planned: int | None = None
    is_dropped: bool = False


@dataclass(frozen=True)
class TypedGoal:
    """A goal as it was typed, with its actions."""

    title: str
    line: str = ""
    area: str = ""
    wish: str = ""
    sign: str = ""
    is_dropped: bool = False
    actions: Sequence[TypedAction] = ()


@dataclass(frozen=True)
class TypedPlan:
    """The whole draft as it was typed."""

    aim: str = ""
    review_months: int | None = None
    review_on: date | None = None
    goals: Sequence[TypedGoal] = field(default_factory=list)


# --- written ------------------------------------------------------------------------------------


@transaction.atomic
def begin_plan(person: Beneficiary, *, by: User, at: datetime) -> PersonalPlan:
    """Begin the next version: a copy of the one that holds, or an empty one."""
    authorize(by, Can.WRITE_PLAN, person)
    # The lock keeps two from beginning the same number.
    case_file = _file_of(person)
    if case_file is None or case_file.closed_on is not None:
        raise PlanRefused(_("La cartella è chiusa: riaprila prima di scrivere un progetto."))
    versions = PersonalPlan.objects.of_person(person.pk)
    if versions.open().exists():
        raise PlanRefused(_("C’è già una versione da finire o da approvare."))
    newest, held = versions.first(), versions.filter(state=PlanState.APPROVED).first()
    plan = PersonalPlan(
        beneficiary=person,
        agency_id=person.agency_id,
        case_file=case_file,
        number=newest.number + 1 if newest else 1,
        made_by=by,
        made_at=at,
    )
    if held is not None:
        plan.aim, plan.review_months, plan.review_on = (
            held.aim, held.review_months, held.review_on,
        )  # fmt: skip
    plan.save(force_insert=True)
    if held is not None:
        _copy(held, plan)
    return plan


def _copy(held: PersonalPlan, plan: PersonalPlan) -> None:
    """The goals and actions of the version that holds, with their lines and how far they are."""
    for one in whole_of(held).aimed:
        goal, actions = one.goal, one.actions
        goal.pk, goal.plan, goal._state.adding = None, plan, True
        goal.save(force_insert=True)
        for action in actions:
            action.pk, action.goal, action._state.adding = None, goal, True
            action.save(force_insert=True)


@transaction.atomic
def save_plan(
    plan: PersonalPlan, typed: TypedPlan, *, seen: str, by: User, at: datetime
) -> PersonalPlan:
    """Save a draft whole; what is taken out is marked. Raises PlanClash where it is not as seen."""
    authorize(by, Can.WRITE_PLAN, plan)
    fresh = _fresh(plan)
    if fresh.state != PlanState.DRAFT:
        raise PlanRefused(
            _("Questa versione non si modifica: lo stato è “%(state)s”.")
            % {"state": fresh.state_now.label}
        )
    theirs = content_of(fresh)
    if fingerprint(theirs) != seen:
        raise PlanClash(theirs)
    fresh.aim, fresh.review_months = typed.aim, typed.review_months
    fresh.review_on = typed.review_on
    fresh.save(update_fields=["aim", "review_months", "review_on"])
    there = {str(one.goal.line): one for one in aimed_in(fresh, with_dropped=True)}
    for position, told in enumerate(typed.goals):
        known = there.get(told.line)
        goal = known.goal if known else PlanGoal(plan=fresh, agency_id=fresh.agency_id)
        if known is None and told.is_dropped:
            continue
        _write(goal, told, ("title", "area", "wish", "sign", "is_dropped"), position)
        _save_actions(goal, told.actions, known.actions if known else ())
    return fresh


def _save_actions(
    goal: PlanGoal, typed: Sequence[TypedAction], known: Sequence[PlanAction]
) -> None:
    there = {str(one.line): one for one in known}
    columns = ("what", "who", "who_else", "due_by", "hours_planned", "is_dropped")
    for position, told in enumerate(typed):
        if told.line in there or not told.is_dropped:
            action = there.get(told.line) or PlanAction(goal=goal, agency_id=goal.agency_id)
            _write(action, told, columns, position)


def _write(row: Any, told: Any, columns: Sequence[str], position: int) -> None:
    """Save the typed columns of a row where they differ."""
    wanted = {name: getattr(told, name) for name in columns} | {"position": position}
    if row.pk is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def propose_plan(plan: PersonalPlan, *, by: User, at: datetime) -> PersonalPlan:
    """Send a draft to the coordinator; raises PlanRefused where it is not whole."""
    fresh = _fresh(plan)
    plan_workflow.take(fresh, "propose", by=by)
    if lacking := lacks(fresh):
        raise PlanRefused(" ".join(lacking.values()))
    fresh.proposed_by, fresh.proposed_at = by, at
    fresh.save(update_fields=["state", "proposed_by", "proposed_at"])
    return fresh


def lacks(plan: PersonalPlan) -> Mapping[str, str]:
    """What a draft still needs before anybody can decide on it: sentences by answer, or by goal.

    A goal is named by its line.
    """
    told, aimed = {}, whole_of(plan).aimed
    if not plan.aim:
        told["aim"] = _("Manca la finalità generale.")
    if plan.review_on is None:
        told["review_on"] = _("Manca il giorno della prossima verifica.")
    if not aimed:
        told["goals"] = _("Serve almeno un obiettivo.")
    for goal in (one.goal for one in aimed if not one.actions):
        told[str(goal.line)] = _("L’obiettivo “%(title)s” non ha azioni.") % {"title": goal.title}
    return told


@transaction.atomic
def give_up_plan(plan: PersonalPlan, *, by: User, at: datetime) -> PersonalPlan:
    """Give a draft up; the version that holds stays."""
    fresh = _fresh(plan)
    plan_workflow.take(fresh, "give_up", by=by)
    fresh.ended_on = timezone.localdate(at)
    fresh.save(update_fields=["state", "ended_on"])
    return fresh


# --- decided ------------------------------------------------------------------------------------


@transaction.atomic
def approve_plan(plan: PersonalPlan, *, seen: str, by: User, at: datetime) -> PersonalPlan:
    """Approve a version: its words are frozen, and it takes the place of the one that held."""
    authorize(by, Can.DECIDE_PLAN, plan)
    # The file first: whoever begins a version locks it, too.
    _file_of(plan.beneficiary)
    fresh = _fresh(plan)
    plan_workflow.take(fresh, "approve", by=by)
    held = (
        PersonalPlan.objects.of_person(fresh.beneficiary_id)
        .filter(state=PlanState.APPROVED)
        .select_for_update()
        .first()
    )
    if held is not None:
        _carry_on(held, fresh)
        plan_workflow.take(held, "replace", by=by)
        held.ended_on = timezone.localdate(at)
        held.save(update_fields=["state", "ended_on"])
    content = content_of(fresh)
    _refuse_unseen(content, seen)
    fresh.content, fresh.sha256 = content, fingerprint(content)
    fresh.decided_by, fresh.decided_at, fresh.comment = by, at, ""
    fresh.save(update_fields=["state", "content", "sha256", "decided_by", "decided_at", "comment"])
    return fresh


def _refuse_unseen(content: Content, seen: str) -> None:
    if fingerprint(content) != seen:
        raise PlanRefused(
            _("Nel frattempo il progetto è cambiato: guardalo di nuovo prima di decidere.")
        )


def _carry_on(held: PersonalPlan, fresh: PersonalPlan) -> None:
    """What was done and reached while the new version was being written, line by line."""
    former = {str(one.goal.line): one for one in whole_of(held).aimed}
    for one in aimed_in(fresh, with_dropped=True):
        was = former.get(str(one.goal.line))
        if was is None:
            continue
        PlanGoal.objects.filter(pk=one.goal.pk).update(reached=was.goal.reached)
        done = {str(action.line): action for action in was.actions}
        for action in one.actions:
            if old := done.get(str(action.line)):
                PlanAction.objects.filter(pk=action.pk).update(
                    done_on=old.done_on,
                    hours_declared=old.hours_declared,
                    declared_by=old.declared_by,
                )


@transaction.atomic
def ask_changes_of_plan(
    plan: PersonalPlan, *, note: str, by: User, at: datetime, seen: str = ""
) -> PersonalPlan:
    """Send a version back to who proposed it, saying what to change."""
    fresh = _fresh(plan)
    plan_workflow.take(fresh, "ask_changes", by=by)
    if not note.strip():
        raise PlanRefused(_("Scrivi che cosa va cambiato: chi ha proposto deve saperlo."), "note")
    # What comes back is compared with it.
    fresh.content = content_of(fresh)
    fresh.comment, fresh.decided_by, fresh.decided_at = note.strip(), by, at
    fresh.save(update_fields=["state", "content", "comment", "decided_by", "decided_at"])
    return fresh


@transaction.atomic
def conclude_plan(plan: PersonalPlan, *, note: str, by: User, at: datetime) -> PersonalPlan:
    """Conclude the version that holds, saying how it ended."""
    fresh = _fresh(plan)
    plan_workflow.take(fresh, "conclude", by=by)
    if not note.strip():
        raise PlanRefused(_("Scrivi come si conclude il progetto."), "note")
    fresh.comment, fresh.ended_on = note.strip(), timezone.localdate(at)
    fresh.save(update_fields=["state", "comment", "ended_on"])
    return fresh


def _file_of(person: Beneficiary) -> CaseFile | None:
    """The file that is open, else the newest, locked; not for keys.

    A plan that is saved and proposed refers to it once more, and holds its own row already.
    """
    rows = person.case_files.select_for_update(no_key=True)
    found: CaseFile | None = rows.current_first().first()
    return found


def _fresh(plan: PersonalPlan) -> PersonalPlan:
    """The row as it is now, locked; alone, because joined rows are only read."""
    return PersonalPlan.objects.select_for_update().get(pk=plan.pk)
