"""What a household says for the Region's form, worked by hand. The day is 15 June 2021."""

from datetime import date

import pytest

from beneficiaries.household_enums import Relation, Work
from beneficiaries.households import ANSWERS, DEFINITIONS, Living, answer_of, definition_on
from core.reference.enums import ProgrammingPeriod
from core.reference.models import HouseholdCondition

DAY = date(2021, 6, 15)
NO_WORK, CHILDREN = "senza_lavoro", "senza_lavoro_figli"
ALONE, ALONE_WORKING, NONE = "genitore_solo_senza_lavoro", "genitore_solo_lavoratore", "nessuna"


def born(age: int, relation: str, work: str, **told) -> Living:
    """Somebody with a file, whose birthday was on 1 March."""
    return Living(relation, born=date(2021 - age, 3, 1), work=work, **told)


def year(number: int | None, relation: str, work: str = Work.UNKNOWN, **told) -> Living:
    """Somebody without one: the year alone."""
    return Living(relation, year=number, work=work, name="Luca", **told)


LOOKS, WORKS, STAYS, UNKNOWN = Work.UNEMPLOYED, Work.EMPLOYED, Work.INACTIVE, Work.UNKNOWN
ME = born(40, Relation.REFERENCE, LOOKS)
AT_WORK = born(40, Relation.REFERENCE, WORKS)
CASES = {
    "alone, looks for work": ([ME], NO_WORK),
    "alone, works": ([AT_WORK], NONE),
    "a couple, neither works": ([ME, born(42, Relation.PARTNER, STAYS)], NO_WORK),
    "a couple, one works": ([ME, born(42, Relation.PARTNER, WORKS)], NONE),
    "a couple with a child of 8, neither works": (
        [ME, born(42, Relation.PARTNER, STAYS), year(2013, Relation.CHILD)], CHILDREN,
    ),
    "a couple with a child of 8, one works": (
        [ME, born(42, Relation.PARTNER, WORKS), year(2013, Relation.CHILD)], NONE,
    ),
    "one parent with a child of 8, does not work": ([ME, year(2013, Relation.CHILD)], ALONE),
    "one parent with a child of 8, works": ([AT_WORK, year(2013, Relation.CHILD)], ALONE_WORKING),
    "one parent, a child of 17 to the day": (
        [ME, Living(Relation.CHILD, born=date(2003, 6, 16), work=STAYS)], ALONE,
    ),
    "one parent, 18 today, looks for work": (
        [ME, Living(Relation.CHILD, born=date(2003, 6, 15), work=LOOKS)], NO_WORK,
    ),
    "one parent, a child of 20 who studies": ([ME, born(20, Relation.CHILD, STAYS)], ALONE),
    "one parent, a child of 20, looks for work": ([ME, born(20, Relation.CHILD, LOOKS)], NO_WORK),
    "one parent, a child of 20 who works": ([ME, born(20, Relation.CHILD, WORKS)], NONE),
    "one parent, a child of 24 who studies": ([ME, born(24, Relation.CHILD, STAYS)], ALONE),
    "one parent, a child of 25 who studies": ([ME, born(25, Relation.CHILD, STAYS)], NO_WORK),
    "the participant is 20, studies, lives with a parent who works": (
        [born(20, Relation.REFERENCE, STAYS), born(50, Relation.PARENT, WORKS)], ALONE_WORKING,
    ),
    "20, studies, lives with brothers of 30": (
        [born(20, Relation.REFERENCE, STAYS), born(30, Relation.SIBLING, LOOKS)], NO_WORK,
    ),
    "a brother of 20 who studies, with a parent": (
        [
            born(30, Relation.REFERENCE, LOOKS),
            born(20, Relation.SIBLING, STAYS),
            born(60, Relation.PARENT, STAYS),
        ],
        CHILDREN,
    ),
    "grandparents with a grandchild of 10": (
        [
            born(70, Relation.REFERENCE, STAYS),
            born(68, Relation.PARTNER, STAYS),
            year(2011, Relation.RELATIVE),
        ],
        CHILDREN,
    ),
    "one parent, a child of 17 who works: not jobless, one adult": (
        [ME, born(17, Relation.CHILD, WORKS)], ALONE_WORKING,
    ),
    "a child of 14 is not asked about work": (
        [ME, born(14, Relation.CHILD, UNKNOWN)], ALONE,
    ),
    "a child of 17 of whom work is not known": ([ME, born(17, Relation.CHILD, UNKNOWN)], None),
    "a partner of whom work is not known": ([ME, born(42, Relation.PARTNER, UNKNOWN)], None),
    "a partner of whom work is not known, and I work": (
        [AT_WORK, born(42, Relation.PARTNER, UNKNOWN)], NONE,
    ),
    "born in 2003, works: 17 or 18": ([ME, year(2003, Relation.CHILD, WORKS)], None),
    "born in 2003, works, said to be a dependent child": (
        [ME, year(2003, Relation.CHILD, WORKS, told_dependent=True)], ALONE_WORKING,
    ),
    "born in 2003, works, said to be none": (
        [ME, year(2003, Relation.CHILD, WORKS, told_dependent=False)], NONE,
    ),
    "born in 2003, studies: a dependent child at 17 and at 18": (
        [ME, year(2003, Relation.CHILD, STAYS)], ALONE,
    ),
    "born in 1996, studies: 24 or 25": ([ME, year(1996, Relation.CHILD, STAYS)], None),
    "what is said does not overrule the age": (
        [ME, year(2013, Relation.CHILD, told_dependent=False)], ALONE,
    ),
    "a relative of 20 who studies: with a parent or not": (
        [ME, born(20, Relation.RELATIVE, STAYS)], None,
    ),
    "no age at all": ([ME, year(None, Relation.OTHER, STAYS)], None),
    "one parent who left: a child of 20 who studies, with a sister": (
        [born(20, Relation.CHILD, STAYS), born(30, Relation.CHILD, LOOKS)], NO_WORK,
    ),
    "nobody": ([], None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_answer_of_a_household(case):
    living, code = CASES[case]

    assert answer_of(living, DAY).code == code


def test_the_reason_is_a_sentence():
    assert answer_of(CASES["one parent with a child of 8, works"][0], DAY).reason == (
        "Una persona lavora e c’è un figlio a carico, con un solo adulto."
    )
    assert answer_of([ME], DAY).reason == "Nessuno lavora e non ci sono figli a carico."


def test_what_is_missing_is_said():
    answer = answer_of([ME, year(2003, Relation.CHILD)], DAY)

    assert answer.missing == (
        "Di Luca non si sa se lavora.",
        "Di Luca non si può dire se è un figlio a carico.",
    )


def test_each_period_has_its_definition_and_its_source():
    assert [one.period for one in DEFINITIONS] == list(ProgrammingPeriod)
    assert all(one.source for one in DEFINITIONS)
    assert definition_on(date(2020, 12, 31)).period == ProgrammingPeriod.ESF
    assert definition_on(DAY).period == ProgrammingPeriod.ESF_PLUS
    assert definition_on(date(2000, 1, 1)) == DEFINITIONS[0]


@pytest.mark.django_db
def test_the_answers_are_lines_of_the_form_with_the_same_facts():
    lines = {one.pk: one for one in HouseholdCondition.objects.all()}

    assert set(ANSWERS.values()) == set(lines)
    for (jobless, children, alone), code in ANSWERS.items():
        assert lines[code].is_jobless == jobless
        if lines[code].single_adult or (jobless and children):
            assert (lines[code].has_dependent_children, lines[code].single_adult) == (
                children, alone,
            )  # fmt: skip
