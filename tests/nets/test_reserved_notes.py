"""The nets of reserved notes, cut one at a time: each cut lets a colleague read, none else does."""

import pytest
from django.db import connections

from beneficiaries import policy as people
from beneficiaries.models import CaseNote
from core.arming import arm
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.nets.records import reserved_canary
from tests.nets.test_cuts_of_lists import everywhere

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
TABLES = ("beneficiaries_casenote", "beneficiaries_casenoteevent")


def page_of(world):
    """What Marco, who coordinates, sees of the diary of Ines's person."""
    return client_of(player("marco")).get(f"/persone/{world.people['own'].pk}/").content.decode()


def rows_of(name, table):
    with as_user(player(name)), connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where text = %s", [reserved_canary("own")])
        return cursor.fetchone()[0]


def test_the_function_that_hides_them_holds_without_the_database(standing_world, row_security_off):
    held = page_of(standing_world)
    function = people.visible_notes

    def cut(user):
        return CaseNote.objects.filter(agency_id=user.acting.agency_id)

    cut_at = list(everywhere(function, cut))
    leaked = page_of(standing_world)
    for place, name in cut_at:
        setattr(place, name, function)

    assert reserved_canary("own") not in held
    assert reserved_canary("own") in leaked


def test_the_policy_of_the_database_holds_without_the_function(standing_world):
    function = people.visible_notes

    def cut(user):
        return CaseNote.objects.filter(agency_id=user.acting.agency_id)

    cut_at = list(everywhere(function, cut))
    held = page_of(standing_world)
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        cursor.execute("create policy cut on beneficiaries_casenote using (true) with check (true)")
    leaked = page_of(standing_world)
    with stage.owner_hands() as alias:
        arm(alias)
    for place, name in cut_at:
        setattr(place, name, function)

    assert reserved_canary("own") not in held
    assert reserved_canary("own") in leaked


@pytest.mark.parametrize("table", TABLES)
def test_only_the_author_has_rows_of_them(standing_world, table):
    everybody = ("ines", "marco", "nora", "sara", "piero", "olga", "elena", "dario", "rita")

    seen = {name for name in everybody if rows_of(name, table)}

    assert seen == {"ines"}
