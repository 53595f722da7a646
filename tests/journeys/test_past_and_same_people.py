"""“Modifiche” with what stands beside the record; a code that two partners of a project hold."""

from tests.cast import COMO, player
from tests.makers import (
    make_appointment,
    make_deadline,
    make_document,
    make_member_of_household,
    make_person,
    make_referral,
    make_share,
)

CODE = {"identifier": "RSSMRA80A01F205X", "identifier_kind": "TAX_CODE"}


def test_the_past_of_a_person_is_told_in_one_page(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_document(person, days=200, note="Fronte e retro")
    make_member_of_household(person)
    make_appointment(person)
    deadline = make_deadline(person)
    make_share(person, to=player("sara"))
    make_referral(person, to=player("nora"))
    worker = walk("ines")
    page = worker.page

    worker.go(f"/persone/scadenze/{deadline.pk}/")
    worker.field("Che cosa c’è da fare").fill("Chiedere l’ISEE al CAF di via Milano")
    with page.expect_navigation():
        worker.button("Salva").press("Enter")
    worker.go(f"/persone/{person.pk}/")
    page.get_by_role("link", name="Modifiche").click()

    page.get_by_role("heading", name="Documento · Carta d’identità").wait_for()
    page.get_by_role("heading", name="Scadenza · Chiedere l’ISEE al CAF").first.wait_for()
    worker.look("modifiche")


def test_who_coordinates_the_lead_body_sees_a_code_at_two_partners(walk, como_runs):
    make_person(by=player("ines"), **CODE)
    make_person(by=player("sara"), **CODE)
    coordinator = walk("marco")
    page = coordinator.page

    coordinator.go(f"/progetti/{COMO}/")
    coordinator.look("progetto-capofila")
    page.get_by_role("link", name="Stessa persona in due enti").press("Enter")

    page.get_by_role("rowheader", name="05X").wait_for()
    coordinator.look("stessa-persona")
    page.get_by_role("link", name="Apri la scheda").press("Enter")
    page.get_by_role("heading", level=1).wait_for()
