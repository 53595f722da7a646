"""Pages on which who coordinates passes people from one worker to others, and takes it back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.workers import arriving, colleagues
from beneficiaries import actions
from beneficiaries.filters import HandOverFilter
from beneficiaries.forms.handover import HandOverForm
from beneficiaries.handing_over import (
    draft_of,
    files_of,
    keep_hand_over,
    people_of,
    planned_of,
    summaries_of,
)
from beneficiaries.models import PLANNED_AHEAD, HandOver
from beneficiaries.policy import Can, visible_hand_overs
from beneficiaries.tables import HandOverTable
from core import drafts
from core.audit.actions import log_reading
from core.lists import Empty, Listing, ListPage
from core.once import needs_no_key
from core.policy import authorize
from core.team import NOBODY
from core.ui.words import say_day_short


def _from(request: HttpRequest) -> User | None:
    """The worker of the address; none where nobody's people are passed on."""
    asked = request.GET.get("da", "")
    if asked == NOBODY:
        return None
    worker = colleagues(request).get(int(asked[:18])) if asked.isdecimal() else None
    if worker is None:
        raise Http404
    return worker


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Choose who follows each person of a worker, and from when; without one, choose whose."""
    authorize(request.user, Can.HAND_OVER)
    if "da" not in request.GET:
        workers = colleagues(request).values()
        return render(request, "beneficiaries/hand_over_from.html", {"workers": workers})
    worker = _from(request)
    entries = people_of(request, worker.pk if worker else None)
    log_reading(entries, by=request.user, what="passaggio di consegne")
    draft = draft_of(request, worker.pk if worker else None)
    form = _form(request, entries, worker, drafts.read(draft))
    if form.is_valid() and (done := _pass_on(request, form, worker)) is not None:
        if draft.pk is not None:
            draft.delete()
        return done
    keep_at = f"{reverse('beneficiaries:keep_hand_over')}?da={request.GET['da']}"
    context: dict[str, Any] = {"form": form, "worker": worker, "entries": entries}
    context |= {"draft": draft, "keep_at": keep_at}
    return render(request, "beneficiaries/hand_over.html", context)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a hand-over while it is being written."""
    authorize(request.user, Can.HAND_OVER)
    worker = _from(request)
    entries = people_of(request, worker.pk if worker else None)
    draft = draft_of(request, worker.pk if worker else None)
    keep_hand_over(draft, request.POST, entries)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


def _form(
    request: HttpRequest, entries: list[Any], worker: User | None, kept: dict[str, Any]
) -> HandOverForm:
    others = {pk: one for pk, one in colleagues(request).items() if one != worker}
    return HandOverForm(
        request.POST if request.method == "POST" else None,
        initial=kept,
        entries=entries,
        workers=others,
        arriving=arriving(request.user, timezone.localdate() + PLANNED_AHEAD),
        planned=planned_of(request, entries),
        summaries=summaries_of(request, entries, worker.pk if worker else None),
    )


def _pass_on(request: HttpRequest, form: HandOverForm, worker: User | None) -> HttpResponse | None:
    passed, day = form.passed(files_of(form.entries)), form.cleaned_data["starts_on"]
    try:
        done = actions.hand_over_cases(
            passed, from_worker=worker, by=request.user, at=timezone.now(), starts_on=day
        )
    except (actions.NotAWorker, actions.TakenMeanwhile, actions.NoSuchDay) as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _told(done, len(passed)))
    return redirect("beneficiaries:hand_overs")


def _told(done: HandOver, count: int) -> str:
    if done.starts_on is None:
        told = ngettext("%(count)s persona è passata.", "%(count)s persone sono passate.", count)
        return told % {"count": count}
    told = ngettext(
        "%(count)s persona passerà il %(day)s.", "%(count)s persone passeranno il %(day)s.", count
    )
    return told % {"count": count, "day": say_day_short(done.starts_on)}


def _fetch(request: HttpRequest, keys: list[int]) -> list[HandOver]:
    return list(visible_hand_overs(request.user).filter(pk__in=keys).for_page())


def _log(request: HttpRequest, shown: Sequence[HandOver], how: str) -> None:
    people = {line.beneficiary_id: line.beneficiary for one in shown for line in one.lines.all()}
    what = "passaggi di consegne" if how == "list" else "esportazione passaggi di consegne"
    log_reading(people.values(), by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    now = timezone.now()
    return {"rows": [(one, one.may_be_taken_back(now)) for one in listing.objects]}


hand_over_list = ListPage(
    title=gettext_lazy("Passaggi di consegne"),
    one=gettext_lazy("passaggio"),
    noun=gettext_lazy("passaggi"),
    who=Can.HAND_OVER,
    table=HandOverTable,
    filters=HandOverFilter,
    # What is planned, by its day, then the latest.
    rows=lambda request: visible_hand_overs(request.user).with_rank(),
    fetch=_fetch,
    order=("rank", "planned_on", "-made_at", "-pk"),
    empty=Empty(
        gettext_lazy("Nessun passaggio di consegne"),
        gettext_lazy(
            "Qui si vede chi è passato a chi, e per un giorno si può tornare indietro; chi"
            " passerà, e da quando."
        ),
    ),
    log=_log,
    template="beneficiaries/hand_overs.html",
    file_name="passaggi",
    context=_context,
    draws_columns=False,
)
hand_overs = require_safe(hand_over_list)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the people back, or call off what is planned; the page before says who moves."""
    authorize(request.user, Can.HAND_OVER)
    rows = visible_hand_overs(request.user).select_related("from_worker")
    found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _asked(request, found)
    try:
        away = actions.undo_hand_over(found, by=request.user, at=timezone.now())
    except (actions.TooLate, actions.NotAWorker) as refused:
        messages.error(request, str(refused))
        return redirect("beneficiaries:hand_overs")
    messages.success(request, _("Il passaggio di consegne è annullato."))
    if away:
        names = ", ".join(str(line.beneficiary) for line in away)
        log_reading([line.beneficiary for line in away], by=request.user, what="passaggi")
        messages.warning(request, _("Restano con chi le segue ora: %(names)s.") % {"names": names})
    return redirect("beneficiaries:hand_overs")


def _asked(request: HttpRequest, found: HandOver) -> HttpResponse:
    passed = found.lines.filter(not_done="").select_related("beneficiary", "case_file")
    may_undo = found.may_be_taken_back(timezone.now())
    # Too late, the page names nobody.
    lines = list(passed.order_by("pk")) if may_undo else []
    people = [line.beneficiary for line in lines]
    log_reading(people, by=request.user, what="passaggi di consegne")
    context = {"one": found, "lines": lines, "may_undo": may_undo}
    return render(request, "beneficiaries/hand_over_undo.html", context)
