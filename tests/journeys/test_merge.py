"""Somebody registered twice becomes one record, in six clicks from the home, and two again."""

from datetime import date

from beneficiaries.models import Beneficiary, RosterEntry
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_note, make_pair, make_person


def listed() -> int:
    """How many people the lists of the agency hold."""
    with as_user(player("marco")):
        return RosterEntry.objects.count()


def test_two_records_become_one_and_two_again(walk):
    pair = make_pair(second={"first_name": "Diallo", "last_name": "Amina", "phone": "339 1234567"})
    make_note(pair.second)
    walker = walk("marco")
    page = walker.page

    walker.click(page.get_by_role("main").get_by_role("link", name="Possibili doppioni"))
    walker.click(page.get_by_role("link", name="Amina Diallo / Diallo Amina"))
    page.get_by_role("heading", name="Sono la stessa persona?").wait_for()
    walker.look("confronto")
    walker.click(page.get_by_label("Nome e cognome: Amina Diallo"))
    walker.click(walker.button("Unisci: vedi prima che cosa succede"))
    page.get_by_text("Telefono: 339 1234567, al posto di").wait_for()
    walker.look("anteprima-unione")
    walker.click(walker.button("Unisci le schede"))
    page.get_by_text("Le due schede sono unite.").wait_for()
    walker.look("unione")

    assert walker.clicks <= 6
    assert listed() == 1
    walker.click(walker.button("Annulla l’unione"))
    page.get_by_text("le due schede sono di nuovo due").wait_for()
    assert listed() == 2
    with as_user(player("marco")):
        assert not Beneficiary.objects.exclude(merged_into=None).exists()


def test_two_records_that_no_rule_finds_are_chosen_by_name(walk):
    make_person(first_name="Ada", last_name="Zanetti", birth_date=date(1980, 1, 1))
    make_person(first_name="Bruna", last_name="Colli", birth_date=date(1990, 2, 2))
    worker = walk("ines")
    page = worker.go("/persone/doppioni/")

    worker.link("Confronta due schede").click()
    for words, name in (("zanetti", "Ada Zanetti"), ("colli", "Bruna Colli")):
        page.get_by_placeholder("Cerca per nome").fill(words)
        page.locator("#note-people-found").get_by_label(name).check()
    worker.look("confronta-due-schede")
    worker.button("Confronta").press("Enter")

    page.get_by_role("heading", name="Sono la stessa persona?").wait_for()
