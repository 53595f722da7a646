"""What the rules look at: plain values that whoever asks has already fetched."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.period import Period
from placements.enums import PlacementShape

# A first and a last day, both inside.
Days = tuple[date, date]


@dataclass(frozen=True)
class Facts:
    """A placement as proposed, its host, the person and the project.

    None is “not known yet”: the rules that need it are silent. Counts never include the
    placement itself. Who shows the verdicts must be allowed to see these facts.
    """

    # The placement. `today` is the day of the question; days are the first and the last inside.
    kind: str = ""
    today: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    shape: str = PlacementShape.ORDINARY
    # European Qualifications Framework, 1-8: of the training project, and of an extension's aim.
    eqf_level: int | None = None
    extension_eqf_level: int | None = None
    # Hours a week; days a week; hours a week of the host's collective agreement.
    weekly_hours: Decimal | None = None
    days_per_week: int | None = None
    contract_hours: Decimal | None = None
    # Euro a month, gross; canteen or meal vouchers.
    monthly_allowance: Decimal | None = None
    gives_meals: bool | None = None

    # The host: open-ended employees of the seat; trainees under its limit whose days overlap.
    host_is_public: bool | None = None
    host_employees: int | None = None
    host_placed: int | None = None
    host_tutor_trainees: int | None = None
    promoter_tutor_trainees: int | None = None
    # The last day on which third parties are insured.
    liability_until: date | None = None

    # The person. Not declared and refused are no claim to an exception.
    birth_date: date | None = None
    has_done_schooling: bool | None = None
    is_disabled: bool | None = None
    is_disadvantaged: bool | None = None
    gets_income_support: bool | None = None
    # In charge to a social or health service, and the day of its written attestation of need.
    is_in_charge: bool | None = None
    attestation_on: date | None = None
    was_at_host_before: bool | None = None
    worked_for_host: bool | None = None
    # Days of earlier placements of the same kind, and of any others that meet this one.
    before: tuple[Days, ...] | None = None
    overlaps: tuple[Days, ...] | None = None

    # The project and the participation; no exit is “has not left”.
    project_starts_on: date | None = None
    project_ends_on: date | None = None
    entry_on: date | None = None
    exit_on: date | None = None

    @property
    def period(self) -> Period | None:
        """Its days; none while a day lacks or the last comes before the first."""
        if self.starts_on is None or self.ends_on is None or self.ends_on < self.starts_on:
            return None
        return Period.through(self.starts_on, self.ends_on)

    @property
    def hours_per_day(self) -> Fraction | None:
        """Hours of an average day, exactly."""
        if self.weekly_hours is None or not self.days_per_week:
            return None
        return Fraction(self.weekly_hours) / self.days_per_week
