"""Columns of the lists of placements and of hosts."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column
from placements.models import HostOrganisation, Placement


def page_of(row: Placement) -> str:
    """The page of a placement."""
    return reverse("placements:show", args=[row.pk])


def host_page_of(row: HostOrganisation) -> str:
    """The page of a host."""
    return reverse("placements:host", args=[row.pk])


class PlacementTable(tables.Table):
    """Who is placed where, of which kind, and how far it is."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=page_of)
    host = Column(_("Ospitante"), accessor="host__name")
    kind = Column(_("Tipo"), accessor="kind_now__label")
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    starts_on = Column(_("Dal"), accessor="starts_on", kind="day", sort=("starts_on",))
    last_day = Column(_("Al"), accessor="last_day", kind="day", sort=("ends_on",))
    project = Column(_("Progetto"), accessor="project__title")


class HostTable(tables.Table):
    """Who takes people in."""

    name = Column(_("Ospitante"), accessor="name", link=host_page_of, sort=("name",))
    tax_code = Column(_("Codice"), accessor="tax_code")
    municipality = Column(_("Comune"), accessor="municipality__name")
    sector = Column(_("Settore"), accessor="sector", kind="long")
    employees = Column(_("Dipendenti"), accessor="employees", kind="number", sort=("employees",))
    placed = Column(_("Posti occupati"), accessor="placed", kind="number")
    places_offered = Column(_("Posti offerti"), accessor="places_offered", kind="number")


class AnswerTable(tables.Table):
    """What the coordinator answered, and with which words."""

    person = Column(_("Persona"), accessor="person__full_name", link=lambda row: row.url)
    what = Column(_("Che cosa"), accessor="what")
    state = Column(_("Risposta"), accessor="state", kind="badge")
    note = Column(_("Messaggio"), accessor="note", kind="long")
    at = Column(_("Quando"), accessor="at", kind="moment")
