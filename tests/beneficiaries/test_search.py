"""Which people the words of a search lead to, and in what order."""

import pytest

from beneficiaries.search import found, query_words
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
