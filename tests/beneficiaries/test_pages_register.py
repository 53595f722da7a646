"""Registering a person through the pages: three steps, a draft between them, nothing lost."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html

from beneficiaries import registering
from beneficiaries.models import Beneficiary, CaseFile, PrivacyNotice, Situation
from beneficiaries.policy import Can
from core.models import Draft
from core.reference.identifiers import tax_code_of
from tests.acting import as_user
from tests.cast import COMO
from tests.makers import make_person

pytestmark = pytest.mark.django_db
START = "/persone/nuova/"
ANSWERS = {"education": "02", "employment": "disoccupato", "vulnerabilities": ["NONE"]}


BORN = date(1969, 3, 4)


def code() -> str:
    return tax_code_of("Loredana", "Cattaneo", BORN, "F", "C933")


def begin(client, **typed):
    return client.post(START, {"identifier": code(), "first_name": "Loredana",
                               "last_name": "Cattaneo"} | typed)  # fmt: skip


def register(client, answers=None, **typed):
    first = begin(client, **typed)
    second = client.post(first["Location"], ANSWERS if answers is None else answers)
    return client.post(second["Location"])


def test_register_fills_birth_from_the_code(client_of, ines):
    answer = register(client_of(ines))

    with as_user(ines):
        person = Beneficiary.objects.get(identifier=code())
        assert answer["Location"] == reverse("beneficiaries:show", args=[person.pk])
        assert person.birth_date == BORN
        assert (person.gender, person.birth_municipality.name) == ("F", "Como")
        assert CaseFile.objects.get(beneficiary=person).case_manager_id == ines.pk


def test_register_tells_not_asked_from_refused_from_none(client_of, ines):
    register(client_of(ines), {"household": "REFUSED", "vulnerabilities": ["NONE"]})

    with as_user(ines):
        said = Situation.objects.get()
        assert (said.education_id, said.housing_id, said.household_id) == (None, None, None)
        assert said.refused == ["HOUSEHOLD"]
        assert said.vulnerabilities == []


def test_register_leaves_vulnerability_unasked(client_of, ines):
    register(client_of(ines), {"education": "02"})

    with as_user(ines):
        assert Situation.objects.get().vulnerabilities is None


def test_register_records_the_signed_notice(client_of, ines):
    register(client_of(ines), ANSWERS | {"notice_given_on": "oggi", "notice_signed": "on"})

    with as_user(ines):
        assert PrivacyNotice.objects.get().is_signed is True


def test_review_shows_every_answer_and_what_is_missing(client_of, ines):
    client = client_of(ines)
    first = begin(client, citizenship="Italia")
    second = client.post(first["Location"], ANSWERS)

    page = client.get(second["Location"]).content.decode()

    assert "Licenza media" in page
    assert "Nessuna di queste" in page
    assert "Non indicato" in page


def reviewed(client, **answers) -> dict[str, str]:
    """What the last step says of each question."""
    first = begin(client)
    second = client.post(first["Location"], {"education": "02"} | answers)
    page = html.document_fromstring(client.get(second["Location"]).content.decode())
    rows = page.xpath("//main//dl/div")
    return {row[0].text_content(): row[1].text_content().strip() for row in rows}


def test_review_says_not_asked_of_what_was_not_asked(client_of, ines):
    said = reviewed(client_of(ines), housing="REFUSED", vulnerabilities="NONE")

    questions = ("Condizione occupazionale", "Segue un corso di studio o di formazione",
                 "Cerca lavoro dal", "Condizione familiare")  # fmt: skip
    assert {said[name] for name in questions} == {"Non chiesto"}
    assert said["Titolo di studio"].startswith("Licenza media")
    assert said["Condizione abitativa"].startswith("Non intende rispondere")
    assert said["Condizioni di vulnerabilità"] == "Nessuna di queste"
    assert reviewed(client_of(ines))["Condizioni di vulnerabilità"] == "Non chiesto"


def test_review_says_that_the_day_was_refused_and_not_that_it_was_not_asked(client_of, ines):
    said = reviewed(client_of(ines), since_refused="on")

    assert said["Non intende dire da quando"] == "Sì"
    assert "Cerca lavoro dal" not in said


def test_review_says_whether_the_notice_was_signed_where_it_was_handed_over(client_of, ines):
    handed, signed = "Informativa sulla privacy consegnata il", "La persona l’ha firmata"

    given = reviewed(client_of(ines), notice_given_on="oggi")
    none = reviewed(client_of(ines))

    assert given[signed] == "No"
    assert (none[handed], signed in none) == ("Non indicato", False)


def test_review_shows_no_day_of_entry_without_a_project(client_of, ines):
    entered = {"progetto-project": COMO, "progetto-entry_on": "11/01/2021"}

    without = reviewed(client_of(ines), **entered | {"progetto-project": ""})
    within = reviewed(client_of(ines), **entered)

    assert without["Progetto"] == "Non ora"
    assert "Giorno di ingresso" not in without
    assert within["Giorno di ingresso"] == "11 gen 2021"


def test_a_person_with_one_name_and_no_code_is_registered(client_of, ines):
    register(client_of(ines), identifier="", last_name="", first_name="Ádám")

    with as_user(ines):
        assert Beneficiary.objects.get().full_name == "Ádám"


@pytest.mark.parametrize("kind", ["STP", "ENI"])
def test_a_health_card_is_taken(client_of, ines, kind):
    register(client_of(ines), identifier=f"{kind}0300010000001")

    with as_user(ines):
        assert Beneficiary.objects.get().identifier_kind == kind


def test_a_code_of_someone_else_leads_to_them(client_of, ines):
    other = make_person(first_name="Loredana", last_name="Cattaneo", identifier=code(),
                        identifier_kind="TAX_CODE")  # fmt: skip

    page = begin(client_of(ines)).content.decode()

    assert "Nel tuo ente c’è già una persona con questo codice: Loredana Cattaneo" in page
    assert reverse("beneficiaries:show", args=[other.pk]) in page


def test_a_code_kept_by_another_agency_says_nothing(client_of, ines, nora):
    make_person(by=nora, identifier=code(), identifier_kind="TAX_CODE")

    assert begin(client_of(ines)).status_code == 302


def test_a_disagreement_with_the_code_is_confirmed_to_go_on(client_of, ines):
    client = client_of(ines)

    page = begin(client, birth_date="05/03/1969").content.decode()
    onward = begin(client, birth_date="05/03/1969", confirm_code="on")

    assert "Secondo il codice fiscale la data di nascita è il 04/03/1969" in page
    assert onward.status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"identifier": "CTTLDN69C44C933"}, "Un codice fiscale ha 16 caratteri"),
        ({"birth_date": "01/01/2090", "identifier": ""}, "La data di nascita è nel futuro"),
        ({"birth_date": "31/02/1980", "identifier": ""}, "Questo giorno non esiste"),
        ({"residence": "Atlantide"}, "Non c’è un comune che si chiama “Atlantide”"),
        ({"residence": "Samone"}, "aggiungi la provincia"),
        ({"phone": "chiama"}, "Scrivi il numero con le sole cifre"),
        ({"first_name": "", "last_name": ""}, "Scrivi almeno il nome o il cognome"),
        ({"first_name": "x" * 100_000}, "Scrivi al massimo 100 caratteri: ora sono 100.000"),
        ({"email": "no"}, "Scrivi l’indirizzo per intero"),
        ({"citizenship": "Utopia"}, "Non conosciamo lo Stato “Utopia”"),
    ],
)
def test_what_cannot_be_right_is_answered_with_a_sentence(client_of, ines, typed, said):
    answer = begin(client_of(ines), **typed)

    assert answer.status_code == 200
    assert said in answer.content.decode()


@pytest.mark.parametrize("name", ["Ma\0ria", "مريم\u202e", "👩🏽‍🦰", "李", "ﷺ" * 100, "ß" * 100])
def test_a_strange_name_is_kept_and_found_again(client_of, ines, name):
    answer = register(client_of(ines), identifier="", first_name=name, last_name="")

    with as_user(ines):
        assert Beneficiary.objects.get().first_name == name.replace("\0", "")
    assert answer.status_code == 302


@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "١٢٣", "\u202e", "STP", "0" * 11, "²" * 11])
@pytest.mark.parametrize(
    "field",
    ["identifier", "birth_date", "birth_place", "citizenship", "residence", "phone", "gender",
     "email", "domicile_address"],
)  # fmt: skip
def test_no_field_breaks_on_what_is_typed(client_of, ines, field, value):
    client = client_of(ines)

    assert begin(client, **{field: value}).status_code in (200, 302)
    assert client.post("/persone/nuova/codice/", {field: value}).status_code == 200


def test_what_is_typed_is_a_draft_of_its_author_only(client_of, ines, marco):
    client = client_of(ines)
    begin(client, birth_date="01/01/2090")

    with as_user(ines):
        draft = Draft.objects.get()
    url = reverse("beneficiaries:register_step", args=[draft.pk, 1])
    assert "Loredana" not in str(bytes(draft.payload))
    assert 'value="Cattaneo"' in client.get(url).content.decode()
    assert client_of(marco).get(url).status_code == 404


def test_typing_keeps_a_draft_without_checking(client_of, ines):
    client = client_of(ines)

    kept = client.post("/persone/nuova/salva/", {"step": "1", "first_name": "Lor", "draft": ""})

    with as_user(ines):
        draft = Draft.objects.get()
    assert f'value="{draft.pk}"' in kept.content.decode()
    assert "Lor" in client.get(reverse("beneficiaries:drafts")).content.decode()


def test_going_on_uses_the_draft_that_typing_began(client_of, ines):
    client = client_of(ines)
    client.post("/persone/nuova/salva/", {"step": "1", "first_name": "Lor", "draft": ""})
    with as_user(ines):
        draft = Draft.objects.get()

    answer = begin(client, draft=str(draft.pk))

    assert answer["Location"] == reverse("beneficiaries:register_step", args=[draft.pk, 2])
    with as_user(ines):
        assert Draft.objects.count() == 1


def test_saving_and_leaving_shows_the_draft_at_home(client_of, ines):
    client = client_of(ines)

    begin(client, verb="leave")

    assert "Registrazione di Loredana Cattaneo" in client.get("/").content.decode()


def test_a_registered_draft_is_gone(client_of, ines):
    client = client_of(ines)
    register(client)

    with as_user(ines):
        assert Draft.objects.count() == 0


def test_the_review_sends_back_to_what_is_missing(client_of, ines):
    client = client_of(ines)
    first = begin(client)

    answer = client.get(first["Location"].removesuffix("2/"))

    assert answer["Location"] == first["Location"] + "?controlla=1"


def test_similar_people_are_shown_while_typing(client_of, ines):
    other = make_person(first_name="Loredana", last_name="Cattaneo", birth_date=BORN)

    page = client_of(ines).post(
        "/persone/nuova/codice/",
        {"first_name": "Loredana", "last_name": "Cattaneo", "birth_date": "4/3/1969"},
    )

    assert reverse("beneficiaries:show", args=[other.pk]) in page.content.decode()


def at_the_review(client, **typed):
    """The address of the last step, with all answers given."""
    first = begin(client, identifier="", **typed)
    return client.post(first["Location"], ANSWERS)["Location"]


LIKE_HER = [
    {"first_name": "Loredana", "last_name": "Cataneo", "birth_date": BORN},
    {"first_name": "Cattaneo", "last_name": "Loredana", "birth_date": BORN},
    {"first_name": "Loredana", "last_name": "Cattaneo", "phone": "+39 031 1234567"},
    {"first_name": "Lory", "birth_date": BORN, "phone": "031/1234567"},
]


@pytest.mark.parametrize("known", LIKE_HER)
def test_who_might_be_the_same_person_is_told_before_the_record_is_made(client_of, ines, known):
    other = make_person(**known)
    client = client_of(ines)
    review = at_the_review(client, birth_date="4/3/1969", phone="031 1234567")

    untold = client.post(review)
    with as_user(ines):
        before = Beneficiary.objects.count()
    told = client.post(review, {"told": [other.pk]})

    page = untold.content.decode()
    assert reverse("beneficiaries:show", args=[other.pk]) in page
    assert f'name="told" value="{other.pk}"' in page
    assert "Registra lo stesso" in page
    assert (before, told.status_code) == (1, 302)
    with as_user(ines):
        assert Beneficiary.objects.count() == 2


def test_the_last_step_tells_at_once_who_might_be_the_same_person(client_of, ines):
    other = make_person(first_name="Loredana", last_name="Cattaneo", birth_date=BORN)
    client = client_of(ines)

    page = client.get(at_the_review(client, birth_date="4/3/1969")).content.decode()

    assert reverse("beneficiaries:show", args=[other.pk]) in page


def test_the_same_name_alone_stops_nobody(client_of, ines):
    make_person(first_name="Loredana", last_name="Cattaneo", birth_date=date(1990, 5, 6))
    client = client_of(ines)

    assert client.post(at_the_review(client, birth_date="4/3/1969")).status_code == 302


def test_nothing_is_told_of_people_of_another_agency(client_of, ines, nora):
    make_person(by=nora, first_name="Loredana", last_name="Cattaneo", birth_date=BORN)
    client = client_of(ines)

    assert client.post(at_the_review(client, birth_date="4/3/1969")).status_code == 302


def test_places_are_offered_without_accents(client_of, ines):
    page = client_of(ines).post(
        "/persone/luoghi/municipality/", {"residence": "cantu"}, headers={
            "HX-Request": "true", "HX-Trigger-Name": "residence"}
    )  # fmt: skip

    assert "Cantù (CO)" in page.content.decode()


@pytest.mark.parametrize("who", ["olga", "dario", "rita"])
def test_only_caseworkers_register(client_of, request, who):
    user = request.getfixturevalue(who)

    assert client_of(user).get(START).status_code == 403


def test_an_addition_acts_with_the_registration_or_undoes_it(client_of, ines, monkeypatch):
    class Joining(forms.Form):
        legend = "Il progetto"
        choice = forms.CharField(required=False, label="Progetto")

    def refuse(form, person, by, at):
        raise ValidationError("Il progetto è chiuso")

    addition = registering.Addition(
        "test", 1, Can.REGISTER, lambda by, data, initial: Joining(data, prefix="join"), refuse
    )
    monkeypatch.setattr(registering, "_additions", {"test": addition})

    client = client_of(ines)
    answer = register(client)

    assert "Il progetto è chiuso" in client.get(answer["Location"]).content.decode()
    with as_user(ines):
        assert Beneficiary.objects.count() == 0
