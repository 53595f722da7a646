"""Write in the diary, and correct what was written; the earlier text stays."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from beneficiaries import actions, drafting
from beneficiaries.diary import LAST_KIND, diary_of, draft_of, keep_note
from beneficiaries.forms.notes import NoteForm, answers_of
from beneficiaries.forms.seen import read_seen
from beneficiaries.head import head_of
from beneficiaries.models import CaseNote
from beneficiaries.policy import Can, visible_notes
from beneficiaries.views.people import person_or_404
from beneficiaries.views.record import clash_context
from core.audit.actions import log_reading
from core.merge import EditClash
from core.panels import panels_for
from core.policy import authorize

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a note; one stays on the person's page, and it stands on top of the diary."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.WRITE_NOTE, person)
    form = NoteForm(request.POST)
    if form.is_valid():
        note = CaseNote(**form.columns())
        actions.write_note(note, person, by=request.user, at=timezone.now())
        draft = draft_of(request, person)
        if draft.pk is not None:
            draft.delete()
        request.session[LAST_KIND] = note.kind
        messages.success(request, _("Nota salvata."))
        return redirect("beneficiaries:show", person.pk)
    log_reading([person], by=request.user, what="diario")
    context = {
        "head": head_of(person, user=request.user, current="show"),
        "diary": diary_of(request, person, form),
        "form": form,
        "panels": panels_for(request, "person.rail", person),
    }
    return render(request, "beneficiaries/show.html", context)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a note while it is being typed."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.WRITE_NOTE, person)
    draft = draft_of(request, person)
    keep_note(draft, request.POST)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a note; its earlier versions are below."""
    note = get_object_or_404(visible_notes(request.user).for_correction(), pk=pk)
    authorize(request.user, Can.CORRECT_NOTE, note)
    log_reading([note.beneficiary], by=request.user, what="nota")
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, initial=answers_of(note), kept=note.minutes)
    met: dict[str, Any] = {"meetings": []}
    if data is not None and form.is_valid():
        seen = read_seen(note, form.cleaned_data["seen"])
        now = timezone.now()
        try:
            actions.correct_note(note, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, note, seen, clash)
        else:
            messages.success(request, _("Nota corretta: il testo di prima resta fra le versioni."))
            return redirect("beneficiaries:show", note.beneficiary_id)
    head = head_of(note.beneficiary, user=request.user, current="show")
    context = {"form": form, "note": note, "head": head, "versions": _versions(note), **met}
    return render(request, "beneficiaries/note.html", context)


def _versions(note: CaseNote) -> list[dict[str, Any]]:
    """The note as it was, newest first, without the present one."""
    kept = apps.get_model("beneficiaries", "CaseNoteEvent")
    rows = list(kept.objects.filter(pgh_obj=note.pk).order_by("-pgh_id"))[1:]
    users = User.objects.in_bulk({int(row.pgh_by) for row in rows if row.pgh_by.isdecimal()})
    return [
        {"row": row, "by": users.get(int(row.pgh_by)) if row.pgh_by.isdecimal() else None}
        for row in rows
    ]


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What I began and did not finish, in the agency I act for."""
    authorize(request.user, Can.REGISTER)
    context = {
        "drafts": drafting.drafts_of(request.user),
        "panels": panels_for(request, "drafts"),
    }
    return render(request, "beneficiaries/drafts.html", context)
