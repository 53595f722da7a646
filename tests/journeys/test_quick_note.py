"""In the street with the phone: a note in three clicks, completed later at the desk.

C: clicks. P: full page loads.
"""

import pytest
from django.urls import reverse

from beneficiaries.models import CaseNote
from core.models import Draft
from tests.acting import as_user, client_of
from tests.journeys.test_social_worker import cost
from tests.journeys.walker import HEIGHT, NARROW
from tests.makers import make_appointment, make_person

NOTE = "Incontrata al mercato: la casa è stata assegnata, chiama lei per il contratto."


@pytest.fixture
def people(transactional_db, ines):
    """Somebody met today, somebody looked at before, somebody else."""
    met = make_person(first_name="Loredana", last_name="Cattaneo")
    make_appointment(met, hour=11)
    seen = make_person(first_name="Ahmed", last_name="Diallo")
    client_of(ines).get(reverse("beneficiaries:show", args=[seen.pk]))
    return [met, seen, make_person(first_name="Zaira", last_name="Quadri")]


def test_writes_it_from_the_home_in_three_clicks_and_completes_it(walk, ines, people, capsys):
    worker = walk("ines")
    page = worker.page
    page.set_viewport_size({"width": NARROW, "height": HEIGHT[NARROW]})
    worker.go("/")
    worker.count_from_here()

    worker.click(page.locator(f"#offerta-{people[0].pk}"))
    worker.type("Testo della nota", NOTE)
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("il tipo di contatto resta da precisare").wait_for()

    assert cost(worker, capsys, "write a quick note") == (3, 1)
    worker.look("nota-rapida-salvata")
    worker.go("/scadenze/?quando=settimana")
    worker.go("/scadenze/")
    worker.click(worker.link("Completare la nota (Loredana Cattaneo)"))
    worker.look("nota-rapida-da-completare")
    worker.click(worker.field("Visita domiciliare"))
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("Nota completata").wait_for()
    with as_user(ines):
        assert CaseNote.objects.get().kind == "VISIT"


def test_finds_somebody_by_name_and_loses_nothing_on_the_way(walk, ines, people, capsys):
    worker = walk("ines")
    page = worker.go("/")
    worker.count_from_here()

    worker.type("Un’altra persona", "qua")
    page.locator(f"#trovata-{people[2].pk}").wait_for(state="attached")
    worker.type("Testo della nota", NOTE)
    page.locator("#quick-kept").get_by_text("Bozza salvata").wait_for()
    worker.look("nota-rapida-trovata")
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("il tipo di contatto resta da precisare").wait_for()

    assert cost(worker, capsys, "write a quick note on somebody found by name") == (3, 1)
    with as_user(ines):
        assert CaseNote.objects.get().beneficiary_id == people[2].pk
        assert not Draft.objects.exists()


def test_writes_one_note_for_a_group(walk, ines, people):
    worker = walk("ines")
    page = worker.go("/persone/nota-di-gruppo/")

    worker.click(page.locator(f"#offerta-{people[0].pk}"))
    worker.type("Un’altra persona", "quadri")
    worker.click(page.locator(f"#trovata-{people[2].pk}"))
    worker.click(worker.field("Équipe"))
    worker.type("Testo della nota", "Laboratorio di cucina.")
    worker.look("nota-di-gruppo")
    worker.click(worker.button("Salva per tutte"))
    page.get_by_text("Nota scritta nel diario di 2 persone").wait_for()

    with as_user(ines):
        assert CaseNote.objects.count() == 2


def test_puts_a_due_out_of_sight_and_back(walk, ines, people):
    client_of(ines).post("/persone/nota-rapida/", {"person": people[0].pk, "text": NOTE})
    worker = walk("ines")
    page = worker.go("/scadenze/")

    worker.click(page.get_by_text("Rimanda: Completare la nota"))
    worker.look("scadenza-rimanda-di")
    worker.click(worker.button("Di tre giorni"))
    page.get_by_text("Rimandata: torna da sola").wait_for()
    worker.click(page.get_by_text("Rimandate (1)"))
    worker.look("scadenze-rimandate")
    worker.click(worker.button("Riprendi: Completare la nota"))
    page.get_by_text("La scadenza è di nuovo fra le tue").wait_for()


def test_makes_the_address_of_the_calendar(walk, ines, people):
    worker = walk("ines")
    page = worker.go("/persone/la-mia-giornata/")

    worker.look("la-mia-giornata")
    worker.click(worker.button("Crea l’indirizzo"))
    address = page.get_by_label("Indirizzo del calendario").input_value()
    worker.look("calendario-creato")

    said = client_of().get("/" + address.split("/", 3)[3])
    assert said.content.count(b"BEGIN:VEVENT") == 1
