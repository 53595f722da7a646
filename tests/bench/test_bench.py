"""The bench measures what it says: its set, its references, its verdicts."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from openpyxl import load_workbook

from agencies.enums import Role
from beneficiaries.models import Beneficiary, CaseNote
from core.text import normalise
from placements.enums import PlacementState
from reporting.bench import filing, sheeting, writing
from reporting.bench.counting import FIGURES, UNKNOWN, by_hand
from reporting.bench.crowd import ACCENTED, crowd, sizes
from reporting.bench.filing import RARE, RARE_EVERY, Filled, fill, measure_words
from reporting.bench.making import SEATS, SENT, sent_reports
from reporting.bench.measuring import Measure, side_by_side
from reporting.bench.placing import FOLLOWED, PLACEMENTS, Who, placements_of, registers_of
from reporting.bench.walking import full_week, pages
from reporting.management.commands.bench import BY_HAND, MEASURES
from tests import stage
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_person


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


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_lose_no_word_and_a_lost_one_is_told(ines, monkeypatch):
    people = [make_person().pk for _number in range(4)]

    _spent, lost = writing.measure_writers(ines.email, people, saves=1)
    # As if the last to come had the draft of all, and left it as it was.
    monkeypatch.setattr("core.drafts.write", lambda draft, content: draft)
    _spent, every = writing.measure_writers(ines.email, people, saves=1)

    assert (lost.value, lost.ok) == (0, True)
    assert (every.value, every.ok) == (4, False)


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


def bench_placements():
    people = [(number, Beneficiary(pk=number)) for number in range(1, PLACEMENTS + 1)]
    return placements_of(Who(1, 1, worker=1, first_of_staff=4), people, date(2026, 11, 24))


def test_placements_of_the_set_are_in_every_state_and_whole():
    made = bench_placements()

    usual = dict.fromkeys(PlacementState, 100)
    assert Counter(one.state for one in made) == usual | {
        PlacementState.SUBMITTED: 200,
        PlacementState.RUNNING: 3000,
        PlacementState.ENDED: 1000,
    }
    assert sum(one.promoter_tutor_id == 1 for one in made) == FOLLOWED
    assert len({one.beneficiary_id for one in made}) == PLACEMENTS
    assert all(one.starts_on <= one.ends_on for one in made)


def test_what_is_over_or_broken_off_in_the_set_says_when_and_why():
    for one in bench_placements():
        assert (one.ended_on is not None) == (one.state in {"ENDED", "BROKEN_OFF"})
        assert bool(one.break_reason) == (one.state == "BROKEN_OFF")
        assert (one.version > 0) == (one.state != "DRAFT") == (one.submitted_at is not None)


def test_sent_reports_of_the_set_are_confirmed_by_another_and_have_their_protocol():
    made = sent_reports()

    assert len({(one.cut_off, one.protocol) for one in made}) == SENT
    assert all(one.state == "SENT" and one.protocol and one.sent_on for one in made)
    assert all(one.confirmed_by_id != one.prepared_by_id for one in made)


def test_every_role_of_the_set_has_its_home_measured():
    measured = {page.who for page in pages(date(2026, 11, 16), 1) if page.address == "/"}
    roles = {email: role for _number, email, role in SEATS}

    assert {roles[email] for email in measured} == set(Role)


def test_no_tutor_of_the_set_has_more_trainees_than_the_rules_allow():
    running = [one for one in bench_placements() if one.state == PlacementState.RUNNING]

    assert max(Counter(one.host_tutor_id for one in running).values()) <= 3
    assert max(Counter(one.promoter_tutor_id for one in running).values()) <= 20


def test_registers_of_the_set_lie_inside_their_placements_and_some_are_closed():
    months = list(registers_of(bench_placements(), date(2026, 11, 24)))

    assert {one.state for one in months} == {"OPEN", "CLOSED", "VALIDATED", "PAID"}
    for one in months:
        assert one.placement.starts_on.replace(day=1) <= one.month <= one.placement.ends_on


def test_week_of_the_grid_is_over_and_has_no_holiday():
    assert full_week(date(2026, 11, 24)) == date(2026, 11, 16)
    # The Immaculate Conception falls on a Tuesday.
    assert full_week(date(2026, 12, 16)) == date(2026, 11, 30)


@pytest.mark.django_db(transaction=True)
def test_words_in_a_long_diary_are_measured_and_the_answers_checked_by_hand():
    one, other = make_person(), make_person()
    author, stranger = player("ines").pk, player("marco").pk
    filled = Filled(one.agency_id, [other.pk], one.pk, author, stranger, notes=300, of_one=200)

    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        fill(cursor, filled)
    measures = {one.name: one for one in measure_words("ines@example.org", one.pk, rounds=1)}

    assert measures["words in a diary, wrong answers"].value == 0
    assert 0 < measures["words in a diary, worst"].value < 1_000
    assert measures["words in a diary, worst"].note.startswith("190 notes of one person")
    with as_user(player("ines")):
        rare = CaseNote.objects.with_words(RARE).count()
    assert rare == 300 // RARE_EVERY


def test_the_long_diaries_are_measured_only_where_they_are_named():
    assert set(BY_HAND) < set(MEASURES)
    assert filing.NOTES == 2_000_000
