"""Write in the diary, and correct what was written; the earlier text stays."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from beneficiaries import actions, note_printing
from beneficiaries.diary import (
    LAST_KIND,
    appointment_of,
    chosen_of,
    correction_of,
    draft_of,
    keep_correction,
    keep_note,
    line_in,
    nameable,
    note_form,
)
from beneficiaries.enums import AppointmentState, NoteKind, NoteVisibility
from beneficiaries.forms.notes import (
    READERSHIP,
    DiaryFilterForm,
    NewNoteForm,
    NoteForm,
    ReadersForm,
    answers_of,
)
from beneficiaries.forms.quick import ScopeForm
from beneficiaries.forms.seen import read_seen
from beneficiaries.head import head_of
from beneficiaries.models import Appointment, Beneficiary, CaseNote, Share
from beneficiaries.note_printing import IN_ONE_FILE
from beneficiaries.policy import Can, visible_notes, visible_people
from beneficiaries.serving import offered_to, servable
from beneficiaries.sharing import code_of, receivers_of
from beneficiaries.tickets import keep_words
from beneficiaries.views.people import diary_page, person_or_404
from beneficiaries.views.record import clash_context
from core import drafts
from core.audit.actions import log_reading
from core.merge import EditClash
from core.models import Draft
from core.once import needs_no_key
from core.policy import authorize
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a note; one stays on the person's page, and it stands on top of the diary."""
    person = person_or_404(request, pk, beside=True)
    authorize(request.user, Can.WRITE_NOTE, person)
    about = appointment_of(request, person, request.POST.get("appointment"))
    form = note_form(request, person, about, request.POST)
    if form.is_valid() and not _untold(request, person, form):
        try:
            return _write(request, person, form, about)
        except actions.NotAReader as error:
            form.add_error("readers", str(error))
        except (WrongStep, actions.NotYet, actions.NotTheirAction) as refusal:
            form.add_error(None, str(refusal))
    return diary_page(request, person, form=form)


def _untold(request: HttpRequest, person: Beneficiary, form: ReadersForm) -> bool:
    """Whether a shared note must be looked at once more, with the agencies that read it."""
    if form.cleaned_data["visibility"] != NoteVisibility.SHARED:
        return False
    return form.refuse_untold(code_of(receivers_of(request.user, person)))


def _write(
    request: HttpRequest, person: Beneficiary, form: NewNoteForm, about: Appointment | None
) -> HttpResponse:
    note, now = CaseNote(**form.columns()), timezone.now()
    told: dict[str, Any] = {"about": about, "reminder": form.reminder()}
    actions.write_note(note, person, by=request.user, at=now, **told)
    draft = draft_of(request, person)
    if draft.pk is not None:
        draft.delete()
    request.session[LAST_KIND] = note.kind
    messages.success(request, _said(request, form, note, about=about))
    return redirect("beneficiaries:show", person.pk)


def _said(
    request: HttpRequest, form: NewNoteForm, note: CaseNote, *, about: Appointment | None
) -> str:
    """What came of it, in one line."""
    if form.cleaned_data["appointment"] and about is None:
        return _("Nota salvata da sola: l’appuntamento ne aveva già una.")
    if note.is_reserved:
        return (
            _("Nota riservata salvata: la leggi tu, e chi hai indicato.")
            if note.readers
            else _("Nota riservata salvata: la leggi solo tu.")
        )
    if note.is_shared:
        return _said_of_shared(receivers_of(request.user, note.beneficiary))
    if about is not None and about.state == AppointmentState.FIXED:
        return _("Nota salvata: l’appuntamento risulta tenuto.")
    return _("Nota salvata, con la scadenza.") if form.reminder() else _("Nota salvata.")


def _said_of_shared(receivers: Sequence[Share]) -> str:
    """Who reads it besides, and nobody else: following the person is not enough."""
    if not receivers:
        return _("Nota condivisa salvata: oggi non la legge nessun altro ente.")
    names = ", ".join(one.to_agency.short_name for one in receivers)
    return _("Nota condivisa salvata. Altri enti che oggi la leggono: %(names)s.") % {
        "names": names
    }


@needs_no_key("A search by POST, so that no word stands in an address; changes nothing.")
@require_POST
def filter_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose notes by words and period: the words are kept under a code, never in an address."""
    person = person_or_404(request, pk, beside=True)
    authorize(request.user, Can.READ_DIARY, person)
    form = DiaryFilterForm(request.POST, auto_id="filter_%s")
    if not form.is_valid():
        return diary_page(request, person, filters=form)
    words, kind = form.cleaned_data["words"], request.POST.get("tipo", "")
    line = line_in(request.POST.get("azione", ""))
    asked = {
        "tipo": kind if kind in NoteKind.values else "",
        "dal": form.cleaned_data["since"] or "",
        "al": form.cleaned_data["until"] or "",
        "s": keep_words(words, by=request.user).code if words else "",
        "azione": line or "",
    }
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    address = reverse("beneficiaries:show", args=[person.pk])
    return redirect(f"{address}?{query}#diary-title" if query else f"{address}#diary-title")


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Whom one may name as readers, for the note box, once “Riservata” is chosen in it."""
    authorize(request.user, Can.SEE_PEOPLE)
    form = ReadersForm(colleagues=nameable(request))
    return render(request, "beneficiaries/_note_names.html", {"form": form})


@require_safe
def receivers(request: HttpRequest, pk: int) -> HttpResponse:
    """Which agencies will read a shared note, for the note box, once “Condivisa” is chosen."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.WRITE_NOTE, person)
    log_reading([person], by=request.user, what="chi legge le note condivise")
    found = receivers_of(request.user, person)
    context = {"receivers": found, "told": code_of(found), "person": person}
    return render(request, "beneficiaries/_note_receivers.html", context)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a note while it is being typed; asked every second, so with no more than it needs."""
    whose = visible_people(request.user).only("agency").filter(pk=pk).first()
    person = whose or person_or_404(request, pk)
    authorize(request.user, Can.WRITE_NOTE, person)
    draft = draft_of(request, person)
    keep_note(draft, request.POST)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a note; its earlier versions are below, what was typed before is in the form."""
    note, draft = _to_correct(request, pk)
    data = request.POST if request.method == "POST" else None
    form = _correction(request, note, data, draft)
    with_others = visible_notes(request.user).written_with(note).count() if note.group else 0
    scope = ScopeForm(data) if with_others else None
    met: dict[str, Any] = {"meetings": []}
    if data is not None and form.is_valid() and (scope is None or scope.is_valid()):
        seen = read_seen(note, form.cleaned_data["seen"])
        try:
            messages.success(request, _correct(request, note, form, seen, scope))
        except EditClash as clash:
            met = clash_context(form, note, seen, clash)
        else:
            if draft.pk is not None:
                draft.delete()
            return redirect("beneficiaries:show", note.beneficiary_id)
    head = head_of(note.beneficiary, user=request.user, current="show")
    shown = {"form": form, "note": note, "head": head, "versions": _versions(note)}
    shown |= {"scope": scope, "with_others": with_others, "draft": draft, **met}
    return render(request, "beneficiaries/note.html", shown)


def _correction(request: HttpRequest, note: CaseNote, data: Any, draft: Draft) -> NoteForm:
    return NoteForm(
        data,
        initial=answers_of(note) | drafts.read(draft),
        kept=note.minutes,
        actions=offered_to(note.beneficiary, request.user),
        serves=servable(note.action),
    )


def _to_correct(request: HttpRequest, pk: int) -> tuple[CaseNote, Draft]:
    note: CaseNote = get_object_or_404(visible_notes(request.user).for_correction(), pk=pk)
    authorize(request.user, Can.CORRECT_NOTE, note)
    log_reading([note.beneficiary], by=request.user, what="nota")
    return note, correction_of(request, note)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep_corrected(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a correction while it is being typed."""
    note, draft = _to_correct(request, pk)
    keep_correction(draft, note, request.POST)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


def _correct(
    request: HttpRequest,
    note: CaseNote,
    form: NoteForm,
    seen: dict[str, Any],
    scope: ScopeForm | None,
) -> str:
    """Correct it here, or with those written with it, each person's reading written down."""
    now, columns = timezone.now(), form.columns()
    if scope is None or scope.cleaned_data["scope"] == ScopeForm.HERE:
        completes = note.is_to_complete
        actions.correct_note(note, columns, seen=seen, by=request.user, at=now)
        if completes:
            return _("Nota completata.")
        return _("Nota corretta: il testo di prima resta fra le versioni.")
    done, left = actions.correct_group(note, columns, seen=seen, by=request.user, at=now)
    others = [one.beneficiary for one in done if one.pk != note.pk]
    log_reading(others, by=request.user, what="nota")
    said = {"count": len(done), "left": len(left)}
    if left:
        return (
            _("Corretta nel diario di %(count)s persone. In %(left)s era già diversa: resta com’è.")
            % said
        )
    return _("Nota corretta nel diario di %(count)s persone.") % said


@require_safe
def print_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes that the address asks for, as a PDF; of too many a shorter period is asked."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.READ_DIARY, person)
    chosen = chosen_of(request, person)
    rows = chosen.of_kind(chosen.notes(request, person))[: IN_ONE_FILE + 1]
    notes = list(rows)[::-1]
    if len(notes) > IN_ONE_FILE:
        messages.warning(request, _too_many())
        return redirect(f"{reverse('beneficiaries:show', args=[pk])}?{request.GET.urlencode()}")
    log_reading([person], by=request.user, what="stampa del diario")
    now = timezone.now()
    return HttpResponse(
        note_printing.print_notes(person, notes, chosen, by=request.user, at=now),
        content_type="application/pdf",
        # The name of the file says no person.
        headers={"Content-Disposition": f'attachment; filename="diario-{pk}.pdf"'},
    )


def _too_many() -> str:
    told = _("Le note sono più di %(most)s: scegli un periodo più breve e stampa di nuovo.")
    return told % {"most": IN_ONE_FILE}


@get_or_post
def choose_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reads a note: its author says so, and sees beforehand who it will be."""
    note = get_object_or_404(visible_notes(request.user).for_correction(), pk=pk)
    authorize(request.user, Can.CHOOSE_READERS, note)
    log_reading([note.beneficiary], by=request.user, what="nota")
    others = receivers_of(request.user, note.beneficiary)
    data = request.POST if request.method == "POST" else None
    initial = model_to_dict(note, READERSHIP) | {"told": code_of(others)}
    form = ReadersForm(data, colleagues=nameable(request, note), initial=initial)
    if form.is_valid() and not form.refuse_untold(code_of(others)):
        try:
            actions.choose_readers(note, **form.readership(), by=request.user, at=timezone.now())
        except actions.NotAReader as error:
            form.add_error("readers", str(error))
        else:
            messages.success(request, _("Ora chi legge la nota è come hai scelto."))
            return redirect("beneficiaries:show", note.beneficiary_id)
    head = head_of(note.beneficiary, user=request.user, current="show")
    context = {"form": form, "note": note, "head": head, "receivers": others}
    return render(request, "beneficiaries/note_readers.html", context)


def _versions(note: CaseNote) -> list[dict[str, Any]]:
    """The note as it was, newest first, without the present one."""
    kept = apps.get_model("beneficiaries", "CaseNoteEvent")
    rows = list(kept.objects.filter(pgh_obj=note.pk).order_by("-pgh_id"))[1:]
    users = User.objects.in_bulk({int(row.pgh_by) for row in rows if row.pgh_by.isdecimal()})
    return [
        {"row": row, "by": users.get(int(row.pgh_by)) if row.pgh_by.isdecimal() else None}
        for row in rows
    ]
