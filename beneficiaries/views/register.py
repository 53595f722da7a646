"""Register a person in three steps; what is typed lives in a draft until then."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beneficiaries.actions import AlreadyRegistered
from beneficiaries.forms.person import PersonForm, derived_words
from beneficiaries.models import Beneficiary
from beneficiaries.places import places_like
from beneficiaries.policy import Can, visible_names
from beneficiaries.registering import (
    FORM,
    PERSON,
    REVIEW,
    SITUATION,
    Registration,
    all_valid,
    derive,
    refused_words,
    with_derived,
)
from beneficiaries.review import review
from beneficiaries.similar import similar_people
from core import drafts
from core.models import Draft
from core.once import needs_no_key
from core.policy import authorize

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
STEPS = {
    PERSON: "beneficiaries/register_person.html",
    SITUATION: "beneficiaries/register_situation.html",
}


def _registration(request: HttpRequest, draft: int | None) -> Registration:
    """The registration of the address; or of the draft that was begun while typing."""
    authorize(request.user, Can.REGISTER)
    begun = request.POST.get("draft", "")
    if draft is None and begun.isdecimal():
        draft = int(begun[:18])
    if draft is None:
        return Registration(request.user, drafts.new_draft(FORM, request))
    opened = drafts.numbered_draft(FORM, request, draft)
    if opened is None:
        raise Http404
    return Registration(request.user, opened)


@get_or_post
def register(request: HttpRequest, draft: int | None = None, step: int = PERSON) -> HttpResponse:
    """A step that asks: keep what is typed, go on where it is right."""
    under_way = _registration(request, draft)
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        under_way.keep(step, request.POST)
        if request.POST.get("verb") == "leave":
            messages.success(request, _("Bozza salvata: la trovi fra le tue bozze."))
            return redirect("home")
    is_checked = request.method == "POST" or "controlla" in request.GET
    made = under_way.forms_of(step, checked=is_checked)
    if request.method == "POST" and all_valid(made) and under_way.draft.pk is not None:
        onward = REVIEW if request.POST.get("back") == str(REVIEW) else step + 1
        return redirect(_url_of(onward), under_way.draft.pk, *_args_of(onward))
    return render(request, STEPS[step], _shown(request, under_way, step, made))


def _url_of(step: int) -> str:
    return "beneficiaries:register_review" if step == REVIEW else "beneficiaries:register_step"


def _args_of(step: int) -> list[int]:
    return [] if step == REVIEW else [step]


def _shown(
    request: HttpRequest, under_way: Registration, step: int, made: list[Any]
) -> dict[str, Any]:
    typed = under_way.typed(step)
    return {
        "forms": made,
        "form": made[0],
        "draft": under_way.draft,
        "step": step,
        "back": request.POST.get("back") or request.GET.get("torna", ""),
        "similar": similar_people(request.user, typed) if step == PERSON and typed else [],
        "derived": derived(typed.get("identifier", "")) if step == PERSON and typed else None,
    }


def derived(text: str) -> dict[str, str]:
    """What the code says, in words; or why it cannot be read."""
    found = derive(text)
    place = found.values.get("birth_place", "")
    words = derived_words(found.code, place) if found.code and found.values else ""
    return {"words": words, "problem": found.problem}


@get_or_post
def review_and_register(request: HttpRequest, draft: int) -> HttpResponse:
    """All the answers, who might be the same person, and the button that registers."""
    under_way = _registration(request, draft)
    problem = under_way.first_problem()
    if problem is not None:
        step = redirect("beneficiaries:register_step", draft, problem)
        step["Location"] += "?controlla=1"
        return step
    similar = similar_people(request.user, under_way.typed(PERSON) or {})
    if request.method == "POST" and _are_told(request, similar):
        return _finish(request, under_way)
    shown = {"parts": review(under_way), "draft": under_way.draft, "step": REVIEW}
    shown["similar"] = similar
    return render(request, "beneficiaries/register_review.html", shown)


def _are_told(request: HttpRequest, similar: list[Beneficiary]) -> bool:
    """Whether the page already named all who might be the same person."""
    return {str(one.pk) for one in similar} <= set(request.POST.getlist("told"))


def _finish(request: HttpRequest, under_way: Registration) -> HttpResponse:
    try:
        person = under_way.finish(at=timezone.now())
    except (AlreadyRegistered, ValidationError) as error:
        messages.error(request, refused_words(error))
        return redirect("beneficiaries:register_review", under_way.draft.pk)
    messages.success(request, _("Persona registrata: la cartella è aperta."))
    return redirect("beneficiaries:show", person.pk)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed, a second after the last key; errors wait."""
    under_way = _registration(request, None)
    step = SITUATION if request.POST.get("step") == str(SITUATION) else PERSON
    under_way.keep(step, request.POST)
    shown = {"draft": under_way.draft, "step": step}
    return render(request, "beneficiaries/_register_kept.html", shown)


@needs_no_key("A live check: changes nothing.")
@require_POST
def from_code(request: HttpRequest) -> HttpResponse:
    """As soon as the code is left: what it says, and who might be the same person."""
    authorize(request.user, Can.REGISTER)
    typed = with_derived(request.POST)
    shown = {
        "derived": derived(typed.get("identifier", "")),
        "similar": similar_people(request.user, typed),
        "form": PersonForm(initial=typed.dict(), people=visible_names(request.user)),
        "is_filled": typed is not request.POST,
        "step": PERSON,
    }
    return render(request, "beneficiaries/_from_code.html", shown)


@needs_no_key("A live check: changes nothing.")
@require_POST
def places(request: HttpRequest, kind: str) -> HttpResponse:
    """Names of places that begin as typed, for the field that asks."""
    text = request.POST.get(request.htmx.trigger_name or "", "")
    return render(request, "beneficiaries/_places.html", {"names": places_like(text, kind=kind)})


@require_POST
def discard(request: HttpRequest, draft: int) -> HttpResponse:
    """Throw one of my drafts away."""
    get_object_or_404(Draft, pk=draft, user_id=request.user.pk).delete()
    messages.success(request, _("Bozza eliminata."))
    return redirect("beneficiaries:drafts")
