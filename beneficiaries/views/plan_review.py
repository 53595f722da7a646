"""The coordinator's desk: the plans that wait, and the page on which one decides."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from beneficiaries import actions
from beneficiaries.forms.plans import PlanNoteForm
from beneficiaries.head import head_beside
from beneficiaries.models import PersonalPlan
from beneficiaries.plan_changes import compare
from beneficiaries.plan_enums import PlanState
from beneficiaries.plan_page import followed
from beneficiaries.plan_wording import content_of, fingerprint
from beneficiaries.planning import before
from beneficiaries.policy import Can, visible_plans
from beneficiaries.tables import PlanQueueTable
from beneficiaries.views.plans import HERE, REFUSALS, get_or_post, open_person, version_of
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage


def _log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "progetti da approvare" if how == "list" else "esportazione progetti"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


plan_queue = ListPage(
    title=gettext_lazy("Progetti da approvare"),
    one=gettext_lazy("progetto"),
    noun=gettext_lazy("progetti"),
    who=Can.REVIEW_PLANS,
    table=PlanQueueTable,
    rows=lambda request: visible_plans(request.user).to_approve(),
    fetch=lambda request, keys: list(
        visible_plans(request.user).to_approve().filter(pk__in=keys).for_list()
    ),
    order=("proposed_at", "pk"),
    empty=Empty(
        gettext_lazy("Nessun progetto da approvare"),
        gettext_lazy("Qui compaiono i progetti proposti dagli operatori, dal più vecchio."),
    ),
    log=_log,
    file_name="progetti-da-approvare",
)
all_proposed = require_safe(plan_queue)


@get_or_post
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposed plan, what it changes, and the decision."""
    person = open_person(request, pk, Can.DECIDE_PLAN)
    found = version_of(request, person, state=PlanState.PROPOSED)
    if found is None:
        messages.info(request, _("Questa persona non ha un progetto da approvare."))
        return redirect(HERE, person.pk)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    label = ""
    if found.proposed_by:
        label = _("Messaggio a %(name)s") % {"name": found.proposed_by.first_name}
    is_asked = request.method == "POST" and verb != "approve"
    form = PlanNoteForm(request.POST if is_asked else None, label=label)
    refused = ""
    if verb == "approve" or form.is_valid():
        refused = _decide(request, found, verb, form)
        if not refused:
            drop_draft(request, f"plan-review:{person.pk}")
            return redirect("beneficiaries:plans_to_approve")
    return _answer(request, found, form, refused)


def _decide(request: HttpRequest, found: PersonalPlan, verb: str, form: PlanNoteForm) -> str:
    """Take the decision; why not, where it cannot be taken."""
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        if verb == "approve":
            actions.approve_plan(found, seen=request.POST.get("seen", ""), **who)
            said = _("Progetto approvato: ora si stampa e si firma.")
        else:
            actions.ask_changes_of_plan(found, note=form.cleaned_data["note"], **who)
            said = _("Modifiche richieste: la bozza è tornata a chi l’ha scritta.")
    except REFUSALS as refusal:
        return str(refusal)
    # The next page shows others.
    messages.success(request, f"{found.beneficiary.full_name} – {said}")
    return ""


def _answer(
    request: HttpRequest, found: PersonalPlan, form: PlanNoteForm, refused: str
) -> HttpResponse:
    former, worked = before(found, visible_plans(request.user)), followed(found, request.user)
    # Of a version that waits: as it was when changes were asked, if they were.
    content, sent_back = content_of(found, worked), found.content
    base = former.content if former else sent_back
    context = {
        "plan": found,
        "head": head_beside(found.beneficiary, user=request.user),
        "former": former,
        "compared": compare(base, content),
        "since": compare(sent_back, content) if sent_back else None,
        "seen": fingerprint(content),
        "form": with_draft(request, form, f"plan-review:{found.beneficiary_id}"),
        "refused": refused,
        "worked": worked,
    }
    return render(request, "beneficiaries/plan_review.html", context)
