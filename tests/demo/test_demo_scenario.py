"""The plan of the demo: amounts, counts, edges, words; the same every time."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from beneficiaries.enums import IdentifierKind
from core.reference.identifiers import read_identifier
from projects.enums import ExitReason
from reporting.demo.bodies import PHRASE, PLANS, SEATS
from reporting.demo.codes import code_of
from reporting.demo.edges import EDGES
from reporting.demo.loading import places
from reporting.demo.plan import Record
from reporting.demo.scenario import scenario

TODAY = date(2026, 1, 1)


@pytest.fixture
def records(db) -> list[Record]:
    """Every record of the demo."""
    return scenario(places())


def test_amounts_add_up_to_the_published_ones():
    totals = [sum(getattr(plan, name) for plan in PLANS) for name in ("total_cost", "contribution")]

    assert totals == [Decimal("751000.00"), Decimal("591000.00")]


def test_counts_are_those_of_the_programme(records):
    stays = [stay for record in records for stay in record.stays]
    by_project = Counter(stay.project for stay in stays)

    assert by_project == {plan.code: sum(plan.followed.values()) for plan in PLANS}
    assert len(stays) == 140
    assert len({record.person.identifier or record.person.last_name for record in records}) == 132
    assert sum(stay.reason == ExitReason.DROPPED_OUT for stay in stays) == 10
    assert sum(stay.back_on is not None for stay in stays) == 3
    assert sum(bool(record.person.refused) for record in records) == 12


def test_six_per_cent_of_records_are_incomplete(records):
    def is_incomplete(record: Record) -> bool:
        person = record.person
        answers = (person.birth_date, person.education, person.employment)
        return None in answers or person.gender == "N"

    assert sum(is_incomplete(record) for record in records) == 8


def test_diaries_have_three_to_twelve_notes_within_the_programme(records):
    sizes = {len(record.notes) for record in records}
    days = {note.happened_on for record in records for note in record.notes}

    assert min(sizes) >= 3
    assert max(sizes) <= 12
    assert max(days) <= date(2022, 3, 31)
    assert not {day for day in days if day.weekday() > 4}


def test_diaries_hold_no_open_slot_and_no_word_that_labels(records):
    texts = [note.text for record in records for note in record.notes]
    labels = re.compile(
        r"[{}]|\b(tossic\w*|alcolis\w*|disabil[ei]|extracomunitari\w*|clandestin\w*|utent[ei]"
        r"|assistit[aoie]|soggett[oi]|nullafacent\w*|barbon\w*|handicap\w*)\b",
        re.IGNORECASE,
    )

    assert [text for text in texts if labels.search(text)] == []


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.what)
def test_each_edge_is_recorded_by_its_agency(edge, records):
    first, last = edge.person.first_name, edge.person.last_name

    found = [
        record
        for record in records
        if (record.person.first_name, record.person.last_name) == (first, last)
    ]

    assert [(record.agency, record.stays[0].entry_on) for record in found] == [
        (edge.agency, edge.stays[0].entry_on)
    ]


def test_codes_are_formally_right(records):
    for record in records:
        person = record.person
        if person.identifier:
            said = read_identifier(person.identifier, today=TODAY)
            assert said.kind == person.identifier_kind
            if said.kind == IdentifierKind.TAX_CODE:
                assert said.birth_date == person.birth_date


def test_omocodia_gives_two_people_two_codes(records):
    people = {record.person.first_name: record.person for record in records}
    luca, lucio = people["Luca"], people["Lucio"]

    assert code_of(luca) == code_of(lucio)
    assert luca.identifier != lucio.identifier
    assert read_identifier(lucio.identifier, today=TODAY).is_omocodia


def test_five_people_are_known_to_two_agencies(records):
    codes = Counter(record.person.identifier for record in records if record.person.identifier)

    assert sorted(count for count in codes.values() if count > 1) == [2] * 5


def test_everyone_signs_in_with_a_long_phrase_and_one_holds_two_bodies():
    bodies = {seat.email: {agency for agency, _role in seat.held} for seat in SEATS}

    assert len(PHRASE) >= 15
    assert [email for email, held in bodies.items() if len(held) == 2] == [
        "carla@demo.percorsi.example"
    ]


def test_the_plan_does_not_depend_on_the_process():
    code = (
        "import django, hashlib, csv; django.setup()\n"
        "from reporting.demo.scenario import scenario\n"
        "from core.reference.loading import DATA\n"
        "lines = csv.DictReader((DATA / 'municipalities.csv').open(encoding='utf-8'))\n"
        "records = scenario({line['cadastral_code']: line['name'] for line in lines})\n"
        "print(hashlib.sha256(repr(records).encode()).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "PYTHONPATH": str(settings.ROOT),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }

    assert len(digests) == 1
