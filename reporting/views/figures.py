"""The lists behind the figures: who counts and why, what lacks, how it is counted."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.audit.actions import log_reading
from core.lists import Empty, Listing, ListPage
from core.policy import authorize
from core.reference.models import IndicatorDefinition
from projects.completeness import flag, flags, lacking, requirements_of
from projects.models import EntrySnapshot, Project
from projects.policy import Can, visible_entries, visible_projects
from projects.querysets import EntryQuerySet
from reporting.figures import Part, members
from reporting.indicators import Indicator, explain, figure_named, figures_of, fill
from reporting.indicators.meanings import MEANINGS
from reporting.indicators.results import result_named, results_of
from reporting.tables import IncompleteTable, MemberTable

# Records fetched at once for a sheet: a list of a hundred thousand keys is no statement.
CHUNK = 2000
# A sheet has as many rows as its figure says: Excel's own limit is the only one.
EVERYBODY = 1_000_000


def _project(request: HttpRequest, code: str) -> Project:
    authorize(request.user, Can.SEE_FIGURES)
    return get_object_or_404(visible_projects(request.user).for_page(), code=code)


def _log(request: HttpRequest, shown: Sequence[EntrySnapshot], how: str) -> None:
    what = "elenco di una cifra" if how == "list" else "esportazione di una cifra"
    log_reading([one.participation.beneficiary for one in shown], by=request.user, what=what)


def _fetch(request: HttpRequest, keys: list[int], **marks: Any) -> list[EntrySnapshot]:
    listed = visible_entries(request.user).for_list().with_results().annotate(**marks)
    chunks = (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
    return [entry for chunk in chunks for entry in listed.filter(pk__in=chunk)]


# --- who counts ---------------------------------------------------------------------------------


def _behind(
    request: HttpRequest, project: Project, indicator: Indicator, part: Part
) -> EntryQuerySet:
    return members(project, visible_entries(request.user), indicator, part)


def _explained(request: HttpRequest, keys: list[int]) -> list[EntrySnapshot]:
    shown = _fetch(request, keys)
    for entry in shown:
        entry.why = _why(request, entry)
    return shown


ASIDE = {
    Part.BASE: gettext_lazy("È fra chi, all’ingresso, poteva raggiungere questo risultato."),
    Part.WAITING: gettext_lazy("È uscita da poco: il risultato si può ancora rilevare."),
}


def _why(request: HttpRequest, entry: EntrySnapshot) -> str:
    if request.part == Part.UNKNOWN:
        return fill(request.indicator.unknown_why, entry, request.call)
    if request.part == Part.LEFT_OUT:
        return fill(request.indicator.left_out_why, entry, request.call)
    if request.part in ASIDE:
        return str(ASIDE[request.part])
    return explain(request.indicator, entry, request.call)


def _title(request: HttpRequest, listing: Listing, **cell: Any) -> dict[str, Any]:
    indicator, part = cell["indicator"], cell["part"]
    code = indicator.code if indicator.code.isupper() else ""
    whole = figure_named(request.call, indicator.part_of)
    label = f"{whole.label}, {indicator.label}" if whole else str(indicator.label)
    words = f"{code} {label}".strip()
    exact = _behind(request, **cell).count()
    return {
        "project": cell["project"],
        "title": words[:1].upper() + words[1:],
        "part": part,
        "exact": exact,
        "indicator": indicator,
        "meaning": MEANINGS[indicator.code],
        "aside": [] if part in ASIDE_LISTS else list(_beside(request, **cell)),
    }


# Those a figure says nothing of: a list of who counts names them beside it.
ASIDE_LISTS = (Part.UNKNOWN, Part.LEFT_OUT)


def _beside(
    request: HttpRequest, project: Project, indicator: Indicator, part: Part
) -> Iterator[tuple[Part, int, str]]:
    """Those of whom it is not known, as far as there are any: how many, and their address."""
    # Whose result is not known may have reached it all the same: they stand in the base.
    others = [Part.LEFT_OUT] if part == Part.BASE else ASIDE_LISTS
    for other in others:
        if number := _behind(request, project, indicator, other).count():
            address = [project.code, indicator.code, other.value]
            yield other, number, reverse("reporting:members", args=address)


MEMBERS = ListPage(
    title=gettext_lazy("Chi conta in questa cifra"),
    one=gettext_lazy("partecipazione"),
    noun=gettext_lazy("partecipazioni"),
    who=Can.SEE_FIGURES,
    table=MemberTable,
    rows=_behind,
    fetch=_explained,
    order=("entry_on", "pk"),
    empty=Empty(
        gettext_lazy("Nessuno conta in questa cifra"),
        gettext_lazy("Quando una scheda completa risponde alla definizione, la trovi qui."),
    ),
    log=_log,
    template="reporting/members.html",
    exported=EVERYBODY,
    file_name="cifra",
    context=_title,
)


@require_safe
def show_members(
    request: HttpRequest, code: str, figure: str, gender: str = Part.ALL
) -> HttpResponse:
    """The records behind one figure, each with the sentence why it counts."""
    project = _project(request, code)
    call = project.programme.call
    today = timezone.localdate()
    indicator = figure_named(call, figure) or result_named(call, today, figure)
    if indicator is None or gender not in Part.values:
        raise Http404
    request.call, request.indicator, request.part = call, indicator, Part(gender)
    return MEMBERS(request, project=project, indicator=indicator, part=request.part)


# --- what lacks ---------------------------------------------------------------------------------


def _lacking(request: HttpRequest, project: Project) -> EntryQuerySet:
    own = visible_entries(request.user).of_project(project.pk)
    return own.filter(lacking(project.programme.call))


def _told(request: HttpRequest, keys: list[int]) -> list[EntrySnapshot]:
    shown = _fetch(request, keys, **flags(request.call))
    for entry in shown:
        entry.lacks = "; ".join(_lacks(entry, request.call))
        entry.fixer = _("operatori e coordinatori di %(agency)s") % {
            "agency": entry.participation.agency.short_name
        }
    return shown


def _lacks(entry: EntrySnapshot, call: Any) -> list[str]:
    missing = [one for one in requirements_of(call) if getattr(entry, flag(one.name))]
    return [
        _("%(what)s (non ha voluto rispondere)") % {"what": one.label}
        if one.question in entry.refused
        else str(one.label)
        for one in missing
    ]


INCOMPLETE = ListPage(
    title=gettext_lazy("Schede incomplete"),
    one=gettext_lazy("scheda"),
    noun=gettext_lazy("schede"),
    who=Can.SEE_FIGURES,
    table=IncompleteTable,
    rows=_lacking,
    fetch=_told,
    order=("entry_on", "pk"),
    empty=Empty(
        gettext_lazy("Nessuna scheda incompleta"),
        gettext_lazy("Tutte le partecipazioni contano negli indicatori."),
    ),
    log=_log,
    template="reporting/incomplete.html",
    exported=EVERYBODY,
    file_name="schede-incomplete",
    context=lambda request, listing, project: {"project": project},
)


@require_safe
def incomplete(request: HttpRequest, code: str) -> HttpResponse:
    """The records that count only in the grand total, what lacks, who can fix it."""
    project = _project(request, code)
    request.call = project.programme.call
    return INCOMPLETE(request, project=project)


@require_safe
def how(request: HttpRequest, code: str) -> HttpResponse:
    """How each figure of the project's call is counted, and by which source."""
    project = _project(request, code)
    call = project.programme.call
    shown = (*figures_of(call), *results_of(call, timezone.localdate()))
    official = IndicatorDefinition.objects.in_bulk([one.code for one in shown])
    rows = [(one, official.get(one.code), MEANINGS[one.code]) for one in shown]
    context = {"project": project, "rows": rows, "requirements": requirements_of(call)}
    return render(request, "reporting/how.html", context)
