"""Short forms, which have no draft: sent only where they would be taken, and busy until then."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.aging import HALF_AN_HOUR, age
from tests.journeys.test_bad_input import sign_in_in_another_tab
from tests.makers import make_host, make_person

SHORT = {
    "tutor": (
        lambda: reverse("placements:tutor_new", args=[make_host().pk]), "Mansione",
        "Salva il tutor",
    ),
    "deadline": (
        lambda: f"/persone/{make_person().pk}/scadenze/nuova/", "Che cosa c’è da fare", "Aggiungi",
    ),
}  # fmt: skip
WORDS = "333 1234567"


@pytest.mark.parametrize("name", SHORT)
def test_a_short_form_is_sent_only_where_it_would_be_taken(walk, name):
    address, label, button = SHORT[name]
    worker = walk("ines")
    page = worker.go(address())
    place = page.url
    field = worker.field(label)
    field.fill(WORDS)

    # Nobody is behind the proxy.
    worker.context.route("**/sessione/", lambda route: route.fulfill(status=502))
    with worker.expecting(502):
        worker.button(button).click()
        page.get_by_text("Non ancora inviato").wait_for()
    expect(field).to_have_value(WORDS)
    worker.context.unroute("**/sessione/")

    # The session is over.
    age(worker, seen=HALF_AN_HOUR)
    with worker.expecting(401):
        worker.button(button).click()
        page.get_by_text("La sessione è finita").wait_for()
        expect(field).to_have_value(WORDS)
        sign_in_in_another_tab(worker)
    assert page.url == place

    # Another tab signed in anew: sent, and answered as ever.
    [cookie] = [one for one in worker.context.cookies() if one["name"] == "csrftoken"]
    worker.context.add_cookies([{**cookie, "value": "k" * len(cookie["value"])}])
    with worker.expecting(403), page.expect_navigation():
        worker.button(button).click()
    assert page.url != place or page.get_by_role("heading", name="C’è un problema").is_visible()


@pytest.mark.parametrize(
    ("way", "address", "label", "button"),
    [
        ("**/note/salva/", lambda: f"/persone/{make_person().pk}/", "Testo della nota",
         "Salva la nota"),
        ("**/sessione/", *next(iter(SHORT.values()))),
    ],
    ids=["long", "short"],
)  # fmt: skip
def test_a_form_that_waits_to_be_sent_is_busy_until_it_stays(walk, way, address, label, button):
    worker, held = walk("ines"), []
    page = worker.go(address())
    field = worker.field(label)
    form = page.locator("main form").filter(has=page.get_by_role("button", name=button, exact=True))
    worker.context.route(way, lambda route: held.append(route))

    field.fill(WORDS)
    worker.button(button).click()

    expect(form).to_have_attribute("aria-busy", "true")
    with worker.expecting(502):
        for route in held:
            route.fulfill(status=502)
        expect(form).not_to_have_attribute("aria-busy", "true")
    expect(field).to_have_value(WORDS)
    worker.context.unroute(way)
