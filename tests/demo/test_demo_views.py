"""The views the demo saves say what a list page itself would have kept."""

import pytest
from django.urls import reverse
from lxml import html

from core.saved.tokens import unseal
from reporting.demo.lists import VIEWS
from tests.acting import client_of
from tests.cast import player

pytestmark = pytest.mark.django_db
PLAYERS = {"SOCIAL_WORKER": "ines", "COORDINATOR": "marco"}


@pytest.mark.parametrize(("role", "of", "name", "question"), VIEWS)
def test_a_view_of_the_demo_is_what_its_list_would_keep(role, of, name, question):
    answer = client_of(player(PLAYERS[role])).get(f"{reverse(of)}?{question}")

    page = html.document_fromstring(answer.content.decode())
    (told,) = page.xpath("//main//input[@name='told']/@value")
    assert unseal(told).question == question
