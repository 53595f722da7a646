"""A note from where one is, and one note for several people."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beneficiaries import actions, quick
from beneficiaries.diary import nameable
from beneficiaries.drafting import GROUP, QUICK
from beneficiaries.enums import NoteVisibility
from beneficiaries.forms.quick import GroupForm, QuickForm
from beneficiaries.models import CaseNote
from beneficiaries.policy import Can
from beneficiaries.serving import offered_to_each
from core import drafts
from core.audit.actions import log_shown
from core.once import needs_no_key
from core.policy import authorize, may

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
# The button that looks people up where there are no scripts.
SEARCH = "cerca"


@get_or_post
def note(request: HttpRequest) -> HttpResponse:
    """A note on somebody chosen here; what kind of contact it was may be said later."""
    authorize(request.user, Can.SEE_PEOPLE)
    draft = quick.draft_of(request, QUICK)
    searches = SEARCH in request.POST
    data = request.POST if request.method == "POST" and not searches else None
    form = QuickForm(data, initial=request.POST.dict() if searches else drafts.read(draft))
    if data is not None and form.is_valid():
        chosen = quick.chosen_people(request, [form.cleaned_data["person"]])
        if chosen and may(request.user, Can.WRITE_NOTE, chosen[0]):
            now = timezone.now()
            actions.write_note(CaseNote(**form.columns()), chosen[0], by=request.user, at=now)
            _forget(draft)
            messages.success(request, _said(form))
            return redirect("beneficiaries:show", chosen[0].pk)
        form.add_error("person", _("Scegli una persona seguita dal tuo ente"))
    chosen_one = _numbers([form["person"].value()])
    choice = quick.choice_of(request, str(form["q"].value() or ""), chosen_one, one=True)
    log_shown(request)
    return render(request, "beneficiaries/quick.html", {"box": quick.QuickBox(form, draft, choice)})


def _said(form: QuickForm) -> str:
    if form.cleaned_data["kind"]:
        return _("Nota salvata.")
    return _("Nota salvata: il tipo di contatto resta da precisare, la trovi fra le scadenze.")


@get_or_post
def group(request: HttpRequest) -> HttpResponse:
    """The same note in the diary of several people."""
    authorize(request.user, Can.SEE_PEOPLE)
    draft = quick.draft_of(request, GROUP)
    searches = SEARCH in request.POST
    data = request.POST if request.method == "POST" and not searches else None
    form = _group_form(request, data, _typed(request) if searches else _kept(draft))
    if data is not None and form.is_valid() and _write_group(request, form):
        _forget(draft)
        return redirect("beneficiaries:list")
    chosen = _numbers(form["people"].value())
    choice = quick.choice_of(request, str(form["q"].value() or ""), chosen, one=False)
    log_shown(request)
    box = quick.QuickBox(form, draft, quick.asking(request, choice, form))
    return render(request, "beneficiaries/group_note.html", {"box": box, "form": form})


def _write_group(request: HttpRequest, form: GroupForm) -> bool:
    """Write it; what stands in the way is said in the form."""
    numbers = form.cleaned_data["people"]
    people = quick.chosen_people(request, numbers)
    allowed = [one for one in people if may(request.user, Can.WRITE_NOTE, one)]
    if len(allowed) < len(numbers):
        form.add_error("people", _("Scegli solo persone seguite dal tuo ente"))
    elif not form.refuse_names(people):
        try:
            who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
            actions.write_group(form.columns(), people, serves=form.served(), **who)
        except actions.NotAReader as error:
            form.add_error("readers", str(error))
        else:
            said = _("Nota scritta nel diario di %(count)s persone.")
            messages.success(request, said % {"count": len(people)})
            return True
    return False


def _group_form(request: HttpRequest, data: Any, initial: dict[str, Any]) -> GroupForm:
    told = data or initial
    is_open = told.get("visibility") == NoteVisibility.RESERVED or "readers" in told
    form = GroupForm(data, initial=initial, colleagues=nameable(request) if is_open else {})
    if data is not None:
        form.ask_actions(offered_to_each(_numbers(form["people"].value()), request.user))
    return form


def _kept(draft: Any) -> dict[str, Any]:
    return {"happened_on": timezone.localdate()} | drafts.read(draft)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form while one looks people up without scripts."""
    several = {name: request.POST.getlist(name) for name in ("people", "readers")}
    return request.POST.dict() | {name: values for name, values in several.items() if values}


def _numbers(values: Any) -> list[int]:
    several = values if isinstance(values, list | tuple) else []
    texts = [str(one) for one in several if one]
    return list(dict.fromkeys(int(one[:18]) for one in texts if one.isascii() and one.isdigit()))


def _forget(draft: Any) -> None:
    if draft.pk is not None:
        draft.delete()


@needs_no_key("A live check: changes nothing.")
@require_POST
def people(request: HttpRequest) -> HttpResponse:
    """People by name while one types, as something to choose; those chosen stay among them."""
    authorize(request.user, Can.SEE_PEOPLE)
    many = request.POST.get("many") == "1"
    offered = _numbers(request.POST.getlist("offered"))
    ticked = _numbers(request.POST.getlist("people")) if many else []
    chosen = [pk for pk in ticked if pk not in offered]
    choice = quick.search(request, request.POST.get("q", ""), chosen, one=not many)
    if many:
        form = GroupForm(initial=request.POST.dict(), colleagues={})
        choice = quick.asking(request, choice, form)
    log_shown(request)
    return render(request, "beneficiaries/_quick_found.html", {"choice": choice, "many": many})


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep_note(request: HttpRequest) -> HttpResponse:
    """Keep the quick note while it is being typed."""
    return _keep(request, QUICK)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep_group(request: HttpRequest) -> HttpResponse:
    """Keep the note for several people while it is being typed."""
    return _keep(request, GROUP)


def _keep(request: HttpRequest, form: str) -> HttpResponse:
    authorize(request.user, Can.SEE_PEOPLE)
    draft = quick.draft_of(request, form)
    quick.keep(draft, request.POST)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})
