"""Which part of a name says who somebody is, and which is a word of every text."""

import pytest

from tests.beneficiaries.test_referrals import seen_by, typed, url
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("last_name", "text", "is_told"),
    [
        ("Della Zqvalle", "Chiede il servizio della casa.", False),
        ("Della Zqvalle", "La signora Zqvalle cerca casa.", True),
        ("Zqrossi Zqbianchi", "La signora Zqbianchi cerca casa.", True),
        ("D’Zqamico", "La signora Zqamico cerca casa.", True),
        ("Li", "Li conosciamo da anni.", False),
        ("Del Ben", "Ben inserita, del tutto autonoma.", True),
        ("Zqrossi", "Loredana cerca casa.", False),
    ],
)
def test_a_part_of_the_surname_names_somebody_and_the_first_name_is_known(
    ines, client_of, last_name, text, is_told
):
    person = make_person(first_name="Loredana", last_name=last_name)

    page = client_of(ines).post(url("refer", person.pk), typed(asked=text))

    assert (f"Togli “{last_name}”" in page.content.decode()) == is_told
    assert seen_by("ines", "referral") == (0 if is_told else 1)
