"""Somebody registered twice becomes one record, in six clicks from the home, and two again."""

from beneficiaries.models import Beneficiary, RosterEntry
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_note, make_pair


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
