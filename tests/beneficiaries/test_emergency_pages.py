"""An emergency access on its pages: opened, read, reviewed, told to those it is about."""

from datetime import date

import pytest
from django.core import mail

from beneficiaries import actions
from beneficiaries.models import EmergencyAccess, EmergencyReading
from core.audit.models import Reading
from tests.acting import as_user
from tests.beneficiaries.emergencies import CANARY, opened_by_ines, review, url
from tests.cast import player
from tests.makers import REASON, make_emergency, make_merge, make_note, make_pair, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def note():
    """A note of Ines that she reserved for herself."""
    return make_note(text=CANARY, visibility="RESERVED", happened_on=date(2021, 3, 1))


def opened(client, person):
    return client.post(url("open_emergency", person.pk), {"reason": REASON})


def test_a_worker_opens_reads_and_ends_and_it_is_written_down(client_of, note, marco):
    person, client = note.beneficiary, client_of(marco)
    assert url("open_emergency", person.pk) in client.get(url("show", person.pk)).content.decode()

    answer = opened(client, person)
    page = client.get(answer["Location"]).content.decode()
    made = EmergencyAccess.objects
    with as_user(marco):
        access = made.get()
    read = client.get(url("emergency_note", access.pk, note.pk)).content.decode()
    diary = client.get(url("show", person.pk)).content.decode()

    assert answer["Location"] == url("emergency", access.pk)
    assert "1 mar 2021" in page
    assert CANARY not in page
    assert CANARY in read
    assert "riservata: letta con accesso d’emergenza fino alle" in read
    assert CANARY not in diary
    assert "Accesso d’emergenza fino alle" in diary
    with as_user(marco):
        assert EmergencyReading.objects.get().author_id == note.author_id
        whats = list(Reading.objects.filter(person_id=person.pk).values_list("what", flat=True))
    assert "accesso d’emergenza" in whats
    shown = client.get(url("readers", person.pk)).content.decode()
    assert "accesso d’emergenza" in shown
    client.post(url("end_emergency", access.pk))
    assert client.get(url("emergency_note", access.pk, note.pk)).status_code == 404
    assert "fino alle" not in client.get(url("show", person.pk)).content.decode()


def test_it_reads_and_does_nothing_else(client_of, note, marco):
    make_emergency(note.beneficiary)
    client = client_of(marco)

    for door in ("correct_note", "choose_readers"):
        assert client.get(url(door, note.pk)).status_code == 404
    assert client.post(url("keep_correction", note.pk), {"text": "x"}).status_code == 404
    assert CANARY not in client.get(url("show", note.beneficiary_id)).content.decode()
    assert CANARY not in client.get(url("history", note.beneficiary_id)).content.decode()
    with as_user(marco):
        assert type(note).objects.filter(pk=note.pk).update(text="altro") == 0


def test_it_is_offered_whether_or_not_anything_is_reserved(client_of, marco):
    person = make_person()
    client = client_of(marco)

    page = client.get(url("show", person.pk)).content.decode()
    answer = opened(client, person)

    assert url("open_emergency", person.pk) in page
    assert "non c’è nulla di riservato" in client.get(answer["Location"]).content.decode()


def test_what_was_typed_comes_back_with_the_error(client_of, note, marco):
    page = client_of(marco).post(url("open_emergency", note.beneficiary_id), {"reason": "urgente"})

    assert "Scrivi almeno 20 caratteri: ora sono 7" in page.content.decode()
    assert ">urgente</textarea>" in page.content.decode().replace("\n", "")


@pytest.mark.parametrize("name", ["nora", "sara"])
def test_another_agency_finds_nothing(client_of, note, name):
    made = make_emergency(note.beneficiary)
    client = client_of(player(name))

    for address in (
        url("open_emergency", note.beneficiary_id),
        url("emergency", made.pk),
        url("emergency_note", made.pk, note.pk),
    ):
        assert client.get(address).status_code == 404
    assert client.post(url("review_emergency", made.pk), {}).status_code == 404


def test_the_reviewer_sees_dates_and_authors_and_no_text(client_of, marco):
    made = opened_by_ines(is_ended=True)
    client = client_of(marco)

    home = client.get("/").content.decode()
    page = client.get(url("emergency", made.pk)).content.decode()
    refused = client.post(url("review_emergency", made.pk), {"verdict": "object", "remark": ""})
    done = client.post(url("review_emergency", made.pk), {"verdict": "justify", "remark": ""})

    assert "Emergenze da esaminare" in home
    assert REASON in page
    assert "Marco Bianchi" in page
    assert "zqsua" not in page
    assert "Scrivi perché l’accesso non era giustificato." in refused.content.decode()
    assert done["Location"] == url("emergencies")
    assert "Emergenze da esaminare" not in client.get("/").content.decode()


def test_the_review_is_among_the_dues_of_who_coordinates(client_of, marco, ines):
    opened_by_ines(is_ended=True)

    assert (
        "Esaminare un accesso d’emergenza"
        in client_of(marco).get("/scadenze/?di=nessuno").content.decode()
    )
    assert "Esaminare un accesso" not in client_of(ines).get("/scadenze/").content.decode()


def test_an_author_sees_on_their_home_that_it_happened_until_it_is_reviewed(client_of, note, ines):
    made = make_emergency(note.beneficiary, is_ended=True)
    client = client_of(ines)

    home = client.get("/").content.decode()
    page = client.get(url("emergency", made.pk)).content.decode()
    review(made, "justify", by="dario")

    assert url("emergency", made.pk) in home
    assert "Marco Bianchi" in page
    assert "Nessuna delle tue note è stata aperta." in page
    assert url("emergency", made.pk) not in client.get("/").content.decode()


def test_who_administers_sees_no_name_and_a_number(client_of, note):
    made = make_emergency(note.beneficiary, reading=note, is_ended=True)
    client = client_of(player("dario"))

    pages = [client.get(one).content.decode() for one in (
        "/", url("emergencies"), url("emergency", made.pk))]  # fmt: skip

    assert [note.beneficiary.last_name in page for page in pages[1:]] == [False, False]
    assert f"{url('emergencies')}?esame=da-esaminare" in pages[0]
    assert "1 nota riservata aperta." in pages[2]
    assert REASON in pages[2]


def test_reviewers_and_authors_are_written_to_without_a_name(
    client_of, note, marco, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        opened(client_of(marco), note.beneficiary)

    assert sorted(one.to[0] for one in mail.outbox) == ["dario@example.org", "ines@example.org"]
    for one in mail.outbox:
        for word in (note.beneficiary.last_name, "Bianchi", REASON, CANARY):
            assert word not in one.subject + one.body
        assert url("emergencies") in one.body


def test_the_page_of_the_person_asks_no_more_for_it(client_of, statements_of, note, marco):
    make_emergency(note.beneficiary)
    client = client_of(marco)
    client.get(url("show", note.beneficiary_id))

    assert len(statements_of(client, url("show", note.beneficiary_id))) <= 12
    with as_user(marco):
        access = EmergencyAccess.objects.get()
    for address in (
        "/",
        url("emergencies"),
        url("emergency", access.pk),
        url("emergency_note", access.pk, note.pk),
    ):
        assert len(statements_of(client, address)) <= 12


def test_a_record_with_an_access_to_review_is_not_made_one_with_another(client_of, marco):
    pair = make_pair()
    make_emergency(pair.second, by=player("ines"))

    with pytest.raises(actions.CannotMerge):
        make_merge(pair, by=marco)


def test_the_count_of_the_home_opens_what_waits_for_one_and_nothing_else(client_of, note, marco):
    make_emergency(note.beneficiary, reading=note, by=marco, is_ended=True)
    waits = make_emergency(note.beneficiary, reading=note, by=player("ines"), is_ended=True)

    page = client_of(marco).get(f"{url('emergencies')}?esame=da-esaminare").content.decode()

    assert url("emergency", waits.pk) in page
    assert "1 accesso" in page
