"""Columns of the lists behind the figures."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column
from projects.models import EntrySnapshot


def page_of(entry: EntrySnapshot) -> str:
    """The page of the participation."""
    return reverse("projects:participation", args=[entry.pk])


class MemberTable(tables.Table):
    """Who counts in a figure, or why nobody knows whether they do."""

    person = Column(_("Persona"), accessor="participation__beneficiary__full_name", link=page_of)
    code = Column(_("Codice"), accessor="participation__code")
    gender = Column(_("Genere"), accessor="get_gender_display", sort=("gender",))
    entry_on = Column(_("Ingresso"), accessor="entry_on", kind="day", sort=("entry_on",))
    agency = Column(_("Ente"), accessor="participation__agency__short_name")
    why = Column(_("Perché"), accessor="why", kind="long")


class IncompleteTable(tables.Table):
    """Whose record counts in no indicator, what it lacks, and who can fix it."""

    person = Column(_("Persona"), accessor="participation__beneficiary__full_name", link=page_of)
    code = Column(_("Codice"), accessor="participation__code")
    entry_on = Column(_("Ingresso"), accessor="entry_on", kind="day", sort=("entry_on",))
    lacks = Column(_("Manca"), accessor="lacks")
    fixer = Column(_("Chi può completarla"), accessor="fixer")
