"""Pages on which two records are compared, made one, and made two again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries import actions
from beneficiaries.carrying import words, written_since
from beneficiaries.comparing import Compared, compared
from beneficiaries.enums import DuplicateState
from beneficiaries.forms.merge import MergeForm
from beneficiaries.models import Beneficiary, Merge, Situation
from beneficiaries.policy import Can, visible_duplicates, visible_merges
from beneficiaries.wording import label_of
from core.audit.actions import log_reading
from core.moving import blocks
from core.policy import authorize, may, refusal
from core.ui.words import say_day_short
from core.workflow import WrongStep


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side; who coordinates chooses, sees what happens, and merges."""
    is_sent = request.method == "POST"
    authorize(request.user, Can.MERGE if is_sent else Can.JUDGE_DUPLICATES)
    pair = get_object_or_404(visible_duplicates(request.user).for_page(), pk=pk)
    if pair.state == DuplicateState.MERGED:
        return redirect("beneficiaries:duplicates")
    both = compared(pair)
    log_reading([pair.first, pair.second], by=request.user, what="confronto di schede")
    form = MergeForm(request.POST if is_sent else None, compared=both)
    if not form.is_valid():
        return _page(request, both, form)
    if "confirmed" not in request.POST:
        return _preview(request, both, form)
    return _merge(request, both, form)


def _page(request: HttpRequest, both: Compared, form: MergeForm, refused: str = "") -> HttpResponse:
    is_mergeable = may(request.user, Can.MERGE, both.pair)
    context = {
        "both": both,
        "form": form,
        "refused": refused,
        "may_merge": is_mergeable,
        "who": "" if is_mergeable else refusal(Can.MERGE),
    }
    return render(request, "beneficiaries/compare.html", context)


def _preview(request: HttpRequest, both: Compared, form: MergeForm) -> HttpResponse:
    kept, gone = both.sides(form.cleaned_data["keeps"])
    context = {
        "both": both,
        "form": form,
        "kept": kept,
        "gone": gone,
        "closes": kept.is_open and gone.is_open,
        "blocks": blocks(kept.person.pk, gone.person.pk),
    }
    return render(request, "beneficiaries/merge_preview.html", context)


def _merge(request: HttpRequest, both: Compared, form: MergeForm) -> HttpResponse:
    try:
        done = actions.merge_people(
            both.pair,
            kept_id=form.cleaned_data["keeps"],
            chosen=form.chosen,
            by=request.user,
            at=timezone.now(),
        )
    except (actions.CannotMerge, WrongStep) as error:
        return _page(request, both, form, str(error))
    day = say_day_short(timezone.localdate(done.until))
    messages.success(
        request, _("Le due schede sono unite. Si può annullare fino al %(day)s.") % {"day": day}
    )
    return redirect("beneficiaries:merge", done.pk)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What a merge has moved and replaced, what was written since, and the way back."""
    authorize(request.user, Can.MERGE)
    merge = get_object_or_404(visible_merges(request.user).for_page(), pk=pk)
    log_reading([merge.kept, merge.gone], by=request.user, what="unione di schede")
    context = {
        "merge": merge,
        "moved": words({label: len(line["keys"]) for label, line in merge.moved.items()}),
        "since": [] if merge.undone_at else words(written_since(merge.kept_id, merge.moved)),
        "replaced": _replaced(merge),
        "refused": actions.cannot_part(merge, merge.kept, at=timezone.now()),
    }
    return render(request, "beneficiaries/merge.html", context)


def _replaced(merge: Merge) -> str:
    """The labels of what was taken over, in the order of the record."""
    labels = [
        label_of(model, field.name)
        for model, side in ((Beneficiary, "kept"), (Situation, "situation"))
        for field in model._meta.concrete_fields
        if field.attname in merge.replaced.get(side, {})
    ]
    return ", ".join(labels)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the two records two again; values changed since are named, and stay."""
    authorize(request.user, Can.MERGE)
    merge = get_object_or_404(visible_merges(request.user), pk=pk)
    try:
        stayed = actions.undo_merge(merge, by=request.user, at=timezone.now())
    except (actions.CannotPart, WrongStep) as error:
        messages.error(request, str(error))
        return redirect("beneficiaries:merge", merge.pk)
    messages.success(request, _("L’unione è annullata: le due schede sono di nuovo due."))
    if stayed:
        what = ", ".join(stayed)
        messages.warning(
            request, _("Cambiati dopo l’unione, restano come sono: %(what)s.") % {"what": what}
        )
    return redirect("beneficiaries:merge", merge.pk)
