"""An absence from the agenda, and a colleague who has its appointments on the home."""

from beneficiaries.models import Appointment, CaseNote
from tests.acting import as_user
from tests.makers import make_appointment, make_deadline, make_person

NOTE = "Vista al posto di Marco: ha firmato il patto."


def test_who_is_away_names_a_cover_who_holds_the_appointment(walk, ines, marco):
    person = make_person(by=marco, first_name="Loredana", last_name="Cattaneo")
    make_appointment(person, by=marco, hour=9)
    make_deadline(person, by=marco)
    away = walk("marco")
    away.go("/agenda/")
    away.click(away.link("Segna che sei assente, e chi copre"))
    away.look("assenza-nuova")
    away.field("Primo giorno").fill("oggi")
    away.field("Ultimo giorno").fill("domani")
    away.field("Chi copre").select_option(label="Ines Molteni")
    away.click(away.button("Salva"))
    away.page.get_by_text("Assenza scritta").wait_for()
    away.look("assenze")

    worker = walk("ines")
    page = worker.go("/")
    page.get_by_text("Copri Marco Bianchi fino al").wait_for()
    worker.look("oggi-copre")
    page.locator(".pc-tasks").get_by_role("link", name="Tenuto").first.click()
    worker.type("Testo della nota", NOTE)
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("l’appuntamento risulta tenuto").wait_for()
    worker.look("persona-assente")

    with as_user(ines):
        note = CaseNote.objects.get(text=NOTE)
        assert (Appointment.objects.get().note, note.author) == (note, ines)
