"""The files of facts are whole, and say what the sources say."""

import csv
import json
from collections import Counter, defaultdict
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest
from django.core.management import call_command

from core.reference import building
from core.reference.loading import DATA, SOURCES, load_reference, read_rows
from core.reference.models import Country, IndicatorDefinition, Municipality, ReferenceLoad
from core.reference.places import birth_country, birth_municipality, place_with_code

ROWS = {source.model: read_rows(source) for source in SOURCES}
LARGEST_FILES = 1_500_000


def by_code(code: str) -> list[Municipality]:
    return [row for row in ROWS[Municipality] if row.cadastral_code == code]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.file_name)
def test_every_row_is_valid_and_has_its_own_key(source):
    keys = Counter(row.pk for row in ROWS[source.model])

    assert keys.most_common(1)[0][1] == 1
    for row in ROWS[source.model]:
        empty = [
            field.name for field in row._meta.fields if field.value_from_object(row) in ("", None)
        ]
        # The successor is left to the test below: its own check would ask the database.
        row.clean_fields(exclude=[*empty, "successor"])


def test_the_files_stay_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*.csv")) < LARGEST_FILES


def test_the_file_of_municipalities_is_what_the_packages_give():
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        kept = [
            row["cadastral_code"] + row["valid_from"] + row["name"] for row in csv.DictReader(file)
        ]

    built = [
        f"{row['cadastral_code']}{row['valid_from']}{row['name']}"
        for row in building.municipality_rows()
    ]

    assert kept == built


def test_the_lives_of_a_code_do_not_overlap():
    lives = defaultdict(list)
    for row in ROWS[Municipality]:
        lives[row.cadastral_code].append(row)

    for stretches in lives.values():
        for earlier, later in pairwise(stretches):
            assert earlier.valid_to <= later.valid_from


def test_a_successor_exists_and_outlives_the_one_before():
    rows = {row.pk: row for row in ROWS[Municipality]}

    for row in rows.values():
        if row.successor_id:
            heir = rows[row.successor_id]
            assert heir.valid_to is None or heir.valid_to > row.valid_to


def test_ronago_became_uggiate_con_ronago():
    (ronago,), (heir,) = by_code("H521"), by_code("M435")

    assert (ronago.valid_to, ronago.successor_id) == (date(2024, 1, 1), heir.pk)
    assert (str(heir), heir.istat_code, heir.cap) == ("Uggiate con Ronago (CO)", "013256", "22029")


def test_every_municipality_of_como_has_its_ambit():
    como = [row for row in ROWS[Municipality] if row.province == "CO" and row.valid_to is None]

    assert len(como) == 147
    ambits = Counter(row.ambit for row in como)
    assert (ambits["Como"], ambits["Menaggio"], ambits["Mariano Comense"]) == (23, 30, 6)
    assert len(ambits) == 8
    assert "" not in ambits


def test_nobody_is_rural_by_guess():
    assert {row.rural_class for row in ROWS[Municipality]} == {None}


def test_every_state_the_library_knows_is_here():
    names = ("countries", "deleted-countries")
    folder = files("codicefiscale") / "data"
    known = {
        row["code"] for name in names for row in json.loads((folder / f"{name}.json").read_text())
    }

    assert known <= {row.cadastral_code for row in ROWS[Country]}


def test_the_union_has_26_other_states():
    union = [row for row in ROWS[Country] if row.group == "UE"]
    territories = {"RE", "GP", "GF", "MQ", "YT"}

    assert len({row.iso2 for row in union} - territories) == 26


def test_the_indicators_of_both_periods_are_57():
    assert Counter((row.period, row.kind) for row in ROWS[IndicatorDefinition]) == {
        ("2014-2020", "output"): 23,
        ("2014-2020", "result"): 5,
        ("2014-2020", "longer_term_result"): 4,
        ("2021-2027", "output"): 19,
        ("2021-2027", "result"): 4,
        ("2021-2027", "longer_term_result"): 2,
    }


@pytest.mark.django_db(databases=["default", "owner"])
def test_loading_again_changes_nothing():
    load_reference(using="owner")

    assert load_reference(using="owner") == {}
    assert Municipality.objects.using("owner").count() == len(ROWS[Municipality])
    assert ReferenceLoad.objects.using("owner").count() == len(SOURCES)


@pytest.mark.django_db(databases=["default", "owner"])
def test_loading_by_force_keeps_the_keys(capsys):
    load_reference(using="owner")
    before = Municipality.objects.using("owner").get(cadastral_code="C933").pk

    call_command("load_reference", "--force", database="owner")

    assert "reference_municipality" in capsys.readouterr().out
    assert Municipality.objects.using("owner").get(cadastral_code="C933").pk == before


@pytest.mark.django_db
class TestPlaces:
    """They ask the tables as the application does; the tests' database has them loaded."""

    @pytest.fixture(autouse=True)
    def loaded(self):
        if not ReferenceLoad.objects.exists():
            pytest.skip("the reference tables are not loaded in this database")

    def test_a_code_gives_its_place(self):
        assert place_with_code("C933").name == "Como (CO)"
        assert place_with_code("H521").ended_on == date(2024, 1, 1)
        assert place_with_code("Z330").name == "Marocco"
        assert place_with_code("M999") is None

    def test_a_birthplace_has_the_name_it_had_that_day(self):
        assert birth_municipality("A001", date(1920, 1, 1)).name == "Abano"
        assert birth_municipality("A001", date(1980, 1, 1)).name == "Abano Terme"
        assert birth_municipality("Z330", date(1980, 1, 1)) is None
        assert birth_country("Z330").iso2 == "MA"
