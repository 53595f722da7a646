"""The pages of the days: week, month, validation, payment, homes."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Reading
from placements.actions.registers import Mark, save_entries
from placements.models import AttendanceEntry, AttendanceRegister
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.makers import make_register, make_running

pytestmark = pytest.mark.django_db
# Wednesday; the week is 14–18 June 2021.
TODAY = "2021-06-16 10:00+02:00"
MONDAY = date(2021, 6, 14)
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
MARCH_OF_BOTH = {"mese": "2021-03"}


@pytest.fixture
def june():
    """A day in the middle of the placement; sessions made then are good then."""
    with time_machine.travel(TODAY, tick=True):
        yield


def name_of(placement, day: date) -> str:
    return f"ore-{placement.pk}-{day:%Y%m%d}"


def get(client, **asked):
    return client.get(reverse("placements:registers"), asked)


def form_of(page) -> dict[str, str]:
    """What the form of the page sends, untouched."""
    text = page.content.decode()
    fields = dict(re.findall(r'<input[^>]*? name="(ore-[^"]+)" value="([^"]*)"', text))
    (seen,) = re.findall(r'name="visto" value="([^"]*)"', text)
    return fields | {"visto": seen.replace("&quot;", '"')}


def post(client, page, typed: dict[str, str], **asked):
    return client.post(reverse("placements:registers"), form_of(page) | typed | asked)


def marks_of(placement) -> dict[int, tuple[int, str]]:
    """The days written, by number."""
    with as_user(player("ines")):
        rows = AttendanceEntry.objects.filter(register__placement=placement, is_confirmed=True)
        return {row.day.day: (row.minutes, row.absence) for row in rows}


# --- the week -----------------------------------------------------------------------------------


def test_the_week_proposes_the_planned_hours_and_asks_nothing_of_the_future(june, ines):
    placement = make_running()

    page = get(client_of(ines))

    assert name_of(placement, MONDAY) in page.content.decode()
    assert name_of(placement, MONDAY + timedelta(days=3)) not in page.content.decode()
    assert "1 con giorni da confermare" in page.content.decode()
    assert marks_of(placement) == {}


def test_confirming_the_week_writes_the_planned_hours_but_for_the_exceptions(june, ines):
    placement = make_running()
    client = client_of(ines)

    answer = post(
        client,
        get(client),
        {name_of(placement, MONDAY): "M"},
        conferma="settimana",
    )

    assert answer.status_code == 302
    assert marks_of(placement) == {14: (0, "ILLNESS"), 15: (240, ""), 16: (240, "")}


def test_a_phone_confirms_one_day(june, ines):
    placement = make_running()
    client = client_of(ines)

    answer = post(client, get(client), {}, conferma="2021-06-15", giorno="2021-06-15")

    assert "giorno=2021-06-15" in answer["Location"]
    assert marks_of(placement) == {15: (240, "")}


def test_saving_writes_what_was_typed_and_nothing_else(june, ines):
    placement = make_running()
    client = client_of(ines)

    post(client, get(client), {name_of(placement, MONDAY): "3:30"})

    assert marks_of(placement) == {14: (210, "")}


def test_the_choice_of_absences_does_what_the_letter_does(june, ines):
    placement = make_running()
    client = client_of(ines)

    post(client, get(client), {name_of(placement, MONDAY).replace("ore", "assenza"): "INJURY"})

    assert marks_of(placement) == {14: (0, "INJURY")}


def test_a_cell_that_cannot_be_read_keeps_what_was_typed_and_the_rest_is_saved(june, ines):
    placement = make_running()
    client = client_of(ines)
    typed = {name_of(placement, MONDAY): "quattro", name_of(placement, date(2021, 6, 15)): "5"}

    page = post(client, get(client), typed).content.decode()

    assert 'value="quattro"' in page
    assert "lun 14 giu (“quattro”): scrivi le ore" in page
    assert "<title>Errore:" in page
    assert marks_of(placement) == {15: (300, "")}


def test_what_somebody_else_wrote_meanwhile_is_told_and_sent_again_it_gives_way(june, ines):
    placement = make_running()
    client = client_of(ines)
    old = get(client)
    with as_user(player("marco")) as marco:
        from django.utils import timezone

        save_entries(
            {(placement.pk, MONDAY): Mark(absence="ILLNESS")},
            seen={}, by=marco, at=timezone.now(),
        )  # fmt: skip

    told = post(client, old, {name_of(placement, MONDAY): "3"})
    page = told.content.decode()

    assert "intanto un’altra persona ha scritto “Malattia”" in page
    assert form_of(told)[name_of(placement, MONDAY)] == "3"
    assert marks_of(placement) == {14: (0, "ILLNESS")}
    post(client, told, {})
    assert marks_of(placement) == {14: (180, "")}


def test_a_closed_month_is_only_read(ines):
    register = make_register(state="CLOSED")

    page = get(client_of(ines), settimana="2021-03-01").content.decode()

    assert "Chiuso" in page
    assert f"ore-{register.placement_id}-20210301" not in page


def test_the_week_shows_mine_or_all(june, ines):
    make_running(by=player("marco"))

    client = client_of(ines)

    assert "Nessun tirocinio in questa settimana" in get(client).content.decode()
    assert "1 persona" in get(client, chi="ente").content.decode()


def test_who_accounts_reads_the_week_and_writes_nothing(june, olga):
    placement = make_running()
    client = client_of(olga)

    page = get(client)

    assert name_of(placement, MONDAY) not in page.content.decode()
    assert client.post(reverse("placements:registers"), {}).status_code == 403


def test_each_person_of_the_week_is_written_down_as_read(june, ines):
    placements = [make_running() for _number in range(3)]

    get(client_of(ines))

    with as_user(ines):
        read = set(Reading.objects.values_list("person_id", flat=True))
    assert {one.beneficiary_id for one in placements} <= read


@pytest.mark.parametrize("asked", ["2021-99-99", "0001-01-01", "9999-12-31", "domani", "\x00"])
def test_a_week_that_is_none_is_this_week(june, ines, asked):
    assert get(client_of(ines), settimana=asked, page=asked, giorno=asked).status_code == 200


def test_the_week_asks_as_often_for_twenty_people_as_for_one(june, ines):
    client = client_of(ines)
    make_running()
    counted = []
    for _round in range(2):
        get(client)
        with CaptureQueriesContext(connection) as asked:
            get(client)
        counted.append(len([one for one in asked if not one["sql"].startswith(UNCOUNTED)]))
        for _number in range(19 if not counted[1:] else 0):
            make_running()

    assert counted[0] == counted[1]
    assert counted[1] <= 12


def save_week(client, **asked) -> list[str]:
    """Confirm a week as a browser does; the statements of it that are counted."""
    page = get(client, settimana="2021-03-01")
    (once,) = re.findall(r'name="once" value="([^"]+)"', page.content.decode())
    with CaptureQueriesContext(connection) as sent:
        post(client, page, {}, settimana="2021-03-01", once=once, **asked)
    # Who is asking is told to the database before and after each request, and not counted.
    return [
        one["sql"]
        for one in sent
        if not one["sql"].startswith(UNCOUNTED) and "app.user" not in one["sql"]
    ]


def test_the_first_save_of_a_month_opens_twenty_registers_in_few_statements(ines):
    placements = [make_running() for _number in range(20)]

    counted = save_week(client_of(ines), conferma="settimana")

    assert [len(marks_of(one)) for one in placements] == [5] * 20
    assert len(counted) <= 12, "\n".join(one[:90] for one in counted)


def test_a_later_save_asks_no_more_than_the_first(ines):
    placements = [make_running() for _number in range(20)]
    with as_user(ines):
        AttendanceRegister.objects.bulk_create(
            AttendanceRegister(
                placement=one, month=date(2021, 3, 1), agency_id=one.agency_id,
                project_id=one.project_id,
            )
            for one in placements[:10]
        )  # fmt: skip
    client = client_of(ines)

    some_open = save_week(client, conferma="2021-03-01")
    all_open = save_week(client, conferma="settimana")

    assert [len(some_open), len(all_open)] == [12, 11]
    assert [len(marks_of(one)) for one in placements] == [5] * 20


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
