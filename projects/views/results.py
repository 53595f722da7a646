"""Pages of what came of a participation: the result, the follow-up, and whose are due."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage
from core.policy import authorize
from core.reference.enums import EsfStatus
from core.workflow import WrongStep
from projects.actions import (
    NotPossible,
    correct_follow_up,
    correct_result,
    follow_up_day,
    last_day_of_result,
    record_follow_up,
    record_result,
)
from projects.drafting import follow_up_form, result_form
from projects.dues import tell_dues, why_no_follow_up
from projects.enums import ParticipationState
from projects.filters import ResultsDueFilter
from projects.forms import FollowUpForm, ResultForm
from projects.models import Participation
from projects.policy import Can, visible_participations
from projects.tables import ResultsDueTable
from projects.views.participations import get_or_post, participation_of
from projects.views.projects import log_participants


@get_or_post
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Find out how things stood within four weeks of the exit, or correct it."""
    found = participation_of(request, pk)
    authorize(request.user, Can.RECORD_RESULT, found)
    last, today = last_day_of_result(found), timezone.localdate()
    form, refused = None, _("Prima registra l’uscita.") if last is None else ""
    if last is not None:
        posted = request.POST if request.method == "POST" else None
        was = getattr(found, "result", None)
        form = ResultForm(posted, was=was, today=today if today <= last else None)
        if form.is_valid() and _save_result(request, found, form):
            drop_draft(request, result_form(found))
            messages.success(request, _("Esito registrato."))
            return redirect("projects:participation", found.pk)
        form = with_draft(request, form, result_form(found))
    context = {
        "participation": found,
        "form": form,
        "refused": refused,
        "last": last,
        "days_left": (last - today).days if last is not None else None,
        "is_over": last is not None and today > last,
    }
    return render(request, "projects/result.html", context)


def _save_result(request: HttpRequest, found: Participation, form: ResultForm) -> bool:
    by, at = request.user, timezone.now()
    try:
        if found.state == ParticipationState.LEFT:
            record_result(found, form.found(), by=by, at=at)
        else:
            correct_result(found, form.found(), reason=form.why, by=by, at=at)
    except (NotPossible, WrongStep) as refusal:
        return _tell(form, refusal)
    return True


def _tell(form: ResultForm | FollowUpForm, refusal: Exception) -> bool:
    """Say the refusal at its field, or above the form; nothing was saved."""
    field = getattr(refusal, "field", None)
    form.add_error(field if field in form.fields else None, str(refusal))
    return False


@get_or_post
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Find out how things stood on the day six months after the exit, or correct it."""
    found = participation_of(request, pk)
    authorize(request.user, Can.FOLLOW_UP, found)
    day = follow_up_day(found)
    form, refused = None, why_no_follow_up(found, timezone.localdate())
    if day is not None and not refused:
        posted = request.POST if request.method == "POST" else None
        was = getattr(found, "follow_up", None)
        employed = found.entry.esf_status == EsfStatus.EMPLOYED
        form = FollowUpForm(posted, was=was, day=day, employed=employed)
        if form.is_valid() and _save_follow_up(request, found, form):
            drop_draft(request, follow_up_form(found))
            messages.success(request, _("Follow-up registrato."))
            return redirect("projects:participation", found.pk)
        form = with_draft(request, form, follow_up_form(found))
    context = {"participation": found, "form": form, "refused": refused, "day": day}
    return render(request, "projects/follow_up.html", context)


def _save_follow_up(request: HttpRequest, found: Participation, form: FollowUpForm) -> bool:
    by, at = request.user, timezone.now()
    try:
        if found.state == ParticipationState.FOLLOWED_UP:
            correct_follow_up(found, form.found(), reason=form.why, by=by, at=at)
        else:
            record_follow_up(found, form.found(), by=by, at=at)
    except (NotPossible, WrongStep) as refusal:
        return _tell(form, refusal)
    return True


# --- whose are due -------------------------------------------------------------------------------


def _fetch(request: HttpRequest, keys: list[int]) -> list[Participation]:
    listed = visible_participations(request.user).filter(pk__in=keys).for_list()
    return tell_dues(list(listed), timezone.localdate())


def _rows(request: HttpRequest) -> Any:
    return visible_participations(request.user).with_results_due(timezone.localdate())


results_due = ListPage(
    title=gettext_lazy("Esiti da rilevare"),
    one=gettext_lazy("partecipazione"),
    noun=gettext_lazy("partecipazioni"),
    who=Can.SEE_PROJECTS,
    table=ResultsDueTable,
    filters=ResultsDueFilter,
    rows=_rows,
    fetch=_fetch,
    order=("exit_on", "pk"),
    empty=Empty(
        gettext_lazy("Nessun esito da rilevare"),
        gettext_lazy("Di chi è uscito sono già rilevati l’esito e, dopo sei mesi, il follow-up."),
    ),
    log=log_participants,
    template="lists/page.html",
    file_name="esiti-da-rilevare",
)
