"""The homes of the other roles, and the pages they lead to."""

from playwright.sync_api import expect

from tests.makers import make_note, make_participation, make_person


def test_the_coordinator_opens_what_the_home_counts(walk):
    for _person in range(3):
        make_participation(make_person())
    make_person(by=None, answers={"education_id": None})
    coordinator = walk("marco")
    page = coordinator.page

    page.get_by_role("link", name="Tutte dell’ente").click()

    expect(page.locator("tbody tr")).to_have_count(4)


def test_the_administrator_sees_who_looked_and_no_case(walk, ines):
    person = make_person(first_name="Rosa", last_name="Pozzi")
    make_note(person, text="Non è per l’amministratore.")
    walk("ines").go(f"/persone/{person.pk}/")
    admin = walk("dario")
    page = admin.page

    menu = page.get_by_role("navigation", name="Principale")
    menu.get_by_role("link", name="Utenti").click()
    page.get_by_role("table").get_by_text("Ines Molteni").first.wait_for()
    menu.get_by_role("link", name="Accessi").click()
    page.get_by_role("link", name=f"persona n. {person.pk}").first.click()

    page.get_by_role("heading", name="Rosa Pozzi").wait_for()
    expect(page.get_by_role("table").get_by_text("diario")).to_be_visible()
    assert "Non è per l’amministratore" not in page.content()


def test_the_auditor_has_a_home_of_her_own(walk):
    auditor = walk("rita")
    page = auditor.page

    page.get_by_role("navigation", name="Principale").get_by_role("link", name="Rendiconti").click()

    page.get_by_role("heading", name="Rendiconti", level=1).wait_for()
    expect(page.get_by_label("Cerca una persona")).to_have_count(0)


def test_signing_out_leaves_no_page_behind(walk):
    person = make_person(first_name="Rosa", last_name="Pozzi")
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    page.get_by_text("Ines Molteni").first.click()
    page.get_by_role("button", name="Esci").click()
    page.get_by_label("Password", exact=True).wait_for()
    page.go_back()

    page.get_by_label("Password", exact=True).wait_for()
    assert "Pozzi" not in page.content()
