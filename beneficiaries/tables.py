"""The columns of the lists of this floor."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beneficiaries.models import (
    DuplicatePair,
    EmergencyAccess,
    PersonalPlan,
    Referral,
    RosterEntry,
    Share,
)
from core.lists import Column


def _page_of(entry: RosterEntry) -> str:
    return reverse("beneficiaries:show", args=[entry.pk])


class TeamTable(tables.Table):
    """The team: the worker; the numbers beside them are brought by the floors."""

    name = Column(_("Operatore"), accessor="name")


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


class HandOverTable(tables.Table):
    """Who passed to whom; the page draws each as a card, the sheet has these columns."""

    on = Column(_("Dal"), accessor="begins_on", kind="day")
    of = Column(_("Di chi erano"), accessor="from_words")
    passed = Column(_("Chi passa a chi"), accessor="passed_words", kind="long")
    state = Column(_("Stato"), accessor="state", kind="badge")
    why = Column(_("Perché no"), accessor="not_done_words")
    made_by = Column(_("Fatto da"), accessor="made_by")
    made_at = Column(_("Il"), accessor="made_at", kind="moment")
    undone_by = Column(_("Annullato da"), accessor="undone_by")


def _access(row: EmergencyAccess) -> str:
    return reverse("beneficiaries:emergency", args=[row.pk])


class EmergencyTable(tables.Table):
    """Emergency accesses, for who reviews them; the person stands in none for who administers."""

    at = Column(_("Aperto"), accessor="opened_at", kind="moment", link=_access)
    by = Column(_("Da chi"), accessor="said_by")
    person = Column(_("Persona"), accessor="said_person")
    until = Column(_("Fino a"), accessor="over_at", kind="moment")
    read = Column(_("Note aperte"), accessor="read_count", kind="number")
    state = Column(_("Esame"), accessor="state_now", kind="badge")
    review_by = Column(_("Da esaminare entro"), accessor="waits_until", kind="day")
    reviewed_by = Column(_("Esaminato da"), accessor="reviewed_by")


class AgendaTable(tables.Table):
    """Appointments; the page draws them by day, the sheet has these columns."""

    at = Column(_("Quando"), accessor="starts_at", kind="moment")
    person = Column(_("Persona"), accessor="beneficiary__full_name")
    purpose = Column(_("Per che cosa"), accessor="purpose", kind="long")
    place = Column(_("Dove"), accessor="place_words")
    minutes = Column(_("Minuti"), accessor="minutes", kind="number")
    state = Column(_("Stato"), accessor="state_now", kind="badge")


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
