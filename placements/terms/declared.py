"""The terms of each kind of placement, dated, each with its source.

See docs/decisions/0040 for what the sources do not settle; a field that is None binds nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil, floor
from types import MappingProxyType

from placements.enums import PlacementKind, PlacementShape
from placements.terms.facts import Facts

DGR_7763 = "DGR Lombardia X/7763 del 17 gen 2018"
DGR_5451 = "DGR Lombardia X/5451 del 25 lug 2016"
ACCORD_2015 = "Accordo Stato-Regioni 7/CSR del 22 gen 2015"
ACCORD_2017 = "Accordo Stato-Regioni 86/CSR del 25 mag 2017"
WORKING_AGE = "L. 296/2006, art. 1 c. 622"
INSURANCE = "Copertura assicurativa: INAIL e responsabilità civile verso terzi"


@dataclass(frozen=True)
class Terms:
    """What binds one kind of placement between two days (both inside; None: still in force)."""

    kind: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    source: str = ""
    # Field → source, where it is not that of the whole.
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    min_age: int | None = None
    needs_service: bool = False

    shortest_months: int | None = None
    shortest_seasonal_months: int | None = None
    shortest_summer_days: int | None = None
    # From which level, how many months: the last that fits. Extensions are inside.
    longest_by_eqf: tuple[tuple[int, int], ...] | None = None
    longer_from_eqf: int = 4
    longer_months: int = 0
    longest_disadvantaged: int | None = None
    longest_disabled: int | None = None
    # Over all placements of the kind; beyond it only with the service's attestation.
    longest_in_all: int | None = None

    # (!) “Usually forty”: the host's own collective agreement prevails where it is known.
    max_weekly_hours: Decimal | None = None

    least_allowance: Decimal | None = None
    least_with_meals: Decimal | None = None
    least_short_days: Decimal | None = None
    short_day_hours: int = 4
    public_allowance: Decimal | None = None
    public_meals_above_hours: int | None = None
    income_support_excludes: bool = False

    # Up to how many employees, how many trainees; above the last step a share of them.
    host_steps: tuple[tuple[int, int], ...] | None = None
    host_share: Decimal = Decimal("0.10")
    # The accord of 2017 counts a started unit as a whole one (docs/decisions/0052).
    host_share_rounds_up: bool = True
    host_tutor_limit: int | None = None
    # (!) From the accord of 2017, not checked against the regional text.
    promoter_tutor_limit: int | None = None
    same_host_once: bool = False
    no_work_at_host_before: bool = False

    def source_of(self, name: str) -> str:
        """Where one of its fields comes from."""
        return self.sources.get(name, self.source)

    def in_force_on(self, day: date) -> bool:
        """Whether a placement that starts on a day is under them."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def host_limit(self, employees: int) -> int | None:
        """How many trainees a host may have at once."""
        if self.host_steps is None:
            return None
        for most, trainees in self.host_steps:
            if employees <= most:
                return trainees
        exact = employees * self.host_share
        whole = ceil(exact) if self.host_share_rounds_up else floor(exact)
        # A bigger host never has a lower limit than a smaller one.
        return max(whole, self.host_steps[-1][1])

    def longest_for_eqf(self, level: int, extension: int | None = None) -> int | None:
        """The most months of a training project at a level; the lowest step holds below it."""
        if self.longest_by_eqf is None:
            return None
        months = self.longest_by_eqf[0][1]
        for lowest, most in self.longest_by_eqf:
            if level >= lowest:
                months = most
        longer = level < self.longer_from_eqf and (extension or 0) >= self.longer_from_eqf
        return months + self.longer_months if longer else months

    def least_for(self, facts: Facts) -> Decimal | None:
        """The least allowance of a month, by host, meals and length of the day."""
        if facts.host_is_public and self.public_allowance is not None:
            return self.public_allowance
        found = [self.least_allowance]
        if facts.gives_meals:
            found.append(self.least_with_meals)
        if self.has_short_days(facts):
            found.append(self.least_short_days)
        return min((one for one in found if one is not None), default=None)

    def has_short_days(self, facts: Facts) -> bool:
        """Whether an average day is short enough for the lower allowance."""
        return facts.hours_per_day is not None and facts.hours_per_day <= self.short_day_hours

    def shortest_for(self, shape: str) -> tuple[int, int] | None:
        """The least months and days."""
        if shape == PlacementShape.SUMMER and self.shortest_summer_days is not None:
            return 0, self.shortest_summer_days
        if shape == PlacementShape.SEASONAL and self.shortest_seasonal_months is not None:
            return self.shortest_seasonal_months, 0
        return None if self.shortest_months is None else (self.shortest_months, 0)


TERMS = (
    Terms(
        PlacementKind.EXTRACURRICULAR,
        # In force thirty days after the decree of 7 May 2018; earlier ones are not declared.
        valid_from=date(2018, 6, 9),
        source=DGR_7763,
        sources=MappingProxyType(
            {"promoter_tutor_limit": ACCORD_2017, "host_steps": f"{DGR_7763}; {ACCORD_2017}"}
        ),
        min_age=16,
        shortest_months=2,
        shortest_seasonal_months=1,
        shortest_summer_days=14,
        longest_by_eqf=((1, 6), (4, 12)),
        longer_months=6,
        longest_disadvantaged=12,
        longest_disabled=24,
        max_weekly_hours=Decimal(40),
        least_allowance=Decimal("500.00"),
        least_with_meals=Decimal("400.00"),
        least_short_days=Decimal("350.00"),
        public_allowance=Decimal("300.00"),
        public_meals_above_hours=5,
        income_support_excludes=True,
        host_steps=((5, 1), (20, 2)),
        host_tutor_limit=3,
        promoter_tutor_limit=20,
        same_host_once=True,
        no_work_at_host_before=True,
    ),
    Terms(
        PlacementKind.INCLUSION,
        valid_from=date(2016, 7, 25),
        source=DGR_5451,
        sources=MappingProxyType(
            {
                "min_age": WORKING_AGE,
                "needs_service": ACCORD_2015,
                "longest_in_all": ACCORD_2015,
                "host_tutor_limit": ACCORD_2017,
                "promoter_tutor_limit": ACCORD_2017,
            }
        ),
        min_age=16,
        needs_service=True,
        longest_in_all=24,
        max_weekly_hours=Decimal(40),
        # (!) Its own sources name no tutor limit: those of the other traineeships are kept.
        host_tutor_limit=3,
        promoter_tutor_limit=20,
    ),
    # No regional statute: the call or the municipal regulation sets the rest.
    Terms(
        PlacementKind.WORK_GRANT,
        valid_from=date(2014, 1, 1),
        source="Regolamento comunale o avviso",
        sources=MappingProxyType({"min_age": WORKING_AGE}),
        min_age=16,
    ),
)


def terms_for(kind: str, day: date | None) -> Terms | None:
    """The terms of a kind on the day a placement starts; the last ones while the day lacks."""
    found = [one for one in TERMS if one.kind == kind and (day is None or one.in_force_on(day))]
    return max(found, key=lambda one: one.valid_from, default=None)
