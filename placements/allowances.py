"""The allowance of one month: every step a line that can be redone by hand.

The lines are part of the account given to the funder and stay with the payment as they were
written: so they are Italian in every language of the screen. The readings chosen where the
sources leave room are in docs/decisions/0041.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from core.money import ZERO, cents, format_euro, share
from placements.enums import PlacementKind

# A figure and its unit stay on one line.
JOINER = "\u00a0"


@dataclass(frozen=True)
class MonthFacts:
    """What happened in a month of one placement. Raises ValueError where it cannot be."""

    kind: str
    # The first day of the month.
    month: date
    # Euro for a whole month, as the training project says.
    agreed: Decimal
    # Minutes planned outside suspensions, and minutes attended.
    planned_minutes: int
    attended_minutes: int
    # Calendar days of the month inside the placement, and how many of them are suspended.
    placement_days: int
    suspended_days: int = 0
    host_is_public: bool = False
    gets_income_support: bool = False

    def __post_init__(self) -> None:
        if self.month.day != 1:
            raise ValueError("A month is named by its first day.")
        if self.agreed < 0 or self.planned_minutes < 0 or self.attended_minutes < 0:
            raise ValueError("Amounts and minutes are not negative.")
        if not 0 <= self.suspended_days <= self.placement_days <= self.days_in_month:
            raise ValueError("Suspended days are days of the placement, and these of the month.")

    @property
    def days_in_month(self) -> int:
        """28 to 31."""
        return calendar.monthrange(self.month.year, self.month.month)[1]

    @property
    def is_extracurricular(self) -> bool:
        """Whether the decree on extracurricular traineeships holds."""
        return self.kind == PlacementKind.EXTRACURRICULAR

    @property
    def counted_days(self) -> int:
        """Days inside the placement and not suspended."""
        return self.placement_days - self.suspended_days


@dataclass(frozen=True)
class AllowanceRules:
    """How a call pays. Thresholds are shares (0.80); None pays always in proportion."""

    # What the regional decree asks of extracurricular traineeships.
    threshold: Decimal | None = Decimal("0.80")
    # (!) The sources state none for the other two kinds; a work grant is paid in proportion.
    inclusion_threshold: Decimal | None = Decimal("0.80")
    # Below the threshold an extracurricular month is not paid less; for a whole month.
    floor: Decimal = Decimal("300.00")
    # Below the threshold a public host's flat allowance is paid in proportion, without a floor.
    public_host_prorates: bool = True
    # A placement that begins or ends in mid-month: pro rata by calendar days ("DAYS") or "FULL".
    partial_month: str = "DAYS"
    pays_without_attendance: bool = False
    pays_on_income_support: bool = False

    def __post_init__(self) -> None:
        if self.partial_month not in ("DAYS", "FULL"):
            raise ValueError("A partial month is paid by DAYS or in FULL.")
        for one in (self.threshold, self.inclusion_threshold):
            if one is not None and not 0 < one <= 1:
                raise ValueError("A threshold is a share: 0.80 is eighty per cent.")

    def threshold_of(self, kind: str) -> Decimal | None:
        """From which share of the planned hours the whole is due."""
        return {
            PlacementKind.EXTRACURRICULAR: self.threshold,
            PlacementKind.INCLUSION: self.inclusion_threshold,
            PlacementKind.WORK_GRANT: None,
        }[PlacementKind(kind)]


@dataclass(frozen=True)
class Line:
    """One step: the sentence, and the amount it arrives at, if it arrives at one."""

    text: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class Explained:
    """An amount and how it was reached; the last line arrives at the total."""

    lines: tuple[Line, ...]
    total: Decimal

    def as_json(self) -> dict[str, Any]:
        """As it is stored with the payment: amounts are texts with two decimals."""
        return {
            "lines": [
                {"text": line.text, "amount": None if line.amount is None else str(line.amount)}
                for line in self.lines
            ],
            "total": str(self.total),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """What `as_json` stored."""
        return cls(
            tuple(
                Line(line["text"], None if line["amount"] is None else Decimal(line["amount"]))
                for line in stored["lines"]
            ),
            Decimal(stored["total"]),
        )


def allowance_of(month: MonthFacts, rules: AllowanceRules) -> Explained:
    """What is due for a month, and why; each shown amount is rounded once, half-up."""
    sheet = _Sheet()
    agreed = sheet.arrive(f"Pattuito: {format_euro(month.agreed)} al mese", cents(month.agreed))
    nothing = _nothing_because(month, rules)
    if nothing:
        sheet.arrive(nothing, ZERO)
        return sheet.explained()
    whole = _by_days(sheet, agreed, month, rules)
    _by_attendance(sheet, whole, month, rules)
    return sheet.explained()


@dataclass
class _Sheet:
    """The lines so far."""

    lines: list[Line] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.lines.append(Line(text))

    def arrive(self, text: str, amount: Decimal) -> Decimal:
        self.lines.append(Line(text, amount))
        return amount

    def explained(self) -> Explained:
        amounts = [line.amount for line in self.lines if line.amount is not None]
        return Explained(tuple(self.lines), amounts[-1])


def _nothing_because(month: MonthFacts, rules: AllowanceRules) -> str:
    """Why nothing is due at all; empty if something may be."""
    supported = month.gets_income_support and month.is_extracurricular
    zero = format_euro(ZERO)
    if supported and not rules.pays_on_income_support:
        return f"Riceve un sostegno al reddito: l’indennità non è dovuta: {zero}"
    if not month.placement_days:
        return f"Nessun giorno del mese è nel tirocinio: {zero}"
    if not month.counted_days:
        return f"Tirocinio sospeso per tutto il mese: nessuna indennità: {zero}"
    if not month.planned_minutes:
        return f"Nessuna ora prevista nel mese: nessuna indennità: {zero}"
    if not month.attended_minutes and not rules.pays_without_attendance:
        return f"Nessuna presenza: nessuna indennità, nemmeno il minimo: {zero}"
    return ""


def _days_to_pay(month: MonthFacts, rules: AllowanceRules) -> tuple[int, int]:
    """Days to pay, of how many: of the month, or of its days in the placement if paid in full."""
    whole = month.days_in_month if rules.partial_month == "DAYS" else month.placement_days
    return month.counted_days, whole


def _by_days(sheet: _Sheet, agreed: Decimal, month: MonthFacts, rules: AllowanceRules) -> Decimal:
    """The agreed amount for the days inside the placement and not suspended."""
    part, whole = _days_to_pay(month, rules)
    if rules.partial_month == "FULL" and month.placement_days < month.days_in_month:
        sheet.note(
            f"Mese non intero ({month.placement_days} giorni su {month.days_in_month}):"
            " l’avviso paga il mese intero"
        )
    if part == whole:
        return agreed
    inside = f"{month.placement_days} giorni di tirocinio su {month.days_in_month}"
    if month.suspended_days:
        inside += f", meno {month.suspended_days} di sospensione = {part}"
    amount = share(agreed, part, whole)
    return sheet.arrive(
        f"{inside}: {format_euro(agreed)} × {part}/{whole} = {format_euro(amount)}", amount
    )


def _by_attendance(
    sheet: _Sheet, whole: Decimal, month: MonthFacts, rules: AllowanceRules
) -> Decimal:
    """The whole from the threshold on; below it in proportion, and not less than the floor."""
    attended = Fraction(month.attended_minutes, month.planned_minutes)
    threshold = rules.threshold_of(month.kind)
    enough = min(attended, Fraction(1)) >= (Fraction(1) if threshold is None else threshold)
    said = f"Frequenza {_percent(attended)}"
    if threshold is not None:
        places = _places(threshold * 100)
        sign = "≥" if enough else "<"
        said = f"{_percent(attended, places)} {sign} {_percent(threshold, places)}"
    if enough:
        return sheet.arrive(f"{said}: {format_euro(whole)} interi", whole)
    if month.is_extracurricular and month.host_is_public and not rules.public_host_prorates:
        return sheet.arrive(
            f"{said}: l’indennità di un ospitante pubblico non si riduce: {format_euro(whole)}",
            whole,
        )
    floor = _floor(sheet, whole, month, rules)
    amount = share(whole, month.attended_minutes, month.planned_minutes)
    said += f": {format_euro(whole)} × {_hours(month)} = {format_euro(amount)}"
    if floor is None:
        return sheet.arrive(said, amount)
    said += f"; non sotto {format_euro(floor)}"
    if amount < floor:
        said += f", quindi {format_euro(floor)}"
    return sheet.arrive(said, max(amount, floor))


def _floor(
    sheet: _Sheet, whole: Decimal, month: MonthFacts, rules: AllowanceRules
) -> Decimal | None:
    """The least of an extracurricular month, for the same days, and not above the whole."""
    if not month.is_extracurricular or month.host_is_public:
        return None
    part, days = _days_to_pay(month, rules)
    floor = cents(rules.floor)
    if part != days:
        floor = share(floor, part, days)
        sheet.note(
            f"Minimo per gli stessi giorni: {format_euro(rules.floor)} × {part}/{days}"
            f" = {format_euro(floor)}"
        )
    if floor > whole:
        sheet.note(f"Il minimo non supera l’importo pattuito: {format_euro(whole)}")
    return min(floor, whole)


def _hours(month: MonthFacts) -> str:
    """“78/100” hours, “83,10/104,00” where hundredths say them exactly, or else minutes."""
    both = (month.attended_minutes, month.planned_minutes)
    if all(minutes % 60 == 0 for minutes in both):
        return "/".join(str(minutes // 60) for minutes in both)
    if all(minutes % 3 == 0 for minutes in both):
        return "/".join(f"{Decimal(minutes) / 60:.2f}".replace(".", ",") for minutes in both)
    return "/".join(str(minutes) for minutes in both) + " minuti"


def _percent(part: Fraction | Decimal, places: int = 1) -> str:
    """“78 %”, “79,9 %”: cut and never rounded, so that what is below looks below."""
    units = int(Fraction(part) * 100 * 10**places)
    text = f"{Decimal(units).scaleb(-places):.{places}f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") + f"{JOINER}%"


def _places(percent: Decimal) -> int:
    """As many decimals as a threshold has, and at least one."""
    return max(1, -int(percent.normalize().as_tuple().exponent))
