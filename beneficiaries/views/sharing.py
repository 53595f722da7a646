"""Whom a person is shown to: what goes on, a new share with its preview, the end of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beneficiaries import actions
from beneficiaries.enums import ShareSection
from beneficiaries.forms.sharing import ShareForm, usual_days
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary
from beneficiaries.policy import Can, visible_shares
from beneficiaries.sharing import other_agencies, sharing_of, shown_by_us
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.period import day_after
from core.policy import authorize

READS = "condivisione"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sees what of the person, and until when; who saw it; to whom they were sent."""
    person = _open(request, pk)
    context = {
        "head": head_of(person, user=request.user, current="sharing"),
        "sharing": sharing_of(request.user, person),
    }
    return render(request, "beneficiaries/sharing.html", context)


def _open(request: HttpRequest, pk: int) -> Beneficiary:
    # With the household: the record one shares says where an answer no longer agrees with it.
    person = person_or_404(request, pk, beside=True)
    authorize(request.user, Can.SHARE, person)
    log_reading([person], by=request.user, what=READS)
    return person


@get_or_post
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what another agency sees; look at just that; then share it."""
    person = _open(request, pk)
    data = request.POST if request.method == "POST" else None
    agencies = other_agencies(request.user)
    form = ShareForm(data, agencies=agencies, initial=_initial(request, person))
    context: dict[str, Any] = {"form": form, "shown": None}
    if data is not None and "change" not in data and form.is_valid():
        try:
            if "confirm" in data:
                return _share(request, person, form)
        except actions.AlreadyShared as refused:
            form.add_error("to_agency", str(refused))
        else:
            sections = [ShareSection.IDENTITY, *form.cleaned_data["sections"]]
            context["shown"] = shown_by_us(request.user, person, sections)
            context["terms"] = form.terms()
    context["head"] = head_of(person, user=request.user, current="sharing")
    with_draft(request, form, f"share:{person.pk}")
    template = "share_preview" if context["shown"] else "share"
    return render(request, f"beneficiaries/{template}.html", context)


def _share(request: HttpRequest, person: Beneficiary, form: ShareForm) -> HttpResponse:
    made = actions.share_person(person, form.terms(), by=request.user, at=timezone.now())
    drop_draft(request, f"share:{person.pk}")
    told = _("Condivisa con %(agency)s: la puoi terminare in ogni momento.")
    messages.success(request, told % {"agency": made.to_agency.short_name})
    return redirect("beneficiaries:sharing", person.pk)


def _initial(request: HttpRequest, person: Beneficiary) -> dict[str, Any]:
    """Half a year from today; where one is renewed, the same from the day after it."""
    asked = request.GET.get("come", "")
    rows = visible_shares(request.user).filter(beneficiary=person)
    former = rows.filter(pk=int(asked[:18])).first() if asked.isdecimal() else None
    if former is None:
        return usual_days()
    same = {"to_agency": former.to_agency_id, "sections": former.sections}
    begins = max(day_after(former.valid_to), timezone.localdate())
    days = usual_days(begins if former.may_end else None)
    return same | {"purpose": former.purpose, "basis": former.basis} | days


@get_or_post
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """A share, with what ends if it is ended now; end it."""
    found = get_object_or_404(visible_shares(request.user).for_end(), pk=pk)
    authorize(request.user, Can.SHARE, found)
    person = found.beneficiary
    log_reading([person], by=request.user, what=READS)
    if request.method == "POST":
        agency = {"agency": found.to_agency.short_name}
        try:
            actions.end_share(found, by=request.user, at=timezone.now())
        except actions.AlreadyOver as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("%(agency)s non vede più questa persona.") % agency)
        return redirect("beneficiaries:sharing", person.pk)
    head = head_of(person, user=request.user, current="sharing")
    return render(request, "beneficiaries/end_share.html", {"head": head, "share": found})
