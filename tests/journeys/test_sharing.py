"""A person is shared, read by the other agency, and no more; and sent to one that accepts."""

from playwright.sync_api import expect

from tests.cast import player
from tests.journeys.walker import Walk
from tests.makers import make_assessment, make_note, make_person


def test_a_person_is_shared_read_and_taken_back(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_note(person, visibility="SHARED", text="Cerca un laboratorio vicino a casa.")
    make_note(person, text="Questo resta fra noi.")
    ours: Walk = walk("ines")
    page = ours.go(f"/persone/{person.pk}/condivisione/")

    ours.click(ours.link("Condividi con un ente"))
    ours.choose("Ente", "Tecum")
    page.get_by_label("Note condivise", exact=True).check()
    ours.type("Per che cosa", "Laboratorio di falegnameria")
    page.get_by_label("Presa in carico comune dei servizi sociali").check()
    ours.click(ours.button("Guarda che cosa vedrà"))
    page.get_by_role("heading", name="Che cosa vedrà Tecum").wait_for()
    expect(page.get_by_text("Cerca un laboratorio vicino a casa.")).to_be_visible()
    expect(page.get_by_text("Questo resta fra noi.")).to_have_count(0)
    ours.look("condivisione-anteprima")
    ours.click(ours.button("Condividi"))
    page.get_by_text("Condivisa con Tecum").wait_for()
    ours.look("condivisione")

    theirs: Walk = walk("nora")
    other = theirs.go("/persone/condivise-con-noi/")
    theirs.look("condivise-con-noi")
    theirs.click(theirs.link("Loredana Cattaneo"))
    other.get_by_text("Condivisa da Ascl").wait_for()
    theirs.click(theirs.link("Note condivise"))
    other.get_by_text("Cerca un laboratorio vicino a casa.").wait_for()
    theirs.look("condivisa-note")

    page.get_by_role("link", name="Termina").click()
    ours.click(ours.button("Termina adesso"))
    page.get_by_text("Tecum non vede più questa persona.").wait_for()
    with theirs.expecting(404):
        other.reload()
    expect(other.get_by_text("Cerca un laboratorio vicino a casa.")).to_have_count(0)


def test_a_person_is_sent_and_accepted(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_assessment(person, remark="Una prima valutazione.", WORK=2)
    ours: Walk = walk("ines")
    page = ours.go(f"/persone/{person.pk}/invii/nuovo/")

    ours.choose("Ente", "Tecum")
    ours.type("Che cosa chiedi", "Un posto nel laboratorio, due mattine a settimana.")
    ours.type("Perché a questo ente", "È vicino a casa sua.")
    page.get_by_label("Valutazioni", exact=True).check()
    page.get_by_label("Presa in carico comune dei servizi sociali").check()
    ours.look("invio-nuovo")
    ours.click(ours.button("Manda l’invio"))
    page.get_by_text("Invio mandato a Tecum.").wait_for()
    ours.look("invio-mandato")

    theirs: Walk = walk("nora")
    other = theirs.go("/scadenze/")
    theirs.click(theirs.link("Valutare l’invio di Ascl"))
    other.get_by_text("Un posto nel laboratorio").wait_for()
    expect(other.get_by_text("Cattaneo")).to_have_count(0)
    theirs.look("invio-ricevuto")
    theirs.choose("Chi la accoglie", f"{player('nora')} (io)")
    theirs.click(theirs.button("Accogli"))
    other.get_by_role("heading", name="Loredana Cattaneo").wait_for()
    expect(other.get_by_text("Questo resta fra noi.")).to_have_count(0)


def test_who_reads_a_shared_note_shows_while_one_writes(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    ours: Walk = walk("ines")
    page = ours.go(f"/persone/{person.pk}/")

    page.get_by_label("Condivisa", exact=True).check()
    page.get_by_text("Oggi non la legge nessun altro ente").wait_for()
    ours.look("nota-condivisa")
    ours.type("Testo della nota", "Ha trovato casa.")
    ours.click(ours.button("Salva la nota"))

    page.get_by_text("Nota condivisa salvata").wait_for()
