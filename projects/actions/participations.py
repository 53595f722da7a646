"""Verbs on participations: enter, leave, come back, complete and correct the entry answers."""

from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.models import Beneficiary, Situation
from core.merge import merge
from core.policy import authorize
from core.tenancy import acting
from projects.actions.refusing import NotPossible, because
from projects.entry import answer, corrected_answers, freeze, identify, situation_of
from projects.enums import ExitReason
from projects.models import EntrySnapshot, FollowUp, Participation, Project, Result
from projects.policy import Can
from projects.workflow import participation_workflow


@transaction.atomic
def enter_project(
    person: Beneficiary, project: Project, *, entry_on: date, by: User, at: datetime
) -> Participation:
    """Enter a person in a project of the agency and freeze the answers of the day."""
    authorize(by, Can.ENTER, person)
    _refuse_bad_entry(person, project, entry_on, today=timezone.localdate(at))
    participation = Participation(
        beneficiary=person,
        project=project,
        agency_id=person.agency_id,
        entry_on=entry_on,
        code=_next_code(project),
    )
    _insert(participation)
    situation, _new = Situation.objects.get_or_create(
        beneficiary=person, defaults={"agency_id": person.agency_id}
    )
    notice = person.privacy_notices.order_by("-given_on", "-pk").first()
    freeze(participation, person, situation, notice).save(force_insert=True)
    participation_workflow.take(participation, "begin", by=by)
    participation.save(update_fields=["state"])
    return participation


def _insert(participation: Participation) -> None:
    try:
        with transaction.atomic():
            participation.save(force_insert=True)
    except IntegrityError as error:
        if "participation_once_per_project" in str(error):
            raise NotPossible(
                _("La persona partecipa già a questo progetto."), "project"
            ) from error
        raise


def _refuse_bad_entry(
    person: Beneficiary, project: Project, entry_on: date, *, today: date
) -> None:
    day = entry_on.strftime("%d/%m/%Y")
    if not project.partners.filter(agency_id=person.agency_id).exists():
        raise NotPossible(_("Il tuo ente non è partner di questo progetto."), "project")
    if entry_on > today:
        raise NotPossible(
            _("La data di ingresso, %(day)s, è nel futuro.") % {"day": day}, "entry_on"
        )
    if not project.starts_on <= entry_on <= project.ends_on:
        raise NotPossible(
            _("La data di ingresso, %(day)s, è fuori dal progetto: va dal %(start)s al %(end)s.")
            % {
                "day": day,
                "start": project.starts_on.strftime("%d/%m/%Y"),
                "end": project.ends_on.strftime("%d/%m/%Y"),
            },
            "entry_on",
        )
    if person.birth_date is not None and entry_on <= person.birth_date:
        raise NotPossible(_("La data di ingresso viene prima della data di nascita."), "entry_on")


def _next_code(project: Project) -> str:
    # Locked: two entries at once must not take the same number; a partner sees only its own
    # participations, so the number comes from the project's counter and not from a count.
    with connection.cursor() as cursor:
        cursor.execute("select next_participation_number(%s)", [project.pk])
        (number,) = cursor.fetchone()
    return f"{project.code}-{number:04d}"


@transaction.atomic
def leave_project(
    participation: Participation,
    *,
    exit_on: date,
    reason: ExitReason,
    note: str,
    by: User,
    at: datetime,
) -> Participation:
    """Record that the person left the project, when and why."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    participation_workflow.take(fresh, "leave", by=by)
    if exit_on < fresh.entry_on:
        raise NotPossible(
            _("L’uscita viene prima dell’ingresso, %(day)s.")
            % {"day": fresh.entry_on.strftime("%d/%m/%Y")},
            "exit_on",
        )
    if exit_on > timezone.localdate(at):
        raise NotPossible(_("La data di uscita è nel futuro."), "exit_on")
    fresh.exit_on, fresh.exit_reason, fresh.exit_note = exit_on, reason, note
    fresh.save(update_fields=["state", "exit_on", "exit_reason", "exit_note"])
    return fresh


@transaction.atomic
def come_back(participation: Participation, *, by: User, at: datetime) -> Participation:
    """Record a re-entry: the same participation goes on, and the exit stays in its history."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    participation_workflow.take(fresh, "come_back", by=by)
    fresh.exit_on, fresh.exit_reason, fresh.exit_note = None, "", ""
    # ESF monitoring guidance: the results of the last exit overwrite those of earlier ones.
    Result.objects.filter(pk=fresh.pk).delete()
    FollowUp.objects.filter(pk=fresh.pk).delete()
    fresh.save(update_fields=["state", "exit_on", "exit_reason", "exit_note"])
    return fresh


@transaction.atomic
def complete_entry(
    participation: Participation,
    typed: dict[str, Any],
    *,
    seen: dict[str, Any],
    reason: str,
    by: User,
    at: datetime,
) -> EntrySnapshot:
    """Fill in answers of the day of entry that were missing, or correct one with a reason.

    `typed` and `seen` are columns of a Situation; what two people changed raises EditClash. The
    database itself refuses to change a given answer without the reason (history keeps it).
    """
    authorize(by, Can.COMPLETE_ENTRY, participation)
    # Of the snapshot alone: the joined rows are only read.
    snapshot = EntrySnapshot.objects.select_for_update().get(pk=participation.pk)
    snapshot.participation = participation
    before = copy(snapshot)
    answers = situation_of(snapshot)
    saved = {name: getattr(answers, name) for name in typed}
    for name, value in merge(seen=seen, saved=saved, typed=typed).items():
        setattr(answers, name, value)
    identify(snapshot, participation.beneficiary)
    answer(snapshot, answers)
    if corrected_answers(before, snapshot) and not reason:
        raise NotPossible(_("Cambi una risposta già data: scrivi il motivo."), "reason")
    with acting(because(reason)):
        snapshot.save(force_update=True)
    return snapshot
