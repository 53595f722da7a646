"""The whole walk on a telephone: 360 px and a thumb, from the proposal to the report that was sent.

Each kind of page is looked at before it is left the first time: no barrier, no sideways scroll.
"""

import pytest

from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import player
from tests.journeys import steps
from tests.journeys.test_on_the_phone import PHONE
from tests.journeys.walker import Walk
from tests.makers import make_participation, make_person

# The PDF engine leaves its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")


@pytest.fixture
def thumb(walk):
    """`thumb("ines")`: Ines on her telephone, who looks at each page she leaves."""

    def begin(name: str) -> Walk:
        one = walk(name, **PHONE)
        one.is_thorough = True
        return one

    return begin


def test_from_the_proposal_to_the_report_by_thumb(thumb, shelf, cost):
    make_participation(make_person(first_name="Fabio", last_name="Rusconi", gender="M"))
    make_participation(make_person())
    ines, marco, olga, elena = map(thumb, ("ines", "marco", "olga", "elena"))

    steps.propose(ines)
    placement = steps.the_placement()
    steps.review(marco, cost)
    steps.sign_and_start(ines)
    steps.attend_by_thumb(ines)
    steps.attend_the_rest_of_march(placement)
    steps.close(ines, placement)
    steps.validate_and_pay(marco, olga)
    steps.account(olga)
    steps.finish(ines, placement)
    steps.leave(ines)
    made = steps.report(olga, cost)
    steps.seal(olga, elena, cost)
    for one in (ines, marco, olga, elena):
        one.leave()

    assert steps.the_placement().state == "ENDED"
    with as_user(player("olga")):
        assert FundingReport.objects.get(pk=made.pk).state == "SENT"
