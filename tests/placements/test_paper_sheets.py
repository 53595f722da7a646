"""The attendance sheet on paper: a page for each person, empty to sign or as it was recorded."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from core.audit.models import Reading
from placements.actions.registers import Mark
from placements.day_printing import print_sheets, sheets_of
from placements.models import AttendanceRegister, Placement, Suspension
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_host,
    make_participation,
    make_person,
    make_placement,
    make_register,
    make_running,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARCH = date(2021, 3, 1)
LONG_HOST = (
    "Il Quadrifoglio delle Valli Lariane e Ceresine, società cooperativa sociale a responsabilità"
    " limitata onlus"
)


def printed(month: date = MARCH, *, recorded: bool = False) -> PdfReader:
    """The sheets of everybody in a month."""
    with as_user(player("ines")):
        rows = list(sheets_of(Placement.objects.all(), month, recorded=recorded))
        pdf = print_sheets(rows, month, recorded=recorded, at=timezone.now())
    return PdfReader(BytesIO(pdf))


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def rest(placement: Placement, first: date, last: date) -> None:
    """A suspension between two days."""
    with as_user(player("ines")):
        Suspension.objects.create(
            placement=placement, agency_id=placement.agency_id, project_id=placement.project_id,
            starts_on=first, ends_on=last, reason="Malattia lunga",
        )  # fmt: skip


# --- the page -----------------------------------------------------------------------------------


def test_an_empty_sheet_names_the_parties_the_period_and_the_project():
    person = make_person()
    placement = make_running(make_participation(person))

    words = words_of(printed())

    for said in (
        "Foglio presenze", "marzo 2021", person.full_name, "Legno e Forma srl",
        "dal 1 mar 2021 al 31 ago 2021", "Carlo Ostinelli", str(player("ines")),
        placement.project.cup_code, "Firma del tirocinante", "Il tutor dell’ospitante",
    ):  # fmt: skip
        assert said in words


def test_a_month_of_31_days_and_the_longest_names_stay_on_one_page_with_the_signatures():
    host = make_host(name=LONG_HOST)
    person = make_person(
        first_name="Maria Addolorata Immacolata", last_name="Castiglioni Della Porta Mascheroni"
    )
    schedule = [245, 215, 245, 225, 245, 125, 5]
    placement = make_running(make_participation(person), host=host, schedule=schedule)
    make_register(placement, marks={9: Mark(absence="ILLNESS")})

    for recorded in (False, True):
        pdf = printed(recorded=recorded)
        assert len(pdf.pages) == 1
        assert "Firme alla fine del mese" in words_of(pdf)


def test_a_sheet_is_tagged_archival_and_on_a4():
    make_running()

    pdf = printed()

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert 'pdfaid:part="3"' in pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert pdf.trailer["/Root"]["/Lang"] == "it"
    assert [round(float(one)) for one in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_days_without_hours_say_why():
    placement = make_running(starts_on=date(2021, 4, 2))
    rest(placement, date(2021, 4, 12), date(2021, 4, 13))

    words = words_of(printed(date(2021, 4, 1)))

    assert words.count("fuori periodo") == 1
    assert words.count("sospeso") == 2
    assert "lun 5 festivo" in words
    assert "Totale 72 h" in words


def test_a_recorded_sheet_shows_what_was_done_and_what_lacks():
    placement = make_running()
    make_register(placement, marks={9: Mark(absence="ILLNESS"), 10: Mark(150)})

    words = words_of(printed(recorded=True))

    assert "mar 9 4 h – Malattia" in words
    assert "mer 10 4 h 2 h 30" in words
    assert "le presenze possono ancora cambiare" in words


def test_a_validated_sheet_is_final():
    make_register(state="VALIDATED")

    words = words_of(printed(recorded=True))

    assert "Registro: validato." in words
    assert "possono ancora cambiare" not in words


def test_everybody_of_the_month_has_a_page_in_order_of_name():
    for last_name in ("Zanetti", "Arrighi"):
        make_running(make_participation(make_person(last_name=last_name)))
    later = make_running(starts_on=date(2021, 4, 1))
    make_placement(host=later.host)

    pages = [page.extract_text() for page in printed().pages]

    assert ["Arrighi" in pages[0], "Zanetti" in pages[1], len(pages)] == [True, True, 2]


def test_what_is_typed_stays_text_on_paper():
    make_running(host=make_host(name='<img src="file:///etc/passwd"><b>grassetto</b>'))

    assert "<b>grassetto</b>" in words_of(printed())


def test_many_sheets_ask_as_often_as_one():
    make_running()
    counted = []
    for _round in range(2):
        with as_user(player("ines")), CaptureQueriesContext(connection) as asked:
            rows = list(sheets_of(Placement.objects.all(), MARCH))
            print_sheets(rows, MARCH, recorded=False, at=timezone.now())
        counted.append(len(asked))
        make_running()

    assert counted[0] == counted[1]


# --- who prints whom ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [("ines", 200), ("marco", 200), ("olga", 200), ("sara", 404), ("piero", 404),
     ("nora", 404), ("franco", 404), ("dario", 403), ("rita", 403)],
)  # fmt: skip
def test_a_sheet_is_for_those_who_see_the_register(name, status):
    placement = make_running()
    client = client_of(player(name))

    one = client.get(reverse("placements:sheet", args=[placement.pk, "2021-03"]))
    all_of_them = client.get(reverse("placements:month_sheets", args=["2021-03"]))

    assert (one.status_code, all_of_them.status_code) == (status, status)


def test_who_accounts_for_partners_prints_all_sheets_of_the_own_agency_only(olga):
    make_running(by=player("sara"))

    assert (
        client_of(olga).get(reverse("placements:month_sheets", args=["2021-03"])).status_code == 404
    )


# --- the doors ----------------------------------------------------------------------------------


def test_a_sheet_is_downloaded_before_its_month_is_opened_and_opens_nothing(ines):
    placement = make_running()

    answer = client_of(ines).get(reverse("placements:sheet", args=[placement.pk, "2021-06"]))

    assert answer["Content-Type"] == "application/pdf"
    assert f"presenze-2021-06-da-firmare-{placement.pk}.pdf" in answer["Content-Disposition"]
    with as_user(ines):
        assert not AttendanceRegister.objects.exists()


def test_a_month_that_is_none_or_has_no_days_is_not_found(ines):
    placement = make_running()
    client = client_of(ines)

    for month in ("2021-13", "ieri", "2020-01", "0001-01", "9999-12"):
        address = reverse("placements:sheet", args=[placement.pk, month])
        assert client.get(address).status_code == 404
    recorded = reverse("placements:sheet", args=[placement.pk, "2021-03"]) + "?come=compilati"
    assert client.get(recorded).status_code == 404


def test_the_page_counts_the_sheets_and_offers_the_file(ines):
    for _number in range(2):
        make_running()
    client = client_of(ines)

    page = client.get(reverse("placements:sheets"), {"mese": "2021-03"}).content.decode()
    file = client.get(reverse("placements:month_sheets", args=["2021-03"]))

    assert "Per marzo 2021 ci sono 2 fogli" in page
    assert reverse("placements:month_sheets", args=["2021-03"]) in page
    assert len(PdfReader(BytesIO(file.content)).pages) == 2
    assert "presenze-2021-03-da-firmare-1.pdf" in file["Content-Disposition"]


def test_many_people_are_printed_in_files_one_after_the_other(ines, monkeypatch):
    monkeypatch.setattr("placements.views.sheets.IN_ONE_FILE", 2)
    for _number in range(3):
        make_running()
    client = client_of(ines)

    page = client.get(reverse("placements:sheets"), {"mese": "2021-03"}).content.decode()
    second = client.get(reverse("placements:month_sheets", args=["2021-03"]), {"parte": "2"})

    assert ["Scarica i fogli 1–2" in page, "Scarica i fogli 3–3" in page] == [True, True]
    assert len(PdfReader(BytesIO(second.content)).pages) == 1
    for part in ("3", "0", "-1", "due", "²"):
        asked = client.get(reverse("placements:month_sheets", args=["2021-03"]), {"parte": part})
        assert asked.status_code == 404


def test_those_one_follows_are_printed_alone(ines):
    make_running()
    make_running(by=player("marco"))

    page = client_of(ines).get(reverse("placements:sheets"), {"mese": "2021-03", "chi": "miei"})

    assert "Per marzo 2021 c’è 1 foglio." in page.content.decode()


def test_each_person_of_a_file_is_written_down_as_read(ines):
    placements = [make_running() for _number in range(2)]

    client_of(ines).get(reverse("placements:month_sheets", args=["2021-03"]))

    with as_user(ines):
        read = Reading.objects.filter(what="foglio delle presenze")
        assert set(read.values_list("person_id", flat=True)) == {
            one.beneficiary_id for one in placements
        }
