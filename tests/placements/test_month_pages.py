"""The pages of a month: closed, validated, corrected, paid; and what of it stands on the homes."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from placements.days import Mark
from placements.models import AttendanceRegister, Suspension
from tests.acting import as_user, client_of
from tests.cast import COMO
from tests.makers import make_host, make_register, make_running

pytestmark = pytest.mark.django_db


# --- the month ----------------------------------------------------------------------------------


def test_a_month_is_closed_sent_back_with_its_reason_and_validated(ines, marco):
    register = make_register()
    worker, coordinator = client_of(ines), client_of(marco)
    show = reverse("placements:register", args=[register.pk])

    worker.post(reverse("placements:close", args=[register.pk]))
    coordinator.post(
        reverse("placements:send_back", args=[register.pk]), {"reason": "Manca la malattia del 9"}
    )
    assert "Manca la malattia del 9" in worker.get(show).content.decode()
    worker.post(reverse("placements:close", args=[register.pk]))
    coordinator.post(reverse("placements:validate", args=[register.pk]))

    page = worker.get(show).content.decode()
    assert "500,00" in page
    assert "Pattuito" in page


def test_a_month_that_cannot_be_closed_says_which_days_lack(june, ines):
    placement = make_running()
    client = client_of(ines)

    opened = client.get(reverse("placements:open_month", args=[placement.pk, "2021-03"]))
    register = AttendanceRegister.objects.none()
    with as_user(ines):
        register = AttendanceRegister.objects.get(placement=placement)
    page = client.post(reverse("placements:close", args=[register.pk])).content.decode()

    assert opened["Location"] == reverse("placements:register", args=[register.pk])
    assert "Mancano le presenze di: 1 mar 2021" in page


def test_a_month_one_minute_below_the_threshold_does_not_look_as_if_it_reached_it(ines):
    # 4415 of 5520 minutes are 79.98 %.
    marks = {day: Mark(absence="ILLNESS") for day in (3, 4, 5, 8)} | {9: Mark(95)}
    register = make_register(state="VALIDATED", marks=marks)
    client = client_of(ines)

    pages = [
        client.get(reverse("placements:register", args=[register.pk])),
        client.get(reverse("placements:show", args=[register.placement_id])),
    ]

    for page in pages:
        body = page.content.decode().replace("\u00a0", " ")
        assert "79,9 %" in body
        assert "80,0 %" not in body
    assert "79,9 % &lt; 80 %" in pages[0].content.decode().replace("\u00a0", " ")


def test_a_correction_is_typed_in_the_days_and_stands_on_the_page(marco):
    register = make_register(state="VALIDATED")
    client = client_of(marco)
    url = reverse("placements:rectify", args=[register.pk])
    days = dict(
        re.findall(r'name="(giorno-\d+)" value="([^"]*)"', client.get(url).content.decode())
    )

    refused = client.post(url, days | {"giorno-20210301": "M", "reason": "boh"})
    answer = client.post(url, days | {"giorno-20210301": "M", "reason": "Foglio riletto"})
    page = client.get(answer["Location"]).content.decode()

    assert refused.status_code == 200
    assert "qualche parola in più" in refused.content.decode()
    assert "Foglio riletto" in page
    assert "calcolo 1, superato" in page


def test_the_page_of_a_placement_leads_to_the_first_week_that_lacks_presences(ines):
    placement = make_running(host=make_host())
    client, address = client_of(ines), reverse("placements:show", args=[placement.pk])

    before = client.get(address).content.decode()
    make_register(placement, state="CLOSED")
    after = client.get(address).content.decode()

    week = reverse("placements:registers")
    assert f'href="{week}?settimana=2021-03-01&amp;chi=ente"' in before
    assert f'href="{week}?settimana=2021-04-01&amp;chi=ente"' in after


def test_a_month_that_begins_on_a_sunday_leads_to_the_week_of_its_first_planned_day(ines):
    # 1 August 2021 is a Sunday: its week is one of July, and is written.
    placement = make_running(host=make_host(), starts_on=date(2021, 7, 1))
    make_register(placement, month=date(2021, 7, 1), state="CLOSED")
    client, address = client_of(ines), reverse("placements:show", args=[placement.pk])

    later = client.get(address).content.decode()
    with time_machine.travel(datetime(2021, 8, 1, 10, tzinfo=UTC), tick=False):
        that_sunday = client_of(ines).get(address).content.decode()

    assert "?settimana=2021-08-02&amp;chi=ente" in later
    assert "Scrivi le presenze" not in that_sunday


def test_a_month_that_rests_is_not_to_be_written(ines):
    placement = make_running(host=make_host())
    make_register(placement, state="CLOSED")
    with as_user(ines):
        whose = {"agency": placement.agency, "project": placement.project}
        days = {"starts_on": date(2021, 4, 1), "ends_on": date(2021, 5, 9)}
        Suspension.objects.create(placement=placement, **whose, **days, reason="Malattia")

    page = client_of(ines).get(reverse("placements:show", args=[placement.pk])).content.decode()

    assert "?settimana=2021-05-10&amp;chi=ente" in page


def test_several_months_are_validated_at_once(marco):
    registers = [make_register(state="CLOSED") for _number in range(2)]
    client = client_of(marco)
    url = reverse("placements:validate_many")
    assert "2 registri chiusi" in client.get(url).content.decode()

    client.post(url, {"registro": [one.pk for one in registers]})

    assert "Nessun registro da validare" in client.get(url).content.decode()


def test_missing_months_are_listed_and_each_opens(june, ines):
    placement = make_running()
    client = client_of(ines)

    page = client.get(reverse("placements:missing")).content.decode()

    address = reverse("placements:open_month", args=[placement.pk, "2021-03"])
    assert address in page
    assert "marzo 2021" in page
    assert client.get(address).status_code == 302


def test_a_month_that_is_no_month_is_not_found(june, ines):
    placement = make_running()

    for month in ("2021-13", "ieri", "2020-01"):
        address = reverse("placements:open_month", args=[placement.pk, month])
        assert client_of(ines).get(address).status_code == 404


def test_the_list_of_months_filters_by_month_and_state(ines):
    make_register(state="CLOSED")
    client = client_of(ines)
    url = reverse("placements:months")

    assert (
        "1 registro" in client.get(url, {"mese": "2021-03-01", "stato": "CLOSED"}).content.decode()
    )
    assert "Nessun risultato" in client.get(url, {"stato": "OPEN"}).content.decode()


# --- what is paid -------------------------------------------------------------------------------


def test_a_payment_is_previewed_with_its_sum_and_made(olga):
    registers = [make_register(state="VALIDATED") for _number in range(2)]
    client = client_of(olga)
    url = reverse("placements:pay", args=[COMO]) + "?mese=2021-03"
    page = client.get(url).content.decode()
    keys = re.findall(r'name="indennita" value="(\d+)"', page)

    lacking = client.post(url, {"indennita": keys})
    made = client.post(url, {"indennita": keys, "paid_on": "12/4/2021", "reference": "CRO 1"})
    batch = client.get(made["Location"]).content.decode()
    sheet = client.get(made["Location"], {"formato": "xlsx"})

    assert len(keys) == len(registers)
    assert "1.000,00" in page
    assert "Scrivi il riferimento del pagamento" in lacking.content.decode()
    assert "CRO 1" in batch
    assert "1.000,00" in batch
    assert sheet["Content-Type"].endswith("sheet")
    assert "Nulla da pagare" in client.get(url).content.decode()


def test_a_payment_sent_twice_by_two_pages_is_told(olga, marco):
    make_register(state="VALIDATED")
    url = reverse("placements:pay", args=[COMO]) + "?mese=2021-03"
    (key,) = re.findall(
        r'name="indennita" value="(\d+)"', client_of(olga).get(url).content.decode()
    )
    make_register(state="VALIDATED")
    typed = {"indennita": [key], "paid_on": "12/4/2021", "reference": "CRO 1"}

    client_of(olga).post(url, typed)
    page = client_of(marco).post(url, typed).content.decode()

    assert "non è più da pagare" in page


# --- the homes ----------------------------------------------------------------------------------


def figures_of(page: str, anchor: str) -> list[str]:
    """The addresses of a panel's figures."""
    found = re.search(rf'id="{anchor}".*?</section>', page, re.DOTALL)
    return [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]+)"', found[0])]


def test_the_home_of_a_worker_counts_the_days_to_confirm(june, ines):
    make_running()
    client = client_of(ines)

    page = client.get("/").content.decode()

    for address in figures_of(page, "da-confermare"):
        assert "1 con giorni da confermare" in client.get(address).content.decode(), address
    assert "Chiudere il registro di marzo 2021" in page


def test_the_home_of_a_coordinator_leads_to_what_to_validate_and_what_lacks(marco):
    make_register(state="CLOSED")
    client = client_of(marco)

    page = client.get("/").content.decode()

    for name, words in (("validate_many", "1 registro chiuso"), ("missing", "1 tirocinio")):
        address = reverse(f"placements:{name}")
        assert re.search(rf'href="{address}"[^>]*>\s*1\s*<', page), name
        assert words in client.get(address).content.decode()


def test_the_home_of_who_pays_leads_to_the_payment(olga):
    make_register(state="VALIDATED")
    client = client_of(olga)

    (address,) = figures_of(client.get("/").content.decode(), "da-pagare")

    assert "500,00" in client.get(address).content.decode()
