"""An emergency access: opened with a reason, four hours, told at once, reviewed by another."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.models import LASTS, EmergencyAccess, EmergencyReading
from beneficiaries.policy import visible_emergencies, visible_emergency_notes
from core.audit.models import Reading
from core.period import working_days_after
from core.workflow import WrongStep
from tests.acting import as_user
from tests.cast import player
from tests.makers import REASON, make_emergency, make_merge, make_note, make_pair, make_person

pytestmark = pytest.mark.django_db
CANARY = "zqriservata"


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


@pytest.fixture
def note():
    """A note of Ines that she reserved for herself."""
    return make_note(text=CANARY, visibility="RESERVED", happened_on=date(2021, 3, 1))


def read_by(name):
    with as_user(player(name)) as user:
        return set(visible_emergency_notes(user).values_list("text", flat=True))


def read_in_database(name, table="beneficiaries_casenote"):
    with as_user(player(name)), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where text = %s", [CANARY])
        return cursor.fetchone()[0]


def review(access, step, remark="", *, by="marco"):
    with as_user(player(by)) as user:
        return actions.review_emergency(access, step, remark, by=user, at=timezone.now())


def end(access, *, by="marco"):
    with as_user(player(by)) as user:
        return actions.end_emergency(access, by=user, at=timezone.now())


def test_it_lasts_four_hours_and_says_by_when_it_is_reviewed(note):
    made = make_emergency(note.beneficiary)

    assert made.until - made.opened_at == LASTS
    assert made.opened_at <= timezone.now()
    assert made.review_by == working_days_after(timezone.localdate(), 3)
    assert (made.state, made.authors) == ("WAITING", [player("ines").pk])


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 11, 30), date(2026, 12, 3)),
        # A week-end, and the eighth of December, count for nothing.
        (date(2026, 12, 4), date(2026, 12, 10)),
    ],
)
def test_three_working_days(day, until):
    assert working_days_after(day, 3) == until


def test_its_holder_reads_what_is_reserved_of_that_person_and_nobody_else_does(note):
    other = make_note(text="zqaltra", visibility="RESERVED")
    assert (read_by("marco"), read_in_database("marco")) == (set(), 0)

    make_emergency(note.beneficiary)

    assert other.beneficiary_id != note.beneficiary_id
    assert (read_by("marco"), read_in_database("marco")) == ({CANARY}, 1)
    for name in ("nora", "sara", "olga", "dario", "rita"):
        assert (read_by(name), read_in_database(name)) == (set(), 0)


def test_no_version_of_a_note_is_read_under_it(note):
    make_emergency(note.beneficiary)

    assert read_in_database("marco", "beneficiaries_casenoteevent") == 0


def test_after_four_hours_all_is_as_before_without_any_job(note):
    made = make_emergency(note.beneficiary, days_ago=1)

    assert (made.authors, read_by("marco"), read_in_database("marco")) == ([], set(), 0)


def test_its_holder_ends_it_early(note):
    made = end(make_emergency(note.beneficiary))

    assert made.opened_at <= made.ended_at < made.until
    assert (read_by("marco"), read_in_database("marco")) == (set(), 0)
    with pytest.raises(actions.EmergencyRefused, match="già finito"):
        end(made)


def test_who_reviews_may_end_it_and_an_author_may_not(note, ines, marco):
    theirs = make_note(make_person(by=marco), by=marco, text="zq", visibility="RESERVED")
    made = make_emergency(theirs.beneficiary, by=ines)
    mine = make_emergency(note.beneficiary)

    with pytest.raises(PermissionDenied):
        end(mine, by="ines")
    assert end(made, by="marco").ended_at is not None


@pytest.mark.parametrize("reason", ["", "urgente", " " * 30 + "altra motivazione"])
def test_a_reason_is_typed_and_says_something(note, reason):
    with pytest.raises(actions.EmergencyRefused, match="almeno 20 caratteri"):
        make_emergency(note.beneficiary, reason=reason)


def test_one_is_open_at_a_time(note):
    make_emergency(note.beneficiary)

    with pytest.raises(actions.EmergencyRefused, match="già un accesso"):
        make_emergency(note.beneficiary)


@pytest.mark.parametrize("name", ["olga", "dario", "nora", "sara", "rita"])
def test_only_who_follows_people_here_opens_one(note, name):
    with pytest.raises(PermissionDenied):
        make_emergency(note.beneficiary, by=player(name))


# --- the database alone ---------------------------------------------------------------------------


def row(note, **fields):
    user = player("marco")
    now = timezone.now() - timedelta(minutes=1)
    told = {"opened_at": now, "until": now + LASTS, "reason": REASON, "opened_by": user}
    told |= {"review_by": timezone.localdate(), "agency_id": note.agency_id}
    return EmergencyAccess(beneficiary=note.beneficiary, **told | fields)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reason": "urgente" + " " * 30}, "emergency_has_reason"),
        ({"until": timezone.now() + timedelta(hours=5)}, "emergency_lasts_at_most_four_hours"),
        ({"remark": "Fatto da me."}, "emergency_reviewed_by_somebody"),
        ({"opened_at": timezone.now() + timedelta(days=3),
          "until": timezone.now() + timedelta(days=3, hours=1)}, "row-level security"),
        ({"state": "JUSTIFIED"}, "EmergencyAccess|emergency|workflow|born"),
    ],
)  # fmt: skip
def test_the_database_holds_what_one_is(note, marco, fields, why):
    with (
        as_user(marco),
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
    ):
        row(note, **fields).save(force_insert=True)


def test_the_database_lets_nobody_open_one_in_another_s_name(note, ines):
    with as_user(ines), pytest.raises(DatabaseError, match="row-level security"):
        row(note).save(force_insert=True)


@pytest.mark.parametrize(
    "change", [{"until": F("until") + timedelta(hours=1)}, {"reason": REASON + " E poi."}]
)
def test_what_was_said_stays(note, marco, change):
    make_emergency(note.beneficiary, days_ago=1)

    with as_user(marco), pytest.raises(IntegrityError, match="what was agreed stays"):
        EmergencyAccess.objects.update(**change)


def test_the_database_lets_nobody_review_their_own(note, marco, ines):
    make_emergency(note.beneficiary, days_ago=1)
    now = timezone.now()

    for reviewer in (marco, ines):
        with (
            as_user(marco),
            pytest.raises(DatabaseError, match=r"row-level security|emergency_reviewed"),
        ):
            EmergencyAccess.objects.update(state="JUSTIFIED", reviewed_by=reviewer, reviewed_at=now)


def test_the_database_shows_an_access_to_those_it_is_about(note, ines):
    make_emergency(note.beneficiary)
    mine = make_emergency(make_person(by=player("marco")), by=ines)

    seen = {}
    for name in ("ines", "marco", "dario", "nora", "sara", "olga", "rita"):
        with as_user(player(name)):
            seen[name] = EmergencyAccess.objects.count()
    # Of the one of Ines, Marco reviews; of that of Marco nobody else does but who administers.
    assert seen == {"ines": 2, "marco": 2, "dario": 1, "nora": 0, "sara": 0, "olga": 0, "rita": 0}
    with as_user(player("dario")) as dario:
        assert mine not in visible_emergencies(dario)


@pytest.mark.parametrize("change", ["author", "closed"])
def test_the_database_writes_a_reading_only_as_it_was(note, marco, ines, change):
    made = make_emergency(note.beneficiary)
    author = marco if change == "author" else ines
    if change == "closed":
        end(made)

    line = {"access": made, "agency_id": made.agency_id, "note": note, "author": author}
    with as_user(marco), pytest.raises(DatabaseError, match="row-level security"):
        EmergencyReading.objects.create(happened_on=note.happened_on, **line)


# --- the review -----------------------------------------------------------------------------------


def opened_by_ines(**told):
    """An access of Ines to a person of Marco's, who coordinates."""
    marco = player("marco")
    found = make_note(make_person(by=marco), by=marco, text="zqsua", visibility="RESERVED")
    return make_emergency(found.beneficiary, by=player("ines"), reading=found, **told)


def test_who_coordinates_reviews_it_once_it_is_over():
    made = opened_by_ines()
    with pytest.raises(actions.EmergencyRefused, match="ancora aperto"):
        review(made, "justify")
    end(made, by="ines")

    done = review(made, "justify")

    assert (done.state, done.reviewed_by) == ("JUSTIFIED", player("marco"))
    with pytest.raises(WrongStep):
        review(made, "object", "No.")


def test_one_that_was_not_justified_has_words():
    made = opened_by_ines(is_ended=True)
    with pytest.raises(actions.EmergencyRefused, match="Scrivi perché"):
        review(made, "object", "  ")

    assert review(made, "object", "Bastava chiamare.").remark == "Bastava chiamare."


def test_nobody_reviews_their_own_and_who_administers_steps_in(note):
    made = make_emergency(note.beneficiary, is_ended=True)
    for name in ("marco", "ines", "nora", "olga"):
        with pytest.raises(PermissionDenied):
            review(made, "justify", by=name)

    assert review(made, "justify", by="dario").state == "JUSTIFIED"


def test_with_another_coordinator_who_administers_sees_nothing_of_it(note):
    made = make_emergency(note.beneficiary, is_ended=True)
    with as_user(player("dario")) as dario:
        seat = {"agency": dario.acting.agency, "role": Role.COORDINATOR}
        Membership.objects.create(user=player("ines"), valid_from=date(2021, 1, 1), **seat)

    with as_user(player("dario")) as dario:
        assert not visible_emergencies(dario).exists()
        assert not EmergencyAccess.objects.exists()
    with pytest.raises(PermissionDenied):
        review(made, "justify", by="dario")


# --- the pages ------------------------------------------------------------------------------------


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
    assert "Emergenze da esaminare" in pages[0]
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
