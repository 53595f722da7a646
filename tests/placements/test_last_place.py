"""Many decide at once: of fifty proposals for a host's last place exactly one is approved."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from placements.actions import decisions, proposals
from placements.actions.refusals import NotPossible
from placements.enums import PlacementKind, PlacementState
from placements.models import Placement
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_placement

FIFTY = 50
# In the days of the project of the cast.
NOW = timezone.make_aware(datetime(2021, 2, 1, 9))
LATER = {"starts_on": date(2021, 9, 1), "ends_on": date(2021, 12, 31)}
TOLD = "told why"


def submitted(participation=None, **fields):
    """A proposal on the coordinator's desk, from March to August unless said otherwise."""
    placement = make_placement(participation, **fields)
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=NOW)


def approved(placement):
    """The proposal, approved by the coordinator."""
    with as_user(player("marco")) as user:
        return decisions.approve_placement(placement, by=user, at=NOW)


def approve_at_once(placements):
    """Approve each in a thread of its own, all at one moment: what came of each."""
    together = Barrier(len(placements), timeout=60)
    coordinators = [player("marco") for _ in placements]

    def decide(pair):
        placement, marco = pair
        try:
            with connection.cursor():
                together.wait()
            with as_user(marco) as user:
                decisions.approve_placement(placement, by=user, at=NOW)
        except NotPossible as refusal:
            return TOLD, str(refusal)
        except Exception as error:
            return type(error).__name__, str(error)
        else:
            return PlacementState.APPROVED, ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(placements)) as threads:
        return list(threads.map(decide, zip(placements, coordinators, strict=True)))


def states():
    """How many placements are in which state."""
    with as_user(player("marco")):
        return Counter(Placement.objects.values_list("state", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "host", "terms", "sentence"),
    [
        (PlacementKind.INCLUSION, {"places_offered": 1}, {}, "offre 1 posto"),
        (
            PlacementKind.EXTRACURRICULAR,
            {"employees": 5},
            {"eqf_level": 3},
            "con 5 dipendenti il limite è 1",
        ),
    ],
    ids=["the host's own offer", "the limit of the law"],
)
def test_of_fifty_at_once_one_gets_the_last_place(kind, host, terms, sentence):
    host = make_host(**host)
    waiting = [submitted(host=host, kind=kind, **terms) for _ in range(FIFTY)]

    came = approve_at_once(waiting)

    assert Counter(what for what, _why in came) == {PlacementState.APPROVED: 1, TOLD: FIFTY - 1}
    assert all(sentence in why for what, why in came if what == TOLD)
    assert states() == {PlacementState.APPROVED: 1, PlacementState.SUBMITTED: FIFTY - 1}


@pytest.mark.django_db(transaction=True)
def test_of_ten_hosts_at_once_one_gets_the_person():
    participation = make_participation()
    hosts = [make_host(tax_code=f"{number:011}") for number in range(10)]
    waiting = [submitted(participation, host=host) for host in hosts]

    came = approve_at_once(waiting)

    assert Counter(what for what, _why in came) == {PlacementState.APPROVED: 1, TOLD: 9}
    assert all(why.startswith("La persona ") and "già" in why for what, why in came if what == TOLD)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_approve_once():
    placement = submitted()

    came = approve_at_once([placement, placement])

    assert Counter(what for what, _why in came) == {PlacementState.APPROVED: 1, "WrongStep": 1}


@pytest.mark.django_db
def test_a_place_is_taken_on_its_days_only():
    host = make_host(places_offered=1)
    first, same_days, later = (
        submitted(host=host, **days) for days in ({}, {"starts_on": date(2021, 8, 31)}, LATER)
    )
    approved(first)

    assert approved(later).state == PlacementState.APPROVED
    with pytest.raises(NotPossible, match="offre 1 posto"):
        approved(same_days)


@pytest.mark.django_db
def test_two_who_follow_each_other_take_one_place():
    host = make_host(places_offered=2)
    for days in ({"ends_on": date(2021, 5, 31)}, {"starts_on": date(2021, 6, 1)}):
        approved(submitted(host=host, **days))

    assert approved(submitted(host=host)).state == PlacementState.APPROVED
    with pytest.raises(NotPossible, match="offre 2 posti"):
        approved(submitted(host=host, starts_on=date(2021, 8, 1)))


@pytest.mark.django_db
def test_a_host_that_set_no_limit_refuses_nobody():
    host = make_host(places_offered=None, employees=0)

    assert {approved(submitted(host=host)).state for _ in range(3)} == {PlacementState.APPROVED}
