"""Drafts of long forms: what was typed, encrypted, for its author in their agency only.

A form may be open in two tabs. Each rendering of it is a sheet with a key of its own, which says,
too, which draft it began from, and its revision. A draft remembers the sheet that wrote last: a
sheet that is not this one, and does not know the newest revision either, goes on in a draft of its
own, and both versions stay.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from core.models import Draft

# What a form sends of its sheet; what an address asks for, where there are several drafts.
FIELD, ASKED = "sheet", "bozza"
# What a draft holds beside the answers.
OWN = ("sheet", "beside")
# Fields that prove who one is: nothing keeps them, and no page gives them back.
NEVER_KEPT = frozenset({"password", "code"})


def _cipher() -> Fernet:
    key = hashlib.sha256(b"percorsi drafts:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(value: Any) -> bytes:
    """Encrypt a JSON-able value."""
    return _cipher().encrypt(json.dumps(value).encode())


def unseal(sealed: bytes | memoryview) -> Any:
    """Decrypt what `seal` made; None where the key has changed since."""
    try:
        return json.loads(_cipher().decrypt(bytes(sealed)))
    except InvalidToken:
        return None


@dataclass(frozen=True)
class Sheet:
    """One rendering of a form: its key, and the draft it began from, as it was then."""

    key: str
    begun_from: int | None = None
    revision: str = ""

    WRITTEN = re.compile(r"([A-Za-z0-9_-]{1,64})(?:~([0-9]{1,18})~([0-9a-f]{20}))?")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The sheet of a form as it was sent; None of a page that knows none."""
        found = cls.WRITTEN.fullmatch(text)
        if found is None:
            return None
        key, number, revision = found.groups()
        return cls(key, int(number) if number else None, revision or "")

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """A new one, that shows this draft."""
        return cls(secrets.token_urlsafe(12), draft.pk, _revision(draft) if draft.pk else "")

    def __str__(self) -> str:
        return f"{self.key}~{self.begun_from}~{self.revision}" if self.begun_from else self.key


def _revision(draft: Draft) -> str:
    """What it says, in short: the same words kept again, late or by another tab, are no change."""
    said = json.dumps(read(draft), sort_keys=True).encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:20]


def sheet_of(request: Any, draft: Draft) -> Sheet:
    """The sheet of the page being shown: one that comes back with errors stays the same."""
    return Sheet.read(request.POST.get(FIELD, "")) or Sheet.of(draft)


def open_draft(form: str, *, by: Any, draft_id: int | None = None) -> Draft:
    """The author's draft of this form with this id, or a new, empty one (not saved yet)."""
    if draft_id is not None:
        found = Draft.objects.filter(pk=draft_id, form=form, user_id=by.pk).first()
        if found is not None:
            return found
    return Draft(form=form, user_id=by.pk, agency_id=by.acting.agency_id, payload=seal({}))


def draft_of(form: str, request: Any) -> Draft:
    """The draft that this page shows or writes in, or a new, empty one (not saved yet)."""
    rows = _drafts(form, request)
    sheet = Sheet.read(request.POST.get(FIELD, ""))
    if sheet is not None:
        return _of_sheet(rows, sheet) or _fork(form, request, sheet, rows)
    asked = request.GET.get(ASKED, "")
    chosen = [row for row in rows if str(row.pk) == asked]
    return next(iter(chosen or rows), None) or open_draft(form, by=request.user)


def numbered_draft(form: str, request: Any, number: int) -> Draft | None:
    """The draft of this number, where one has several of a form; this sheet's, if it went on alone.

    A sheet that goes on alone takes along what the draft holds.
    """
    sheet = Sheet.read(request.POST.get(FIELD, ""))
    if sheet is None:
        found = open_draft(form, by=request.user, draft_id=number)
        return found if found.pk is not None else None
    rows = {row.pk: row for row in _drafts(form, request)}
    mine = _of_sheet([*rows.values()], sheet)
    if mine is not None or number not in rows:
        return mine
    fork = _fork(form, request, sheet, [rows[number]])
    fork.payload = rows[number].payload
    return fork


def new_draft(form: str, request: Any) -> Draft:
    """A new, empty draft of a form one may begin several times; this sheet's, if it began one."""
    sheet = Sheet.read(request.POST.get(FIELD, ""))
    if sheet is None:
        return open_draft(form, by=request.user)
    return _of_sheet(_drafts(form, request), sheet) or _fork(form, request, sheet, [])


def several_of(forms: Iterable[str], *, by: Any) -> dict[str, list[Draft]]:
    """The author's drafts of those of these forms that have more than one, newest first."""
    found: dict[str, list[Draft]] = {}
    for row in Draft.objects.filter(form__in=[*forms], user_id=by.pk).order_by("-pk"):
        found.setdefault(row.form, []).append(row)
    return {form: rows for form, rows in found.items() if len(rows) > 1}


def _drafts(form: str, request: Any) -> list[Draft]:
    rows = Draft.objects.filter(form=form, user_id=request.user.pk).order_by("-pk")
    # Locked where it may be written: of two tabs that save at once the second sees the first.
    return list(rows.select_for_update() if request.method == "POST" else rows)


def _of_sheet(rows: Sequence[Draft], sheet: Sheet) -> Draft | None:
    """The draft that this sheet wrote last; or the one it shows, where it still says the same."""
    held = [(row, unseal(row.payload) or {}) for row in rows]
    own = [(row, known) for row, known in held if known.get("sheet") == sheet.key]
    shown = [(row, known) for row, known in held if row.pk == sheet.begun_from]
    if own:
        row, known = max(own, key=lambda one: one[0].updated_at)
        stands = known.get("beside")
        row.beside = stands if stands in {one.pk for one in rows} else None
    elif shown and _revision(shown[0][0]) == sheet.revision:
        row, known = shown[0]
    else:
        return None
    _drop_twins(row, known, held)
    row.sheet = sheet.key
    return row


def _drop_twins(row: Draft, known: dict[str, Any], held: Iterable[tuple[Draft, Any]]) -> None:
    """Drop what the same sheet wrote beside: two of its requests may each have begun a draft."""
    for other, its in held:
        is_twin = other.pk != row.pk and known.get("sheet") and its.get("sheet") == known["sheet"]
        if is_twin and other.updated_at <= row.updated_at:
            other.delete()


def _fork(form: str, request: Any, sheet: Sheet, rows: Sequence[Draft]) -> Draft:
    draft = open_draft(form, by=request.user)
    draft.sheet = sheet.key
    numbers = [row.pk for row in rows]
    known = sheet.begun_from in numbers
    draft.beside = sheet.begun_from if known else next(iter(numbers), None)
    return draft


def read(draft: Draft) -> dict[str, Any]:
    """What the draft holds, by step."""
    held = unseal(draft.payload) or {}
    return {name: value for name, value in held.items() if name not in OWN}


def write(draft: Draft, content: dict[str, Any]) -> Draft:
    """Save the draft with this content."""
    own = {name: getattr(draft, name) for name in OWN if getattr(draft, name)}
    draft.payload = seal(content | own)
    draft.save()
    return draft
