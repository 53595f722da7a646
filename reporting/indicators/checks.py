"""Relations between the figures of one table that must hold; each a line, with its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.enums import Period
from projects.models import Call

# The figures of one column, by code.
Column = Mapping[str, int]
Holds = Callable[[Column], bool]


@dataclass(frozen=True)
class Check:
    """One relation: the figures it speaks of, in signs people read, and whether it holds."""

    codes: tuple[str, ...]
    relation: str
    holds: Holds


def adds_up(*parts: str, to: str) -> Check:
    """The parts add up to a whole."""
    return Check(
        (*parts, to),
        f"{' + '.join(parts)} = {to}",
        lambda figures: sum(figures[part] for part in parts) == figures[to],
    )


def within(part: str, *whole: str) -> Check:
    """A part is not larger than its whole."""
    return Check(
        (part, *whole),
        f"{part} ≤ {' + '.join(whole)}",
        lambda figures: figures[part] <= sum(figures[one] for one in whole),
    )


# Reg. (UE) 1304/2013 and 2021/1057, annex I; “completi” are the records with all variables.
CHECKS = {
    Period.P2014: (
        within("completi", "totale"),
        adds_up("CO01", "CO03", "CO05", to="completi"),
        adds_up("ISCED0", "CO09", "CO10", "CO11", to="completi"),
        within("CO02", "CO01"),
        within("CO04", "CO03"),
        within("CO08", "CO07"),
        within("CO08", "CO01", "CO04"),
        within("CO13", "CO12"),
    ),
    Period.P2021: (
        within("completi", "totale"),
        adds_up("EECO02", "EECO04", "EECO05", to="EECO01"),
        adds_up("EECO09", "EECO10", "EECO11", to="EECO01"),
        within("EECO03", "EECO02"),
        Check(
            ("EECO06", "EECO07", "EECO08", "EECO01"),
            "EECO06 + EECO07 + EECO08 ≤ EECO01",
            lambda figures: (
                figures["EECO06"] + figures["EECO07"] + figures["EECO08"] <= figures["EECO01"]
            ),
        ),
        adds_up("EECO01", to="completi"),
    ),
}


def violated(call: Call, columns: Mapping[str, Column]) -> list[str]:
    """One sentence for each relation that a column (by its label) does not hold."""
    return [
        _("%(relation)s non vale nella colonna “%(column)s”.")
        % {"relation": check.relation, "column": label}
        for check in CHECKS[Period(call.period)]
        for label, figures in columns.items()
        if all(code in figures for code in check.codes) and not check.holds(figures)
    ]
