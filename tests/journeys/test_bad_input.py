"""What people type by mistake, twice, too late, or at the same time: a sentence, nothing lost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from beneficiaries.models import Beneficiary, CaseNote
from core.reference.identifiers import tax_code_of
from tests.acting import as_user
from tests.journeys.test_social_worker import CODE
from tests.journeys.walker import sign_in_on
from tests.makers import make_participation, make_person

LONG = "Parole di troppo. " * 6_000
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"


def summary_is_focused(walk) -> None:
    """The summary of the errors has the focus, and its first link leads into the field."""
    page = walk.page
    summary = page.locator("[data-focus]")
    summary.wait_for()
    assert summary.evaluate("one => one === document.activeElement")
    link = summary.get_by_role("link").first
    wanted = link.get_attribute("href").removeprefix("#")
    link.click()
    assert page.evaluate("document.activeElement.id") == wanted
    assert page.title().startswith("Errore:")


def sign_in_in_another_tab(walk, name: str = "ines") -> None:
    """Follow the link of the sentence, sign in there, and come back to the page left open."""
    page = walk.page
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Accedi di nuovo in un’altra scheda").click()
    sign_in_on(opened.value, name)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_text("La sessione è finita").wait_for(state="hidden")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (CODE[:-1] + ("A" if CODE[-1] != "A" else "B"), "non torna con le altre"),
        ("CTTLDN69", "16 caratteri"),
        (tax_code_of("Ugo", "Rossi", date(1980, 1, 1), "M", "C933"), "conferma"),
    ],
)
def test_a_code_that_cannot_be_is_told_and_kept(walk, code, sentence):
    worker = walk("ines")
    worker.go("/persone/nuova/")

    worker.field("Codice fiscale").fill(code)
    worker.field("Nome").fill("Loredana")
    worker.field("Cognome").fill("Cattaneo")
    worker.field("Data di nascita").fill("04/03/1969")
    worker.button("Continua").click()

    summary_is_focused(worker)
    expect(worker.page.get_by_role("main")).to_contain_text(sentence)
    assert worker.field("Codice fiscale").input_value() == code
    assert worker.field("Nome").input_value() == "Loredana"
    worker.look(f"errori-codice-{sentence.split()[0]}")


def test_days_to_come_are_refused_everywhere(walk):
    person = make_person()
    worker = walk("ines")

    worker.go("/persone/nuova/")
    worker.field("Nome").fill("Rosa")
    worker.field("Data di nascita").fill(TOMORROW)
    worker.button("Continua").click()
    summary_is_focused(worker)
    worker.go(f"/persone/{person.pk}/")
    worker.field("Data").fill(TOMORROW)
    worker.field("Testo della nota").fill("Verrà domani.")
    worker.button("Salva la nota").click()
    summary_is_focused(worker)
    assert worker.field("Testo della nota").input_value() == "Verrà domani."
    worker.look("errori-nota")
    worker.go(f"/persone/{person.pk}/partecipazioni/nuova/")
    worker.field("Giorno di ingresso").fill(TOMORROW)
    worker.button("Iscrivi al progetto").click()
    summary_is_focused(worker)
    assert worker.field("Giorno di ingresso").input_value() == TOMORROW
    worker.look("errori-iscrizione")


def test_an_exit_before_the_entry_is_refused(walk):
    participation = make_participation()
    worker = walk("ines")
    worker.go(f"/partecipazioni/{participation.pk}/uscita/")

    worker.field("Giorno di uscita").fill("01/01/2021")
    worker.field("Percorso concluso").check()
    worker.button("Registra l’uscita").click()

    summary_is_focused(worker)
    assert worker.field("Percorso concluso").is_checked()
    worker.look("errori-uscita")


def test_a_double_click_saves_once(walk, ines):
    person = make_person()
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    worker.field("Testo della nota").fill("Una volta sola.")
    worker.button("Salva la nota").dblclick()
    page.get_by_text("Nota salvata.").wait_for()
    page.reload()

    expect(page.locator(".pc-timeline").get_by_text("Una volta sola.")).to_have_count(1)
    with as_user(ines):
        assert CaseNote.objects.count() == 1


def test_a_double_click_registers_once(walk, ines):
    worker = walk("ines")
    page = worker.go("/persone/nuova/")

    worker.field("Nome").fill("Rosa")
    worker.button("Continua").dblclick()
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    worker.button("Continua").click()
    page.get_by_role("heading", name="Controlla e registra").wait_for()
    worker.button("Registra la persona").dblclick()
    page.get_by_text("Persona registrata").wait_for()

    with as_user(ines):
        assert Beneficiary.objects.count() == 1


def test_two_people_on_the_same_form_lose_nothing(walk):
    person = make_person(phone="031 111111")
    address = f"/persone/{person.pk}/anagrafica/modifica/"
    first, second = walk("ines"), walk("marco")
    first.go(address)
    second.go(address)

    first.field("Telefono").fill("031 222222")
    first.field("E-mail").fill("rosa@example.org")
    first.button("Salva").click()
    first.page.get_by_text("Dati salvati.").wait_for()
    second.field("Telefono").fill("031 333333")
    second.button("Salva").click()

    met = second.page.get_by_role("alert")
    met.wait_for()
    expect(met).to_contain_text("031 222222")
    expect(met).to_contain_text("031 333333")
    assert second.field("Telefono").input_value() == "031 333333"
    second.look("errori-due-persone")
    second.button("Salva").click()
    second.page.get_by_text("Dati salvati.").wait_for()
    expect(second.page.get_by_text("031 333333")).to_be_visible()


def test_a_hundred_thousand_characters_come_back(walk):
    person = make_person()
    worker = walk("ines")
    worker.go(f"/persone/{person.pk}/")

    worker.field("Testo della nota").fill(LONG)
    worker.button("Salva la nota").click()

    summary_is_focused(worker)
    assert worker.field("Testo della nota").input_value().strip() == LONG.strip()


def test_a_note_sent_after_the_session_ended_is_still_there(walk):
    person = make_person()
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    worker.field("Testo della nota").fill("Racconta di un colloquio andato bene.")
    page.get_by_text("Bozza salvata").wait_for()

    worker.context.clear_cookies(name="sessionid")
    worker.button("Salva la nota").click()
    page.get_by_label("Password", exact=True).wait_for()
    worker.sign_in_here("ines")

    page.get_by_text("Racconta di un colloquio andato bene.").wait_for()
    worker.button("Invia adesso").click()
    page.get_by_text("Nota salvata.").wait_for()
    # Nothing of it is left to be sent twice.
    assert worker.field("Testo della nota").input_value() == ""


def test_what_is_typed_after_the_session_ended_waits_for_a_new_sign_in(walk, ines):
    person = make_person()
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    worker.context.clear_cookies(name="sessionid")

    with worker.expecting(401):
        worker.field("Testo della nota").fill("Scritta dopo la pausa.")
        page.get_by_text("La sessione è finita").wait_for()
        worker.look("sessione-finita")
    worker.button("Salva la nota").click()
    assert worker.field("Testo della nota").input_value() == "Scritta dopo la pausa."
    sign_in_in_another_tab(worker)
    worker.button("Salva la nota").click()
    page.get_by_text("Nota salvata.").wait_for()

    with as_user(ines):
        assert CaseNote.objects.get().text == "Scritta dopo la pausa."


def test_a_page_left_open_while_another_tab_signed_in_again_goes_on_by_itself(walk, ines):
    person = make_person()
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    worker.context.clear_cookies()
    other = worker.context.new_page()
    other.goto(f"{worker.base}/accesso/login/")
    sign_in_on(other, "ines")
    other.close()

    with worker.expecting(403):
        worker.field("Testo della nota").fill("Scritta con il modulo di prima.")
        page.get_by_text("Bozza salvata").wait_for()
    worker.button("Salva la nota").click()
    page.get_by_text("Nota salvata.").wait_for()

    with as_user(ines):
        assert CaseNote.objects.get().text == "Scritta con il modulo di prima."


def test_a_registration_goes_on_where_the_session_ended(walk):
    worker = walk("ines")
    page = worker.go("/persone/nuova/")
    worker.field("Nome").fill("Rosa")
    worker.field("Detto anche").fill("Rosetta")

    worker.context.clear_cookies(name="sessionid")
    with worker.expecting(401):
        worker.button("Continua").click()
        page.get_by_text("La sessione è finita").wait_for()
        sign_in_in_another_tab(worker)
    worker.button("Continua").click()
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    worker.go("/")
    page.get_by_role("link", name="Registrazione di Rosa").click()

    assert worker.field("Detto anche").input_value() == "Rosetta"


def test_back_and_reload_lose_nothing_of_a_registration(walk):
    worker = walk("ines")
    page = worker.go("/persone/nuova/")
    worker.field("Nome").fill("Rosa")
    worker.button("Continua").click()
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    worker.choose("Titolo di studio", "Licenza media")
    page.get_by_text("Bozza salvata").wait_for()

    page.reload()
    assert worker.field("Titolo di studio").input_value() == "02"
    page.go_back()

    page.get_by_role("heading", name="Registra una persona: chi è").wait_for()
    assert worker.field("Nome").input_value() == "Rosa"


def test_somebody_elses_page_does_not_exist(walk):
    person = make_person()
    stranger = walk("nora")

    with stranger.expecting(404):
        stranger.go(f"/persone/{person.pk}/")
        stranger.page.get_by_role("heading", level=1).wait_for()

    assert person.last_name not in stranger.page.content()
    stranger.look("errori-non-trovata")


def test_a_verb_that_is_not_mine_is_refused_in_words(walk):
    officer = walk("olga")

    with officer.expecting(403):
        officer.go("/persone/nuova/")
        officer.page.get_by_role("heading", level=1).wait_for()

    officer.look("errori-non-permessa")
