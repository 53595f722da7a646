"""Documents of a few people around the day the demo is loaded: each says it is a specimen."""

import hashlib
import io
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from agencies.enums import Role
from beneficiaries.actions import Told, add_document, cancel_document
from beneficiaries.document_enums import DocumentKind as D
from beneficiaries.models import Beneficiary
from core.files.intake import Taken
from core.files.kinds import FileKind
from reporting.demo.plan import Record
from reporting.demo.recording import PHASES, Recorder
from reporting.demo.seats import moment

EACH = 3
# What each of the first people of a worker has brought: kind, days until it ends, number.
BROUGHT = (
    ((D.IDENTITY, 1400, "CA51234DE"), (D.NOTICE, None, ""), (D.CURRICULUM, None, "")),
    ((D.PERMIT, 41, "I09876543"), (D.IDENTITY, 900, "AB1234567"), (D.WORK_PACT, None, "")),
    ((D.HEALTH_CARD, -9, ""), (D.ISEE, 33, ""), (D.NOTICE, None, "")),
)
WRONG = "Era la copia di un’altra persona"


def bring_documents(records: Iterable[Record], recorder: Recorder, today: date) -> None:
    """For the first people each worker follows: what is in order, what ends, what was wrong."""
    followed: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.steps < len(PHASES):
            followed.setdefault((record.worker, record.agency), []).append(record)
    for (worker, agency), theirs in followed.items():
        with recorder.seats.acting(worker, agency, Role.SOCIAL_WORKER) as user:
            for number, record in enumerate(theirs[:EACH]):
                person = recorder.people[id(record)]
                for place, (kind, days, code) in enumerate(BROUGHT[number]):
                    ends = None if days is None else today + timedelta(days=days)
                    at = moment(today - timedelta(days=30 * number + place), 11)
                    taken = _specimen(kind, person)
                    made = add_document(
                        person, taken, Told(kind, code, None, ends, ""), by=user, at=at
                    )
                if number == 1:
                    cancel_document(made, reason=WRONG, by=user, at=at)


def _specimen(kind: D, person: Beneficiary) -> Taken:
    """A photograph of a card, or a page: invented, and it says so."""
    lines = ["FAC-SIMILE", str(kind.label), f"Persona n. {person.pk}"]
    is_card = kind in (D.IDENTITY, D.PERMIT, D.HEALTH_CARD)
    content = _card(lines) if is_card else _page(lines)
    file = FileKind.JPEG if is_card else FileKind.PDF
    name = f"{Path(kind.value.lower()).stem}{file.ending}"
    return Taken(file, name, content, hashlib.sha256(content).hexdigest())


def _card(lines: list[str]) -> bytes:
    card = Image.new("RGB", (860, 540), "#e9eef4")
    pen = ImageDraw.Draw(card)
    pen.rectangle((20, 20, 840, 520), outline="#5b6f82", width=4)
    pen.rectangle((60, 160, 260, 420), fill="#c3ced9")
    for number, line in enumerate(lines):
        pen.text((300, 170 + 80 * number), line, fill="#17324d", font_size=34)
    drawn = io.BytesIO()
    card.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()


def _page(lines: list[str]) -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    said = b"".join(b"(%s) Tj 0 -36 Td " % line.encode("cp1252", "replace") for line in lines)
    page.Contents = made.make_stream(b"BT /F1 22 Tf 72 740 Td " + said + b"ET")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
