"""The whole walk on real pages: from the proposal of a placement to the report that was sent.

What a job costs is counted (C: clicks, P: full page loads, text typed going from field to field
with Tab) and held against the product's promise; what costs less than promised is held at what it
costs. The steps themselves stand in `steps.py`.
"""

import pytest

from placements.models import Placement
from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import player
from tests.journeys import steps
from tests.journeys.steps import AIMS, FIRST_WEEK, HOST, HOST_CODE
from tests.journeys.walker import Walk
from tests.makers import make_participation, make_person

# The PDF engine leaves its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")


def sees_nothing(stranger: Walk, placement: Placement) -> None:
    """No page of the placement, its papers or its host; nothing of it in the lists."""
    numbers = f"/tirocini/{placement.pk}", f"/ospitanti/{placement.host_id}"
    with stranger.expecting(404):
        for address in (*(f"{numbers[0]}{end}" for end in ("/", "/firme/", "/storia/")),
                        f"{numbers[1]}/"):  # fmt: skip
            answer = stranger.page.goto(stranger.base + address)
            assert (address, answer.status) == (address, 404)
    for address in ("/", "/tirocini/", "/ospitanti/", "/presenze/mesi/", "/persone/", FIRST_WEEK):
        shown = stranger.go(f"{address}{'&chi=ente' if address == FIRST_WEEK else ''}").content()
        assert [word for word in ("Rusconi", HOST, HOST_CODE, AIMS) if word in shown] == []


def test_from_the_proposal_to_the_report_that_was_sent(walk, shelf, cost):
    make_participation(make_person(first_name="Fabio", last_name="Rusconi", gender="M"))
    make_participation(make_person())
    ines, marco, olga = walk("ines"), walk("marco"), walk("olga")

    steps.propose(ines)
    placement = steps.the_placement()
    steps.review(marco, cost)
    steps.sign_and_start(ines)
    steps.attend(ines, cost)
    steps.attend_the_rest_of_march(placement)
    steps.close(ines, placement)
    steps.validate_and_pay(marco, olga)
    steps.account(olga)
    steps.finish(ines, placement)
    steps.leave(ines)
    made = steps.report(olga, cost)
    steps.seal(olga, walk("elena"), cost)
    steps.audit(walk("rita"), placement)
    for stranger in ("sara", "nora"):
        sees_nothing(walk(stranger), placement)

    assert steps.the_placement().state == "ENDED"
    with as_user(player("olga")):
        assert FundingReport.objects.get(pk=made.pk).state == "SENT"
