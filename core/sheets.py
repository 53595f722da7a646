"""Sheets: rows written one by one, in constant memory, typed, and safe to open.

A text that begins with `= + - @` or a tab stays a text: a sheet must not compute what
someone typed into a name (OWASP, CSV injection).
"""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A fixed day of creation, or two equal workbooks would differ.
EPOCH = datetime(2020, 1, 1)
WIDTH = 22
LONGEST_CELL = 32_767


class Month(date):
    """The first day of a month, where a cell speaks of the month: 03/2021."""

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month, 1)


class Sheet:
    """One worksheet that is written from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.name = name
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.month = book.add_format({"num_format": "mm/yyyy"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.amount = book.add_format({"num_format": "#,##0.00"})
        self.linked = book.add_format({"font_color": "#0059b3", "underline": 1})
        self.row = 0
        # A plain look-up by type: a hundred thousand rows are two million cells.
        self._writers: dict[type, Callable[[int, Any], Any]] = {
            str: self._text,
            int: self._number,
            float: self._number,
            bool: lambda column, value: self.sheet.write_boolean(self.row, column, value),
            datetime: self._moment,
            date: lambda column, value: self.sheet.write_datetime(
                self.row, column, value, self.day
            ),
            Month: lambda column, value: self.sheet.write_datetime(
                self.row, column, value, self.month
            ),
            Decimal: lambda column, value: self.sheet.write_number(
                self.row, column, float(value), self.amount
            ),
        }

    def heading(self, text: str) -> None:
        """A line with a title, and an empty one under it."""
        self.sheet.write_string(self.row, 0, text, self.title)
        self.row += 2

    def lines(self, *texts: str) -> None:
        """Lines of plain text, as at the head of a sheet."""
        for text in texts:
            self.sheet.write_string(self.row, 0, text)
            self.row += 1

    def columns(
        self, labels: Sequence[str], widths: Sequence[int] = (), *, stay: bool = True
    ) -> None:
        """The line of column heads; the rows above it stay in sight while scrolling."""
        for position, label in enumerate(labels):
            width = widths[position] if position < len(widths) else WIDTH
            self.sheet.set_column(position, position, width)
            self.sheet.write_string(self.row, position, label, self.bold)
        self.row += 1
        if stay:
            self.sheet.freeze_panes(self.row, 1)

    def write(self, values: Iterable[Any]) -> None:
        """One row of typed cells."""
        for position, value in enumerate(values):
            if value is not None and value != "":
                self._writers.get(type(value), self._text)(position, value)
        self.row += 1

    def cell(self, column: int, value: Any) -> None:
        """One typed cell of the current row."""
        if value is not None and value != "":
            self._writers.get(type(value), self._text)(column, value)

    def link(self, column: int, value: int, *, to: str, tip: str = "") -> None:
        """A number of the current row that leads to a place in the same workbook."""
        # The address first: it writes a text, which the number then replaces.
        self.sheet.write_url(self.row, column, f"internal:{to}", self.linked, str(value), tip)
        self.sheet.write_number(self.row, column, value, self.linked)

    def _text(self, column: int, value: Any) -> None:
        # write_string and never write: a text that looks like a formula stays a text.
        self.sheet.write_string(self.row, column, str(value)[:LONGEST_CELL])

    def _number(self, column: int, value: float) -> None:
        self.sheet.write_number(self.row, column, value)

    def _moment(self, column: int, value: datetime) -> None:
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        self.sheet.write_datetime(self.row, column, local.replace(tzinfo=None), self.moment)


def open_workbook(
    target: Any, *, created: datetime = EPOCH, folder: str | None = None
) -> xlsxwriter.Workbook:
    """A workbook in constant memory, with a fixed day of creation.

    Its rows wait in files of `folder`, which the caller clears up whatever happens.
    """
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    if folder is not None:
        options["tmpdir"] = folder  # type: ignore[assignment]
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": created})
    return book


def workbook_response(
    file_name: str,
    *,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    first: str = "",
) -> HttpResponse:
    """A download with one sheet: a title, column heads, rows. `first`: a line above them all."""
    target = io.BytesIO()
    with open_workbook(target) as book:
        sheet = Sheet(book, "Elenco")
        sheet.lines(*filter(None, [first]))
        sheet.heading(title)
        sheet.columns(headings)
        for row in rows:
            sheet.write(row)
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
