"""Write the draft of a plan: goals and actions on one screen, kept while one types."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beneficiaries import actions
from beneficiaries.actions.plans import lacks
from beneficiaries.forms.plans import PlanSheet, answers_of_plan, with_row
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, PersonalPlan
from beneficiaries.plan_changes import compare
from beneficiaries.plan_enums import PlanState
from beneficiaries.plan_wording import content_of, fingerprint
from beneficiaries.planning import aimed_in, without_dropped
from beneficiaries.policy import Can
from beneficiaries.views.plans import HERE, get_or_post, open_person, version_of
from core import drafts
from core.models import Draft
from core.once import needs_no_key

# Sent with the answers, and no answers.
NOT_KEPT = ("csrfmiddlewaretoken", "once", "verb", drafts.FIELD)
ROWS = ("goal", "action-")
# In the address after a proposal that could not be made: what lacks stands at its field.
LACKING = "manca"


def draft_of(request: HttpRequest, person: Beneficiary) -> Draft:
    """What I typed of this person's plan and did not save, or a new, empty one."""
    return drafts.draft_of(f"plan:{person.pk}", request)


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: text for name, text in request.POST.dict().items() if name not in NOT_KEPT}


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a form: save it, propose it, or ask for one more line."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    found = version_of(request, person, state=PlanState.DRAFT)
    if found is None:
        return _without_draft(request, person)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    if request.method != "POST":
        draft = draft_of(request, person)
        sheet = _opened(found, draft, is_checked=LACKING in request.GET)
        return _answer(request, found, sheet, draft=draft)
    if verb.startswith(ROWS):
        typed, focus = with_row(_typed(request), verb)
        draft = drafts.write(draft_of(request, person), typed)
        sheet = PlanSheet(typed, is_sent=False, focus=focus)
        return _answer(request, found, sheet, draft=draft)
    return _save(request, found, verb)


def _without_draft(request: HttpRequest, person: Beneficiary) -> HttpResponse:
    """Nothing to write; but what was written of a version that a colleague proposed is shown."""
    draft = draft_of(request, person)
    typed = _typed(request) if request.method == "POST" else drafts.read(draft)
    number = str(typed.get("number", ""))
    found = version_of(request, person, number=int(number[:9])) if number.isdecimal() else None
    if found is None or _answers(typed) == _answers(_saved(found)):
        messages.info(request, _("Ora non c’è una bozza del progetto da scrivere."))
        return redirect(HERE, person.pk)
    return _too_late(request, found, typed)


def _too_late(request: HttpRequest, found: PersonalPlan, typed: dict[str, Any]) -> HttpResponse:
    """The version is no draft any more: what was typed stays on the page, and among the drafts."""
    draft = draft_of(request, found.beneficiary)
    if request.method == "POST":
        draft = drafts.write(draft, typed)
    found.refresh_from_db(fields=["state"])
    sheet = PlanSheet(typed, is_sent=False)
    return _answer(request, found, sheet, draft=draft, is_late=True)


def _opened(found: PersonalPlan, draft: Draft, *, is_checked: bool) -> PlanSheet:
    """The form as one left it, or as it was saved, then with what it lacks to be proposed."""
    kept = drafts.read(draft) if draft.pk is not None else {}
    saved = _saved(found)
    is_mine = kept.get("number") == saved["number"] and _answers(kept) != _answers(saved)
    if is_mine or not is_checked:
        return PlanSheet(kept if is_mine else saved, is_sent=False)
    sheet = PlanSheet(saved, is_sent=True)
    sheet.refuse(lacks(found))
    return sheet


def _answers(typed: dict[str, Any]) -> dict[str, str]:
    """What is said, and not of which row: what was kept late says the same as what was saved."""
    return {
        name: text
        for name, text in typed.items()
        if text and name != "seen" and not name.endswith("-line")
    }


def _saved(found: PersonalPlan) -> dict[str, Any]:
    aimed = aimed_in(found, with_dropped=True)
    content = content_of(found, without_dropped(found, aimed))
    seen = {"number": str(found.number), "seen": fingerprint(content)}
    return answers_of_plan(found, aimed) | seen


def _save(request: HttpRequest, found: PersonalPlan, verb: str) -> HttpResponse:
    person, sheet = found.beneficiary, PlanSheet(_typed(request), is_sent=True)
    if not sheet.is_valid():
        return _answer(request, found, sheet)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        actions.save_plan(found, sheet.typed_plan(), seen=sheet.typed.get("seen", ""), **who)
    except actions.PlanClash as clash:
        return _answer(request, found, sheet, clash=clash)
    except actions.PlanRefused:
        return _too_late(request, found, _typed(request))
    draft = draft_of(request, person)
    if draft.pk is not None:
        draft.delete()
    if verb != "propose":
        messages.success(request, _("Bozza salvata."))
        return redirect("beneficiaries:plan_edit", person.pk)
    try:
        actions.propose_plan(found, **who)
    except actions.PlanRefused:
        messages.error(request, _("La bozza è salvata, ma non si può ancora proporre."))
        return redirect(f"{reverse('beneficiaries:plan_edit', args=[person.pk])}?{LACKING}=1")
    messages.success(request, _("Progetto proposto al coordinatore."))
    return redirect(HERE, person.pk)


def _answer(
    request: HttpRequest,
    found: PersonalPlan,
    sheet: PlanSheet,
    *,
    draft: Draft | None = None,
    clash: actions.PlanClash | None = None,
    is_late: bool = False,
) -> HttpResponse:
    person = found.beneficiary
    context = {
        "head": head_of(person, user=request.user, current="plan"),
        "plan": found,
        "form": sheet,
        "draft": draft or draft_of(request, person),
        # After a clash what the colleague saved counts as seen.
        "seen": fingerprint(clash.theirs) if clash else sheet.typed.get("seen", ""),
        "theirs": compare(None, clash.theirs) if clash else None,
        "is_late": is_late,
    }
    return render(request, "beneficiaries/plan_edit.html", context)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft while it is being typed."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    draft = drafts.write(draft_of(request, person), _typed(request))
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})
