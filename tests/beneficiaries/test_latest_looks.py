"""The latest looks on the home of who administers: those of others, however often it is opened."""

import pytest

from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def test_opening_the_home_again_and_again_pushes_nobody_s_look_out(ines, dario):
    people = [make_person() for _number in range(3)]
    reader, home = client_of(ines), client_of(dario)
    for person in people:
        reader.get(f"/persone/{person.pk}/")

    pages = [home.get("/").content.decode() for _time in range(5)]

    assert all(page.count(">diario</td>") == 3 for page in pages), pages[-1]
    assert "ultimi accessi" not in pages[-1]
    with as_user(dario):
        own = Reading.objects.filter(user_id=dario.pk, what="ultimi accessi")
        assert own.count() == 5 * 3
