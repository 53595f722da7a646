"""A plan at the browser: written with the keyboard, sent back, changed, approved, followed."""

from datetime import timedelta

from django.utils import timezone

from tests.journeys.walker import NARROW
from tests.makers import make_approved, make_note, make_person

TODAY = timezone.localdate()


def loredana():
    """Somebody with a diary, and no plan yet."""
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_note(person)
    return person


def test_a_plan_is_written_decided_and_followed(walk):
    person = loredana()
    worker, coordinator = walk("ines"), walk("marco")
    page, address = worker.page, f"/persone/{person.pk}/progetto/"

    worker.go(address)
    worker.look("progetto-vuoto")
    worker.button("Inizia il progetto").press("Enter")
    page.get_by_role("heading", name="Scrivi il progetto").wait_for()
    keys = page.keyboard
    worker.tab_to("Finalità generale")
    keys.type("Tornare a lavorare vicino a casa, senza perdere i pomeriggi con i figli.")
    worker.tab_to("Verifica ogni quanti mesi")
    keys.type("3")
    worker.tab_to("Prossima verifica")
    keys.type(f"{TODAY + timedelta(days=90):%d/%m/%Y}")
    worker.tab_to("Obiettivo")
    keys.type("Un lavoro di mezza giornata")
    worker.tab_to("Che cosa vuole la persona")
    keys.type("Lavorare la mattina, quando i figli sono a scuola.")
    worker.tab_to("Che cosa si fa")
    keys.type("Scrivere il curriculum")
    page.get_by_text("Bozza salvata").wait_for()
    page.reload()
    assert worker.field("Che cosa si fa").input_value() == "Scrivere il curriculum"
    worker.button("Aggiungi un’azione all’obiettivo 1").press("Enter")
    page.locator("#id_g0a1-what").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_g0a1-what"
    keys.type("Rinnovare il patentino del muletto")
    page.locator("#id_g0a1-who").select_option("OTHER")
    worker.button("Salva e proponi al coordinatore").press("Enter")
    page.get_by_role("heading", name="C’è un problema").wait_for()
    worker.look("progetto-errore")
    page.locator("#id_g0a1-who_else").fill("CFP di Como")
    page.locator("#id_g0a1-hours_planned").fill("12")
    worker.look("progetto-modulo")
    worker.button("Salva e proponi al coordinatore").press("Enter")
    page.get_by_text("Progetto proposto al coordinatore").wait_for()
    worker.look("progetto-proposto")

    desk = coordinator.page
    coordinator.go("/")
    coordinator.look("progetto-oggi")
    desk.get_by_role("link", name="Progetti da approvare").click()
    coordinator.look("progetto-coda")
    coordinator.link("Loredana Cattaneo").click()
    coordinator.button("Chiedi modifiche").click()
    desk.get_by_role("heading", name="C’è un problema").wait_for()
    coordinator.field("Messaggio a Ines").fill("Aggiungi un obiettivo sulla casa.")
    coordinator.look("progetto-esame")
    coordinator.button("Chiedi modifiche").click()
    desk.get_by_text("Modifiche richieste").wait_for()

    worker.go(address)
    worker.look("progetto-rimandato")
    worker.link("Continua a scrivere").click()
    worker.button("Aggiungi un obiettivo").press("Enter")
    page.locator("#id_g1-title").fill("Una casa con meno spese")
    page.locator("#id_g1a0-what").fill("Chiedere il bonus sociale per l’energia")
    worker.button("Salva e proponi al coordinatore").press("Enter")
    page.get_by_text("Progetto proposto al coordinatore").wait_for()

    coordinator.go(f"{address}esame/")
    coordinator.button("Approva").click()
    desk.get_by_text("Progetto approvato").wait_for()

    worker.go(address)
    worker.look("progetto-approvato")
    page.get_by_role("button", name="Segna come fatta: Scrivere il curriculum").press("Enter")
    page.get_by_text("1 azione fatta su 3").wait_for()
    worker.go(f"/persone/{person.pk}/")
    worker.tab_to("Testo della nota")
    keys.type("Prova del muletto in magazzino: è andata bene.")
    keys.press("Tab")
    keys.press("ArrowDown")  # from none to fifteen minutes
    worker.tab_to("Serve all’azione")
    keys.type("Rinn")
    worker.look("progetto-nota")
    worker.button("Salva la nota").press("Enter")
    page.get_by_text("Per l’azione: Rinnovare il patentino").wait_for()
    worker.go(address)
    page.locator("li", has_text="Rinnovare").get_by_text("Incontri e ore").press("Enter")
    page.get_by_text("Ore fatte: 15 min su 12 h previste").first.wait_for()
    page.get_by_text("15 min").last.wait_for()
    worker.look("progetto-seguito")
    page.get_by_role("button", name="Annulla, non è fatta: Scrivere il curriculum").press("Enter")
    page.get_by_text("1 azione fatta su 3").wait_for()
    worker.link("Registra una firma").click()
    worker.field("Firmato il").fill(f"{TODAY:%d/%m/%Y}")
    worker.look("progetto-firme")
    worker.button("Registra la firma").press("Enter")
    page.get_by_text("Firma registrata").wait_for()


def test_a_new_version_is_compared_with_the_one_that_holds(walk):
    person = loredana()
    make_approved(person)
    worker, coordinator = walk("ines"), walk("marco")
    page, address = worker.page, f"/persone/{person.pk}/progetto/"

    worker.go(address)
    worker.button("Scrivi una nuova versione").click()
    page.locator("#id_g0-sign").fill("Un contratto di un anno.")
    page.locator("#id_g0a0-is_dropped").check()
    page.locator("#id_g0a1-hours_planned").fill("10")
    page.locator("#id_g1-is_dropped").check()
    worker.button("Aggiungi un obiettivo").click()
    page.locator("#id_g2-title").fill("Una casa con meno spese")
    page.locator("#id_g2a0-what").fill("Chiedere il bonus sociale per l’energia")
    worker.button("Salva la bozza").click()
    page.get_by_text("Bozza salvata.").wait_for()
    worker.look("progetto-nuova-versione")
    worker.button("Salva e proponi al coordinatore").click()
    page.get_by_text("Progetto proposto al coordinatore").wait_for()

    coordinator.go(f"{address}esame/")
    coordinator.look("progetto-differenze")
    coordinator.button("Approva").click()
    coordinator.page.get_by_text("Progetto approvato").wait_for()
    worker.go(f"{address}1/")
    worker.page.get_by_text("Sostituito").first.wait_for()
    worker.look("progetto-versione", NARROW)
