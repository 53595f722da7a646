"""Find people, and look at one: diary, data, what changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beneficiaries import actions
from beneficiaries.diary import diary_of
from beneficiaries.enums import ShareSection
from beneficiaries.forms.notes import DiaryFilterForm, NewNoteForm
from beneficiaries.head import head_of
from beneficiaries.kept import kept_instead
from beneficiaries.models import Beneficiary
from beneficiaries.past import past_of
from beneficiaries.policy import Can, visible_people, visible_roster
from beneficiaries.record import record_of
from beneficiaries.search import found, query_words
from beneficiaries.tickets import keep_words, words_beside
from beneficiaries.views.lists import people_list
from beneficiaries.workflow import FORWARD
from core.audit.actions import log_reading
from core.once import needs_no_key
from core.panels import panels_for
from core.policy import authorize, may
from core.workflow import WrongStep

SUGGESTED = 8
people = require_safe(people_list)


@needs_no_key("A search by POST, so that no name stands in an address; changes nothing.")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """A search by name: kept under a code, because a name never enters an address."""
    if request.htmx:
        return suggest(request)
    authorize(request.user, Can.SEE_PEOPLE)
    words = request.POST.get("q", "")
    if not query_words(words):
        messages.info(request, _("Per cercare scrivi almeno due lettere."))
        return redirect("beneficiaries:list")
    ticket = keep_words(words, by=request.user)
    answer = redirect("beneficiaries:list")
    answer["Location"] += f"?s={ticket.code}"
    return answer


@needs_no_key("A search by POST; changes nothing.")
@require_POST
def suggest(request: HttpRequest) -> HttpResponse:
    """Up to eight people while one types; each shown is written down."""
    authorize(request.user, Can.SEE_PEOPLE)
    words = query_words(request.POST.get("q", ""))
    ids = found(request.user.acting.agency_id, words)
    entries = {one.pk: one for one in visible_roster(request.user).for_list(ids[:SUGGESTED])}
    shown = [entries[pk] for pk in ids[:SUGGESTED] if pk in entries]
    log_reading(shown, by=request.user, what="suggerimenti")
    more = len(ids) > SUGGESTED
    context = {"entries": shown, "more": more, "asked": bool(words)}
    return render(request, "beneficiaries/_suggest.html", context)


def person_or_404(request: HttpRequest, pk: int, *, beside: bool = False) -> Beneficiary:
    """The person, where the agency follows them or they are shared with it.

    The number of a record made one with another leads to the one that stays: whoever had its
    page open writes there. `beside`: with what other panels say beside the diary or the record.
    """
    people = visible_people(request.user).for_page()
    if beside:
        people = people.with_home()
    if beside and (code := request.GET.get("s")):
        people = people.annotate(searched=words_beside(code, by=request.user))
    found = people.filter(pk=pk).first()
    return found or get_object_or_404(people, pk=kept_instead(request.user, pk))


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The person: the diary with its note box; what other floors say beside it."""
    person = person_or_404(request, pk, beside=True)
    if person.pk != pk:
        return _elsewhere(request, person, "beneficiaries:show")
    if not may(request.user, Can.READ_DIARY, person):
        return _identity(request, person)
    return diary_page(request, person)


def diary_page(
    request: HttpRequest,
    person: Beneficiary,
    *,
    form: NewNoteForm | None = None,
    filters: DiaryFilterForm | None = None,
) -> HttpResponse:
    """The page of the diary, with a form that came back with errors where there is one."""
    log_reading([person], by=request.user, what="diario")
    context = {
        "head": head_of(person, user=request.user, current="show"),
        "diary": diary_of(request, person, form, filters),
        "panels": panels_for(request, "person.rail", person),
    }
    return render(request, "beneficiaries/show.html", context)


@require_safe
def identity(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's data and present answers."""
    person = person_or_404(request, pk, beside=True)
    if person.pk != pk:
        return _elsewhere(request, person, "beneficiaries:identity")
    return _identity(request, person)


def _elsewhere(request: HttpRequest, person: Beneficiary, page: str) -> HttpResponse:
    """The old address of a record that was made one with this."""
    log_reading([person], by=request.user, what="scheda unita")
    messages.info(request, _("La scheda che cercavi è unita a questa."))
    return redirect(page, person.pk)


def _identity(request: HttpRequest, person: Beneficiary) -> HttpResponse:
    head = head_of(person, user=request.user, current="identity")
    log_reading([person], by=request.user, what="anagrafica", why=head.why)
    context = {
        "head": head,
        "record": record_of(person, with_situation=head.shows(ShareSection.SITUATION)),
        "may_correct": may(request.user, Can.CORRECT, person),
        "panels": panels_for(request, "person.rail", person),
    }
    return render(request, "beneficiaries/identity.html", context)


@needs_no_key("Shows, and writes down that it was shown: twice is twice.")
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole code, written down as such."""
    person = person_or_404(request, pk)
    log_reading([person], by=request.user, what="codice")
    if not request.htmx:
        return redirect("beneficiaries:identity", person.pk)
    return render(request, "beneficiaries/_code.html", {"person": person})


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what, and when."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.CORRECT, person)
    log_reading([person], by=request.user, what="modifiche")
    context = {
        "head": head_of(person, user=request.user, current="history"),
        "past": past_of(person, request.user),
    }
    return render(request, "beneficiaries/history.html", context)


@require_POST
def move(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Move the case file one step."""
    person = person_or_404(request, pk)
    case_file = get_object_or_404(person.case_files.current_first()[:1])
    if step not in FORWARD:
        return HttpResponse(status=404)
    try:
        moved = actions.move_case(case_file, step, by=request.user, at=timezone.now())
    except WrongStep as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Ora la cartella è in “%(phase)s”.") % {"phase": moved.get_phase_display()}
        )
    return redirect("beneficiaries:show", person.pk)
