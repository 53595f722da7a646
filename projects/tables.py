"""Columns of the lists of participations."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column
from projects.models import Participation


def page_of(row: Participation) -> str:
    """The page of a participation."""
    return reverse("projects:participation", args=[row.pk])


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
