"""The attendance sheet of a month on paper: empty, to be signed by hand, or as it was recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.template.loader import render_to_string
from django.utils.translation import override

from core.ui.words import WEEKDAYS, as_date, say_day_short, say_minutes
from placements.days import Mark, days_between, days_inside, is_holiday, last_of, rests_on
from placements.enums import BEGUN, Absence, PlacementState, RegisterState
from placements.models import AttendanceRegister, Placement
from placements.querysets import PlacementQuerySet
from placements.sheets import MonthSheet, marks_of, rests_of, say_month
from placements.wording import schedule_words

STYLE = Path(__file__).with_name("paper_days.css")
# Has days to sign, or will have them.
SHEETED = (PlacementState.SIGNED, *BEGUN)
SUNDAY = 6


@dataclass(frozen=True)
class Row:
    """One day on paper; `word` says why nothing is planned on it."""

    day: date
    planned: str
    done: str
    note: str
    word: str
    # Before the first day of the placement or after the last.
    is_outside: bool

    @property
    def label(self) -> str:
        """“lun 14”."""
        return f"{WEEKDAYS[self.day.weekday()]} {self.day.day}"

    @property
    def css(self) -> str:
        """The dress of the row: a day without hours is shaded, a Sunday ends its week."""
        shaded = "" if self.planned else "spento"
        return f"{shaded} domenica".strip() if self.day.weekday() == SUNDAY else shaded


@dataclass(frozen=True)
class PaperSheet:
    """One person's month as it is printed."""

    placement: Any
    sheet: MonthSheet

    @property
    def state(self) -> RegisterState | None:
        """The state of the register; none where nobody opened it."""
        kept = self.placement.kept
        return RegisterState(kept[0]) if kept else None

    @property
    def is_final(self) -> bool:
        """Whether the days change only by a correction."""
        return self.state in (RegisterState.VALIDATED, RegisterState.PAID)

    @property
    def schedule(self) -> str:
        """“20 h la settimana: lun 4 h …”."""
        return schedule_words(self.placement.schedule)

    @property
    def rows(self) -> Iterator[Row]:
        """Every day of the month, so that a sheet always looks the same."""
        inside = set(days_inside(self.placement, self.sheet.first, self.sheet.last))
        for day in days_between(self.sheet.first, self.sheet.last):
            planned = self.sheet.plan.get(day, 0)
            mark = self.sheet.marks.get(day) if planned else None
            yield Row(
                day=day,
                planned=say_minutes(planned) if planned else "",
                done=say_minutes(mark.minutes) if mark and not mark.absence else "",
                note=_note(mark) if planned else "",
                word="" if planned else self._word(day, is_inside=day in inside),
                is_outside=day not in inside,
            )

    def _word(self, day: date, *, is_inside: bool) -> str:
        if not is_inside:
            return "fuori periodo"
        if rests_on(day, self.sheet.rests):
            return "sospeso"
        return "festivo" if is_holiday(day) else "–"


def _note(mark: Mark | None) -> str:
    """The absence, or that nobody has written the day yet."""
    if mark is None:
        return "da scrivere"
    return str(Absence(mark.absence).label) if mark.absence else ""


def sheets_of(
    placements: PlacementQuerySet, month: date, *, recorded: bool = False
) -> PlacementQuerySet:
    """Who has a sheet in this month, with all that it prints: one statement, in order of name.

    A recorded sheet needs a register; an empty one is printed before the month begins.
    """
    last = last_of(month)
    registers = AttendanceRegister.objects.filter(placement_id=OuterRef("pk"), month=month)
    rows = placements.filter(state__in=SHEETED).during(month, last)
    if recorded:
        rows = rows.filter(registers__month=month)
    told = rows.select_related(
        "beneficiary", "host", "host_tutor", "promoter_tutor", "agency",
        "participation", "project__programme__call",
    )  # fmt: skip
    marks = marks_of(register__placement_id=OuterRef("pk"), day__range=(month, last))
    return told.annotate(
        rests=rests_of("pk"), marks=marks, kept=ArraySubquery(registers.values("state"))
    ).order_by("beneficiary__last_name", "beneficiary__first_name", "pk")


def _sheet(placement: Any, month: date) -> PaperSheet:
    # Not saved: an empty sheet is printed before anybody opens the register.
    register: Any = AttendanceRegister(placement=placement, month=month)
    register.rests, register.marks = placement.rests, placement.marks
    return PaperSheet(placement, MonthSheet(register))


def print_sheets(
    placements: Iterable[Placement], month: date, *, recorded: bool, at: datetime
) -> bytes:
    """One page for each placement that came by `sheets_of`, as a tagged PDF/A-3a on A4."""
    # Here and not above: loading the engine costs a second that no other page should pay.
    from weasyprint import HTML

    from core.paper import BASE, CSS, Papers

    with override("it"):
        context = {
            "sheets": [_sheet(one, month) for one in placements],
            "month": say_month(month),
            "recorded": recorded,
            "printed_on": say_day_short(as_date(at)),
        }
        html = render_to_string("placements/print/sheets.html", context)
        fetcher = Papers({"days.css": (STYLE, CSS)})
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a"))
