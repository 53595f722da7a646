"""What the first day looked like: the facts the indicators count, frozen from the answers.

Definitions: Reg. (UE) 1304/2013 and 2021/1057, annex I, and the ESF monitoring guidance.
"""

from datetime import date

from beneficiaries.enums import Question
from beneficiaries.models import Beneficiary, PrivacyNotice, Situation
from core.period import age_on, months_after
from projects.enums import Answer
from projects.models import EntrySnapshot, Participation

YOUNG = 25
# Months of search after which one is long-term unemployed: below 25 years, and from 25 on.
LONG_TERM_MONTHS_YOUNG, LONG_TERM_MONTHS = 6, 12
UNEMPLOYED = "UNEMPLOYED"


def is_long_term(
    esf_status: str | None, unemployed_since: date | None, age: int | None, entry_on: date
) -> bool | None:
    """Whether the search had lasted *more than* 6 (below 25) or 12 months on the day of entry.

    None where it cannot be known. Six months to the day are not yet more than six months.
    """
    if esf_status is None:
        return None
    if esf_status != UNEMPLOYED:
        return False
    if unemployed_since is None or age is None:
        return None
    months = LONG_TERM_MONTHS_YOUNG if age < YOUNG else LONG_TERM_MONTHS
    return entry_on > months_after(unemployed_since, months)


def freeze(
    participation: Participation,
    person: Beneficiary,
    situation: Situation,
    notice: PrivacyNotice | None,
) -> EntrySnapshot:
    """The snapshot of the day of entry, not saved."""
    snapshot = EntrySnapshot(
        participation=participation,
        project_id=participation.project_id,
        agency_id=participation.agency_id,
        entry_on=participation.entry_on,
        gender=person.gender,
        age=age_on(person.birth_date, participation.entry_on) if person.birth_date else None,
        citizenship_group=person.citizenship.group if person.citizenship else "",
        residence=person.residence,
        rural_class=person.residence.rural_class if person.residence else None,
        privacy_given_on=notice.given_on if notice else None,
    )
    answer(snapshot, situation)
    return snapshot


def answer(snapshot: EntrySnapshot, situation: Situation) -> None:
    """Copy the form's answers, and the facts that follow from them, into the snapshot."""
    snapshot.refused = list(situation.refused)
    snapshot.education = situation.education
    snapshot.isced = situation.education.isced if situation.education else None
    snapshot.employment = situation.employment
    snapshot.esf_status = situation.employment.esf_status if situation.employment else None
    snapshot.is_in_training = _in_training(situation)
    snapshot.unemployed_since = situation.unemployed_since
    snapshot.is_long_term = is_long_term(
        snapshot.esf_status, snapshot.unemployed_since, snapshot.age, snapshot.entry_on
    )
    _answer_household(snapshot, situation)
    _answer_vulnerability(snapshot, situation)


def _in_training(situation: Situation) -> bool | None:
    if situation.employment is not None and situation.employment.in_education:
        return True
    return situation.is_in_training


def _answer_household(snapshot: EntrySnapshot, situation: Situation) -> None:
    snapshot.household, snapshot.housing = situation.household, situation.housing
    if situation.household is not None:
        snapshot.is_jobless_household = situation.household.is_jobless
        snapshot.has_dependent_children = situation.household.has_dependent_children
        snapshot.is_single_adult = situation.household.single_adult
    if situation.housing is not None:
        snapshot.is_housing_excluded = situation.housing.is_excluded


def _answer_vulnerability(snapshot: EntrySnapshot, situation: Situation) -> None:
    if Question.VULNERABILITY in situation.refused:
        snapshot.vulnerability_answer = Answer.REFUSED
    elif situation.vulnerabilities is not None:
        snapshot.vulnerability_answer = Answer.GIVEN
        groups = _groups(situation.vulnerabilities)
        snapshot.is_disabled = "DISABILITY" in groups
        snapshot.is_migrant_or_minority = "MIGRANT_MINORITY" in groups
        snapshot.is_other_disadvantaged = "OTHER_DISADVANTAGE" in groups


def _groups(codes: list[str]) -> set[str]:
    from core.reference.models import Vulnerability

    return set(Vulnerability.objects.filter(pk__in=codes).values_list("group", flat=True))
