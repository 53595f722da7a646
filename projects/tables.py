"""Columns of the lists of participations."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column
from projects.models import Participation


def page_of(row: Participation) -> str:
    """The page of a participation."""
    return reverse("projects:participation", args=[row.pk])


def _show(row: Any) -> str:
    return reverse("projects:show", args=[row.project.code])


def _people(row: Any) -> str:
    return reverse("projects:participations", args=[row.project.code]) if row.people else ""


def _own_record(row: Any) -> str:
    return reverse("beneficiaries:show", args=[row.own.pk]) if row.own else ""


class ProjectTable(tables.Table):
    """The projects of the agency, and how many people take part."""

    title = Column(_("Progetto"), accessor="project__title", link=_show)
    lead = Column(_("Capofila"), accessor="project__lead__short_name")
    starts_on = Column(_("Dal"), accessor="project__starts_on", kind="day")
    ends_on = Column(_("Al"), accessor="project__ends_on", kind="day")
    stage = Column(_("Stato"), accessor="stage", kind="badge")
    people = Column(_("Persone"), accessor="people", kind="number", link=_people)
    target = Column(_("Previste"), accessor="project__people_target", kind="number")


class SameCodeTable(tables.Table):
    """The same code at two partners, and the record of one's own agency."""

    code = Column(_("Codice"), accessor="said_code")
    agencies = Column(_("Enti"), accessor="agencies")
    since = Column(_("In due enti dal"), accessor="since", kind="day")
    record = Column(_("Scheda del tuo ente"), accessor="own_words", link=_own_record)


class ParticipationTable(tables.Table):
    """Who takes part in a project, and what their record still lacks."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=page_of)
    code = Column(_("Codice"), accessor="code", sort=("code",))
    entry_on = Column(_("Ingresso"), accessor="entry_on", kind="day", sort=("entry_on",))
    exit_on = Column(_("Uscita"), accessor="exit_on", kind="day")
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    agency = Column(_("Ente"), accessor="agency__short_name")
    lacks = Column(_("Manca"), accessor="lacks")


class IncompleteTable(tables.Table):
    """Whose record lacks something, in every project of the agency."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=page_of)
    project = Column(_("Progetto"), accessor="project__title")
    entry_on = Column(_("Ingresso"), accessor="entry_on", kind="day", sort=("entry_on",))
    lacks = Column(_("Manca"), accessor="lacks")


class ResultsDueTable(tables.Table):
    """What came of whom is still to be found, and until when."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=page_of)
    project = Column(_("Progetto"), accessor="project__title")
    exit_on = Column(_("Uscita"), accessor="exit_on", kind="day", sort=("exit_on",))
    due = Column(_("Da rilevare"), accessor="due")
    days_left = Column(_("Giorni rimasti"), accessor="days_left", kind="number")
