"""Somebody's first three months, from the first interview to a plan that is signed and followed.

Once with the keyboard alone, from the registration on; once more on a telephone, with a finger.
"""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page

from beneficiaries.models import (
    Appointment,
    Assessment,
    Beneficiary,
    CaseNote,
    Deadline,
    PersonalPlan,
)
from tests.acting import as_user
from tests.cast import player
from tests.journeys.test_assessment import answer
from tests.journeys.test_keyboard import press_to
from tests.journeys.test_on_the_phone import PHONE
from tests.journeys.walker import NARROW, WIDE, Walk
from tests.makers import make_appointment, make_person, make_proposed

WHO = "Loredana Cattaneo"
TODAY = timezone.localdate()
FIRST = TODAY - timedelta(days=90)
MET = "Si presenta con la sorella: ha perso il lavoro a febbraio, vuole ricominciare."
HELD = "Ha portato il curriculum: lo rivediamo insieme, manca il corso da mulettista."
AFTER = "A tre mesi: ha iniziato il corso, il magazzino di Cernobbio la richiama."
AIM = "Tornare a lavorare vicino a casa."
# The least a finger needs (WCAG 2.2, 2.5.8), in pixels.
FINGER = 24


# --- by keyboard ----------------------------------------------------------------------------------


def write(walk: Walk, **told: str) -> None:
    """Go from field to field with Tab, and type over what stands there."""
    for label, words in told.items():
        walk.tab_to(label.replace("_", " "))
        walk.page.keyboard.press("Control+A")
        walk.page.keyboard.type(words)


def said(page: Page, words: str) -> None:
    """Wait until the page says so."""
    page.get_by_text(words).first.wait_for()


def register(ines: Walk) -> None:
    """A name is enough to begin with."""
    page = ines.page
    press_to(page, "link", "Registra una persona")
    page.get_by_role("heading", name="Registra una persona: chi è").wait_for()
    write(ines, Nome="Loredana", Cognome="Cattaneo")
    ines.look("tre-mesi-1-registra", WIDE)
    press_to(page, "button", "Continua")
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    press_to(page, "button", "Continua")
    page.get_by_role("heading", name="Controlla e registra").wait_for()
    press_to(page, "button", "Registra la persona")
    page.get_by_role("heading", name=WHO).wait_for()


def write_the_first_note(ines: Walk) -> None:
    """What was said when they met, three months ago."""
    write(ines, Data=f"{FIRST:%d/%m/%Y}", Testo_della_nota=MET)
    press_to(ines.page, "button", "Salva la nota")
    said(ines.page, "Nota salvata.")
    ines.look("tre-mesi-2-nota", WIDE)


def keep_the_appointment(ines: Walk) -> None:
    """It is fixed, kept, and its note grows out of it."""
    page = ines.page
    press_to(page, "link", "Fissa un appuntamento")
    page.get_by_role("heading", name="Fissa un appuntamento").wait_for()
    press_to(page, "radio", "oggi", key="Space")
    write(ines, Ora="8")
    ines.look("tre-mesi-3-appuntamento", WIDE)
    page.keyboard.press("Enter")
    said(page, "Appuntamento fissato")
    press_to(page, "link", "Agenda")
    page.get_by_role("heading", name="Agenda").wait_for()
    ines.look("tre-mesi-4-agenda", WIDE)
    press_to(page, "link", f"Tenuto ({WHO}, 8:00)")
    page.get_by_role("heading", name="Nota sull’appuntamento").wait_for()
    write(ines, Testo_della_nota=HELD)
    press_to(page, "button", "Salva la nota")
    said(page, "l’appuntamento risulta tenuto")


def assess(ines: Walk) -> None:
    """Where she stands, area by area."""
    page = ines.page
    press_to(page, "link", "Valutazioni")
    page.wait_for_url("**/valutazioni/")
    press_to(page, "link", "Nuova valutazione")
    page.get_by_role("heading", name="Nuova valutazione").wait_for()
    answer(page, "WORK", 2)
    answer(page, "HEALTH", 4)
    write(ines, Osservazione_generale="Vuole tornare in magazzino.")
    ines.look("tre-mesi-5-valutazione", WIDE)
    press_to(page, "button", "Salva la valutazione")
    said(page, "Valutazione salvata.")


def note_what_is_to_be_done(ines: Walk) -> None:
    """A deadline, from the person's page; it is ticked from home when it is done."""
    page = ines.page
    press_to(page, "link", "Diario")
    page.get_by_role("heading", name="Nuova nota").wait_for()
    press_to(page, "link", "Aggiungi una scadenza")
    page.get_by_role("heading", name="Aggiungi una scadenza").wait_for()
    write(ines, **{"Che cosa c’è da fare": "Chiedere il corso al CFP"})
    write(ines, Oppure_un_altro_giorno="oggi")
    ines.look("tre-mesi-6-scadenza", WIDE)
    press_to(page, "button", "Aggiungi")
    said(page, "Scadenza aggiunta")


def propose_the_plan(ines: Walk) -> None:
    """Written with her, on one screen."""
    page = ines.page
    press_to(page, "link", "Progetto")
    page.wait_for_url("**/progetto/")
    press_to(page, "button", "Inizia il progetto")
    page.get_by_role("heading", name="Scrivi il progetto").wait_for()
    write(ines, Finalità_generale=AIM, Verifica_ogni_quanti_mesi="3")
    write(ines, Prossima_verifica=f"{TODAY + timedelta(days=90):%d/%m/%Y}")
    write(ines, Obiettivo="Un lavoro di mezza giornata", Che_cosa_si_fa="Il corso da mulettista")
    ines.look("tre-mesi-7-progetto", WIDE)
    press_to(page, "button", "Salva e proponi al coordinatore")
    said(page, "Progetto proposto al coordinatore")


def approve(marco: Walk) -> None:
    """The coordinator finds it at home."""
    page = marco.page
    press_to(page, "link", "Progetti da approvare", exact=False)
    page.get_by_role("heading", name="Progetti da approvare").wait_for()
    press_to(page, "link", WHO)
    page.get_by_role("heading", name="La tua decisione").wait_for()
    marco.look("tre-mesi-8-esame", WIDE)
    press_to(page, "button", "Approva")
    said(page, "Progetto approvato")


def sign(ines: Walk) -> None:
    """Her signature, seen on paper."""
    page = ines.page
    press_to(page, "link", "Progetto")
    said(page, "manca la firma")
    press_to(page, "link", "Registra una firma")
    page.get_by_role("heading", name="Firme del progetto").wait_for()
    write(ines, Nome_di_chi_ha_firmato=WHO, Firmato_il="oggi")
    ines.look("tre-mesi-9-firma", WIDE)
    press_to(page, "button", "Registra la firma")
    said(page, "Firma registrata")


def follow_up(ines: Walk) -> None:
    """What was to be done is done, and the note of the third month is written."""
    page = ines.page
    press_to(page, "link", "Diario")
    page.get_by_role("heading", name="Nuova nota").wait_for()
    press_to(page, "button", f"Segna come fatta: Chiedere il corso al CFP ({WHO})")
    page.get_by_role("button", name="Togli il segno: Chiedere il corso al CFP").wait_for()
    # The note stands before what is to be done: back to it.
    ines.tab_to("Testo della nota", "Shift+Tab")
    page.keyboard.type(AFTER)
    press_to(page, "button", "Salva la nota")
    said(page, "Nota salvata.")
    ines.look("tre-mesi-10-diario", WIDE)


def test_three_months_with_the_keyboard_alone(walk, ines):
    worker = walk("ines")

    register(worker)
    write_the_first_note(worker)
    keep_the_appointment(worker)
    assess(worker)
    note_what_is_to_be_done(worker)
    propose_the_plan(worker)
    approve(walk("marco"))
    sign(worker)
    follow_up(worker)

    told = (worker.clicks, worker.page.locator(".pc-timeline > li").count())
    assert told == (0, 3)
    with as_user(ines):
        [person] = Beneficiary.objects.all()
        notes = CaseNote.objects.filter(beneficiary=person).order_by("pk")
        assert [note.text for note in notes] == [MET, HELD, AFTER]
        assert notes[0].happened_on == FIRST
        assert Appointment.objects.get().note == notes[1]
        assert Assessment.objects.get().beneficiary == person
        assert Deadline.objects.get().done_at is not None
        plan = PersonalPlan.objects.get()
        assert (plan.state, plan.aim, plan.signatures.count()) == ("APPROVED", AIM, 1)


# --- by thumb -------------------------------------------------------------------------------------


def tap(target: Locator) -> None:
    """Tap what is large enough for a finger; of a chip or a box, its label is what one hits."""
    target.scroll_into_view_if_needed()
    box = target.evaluate(
        "one => { const seen = one.labels?.[0] ?? one; const {width, height} ="
        " seen.getBoundingClientRect(); return [width, height]; }"
    )
    assert min(box) >= FINGER, f"{target}: {box} is too small for a finger"
    target.tap()


def test_the_same_months_on_the_telephone(walk, ines):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_appointment(person, hour=8)
    make_proposed(person)
    marco = walk("marco", **PHONE)
    marco.go(f"/persone/{person.pk}/progetto/esame/")
    marco.look("tre-mesi-telefono-esame", NARROW)
    tap(marco.button("Approva"))
    said(marco.page, "Progetto approvato")

    worker = walk("ines", **PHONE)
    page = worker.go("/agenda/")
    worker.look("tre-mesi-telefono-agenda", NARROW)
    tap(page.get_by_role("link", name=f"Tenuto ({WHO}, 8:00)"))
    worker.field("Testo della nota").fill(HELD)
    worker.look("tre-mesi-telefono-nota", NARROW)
    tap(worker.button("Salva la nota"))
    said(page, "l’appuntamento risulta tenuto")
    worker.go(f"/persone/{person.pk}/valutazioni/nuova/")
    tap(page.get_by_role("radio", name="3 Ricerca con un sostegno", exact=True))
    worker.look("tre-mesi-telefono-valutazione", NARROW)
    tap(worker.button("Salva la valutazione"))
    said(page, "Valutazione salvata.")
    worker.go(f"/persone/{person.pk}/scadenze/nuova/")
    worker.field("Che cosa c’è da fare").fill("Chiedere il corso al CFP")
    tap(worker.field("domani"))
    worker.look("tre-mesi-telefono-scadenza", NARROW)
    tap(worker.button("Aggiungi"))
    said(page, "Scadenza aggiunta")
    worker.go(f"/persone/{person.pk}/progetto/")
    worker.look("tre-mesi-telefono-progetto", NARROW)
    tap(worker.link("Registra una firma"))
    worker.field("Nome di chi ha firmato").fill(WHO)
    worker.field("Firmato il").fill("oggi")
    worker.look("tre-mesi-telefono-firma", NARROW)
    tap(worker.button("Registra la firma"))
    said(page, "Firma registrata")
    worker.go(f"/persone/{person.pk}/")
    worker.field("Testo della nota").fill(AFTER)
    tap(worker.button("Salva la nota"))
    said(page, "Nota salvata.")
    worker.look("tre-mesi-telefono-diario", NARROW)

    with as_user(player("ines")):
        assert CaseNote.objects.filter(text__in=[HELD, AFTER]).count() == 2
        assert PersonalPlan.objects.get().signatures.count() == 1
