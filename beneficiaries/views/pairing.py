"""Two records that no rule finds alike, chosen by who knows the people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beneficiaries import actions, quick
from beneficiaries.forms.quick import PairForm
from beneficiaries.models import DuplicatePair
from beneficiaries.policy import Can
from core.audit.actions import log_shown
from core.policy import authorize

# The button that looks people up where there are no scripts.
SEARCH = "cerca"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose two records by name; the page that compares them follows."""
    authorize(request.user, Can.JUDGE_DUPLICATES)
    is_sent = request.method == "POST" and SEARCH not in request.POST
    numbers = request.POST.getlist("people")
    form = PairForm(request.POST if is_sent else None, initial={"q": request.POST.get("q", "")})
    if is_sent and form.is_valid() and (pair := _pair(request, form)):
        return redirect("beneficiaries:compare", pair.pk)
    chosen = [int(one[:18]) for one in numbers if one.isascii() and one.isdigit()]
    choice = quick.choice_of(request, str(form["q"].value() or ""), chosen, one=False)
    log_shown(request)
    return render(request, "beneficiaries/pair.html", {"form": form, "choice": choice})


def _pair(request: HttpRequest, form: PairForm) -> DuplicatePair | None:
    """The pair, where both are of the agency one acts for; else the form says it."""
    people = quick.chosen_people(request, form.cleaned_data["people"])
    own = [one for one in people if one.agency_id == request.user.acting.agency_id]
    if len(own) < 2:
        form.add_error("people", _("Scegli due persone seguite dal tuo ente"))
        return None
    return actions.pair_by_hand(own, by=request.user, at=timezone.now())
