"""The references of the pages: the same rows under the same policies, in the plainest HTML."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import RequestContext, Template
from django.urls import include, path

from agencies.models import User
from beneficiaries.policy import visible_notes, visible_people
from beneficiaries.views import lists
from core.audit.actions import log_reading
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
{% for one in stays %}<p>{{ one.project.title }} {{ one.get_state_display }}</p>{% endfor %}
{% for note in notes %}<h2>{{ note.happened_on|date }} {{ note.get_kind_display }}</h2>
<p>{{ note.author }} {{ note.minutes }}</p><p>{{ note.text }}</p>{% endfor %}"""


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
    """A person with their participations and the first twenty notes."""
    someone = get_object_or_404(visible_people(_user(request)).for_page(), pk=pk)
    log_reading([someone], by=request.user, what="diario")
    notes = visible_notes(_user(request)).filter(beneficiary=someone).for_timeline()[:20]
    stays = visible_participations(_user(request)).filter(beneficiary=someone)
    stays = stays.select_related("project")
    return _answer(request, PERSON, person=someone, notes=notes, stays=stays)


urlpatterns = [
    path("misura/persone/", people),
    path("misura/partecipazioni/", participants),
    path("misura/persone/<int:pk>/", person),
    path("", include("config.urls")),
]
