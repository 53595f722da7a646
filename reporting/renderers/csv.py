"""CSV for uploads: UTF-8 with a byte order mark, semicolons, Italian dates, no formulas.

The mark and the semicolon are what a spreadsheet set to Italian opens without asking; a text
that could be read as a formula gets an apostrophe before it (OWASP, CSV injection).
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one table; line ends as RFC 4180 has them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings)
        for row in rows:
            writer.writerow([say(value) for value in row])


def say(value: Any) -> str:
    """A value as the upload reads it; nothing for an answer that is not there."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, int | float):
        return str(value)
    return tamed(str(value))


def tamed(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would compute it."""
    # Spaces first: a spreadsheet looks behind them.
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text
