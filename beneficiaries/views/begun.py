"""What one began and did not finish: the list, and the address that keeps any form's draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from beneficiaries import drafting
from beneficiaries.policy import Can
from core.drafting import keep_typed, name_of
from core.once import needs_no_key
from core.panels import panels_for
from core.policy import authorize


@require_safe
def begun(request: HttpRequest) -> HttpResponse:
    """What I began and did not finish, in the agency I act for."""
    authorize(request.user, Can.SEE_DRAFTS)
    context = {
        "drafts": drafting.drafts_of(request.user),
        "panels": panels_for(request, "drafts"),
    }
    return render(request, "beneficiaries/drafts.html", context)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """Keep a form while it is being written; the key of its page names it."""
    name = name_of(key)
    if name is None or request.user.acting is None:
        raise Http404
    draft = keep_typed(request, name)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})
