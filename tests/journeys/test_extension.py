"""A later last day at the browser: asked for, decided by a coordinator, signed and notified."""

from datetime import timedelta

from django.utils import timezone

from tests.makers import make_host, make_placement
from tests.placements.test_extension_pages import make_present

TODAY = timezone.localdate()
KEYS = ("promoter", "host", "trainee", "service")


def test_a_placement_is_extended_by_two_people(walk):
    placement = make_present()
    worker, coordinator = walk("ines"), walk("marco")
    page, address = worker.page, f"/tirocini/{placement.pk}/"

    worker.go(address)
    worker.look("proroga-tirocinio")
    page.get_by_role("link", name="Proroga", exact=True).click()
    worker.field("Nuovo ultimo giorno").fill(f"{TODAY + timedelta(days=500):%d/%m/%Y}")
    worker.field("Perché si proroga").fill("Serve altro tempo per il magazzino.")
    page.get_by_text("Finisce dopo il progetto").wait_for()
    worker.look("proroga-bloccata")
    worker.field("Nuovo ultimo giorno").fill(f"{TODAY + timedelta(days=90):%d/%m/%Y}")
    worker.button("Invia al coordinatore").click()
    page.get_by_text("Proroga inviata").wait_for()
    worker.look("proroga-inviata")

    desk = coordinator.page
    coordinator.go("/tirocini/da-esaminare/")
    coordinator.look("proroga-coda")
    coordinator.link("Loredana Cattaneo").click()
    desk.get_by_role("heading", name="La tua decisione").wait_for()
    coordinator.look("proroga-esame")
    coordinator.button("Approva").click()
    desk.get_by_text("Proroga approvata").wait_for()

    page.reload()
    worker.look("proroga-approvata")
    for key in KEYS:
        page.locator(f"[name=extension-{key}-by]").fill("Chi firma")
        page.locator(f"[name=extension-{key}-on]").fill(f"{TODAY:%d/%m/%Y}")
    worker.button("Registra le firme").click()
    page.get_by_text("Firme registrate").wait_for()
    worker.field("Numero di protocollo").fill("COB-2026-77")
    worker.field("Inviata il").fill(f"{TODAY:%d/%m/%Y}")
    worker.button("Registra la comunicazione").click()
    page.get_by_text("La proroga è in vigore").wait_for()
    worker.look("proroga-in-vigore")
    worker.go(address)
    worker.look("proroga-dopo")
    worker.go(f"{address}storia/")
    worker.look("proroga-storia")


def test_host_and_kind_are_changed_on_the_way(walk):
    placement = make_placement()
    make_host(name="Mensa del Lario coop. sociale", tax_code="00743110157")
    worker = walk("ines")
    page = worker.page

    worker.go(f"/tirocini/{placement.pk}/proposta/")
    worker.look("cambia-proposta")
    worker.link("Cambia ospitante o tipo").click()
    worker.field("Ospitante").fill("Mensa del Lario coop. sociale")
    page.get_by_label("Tirocinio extracurriculare").check()
    worker.look("cambia-ospitante")
    worker.button("Salva e torna alla proposta").click()
    page.get_by_text("Scegli il tutor del nuovo ospitante").wait_for()
    worker.look("cambia-dopo")
