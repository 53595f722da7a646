"""The middle of the walk on a telephone: a review, the papers, a day of attendance by thumb."""

from django.utils import timezone

from placements.actions import proposals
from placements.models import Placement
from tests.acting import as_user
from tests.cast import player
from tests.journeys.test_on_the_phone import PHONE
from tests.journeys.test_whole_walk import AIMS, FIRST_WEEK, WHO
from tests.journeys.walker import NARROW
from tests.makers import make_participation, make_person, make_placement, make_running


def submitted() -> Placement:
    """Fabio's proposal on the coordinator's desk."""
    who = make_person(first_name="Fabio", last_name="Rusconi", gender="M")
    placement = make_placement(make_participation(who), aims=AIMS)
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def test_review_papers_and_attendance_by_thumb(walk):
    placement = submitted()
    make_running(make_participation(make_person(first_name="Rosa", last_name="Pozzi")))
    marco = walk("marco", **PHONE)
    page = marco.page

    page.get_by_role("main").get_by_role("link", name="Da esaminare").first.tap()
    marco.link(WHO).tap()
    marco.look("cammino-telefono-esame", NARROW)
    marco.button("Approva").tap()
    page.get_by_text("Tirocinio approvato").wait_for()

    ines = walk("ines", **PHONE)
    page = ines.go(f"/tirocini/{placement.pk}/firme/")
    page.get_by_label("Firmato da").first.fill("Ines Molteni")
    page.get_by_label("Firmato il").first.fill("oggi")
    ines.look("cammino-telefono-firme", NARROW)
    ines.button("Registra le firme").tap()
    page.get_by_text("Firme registrate.").wait_for()
    ines.go(f"{FIRST_WEEK}&giorno=2021-03-02")
    page.get_by_label("Assenza, Rosa Pozzi, mar 2 mar").select_option(label="Malattia")
    ines.look("cammino-telefono-presenze", NARROW)
    page.get_by_role("button", name="Conferma mar 2 mar").tap()
    page.get_by_text("Salvata 1 presenza.").wait_for()
