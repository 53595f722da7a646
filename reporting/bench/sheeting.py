"""A sheet of 100,000 rows and 20 columns, beside XlsxWriter's own constant memory."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from reporting.bench.measuring import Measure

SLOWER, PEAK, ROWS, ROUNDS = 1.25, 150.0, 100_000, 3
COLUMNS = 20
NAMES = ("Bernasconi Łucia", "D’Amico Nicolò", "=Rossi", "El Mahdaoui Abdelkarim", "Wu Wei")


def rows() -> Iterator[tuple[Any, ...]]:
    """Numbers, codes, names, days, words: what a list of participants holds."""
    first = date(2020, 10, 1)
    for number in range(ROWS):
        day = first + timedelta(days=number % 480)
        yield (
            number, f"EL-1-{number:06d}", f"RSSMRA80A01F{number % 1000:03d}X",
            NAMES[number % 5], "F" if number % 2 else "M", day, number % 60, "Italia", "Como",
            "via al Lago 1", "Diploma di istruzione secondaria", number % 9, "Disoccupato", day,
            "Nessuna delle precedenti", "Nessuna delle precedenti", day, "Percorso concluso",
            "Ascl", "sì" if number % 17 else "no",
        )  # fmt: skip


def write_ours(target: Path) -> None:
    """Through the sheet that every export uses."""
    from core.sheets import Sheet, open_workbook

    with open_workbook(str(target), folder=str(target.parent)) as book:
        sheet = Sheet(book, "Destinatari")
        sheet.columns([f"Colonna {number}" for number in range(COLUMNS)])
        for row in rows():
            sheet.write(row)


def write_plain(target: Path) -> None:
    """The reference: the library alone, told the type of each column."""
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(target.parent)}
    with xlsxwriter.Workbook(str(target), options) as book:
        sheet = book.add_worksheet("Destinatari")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column in range(COLUMNS):
            sheet.write_string(0, column, f"Colonna {column}")
        for line, row in enumerate(rows(), 1):
            for column, value in enumerate(row):
                if column in (5, 13, 16):
                    sheet.write_datetime(line, column, value, day)
                elif column in (0, 6, 11):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, value)


WAYS = {"ours": write_ours, "plain": write_plain}


def alone(way: str) -> str:
    """Write one sheet in this process; its seconds and the peak of its memory, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        WAYS[way](Path(folder, "sheet.xlsx"))
        seconds = time.perf_counter() - began
    return json.dumps({"seconds": seconds, "peak": peak()})


def peak() -> float:
    """Megabytes that this process held at most; `ru_maxrss` would count its parent's, too."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise RuntimeError("The kernel does not tell the peak of a process.")


def measure() -> list[Measure]:
    """Seconds of both ways and the peak of ours, each in a process of its own, by turns."""
    taken: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _round in range(ROUNDS):
        for way in WAYS:
            taken[way].append(json.loads(_run(way)))
    own, plain = (median(one["seconds"] for one in taken[way]) for way in WAYS)
    most = max(one["peak"] for one in taken["ours"])
    return [
        Measure("XLSX of 100,000 × 20", own, "s", SLOWER, reference=plain),
        Measure("XLSX, peak of the process", most, "MB", PEAK),
    ]


def _run(way: str) -> str:
    command = [sys.executable, str(settings.ROOT / "manage.py"), "bench", "--alone", way]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]
