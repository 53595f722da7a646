"""What the first day looked like: the facts the indicators count, frozen from the answers.

Definitions: Reg. (UE) 1304/2013 and 2021/1057, annex I, and the ESF monitoring guidance.
"""

from datetime import date

from beneficiaries.enums import Gender, Question
from beneficiaries.models import Beneficiary, PrivacyNotice, Situation
from core.period import age_on, months_after
from core.reference.models import Vulnerability
from projects.enums import Answer
from projects.models import EntrySnapshot, Participation

YOUNG = 25
# Months of search after which one is long-term unemployed: below 25 years, and from 25 on.
LONG_TERM_MONTHS_YOUNG, LONG_TERM_MONTHS = 6, 12
UNEMPLOYED = "UNEMPLOYED"
# Lines of the form's list that have an indicator of their own in 2021-2027.
FOREIGN_BACKGROUND, MINORITY = "origine_straniera", "minoranza"
VULNERABILITY_FACTS = (
    "is_disabled",
    "is_migrant_or_minority",
    "has_foreign_background",
    "is_minority",
    "is_other_disadvantaged",
)
# What the database, too, lets change only with a reason (projects/policy.py).
ANSWERS = tuple(
    field.attname
    for field in EntrySnapshot._meta.concrete_fields
    if field.name not in ("participation", "project", "agency", "refused", "vulnerability_answer")
)


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


def answers_of(person: Beneficiary) -> Situation:
    """The person's present answers with their names; empty ones where nobody asked yet."""
    named = Situation.objects.select_related("education", "employment", "household", "housing")
    return named.filter(beneficiary=person).first() or Situation()


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
    home, housing = situation.household, situation.housing
    if housing is not None or snapshot.housing_id is not None:
        # Left alone where nobody answered: being homeless may be known from the vulnerabilities.
        snapshot.is_housing_excluded = housing.is_excluded if housing else None
    snapshot.household, snapshot.housing = home, housing
    snapshot.is_jobless_household = home.is_jobless if home else None
    snapshot.has_dependent_children = home.has_dependent_children if home else None
    snapshot.is_single_adult = home.single_adult if home else None


def _answer_vulnerability(snapshot: EntrySnapshot, situation: Situation) -> None:
    if Question.VULNERABILITY in situation.refused:
        snapshot.vulnerability_answer = Answer.REFUSED
        for fact in VULNERABILITY_FACTS:
            setattr(snapshot, fact, None)
    elif situation.vulnerabilities is None and snapshot.vulnerability_answer == Answer.REFUSED:
        snapshot.vulnerability_answer = Answer.NOT_ASKED
    elif situation.vulnerabilities is not None:
        snapshot.vulnerability_answer = Answer.GIVEN
        chosen = set(situation.vulnerabilities)
        groups = _groups(situation.vulnerabilities)
        snapshot.is_disabled = "DISABILITY" in groups
        snapshot.is_migrant_or_minority = "MIGRANT_MINORITY" in groups
        snapshot.has_foreign_background = FOREIGN_BACKGROUND in chosen
        snapshot.is_minority = MINORITY in chosen
        snapshot.is_other_disadvantaged = "OTHER_DISADVANTAGE" in groups
        if snapshot.is_housing_excluded is None and "HOUSING" in groups:
            snapshot.is_housing_excluded = True


def _groups(codes: list[str]) -> set[str]:
    return set(Vulnerability.objects.filter(pk__in=codes).values_list("group", flat=True))


def situation_of(snapshot: EntrySnapshot) -> Situation:
    """The answers of the first day as a Situation, not saved; null vulnerabilities: as they are."""
    return Situation(
        beneficiary_id=snapshot.participation.beneficiary_id,
        agency_id=snapshot.agency_id,
        education=snapshot.education,
        employment=snapshot.employment,
        is_in_training=snapshot.is_in_training,
        unemployed_since=snapshot.unemployed_since,
        household=snapshot.household,
        housing=snapshot.housing,
        refused=list(snapshot.refused),
    )


def identify(snapshot: EntrySnapshot, person: Beneficiary) -> None:
    """Fill in what the person's own record did not say on the first day; change nothing given."""
    if snapshot.gender == Gender.NOT_AVAILABLE:
        snapshot.gender = person.gender
    if snapshot.age is None and person.birth_date is not None:
        snapshot.age = age_on(person.birth_date, snapshot.entry_on)
    if not snapshot.citizenship_group and person.citizenship is not None:
        snapshot.citizenship_group = person.citizenship.group
    if snapshot.residence_id is None and person.residence is not None:
        snapshot.residence = person.residence
        snapshot.rural_class = person.residence.rural_class


def corrected_answers(before: EntrySnapshot, after: EntrySnapshot) -> list[str]:
    """The answers that were given and now read otherwise: changing one needs a reason."""
    return [
        name
        for name in ANSWERS
        if getattr(before, name) not in (None, "", Gender.NOT_AVAILABLE)
        and getattr(before, name) != getattr(after, name)
    ]
