"""The diary of a person: the note being written, the notes, their kinds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from beneficiaries.enums import NoteKind
from beneficiaries.forms.notes import NoteForm
from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_notes
from core import drafts
from core.models import Draft

SHOWN = 20
# The kind used last is remembered with the session: it is no personal datum.
LAST_KIND = "note_kind"
NOT_KEPT = ("csrfmiddlewaretoken", "once", "seen")


@dataclass(frozen=True)
class Diary:
    """What the diary shows."""

    form: NoteForm
    draft: Draft
    page: Page
    kinds: list[dict[str, Any]]
    kind: str
    since: date | None
    total: int


def diary_of(request: HttpRequest, person: Beneficiary, form: NoteForm | None = None) -> Diary:
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
    return Diary(
        form=form or NoteForm(initial=_initial(request, draft)),
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


def _initial(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    preset = {
        "happened_on": timezone.localdate(),
        "kind": request.session.get(LAST_KIND, NoteKind.INTERVIEW.value),
    }
    return preset | drafts.read(draft)


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
