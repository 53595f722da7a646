"""Cost schemes and rounding, each case computed by hand: a table to read beside the call.

Amounts are written as in the account (1.234,56); “personale” are the lines of staff of a partner.
"""

from decimal import Decimal

import pytest

from core.money import parse_euro, total
from projects.costs import (
    Scheme,
    contribution,
    eligible,
    flat_amount,
    hourly_rate,
    staff_amount,
)
from projects.enums import CostScheme

E = parse_euro
STAFF_40, STAFF_15, REAL, UNITS = CostScheme

# costo annuo | ore annue | ore settimanali / tempo pieno | costo orario dichiarato | paga
HOURLY = [
    ("34.400,00", 1720, "38", "38", None, "20,00"),  # 34.400 ÷ 1720
    ("35.000,00", 1720, "38", "38", None, "20,35"),  # 20,3488… → 20,35
    ("34.408,60", 1720, "38", "38", None, "20,01"),  # 20,005 → half-up 20,01
    ("34.408,59", 1720, "38", "38", None, "20,00"),  # 20,00499… → 20,00
    ("17.200,00", 1720, "19", "38", None, "20,00"),  # part time 50 %: 17.200 ÷ 860
    ("24.000,00", 1720, "24", "36", None, "20,93"),  # two thirds: 24.000 ÷ 1.146,66…
    ("34.400,00", 1720, "38", "38", "19,50", "19,50"),  # two documents differ: the lower
    ("34.400,00", 1720, "38", "38", "21,00", "20,00"),  # … whichever it is
    ("34.400,00", 1720, "38", "38", "20,00", "20,00"),  # the same in both
    (None, 1720, "20", "38", "35,00", "35,00"),  # a collaborator, paid by the hour
    ("34.400,00", 1600, "38", "38", None, "21,50"),  # another call, other annual hours
]


@pytest.mark.parametrize(("cost", "annual", "weekly", "full", "declared", "paid"), HOURLY)
def test_the_hourly_rate(cost, annual, weekly, full, declared, paid):
    rate = hourly_rate(
        cost and E(cost),
        annual_hours=annual,
        weekly_hours=Decimal(weekly),
        full_time_hours=Decimal(full),
        declared=declared and E(declared),
    )

    assert rate.amount == E(paid)


def test_the_rate_says_how_it_came_about():
    words = hourly_rate(
        E("24.000,00"),
        annual_hours=1720,
        weekly_hours=Decimal("24.00"),
        full_time_hours=Decimal("36.00"),
        declared=E("20,50"),
    ).why.replace("\u00a0", " ")

    assert words == (
        "24.000,00 € ÷ (1.720 × 24/36) ore = 20,93 €;"
        " un altro documento dichiara 20,50 €: vale il costo più basso"
    )


# ore | costo orario | importo
HOURS = [
    ("80", "20,35", "1.628,00"),
    ("10,5", "20,35", "213,68"),  # 213,675 → 213,68
    ("0,5", "20,01", "10,01"),  # 10,005 → 10,01
    ("0", "20,35", "0,00"),
    ("7,25", "18,99", "137,68"),  # 137,6775 → 137,68
]


@pytest.mark.parametrize(("hours", "rate", "amount"), HOURS)
def test_the_hours_of_a_month(hours, rate, amount):
    assert staff_amount(Decimal(hours.replace(",", ".")), E(rate)) == E(amount)


def test_the_rate_is_rounded_before_it_is_multiplied():
    # 35.000 ÷ 1720 × 100 is 2.034,88 unrounded; whoever holds the two papers finds 2.035,00.
    rate = hourly_rate(
        E("35.000,00"), annual_hours=1720, weekly_hours=Decimal(38), full_time_hours=Decimal(38)
    )

    assert staff_amount(Decimal(100), rate.amount) == E("2.035,00")


def test_the_total_is_the_sum_of_the_rounded_lines():
    # Half an hour at 20,01 in each of two months: 10,005 → 10,01 twice; the sum 20,01 → 20,02.
    lines = [staff_amount(Decimal("0.5"), E("20,01")), staff_amount(Decimal("0.5"), E("20,01"))]

    assert total(lines) == E("20,02")


# What a partner shows, in the words of the table, and its cost item.
ITEM = {"staff": "A1", "hired": "A2", "allowances": "C", "units": "D", "direct": "E"}


def partners(*each):
    """What each partner shows, numbered from one, by partner and cost item."""
    return {
        (number, ITEM[kind]): E(amount)
        for number, shown in enumerate(each, 1)
        for kind, amount in shown.items()
    }


# schema | tasso | per partner | che cosa mostrano i partner | ammissibile
ELIGIBLE = [
    # The budget of Emergenza lavoro: 410.000 staff + 164.000 flat + 177.000 allowances.
    (STAFF_40, "0.40", True, [{"staff": "410.000,00", "allowances": "177.000,00"}], "751.000,00"),
    (STAFF_40, "0.40", True, [{"staff": "1.000,00"}], "1.400,00"),
    # Collaborators are staff like employees.
    (STAFF_40, "0.40", True, [{"staff": "600,00", "hired": "400,00"}], "1.400,00"),
    # Staff cut in audit takes its flat rate along: 900 × 1,40.
    (STAFF_40, "0.40", True, [{"staff": "900,00"}], "1.260,00"),
    # Allowances alone carry no flat rate.
    (STAFF_40, "0.40", True, [{"allowances": "500,00"}], "500,00"),
    # Invoices are not shown under the flat rate: they count nothing.
    (STAFF_40, "0.40", True, [{"staff": "100,00", "direct": "80,00"}], "140,00"),
    # 0,40 × 10,01 = 4,004 → 4,00 for each of three partners: 12,00 (+ 30,03 of staff).
    (STAFF_40, "0.40", True, [{"staff": "10,01"}] * 3, "42,03"),
    # … on the total 0,40 × 30,03 = 12,012 → 12,01.
    (STAFF_40, "0.40", False, [{"staff": "10,01"}] * 3, "42,04"),
    # 0,40 × 10,04 = 4,016 → 4,02 twice is 8,04; on the total 8,032 → 8,03.
    (STAFF_40, "0.40", True, [{"staff": "10,04"}] * 2, "28,12"),
    (STAFF_40, "0.40", False, [{"staff": "10,04"}] * 2, "28,11"),
    # Another call, another rate.
    (STAFF_40, "0.25", True, [{"staff": "1.000,00"}], "1.250,00"),
    # staff × 1,15 + other direct costs + allowances.
    (STAFF_15, "0.15", True,
     [{"staff": "10.000,00", "direct": "2.000,00", "allowances": "500,00"}], "14.000,00"),
    (STAFF_15, "0.15", True, [{"staff": "33,33"}], "38,33"),  # 4,9995 → 5,00
    # Real costs: what is shown, and nothing more.
    (REAL, "0.40", True,
     [{"staff": "100,10", "direct": "50,05", "allowances": "20,00"}], "170,15"),
    # Unit costs: 13 accesses of 45 €; staff shows nothing here.
    (UNITS, "0.40", True, [{"units": "585,00", "staff": "999,00"}], "585,00"),
    (STAFF_40, "0.40", True, [], "0,00"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "rate", "per_partner", "shown", "amount"), ELIGIBLE)
def test_the_eligible_cost(kind, rate, per_partner, shown, amount):
    paid = eligible(Scheme(kind, Decimal(rate), per_partner), partners(*shown))

    assert total(paid.values()) == E(amount)


def test_the_items_of_the_call_emergenza_lavoro():
    paid = eligible(Scheme(STAFF_40), partners({"staff": "410.000,00", "allowances": "177.000,00"}))

    assert paid == {
        (1, "A1"): E("410.000,00"),
        (1, "C"): E("177.000,00"),
        (1, "B"): E("164.000,00"),
    }


# ammissibile | quota | tetto | contributo | cofinanziamento
FUNDING = [
    ("751.000,00", "0.8", "591.000,00", "591.000,00", "160.000,00"),  # 600.800, over the ceiling
    ("738.750,00", "0.8", "591.000,00", "591.000,00", "147.750,00"),  # just the ceiling
    ("738.749,00", "0.8", "591.000,00", "590.999,20", "147.749,80"),  # below it
    ("390.500,00", "0.8", "312.000,00", "312.000,00", "78.500,00"),  # Lecco: 312.400 is over
    ("100,01", "0.8", "591.000,00", "80,01", "20,00"),  # 80,008 → 80,01
    ("0,00", "0.8", "591.000,00", "0,00", "0,00"),
    ("1.000,00", "1", "591.000,00", "1.000,00", "0,00"),  # nothing to co-finance
]


@pytest.mark.parametrize(("cost", "rate", "ceiling", "funder", "partners"), FUNDING)
def test_the_contribution_and_the_cofinancing(cost, rate, ceiling, funder, partners):
    found = contribution(E(cost), Decimal(rate), E(ceiling))

    assert (found.contribution, found.cofinancing) == (E(funder), E(partners))


def test_the_contribution_says_when_the_ceiling_holds():
    words = contribution(E("751.000,00"), Decimal("0.8"), E("591.000,00")).why.replace(
        "\u00a0", " "
    )

    assert words == "80 % di 751.000,00 € = 600.800,00 €, ma non più di 591.000,00 €"


def test_the_flat_rate_is_in_cents():
    assert flat_amount(E("33,33"), Decimal("0.4")) == E("13,33")
