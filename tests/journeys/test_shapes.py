"""A seasonal traineeship of one month: blocked until it says what it is, then it can be sent."""

from datetime import date

from playwright.sync_api import expect

from placements.enums import PlacementKind
from tests.makers import make_placement


def test_a_month_in_summer_is_sent_once_it_says_what_it_is(walk):
    placement = make_placement(
        kind=PlacementKind.EXTRACURRICULAR,
        eqf_level=3,
        starts_on=date(2021, 7, 1),
        ends_on=date(2021, 7, 31),
    )
    worker = walk("ines")
    page = worker.go(f"/tirocini/{placement.pk}/proposta/")
    rules = page.locator("#controlli")
    expect(rules).to_contain_text("salvo stagionali ed estivi")

    worker.choose("Forma del tirocinio", "Stagionale")
    worker.field("Ore la settimana del contratto collettivo").fill("38")

    expect(rules).to_contain_text("il massimo è 38 ore")
    expect(rules).not_to_contain_text("salvo stagionali")
    worker.look("proposta-stagionale")
    worker.click(worker.button("Invia al coordinatore"))
    page.get_by_text("Proposta inviata al coordinatore.").wait_for()
    worker.look("tirocinio-stagionale")
