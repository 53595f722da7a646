"""The placement of the tables of the law: it keeps every rule, and a case says what differs."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from placements.enums import PlacementKind
from placements.terms import Facts, Status

EXTRA, TIS, GRANT = (
    PlacementKind.EXTRACURRICULAR,
    PlacementKind.INCLUSION,
    PlacementKind.WORK_GRANT,
)
OK, WARNS, BLOCKS, SILENT = Status.OK, Status.WARNS, Status.BLOCKS, None
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def day(text):
    """“1/3/2021”."""
    number, month, year = (int(part) for part in text.split("/"))
    return date(year, month, number)


def days(text):
    """“1/3/2021 - 31/8/2021”: the first and the last."""
    first, last = text.split(" - ")
    return day(first), day(last)


def stretch(text):
    """A placement on these days."""
    first, last = days(text)
    return {"starts_on": first, "ends_on": last}


def euro(text, **more):
    return {"monthly_allowance": Decimal(text)} | more


PROPOSAL = Facts(
    kind=EXTRA,
    today=day("15/2/2021"),
    **stretch("1/3/2021 - 31/8/2021"),
    eqf_level=3,
    weekly_hours=Decimal(30),
    days_per_week=5,
    monthly_allowance=Decimal("500.00"),
    gives_meals=False,
    host_is_public=False,
    host_employees=14,
    host_placed=1,
    host_tutor_trainees=2,
    promoter_tutor_trainees=11,
    liability_until=day("31/12/2021"),
    birth_date=day("10/5/1990"),
    has_done_schooling=True,
    is_disabled=False,
    is_disadvantaged=False,
    gets_income_support=False,
    is_in_charge=True,
    was_at_host_before=False,
    worked_for_host=False,
    before=(),
    overlaps=(),
    project_starts_on=day("1/10/2020"),
    project_ends_on=day("31/3/2022"),
    entry_on=day("11/1/2021"),
)
INCLUSION = {"kind": TIS}
DISABLED = {"is_disabled": True}
DISADVANTAGED = {"is_disadvantaged": True}
PUBLIC = {"host_is_public": True}
MEALS = {"gives_meals": True}
FOUR_HOURS = {"weekly_hours": Decimal(20), "days_per_week": 5}
TWO_YEARS_BEFORE = INCLUSION | {"before": (days("1/3/2019 - 28/2/2021"),)}
TWENTY_MONTHS_BEFORE = INCLUSION | {"before": (days("1/7/2019 - 28/2/2021"),)}
DAYS_BEFORE = INCLUSION | {"before": (days("1/7/2018 - 10/3/2020"),)}
ATTESTATION = "serve l’attestazione scritta del servizio che ha in carico la persona."
