"""Missing signatures and registers, reminded of from the home: two clicks, one page."""

from django.utils import timezone

from placements.actions import decisions
from tests.acting import as_user
from tests.cast import player
from tests.journeys.test_placement_papers import submitted
from tests.makers import make_participation, make_person, make_running

SAID = "Sollecito inviato."


def remind(walk, figure: str, person: str) -> tuple[int, int]:
    """From the coordinator's home: open what waits, remind; what it cost."""
    page = walk.go("/")
    walk.count_from_here()
    walk.click(page.get_by_role("main").get_by_role("link", name=figure).first)
    walk.click(walk.button(f"Sollecita {person}"))
    page.get_by_text(SAID).wait_for()
    page.get_by_text("Il sollecito di oggi è già partito").wait_for()
    return walk.clicks, walk.loads


def test_both_reminders_cost_two_clicks_and_one_page(walk):
    placement = submitted("Fabio", "Rusconi")
    with as_user(player("marco")) as user:
        decisions.approve_placement(placement, by=user, at=timezone.now())
    make_running(make_participation(make_person(first_name="Rosa", last_name="Pozzi")))
    marco = walk("marco")

    assert remind(marco, "Da firmare", "Fabio Rusconi") == (2, 1)
    marco.look("firme-sollecitate-sul-posto")
    assert remind(marco, "Registri mancanti", "Rosa Pozzi") == (2, 1)
    assert marco.page.url.endswith("/presenze/mancanti/")
    marco.look("registri-sollecitati-sul-posto")


def test_from_the_team_the_list_stays_that_of_the_worker(walk):
    make_running(make_participation(make_person(first_name="Rosa", last_name="Pozzi")))
    worker = player("ines")
    marco = walk("marco")
    page = marco.go(f"/presenze/mancanti/?seguiti={worker.pk}")

    marco.button("Sollecita Rosa Pozzi").click()
    page.get_by_text(SAID).wait_for()

    assert page.url.endswith(f"/presenze/mancanti/?seguiti={worker.pk}")


def test_without_scripts_the_reminder_goes_too(visit):
    make_running(make_participation(make_person(first_name="Rosa", last_name="Pozzi")))
    marco = visit(java_script_enabled=False).sign_in("marco")
    page = marco.go("/presenze/mancanti/")

    marco.button("Sollecita Rosa Pozzi").click()

    page.get_by_text(SAID).wait_for()
