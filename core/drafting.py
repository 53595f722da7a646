"""The draft of any form, as it was typed: what a page needs that has no draft of its own making.

The page's form is handed to `with_draft` before it is shown, and `drop_draft` is called once it
was sent; the template includes `beneficiaries/_keeps.html`. What is kept are the fields as the
browser sent them, right or wrong; they come back as such, with no error said, for nothing was sent
yet.
"""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from core import drafts
from core.models import Draft

# What a form sends beside what was typed in it; `seen`, the row as it was, is kept with it: who
# changed it meanwhile is met.
OWN = {"csrfmiddlewaretoken", "once", drafts.FIELD, *drafts.NEVER_KEPT}
# A draft of more is no text of a person.
MOST = 200_000
_signer = Signer(salt="percorsi draft")


def with_draft(request: HttpRequest, form: Any, name: str) -> Any:
    """The form with its draft: filled in with what was typed, unless it has just been sent."""
    form.draft, form.draft_key = drafts.draft_of(name, request), key_of(name)
    if request.method != "POST" and form.draft.pk is not None:
        _fill_in(form, drafts.read(form.draft))
    return form


def _fill_in(form: Any, typed: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    form.data, form.is_bound = data, True
    # It says nothing of errors, and is not valid either: it is only shown.
    form._errors, form.cleaned_data = ErrorDict(), {}


def drop_draft(request: HttpRequest, name: str) -> None:
    """Drop the draft of what has just been sent; one that another tab wrote stays."""
    draft = drafts.draft_of(name, request)
    if draft.pk is not None:
        draft.delete()


def key_of(name: str) -> str:
    """What a page says of its form, so that nobody keeps a draft of none."""
    return _signer.sign(name)


def name_of(key: str) -> str | None:
    """The form that a page's key names; None of a key that no page of ours gave."""
    try:
        return _signer.unsign(key)
    except BadSignature:
        return None


def keep_typed(request: HttpRequest, name: str) -> Draft:
    """Keep the form as it stands on the page."""
    typed = {field: request.POST.getlist(field) for field in request.POST if field not in OWN}
    draft = drafts.draft_of(name, request)
    if sum(len(one) for values in typed.values() for one in values) > MOST:
        return draft
    return drafts.write(draft, typed)
