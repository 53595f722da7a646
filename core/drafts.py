"""Drafts of long forms: what was typed, encrypted, for its author in their agency only."""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from core.models import Draft


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


def open_draft(form: str, *, by: Any, draft_id: int | None = None) -> Draft:
    """The author's draft of this form with this id, or a new, empty one (not saved yet)."""
    if draft_id is not None:
        found = Draft.objects.filter(pk=draft_id, form=form, user_id=by.pk).first()
        if found is not None:
            return found
    return Draft(form=form, user_id=by.pk, agency_id=by.acting.agency_id, payload=seal({}))


def latest_draft(form: str, *, by: Any) -> Draft:
    """The author's latest draft of this form, or a new, empty one (not saved yet)."""
    found = Draft.objects.filter(form=form, user_id=by.pk).order_by("-pk").first()
    return found or open_draft(form, by=by)


def draft_of_sheet(form: str, *, by: Any, sheet: str) -> Draft:
    """The author's draft kept by this sheet, or a new, empty one (not saved yet).

    A form that may be open in two tabs carries a key (`sheet`), which its draft remembers: what is
    typed in one tab never takes the place of what was typed in the other.
    """
    rows = Draft.objects.filter(form=form, user_id=by.pk).order_by("-pk")
    mine = (one for one in rows if read(one).get("sheet") in (sheet, None))
    return next(mine, None) or open_draft(form, by=by)


def read(draft: Draft) -> dict[str, Any]:
    """What the draft holds, by step."""
    return unseal(draft.payload) or {}


def write(draft: Draft, content: dict[str, Any]) -> Draft:
    """Save the draft with this content."""
    draft.payload = seal(content)
    draft.save()
    return draft
