"""From the coordinator's desk to the end of a placement: decided, signed, started, ended."""

from django.utils import timezone

from placements.actions import decisions, proposals
from placements.enums import PlacementKind
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_person, make_placement

AIMS = "Riprendere un orario di lavoro e imparare a usare le macchine in sicurezza."


def submitted(first, last, **fields):
    """A proposal of this person on the coordinator's desk."""
    participation = make_participation(make_person(first_name=first, last_name=last))
    placement = make_placement(participation, **{"aims": AIMS} | fields)
    return send(placement)


def send(placement):
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def test_the_coordinator_decides_with_two_clicks_and_one_page(walk):
    joinery = make_host(employees=5)
    kitchen = make_host(name="Mensa del Lario coop. sociale", tax_code="00743110157")
    first = submitted(
        "Fabio", "Rusconi", host=joinery, kind=PlacementKind.EXTRACURRICULAR, eqf_level=3
    )
    blocked = submitted(
        "Nadia", "El Amrani", host=joinery, kind=PlacementKind.EXTRACURRICULAR, eqf_level=3
    )
    submitted("Rosa", "Pozzi", host=kitchen)
    coordinator = walk("marco")
    page = coordinator.page
    coordinator.click(page.get_by_role("main").get_by_role("link", name="Da esaminare").first)
    page.get_by_role("heading", name="Da esaminare").wait_for()
    coordinator.look("esame-coda")
    coordinator.go("/")
    coordinator.look("esame-casa")
    coordinator.count_from_here()

    coordinator.click(coordinator.link("Esamina chi aspetta da più tempo"))
    page.get_by_role("heading", name="Fabio Rusconi").wait_for()
    page.get_by_role("heading", name="La tua decisione").wait_for()
    coordinator.look("esame-pulita")
    coordinator.click(coordinator.button("Approva"))

    page.get_by_text("Tirocinio approvato").wait_for()
    page.get_by_role("heading", name="Nadia El Amrani").wait_for()
    assert page.url.endswith(f"/tirocini/{blocked.pk}/esame/")
    assert (coordinator.clicks, coordinator.loads) == (2, 1)
    assert coordinator.button("Approva").is_disabled()
    coordinator.look("esame-bloccata")
    coordinator.button("Respingi").click()
    page.get_by_role("link", name="Scegli il motivo").wait_for()
    coordinator.look("esame-errori")
    coordinator.field("Messaggio a Ines").fill("Riduci l’orario.")
    coordinator.button("Chiedi modifiche").click()
    page.get_by_role("heading", name="Rosa Pozzi").wait_for()
    with as_user(player("ines")) as user:
        decided = type(blocked).objects.get(pk=blocked.pk)
        decided.monthly_allowance, decided.host = 600, kitchen
        decided.host_tutor = kitchen.tutors.first()
        decided.save()
        proposals.submit_placement(decided, by=user, at=timezone.now())
    coordinator.go(f"/tirocini/{blocked.pk}/esame/")
    page.get_by_role("heading", name="Che cosa è cambiato").wait_for()
    coordinator.look("esame-cambiata")
    assert first.pk != blocked.pk


def test_changes_and_a_refusal_cost_three_clicks_and_one_page_at_most(walk):
    host = make_host()
    first = submitted("Fabio", "Rusconi", host=host)
    second = submitted("Nadia", "El Amrani", host=host)
    marco = walk("marco")
    page = marco.page

    marco.click(marco.link("Esamina chi aspetta da più tempo"))
    page.get_by_role("heading", name="Fabio Rusconi").wait_for()
    marco.tab_to("Messaggio a Ines")
    page.keyboard.type("Riduci l’orario.")
    marco.click(marco.button("Chiedi modifiche"))
    page.get_by_role("heading", name="Nadia El Amrani").wait_for()
    assert (marco.clicks, marco.loads) == (2, 1)

    marco.go("/")
    marco.count_from_here()
    marco.click(marco.link("Esamina chi aspetta da più tempo"))
    page.get_by_role("heading", name="Nadia El Amrani").wait_for()
    marco.tab_to("Messaggio a Ines")
    page.keyboard.type("Manca la spesa.")
    marco.click(page.get_by_label("Spesa non coperta"))
    marco.look("esame-respinge")
    marco.click(marco.button("Respingi"))
    page.get_by_text("Proposta respinta.").wait_for()
    assert (marco.clicks, marco.loads) == (3, 1)
    with as_user(player("ines")):
        states = type(first).objects.in_bulk([first.pk, second.pk])
    assert (states[first.pk].state, states[second.pk].state) == ("CHANGES", "REFUSED")


def test_it_is_signed_started_and_ended(walk):
    placement = submitted("Fabio", "Rusconi")
    with as_user(player("marco")) as user:
        decisions.approve_placement(placement, by=user, at=timezone.now())
    worker = walk("ines")
    page = worker.page

    worker.go("/tirocini/da-firmare/")
    worker.look("firme-mancanti")
    worker.button("Sollecita Fabio Rusconi").click()
    page.get_by_text("Sollecito inviato.").wait_for()
    worker.look("firme-sollecitate")
    worker.go(f"/tirocini/{placement.pk}/avvio/")
    worker.look("avvio-non-ancora")
    worker.go(f"/tirocini/{placement.pk}/firme/")
    worker.look("firme-vuote")
    for by in page.get_by_label("Firmato da").all():
        if not by.input_value():
            by.fill("Ines Molteni")
    for on in page.get_by_label("Firmato il").all():
        on.fill("oggi")
    worker.button("Registra le firme").click()
    page.get_by_text("Firme complete").wait_for()
    worker.field("Numero di protocollo").fill("UL-2026-118")
    worker.field("Inviata il").fill("ieri")
    worker.button("Registra la comunicazione").click()
    page.get_by_text("Comunicazione registrata").wait_for()
    worker.look("firme-complete")
    worker.go(f"/tirocini/{placement.pk}/")
    worker.look("tirocinio-firmato")
    worker.link("Avvia").click()
    worker.look("avvio")
    worker.button("Avvia il tirocinio").click()
    page.get_by_text("Tirocinio avviato.").wait_for()
    worker.link("Concludi o interrompi").click()
    worker.look("fine")
    worker.field("Ultimo giorno").fill("30/06/2021")
    worker.button("Vedi che cosa succede").click()
    worker.look("fine-errori")
    worker.field("Motivo, se finisce prima del previsto").select_option("JOB_FOUND")
    worker.field("Che cosa è successo").fill("Assunto da un’altra ditta.")
    worker.button("Vedi che cosa succede").click()
    page.get_by_role("heading", name="Che cosa succede").wait_for()
    worker.look("fine-conferma")
    worker.button("Interrompi il tirocinio").click()
    page.get_by_text("Tirocinio interrotto").wait_for()
    worker.look("fine-dopo")
