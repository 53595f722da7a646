"""Pictures for looking at; not kept."""

from datetime import date, timedelta
from django.utils import timezone
from django.urls import reverse
from tests.acting import as_user
from tests.cast import player
from tests.makers import *
from placements.actions import proposals
from placements.workflow import placement_workflow


def test_look(walk):
    host = make_host(places_offered=3)
    make_host(
        name="Cooperativa sociale Il Girasole",
        tax_code="00743110157",
        employees=4,
        sector="88.99 Assistenza sociale non residenziale",
    )
    make_tutor(host, first_name="Anna", last_name="Beretta", is_active=False)
    a = make_placement(
        make_participation(make_person(first_name="Fabio", last_name="Rusconi")),
        host=host,
        kind="EXTRACURRICULAR",
        eqf_level=3,
        starts_on=date(2021, 6, 28),
        ends_on=date(2022, 1, 27),
        monthly_allowance="300",
    )
    b = make_placement(
        make_participation(make_person(first_name="Loredana", last_name="Cattaneo")), host=host
    )
    with as_user(player("ines")) as u:
        b = proposals.submit_placement(b, by=u, at=timezone.now())
    with as_user(player("marco")) as u:
        row = type(b).objects.get(pk=b.pk)
        placement_workflow.take(row, "ask_changes", by=u)
        row.decided_at, row.decided_by, row.decision_note = (
            timezone.now(),
            u,
            "Un tirocinio in corso finisce il 9 luglio: sposta l’inizio a lun 12 lug, e il limite è rispettato.",
        )
        row.save()
    c = make_placement(
        make_participation(make_person(first_name="Ahmed", last_name="Diallo", gender="M")),
        host=host,
    )
    with as_user(player("ines")) as u:
        proposals.submit_placement(c, by=u, at=timezone.now())
    one = walk("ines")
    for name, address in (
        ("home", "/"),
        ("hosts", "/ospitanti/"),
        ("host", f"/ospitanti/{host.pk}/"),
        ("host_edit", f"/ospitanti/{host.pk}/modifica/"),
        ("propose", f"/partecipazioni/{a.participation_id}/tirocini/nuovo/"),
        ("edit", f"/tirocini/{a.pk}/proposta/"),
        ("show", f"/tirocini/{a.pk}/"),
        ("changes", f"/tirocini/{b.pk}/"),
        ("submitted", f"/tirocini/{c.pk}/"),
        ("list", "/tirocini/"),
        ("reopen", f"/tirocini/{c.pk}/ritira/"),
        ("person", f"/persone/{a.beneficiary_id}/"),
        ("story", f"/tirocini/{b.pk}/storia/"),
    ):
        one.go(address)
        one.look(f"zz-{name}")
    one.go(f"/tirocini/{a.pk}/proposta/")
    one.page.get_by_label("Indennità mensile").fill("520")
    one.page.get_by_text("Conservato alle").wait_for()
    one.look("zz-typed")
    one.button("Invia al coordinatore").click()
    one.look("zz-blocked")
    one.go(f"/partecipazioni/{a.participation_id}/tirocini/nuovo/")
    box = one.page.get_by_label("Ospitante")
    box.press_sequentially("leg", delay=30)
    one.page.get_by_role("option").first.wait_for()
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    assert "Legno" in box.input_value()
    visitor = walk("olga")
    visitor.go(f"/tirocini/{c.pk}/")
    visitor.look("zz-olga")
