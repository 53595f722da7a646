"""Amounts are cents, half-up, and a total is the sum of what is shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import BadAmount, cents, format_euro, parse_euro, percent_of, share, total
from core.ui.words import say_percent

AMOUNTS = st.decimals(-(10**10), 10**10, places=2)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("-0.005", "-0.01"),
        ("1.0049", "1.00"),
        ("-0.001", "0.00"),
    ],
)
def test_cents_are_rounded_half_up(amount, rounded):
    assert str(cents(Decimal(amount))) == rounded


def test_a_float_is_not_an_amount():
    with pytest.raises(TypeError):
        cents(0.1)


def test_a_total_is_the_sum_of_the_rounded_lines():
    assert total([Decimal("0.333")] * 3) == Decimal("0.99")
    assert total([]) == Decimal("0.00")


def test_a_percentage_is_exact_until_it_is_shown():
    exact = percent_of(Decimal("246.90"), Decimal("2000.00"))

    assert exact == Decimal("12.345")
    assert say_percent(exact, 1) == "12,3\u00a0%"
    assert percent_of(1, 0) is None


def test_a_share_is_rounded_once():
    assert share(Decimal("500.00"), 78, 100) == Decimal("390.00")
    assert share(Decimal("100.00"), 2, 3) == Decimal("66.67")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("1234.56", "1.234,56\u00a0€"),
        ("751000", "751.000,00\u00a0€"),
        ("0", "0,00\u00a0€"),
        ("-12.5", "-12,50\u00a0€"),
        ("1000000.005", "1.000.000,01\u00a0€"),
    ],
)
def test_amounts_are_written_the_italian_way(amount, shown):
    assert format_euro(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,56 €", "1234.56"),
        ("€ 1234,5", "1234.50"),
        ("1234", "1234.00"),
        ("1.234", "1234.00"),
        ("10 euro", "10.00"),
        ("−3,20", "-3.20"),
        ("-0", "0.00"),
    ],
)
def test_italian_amounts_are_read(typed, amount):
    assert str(parse_euro(typed)) == amount


@pytest.mark.parametrize(
    "typed", ["", "12.50", "1,234.56", "12,345", "1.23", "abc", "1,2,3", "9" * 20]
)
def test_an_ambiguous_amount_is_refused(typed):
    with pytest.raises(BadAmount):
        parse_euro(typed)


@given(AMOUNTS)
def test_what_is_written_reads_back_the_same(amount):
    assert parse_euro(format_euro(amount)) == cents(amount)
