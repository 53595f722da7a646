"""Choose the action of the person's plan that a placement carries out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beneficiaries.actions import NotTheirAction
from beneficiaries.serving import offered_to, servable
from core.policy import authorize
from placements.actions.serving import serve_action
from placements.forms.serving import ServeForm
from placements.policy import Can
from placements.views.proposals import placement_of

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    """The actions of the plan that holds, to choose one or none."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    data = request.POST if request.method == "POST" else None
    offered = offered_to(found.beneficiary, request.user)
    asked = request.GET.get("azione", "")
    form = ServeForm(data, actions=offered, serves=servable(found.action), asked=asked)
    if form.is_valid():
        chosen = form.cleaned_data["serves"]
        try:
            serve_action(found, chosen, by=request.user, at=timezone.now())
        except NotTheirAction as refusal:
            form.add_error("serves", str(refusal))
        else:
            messages.success(request, _said(chosen))
            return redirect("placements:show", found.pk)
    context = {"placement": found, "form": form, "has_plan": bool(offered)}
    return render(request, "placements/serve.html", context)


def _said(chosen: int | None) -> str:
    if chosen is None:
        return _("Il tirocinio non è collegato a nessuna azione.")
    return _("Collegato: le ore dei registri chiusi contano nel progetto.")
