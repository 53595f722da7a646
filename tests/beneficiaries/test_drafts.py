"""Drafts of the diary: one for each tab, and one of each correction."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from beneficiaries.forms.notes import answers_of
from beneficiaries.models import Assessment, CaseNote
from core.drafting import key_of
from core.drafts import read
from core.models import Draft
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers import make_assessment, make_note, make_person, make_plan

pytestmark = pytest.mark.django_db
TYPED = {"kind": "PHONE", "text": "Ha chiamato.", "happened_on": "oggi"}


@pytest.fixture
def client(client_of, ines):
    """Ines at her browser."""
    client = client_of(ines)
    client.user = ines
    return client


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def kept(client, person, **typed):
    client.post(url("keep_note", person.pk), TYPED | typed)


def shown(client, person):
    """What stands in the note box."""
    return client.get(url("show", person.pk)).context["diary"].form["text"].value() or ""


def typed_again(note, **changed):
    """A correction as the browser sends it."""
    seen = answers_of(note)
    told = {name: "" if value is None else value for name, value in seen.items()}
    return told | {"happened_on": f"{note.happened_on:%d/%m/%Y}"} | changed


def test_two_tabs_have_a_draft_each(client):
    person = make_person()
    kept(client, person, sheet="first", text="Della prima scheda.")
    kept(client, person, sheet="second", text="Della seconda.")
    kept(client, person, sheet="first", text="Della prima scheda, finita.")

    assert shown(client, person) == "Della seconda."
    client.post(url("write_note", person.pk), TYPED | {"sheet": "second"})
    assert shown(client, person) == "Della prima scheda, finita."
    client.post(url("write_note", person.pk), TYPED | {"sheet": "first"})
    assert shown(client, person) == ""


def sheet_in(page):
    """The key of the form on this page."""
    return re.search(r'name="sheet" value="([^"]+)"', page.content.decode())[1]


def texts(user):
    """What all drafts hold, the latest last."""
    with as_user(user):
        return [read(one).get("text") for one in Draft.objects.order_by("pk")]


def test_two_tabs_on_one_draft_keep_both_versions(client):
    person = make_person()
    first = sheet_in(client.get(url("show", person.pk)))
    kept(client, person, sheet=first, text="Ha chiamato.")
    second = sheet_in(client.get(url("show", person.pk)))

    kept(client, person, sheet=second, text="Ha chiamato la madre.")
    told = client.post(url("keep_note", person.pk), TYPED | {"sheet": first, "text": "Due volte."})
    kept(client, person, sheet=second, text="Ha chiamato la madre, sì.")

    assert texts(client.user) == ["Ha chiamato la madre, sì.", "Due volte."]
    assert "aperto anche in un’altra scheda" in told.content.decode()
    page = client.get(url("drafts")).content.decode()
    found = re.findall(r'href="([^"]+[?]bozza=[0-9]+)"', page)
    shown = [client.get(one).context["diary"].form["text"].value() for one in found]
    assert sorted(shown) == ["Due volte.", "Ha chiamato la madre, sì."]


def test_of_two_tabs_that_show_the_same_draft_the_second_to_write_goes_on_alone(client):
    person = make_person()
    kept(client, person, sheet="before", text="Ha chiamato.")
    first, second = (sheet_in(client.get(url("show", person.pk))) for _tab in range(2))

    kept(client, person, sheet=first, text="Ha chiamato lei.")
    kept(client, person, sheet=second, text="Ha chiamato il figlio.")
    kept(client, person, sheet=first, text="Ha chiamato lei, oggi.")

    assert texts(client.user) == ["Ha chiamato lei, oggi.", "Ha chiamato il figlio."]


def test_a_page_opened_again_goes_on_in_the_same_draft(client):
    person = make_person()
    kept(client, person, sheet="first", text="Ha chiamato.")
    again = sheet_in(client.get(url("show", person.pk)))

    told = client.post(url("keep_note", person.pk), TYPED | {"sheet": again, "text": "Due volte."})

    assert texts(client.user) == ["Due volte."]
    assert "altra scheda" not in told.content.decode()


def test_words_that_arrive_late_are_no_other_version(client):
    person = make_person()
    kept(client, person, sheet="first", text="Ha chiamato.")
    again = sheet_in(client.get(url("show", person.pk)))
    # What the page that was left has sent in passing.
    kept(client, person, sheet="first", text="Ha chiamato.")

    client.post(url("write_note", person.pk), TYPED | {"sheet": again})

    assert texts(client.user) == []


def test_two_requests_of_one_tab_leave_no_draft_behind(client):
    person = make_person()
    kept(client, person, sheet="first", text="Ha chiamato.")
    with as_user(client.user):
        twin = Draft.objects.get()
        twin.pk = None
        twin.save()

    client.post(url("write_note", person.pk), TYPED | {"sheet": "first"})

    assert texts(client.user) == []


def test_what_is_sent_from_one_tab_leaves_the_draft_of_the_other(client):
    person = make_person()
    kept(client, person, sheet="first", text="Ha chiamato.")
    second = sheet_in(client.get(url("show", person.pk)))
    kept(client, person, sheet=second, text="Ha chiamato la madre.")

    client.post(url("write_note", person.pk), TYPED | {"sheet": "first"})

    assert texts(client.user) == ["Ha chiamato la madre."]


@pytest.mark.parametrize("form", ["keep_assessment", "plan_keep", "keep_referral"])
def test_every_form_keeps_a_draft_for_each_tab(client, form):
    person = make_plan().beneficiary
    page = {"keep_assessment": "assess", "plan_keep": "plan_edit", "keep_referral": "refer"}[form]
    name = {"keep_assessment": "remark", "plan_keep": "aim", "keep_referral": "asked"}[form]
    client.post(url(form, person.pk), {name: "Uno.", "sheet": "first"})
    second = sheet_in(client.get(url(page, person.pk)))

    client.post(url(form, person.pk), {name: "Due.", "sheet": second})
    client.post(url(form, person.pk), {name: "Tre.", "sheet": "first"})

    with as_user(client.user):
        assert [read(one).get(name) for one in Draft.objects.order_by("pk")] == ["Due.", "Tre."]


def test_a_registration_in_two_tabs_becomes_two(client):
    client.post(url("register_keep"), {"first_name": "Ada", "step": "1", "sheet": "first"})
    with as_user(client.user):
        draft = Draft.objects.get()
    step = url("register_step", draft.pk, 1)
    second = sheet_in(client.get(step))
    told = {"step": "1", "draft": draft.pk}
    client.post(url("register_keep"), told | {"first_name": "Adele", "sheet": second})

    answer = client.post(url("register_keep"), told | {"first_name": "Adina", "sheet": "first"})
    onward = client.post(step, told | {"first_name": "Adina", "sheet": "first"})

    with as_user(client.user):
        held = [read(one)["1"]["first_name"] for one in Draft.objects.order_by("pk")]
        fork = Draft.objects.latest("pk")
    assert held == [["Adele"], ["Adina"]]
    assert "altra scheda" in answer.content.decode()
    assert onward["Location"] == url("register_step", fork.pk, 2)


def test_a_registration_begun_is_one_draft(client):
    page = sheet_in(client.get(url("register")))
    for name in ("A", "Ad", "Ada"):
        client.post(url("register_keep"), {"first_name": name, "step": "1", "sheet": page})

    with as_user(client.user):
        assert Draft.objects.count() == 1


def test_a_form_that_keeps_has_a_sheet():
    # The steps of a registration share their head and their foot.
    shared = {"_register_foot.html": "_register_form.html"}
    keepers = [
        path
        for path in Path("templates").rglob("*.html")
        if "{% keeps" in (text := path.read_text()) or "data-keeper" in text
    ]

    assert len(keepers) > 8
    sheets = [path.with_name(shared.get(path.name, path.name)) for path in keepers]
    assert [path for path in sheets if "{% sheet " not in path.read_text()] == []


def test_who_was_there_makes_a_draft_too(client):
    person = make_person()

    kept(client, person, text="", present="La sorella")

    with as_user(client.user):
        assert Draft.objects.count() == 1


def test_a_correction_is_kept_and_found_among_the_drafts(client):
    note = make_note(make_person(first_name="Rosa", last_name="Pozzi"))
    client.post(url("keep_correction", note.pk), typed_again(note, text="Ha richiamato lei."))

    page = client.get(url("drafts")).content.decode()
    form = client.get(url("correct_note", note.pk)).context["form"]

    assert "Correzione di una nota su Rosa Pozzi" in page
    assert f'href="{url("correct_note", note.pk)}"' in page
    assert form["text"].value() == "Ha richiamato lei."
    client.post(url("correct_note", note.pk), typed_again(note, text="Ha richiamato lei."))
    with as_user(client.user):
        assert CaseNote.objects.get().text == "Ha richiamato lei."
        assert not Draft.objects.exists()


def test_a_correction_that_changes_nothing_is_no_draft(client):
    note = make_note()
    opened = typed_again(note)
    client.post(url("keep_correction", note.pk), opened | {"text": "Altro."})
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        client.post(url("keep_correction", note.pk), opened)

    with as_user(client.user):
        assert not Draft.objects.exists()


def test_the_correction_of_an_assessment_is_kept_and_found_among_the_drafts(client):
    person = make_person(first_name="Rosa", last_name="Pozzi")
    assessment = make_assessment(person, WORK=2, remark="Prima.")
    address = url("correct_assessment", assessment.pk)
    opened = client.get(address).context["form"]
    typed = {name: opened[name].value() or "" for name in opened.fields} | {"remark": "Dopo."}

    client.post(url("keep_corrected_assessment", assessment.pk), typed)
    page = client.get(url("drafts")).content.decode()
    form = client.get(address).context["form"]

    assert "Correzione di una valutazione di Rosa Pozzi" in page
    assert f'href="{address}"' in page
    assert form["remark"].value() == "Dopo."
    client.post(address, typed | {"assessed_on": "oggi"})
    with as_user(client.user):
        assert not Draft.objects.exists()
        assert Assessment.objects.get().remark == "Dopo."


def test_a_correction_of_an_assessment_that_changes_nothing_is_no_draft(client):
    assessment = make_assessment(WORK=2)
    opened = client.get(url("correct_assessment", assessment.pk)).context["form"]
    typed = {name: opened[name].value() or "" for name in opened.fields}

    client.post(url("keep_corrected_assessment", assessment.pk), typed)

    with as_user(client.user):
        assert not Draft.objects.exists()


def test_a_hand_over_is_kept_and_found_among_the_drafts(client_of, ines, marco):
    person = make_person(by=ines)
    client = client_of(marco)
    address = f"{url('hand_over')}?da={ines.pk}"
    typed = {"everyone": str(marco.pk), f"summary_{person.pk}": "Chiama la sorella."}

    client.post(f"{url('keep_hand_over')}?da={ines.pk}", typed | {"summary_9": "x"})
    page = client.get(url("drafts")).content.decode()
    form = client.get(address).context["form"]

    assert f'href="{address}"' in page
    assert form[f"summary_{person.pk}"].value() == "Chiama la sorella."
    client.post(address, typed | {"starts_on": "oggi", f"to_{person.pk}": ""})
    with as_user(marco):
        assert not Draft.objects.exists()
        assert person.case_files.get().case_manager_id == marco.pk


def test_each_role_finds_what_it_began_and_may_go_on_with(client_of):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    dario, olga = (client_of(player(name)) for name in ("dario", "olga"))
    # The plan is of another seat that the same user had.
    for form in (f"emergency-review:{person.pk}/1", f"plan:{person.pk}"):
        dario.post(url("keep", key_of(form)), {"remark": "Vista."})
    olga.post(url("keep", key_of(f"budget:0/{COMO}")), {"reason": "Variazione."})

    pages = {
        "dario": dario.get(url("drafts")).content.decode(),
        "olga": olga.get(url("drafts")).content.decode(),
    }
    homes = [one.get("/").content.decode() for one in (dario, olga)]

    assert "Esame di un accesso d’emergenza: Loredana Cattaneo" in pages["dario"]
    assert "Budget di un progetto" in pages["olga"]
    assert [page.count('<th scope="row">') for page in pages.values()] == [1, 1]
    assert [re.findall(r'href="/persone/bozze/"', home) != [] for home in homes] == [True, True]
    assert client_of(player("rita")).get(url("drafts")).status_code == 403
