"""The notes of a period on paper, for who may read them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from agencies.models import User
from beneficiaries.diary import Chosen
from beneficiaries.enums import NoteKind
from beneficiaries.models import Beneficiary
from core.ui.words import as_date, say_day_short

STYLE = Path(__file__).with_name("paper_notes.css")
# So many notes are set in one answer; more would keep a person waiting.
IN_ONE_FILE = 300


def print_notes(
    person: Beneficiary, notes: Sequence[Any], chosen: Chosen, *, by: User, at: datetime
) -> bytes:
    """The notes, each with its `reader_names`, oldest first, as a tagged PDF/A-3a on A4."""
    # Here and not above: loading the engine costs a second that no other page should pay.
    from weasyprint import HTML

    from core.paper import BASE, CSS, Papers

    with override("it"):
        context = {
            "person": person,
            "notes": notes,
            "reserved": sum(note.is_reserved for note in notes),
            "what": what_is_printed(chosen, next(iter(notes), None)),
            "printed_on": f"{say_day_short(as_date(at))}, {timezone.localtime(at):%H:%M}",
            "by": by.get_full_name(),
        }
        html = render_to_string("beneficiaries/print/notes.html", context)
        fetcher = Papers({"notes.css": (STYLE, CSS)})
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a"))


def what_is_printed(chosen: Chosen, first: Any) -> str:
    """“colloqui dal 1 mar 2026, con le parole «casa»”: what was left out is said."""
    parts = [str(NoteKind(chosen.kind).label) if chosen.kind else "Tutti i tipi di nota"]
    if chosen.since:
        parts.append(f"dal {say_day_short(chosen.since)}")
    if chosen.until:
        parts.append(f"al {say_day_short(chosen.until)}")
    if chosen.words is not None:
        parts.append(f"solo con le parole “{chosen.words}”")
    if chosen.line is not None:
        action = first.action.what if first is not None else ""
        parts.append(f"solo per l’azione “{action}”")
    return ", ".join(parts)
