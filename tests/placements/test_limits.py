"""What limits count: the fullest day of the period; and many who decide at once on one tutor."""

from datetime import date

import pytest
from django.utils import timezone

from placements.actions import decisions, proposals
from placements.actions.refusals import NotPossible
from placements.enums import PlacementKind
from placements.facts import facts_of
from placements.fullest import most_at_once
from placements.models import Placement
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_person, make_placement
from tests.placements.test_decisions import approve_at_once

TODAY = date(2021, 2, 15)


def days(text):
    """“1/3 - 31/8”: the first and the last, in 2021."""
    first, last = (part.split("/") for part in text.split(" - "))
    return tuple(date(2021, int(month), int(day)) for day, month in (first, last))


# Worked out by hand on a calendar: who is there, the period, the most on one of its days.
FULLEST = [
    ("nessuno", [], "1/3 - 31/8", 0),
    ("uno tutto il periodo", ["1/3 - 31/8"], "1/3 - 31/8", 1),
    ("uno finisce la vigilia", ["1/1 - 28/2"], "1/3 - 31/8", 0),
    ("uno finisce il primo giorno", ["1/1 - 1/3"], "1/3 - 31/8", 1),
    ("uno comincia l’ultimo giorno", ["31/8 - 31/12"], "1/3 - 31/8", 1),
    ("uno comincia il giorno dopo", ["1/9 - 31/12"], "1/3 - 31/8", 0),
    ("due, uno dopo l’altro", ["1/3 - 31/5", "1/6 - 31/8"], "1/3 - 31/8", 1),
    ("due, con un giorno in comune", ["1/3 - 31/5", "31/5 - 31/8"], "1/3 - 31/8", 2),
    ("due insieme, ma prima del periodo", ["1/1 - 15/3", "1/2 - 28/2"], "1/3 - 31/8", 1),
    ("due insieme, ma dopo il periodo", ["1/8 - 31/12", "1/9 - 31/12"], "1/3 - 31/8", 1),
    ("tre in fila e uno su tutti", ["1/3 - 30/4", "1/5 - 30/6", "1/7 - 31/8", "1/3 - 31/8"],
     "1/3 - 31/8", 2),
    ("tre nello stesso giorno di mezzo", ["1/3 - 15/6", "15/6 - 31/8", "1/6 - 30/6"],
     "1/3 - 31/8", 3),
]  # fmt: skip


@pytest.mark.parametrize(("there", "period", "most"), [one[1:] for one in FULLEST],
                         ids=[one[0] for one in FULLEST])  # fmt: skip
def test_the_fullest_day_of_a_period(there, period, most):
    assert most_at_once([days(one) for one in there], *days(period)) == most


def make_submitted(host, period="1/3 - 31/8", **fields):
    """A proposal Ines has sent, of a person of its own."""
    first, last = days(period)
    placement = make_placement(
        make_participation(make_person()), host=host, starts_on=first, ends_on=last, **fields
    )
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def approve(placement):
    with as_user(player("marco")) as user:
        return decisions.approve_placement(placement, by=user, at=timezone.now())


EXTRACURRICULAR = {"kind": PlacementKind.EXTRACURRICULAR, "eqf_level": 4}


@pytest.mark.django_db
def test_two_one_after_the_other_leave_the_second_place_of_a_host_free():
    host = make_host(employees=14)
    for period in ("1/3 - 31/5", "1/6 - 31/8"):
        approve(make_submitted(host, period, **EXTRACURRICULAR))
    third = make_submitted(host, "1/4 - 30/9", **EXTRACURRICULAR)

    with as_user(player("marco")):
        facts = facts_of(Placement.objects.for_page().get(pk=third.pk), TODAY)
    approve(third)

    assert (facts.host_placed, facts.promoter_tutor_trainees) == (1, 1)


@pytest.mark.django_db
def test_a_third_on_the_same_day_is_one_too_many():
    host = make_host(employees=14)
    for period in ("1/3 - 31/5", "31/5 - 31/8"):
        approve(make_submitted(host, period, **EXTRACURRICULAR))
    third = make_submitted(host, "1/10 - 30/11", **EXTRACURRICULAR)
    with as_user(player("ines")):
        Placement.objects.filter(pk=third.pk).update(starts_on=date(2021, 4, 1))

    with pytest.raises(NotPossible, match="ha già 2 tirocinanti: con 14 dipendenti il limite è 2"):
        approve(third)


# --- the promoter's tutor, whatever the host ----------------------------------------------------

LIMIT, AT_ONCE = 20, 8


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_approvals_at_once_with_one_tutor_at_many_hosts_let_one_pass():
    marco = player("marco")
    hosts = [make_host(tax_code=f"{number:011}", name=f"Ospite {number}") for number in range(9)]
    for number in range(LIMIT - 1):
        approve(make_submitted(hosts[number % len(hosts)]))
    waiting = [make_submitted(host) for host in hosts[:AT_ONCE]]

    answers = approve_at_once(waiting, marco)

    with as_user(marco):
        assert Placement.objects.filter(state="APPROVED").count() == LIMIT
    assert answers.count("APPROVED") == 1
    assert {one for one in answers if one != "APPROVED"} == {
        "Il tutor del promotore segue già 20 tirocinanti: il limite è 20."
    }
