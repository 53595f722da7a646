"""The bench measures what it says: its set, its references, its verdicts."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import load_workbook

from core.text import normalise
from reporting.bench import sheeting
from reporting.bench.counting import FIGURES, UNKNOWN, by_hand
from reporting.bench.crowd import ACCENTED, crowd, sizes
from reporting.bench.measuring import Measure, side_by_side


def test_measure_with_a_reference_is_judged_by_its_ratio():
    held = Measure("x", 25.0, "ms", 3.0, reference=10.0)
    missed = Measure("x", 35.0, "ms", 3.0, reference=10.0)

    assert (held.ratio, held.ok) == (2.5, True)
    assert missed.ok is False


def test_measure_without_a_reference_is_judged_by_its_value():
    assert Measure("x", 30.0, "ms", 30.0).ok is True
    assert Measure("x", 30.1, "ms", 30.0).ok is False


def test_takes_are_timed_by_turns():
    taken = []

    side_by_side(lambda: taken.append("a"), lambda: taken.append("b"), rounds=2, warm=0)

    assert taken == ["a", "b", "b", "a"]


def test_agencies_hold_everybody_and_the_first_thirty_per_cent():
    assert sum(sizes(200_000)) == 200_000
    assert sizes(200_000)[0] == 60_000
    assert len(sizes(200_000)) == 20


def test_crowd_is_the_same_every_time_and_a_third_has_accents():
    def names() -> list[tuple[str, str]]:
        return [(one.person.first_name, one.person.last_name) for one in crowd([3000])]

    once = names()
    marked = sum(normalise(f"{a} {b}") != f"{a} {b}".lower() for a, b in once)

    assert once == names()
    assert abs(marked / len(once) - ACCENTED) < 0.05


def test_hand_written_statement_counts_each_figure_once():
    assert by_hand().count("count(*)") == 3 + len(FIGURES) + len(UNKNOWN)


def test_both_sheets_hold_the_same_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(sheeting, "ROWS", 40)
    sheets = []
    for way, write in sheeting.WAYS.items():
        write(tmp_path / f"{way}.xlsx")
        book = load_workbook(tmp_path / f"{way}.xlsx", read_only=True)
        sheets.append(list(book["Destinatari"].iter_rows(values_only=True)))
        book.close()

    assert sheets[0] == sheets[1]
    assert len(sheets[0]) == 41


def test_bench_touches_no_database_of_people(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_OWNER", "postgres://o@127.0.0.1/percorsi")

    with pytest.raises(CommandError, match="percorsi_bench"):
        call_command("bench", "search")
