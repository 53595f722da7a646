"""Who follows a person sees who they are on the pages about them, too; who accounts does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.acting import client_of
from tests.cast import player
from tests.house.test_homes import MOST, UNCOUNTED
from tests.makers import make_participation, make_person, make_placement, make_proposed

pytestmark = pytest.mark.django_db
BAR = 'class="pc-identity"'


def test_the_identity_bar_stands_on_the_pages_about_a_person():
    placement = make_placement(make_participation(make_person()))
    proposed = make_proposed(make_person())
    pages = {
        reverse("projects:participation", args=[placement.participation_id]): "ines marco",
        reverse("placements:show", args=[placement.pk]): "ines marco",
        reverse("beneficiaries:plan_review", args=[proposed.beneficiary_id]): "marco",
    }

    counted = {}
    for address, readers in pages.items():
        for name in ("ines", "marco", "olga", "rita", "nora"):
            client = client_of(player(name))
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page = client.get(address).content.decode()
            said = (BAR in page, "Ultimo contatto" in page, page.count("<h1"))
            if name in readers.split():
                sent = [one["sql"] for one in asked if not one["sql"].startswith(UNCOUNTED)]
                counted[f"{name} {address}"] = len(sent)
                assert said == (True, True, 1), (name, address)
            else:
                assert said[:2] == (False, False), (name, address)
    assert max(counted.values()) <= MOST, counted
