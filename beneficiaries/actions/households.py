"""Verbs on households: begin one, who moves in and out, the answer that follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.editing import save_changes
from beneficiaries.enums import Question
from beneficiaries.household_enums import Relation, Work
from beneficiaries.households import Answer, Living, answer_of
from beneficiaries.models import Beneficiary, Household, HouseholdMember, Situation
from beneficiaries.policy import Can
from core.policy import authorize


class HouseholdRefused(Exception):
    """The household cannot be so; the message is for people, `field` where it belongs."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Newcomer:
    """Who lives there too: one of the agency's people, or a name with the least beside it."""

    relation: str
    beneficiary: Beneficiary | None = None
    first_name: str = ""
    birth_year: int | None = None
    work: str = Work.UNKNOWN
    is_dependent: bool | None = None
    starts_on: date | None = None


def living_of(member: HouseholdMember) -> Living:
    """A line as the definitions read it: of who has a file, by what their record says."""
    person = member.beneficiary
    one = Living(member.relation, told_dependent=member.is_dependent, name=member.name)
    if person is None:
        return replace(one, year=member.birth_year, work=member.work)
    employment = person.situation.employment if hasattr(person, "situation") else None
    status = employment.esf_status if employment else Work.UNKNOWN.value
    return replace(one, born=person.birth_date, work=status)


def home_of(person: Beneficiary, day: date) -> HouseholdMember | None:
    """The line by which the person lives in a household on this day."""
    found: HouseholdMember | None = (
        HouseholdMember.objects.current(day).of_person(person.pk).select_related("household")
    ).first()
    return found


@transaction.atomic
def begin_household(person: Beneficiary, *, by: User, at: datetime) -> HouseholdMember:
    """Write down the household of a person, who lives alone until somebody is added."""
    authorize(by, Can.KEEP_HOUSEHOLD, person)
    # Two at once begin one household only.
    Beneficiary.objects.select_for_update().get(pk=person.pk)
    day = timezone.localdate(at)
    home = home_of(person, day) or _begin(person)
    weigh(home.household_id, day)
    return home


def _begin(person: Beneficiary) -> HouseholdMember:
    """The person is the one it is told from; here since they left another one, if they did."""
    household = Household.objects.create(agency_id=person.agency_id)
    return _insert(household, Newcomer(Relation.REFERENCE, person))


def _left_another(person: Beneficiary) -> date | None:
    former = HouseholdMember.objects.true().of_person(person.pk).order_by("-ends_on")
    left: date | None = former.values_list("ends_on", flat=True).first()
    return left


@transaction.atomic
def add_member(person: Beneficiary, told: Newcomer, *, by: User, at: datetime) -> HouseholdMember:
    """Somebody who lives with the person, today; the household begins with the first."""
    household = begin_household(person, by=by, at=at).household
    household = Household.objects.select_for_update().get(pk=household.pk)
    if told.beneficiary is not None:
        authorize(by, Can.KEEP_HOUSEHOLD, told.beneficiary)
    member = _insert(household, told)
    weigh(household.pk, timezone.localdate(at))
    return member


def _insert(household: Household, told: Newcomer) -> HouseholdMember:
    if told.beneficiary is not None and told.starts_on is None:
        told = replace(told, starts_on=_left_another(told.beneficiary))
    member = HouseholdMember(household=household, agency_id=household.agency_id, **vars(told))
    with _in_words(member):
        member.save(force_insert=True)
    return member


@transaction.atomic
def correct_member(
    member: HouseholdMember,
    changes: dict[str, Any],
    *,
    seen: dict[str, Any],
    by: User,
    at: datetime,
) -> HouseholdMember:
    """Correct what is known of somebody; what a colleague changed meanwhile raises EditClash."""
    fresh = _locked(member, by=by)
    with _in_words(fresh):
        save_changes(fresh, changes, seen=seen)
    weigh(fresh.household_id, timezone.localdate(at))
    return fresh


@transaction.atomic
def end_member(
    member: HouseholdMember,
    *,
    on: date | None,
    is_mistake: bool = False,
    by: User,
    at: datetime,
) -> HouseholdMember:
    """Somebody lives there no more from this day on, or was written down by mistake."""
    fresh = _locked(member, by=by)
    if is_mistake:
        fresh.is_mistake = True
    elif on is None or (fresh.starts_on is not None and on <= fresh.starts_on):
        raise HouseholdRefused(_("Il giorno viene prima di quello in cui è arrivata qui."), "on")
    else:
        fresh.ends_on = on
    fresh.differs_since = None
    fresh.save(update_fields=["is_mistake", "ends_on", "differs_since"])
    weigh(fresh.household_id, timezone.localdate(at))
    return fresh


def _locked(member: HouseholdMember, *, by: User) -> HouseholdMember:
    fresh = HouseholdMember.objects.select_for_update().get(pk=member.pk)
    authorize(by, Can.KEEP_HOUSEHOLD, fresh)
    if fresh.is_mistake or fresh.ends_on is not None:
        raise HouseholdRefused(_("Non fa più parte del nucleo: quello che ne è scritto resta."))
    return fresh


@transaction.atomic
def correct_household(
    household: Household, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Household:
    """Correct the address and the note; nobody overwrites a colleague."""
    authorize(by, Can.KEEP_HOUSEHOLD, household)
    fresh = Household.objects.select_for_update().get(pk=household.pk)
    save_changes(fresh, changes, seen=seen)
    return fresh


@transaction.atomic
def accept_answer(person: Beneficiary, code: str, *, by: User, at: datetime) -> Situation:
    """Take the answer that follows from the household over into the person's situation."""
    authorize(by, Can.CORRECT, person)
    authorize(by, Can.KEEP_HOUSEHOLD, person)
    situation = Situation.objects.select_for_update().get(beneficiary=person)
    if Question.HOUSEHOLD in situation.refused:
        raise HouseholdRefused(
            _("La persona non ha voluto rispondere: la risposta si cambia solo con lei.")
        )
    day = timezone.localdate(at)
    home = home_of(person, day)
    if home is None or _answer(_lines(home.household_id, day), day).code != code:
        raise HouseholdRefused(_("Intanto il nucleo è cambiato: guarda la risposta di adesso."))
    situation.household_id = code
    situation.save(update_fields=["household"])
    weigh(home.household_id, day)
    return situation


def weigh_home_of(person_id: int, day: date) -> None:
    """After an answer of the person has changed: does it, and do the others', still agree?"""
    lines = HouseholdMember.objects.current(day).of_person(person_id)
    for household_id in lines.values_list("household_id", flat=True):
        weigh(household_id, day)


def weigh(household_id: int, day: date) -> None:
    """Keep since when the given answer of each who lives there does not agree; a due shows it."""
    lines = _lines(household_id, day)
    code = _answer(lines, day).code
    for line in lines:
        given = line.beneficiary.situation.household_id if line.beneficiary else None
        since = (line.differs_since or day) if code and given and given != code else None
        if since != line.differs_since:
            line.differs_since = since
            line.save(update_fields=["differs_since"])


def _lines(household_id: int, day: date) -> list[HouseholdMember]:
    rows = HouseholdMember.objects.filter(household_id=household_id).current(day)
    return list(rows.select_related("beneficiary__situation__employment").order_by("pk"))


def _answer(lines: list[HouseholdMember], day: date) -> Answer:
    return answer_of([living_of(one) for one in lines], day)


@contextmanager
def _in_words(member: HouseholdMember) -> Iterator[None]:
    """Run a block in a savepoint; a rule of the household it breaks becomes a sentence."""
    named = {"name": member.name}
    sentences = {
        "person_in_one_household": (
            _("%(name)s fa già parte di un nucleo in questi giorni: prima segna che ne è uscita."),
            "person",
        ),
        "household_one_reference": (
            _("Il nucleo ha già la sua persona di riferimento."),
            "relation",
        ),
        "member_ends_after_start": (_("La fine viene prima dell’inizio."), "starts_on"),
    }
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, (sentence, field) in sentences.items():
            if name in str(error):
                raise HouseholdRefused(sentence % named, field) from error
        raise
