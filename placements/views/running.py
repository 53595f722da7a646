"""Start, rest and end of a placement: each page says first what will follow."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.drafting import drop_draft, with_draft
from core.policy import authorize
from core.ui.words import say_day_short
from core.workflow import WrongStep
from placements.actions import running as verbs
from placements.actions.refusals import NotPossible
from placements.drafting import finish_form
from placements.enums import NoticeKind, PlacementState
from placements.extending import open_extension_of
from placements.forms.running import FinishForm, ResumeForm, SuspendForm
from placements.models import Placement
from placements.policy import Can
from placements.signing import due_of, hinders_start, late_words, papers_of, start_notice_of
from placements.views.placements import get_or_post
from placements.views.proposals import placement_of
from placements.workflow import placement_workflow

Verb = Callable[..., Placement]


@get_or_post
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin it; where something still hinders, the page says what."""
    found = placement_of(request, pk)
    authorize(request.user, Can.START, found)
    form = Form(request.POST if request.method == "POST" else None)
    done = _act(request, found, form, verbs.start_placement, _("Tirocinio avviato."))
    if done is not None:
        return done
    notice = start_notice_of(found)
    hindrances = hinders_start(found, papers_of(found), notice, timezone.localdate())
    context = {
        "placement": found,
        "form": form,
        "misfit": _misfit(found, "start"),
        "hindrances": hindrances,
        "late": late_words(found, notice) if notice else "",
    }
    return render(request, "placements/start.html", context)


@get_or_post
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it rest from a day on."""
    found = placement_of(request, pk)
    authorize(request.user, Can.SUSPEND, found)
    form = SuspendForm(request.POST if request.method == "POST" else None)
    done = _act(request, found, form, verbs.suspend_placement, _("Tirocinio sospeso."))
    if done is not None:
        return done
    context = {"placement": found, "form": form, "misfit": _misfit(found, "suspend")}
    return render(request, "placements/suspend.html", context)


@get_or_post
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up again after its last day of rest."""
    found = placement_of(request, pk)
    authorize(request.user, Can.SUSPEND, found)
    form = ResumeForm(request.POST if request.method == "POST" else None)
    done = _act(request, found, form, verbs.resume_placement, _("Tirocinio ripreso."))
    if done is not None:
        return done
    context = {
        "placement": found,
        "form": form,
        "misfit": _misfit(found, "resume"),
        "rest": found.suspensions.filter(ends_on=None).first(),
    }
    return render(request, "placements/resume.html", context)


@get_or_post
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """End it or break it off: first what would follow, then the button that does it."""
    found = placement_of(request, pk)
    authorize(request.user, Can.FINISH, found)
    verb = request.POST.get("verb", "")
    form = FinishForm(request.POST if request.method == "POST" else None, placement=found)
    if verb == "commit":
        done = _act(request, found, form, verbs.finish_placement, "")
        if done is not None:
            drop_draft(request, finish_form(found))
            return done
    is_asked = verb in ("preview", "commit") and form.is_valid()
    context = {
        "placement": found,
        "misfit": _misfit(found, "end"),
        "preview": _preview(found, form) if is_asked else None,
        "form": with_draft(request, form, finish_form(found)),
        "usual": found.ends_on,
    }
    return render(request, "placements/finish.html", context)


def _act(
    request: HttpRequest, found: Placement, form: Any, verb: Verb, said: str
) -> HttpResponse | None:
    """Do it where the form was sent and fits; None: the page is shown, with what was said."""
    if not form.is_valid():
        return None
    told = form.told() if hasattr(form, "told") else form.cleaned_data
    try:
        fresh = verb(found, by=request.user, at=timezone.now(), **told)
    except (NotPossible, WrongStep) as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal))
        return None
    messages.success(request, said or ended_words(fresh))
    is_early = fresh.state == PlacementState.BROKEN_OFF
    return redirect("placements:papers" if is_early else "placements:show", found.pk)


def ended_words(placement: Placement) -> str:
    """What happened at the end, and what is due after an early one."""
    if placement.state != PlacementState.BROKEN_OFF:
        return _("Tirocinio concluso.")
    due = due_of(placement, NoticeKind.EARLY_END)
    return _(
        "Tirocinio interrotto. La comunicazione di cessazione va inviata entro il %(day)s."
    ) % {"day": say_day_short(due) if due else ""}


def _preview(found: Placement, form: FinishForm) -> dict[str, Any]:
    """What the answers would do, in sentences."""
    day = form.cleaned_data["ended_on"]
    is_early = verbs.ends_early(found, day)
    values = {"day": say_day_short(day), "last": say_day_short(found.ends_on or day)}
    told = [_("L’ultimo giorno di tirocinio è il %(day)s.") % values]
    if is_early:
        told.append(_("Finisce prima del %(last)s: risulterà interrotto, con il motivo.") % values)
        told.append(
            _("Entro 5 giorni va inviata la comunicazione obbligatoria di cessazione anticipata.")
        )
    if found.state == PlacementState.SUSPENDED:
        told.append(_("La sospensione aperta finisce lo stesso giorno."))
    if open_extension_of(found) is not None:
        told.append(_("La proroga che non è ancora in vigore decade."))
    told.append(_("Dopo quel giorno non ci sono presenze da segnare, e non è dovuta indennità."))
    told.append(_("Il posto presso l’ospitante torna libero. Non si può tornare indietro."))
    return {"consequences": told, "lines": form.lines(), "is_early": is_early, "day": day}


def _misfit(found: Placement, step: str) -> str:
    """Why this step is not possible in the present state; empty: it is."""
    try:
        placement_workflow.check(found, placement_workflow.steps[step])
    except WrongStep as refusal:
        return str(refusal)
    return ""
