"""What another agency sees of a person: just the parts that are shared, while they are, to read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.actions import Terms
from beneficiaries.models import CaseNote, Share
from beneficiaries.policy import visible_received
from core.audit.models import Reading
from core.period import months_after
from tests.acting import as_user, client_of
from tests.beneficiaries.between_agencies import read, rows_of, url
from tests.cast import player
from tests.makers import (
    EVERYTHING,
    make_share,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# The page of each part, and the word that stands in it and nowhere else.
PARTS = {
    "SITUATION": ("identity", "Titolo di studio"),
    "NOTES": ("note", "zqcondivisa"),
    "PLAN": ("progetto", "zqfinalita"),
    "ASSESSMENT": ("valutazioni", "zqosserva"),
}
WORDS = {part: word for part, (_page, word) in PARTS.items()}
# Of what is never shown to another agency.
KEPT = ("zqdiario", "zqriservata", "zqbozza")


def page_of(part: str, person) -> str:
    name = PARTS[part][0]
    return (
        url("identity", person.pk) if name == "identity" else url("received_part", person.pk, name)
    )


@pytest.fixture
def person(shown_in_parts):
    return shown_in_parts


def terms(to: str = "nora", **changes) -> Terms:
    told = {
        "to_agency": player(to).acting.agency,
        "sections": ["NOTES"],
        "purpose": "Laboratorio",
        "basis": "CONSENT",
        "consent_on": TODAY,
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=90),
    }
    return Terms(**told | changes)


def shared(person, **changes) -> Share:
    with as_user(player("ines")) as user:
        return actions.share_person(person, terms(**changes), by=user, at=timezone.now())


# --- what is seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_seen_where_it_is_shared_and_nothing_beside_it(person, nora, part):
    make_share(person, to=nora, sections=("IDENTITY", part))

    pages = "".join(
        read("nora", address)
        for address in [url("show", person.pk), *(page_of(one, person) for one in PARTS)]
    )

    assert WORDS[part] in pages
    assert [word for one, word in WORDS.items() if one != part and word in pages] == []
    assert [word for word in KEPT if word in pages] == []


@pytest.mark.parametrize("part", PARTS)
def test_the_database_shows_the_rows_of_a_part_only_where_it_is_shared(person, nora, part):
    tables = {
        "SITUATION": ("situation",),
        "NOTES": ("casenote",),
        "PLAN": ("personalplan",),
        "ASSESSMENT": ("assessment", "areascore"),
    }
    make_share(person, to=nora, sections=("IDENTITY", part))

    for one, names in tables.items():
        for table in names:
            seen = rows_of("nora", table, person)
            assert (seen > 0) == (one == part), table
    assert rows_of("nora", "beneficiary", person) == 1


def test_the_goals_and_actions_of_a_shared_plan_are_those_of_the_one_that_holds(person, nora):
    def whole():
        with as_user(nora), connections["default"].cursor() as cursor:
            cursor.execute(
                "select (select count(*) from beneficiaries_plangoal),"
                " (select count(*) from beneficiaries_planaction),"
                " (select count(*) from beneficiaries_plansignature)"
            )
            return cursor.fetchone()

    make_share(person, to=nora, sections=("IDENTITY", "NOTES", "ASSESSMENT"))
    before = whole()
    make_share(person, to=nora, sections=("IDENTITY", "PLAN"))
    after = whole()

    with as_user(player("ines")):
        held = person.plans.get(state="APPROVED")
        goals = held.goals.count()
        rows = sum(goal.actions.count() for goal in held.goals.all())
    assert before == (0, 0, 0)
    assert after == (goals, rows, 0)


def test_no_history_is_shown_to_another_agency(person, nora):
    make_share(person, to=nora, sections=EVERYTHING)

    for table in ("casenoteevent", "personalplanevent", "assessmentevent", "situationevent"):
        assert rows_of("nora", table, person) == 0
    for name in ("history", "readers", "sharing", "plan", "assessments"):
        assert client_of(nora).get(url(name, person.pk)).status_code in (403, 404)


def test_the_receiver_reads_and_does_not_write(person, nora, ines):
    make_share(person, to=nora, sections=EVERYTHING)

    with as_user(nora) as user:
        note = CaseNote.objects.get(beneficiary=person)
        assert CaseNote.objects.filter(pk=note.pk).update(text="altro") == 0
        assert user.acting.agency_id != note.agency_id
        with pytest.raises(PermissionDenied):
            actions.write_note(CaseNote(text="x"), person, by=user, at=timezone.now())
    assert client_of(nora).post(url("write_note", person.pk), {"text": "x"}).status_code == 403


def test_a_receiver_in_another_role_sees_nothing(person, nora):
    make_share(person, to=nora, sections=EVERYTHING)

    for who in ("franco", "rita", "sara"):
        assert client_of(player(who)).get(url("show", person.pk)).status_code == 404
        assert rows_of(who, "casenote", person) == 0


def test_the_page_says_whose_it_is_until_when_and_for_what(person, nora):
    made = make_share(person, to=nora, purpose="Laboratorio di falegnameria")

    page = read("nora", url("show", person.pk))

    assert "Condivisa da Ascl fino al" in page
    assert "per: Laboratorio di falegnameria" in page
    assert str(made.valid_to.year) in page


# --- its days, its end ----------------------------------------------------------------------------


def test_a_share_that_is_ended_is_over_at_the_next_request(person, nora, ines):
    made = shared(person, sections=EVERYTHING)
    client = client_of(nora)
    before = [client.get(page_of(part, person)).status_code for part in PARTS]

    client_of(ines).post(url("end_share", made.pk))

    after = [client.get(page_of(part, person)).status_code for part in PARTS]
    assert before == [200] * 4
    assert after == [404] * 4
    assert person.full_name not in client.get(url("received")).content.decode()
    for table in ("beneficiary", "situation", "casenote", "personalplan", "assessment"):
        assert rows_of("nora", table, person) == 0


@pytest.mark.parametrize(("first", "last", "seen"), [(-9, -1, 0), (0, 0, 1), (1, 9, 0), (-9, 9, 1)])
def test_a_share_is_seen_within_its_days(person, nora, first, last, seen):
    days = {"valid_from": TODAY + timedelta(first), "valid_to": TODAY + timedelta(last)}
    make_share(person, to=nora, **days)

    assert rows_of("nora", "beneficiary", person) == seen
    assert client_of(nora).get(url("show", person.pk)).status_code == (200 if seen else 404)
    with as_user(nora) as user:
        assert visible_received(user).count() == seen


def test_what_was_agreed_stays_and_only_its_end_is_written(person, ines):
    made = shared(person)

    for change in ({"sections": list(EVERYTHING)}, {"valid_to": TODAY}, {"purpose": "Altro"}):
        with as_user(ines), pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            Share.objects.filter(pk=made.pk).update(**change)


def test_a_share_lasts_at_most_twelve_months(person, ines, client_of):
    too_long = months_after(TODAY, 12)

    answer = client_of(ines).post(url("share", person.pk), typed(valid_to=too_long.isoformat()))

    assert "Dura più di 12 mesi" in answer.content.decode()
    with as_user(ines), pytest.raises(DatabaseError, match="twelve_months"), transaction.atomic():
        Share.objects.create(
            beneficiary=person, agency_id=person.agency_id, sections=["IDENTITY"], purpose="x",
            to_agency=player("nora").acting.agency, valid_from=TODAY,
            valid_to=TODAY + timedelta(days=366),
        )  # fmt: skip


def test_an_agency_has_one_share_of_a_person_at_a_time(person):
    shared(person)

    with pytest.raises(actions.AlreadyShared, match="Tecum vede già"):
        shared(person)
    shared(person, to="sara")


def test_who_does_not_follow_the_person_does_not_share_them(person, nora, dario):
    make_share(person, to=nora, sections=EVERYTHING)

    for name in ("nora", "dario", "olga"):
        with as_user(player(name)) as user, pytest.raises(PermissionDenied):
            actions.share_person(person, terms("sara"), by=user, at=timezone.now())
    assert client_of(nora).get(url("sharing", person.pk)).status_code == 403
    assert client_of(nora).get(url("share", person.pk)).status_code == 403


# --- the pages of whoever shares ------------------------------------------------------------------


def typed(**changes) -> dict:
    return {
        "to_agency": player("nora").acting.agency_id,
        "sections": ["NOTES", "PLAN"],
        "purpose": "Laboratorio",
        "basis": "CONSENT",
        "consent_on": TODAY.isoformat(),
        "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + timedelta(days=60)).isoformat(),
    } | changes


def test_one_sees_what_the_other_agency_will_see_before_it_does(person, ines, nora, client_of):
    client, address = client_of(ines), url("share", person.pk)

    preview = client.post(address, typed()).content.decode()
    before = rows_of("nora", "beneficiary", person)
    done = client.post(address, typed(confirm="1"), follow=True).content.decode()

    assert "Che cosa vedrà Tecum" in preview
    assert "zqcondivisa" in preview
    assert "zqfinalita" in preview
    assert [word for word in (*KEPT, "zqosserva", "Titolo di studio") if word in preview] == []
    assert before == 0
    assert "Condivisa con Tecum" in done
    assert rows_of("nora", "beneficiary", person) == 1


def test_one_goes_back_from_the_preview_with_what_was_typed(person, ines, client_of):
    page = client_of(ines).post(url("share", person.pk), typed(change="1")).content.decode()

    assert 'value="Laboratorio"' in page
    assert "Guarda che cosa vedrà" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to_agency": ""}, "Scegli l’ente"),
        ({"purpose": ""}, "Scrivi per che cosa"),
        ({"basis": ""}, "Scegli la base"),
        ({"consent_on": ""}, "Indica il giorno in cui la persona lo ha firmato"),
        ({"consent_on": (TODAY + timedelta(1)).isoformat()}, "La data è nel futuro"),
        ({"valid_from": (TODAY - timedelta(1)).isoformat()}, "comincia oggi o più avanti"),
        ({"valid_to": (TODAY - timedelta(1)).isoformat()}, "Finisce prima di cominciare"),
    ],
)
def test_what_is_missing_is_said(person, ines, client_of, changes, sentence):
    page = client_of(ines).post(url("share", person.pk), typed(**changes)).content.decode()

    assert sentence in page
    assert rows_of("ines", "share", person) == 0


def test_shares_that_are_over_stay_on_the_page_and_are_renewed(person, ines, client_of):
    made = shared(person, purpose="Corso di cucina")
    client = client_of(ines)
    client.post(url("end_share", made.pk))

    page = client.get(url("sharing", person.pk)).content.decode()
    again = client.get(f"{url('share', person.pk)}?come={made.pk}").content.decode()
    twice = client.post(url("end_share", made.pk), follow=True).content.decode()

    assert "Condivisioni finite" in page
    assert f"terminata da {ines}" in page
    assert 'value="Corso di cucina"' in again
    assert "già finita" in twice


def test_a_reading_by_another_agency_says_for_what_and_by_which_body(person, ines, nora, client_of):
    make_share(person, to=nora, sections=("IDENTITY", "NOTES"), purpose="Laboratorio")
    client_of(nora).get(url("received_part", person.pk, "note"))

    page = client_of(ines).get(url("readers", person.pk)).content.decode()

    with as_user(ines):
        look = Reading.objects.get(user_id=nora.pk, what="condivisa: note")
    assert look.why == "Laboratorio"
    [row] = [one for one in page.split("<tr") if "Nora Villa · Tecum" in one]
    assert "condivisa: note" in row
    assert "Laboratorio" in row


def test_the_list_of_what_is_shared_with_us_names_who_what_and_until_when(person, nora, client_of):
    make_share(person, to=nora, sections=("IDENTITY", "NOTES"))

    page = client_of(nora).get(url("received")).content.decode()

    assert person.full_name in page
    assert "Anagrafica, Note condivise" in page
    assert "Ascl" in page


def test_pages_of_sharing_ask_the_database_seldom(person, ines, nora, statements_of):
    make_share(person, to=nora, sections=EVERYTHING)

    for who, address in (
        (ines, url("sharing", person.pk)),
        (ines, url("share", person.pk)),
        (nora, url("show", person.pk)),
        *((nora, page_of(part, person)) for part in PARTS),
    ):
        assert len(statements_of(client_of(who), address)) <= 12, address
