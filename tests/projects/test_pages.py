"""The pages of projects and participations, as people use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Reading
from projects.models import EntrySnapshot, Participation
from tests.cast import COMO, ELSEWHERE
from tests.makers import entry_of, make_exit, make_note, make_participation, make_person

UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


def statements(client, url):
    """How many statements a page runs, without transactions and context."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    told = [query["sql"] for query in captured]
    return [
        sql
        for sql in told
        if not sql.upper().startswith(UNCOUNTED)
        and "set_config" not in sql
        and "current_setting" not in sql
    ]


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def entering(**changed):
    return {"project": COMO, "entry_on": "11/01/2021", **changed}


def test_enter_freezes_the_day_and_leads_to_the_participation(client_of, ines, as_user):
    person = make_person(by=ines, birth_date=date(1966, 1, 11))

    answer = client_of(ines).post(url("enter", person.pk), entering())

    with as_user(ines):
        entered = Participation.objects.get(beneficiary=person)
    assert answer.url == url("participation", entered.pk)
    assert entry_of(entered).age == 55


def test_enter_shows_before_what_will_be_frozen_and_what_lacks(client_of, ines, as_user):
    person = make_person(by=ines, birth_date=date(1966, 1, 12), answers={"education_id": None})

    page = client_of(ines).post(url("enter", person.pk), entering(preview="1")).content.decode()

    assert "54 anni compiuti" in page
    assert "Manca per il rendiconto" in page
    with as_user(ines):
        assert not Participation.objects.filter(beneficiary=person).exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"entry_on": "01/01/2099"}, "è nel futuro"),
        ({"entry_on": "30/09/2020"}, "è fuori dal progetto"),
        ({"entry_on": "31/02/2021"}, "non esiste nel calendario"),
        ({"entry_on": ""}, "Indica il giorno"),
        ({"project": ""}, "Scegli il progetto"),
        ({"project": ELSEWHERE}, "Scegli"),
    ],
)
def test_enter_refuses_with_a_sentence_and_keeps_what_was_typed(client_of, ines, changed, sentence):
    person = make_person(by=ines)

    page = client_of(ines).post(url("enter", person.pk), entering(**changed))

    assert page.status_code == 200
    assert sentence in page.content.decode()
    if changed.get("entry_on"):
        assert changed["entry_on"] in page.content.decode()


def test_two_clicks_enter_once(client_of, ines, as_user):
    person, client = make_person(by=ines), client_of(ines)
    sent = entering(once="k" * 24)

    first, second = (client.post(url("enter", person.pk), sent) for _number in range(2))

    assert first.url == second.url
    with as_user(ines):
        assert Participation.objects.filter(beneficiary=person).count() == 1


def test_a_second_entry_is_refused(client_of, ines):
    participation = make_participation(by=ines)

    page = client_of(ines).post(url("enter", participation.beneficiary_id), entering())

    assert page.status_code == 200
    assert "Nessun progetto a cui iscrivere" in page.content.decode()


def test_the_page_says_given_refused_and_missing(client_of, ines):
    person = make_person(
        by=ines,
        answers={"education_id": None, "housing_id": None, "refused": ["HOUSING"]},
    )
    participation = make_participation(person)

    page = client_of(ines).get(url("participation", participation.pk)).content.decode()

    assert "Non ha voluto rispondere" in page
    assert "titolo di studio" in page.lower()
    assert "Serve per il rendiconto" in page


def completing(client, participation, **typed):
    """What the browser sends: the form as it stands, and what was typed."""
    form = client.get(url("complete", participation.pk)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data["unemployed_since"] = form["unemployed_since"].value().strftime("%d/%m/%Y")
    sent = {name: value for name, value in data.items() if value not in (None, False)}
    return {**sent, **typed}


def test_complete_fills_in_without_a_reason(client_of, ines):
    participation = make_participation(make_person(by=ines, answers={"education_id": None}))
    client = client_of(ines)

    sent = completing(client, participation, education="04")
    answer = client.post(url("complete", participation.pk), sent)

    assert answer.status_code == 302
    assert entry_of(participation).isced == 3


def test_correct_needs_a_reason(client_of, ines):
    participation = make_participation(by=ines)
    client = client_of(ines)
    sent = completing(client, participation, education="04")

    refused = client.post(url("complete", participation.pk), sent)
    accepted = client.post(
        url("complete", participation.pk), sent | {"reason": "Visto il diploma originale"}
    )

    assert "scrivi il motivo" in refused.content.decode()
    assert accepted.status_code == 302
    assert entry_of(participation).isced == 3
    story = client.get(url("history", participation.pk)).content.decode()
    assert "Visto il diploma originale" in story


def test_complete_takes_the_birth_from_the_record(client_of, ines, as_user):
    person = make_person(by=ines, birth_date=None)
    participation = make_participation(person)
    with as_user(ines):
        type(person).objects.filter(pk=person.pk).update(birth_date=date(1990, 1, 12))

    client = client_of(ines)
    client.post(url("complete", participation.pk), completing(client, participation))

    assert entry_of(participation).age == 30


def test_two_people_complete_the_same_answer(client_of, ines, marco):
    participation = make_participation(make_person(by=ines, answers={"education_id": None}))
    hers, his = client_of(ines), client_of(marco)
    from_her = completing(hers, participation, education="04")
    from_him = completing(his, participation, education="01")
    hers.post(url("complete", participation.pk), from_her)

    page = his.post(url("complete", participation.pk), from_him).content.decode()

    assert "Nel frattempo" in page
    assert entry_of(participation).education_id == "04"


def leaving(**changed):
    return {"exit_on": "30/09/2021", "reason": "JOB_FOUND", "note": "", **changed}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"exit_on": "10/01/2021"}, "prima dell’ingresso"),
        ({"exit_on": "01/01/2099"}, "nel futuro"),
        ({"reason": ""}, "Scegli il motivo"),
        ({"note": "x" * 501}, "500"),
    ],
)
def test_exit_refuses_with_a_sentence(client_of, ines, changed, sentence):
    participation = make_participation(by=ines)

    page = client_of(ines).post(url("leave", participation.pk), leaving(**changed))

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_exit_on_the_day_of_entry_and_re_entry(client_of, ines, as_user):
    participation, client = make_participation(by=ines), client_of(ines)

    client.post(url("leave", participation.pk), leaving(exit_on="11/01/2021"))
    client.post(url("come_back", participation.pk))

    with as_user(ines):
        again = Participation.objects.get(pk=participation.pk)
    assert (again.state, again.exit_on) == ("ACTIVE", None)
    story = client.get(url("history", participation.pk)).content.decode()
    assert "Uscita il 11 gen 2021" in story
    assert "Rientro" in story


def test_two_people_record_the_same_exit(client_of, ines):
    participation = make_exit(by=ines)

    page = client_of(ines).post(url("leave", participation.pk), leaving())

    assert "non è possibile" in page.content.decode()


def test_who_accounts_reads_answers_and_changes_nothing(client_of, ines, olga):
    participation = make_participation(by=ines)
    make_note(participation.beneficiary, by=ines, text="CANARINO nel diario")
    client = client_of(olga)

    page = client.get(url("participation", participation.pk)).content.decode()

    assert participation.beneficiary.full_name in page.replace("&#x27;", "'")
    assert "CANARINO" not in page
    for name in ("complete", "leave", "come_back"):
        assert client.get(url(name, participation.pk)).status_code == 403


def test_a_foreign_participation_is_not_there(client_of, ines, nora, franco):
    participation = make_participation(by=ines)

    for user in (nora, franco):
        for name in ("participation", "complete", "leave", "come_back", "history"):
            assert client_of(user).get(url(name, participation.pk)).status_code == 404
        assert client_of(user).get(url("show", COMO)).status_code == 404


def test_a_partner_counts_its_own_people_and_the_lead_all(client_of, ines, sara, olga, piero):
    make_participation(by=ines)
    make_participation(by=sara)

    for user, people in ((ines, 1), (sara, 1), (piero, 1), (olga, 2)):
        assert client_of(user).get(url("show", COMO)).context["people"] == people


def test_a_caseworker_sees_no_indicators(client_of, ines):
    make_participation(by=ines)

    page = client_of(ines).get(url("show", COMO)).content.decode()

    assert "CO01" not in page


def test_incomplete_records_are_as_many_as_their_list(client_of, ines, olga):
    make_participation(make_person(by=ines, answers={"education_id": None}))
    make_participation(make_person(by=ines))

    shown = client_of(olga).get(url("show", COMO))
    listed = client_of(olga).get(url("participations", COMO) + "?completa=no")
    mine = client_of(ines).get(url("incomplete") + "?seguite=mie")

    assert shown.context["incomplete"] == listed.context["list"].count == 1
    assert mine.context["list"].count == 1
    assert "titolo di studio" in listed.content.decode()


def test_every_cell_of_the_table_opens_as_many_records(client_of, ines, olga, as_user):
    for gender in "FFMX":
        make_participation(make_person(by=ines, gender=gender))
    client = client_of(olga)
    page = client.get(url("show", COMO))
    assert "CO01" in page.content.decode()

    cell = client.get(reverse("reporting:members", args=[COMO, "CO01", "donne"]))

    assert cell.context["exact"] == cell.context["list"].count == len(cell.context["list"].objects)
    assert cell.context["exact"] == 2
    assert "in cerca di lavoro" in cell.content.decode()
    with as_user(ines):
        assert Reading.objects.filter(user_id=olga.pk, what="elenco di una cifra").count() == 2


@pytest.mark.parametrize("tail", ["CO99", "EECO01", "CO01/tutte"])
def test_a_figure_that_is_not_there(client_of, olga, tail):
    assert client_of(olga).get(f"/progetti/{COMO}/indicatori/{tail}/").status_code == 404


def test_the_lists_are_downloaded_as_sheets(client_of, ines, olga):
    make_participation(by=ines)

    for path in (url("participations", COMO), reverse("reporting:members", args=[COMO, "totale"])):
        answer = client_of(olga).get(path + "?formato=xlsx")
        assert answer.status_code == 200
        assert "spreadsheetml" in answer["Content-Type"]


@pytest.mark.parametrize("player", ["ines", "olga"])
def test_pages_run_at_most_twelve_statements(client_of, request, ines, player):
    participation = make_participation(make_person(by=ines, answers={"education_id": None}))
    client = client_of(request.getfixturevalue(player))
    pages = [
        url("list"),
        url("show", COMO),
        url("participations", COMO),
        url("participation", participation.pk),
        url("history", participation.pk),
    ]
    if player == "olga":
        pages += [
            reverse("reporting:members", args=[COMO, "CO01"]),
            reverse("reporting:incomplete", args=[COMO]),
            reverse("reporting:how", args=[COMO]),
        ]
    else:
        other = make_person(by=ines)
        pages += [url("incomplete"), url("enter", other.pk), url("complete", participation.pk)]

    counted = {page: len(statements(client, page)) for page in pages}

    assert max(counted.values()) <= 12, counted


def test_nobody_s_answers_stay_untouched(client_of, ines, olga, as_user):
    participation = make_participation(by=ines)
    client_of(olga).post(url("complete", participation.pk), {"education": "04"})

    with as_user(olga):
        assert EntrySnapshot.objects.get(pk=participation.pk).education_id == "02"
