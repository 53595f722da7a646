"""The diary of a person: the note being written, the notes, their kinds, who reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import colleagues
from beneficiaries.drafting import correction_form
from beneficiaries.enums import AppointmentState, NoteKind, NoteVisibility
from beneficiaries.forms.notes import COLUMNS, DiaryFilterForm, NewNoteForm, NoteForm, answers_of
from beneficiaries.models import Appointment, Beneficiary, CaseNote, Share
from beneficiaries.policy import visible_appointments, visible_notes
from beneficiaries.querysets import CaseNoteQuerySet
from beneficiaries.serving import offered_to, servable
from beneficiaries.sharing import code_of, receivers_of
from beneficiaries.snippets import snippet
from beneficiaries.tickets import searched_words, words_in
from core import drafts
from core.models import Draft
from core.ui.words import say_hour

SHOWN = 20
# The kind used last is remembered with the session: it is no personal datum.
LAST_KIND = "note_kind"
NOT_KEPT = ("csrfmiddlewaretoken", "once", "seen", "told", drafts.FIELD)
# What somebody types: where none of it is there, there is no draft.
WORDS = ("text", "present", "deadline_text")
CORRECTED = (*COLUMNS, "other_minutes", "serves", "seen")


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; `words` is None where nothing is searched."""

    kind: str
    since: date | None
    until: date | None
    words: str | None
    code: str
    # Of the action of the plan that they serve.
    line: UUID | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether more than the kind is asked for."""
        return self.words is not None or bool(self.since or self.until or self.line)

    def notes(self, request: HttpRequest, person: Beneficiary) -> CaseNoteQuerySet:
        """The person's notes of the period, with the words; of every kind."""
        notes = visible_notes(request.user).filter(beneficiary=person)
        notes = notes.between(self.since, self.until)
        if self.line is not None:
            notes = notes.filter(action__line=self.line)
        return notes if self.words is None else notes.with_words(self.words)

    def of_kind(self, notes: CaseNoteQuerySet) -> CaseNoteQuerySet:
        """Those of the kind asked for, as the diary shows them."""
        shown = (notes.filter(kind=self.kind) if self.kind else notes).for_timeline()
        return shown if self.words is None else shown.marking(self.words)


@dataclass(frozen=True)
class Diary:
    """What the diary shows."""

    form: NewNoteForm
    # The appointment the note being written tells of.
    about: Appointment | None
    draft: Draft
    page: Page
    kinds: list[dict[str, Any]]
    chosen: Chosen
    filters: DiaryFilterForm
    since: date | None
    total: int
    # The service hours of what is listed, in minutes.
    lasted: int
    # The agencies that read a shared note; None until the note being written is to be shared.
    receivers: list[Share] | None

    @property
    def told(self) -> str:
        """Who is said to read it, for the form."""
        return code_of(self.receivers or [])

    @property
    def kind(self) -> str:
        """The kind asked for, or none."""
        return self.chosen.kind

    @property
    def of_action(self) -> str:
        """The action whose notes are asked for, in the words of one of them."""
        notes: list[Any] = list(self.page.object_list) if self.chosen.line else []
        return notes[0].action.what if notes else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written (that one may read)."""
        return not (self.total or self.chosen.is_filtered or self.filters.is_bound)


def chosen_of(request: HttpRequest, person: Beneficiary) -> Chosen:
    """Read the address: kind, period, and the code that stands for the words."""
    kind, code = request.GET.get("tipo", ""), request.GET.get("s", "")
    return Chosen(
        kind=kind if kind in NoteKind.values else "",
        since=_day(request.GET.get("dal", "")),
        until=_day(request.GET.get("al", "")),
        # A code that stands for nothing any more finds nothing.
        words=(_searched(request, code, person) or "") if code else None,
        code=code,
        line=line_in(request.GET.get("azione", "")),
    )


def _searched(request: HttpRequest, code: str, person: Beneficiary) -> str | None:
    """The words behind a code, which came with the person where their page is shown."""
    if hasattr(person, "searched"):
        return words_in(person.searched)
    return searched_words(code, by=request.user)


def line_in(text: str) -> UUID | None:
    """The line of an action as an address or a form holds it."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def diary_of(
    request: HttpRequest,
    person: Beneficiary,
    form: NewNoteForm | None = None,
    filters: DiaryFilterForm | None = None,
) -> Diary:
    """The notes that are asked for, newest first; and the note box, with its draft."""
    chosen = chosen_of(request, person)
    notes = chosen.notes(request, person)
    counts = {line["kind"]: line for line in notes.counted()}
    total = sum(line["count"] for line in counts.values())
    listed = counts.get(chosen.kind, {"count": 0})["count"] if chosen.kind else total
    draft = draft_of(request, person)
    kept = drafts.read(draft)
    told = form["appointment"].value() if form else None
    wanted = told or request.GET.get("appuntamento") or kept.get("appointment")
    about = appointment_of(request, person, wanted)
    pages = _Counted(chosen.of_kind(notes), SHOWN, count=listed)
    asked = {"words": chosen.words or "", "since": chosen.since, "until": chosen.until}
    form = form or note_form(request, person, about, initial=_initial(request, kept, about))
    is_to_share = form["visibility"].value() == NoteVisibility.SHARED
    return Diary(
        form=form,
        receivers=receivers_of(request.user, person) if is_to_share else None,
        about=about,
        draft=draft,
        page=_dressed(pages.get_page(request.GET.get("page"))),
        kinds=_kinds(counts, chosen.kind),
        chosen=chosen,
        filters=filters or DiaryFilterForm(initial=asked, auto_id="filter_%s"),
        since=min((line["since"] for line in counts.values()), default=None),
        total=total,
        lasted=sum(line["lasted"] for kind, line in counts.items() if chosen.kind in ("", kind)),
    )


def note_form(
    request: HttpRequest,
    person: Beneficiary,
    about: Appointment | None,
    data: QueryDict | None = None,
    initial: dict[str, Any] | None = None,
) -> NewNoteForm:
    """The note box, which takes the appointment's duration as well as the usual ones.

    The colleagues stand in it once the note is reserved, and not before.
    """
    told: Any = data or initial or {}
    is_open = told.get("visibility") == NoteVisibility.RESERVED or "readers" in told
    named = nameable(request) if is_open else {}
    return NewNoteForm(
        data,
        initial=initial,
        colleagues=named,
        kept=about.minutes if about else None,
        actions=offered_to(person, request.user),
        serves=servable(about.action) if about else None,
    )


def appointment_of(request: HttpRequest, person: Beneficiary, asked: Any) -> Appointment | None:
    """The person's appointment of this number a note may still be written about, or None."""
    if not str(asked or "").isdecimal():
        return None
    rows = visible_appointments(request.user).without_note().filter(beneficiary=person)
    rows = rows.select_related("action")
    found: Appointment | None = rows.filter(pk=int(str(asked)[:18])).first()
    return found


def nameable(request: HttpRequest, note: CaseNote | None = None) -> dict[int, str]:
    """Who may be named as a reader: the others here; who is named already may stay."""
    author = note.author_id if note else request.user.pk
    others = {pk: user for pk, user in colleagues(request).items() if pk != author}
    gone = set(note.readers) - set(others) if note else set()
    before = User.objects.in_bulk(gone) if gone else {}
    return {pk: user.get_full_name() for pk, user in (others | before).items()}


def _dressed(page: Page) -> Page:
    """Each note with what a search has found in it."""
    rows: list[Any] = list(page.object_list)
    for note in rows:
        note.found = snippet(note.text, note.marked) if hasattr(note, "marked") else None
    page.object_list = rows
    return page


class _Counted(Paginator):
    """A paginator that was told the count: it is known from the kinds."""

    def __init__(self, rows: Any, per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count  # type: ignore[misc]


def _kinds(counts: dict[str, Any], current: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "count": counts.get(kind.value, {"count": 0})["count"],
            "current": kind.value == current,
        }
        for kind in NoteKind
        if kind.value in counts or kind.value == current
    ]


def _initial(
    request: HttpRequest, kept: dict[str, Any], about: Appointment | None
) -> dict[str, Any]:
    """What the box shows first: as last time, or what the appointment and the draft know."""
    preset = {
        "happened_on": timezone.localdate(),
        "kind": request.session.get(LAST_KIND, NoteKind.INTERVIEW.value),
    }
    if about is None:
        # The appointment it was about has its note already, or is gone.
        return preset | {**kept, "appointment": ""}
    told = _told_by(about)
    if kept.get("appointment") == str(about.pk):
        return preset | told | kept
    # Begun before: the words stay, the facts are those of the appointment.
    return preset | kept | told | ({"text": kept["text"]} if kept.get("text") else {})


def _told_by(about: Appointment) -> dict[str, Any]:
    known = {
        "appointment": about.pk,
        "kind": about.place_kind_now.note_kind.value,
        "happened_on": timezone.localdate(about.starts_at),
        "hour": timezone.localtime(about.starts_at).time(),
        "serves": str(about.action.line) if about.action else "",
    }
    if about.state == AppointmentState.MISSED:
        said = {"hour": say_hour(about.starts_at), "purpose": about.purpose}
        return known | {"text": _("Assente all’appuntamento delle %(hour)s: %(purpose)s.") % said}
    return known | {"minutes": about.minutes}


def draft_of(request: HttpRequest, person: Beneficiary) -> Draft:
    """My draft of a note on this person, or a new, empty one: this tab's, or the latest."""
    return drafts.draft_of(f"note:{person.pk}", request)


def keep_note(draft: Draft, typed: QueryDict) -> None:
    """Keep the note as it is being typed; an emptied one is no draft any more."""
    kept: dict[str, Any] = {
        name: value for name, value in typed.dict().items() if name not in NOT_KEPT
    }
    if "readers" in kept:
        kept["readers"] = typed.getlist("readers")
    if any(kept.get(name, "").strip() for name in WORDS):
        drafts.write(draft, kept)
    elif draft.pk is not None:
        draft.delete()


def correction_of(request: HttpRequest, note: CaseNote) -> Draft:
    """My draft of a correction of this note, or a new, empty one."""
    return drafts.draft_of(correction_form(note), request)


def keep_correction(draft: Draft, note: CaseNote, typed: QueryDict) -> None:
    """Keep a correction with what the form showed, for the merge; one that changes nothing goes."""
    kept = {name: typed.get(name, "") for name in CORRECTED}
    known = answers_of(note)
    serves = known["serves"] != kept["serves"]
    if serves or NoteForm(kept, initial=known, kept=note.minutes).has_changed():
        drafts.write(draft, kept)
    elif draft.pk is not None:
        draft.delete()
