"""What holds for the law of placements whatever is typed: silence, order, lengths, limits."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.period import day_after, months_after
from placements.enums import PlacementKind, PlacementShape
from placements.terms import RULES, TERMS, Facts, check, not_known, terms_for
from placements.terms.durations import Duration, adding, lasting
from tests.placements.law import (
    BLOCKS,
    DAYS,
    EXTRA,
    GRANT,
    OK,
    PROPOSAL,
    WARNS,
    day,
    euro,
)


def test_rules_name_facts_and_fields_of_terms():
    known = {field.name for field in fields(Facts)} | {"period", "hours_per_day"}
    declared = {field.name for field in fields(TERMS[0])}

    assert {name for rule in RULES for name in rule.needs} <= known
    assert {rule.of for rule in RULES if rule.of} <= declared


def test_a_work_grant_is_held_to_the_general_rules_alone():
    facts = replace(PROPOSAL, kind=GRANT, host_placed=9, was_at_host_before=True, **euro("10"))

    assert {verdict.code for verdict in check(facts)} == {
        "AGE", "ENTRY", "INSURED_TO_END", "ORDER", "OVERLAP", "PROJECT", "START",
    }  # fmt: skip
    assert {verdict.status for verdict in check(facts)} == {OK}


def test_what_blocks_stands_first_then_what_warns():
    facts = replace(PROPOSAL, host_placed=2, liability_until=day("30/8/2021"))
    verdicts = check(facts)

    assert [verdict.status for verdict in verdicts[:3]] == [BLOCKS, WARNS, OK]
    assert (verdicts[0].field, verdicts[0].source) == (
        "host",
        "DGR Lombardia X/7763 del 17 gen 2018; Accordo Stato-Regioni 86/CSR del 25 mag 2017",
    )


def test_an_empty_form_is_no_mistake():
    assert check(Facts()) == []
    assert check(Facts(kind=EXTRA)) == []
    assert {"AGE", "HOST_LIMIT", "LONGEST_BY_EQF"} <= {
        rule.code for rule in not_known(Facts(kind=EXTRA))
    }


@pytest.mark.parametrize("name", [field.name for field in fields(Facts) if field.default is None])
@pytest.mark.parametrize("kind", list(PlacementKind))
def test_a_fact_that_lacks_silences_the_rules_that_need_it_and_no_other(kind, name):
    whole = replace(PROPOSAL, kind=kind, exit_on=day("31/8/2021"))
    facts = replace(whole, **{name: None})
    lacking = {rule.code for rule in not_known(facts)}

    assert {verdict.code for verdict in check(facts)} == {
        verdict.code for verdict in check(whole) if verdict.code not in lacking
    }


# Facts as badly typed as a form lets through.
ANY = {
    tuple: st.lists(
        st.tuples(DAYS, st.integers(0, 900)).map(
            lambda pair: (pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
        ),
        max_size=3,
    ).map(tuple),
    bool: st.booleans(),
    date: st.dates(),
    int: st.integers(0, 10**6),
    Decimal: st.decimals(0, 10**9, places=2),
}
ANYTHING = {
    field.name: st.none() | next(ANY[kind] for kind in ANY if kind.__name__ in str(field.type))
    for field in fields(Facts)
    if field.default is None
}


@given(
    st.sampled_from(["", *PlacementKind]),
    st.sampled_from(list(PlacementShape)),
    st.fixed_dictionaries({}, optional=ANYTHING),
)
def test_whatever_is_typed_is_answered(kind, shape, facts):
    for verdict in check(Facts(kind=kind, shape=shape, **facts)):
        assert verdict.status in (OK, verdict.rule.severity)
        assert verdict.sentence[0].isupper() or verdict.sentence[0].isdigit()
        assert verdict.sentence.endswith(".")
        assert verdict.source


@given(DAYS, st.integers(0, 1500))
def test_a_duration_leads_back_to_its_last_day(first, more):
    last = date.fromordinal(first.toordinal() + more)
    length = lasting(first, last)
    end = months_after(first, length.months)

    assert 0 <= length.days <= 30
    assert end.toordinal() + length.days == day_after(last).toordinal()
    assert months_after(first, length.months + 1) > day_after(last)


def test_days_left_over_make_a_month_by_thirty():
    assert adding([Duration(3, 20), Duration(2, 10)]) == Duration(6)
    assert adding([]) == Duration(0)
    assert str(Duration(1, 1)) == "1 mese e 1 giorno"


@given(st.integers(0, 5000))
def test_a_bigger_host_never_has_a_lower_limit(employees):
    terms = terms_for(EXTRA, day("1/3/2021"))

    assert terms.host_limit(employees) <= terms.host_limit(employees + 1)
    assert employees < 21 or employees / 10 <= terms.host_limit(employees) < employees / 10 + 1


def test_rounding_is_a_field_of_the_terms():
    up = terms_for(EXTRA, day("1/3/2021"))
    down = replace(up, host_share_rounds_up=False)

    assert [up.host_limit(count) for count in (20, 21, 30, 31)] == [2, 3, 3, 4]
    assert [down.host_limit(count) for count in (20, 21, 30, 31)] == [2, 2, 3, 3]


def test_no_two_terms_of_a_kind_are_in_force_on_one_day():
    for kind in PlacementKind:
        own = sorted((one for one in TERMS if one.kind == kind), key=lambda one: one.valid_from)
        assert own
        for one, other in pairwise(own):
            assert one.valid_to is not None
            assert one.valid_to < other.valid_from
