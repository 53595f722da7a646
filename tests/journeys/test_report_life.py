"""A report's life at the browser: two people confirm and send it, the auditor reads it."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.jobs.runner import run
from projects.models import Project
from reporting.actions import ask_for_report, send_report
from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers import make_participation, make_person
from tests.reporting.test_report_life import confirm, made, reopen


@pytest.fixture
def prepared(settings, tmp_path, transactional_db):
    """Olga's report of seven people, who they are, and the folder of its file."""
    settings.MEDIA_ROOT = tmp_path
    people = [make_participation(make_person(), entry_on=date(2021, 2, day)) for day in range(1, 8)]
    return made(tmp_path, *people), people, tmp_path


def send(report):
    with as_user(player("olga")) as user:
        return send_report(
            report, protocol="U1.2022.7", sent_on=date(2022, 1, 10), by=user, at=timezone.now()
        )


def test_confirm_and_send_cost_four_clicks(walk, prepared):
    officer, second = walk("olga"), walk("elena")
    officer.go(f"/rendiconti/{prepared[0].pk}/")
    officer.look("rendiconto-pronto-chi-ha-preparato")

    page = second.go("/")
    second.count_from_here()
    second.click(page.locator("#ultimi-rendiconti .pc-lines a").first)
    second.look("rendiconto-da-confermare")
    second.click(second.button("Conferma"))
    page.get_by_text("Rendiconto confermato.").wait_for()
    officer.go("/")
    officer.count_from_here()
    officer.click(officer.page.locator("#ultimi-rendiconti .pc-lines a").first)
    officer.look("rendiconto-da-inviare")
    officer.field("Numero di protocollo").fill("U1.2022.0012345")
    officer.click(officer.button("Segna come inviato"))
    officer.page.get_by_text("ora è sigillato").wait_for()
    officer.look("rendiconto-inviato")

    assert second.clicks + officer.clicks == 4


@pytest.fixture
def sent(settings, tmp_path, transactional_db):
    """A report of three people at the end of September 2021, really made, confirmed and sent."""
    settings.MEDIA_ROOT = tmp_path
    for day in range(1, 4):
        make_participation(make_person(), entry_on=date(2021, 2, day))
    with as_user(player("olga")) as user:
        asked = ask_for_report(
            Project.objects.get(code=COMO), cut_off=date(2021, 9, 30), by=user, at=timezone.now()
        )
    run(asked.job_id)
    return send(confirm(asked, player("elena")))


# The PDF engine leaves its colour profile open.
@pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")
def test_a_remark_is_answered_corrected_and_sent_again(walk, sent):
    officer, second = walk("olga"), walk("elena")
    page = officer.go("/")
    officer.count_from_here()

    officer.click(page.locator("#ultimi-rendiconti .pc-lines a").first)
    officer.look("rendiconto-da-riaprire")
    officer.click(page.get_by_label("Osservazione di Regione Lombardia"))
    officer.tab_to("Che cosa va corretto")
    page.keyboard.type("Manca una persona entrata in marzo.")
    officer.click(officer.button("Riapri in una nuova versione"))
    page.get_by_text("Rendiconto riaperto").wait_for()
    officer.look("rendiconto-riaperto")
    make_participation(make_person(), entry_on=date(2021, 3, 1))
    officer.click(officer.button("Prepara il rendiconto"))
    officer.button("Annulla la preparazione").wait_for()
    with as_user(player("olga")):
        later = FundingReport.objects.get(replaces=sent)
    run(later.job_id)
    page.get_by_role("link", name=re.compile("Scarica tutto, zip")).wait_for()
    officer.click(officer.link("Che cosa cambia dalla versione 1"))
    page.get_by_role("heading", name="Che cosa cambia dalla versione 1").wait_for()

    expect(page.get_by_text("Manca una persona entrata in marzo.")).to_have_count(1)
    assert (officer.clicks, officer.loads) == (5, 2)
    officer.look("rendiconto-differenze-vere")
    second.go("/")
    second.click(second.page.locator("#ultimi-rendiconti .pc-lines a").first)
    second.click(second.button("Conferma"))
    second.page.get_by_text("Rendiconto confermato.").wait_for()
    officer.go(f"/rendiconti/{later.pk}/")
    officer.field("Numero di protocollo").fill("U1.2022.0099999")
    officer.click(officer.button("Segna come inviato"))
    page.get_by_text("ora è sigillato").wait_for()
    with as_user(player("olga")):
        states = FundingReport.objects.order_by("version").values_list("version", "state")
        assert list(states) == [(1, "SENT"), (2, "SENT")]


def test_a_remark_is_answered_by_the_next_version(walk, prepared):
    report, people, folder = prepared
    confirm(report, player("elena"))
    later = reopen(send(report), player("olga"))
    officer = walk("olga")
    page = officer.go(f"/rendiconti/{later.pk}/")
    officer.look("rendiconto-versione-due")
    made(folder, *people[2:], make_participation(make_person()), report=later)

    officer.go(f"/rendiconti/{later.pk}/differenze/")
    officer.look("rendiconto-differenze")
    officer.go(f"/rendiconti/{later.pk}/cifre/")
    officer.look("rendiconto-cifre")
    officer.go(f"/rendiconti/{report.pk}/verifica/")
    officer.look("rendiconto-verifica")
    officer.go("/rendiconti/?stato=SENT")
    officer.look("rendiconti-elenco")

    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_auditor_reads_what_was_sent(walk, prepared):
    confirm(prepared[0], player("elena"))
    send(prepared[0])
    auditor = walk("rita")
    page = auditor.page
    auditor.look("revisore-home")

    page.locator("#inviati .pc-lines a").first.click()
    page.get_by_role("heading", name="Chi ne risponde").wait_for()
    auditor.look("revisore-rendiconto")
    page.get_by_role("link", name="Chi conta nelle cifre").click()
    page.locator("tbody td a").first.click()
    page.get_by_role("heading", name="CO01").wait_for()
    auditor.look("revisore-chi-conta")

    expect(page.locator("tbody tr")).to_have_count(7)
