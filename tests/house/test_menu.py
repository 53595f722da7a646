"""The menu marks the entry a page belongs to, also where its address begins with another's."""

import pytest
from lxml import html

from tests.acting import client_of
from tests.cast import COMO, player

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("/", "Oggi"),
        ("/scadenze/", "Oggi"),
        ("/persone/gruppo/", "Oggi"),
        ("/persone/?apri=mia", "Persone"),
        ("/agenda/", "Agenda"),
        (f"/progetti/{COMO}/", "Progetti"),
        (f"/progetti/{COMO}/pagamenti/nuovo/", "Pagamenti"),
        ("/pagamenti/indennita/", "Pagamenti"),
        ("/tirocini/da-firmare/", "Tirocini"),
        ("/tirocini/risposte/", "Tirocini"),
    ],
)
def test_the_entry_of_a_page(address, entry):
    page = html.document_fromstring(client_of(player("marco")).get(address).content.decode())

    marked = page.xpath("//nav[@aria-label='Principale']//a[@aria-current]")
    assert {one.text_content().strip() for one in marked} == {entry}
