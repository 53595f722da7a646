"""Verbs on the end of a file: close it with its reason and outcome, open it again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.agenda import end_with_file
from beneficiaries.actions.people import list_person
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.enums import Phase
from beneficiaries.models import Beneficiary, CaseFile
from beneficiaries.workflow import case_file_workflow, reopening
from core.closing import running
from core.ui.words import say_day_short

WRITTEN = ("phase", "phase_since", "closed_on", "closing_reason", "closing_outcome",
           "closing_words", "closed_from")  # fmt: skip


class CannotClose(Exception):
    """The file cannot be closed so; the message is for people, `field` says what it is about."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Closing:
    """Why a file is closed, what came of it, on which day; words where there is more to say."""

    reason: ClosingReason
    outcome: Outcome
    closed_on: date
    words: str = ""


@transaction.atomic
def close_case(case_file: CaseFile, closing: Closing, *, by: User, at: datetime) -> CaseFile:
    """Close the file; the retention of the person's record counts from the closing day.

    What is open in the agenda ends with it (0084), nothing else does. Raises CannotClose for a
    day out of the file's time, and while something lasts that must end first.
    """
    fresh = _locked(case_file)
    before = fresh.phase
    case_file_workflow.take(fresh, "close", by=by)
    _refuse_the_day(fresh, closing.closed_on, timezone.localdate(at))
    if any(one.must_end for one in running(fresh.beneficiary_id, by)):
        raise CannotClose(
            _("C’è un tirocinio approvato o in corso: prima va concluso, interrotto o ritirato.")
        )
    mark_closed(fresh, closing, before)
    end_with_file(fresh, by=by, at=at)
    _leave(fresh, closing.closed_on)
    return fresh


def _locked(case_file: CaseFile) -> CaseFile:
    # The person first, as two records become one: neither waits for the other.
    Beneficiary.objects.select_for_update(of=("self",)).get(pk=case_file.beneficiary_id)
    return CaseFile.objects.select_for_update().get(pk=case_file.pk)


def earliest_close(case_file: CaseFile) -> date:
    """The first day on which the file could have been closed: that of its latest phase."""
    return case_file.phase_since or case_file.opened_on


def _refuse_the_day(fresh: CaseFile, day: date, today: date) -> None:
    if day > today:
        raise CannotClose(_("Il giorno della chiusura non può essere nel futuro."), "closed_on")
    if day < (first := earliest_close(fresh)):
        raise CannotClose(
            _("La cartella è in questa fase dal %(day)s: non si chiude prima di quel giorno.")
            % {"day": say_day_short(first)},
            "closed_on",
        )


def mark_closed(fresh: CaseFile, closing: Closing, before: str) -> None:
    """Write what a closing says into a file that has taken the step."""
    fresh.closed_on = fresh.phase_since = closing.closed_on
    fresh.closing_reason, fresh.closing_outcome = closing.reason, closing.outcome
    fresh.closing_words, fresh.closed_from = closing.words, before
    fresh.save(update_fields=[*WRITTEN])


def mark_open(fresh: CaseFile, since: date | None, *, by: User) -> None:
    """Take a closed file back to the phase it was in, and take what the closing said off it."""
    case_file_workflow.take(fresh, reopening(fresh.closed_from), by=by)
    fresh.closed_on, fresh.phase_since = None, since
    fresh.closing_reason = fresh.closing_outcome = fresh.closing_words = fresh.closed_from = ""
    fresh.save(update_fields=[*WRITTEN, "reopened_because"])


@transaction.atomic
def reopen_case(case_file: CaseFile, because: str, *, by: User, at: datetime) -> CaseFile:
    """Open a closed file again in the phase it was closed in, and say why.

    What was closed with it in the agenda does not come back: the days have gone by.

    Raises WrongStep where it is open, CannotClose without a reason or where another is open.
    """
    fresh = _locked(case_file)
    # An open one is told so by the workflow.
    case_file_workflow.check(fresh, case_file_workflow.steps[reopening(Phase.ACCESS)])
    if not because.strip():
        raise CannotClose(_("Scrivi perché la cartella si riapre."), "because")
    if fresh.beneficiary.case_files.exclude(phase=Phase.CLOSED).exists():
        raise CannotClose(_("La persona ha già una cartella aperta."))
    fresh.reopened_because = because.strip()
    mark_open(fresh, timezone.localdate(at), by=by)
    _leave(fresh, None)
    return fresh


def _leave(fresh: CaseFile, day: date | None) -> None:
    """The day from which the record is kept only as long as its term asks; none: in charge."""
    person = Beneficiary.objects.get(pk=fresh.beneficiary_id)
    person.left_on = day
    person.save(update_fields=["left_on"])
    list_person(person, fresh)
