"""The diary of a person: the note being written, the notes, their kinds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.enums import AppointmentState, NoteKind
from beneficiaries.forms.notes import NewNoteForm
from beneficiaries.models import Appointment, Beneficiary
from beneficiaries.policy import visible_appointments, visible_notes
from core import drafts
from core.models import Draft
from core.ui.words import say_hour

SHOWN = 20
# The kind used last is remembered with the session: it is no personal datum.
LAST_KIND = "note_kind"
NOT_KEPT = ("csrfmiddlewaretoken", "once", "seen")


@dataclass(frozen=True)
class Diary:
    """What the diary shows."""

    form: NewNoteForm
    # The appointment the note being written tells of.
    about: Appointment | None
    draft: Draft
    page: Page
    kinds: list[dict[str, Any]]
    kind: str
    since: date | None
    total: int


def diary_of(request: HttpRequest, person: Beneficiary, form: NewNoteForm | None = None) -> Diary:
    """The notes of one kind or all, newest first; and the note box, with its draft."""
    notes = visible_notes(request.user).filter(beneficiary=person)
    counted = notes.order_by().values("kind").annotate(count=Count("pk"), since=Min("happened_on"))
    counts = {line["kind"]: line for line in counted}
    wanted = request.GET.get("tipo", "")
    kind = wanted if wanted in NoteKind.values else ""
    chosen = (notes.filter(kind=kind) if kind else notes).for_timeline()
    total = sum(line["count"] for line in counts.values())
    listed = counts.get(kind, {"count": 0})["count"] if kind else total
    draft = draft_of(request, person)
    kept = drafts.read(draft)
    asked = form["appointment"].value() if form else None
    wanted = asked or request.GET.get("appuntamento") or kept.get("appointment")
    about = appointment_of(request, person, wanted)
    return Diary(
        form=form or new_note(None, about, initial=_initial(request, kept, about)),
        about=about,
        draft=draft,
        page=_Counted(chosen, SHOWN, count=listed).get_page(request.GET.get("page")),
        kinds=_kinds(counts, kind),
        kind=kind,
        since=min((line["since"] for line in counts.values()), default=None),
        total=total,
    )


class _Counted(Paginator):
    """A paginator that was told the count: it is known from the kinds."""

    def __init__(self, rows: Any, per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count  # type: ignore[misc]


def _kinds(counts: dict[str, Any], current: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "count": counts[kind.value]["count"],
            "current": kind.value == current,
        }
        for kind in NoteKind
        if kind.value in counts
    ]


def new_note(
    data: QueryDict | None, about: Appointment | None, *, initial: dict[str, Any] | None = None
) -> NewNoteForm:
    """The form of a note, which takes the appointment's duration as well as the usual ones."""
    return NewNoteForm(data, initial=initial, kept=about.minutes if about else None)


def appointment_of(request: HttpRequest, person: Beneficiary, asked: Any) -> Appointment | None:
    """The person's appointment of this number a note may still be written about, or None."""
    if not str(asked or "").isdecimal():
        return None
    rows = visible_appointments(request.user).without_note().filter(beneficiary=person)
    found: Appointment | None = rows.filter(pk=int(str(asked)[:18])).first()
    return found


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
    }
    if about.state == AppointmentState.MISSED:
        said = {"hour": say_hour(about.starts_at), "purpose": about.purpose}
        return known | {"text": _("Assente all’appuntamento delle %(hour)s: %(purpose)s.") % said}
    return known | {"minutes": about.minutes}


def draft_of(request: HttpRequest, person: Beneficiary) -> Draft:
    """My draft of a note on this person, or a new, empty one."""
    return drafts.latest_draft(f"note:{person.pk}", by=request.user)


def keep_note(draft: Draft, typed: QueryDict) -> None:
    """Keep the note as it is being typed; an emptied one is no draft any more."""
    kept = {name: value for name, value in typed.dict().items() if name not in NOT_KEPT}
    if kept.get("text", "").strip():
        drafts.write(draft, kept)
    elif draft.pk is not None:
        draft.delete()
