"""Which PDF may come in: pages to look at, and nothing that acts, encloses or hides.

The file is kept as it came: writing it anew would break a signature.
"""

import io
import zipfile
from typing import Any

from core.files.refusals import Unfit, Why

MOST_OBJECTS = 200_000
DEEPEST = 60
ENDS = b"%%EOF"
# Actions that run, open, send or bring in something (ISO 32000-2, 12.6.4).
ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition",
    "/Movie", "/Sound", "/RichMediaExecute",
}  # fmt: skip
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
ENCLOSED = {"/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMediaContent"}
ENCLOSING = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def look_at(content: bytes) -> bytes:
    """The file, if it may come in."""
    import pikepdf

    _refuse_second_nature(content)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Unfit(Why.ENCRYPTED)
            if not len(pdf.pages):
                raise Unfit(Why.DAMAGED)
            _walk(pdf)
    except pikepdf.PasswordError:
        raise Unfit(Why.ENCRYPTED) from None
    except (pikepdf.PdfError, ValueError, RecursionError, NotImplementedError):
        raise Unfit(Why.DAMAGED) from None
    return content


def _refuse_second_nature(content: bytes) -> None:
    """Nothing before the head or after the end: there another program finds another file."""
    if ENDS not in content:
        raise Unfit(Why.DAMAGED)
    rest = content.rpartition(ENDS)[2]
    if rest.strip(b"\r\n\t \0") or zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit(Why.TWO_THINGS)


def _walk(pdf: Any) -> None:
    for number, found in enumerate(pdf.objects):
        if number > MOST_OBJECTS:
            raise Unfit(Why.TOO_COMPLEX)
        _look(found, 0)


def _look(found: Any, depth: int) -> None:
    """One object with what it holds; what it refers to is looked at in its turn."""
    import pikepdf

    if depth > DEEPEST:
        raise Unfit(Why.TOO_COMPLEX)
    if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
        table = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        for key in table.keys():  # noqa: SIM118  why: iterating a PDF dictionary is not defined
            _judge(str(key), table.get(key))
            _step(table.get(key), depth)
    elif isinstance(found, pikepdf.Array):
        for one in found:
            _step(one, depth)


def _step(value: Any, depth: int) -> None:
    if not getattr(value, "is_indirect", False):
        _look(value, depth + 1)


def _judge(key: str, value: Any) -> None:
    import pikepdf

    named = str(value) if isinstance(value, pikepdf.Name) else ""
    if key in SCRIPTS or (key == "/S" and named in ACTIONS):
        raise Unfit(Why.ACTIVE)
    if key in ENCLOSED or (key in ("/Type", "/Subtype") and named in ENCLOSING | ENCLOSED):
        raise Unfit(Why.ENCLOSES)
