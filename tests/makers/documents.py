"""Documents of people; their files are good ones, and nobody looks at each of them again."""

import hashlib
from datetime import timedelta
from itertools import count

import pikepdf
from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import Beneficiary, Document, PersonalPlan
from core.files.intake import Taken
from core.files.kinds import FileKind
from tests.acting import as_user
from tests.cast import player
from tests.core.hostile_files import pdf, picture
from tests.makers.people import make_person

_numbers = count(1)


def make_taken(name: str = "documento.pdf", content: bytes | None = None) -> Taken:
    """A file that was looked at: a PDF of one page, each another one; or this picture."""
    if content is None:
        content = pdf(_numbered)
    kind = FileKind.PDF if content.startswith(b"%PDF") else FileKind.JPEG
    return Taken(kind, name, content, hashlib.sha256(content).hexdigest())


def _numbered(made: pikepdf.Pdf) -> None:
    made.docinfo["/Title"] = f"Documento {next(_numbers)}"


def make_picture(name: str = "carta.jpg") -> Taken:
    """A photograph of a paper."""
    return make_taken(name, picture("JPEG", (640, 400 + next(_numbers))))


def make_document(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    taken: Taken | None = None,
    kind: str = "IDENTITY",
    days: int | None = None,
    plan: PersonalPlan | None = None,
    number: str = "",
    note: str = "",
) -> Document:
    """An identity card that Ines (or `by`) brought; `days`: it ends so many days from today."""
    by = by or player("ines")
    person = person or make_person(by=by)
    ends = timezone.localdate() + timedelta(days=days) if days is not None else None
    told = actions.Told(kind, number, None, ends, note)
    with as_user(by) as user:
        return actions.add_document(
            person, taken or make_taken(), told, plan=plan, by=user, at=timezone.now()
        )
