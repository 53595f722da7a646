"""The nets of what is read in an emergency, cut one at a time, once the access is over.

Both show a reserved note to its holder while the access is open; each alone hides it after.
"""

import pytest
from django.db import connections

from beneficiaries import policy as people
from beneficiaries.actions import end_emergency
from beneficiaries.models import CaseNote
from core.arming import arm
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.nets.records import hidden_canary
from tests.nets.test_cuts_of_lists import everywhere

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def over(standing_world):
    """The world, in which Ines has ended her access; afterwards it is open again."""
    access = standing_world.emergencies["own"]
    with as_user(player("ines")) as ines:
        end_emergency(access, by=ines, at=access.opened_at)
    yield standing_world
    with stage.owner_hands() as alias:
        type(access).objects.using(alias).filter(pk=access.pk).update(ended_at=None)


def page_of(world, name="ines"):
    """The note, as somebody with an access of their own asks for it."""
    address = f"/persone/emergenze/{world.emergencies['own'].pk}"
    note = world.hidden_notes["own"].pk
    return client_of(player(name)).get(f"{address}/note/{note}/").content.decode()


def cut(user):
    return CaseNote.objects.filter(agency_id=user.acting.agency_id)


def test_while_it_is_open_its_holder_reads(standing_world):
    assert hidden_canary("own") in page_of(standing_world)


def test_the_function_holds_without_the_database(over, row_security_off):
    function = people.visible_emergency_notes

    held = page_of(over)
    cut_at = list(everywhere(function, cut))
    leaked = body_without_writing(over)
    for place, name in cut_at:
        setattr(place, name, function)

    assert hidden_canary("own") not in held
    assert hidden_canary("own") in leaked


def body_without_writing(world):
    """The note as the function shows it; what is read is written down behind another net."""
    with as_user(player("ines")) as ines:
        shown = people.visible_emergency_notes(ines).filter(beneficiary=world.people["own"])
        return "\n".join(shown.values_list("text", flat=True))


def test_the_database_holds_without_the_function(over):
    function = people.visible_emergency_notes

    cut_at = list(everywhere(function, cut))
    held = body_without_writing(over)
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        cursor.execute("create policy cut on beneficiaries_casenote using (true) with check (true)")
    leaked = body_without_writing(over)
    with stage.owner_hands() as alias:
        arm(alias)
    for place, name in cut_at:
        setattr(place, name, function)

    assert hidden_canary("own") not in held
    assert hidden_canary("own") in leaked
