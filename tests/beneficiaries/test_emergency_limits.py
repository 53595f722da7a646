"""Before an emergency access: who one is, how many there were, and whether anybody will review."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from lxml import html

from agencies.enums import Role
from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.models import LASTS, MOST_OPENED, EmergencyAccess
from beneficiaries.policy import visible_emergencies
from core.audit.models import Reading
from core.drafts import read
from core.models import Draft
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import PASSWORD, player
from tests.makers import REASON, make_emergency, make_note, make_person

pytestmark = pytest.mark.django_db
LIST = reverse("beneficiaries:emergencies")


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def opened_by(name) -> int:
    with as_user(player(name)) as user:
        return EmergencyAccess.objects.of_holder(user.pk).count()


def kept_of(client, page: str, typed: dict[str, str]) -> dict[str, list[str]]:
    """What is left of this when the page keeps its draft."""
    [keeper] = html.document_fromstring(page).xpath("//form//*[@data-keeper]/@hx-post")
    client.post(keeper, typed, headers={"HX-Request": "true"})
    with as_user(player("ines")):
        return {name: value for name, value in read(Draft.objects.get()).items() if name in typed}


# --- who one is -----------------------------------------------------------------------------------


def test_who_has_sat_there_for_a_while_says_who_they_are_and_loses_no_word(ines, marco):
    address, client = url("open_emergency", make_person(by=marco).pk), client_of(ines)
    told = {"reason": REASON, "password": "non è questa la password"}
    at_once = client.get(address).content.decode()

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        asked = client.get(address).content.decode()
        nothing = client.post(address, {"reason": REASON}).content.decode()
        kept = kept_of(client, asked, told)
        wrong = client.post(address, told).content.decode()
        attempt = AccessAttempt.objects.get()
        right = client.post(address, told | {"password": PASSWORD})
        again = client.get(url("open_emergency", make_person(by=marco).pk)).content.decode()

    assert ['name="password"' in page for page in (at_once, asked, again)] == [False, True, False]
    assert "Scrivi la tua password" in nothing
    assert "La password non è quella giusta." in wrong
    assert REASON in wrong
    assert told["password"] not in wrong
    assert kept == {"reason": [REASON]}
    assert (attempt.username, attempt.failures_since_start) == (ines.email, 1)
    assert REASON not in attempt.post_data + attempt.get_data + attempt.path_info
    assert (right.status_code, opened_by("ines")) == (302, 1)
    with as_user(player("dario")):
        whats = Reading.objects.filter(user_id=ines.pk).values_list("what", flat=True)
        assert "accesso d’emergenza non confermato" in whats


def test_five_wrong_passwords_close_both_doors_for_that_user_alone(ines, marco):
    address, client = url("open_emergency", make_person(by=marco).pk), client_of(ines)
    told = {"reason": REASON, "password": "non è questa la password"}
    door = reverse("account_login")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        for _ in range(5):
            wrong = client.post(address, told)
        right = client.post(address, told | {"password": PASSWORD})

        assert (wrong.status_code, right.status_code, opened_by("ines")) == (200, 200, 0)
        assert "Troppi tentativi sbagliati" in right.content.decode()
        assert REASON in right.content.decode()
        for who, enters in ((ines, False), (marco, True)):
            other = client_of()
            typed = {"login": who.email.upper(), "password": PASSWORD}
            other.post(door, typed, REMOTE_ADDR="127.0.0.1")
            assert ("_auth_user_id" in other.session) is enters


def test_who_has_a_second_factor_types_that_too(ines, marco):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(ines, generate_totp_secret())
    codes = RecoveryCodes.activate(ines).get_unused_codes()
    address, client = url("open_emergency", make_person(by=marco).pk), client_of(ines)
    told = {"reason": REASON, "password": PASSWORD}
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        wrong = client.post(address, told | {"code": "000000"}).content.decode()
        counted = AccessAttempt.objects.get().failures_since_start
        right = client.post(address, told | {"code": codes[0]})

        Authenticator.objects.filter(user=ines).update(type=Authenticator.Type.WEBAUTHN)
    assert "Il codice non è quello giusto." in wrong
    assert (counted, right.status_code) == (1, 302)
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        address, client = url("open_emergency", make_person(by=marco).pk), client_of(ines)
    with time_machine.travel(timezone.now() + timedelta(minutes=60)):
        key = client.post(address, told).content.decode()
    assert "Prima conferma che sei tu con la tua chiave di sicurezza." in key
    assert reverse("mfa_reauthenticate_webauthn") in key


# --- how many -------------------------------------------------------------------------------------


def test_the_fourth_in_a_day_is_refused_and_whoever_reviews_sees_it(ines, marco):
    # Those of the day before count no more.
    for days_ago in (1, 0):
        for _ in range(MOST_OPENED):
            make_emergency(make_person(by=marco), by=ines, days_ago=days_ago)
    person = make_person(by=marco)

    refused = client_of(ines).post(url("open_emergency", person.pk), {"reason": REASON})

    page = refused.content.decode()
    assert "hai già aperto 3 accessi d’emergenza" in page
    assert "chiama Marco Bianchi" in page
    assert REASON in page
    assert (
        "accesso d’emergenza rifiutato"
        in client_of(marco).get(url("readers", person.pk)).content.decode()
    )
    assert "Ines Molteni" in client_of(marco).get(LIST).content.decode().split("<table")[0]
    assert "Ha raggiunto il limite" not in client_of(ines).get(LIST).content.decode()
    make_emergency(person, by=marco)


def test_no_way_around_the_action_opens_a_fourth(ines, marco):
    person = make_person(by=marco)
    today = timezone.localdate()

    def written(number: int, *, ago: timedelta = timedelta(0)) -> str:
        """So many rows at once, without the action: taken, or what the database says."""
        now = timezone.now() - ago
        row = {
            "beneficiary": person, "agency_id": person.agency_id, "opened_by": ines,
            "reason": REASON, "opened_at": now, "until": now + LASTS, "review_by": today,
        }  # fmt: skip
        try:
            with as_user(ines):
                EmergencyAccess.objects.bulk_create(EmergencyAccess(**row) for _ in range(number))
        except DatabaseError as error:
            return error.__cause__.sqlstate
        return "taken"

    # What is over already lets nobody read, and counts for the day it was opened on.
    assert written(4, ago=timedelta(days=2)) == "taken"
    assert written(4) == "23514"
    assert [written(2), written(2), written(1), written(1)] == ["taken", "23514", "taken", "23514"]
    assert written(1, ago=timedelta(hours=3)) == "23514"
    make_emergency(person, by=marco)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_three_open(ines, marco):
    people = [make_person(by=marco) for _ in range(20)]
    start = Barrier(20)

    def one(person):
        start.wait()
        try:
            make_emergency(person, by=ines)
        except actions.EmergencyRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        came = list(pool.map(one, people))

    assert sum(came) == opened_by("ines") == MOST_OPENED


# --- who reviews ----------------------------------------------------------------------------------


@pytest.fixture
def left():
    """An access of Sara's: at her body nobody coordinates, nobody administers."""
    person = make_person(by=player("sara"), first_name="Zqnome", last_name="Zqcognome")
    note = make_note(person, by=player("sara"), text="zqtesto")
    return make_emergency(note.beneficiary, by=player("sara"), is_ended=True)


def seen_by(name) -> list[int]:
    with as_user(player(name)) as user:
        seen = set(visible_emergencies(user).values_list("pk", flat=True))
        assert seen == set(EmergencyAccess.objects.values_list("pk", flat=True))
        return sorted(seen)


def test_one_nobody_there_can_review_goes_to_the_lead_body_without_a_name(left, marco):
    assert {name: seen_by(name) for name in ("marco", "nora", "dario", "ines")} == {
        "marco": [left.pk], "nora": [], "dario": [], "ines": [],
    }  # fmt: skip
    client = client_of(marco)
    home = client.get("/").content.decode()
    pages = [client.get(one).content.decode() for one in (
        LIST, url("emergency", left.pk), f"{LIST}?formato=stampa")]  # fmt: skip
    dues = client.get("/scadenze/?di=nessuno").content.decode()

    done = client.post(url("review_emergency", left.pk), {"verdict": "justify", "remark": ""})

    assert "Emergenze da esaminare" in home
    assert "Esaminare un accesso d’emergenza" in dues
    for page in (*pages, home, dues):
        assert not {"Zqnome", "Zqcognome", "zqtesto"} & set(page.replace("<", " ").split())
        assert "Zqcognome" not in page
    assert "Sara Gatti · Il Quadrifoglio" in pages[0]
    assert REASON in pages[1]
    assert "lo esami tu per il capofila" in pages[1]
    assert done["Location"] == LIST
    with as_user(player("sara")):
        left.refresh_from_db()
        assert (left.state, left.reviewed_by_id) == ("JUSTIFIED", marco.pk)
    assert seen_by("marco") == [left.pk]


def test_who_coordinates_the_lead_body_is_written_to_and_told_no_name(
    client_of, ines, django_capture_on_commit_callbacks
):
    person = make_person(by=player("sara"), first_name="Zqnome", last_name="Zqcognome")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(player("sara")).post(url("open_emergency", person.pk), {"reason": REASON})
        client_of(ines).post(url("open_emergency", make_person(by=ines).pk), {"reason": REASON})

    letters = [(one.to[0], "altro ente" in one.body) for one in mail.outbox]
    assert sorted(letters) == [("marco@example.org", False), ("marco@example.org", True)]
    for one in mail.outbox:
        assert LIST in one.body
        for word in ("Zq", "Sara", "Gatti", "Quadrifoglio", REASON):
            assert word not in one.subject + one.body
    # Whom to write to the database says to whoever has opened it, and to nobody else.
    with as_user(player("sara")):
        access = EmergencyAccess.objects.get(beneficiary=person)
    told = {}
    for name in ("sara", "piero", "marco", "nora"):
        with as_user(player(name)), connection.cursor() as cursor:
            cursor.execute("select lead_bodies_coordinators(%s)", [access.pk])
            told[name] = cursor.fetchone()[0]
    assert told == {"sara": [player("marco").pk], "piero": [], "marco": [], "nora": []}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AGENCY_ADMIN])
def test_it_is_left_to_the_lead_body_only_while_nobody_there_can(left, marco, role):
    with as_user(player("dario")) as dario:
        dario.acting.agency_id = player("piero").acting.agency_id
        with as_user(dario):
            Membership.objects.create(
                user=player("piero"), agency_id=dario.acting.agency_id, role=role,
                valid_from=date(2021, 1, 1),
            )  # fmt: skip

    assert seen_by("marco") == []
    assert client_of(marco).get(url("emergency", left.pk)).status_code == 404
    with as_user(marco) as user, pytest.raises(PermissionDenied):
        actions.review_emergency(left, "justify", "", by=user, at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_where_nobody_at_all_could_review_it_none_is_opened(nora):
    person = make_person(by=nora)
    with stage.owner_hands() as alias:
        gino = Membership.objects.using(alias).filter(user__email="gino@example.org")
        gino.update(valid_to=timezone.localdate() - timedelta(days=1))
    try:
        page = client_of(nora).post(url("open_emergency", person.pk), {"reason": REASON})
    finally:
        with stage.owner_hands() as alias:
            gino.using(alias).update(valid_to=None)

    assert "Oggi nessun altro potrebbe esaminare questo accesso" in page.content.decode()
    assert opened_by("nora") == 0
