"""Propose a placement: where and of which kind, then its terms, checked while one writes."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import User
from agencies.policy import visible_memberships
from beneficiaries.forms.seen import read_seen
from core import drafts
from core.audit.actions import log_reading
from core.merge import EditClash
from core.models import Draft
from core.once import needs_no_key
from core.policy import authorize
from core.workflow import WrongStep
from placements.actions import proposals as verbs
from placements.actions.refusals import NotPossible
from placements.drafting import proposal_form
from placements.facts import tally, verdicts_of
from placements.forms.proposals import ChooseForm, ProposalForm, as_typed, host_words
from placements.models import Placement
from placements.policy import Can, visible_hosts, visible_placements
from placements.progress import next_of
from placements.views.hosts import meet
from projects.models import Participation
from projects.policy import visible_participations

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS = "tirocinio"
NOT_KEPT = ("csrfmiddlewaretoken", "once", "verb", drafts.FIELD)


def placement_of(request: HttpRequest, pk: int) -> Placement:
    """The placement of the address, if one sees it; that it was opened is written down."""
    authorize(request.user, Can.SEE_PLACEMENTS)
    found = get_object_or_404(visible_placements(request.user).for_page(), pk=pk)
    log_reading([found.beneficiary], by=request.user, what=READS)
    return found


# --- step 1: where, and of which kind -----------------------------------------------------------


@get_or_post
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the host and the kind; the terms follow on the next page."""
    found = get_object_or_404(visible_participations(request.user).for_page(), pk=pk)
    authorize(request.user, Can.PROPOSE, found)
    log_reading([found.beneficiary], by=request.user, what=READS)
    if request.method != "POST" and verbs.has_closed_file(found.beneficiary_id):
        messages.error(request, verbs.say_closed())
        return redirect("beneficiaries:show", found.beneficiary_id)
    hosts = list(visible_hosts(request.user).order_by("name", "pk"))
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts,
        initial=chosen_host(request, hosts),
    )
    if form.is_valid():
        try:
            made = _propose(request, found, form)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("placements:edit", made.pk)
    return render(request, "placements/propose.html", {"participation": found, "form": form})


def chosen_host(request: HttpRequest, hosts: list[Any]) -> dict[str, str]:
    """The host that was just registered on the way."""
    wanted = request.GET.get("ospitante", "")
    return next(({"host": host_words(one)} for one in hosts if str(one.pk) == wanted), {})


def _propose(request: HttpRequest, found: Participation, form: ChooseForm) -> Placement:
    chosen = form.cleaned_data
    return verbs.propose_placement(
        found, chosen["host"], kind=chosen["kind"], by=request.user, at=timezone.now()
    )


# --- step 2: the terms --------------------------------------------------------------------------


def draft_of(request: HttpRequest, placement: Placement) -> Draft:
    """What I typed of this proposal and did not save, or a new, empty draft."""
    return drafts.draft_of(proposal_form(placement.pk), request)


def form_of(
    request: HttpRequest,
    placement: Placement,
    *,
    data: Any = None,
    kept: dict[str, Any] | None = None,
    told: Any = None,
) -> ProposalForm:
    """The form of the terms; with `told`, as it is saved, with these sentences at its fields."""
    offered = {
        "tutors": list(placement.host.tutors.filter(is_active=True).order_by("last_name", "pk")),
        "promoters": _promoters(request),
    }
    form = ProposalForm(data, placement=placement, kept=kept, **offered)
    if told is None:
        return form
    form = ProposalForm(as_typed(form), placement=placement, **offered)
    tell(form, told)
    return form


def _promoters(request: HttpRequest) -> list[User]:
    """Who works in the agency today, by name."""
    seats = visible_memberships(request.user).current(timezone.localdate())
    users = {seat.user_id: seat.user for seat in seats.select_related("user")}
    return sorted(users.values(), key=lambda user: (user.last_name, user.first_name, user.pk))


def tell(form: Any, told: Any) -> None:
    """Put each sentence at its field; what lies with the host or the person stands above."""
    form.is_valid()
    for name, sentences in told.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the terms: save them, or send them to the coordinator."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    if request.method != "POST":
        draft = draft_of(request, found)
        form = form_of(request, found, kept=drafts.read(draft))
        return answer_form(request, found, form, draft=draft)
    form = form_of(request, found, data=request.POST)
    met: list[Any] = []
    if form.is_valid():
        try:
            return _save(request, found, form)
        except EditClash as clash:
            met = meet(form, found, read_seen(found, form.cleaned_data["seen"]), clash)
        except verbs.Blocked as refusal:
            tell(form, refusal.told)
        except (NotPossible, WrongStep) as refusal:
            form.add_error(None, str(refusal))
    return answer_form(request, found, form, met=met, draft=keep(request, found))


def _save(request: HttpRequest, found: Placement, form: ProposalForm) -> HttpResponse:
    is_sent = request.POST.get("verb") == "send"
    verb = verbs.send_terms if is_sent else verbs.write_terms
    seen = read_seen(found, form.cleaned_data["seen"])
    verb(found, form.columns(), seen=seen, by=request.user, at=timezone.now())
    draft = draft_of(request, found)
    if draft.pk is not None:
        draft.delete()
    said = _("Proposta inviata al coordinatore.") if is_sent else _("Bozza salvata.")
    messages.success(request, said)
    return redirect("placements:show", found.pk)


def keep(request: HttpRequest, placement: Placement) -> Draft:
    """Keep what is being typed, right or wrong, for its author."""
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}
    names = (*ProposalForm.base_fields,)
    content = {
        name: typed.get(name, []) if name == "days" else "".join(typed.get(name, [])[:1])
        for name in names
    }
    return drafts.write(draft_of(request, placement), content) if typed else Draft()


def answer_form(
    request: HttpRequest,
    placement: Placement,
    form: ProposalForm,
    *,
    draft: Draft | None = None,
    met: Any = (),
) -> HttpResponse:
    """The page of the terms, with the rules at its side; `draft`: the one it shows, if any."""
    context = {
        "draft": draft or drafts.open_draft(proposal_form(placement.pk), by=request.user),
        "placement": placement,
        "form": form,
        "meetings": met,
        "next": next_of(placement),
        **judged(placement, form),
    }
    return render(request, "placements/edit.html", context)


def judged(placement: Placement, form: ProposalForm) -> dict[str, Any]:
    """What the rules say of the terms as typed; of what was not understood, as saved."""
    trial = copy(placement)
    if not form.is_bound:
        form = ProposalForm(
            as_typed(form), placement=placement, tutors=form.tutors, promoters=form.promoters
        )
    form.is_valid()
    for name, value in form.columns().items():
        setattr(trial, name, value)
    verdicts = verdicts_of(trial, timezone.localdate())
    return {"verdicts": verdicts, "tally": tally(verdicts)}


@needs_no_key("Live checks that keep the draft: the form's sheet says which.")
@require_POST
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules say of what is typed, which is kept meanwhile."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    form = form_of(request, found, data=request.POST)
    draft = keep(request, found)
    context = {"placement": found, "draft": draft, **judged(found, form)}
    return render(request, "placements/_judged.html", context)
