"""Which records may be of one person: the rules, and that they are kept in line."""

from datetime import date

import pytest
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.alike import known, names_alike, pairs_of, reasons
from beneficiaries.models import Beneficiary, DuplicatePair
from tests.acting import as_user
from tests.makers import make_pair, make_person

BORN, OTHER = date(1980, 3, 1), date(1980, 3, 2)
CODE, TWIN = "RSSMRA80C41C933K", "RSSMRA80C41C9PPX"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Maria Rossi", "Rossi Maria", True),
        ("Maria Rossi", "Maria Rosi", True),
        ("Maria Rossi", "Mraia Rossi", True),
        ("Maria Rossi", "Maria Grazia Rossi", True),
        ("Marta Rossi", "Marna Rossi", True),
        ("D'Amico Anna", "Damico Anna", True),
        ("Rossi", "Maria Rossi", True),
        ("Maria Rossi", "Anna Rossi", False),
        ("Li Wang", "Lu Wang", False),
        ("Maria Rossi", "Maria Bianchi", False),
    ],
)
def test_names_are_alike_in_any_order_and_a_letter_apart(one, other, expected):
    assert names_alike(tuple(known(1, one, "", None, "", "").words),
                       known(2, other, "", None, "", "").words) is expected  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Maria", "Rossi", BORN, "", ""), ("Rossi", "Maria", BORN, "", ""), ["BORN", "NAME"]),
        (("Maria", "Rossi", BORN, "", ""), ("Maria", "Rossi", OTHER, "", ""), []),
        (("Maria", "Rossi", BORN, "031 123456", ""), ("Anna", "Rossi", OTHER, "031123456", ""), []),
        (
            ("Maria", "Rossi", BORN, "031 123456", ""),
            ("Maria", "Rossi", OTHER, "+39 031123456", ""),
            ["NAME", "PHONE"],
        ),
        (
            ("Maria", "Rossi", BORN, "031 123456", ""),
            ("Rossi", "", None, "031123456", ""),
            ["NAME", "PHONE"],
        ),
        (("Maria", "Rossi", BORN, "", CODE), ("Anna", "Verdi", None, "", TWIN), ["CODE"]),
        (("A", "B", None, "", "STP1234567890123"), ("C", "", None, "", "ENI1234567890123"),
         ["CODE"]),
    ],
)  # fmt: skip
def test_something_equal_begins_each_rule(one, other, expected):
    assert reasons(known(1, *one), known(2, *other)) == expected


def test_twins_and_families_with_one_phone_are_not_proposed():
    family = [
        known(1, "Maria", "Rossi", BORN, "031 1", ""),
        known(2, "Anna", "Rossi", BORN, "031 2", ""),
        known(3, "Carlo", "Rossi", OTHER, "031 1", ""),
    ]

    assert pairs_of(family) == {}


@pytest.mark.django_db
def test_a_pair_is_found_when_somebody_is_registered_and_goes_with_a_correction(ines):
    pair = make_pair()
    assert pair.reasons == ["BORN", "NAME"]

    with as_user(ines) as user:
        second = Beneficiary.objects.get(pk=pair.second_id)
        actions.correct_person(
            second, {"birth_date": OTHER}, seen={"birth_date": second.birth_date}, by=user,
            at=timezone.now(),
        )  # fmt: skip

        assert not DuplicatePair.objects.exists()


@pytest.mark.django_db
def test_set_aside_a_pair_is_not_proposed_again_until_one_takes_it_back(ines):
    pair = make_pair()
    with as_user(ines) as user:
        actions.judge_duplicates(pair, "dismiss", by=user, at=timezone.now())

        assert actions.find_duplicates(by=user, at=timezone.now()) == 0
        actions.judge_duplicates(pair, "restore", by=user, at=timezone.now())
        assert actions.find_duplicates(by=user, at=timezone.now()) == 1


@pytest.mark.django_db
def test_everybody_of_the_agency_is_compared_and_nobody_of_another(ines, nora):
    pair = make_pair()
    make_person(by=nora, first_name="Amina", last_name="Diallo", birth_date=pair.first.birth_date)
    with as_user(ines) as user:
        DuplicatePair.objects.all().delete()

        assert actions.find_duplicates(by=user, at=timezone.now()) == 1
        assert list(DuplicatePair.objects.values_list("first", "second")) == [
            (pair.first_id, pair.second_id)
        ]
    with as_user(nora):
        assert DuplicatePair.objects.count() == 0
