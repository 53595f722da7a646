"""Which people the words of a search lead to, and in what order."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, connections

from beneficiaries.models import SearchToken
from beneficiaries.search import found, query_words
from tests import stage
from tests.acting import as_user
from tests.makers import make_person

pytestmark = pytest.mark.django_db
PEOPLE = (
    ("Aurora", "Erikson"), ("Aurora", "Bianchi"), ("Erika", "Bianchi"), ("Erika Aurora", "Zani"),
    ("Auro", "Aurorini"), ("Mario", "Erba"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("aurora", ["Bianchi", "Erikson", "Zani"]),
        ("aurora erika", ["Zani"]),
        ("erik auro", ["Erikson", "Zani"]),
        # Two of one's words begin alike: found once.
        ("auro", ["Aurorini", "Bianchi", "Erikson", "Zani"]),
        ("bian er", ["Bianchi"]),
        ("bianchi aur", ["Bianchi"]),
        ("er ma", ["Erba"]),
        ("zani erika aurora", ["Zani"]),
        ("aurora erika bianchi", []),
        ("nessuno erika", []),
    ],
)
def test_all_words_are_met_and_names_stand_in_their_order(ines, typed, wanted):
    names = {make_person(first_name=a, last_name=b).pk: b for a, b in PEOPLE}

    with as_user(ines) as user:
        people = found(user.acting.agency_id, query_words(typed))

    assert [names[pk] for pk in people] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("aurora bian", ["Bianchi"]),
        ("auro er", ["Erikson", "Zani"]),
        ("erika aurora zani", ["Zani"]),
        ("mario bianchi", []),
    ],
)
def test_words_that_many_have_are_walked_side_by_side(
    ines, monkeypatch, django_assert_num_queries, typed, wanted
):
    names = {make_person(first_name=a, last_name=b).pk: b for a, b in PEOPLE}
    monkeypatch.setattr("beneficiaries.search.MANY", 1)

    with as_user(ines) as user:
        # A count for each word, the question, and a setting before and after it.
        with django_assert_num_queries(len(typed.split()) + 3):
            people = found(user.acting.agency_id, query_words(typed))
        with connection.cursor() as cursor:
            cursor.execute("show enable_nestloop")
            assert cursor.fetchone() == ("on",)

    assert [names[pk] for pk in people] == wanted


@pytest.mark.django_db(transaction=True)
def test_words_written_before_get_the_beginnings_they_lack(ines):
    person = make_person(first_name="Aurora", last_name="Erikson")
    of_person = SearchToken.objects.filter(beneficiary=person)
    with as_user(ines):
        whole = set(of_person.values_list("token", flat=True))
        of_person.exclude(token__in=["aurora", "erikson", "er"]).delete()
    beginnings = import_module("beneficiaries.migrations.0012_beginnings")

    with stage.owner_hands() as alias:
        beginnings.add(apps, SimpleNamespace(connection=connections[alias]))

    with as_user(ines) as user:
        assert set(of_person.values_list("token", flat=True)) == whole > {"auror", "er", "eriks"}
        assert found(user.acting.agency_id, ["auro", "erik"]) == [person.pk]
