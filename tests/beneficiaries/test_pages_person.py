"""The page of a person: diary, data, corrections, who looked, what changed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries.models import Beneficiary, CaseNote, PrivacyNotice, RosterEntry, Situation
from core.audit.models import Reading
from core.models import Draft
from tests.acting import as_user
from tests.makers import make_note, make_person, make_share

pytestmark = pytest.mark.django_db
LIST = "/persone/"


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def test_the_page_shows_the_head_and_masks_the_code(client_of, ines):
    person = make_person(identifier="CTTLDN69C44C933B", identifier_kind="TAX_CODE")

    page = text_of(client_of(ines).get(url("show", person.pk)))

    assert person.full_name in page
    assert "•••••••••••••33B" in page
    assert person.identifier not in page
    assert "Passa a valutazione" in page


def test_showing_the_code_is_written_down(client_of, ines):
    person = make_person(identifier="CTTLDN69C44C933B", identifier_kind="TAX_CODE")

    page = client_of(ines).post(url("reveal", person.pk), headers={"HX-Request": "true"})

    assert person.identifier in text_of(page)
    with as_user(ines):
        assert Reading.objects.filter(person_id=person.pk, what="codice").exists()


def test_a_note_is_written_with_the_preset_and_stays_on_top(client_of, ines):
    person = make_person()
    client = client_of(ines)
    typed = {
        "kind": "VISIT",
        "text": "Visto il laboratorio.",
        "happened_on": "oggi",
        "minutes": "30",
    }

    client.post(url("write_note", person.pk), typed)
    page = text_of(client.get(url("show", person.pk)))

    assert "Visita domiciliare · 30" in page
    assert client.get(url("show", person.pk)).context["diary"].form["kind"].value() == "VISIT"
    with as_user(ines):
        assert CaseNote.objects.get().minutes == 30


def test_an_empty_note_is_answered_with_a_sentence_and_keeps_what_was_chosen(client_of, ines):
    person = make_person()
    typed = {"kind": "PHONE", "text": " \0 ", "happened_on": "oggi"}

    answer = client_of(ines).post(url("write_note", person.pk), typed)

    assert answer.status_code == 200
    assert "Scrivi il testo della nota" in text_of(answer)


def test_a_note_being_typed_comes_back_and_goes_when_saved(client_of, ines):
    person = make_person()
    client = client_of(ines)
    typed = {"kind": "PHONE", "text": "Ha chiamato la", "happened_on": "oggi"}

    client.post(url("keep_note", person.pk), typed)
    page = text_of(client.get(url("show", person.pk)))
    client.post(url("write_note", person.pk), typed)

    assert "Ha chiamato la</textarea>" in page
    with as_user(ines):
        assert Draft.objects.count() == 0


def test_the_diary_filters_by_kind_and_pages(client_of, ines):
    person = make_person()
    for number in range(21):
        make_note(person, text=f"Telefonata numero {number:02d}.")
    make_note(person, kind="VISIT", text="Una visita sola.")
    client = client_of(ines)

    visits = text_of(client.get(url("show", person.pk) + "?tipo=VISIT"))
    later = text_of(client.get(url("show", person.pk) + "?tipo=PHONE&page=2"))

    assert "Una visita sola." in visits
    assert "Telefonata numero" not in visits
    assert later.count("Telefonata numero") == 1


def test_a_corrected_note_keeps_its_earlier_text(client_of, ines):
    note = make_note(text="Ha detto di no.")
    client = client_of(ines)
    page = client.get(url("correct_note", note.pk))
    seen = page.context["form"]["seen"].value()
    typed = {"kind": "PHONE", "text": "Ha detto di sì.", "happened_on": "oggi", "seen": seen}

    client.post(url("correct_note", note.pk), typed)
    page = text_of(client.get(url("correct_note", note.pk)))

    assert "Ha detto di sì." in page
    assert "Ha detto di no." in page
    with as_user(ines):
        assert CaseNote.objects.get().is_corrected is True


def edit_of(client, person):
    return client.get(url("edit", person.pk)).context["form"]


def as_typed(form, **changed):
    values = {name: form[name].value() for name in form.fields if form[name].value()}
    born = values.get("birth_date")
    if hasattr(born, "strftime"):
        values["birth_date"] = born.strftime("%d/%m/%Y")
    return values | changed


def test_two_people_on_different_fields_both_count(client_of, ines, marco):
    person = make_person()
    one, other = client_of(ines), client_of(marco)
    mine, yours = edit_of(one, person), edit_of(other, person)

    other.post(url("edit", person.pk), as_typed(yours, phone="031 999"))
    answer = one.post(url("edit", person.pk), as_typed(mine, alias="Lory"))

    assert answer.status_code == 302
    with as_user(ines):
        fresh = Beneficiary.objects.get()
        assert (fresh.phone, fresh.alias) == ("031 999", "Lory")


def test_two_people_on_one_field_see_both_texts_and_lose_nothing(client_of, ines, marco):
    person = make_person()
    one, other = client_of(ines), client_of(marco)
    mine, yours = edit_of(one, person), edit_of(other, person)
    other.post(url("edit", person.pk), as_typed(yours, phone="031 111", email="a@b.it"))

    met = one.post(url("edit", person.pk), as_typed(mine, phone="031 222"))
    one.post(url("edit", person.pk), as_typed(met.context["form"]))

    assert "031 111" in text_of(met)
    assert "031 222" in text_of(met)
    with as_user(ines):
        fresh = Beneficiary.objects.get()
        assert (fresh.phone, fresh.email) == ("031 222", "a@b.it")


def test_the_situation_is_corrected_and_the_history_says_it_in_words(client_of, ines):
    person = make_person()
    client = client_of(ines)
    form = client.get(url("edit_situation", person.pk)).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value()}
    typed |= {"education": "04", "unemployed_since": "02/05/2018"}

    answer = client.post(url("edit_situation", person.pk), typed)
    past = text_of(client.get(url("history", person.pk)))

    assert answer.status_code == 302
    assert "Licenza media" in past
    assert "Diploma di istruzione secondaria" in past
    with as_user(ines):
        assert Situation.objects.get().education_id == "04"


def test_a_notice_is_recorded(client_of, ines):
    person = make_person(noticed=False)

    client_of(ines).post(url("record_notice", person.pk), {"notice_given_on": "ieri"})

    with as_user(ines):
        assert PrivacyNotice.objects.get().given_on == timezone.localdate() - timedelta(days=1)


def test_the_case_moves_one_step_and_a_wrong_one_is_told(client_of, ines):
    person = make_person()
    client = client_of(ines)

    client.post(url("move", person.pk, "assess"))
    wrong = client.post(url("move", person.pk, "assess"), follow=True)

    assert "non è possibile" in text_of(wrong)
    with as_user(ines):
        assert RosterEntry.objects.get().phase == "ASSESSMENT"


def test_a_shared_person_shows_only_what_is_shared(client_of, ines, nora):
    person = make_person(alias="Lory")
    make_note(person, text="Solo per noi.")
    make_share(person, to=nora)

    page = text_of(client_of(nora).get(url("show", person.pk)))

    assert "Condivisa da" in page
    assert "Lory" in page
    assert "Solo per noi." not in page
    assert "Titolo di studio" not in page
    assert client_of(nora).get(url("edit", person.pk)).status_code == 403


def test_who_looked_is_shown_to_the_administrator_with_the_name_only(client_of, ines, dario):
    person = make_person()
    client_of(ines).get(url("show", person.pk))

    page = text_of(client_of(dario).get(url("readers", person.pk)))

    assert ines.get_full_name() in page
    assert person.full_name in page
    assert person.phone not in page


@pytest.mark.parametrize("name", ["show", "identity", "edit", "edit_situation", "history",
                                  "readers", "record_notice"])  # fmt: skip
def test_a_person_of_another_agency_is_not_there(client_of, nora, name):
    person = make_person()

    assert client_of(nora).get(url(name, person.pk)).status_code == 404


@pytest.mark.parametrize("name", ["show", "identity", "edit", "edit_situation", "history",
                                  "readers", "record_notice"])  # fmt: skip
def test_each_page_is_written_in_the_reading_log_and_asks_little(
    client_of, ines, name, statements_of
):
    person = make_person()
    make_note(person)
    client = client_of(ines)
    client.get(LIST)

    asked = statements_of(client, url(name, person.pk))

    assert len(asked) <= 12
    with as_user(ines):
        assert Reading.objects.filter(person_id=person.pk, user_id=ines.pk).count() >= 1
