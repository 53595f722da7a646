"""The columns of the people list."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import DuplicatePair, PersonalPlan, Referral, RosterEntry, Share
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
    case_manager = Column(_("Di riferimento"), accessor="case_manager", kind="noted")
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


def _shared_person(row: Share) -> str:
    return reverse("beneficiaries:show", args=[row.beneficiary_id])


class ReceivedTable(tables.Table):
    """People whom other agencies share with one's own."""

    name = Column(_("Persona"), accessor="beneficiary__full_name", link=_shared_person)
    agency = Column(_("Da"), accessor="agency__short_name")
    sections = Column(_("Che cosa si vede"), accessor="sections_words")
    purpose = Column(_("Per che cosa"), accessor="purpose")
    worker = Column(_("Accolta da"), accessor="referral__worker")
    until = Column(_("Fino al"), accessor="valid_to", kind="day", sort=("valid_to",))


def _referral(row: Referral) -> str:
    return reverse("beneficiaries:referral", args=[row.pk])


class ReferralTable(tables.Table):
    """People sent from one agency to another: as little of them as the other one knows."""

    name = Column(_("Persona"), accessor="first_name_or_none", link=_referral)
    municipality = Column(_("Comune"), accessor="municipality")
    age_band = Column(_("Età"), accessor="get_age_band_display")
    agency = Column(_("Da"), accessor="agency__short_name")
    to_agency = Column(_("A"), accessor="to_agency__short_name")
    sent_at = Column(_("Mandato"), accessor="sent_at", kind="moment", sort=("sent_at",))
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    days = Column(_("Giorni di attesa"), accessor="days_waiting", kind="number")


def _compared(row: DuplicatePair) -> str:
    return reverse("beneficiaries:compare", args=[row.pk])


class DuplicateTable(tables.Table):
    """Two records, what they have in common, and when that was seen."""

    names = Column(_("Schede"), accessor="names", link=_compared)
    alike = Column(_("Che cosa è uguale"), accessor="alike", kind="long")
    found_at = Column(_("Trovati"), accessor="found_at", kind="moment", sort=("found_at",))
