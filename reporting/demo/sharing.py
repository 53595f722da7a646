"""What bodies of the demo show each other, and people they send: else those pages stand empty."""

from collections.abc import Iterable
from datetime import date, timedelta

from agencies.enums import Role
from agencies.models import Agency, User
from beneficiaries.actions import Request, Terms, send_referral, share_person, write_note
from beneficiaries.enums import NoteKind, NoteVisibility, ShareSection
from beneficiaries.models import Beneficiary, CaseNote
from beneficiaries.sharing_enums import ShareBasis
from core.period import months_after
from reporting.demo.plan import Record
from reporting.demo.recording import PHASES, Recorder
from reporting.demo.seats import moment

TOLD = (
    "Con la persona abbiamo deciso che il laboratorio sia due mattine a settimana: il lunedì e il"
    " giovedì. Porta lei il certificato."
)
ASKED = "Un posto nel laboratorio, due mattine a settimana, da gennaio."
WHY = "Abita vicino alla vostra sede e ha già lavorato il legno."
WAITING_DAYS = 9


def share_some(records: Iterable[Record], recorder: Recorder, today: date) -> None:
    """The first open file of each body is shared with the next body, the second is sent there."""
    first: dict[str, list[Record]] = {}
    for record in records:
        if record.steps < len(PHASES):
            first.setdefault(record.agency, []).append(record)
    bodies = {one.code: one for one in Agency.objects.filter(code__in=first)}
    codes = sorted(first)
    for code, to in zip(codes, [*codes[1:], codes[0]], strict=True):
        for record, act in zip(first[code], (_share, _send), strict=False):
            with recorder.seats.acting(record.worker, code, Role.SOCIAL_WORKER) as user:
                act(recorder.people[id(record)], bodies[to], today, by=user)


def _share(person: Beneficiary, to: Agency, today: date, *, by: User) -> None:
    day = today - timedelta(days=WAITING_DAYS)
    note = CaseNote(
        kind=NoteKind.NETWORK, happened_on=day, text=TOLD, visibility=NoteVisibility.SHARED
    )
    write_note(note, person, by=by, at=moment(day, 16))
    terms = Terms(
        to_agency=to,
        sections=[ShareSection.NOTES, ShareSection.PLAN],
        purpose="Laboratorio",
        basis=ShareBasis.CONSENT,
        consent_on=day,
        valid_from=day,
        valid_to=months_after(day, 6),
    )
    share_person(person, terms, by=by, at=moment(day, 16, 30))


def _send(person: Beneficiary, to: Agency, today: date, *, by: User) -> None:
    request = Request(
        to_agency=to,
        why=WHY,
        asked=ASKED,
        sections=[ShareSection.SITUATION, ShareSection.PLAN],
        basis=ShareBasis.SOCIAL_CARE,
        consent_on=None,
        months=6,
    )
    day = today - timedelta(days=WAITING_DAYS)
    send_referral(person, request, by=by, at=moment(day, 11))
