"""The columns of the people list."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import DuplicatePair, PersonalPlan, RosterEntry
from core.lists import Column


def _page_of(entry: RosterEntry) -> str:
    return reverse("beneficiaries:show", args=[entry.pk])


class PeopleTable(tables.Table):
    """The columns of the people list."""

    name = Column(
        _("Persona"), accessor="beneficiary__full_name", link=_page_of, sort=("sort_key",)
    )
    age = Column(_("Età"), accessor="age", kind="number")
    residence = Column(_("Comune"), accessor="beneficiary__residence__name")
    phase = Column(_("Fase"), accessor="phase_now", kind="badge")
    case_manager = Column(_("Di riferimento"), accessor="case_manager")
    last_contact = Column(_("Ultimo contatto"), accessor="last_contact", kind="day")


class DueTable(tables.Table):
    """What is to be done by a day; the page draws it in groups, the sheet has these columns."""

    on = Column(_("Entro il"), accessor="on", kind="day")
    words = Column(_("Che cosa"), accessor="words")
    person = Column(_("Persona"), accessor="person__full_name")
    when = Column(_("Quando"), accessor="when__label")
    workers = Column(_("Operatore"), accessor="workers")


class UnfollowedTable(tables.Table):
    """Who has no worker: the name, who followed them last, since when nobody does."""

    name = Column(_("Persona"), accessor="person__full_name", sort=("sort_key",))
    former = Column(_("Ultimo operatore"), accessor="former")
    since = Column(_("Senza operatore dal"), accessor="since", kind="day")


def _review_of(row: PersonalPlan) -> str:
    return reverse("beneficiaries:plan_review", args=[row.beneficiary_id])


class PlanQueueTable(tables.Table):
    """Plans that wait for a decision."""

    name = Column(_("Persona"), accessor="beneficiary__full_name", link=_review_of)
    number = Column(_("Versione"), accessor="number", kind="number")
    sent_by = Column(_("Proposto da"), accessor="proposed_by")
    sent_at = Column(_("Quando"), accessor="proposed_at", kind="moment", sort=("proposed_at",))


def _compared(row: DuplicatePair) -> str:
    return reverse("beneficiaries:compare", args=[row.pk])


class DuplicateTable(tables.Table):
    """Two records, what they have in common, and when that was seen."""

    names = Column(_("Schede"), accessor="names", link=_compared)
    alike = Column(_("Che cosa è uguale"), accessor="alike", kind="long")
    found_at = Column(_("Trovati"), accessor="found_at", kind="moment", sort=("found_at",))
