"""The references of the pages: the same rows under the same policies, in the plainest HTML."""

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import RequestContext, Template
from django.urls import include, path
from django.utils import timezone

from agencies.models import User
from beneficiaries.diary import SHOWN as DIARY
from beneficiaries.diary import draft_of
from beneficiaries.head import file_of
from beneficiaries.policy import visible_notes, visible_people
from beneficiaries.views import lists
from core.audit.actions import log_reading
from core.panels import filled
from placements.enums import Absence
from placements.policy import visible_placements
from placements.reviewing import changes_between, last_versions, verdicts_for_decision
from placements.views.proposals import placement_of
from placements.views.review import place_of
from placements.week import SHOWN as ON_A_PAGE
from placements.week import Week, weeks_of
from projects.policy import visible_participations, visible_projects
from projects.views import projects
from reporting.bench.making import PROJECT

SHOWN = 25
PEOPLE = """<!doctype html><title>Persone</title><table>{% for one in rows %}
<tr><td>{{ one.beneficiary.full_name }}<td>{{ one.age }}<td>{{ one.beneficiary.residence.name }}
<td>{{ one.phase_now.label }}<td>{{ one.case_manager }}<td>{{ one.last_contact|date }}
{% endfor %}</table>"""
PARTICIPANTS = """<!doctype html><title>Partecipazioni</title><table>{% for one in rows %}
<tr><td>{{ one.code }}<td>{{ one.beneficiary.full_name }}<td>{{ one.agency.short_name }}
<td>{{ one.get_state_display }}<td>{{ one.entry_on|date }}<td>{{ one.exit_on|date }}
{% endfor %}</table>"""
PERSON = """<!doctype html><title>{{ person.full_name }}</title><h1>{{ person.full_name }}</h1>
<p>{{ person.birth_date|date }} {{ person.residence }} {{ person.phone }}</p>
<p>{{ file.phase }} {{ file.case_manager }} {{ file.last_contact|date }} {{ file.away }}
{{ file.planned }} {{ file.emergency }} {{ file.ending_documents }} {{ draft.pk }}</p>
{% for kind in kinds %}<p>{{ kind.kind }} {{ kind.count }} {{ kind.lasted }}</p>{% endfor %}
{% for note in notes %}<h2>{{ note.happened_on|date }} {{ note.get_kind_display }}</h2>
<p>{{ note.author }} {{ note.minutes }}</p><p>{{ note.text }}</p>{% endfor %}
{% for rows in panels %}<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}
{% endfor %}{% endfor %}</table>{% endfor %}"""

REVIEW = """<!doctype html><title>{{ placement.beneficiary.full_name }}</title>
<h1>{{ placement.beneficiary.full_name }} {{ placement.kind_now.label }}</h1>
<p>{{ place.number }} {{ place.total }} {{ place.previous }} {{ place.next }}</p>
<p>{{ placement.host.name }} {{ placement.submitted_by }} {{ placement.submitted_at|date }}</p>
<p>{{ placement.starts_on|date }} {{ placement.ends_on|date }} {{ placement.monthly_allowance }}
{{ placement.host_tutor }} {{ placement.promoter_tutor }} {{ placement.tasks }}
{{ placement.aims }} {{ placement.service }} {{ placement.project.title }}</p>
{% for one in changes %}<p>{{ one.label }} {{ one.before }} {{ one.now }}</p>{% endfor %}
{% for one in verdicts %}<p>{{ one.sentence }} {{ one.source }}</p>{% endfor %}"""
WEEK = """<!doctype html><title>{{ week.title }}</title><form method="post"><table><tr><td>
{% for head in week.heads %}<td>{{ head.label }}{% endfor %}
{% for row in week.rows %}<tr><td>{{ row.placement.beneficiary.full_name }}
{{ row.placement.host.name }}{% for cell in row.cells %}<td>
<input name="ore-{{ cell.key }}" value="{{ cell.shown }}">
<select name="assenza-{{ cell.key }}"><option value="">
{% for kind in absences %}<option value="{{ kind.value }}">{{ kind.label }}{% endfor %}
</select>{% endfor %}<td>{{ row.minutes }}<td>{{ row.planned }}{% endfor %}</table></form>"""
HOME = """<!doctype html><title>Oggi</title>{% for rows in panels %}<table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}{% endfor %}{% endfor %}</table>{% endfor %}"""


def _answer(request: HttpRequest, text: str, **context: object) -> HttpResponse:
    template = _compiled.setdefault(text, Template(text))
    return HttpResponse(template.render(RequestContext(request, context)))


def _user(request: HttpRequest) -> User:
    # Nobody else comes this far: signing in is the middleware's business.
    return cast(User, request.user)


_compiled: dict[str, Template] = {}


def people(request: HttpRequest) -> HttpResponse:
    """The first page of the agency's people."""
    listed = lists.rows(request).order_by("sort_key", "beneficiary_id")
    keys = list(listed.values_list("pk", flat=True)[: SHOWN + 1])[:SHOWN]
    rows = lists.fetch(request, keys)
    log_reading(rows, by=request.user, what="elenco")
    return _answer(request, PEOPLE, rows=rows)


def participants(request: HttpRequest) -> HttpResponse:
    """The first page of a project's participations."""
    project = get_object_or_404(visible_projects(_user(request)).for_page(), code=PROJECT)
    everyone = visible_participations(_user(request)).of_project(project.pk)
    keys = list(everyone.order_by("entry_on", "pk").values_list("pk", flat=True)[: SHOWN + 1])
    rows = list(everyone.filter(pk__in=keys[:SHOWN]).for_list())
    projects.log_participants(request, rows, "list")
    return _answer(request, PARTICIPANTS, rows=rows)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person with the rows that stand on their page: the head, the diary, what is beside it."""
    someone = get_object_or_404(visible_people(_user(request)).for_page().with_home(), pk=pk)
    log_reading([someone], by=request.user, what="diario")
    notes = visible_notes(_user(request)).filter(beneficiary=someone)
    return _answer(
        request,
        PERSON,
        person=someone,
        file=file_of(someone, _user(request)),
        kinds=list(notes.counted()),
        draft=draft_of(request, someone),
        notes=notes.for_timeline()[:DIARY],
        panels=[_cells(context) for _name, context in filled(request, "person.rail", someone)],
    )


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal, where it stands in the queue, what changed in it, what the rules say."""
    found = placement_of(request, pk)
    versions = last_versions(found)
    return _answer(
        request,
        REVIEW,
        placement=found,
        place=place_of(request, found),
        changes=changes_between(versions[1].content, versions[0].content),
        verdicts=verdicts_for_decision(found, timezone.localdate()),
    )


def week(request: HttpRequest) -> HttpResponse:
    """The week of the people one follows."""
    monday = date.fromisoformat(request.GET["settimana"])
    mine = visible_placements(_user(request)).of_worker(_user(request).pk)
    rows = weeks_of(mine, monday)[: ON_A_PAGE + 1]
    shown = Week(monday, timezone.localdate(), list(rows)[:ON_A_PAGE], writable=True)
    people = [row.placement.beneficiary for row in shown.rows]
    log_reading(people, by=request.user, what="presenze della settimana")
    return _answer(request, WEEK, week=shown, absences=list(Absence))


def home(request: HttpRequest) -> HttpResponse:
    """What the panels of a home hold, cell by cell."""
    slots = ("home.desk", "home.strip", "home", "home.rail")
    panels = [_cells(context) for slot in slots for _name, context in filled(request, slot)]
    return _answer(request, HOME, panels=panels)


def _cells(context: dict[str, Any]) -> list[list[object]]:
    rows: list[list[object]] = []
    for value in context.values():
        for one in value if isinstance(value, list) else [value]:
            cells = one.values() if isinstance(one, dict) else one
            rows.append(list(cells) if isinstance(one, dict | tuple) else [cells])
    return rows


urlpatterns = [
    path("misura/oggi/", home),
    path("misura/presenze/", week),
    path("misura/esame/<int:pk>/", review),
    path("misura/persone/", people),
    path("misura/partecipazioni/", participants),
    path("misura/persone/<int:pk>/", person),
    path("", include("config.urls")),
]
