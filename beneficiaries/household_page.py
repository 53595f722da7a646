"""The page of a household: who lives there, what it says for the form, what the person said."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import User
from beneficiaries.actions import living_of
from beneficiaries.enums import Question
from beneficiaries.household_enums import Relation, Work
from beneficiaries.households import (
    Answer,
    Definition,
    Living,
    answer_of,
    definition_on,
    is_dependent,
)
from beneficiaries.models import Beneficiary, Household, HouseholdMember, Situation
from beneficiaries.policy import visible_members
from core.reference.models import HouseholdCondition


@dataclass(frozen=True)
class Line:
    """One of those who live there, in words."""

    member: HouseholdMember
    is_self: bool
    age: str
    work: Work | None
    is_minor: bool
    is_dependent: bool


@dataclass(frozen=True)
class Home:
    """What the page shows; no household: nothing was written down yet."""

    person: Beneficiary
    household: Household | None = None
    lines: list[Line] = field(default_factory=list)
    former: list[HouseholdMember] = field(default_factory=list)
    answer: Answer | None = None
    definition: Definition | None = None
    proposed: HouseholdCondition | None = None
    given: HouseholdCondition | None = None
    is_refused: bool = False

    @property
    def reference(self) -> HouseholdMember | None:
        """Whom the relations are told from; none where that person has left."""
        lines = (line.member for line in self.lines)
        return next((one for one in lines if one.relation == Relation.REFERENCE), None)

    @property
    def agrees(self) -> bool:
        """Whether the person's answer is the one that follows."""
        return self.proposed is not None and self.given == self.proposed

    @property
    def people(self) -> list[Beneficiary]:
        """Those with a file of their own, for the log of who looked."""
        files = (line.member for line in self.lines)
        others = [one.beneficiary for one in (*files, *self.former) if one.beneficiary]
        return list({one.pk: one for one in (self.person, *others)}.values())


def home_page(person: Beneficiary, *, user: User) -> Home:
    """Gather the household the person lives in today."""
    day = timezone.localdate()
    rows = list(visible_members(user).living_with(person.pk, day).for_page())
    current = [one for one in rows if one.lives_there(day)]
    if not current:
        return Home(person)
    living = [living_of(one) for one in current]
    answer = answer_of(living, day)
    situation = _situation(person, current)
    codes = {answer.code, situation.household_id if situation else None} - {None}
    known: dict[Any, HouseholdCondition] = HouseholdCondition.objects.in_bulk(codes)
    return Home(
        person,
        current[0].household,
        [_line(one, living, number, person, day) for number, one in enumerate(current)],
        [one for one in rows if not one.lives_there(day)],
        answer,
        definition_on(day),
        known.get(answer.code),
        known.get(situation.household_id) if situation else None,
        bool(situation and Question.HOUSEHOLD in situation.refused),
    )


def _situation(person: Beneficiary, lines: list[HouseholdMember]) -> Situation | None:
    own = next(one.beneficiary for one in lines if one.beneficiary_id == person.pk)
    return getattr(own, "situation", None)


def _line(
    member: HouseholdMember, living: list[Living], number: int, person: Beneficiary, day: date
) -> Line:
    one = living[number]
    others = living[:number] + living[number + 1 :]
    is_young = one.works(day) is False and one.work == Work.UNKNOWN
    return Line(
        member,
        member.beneficiary_id == person.pk,
        age_words(one, day),
        None if is_young else Work(one.work),
        bool(one.is_at_most(17, day)),
        bool(is_dependent(one, others, day)),
    )


def age_words(one: Living, day: date) -> str:
    """“12 anni”; of a year alone both ages that it may be."""
    found = one.ages(day)
    if found is None:
        return _("età non indicata")
    least, most = found
    if least == most:
        return ngettext("%(age)s anno", "%(age)s anni", most) % {"age": most}
    return _("%(least)s o %(most)s anni") % {"least": max(least, 0), "most": most}


def brief_of(person: Beneficiary) -> Answer | None:
    """What the household of a person fetched with their home says; None: not written down."""
    # One fetched without it is a fault, and no answer.
    rows: list[dict[str, Any]] = vars(person)["home"] or []
    living = [
        Living(
            relation=row["relation"],
            born=date.fromisoformat(row["born"]) if row["born"] else None,
            year=row["birth_year"],
            work=(row["status"] or Work.UNKNOWN) if row["has_file"] else row["work"],
            told_dependent=row["is_dependent"],
        )
        for row in rows
    ]
    return answer_of(living, timezone.localdate()) if living else None


def differs(person: Beneficiary, situation: Situation | None) -> str:
    """Why the answer that was given no longer agrees with the household; nothing: it does."""
    answer = brief_of(person)
    given = situation.household_id if situation else None
    if answer is None or not answer.code or not given or given == answer.code:
        return ""
    return answer.reason or _("Il nucleo è cambiato.")
