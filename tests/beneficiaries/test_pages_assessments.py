"""The pages of the assessments: what they show, keep, merge, write down, and ask for later."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries.areas import AREAS, HIGHEST, NOT_ASSESSED
from beneficiaries.models import AreaScore, Assessment, RosterEntry
from core.audit.models import Reading
from core.models import Draft
from core.period import months_after
from tests.acting import as_user, client_of
from tests.cast import player
from tests.fuzz.hostile import forms_of
from tests.makers import make_assessment, make_person, make_share

pytestmark = pytest.mark.django_db
MARCH, JUNE = date(2021, 3, 3), date(2021, 6, 15)
DUES = "/scadenze/"


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def read(answer):
    """The page, as a tree."""
    return html.document_fromstring(answer.content.decode())


def words(answer) -> str:
    return " ".join(read(answer).xpath("//main")[0].text_content().split())


def cells(answer) -> dict[str, list[str]]:
    """The rows of the table by area."""
    return {
        row.xpath("th")[0].text: [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        for row in read(answer).xpath("//main//tbody/tr")
    }


def test_who_was_never_assessed_is_told_what_to_do(client_of, ines):
    person = make_person()

    page = read(client_of(ines).get(url("assessments", person.pk)))

    assert page.xpath("//main//section[@class='pc-empty']/h2")[0].text == "Nessuna valutazione"
    assert page.xpath(f"//main//a[@href='{url('assess', person.pk)}']")


def test_one_alone_is_shown_with_bars_of_the_whole_scale(client_of, ines):
    made = make_assessment(WORK=2, HOUSING=HIGHEST)

    answer = client_of(ines).get(url("assessments", made.beneficiary_id))

    assert cells(answer)["Lavoro"] == ["2 Si prepara la ricerca"]
    bars = {row.label: row.value for row in answer.context["assessed"].chart.rows}
    assert (bars["Lavoro"], bars["Casa"], bars["Reti e relazioni"]) == (2, 5, 0)
    widths = [line.bars[0].width for line in answer.context["assessed"].chart.wide.lines]
    assert widths[1] == pytest.approx(widths[4] * 2 / 5, abs=0.1)


def test_the_first_and_the_newest_are_compared_in_drawing_and_words(client_of, ines):
    person = make_person()
    make_assessment(person, on=MARCH, WORK=2, HOUSING=4, CARE=3, DIGITAL=1)
    make_assessment(person, on=JUNE, WORK=5)
    make_assessment(person, WORK=3, HOUSING=3, CARE=3, INCOME=2)

    answer = client_of(ines).get(url("assessments", person.pk))

    told = cells(answer)
    assert told["Lavoro"] == ["2 Si prepara la ricerca", "3 Ricerca con un sostegno", "+1 migliora"]
    assert told["Casa"][-1] == "−1 peggiora"
    assert told["Famiglia e cura"][-1] == "invariata"
    assert told["Situazione economica"][-1] == "valutata solo ora"
    assert told["Competenze digitali"][-1] == "non rivalutata"
    drawn = read(answer).xpath("//main//figure//*[local-name()='desc']")[0].text
    assert "Lavoro: 3 mar 2021 2" in drawn


def test_two_days_are_chosen_in_the_address_in_any_order(client_of, ines):
    person = make_person()
    first = make_assessment(person, on=MARCH, WORK=2)
    second = make_assessment(person, on=JUNE, WORK=5)
    make_assessment(person, WORK=3)
    client, page = client_of(ines), url("assessments", person.pk)

    for query in (f"?da={first.pk}&a={second.pk}", f"?da={second.pk}&a={first.pk}"):
        assert cells(client.get(page + query))["Lavoro"][-1] == "+3 migliora"
    assert cells(client.get(page + "?da=x&a=²"))["Lavoro"][-1] == "+1 migliora"
    assert len(cells(client.get(f"{page}?da={first.pk}&a={first.pk}"))["Lavoro"]) == 1


def test_another_s_assessment_cannot_be_compared_with(client_of, ines):
    person, other = make_person(), make_assessment(on=MARCH, WORK=1)
    make_assessment(person, WORK=3)

    answer = client_of(ines).get(f"{url('assessments', person.pk)}?da={other.pk}")

    assert cells(answer)["Lavoro"] == ["3 Ricerca con un sostegno"]


def test_the_form_shows_the_former_answer_beside_and_presets_none(client_of, ines):
    person = make_person()
    make_assessment(person, on=MARCH, WORK=2)

    answer = client_of(ines).get(url("assess", person.pk))

    assert "Il 3 mar 2021: 2 Si prepara la ricerca" in words(answer)
    chosen = read(answer).xpath("//main//input[@type='radio'][@checked]/@value")
    assert chosen == [""] * len(AREAS)
    assert words(answer).count(str(NOT_ASSESSED)) >= len(AREAS)
    assert "Nessuna diagnosi" in words(answer)


def test_an_assessment_is_saved_and_its_draft_goes(client_of, ines):
    person = make_person()
    client = client_of(ines)
    typed = {"assessed_on": "oggi", "WORK": "3", "WORK_note": "Ha un colloquio.", "remark": "Bene."}

    client.post(url("keep_assessment", person.pk), typed | {"DIGITAL": "", "beside": "x"})
    with as_user(ines):
        assert Draft.objects.filter(form=f"assessment:{person.pk}").count() == 1
    shown = dict(forms_of(client.get(url("assess", person.pk)))[-1][1])
    answer = client.post(url("assess", person.pk), typed)

    assert (shown["WORK"], shown["remark"]) == ("3", "Bene.")
    assert answer.url == url("assessments", person.pk)
    with as_user(ines):
        assert AreaScore.objects.get().note == "Ha un colloquio."
        assert Assessment.objects.get().author_id == ines.pk
        assert not Draft.objects.exists()


def test_a_draft_is_listed_among_the_drafts_with_its_way(client_of, ines):
    person = make_person()
    client = client_of(ines)
    client.post(url("keep_assessment", person.pk), {"CARE": "2"})

    links = read(client.get(url("drafts"))).xpath("//main//tbody//th/a")

    assert [(one.text, one.get("href")) for one in links] == [
        (f"Valutazione di {person.full_name}", url("assess", person.pk))
    ]
    assert f"Valutazione di {person.full_name}" in words(client.get("/"))


def test_an_emptied_draft_is_none_any_more(client_of, ines):
    person = make_person()
    client = client_of(ines)
    client.post(url("keep_assessment", person.pk), {"remark": "x"})

    client.post(url("keep_assessment", person.pk), {"assessed_on": "oggi", "remark": " "})

    with as_user(ines):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"assessed_on": "oggi", "remark": "Resta."}, "Valuta almeno un’area"),
        ({"assessed_on": "31/12/2099", "remark": "Resta.", "WORK": "2"}, "La data è nel futuro"),
        ({"assessed_on": "3/3/2021", "remark": "Resta.", "WORK": "2"}, "C’è già una valutazione"),
        ({"assessed_on": "oggi", "remark": "Resta.", "WORK": "6"}, "Lavoro"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_of, ines, typed, said):
    person = make_person()
    make_assessment(person, on=MARCH)

    answer = client_of(ines).post(url("assess", person.pk), typed)

    assert answer.status_code == 200
    assert said in read(answer).xpath("//*[@role='alert']")[0].text_content() or said == "Lavoro"
    assert "Resta." in words(answer)
    with as_user(ines):
        assert Assessment.objects.count() == 1


def test_two_on_the_same_area_see_both_answers_and_the_second_save_wins(client_of, ines, marco):
    made = make_assessment(on=MARCH, WORK=2, HOUSING=4)
    page = url("correct_assessment", made.pk)
    mine, theirs = client_of(ines), client_of(marco)
    typed = dict(forms_of(mine.get(page))[-1][1])
    theirs.post(page, dict(forms_of(theirs.get(page))[-1][1]) | {"WORK": "4", "HOUSING": "5"})

    met = mine.post(page, typed | {"WORK": "1", "once": "a"})
    again = dict(forms_of(met)[-1][1]) | {"once": "b"}

    assert "Tu hai scritto: 1 Per ora lontano" in words(met)
    assert "Nel frattempo è stato salvato: 4 Lavori brevi o precari" in words(met)
    assert mine.post(page, again | {"HOUSING": "5"}).status_code == 302
    with as_user(ines):
        levels = dict(AreaScore.objects.values_list("area", "level"))
    assert levels == {"WORK": 1, "HOUSING": 5}


@pytest.mark.parametrize("name", ["assessments", "assess", "show"])
def test_each_page_is_written_down_and_asks_little(client_of, ines, name, statements_of):
    person = make_person()
    for day in (MARCH, JUNE, timezone.localdate()):
        make_assessment(person, on=day)
    client = client_of(ines)
    client.get("/persone/")

    assert len(statements_of(client, url(name, person.pk))) <= 12
    with as_user(ines):
        assert Reading.objects.filter(person_id=person.pk, user_id=ines.pk).exists()


@pytest.mark.parametrize("name", ["assessment", "correct_assessment"])
def test_each_page_of_one_is_written_down_and_asks_little(client_of, ines, name, statements_of):
    made = make_assessment()
    client = client_of(ines)
    client.get("/persone/")

    assert len(statements_of(client, url(name, made.pk))) <= 12
    with as_user(ines):
        assert Reading.objects.filter(person_id=made.beneficiary_id, what="valutazione").exists()


def test_a_sharing_shows_no_assessment(sara, nora):
    made = make_assessment(by=nora)
    make_share(made.beneficiary, to=player("ines"), by=nora, sections=("IDENTITY", "SITUATION"))
    client = client_of(player("ines"))

    assert client.get(url("assessments", made.beneficiary_id)).status_code == 403
    assert client.get(url("assess", made.beneficiary_id)).status_code == 403
    assert client.get(url("assessment", made.pk)).status_code == 404
    assert "Valutazioni" not in client.get(url("show", made.beneficiary_id)).content.decode()


# --- looked at again ------------------------------------------------------------------------------


def dues(client) -> list[str]:
    """Where the reviews that are due are done."""
    links = read(client.get(DUES)).xpath("//ul[contains(@class, 'pc-tasks')]/li//a")
    return [one.get("href") for one in links if "Rivedere la valutazione" in one.text_content()]


def test_an_assessment_is_to_be_reviewed_after_six_months_while_the_file_is_open(client_of, ines):
    today = timezone.localdate()
    old = make_assessment(on=months_after(today, -6))
    make_assessment(on=months_after(today, -4))
    again = make_assessment(on=months_after(today, -12))
    make_assessment(again.beneficiary, on=today - timedelta(days=3))
    closed = make_assessment(on=months_after(today, -6))
    with as_user(ines):
        RosterEntry.objects.filter(pk=closed.beneficiary_id).update(phase="CLOSED")

    assert dues(client_of(ines)) == [url("assess", old.beneficiary_id)]


def test_a_review_is_of_whoever_follows_the_person(client_of, ines, marco):
    today = timezone.localdate()
    mine = make_assessment(on=months_after(today, -7))
    his = make_assessment(make_person(by=marco), by=marco, on=months_after(today, -7))

    assert dues(client_of(ines)) == [url("assess", mine.beneficiary_id)]
    everything = [url("assess", one.beneficiary_id) for one in (mine, his)]
    assert sorted(dues(client_of(marco))) == sorted(everything)


def test_nothing_of_it_is_due_elsewhere(client_of, nora):
    make_assessment(on=MARCH)

    assert dues(client_of(nora)) == []
