"""People sent to another agency: it knows the least until it accepts, and then what was offered."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import Referral, Share
from beneficiaries.sharing_enums import AgeBand, ReferralState
from core.audit.models import Reading
from core.period import months_after
from core.workflow import WrongStep
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_note, make_person, make_referral, make_share

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ANSWER = {"reason": "FULL", "answer": "Riproviamo a marzo."}
SECRET = ("Zqcognome", "RSSMRA80A01F205X", "031 999999", "Via Zqvia", "zq@example.org")


def url(name, *args) -> str:
    return reverse(f"beneficiaries:{name}", args=args)


@pytest.fixture
def person(ines):
    return make_person(
        first_name="Loredana", last_name="Zqcognome", phone="031 999999", email="zq@example.org",
        residence_address="Via Zqvia 1", identifier="RSSMRA80A01F205X", identifier_kind="TAX_CODE",
        birth_date=TODAY.replace(year=TODAY.year - 47, day=1),
    )  # fmt: skip


def take(who: str, verb, *args, **told):
    with as_user(player(who)) as user:
        return verb(*args, by=user, at=timezone.now(), **told)


def accept(referral, who: str = "nora", worker: str | None = None) -> Share:
    return take(who, actions.accept_referral, referral, player(worker or who))


def decline(referral, who: str = "nora") -> Referral:
    return take(who, actions.decline_referral, referral, *ANSWER.values())


def withdraw(referral, who: str = "ines") -> Referral:
    return take(who, actions.withdraw_referral, referral)


def state(referral) -> str:
    with as_user(player("ines")):
        return Referral.objects.get(pk=referral.pk).state


def seen_by(who: str, table: str) -> int:
    with as_user(player(who)), connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from beneficiaries_{table}")
        return cursor.fetchone()[0]


# --- the least ------------------------------------------------------------------------------------


def test_the_receiver_knows_the_least_until_it_accepts(person, nora, client_of):
    referral = make_referral(person, to=nora)
    client = client_of(nora)

    pages = [
        client.get(one).content.decode() for one in (url("referral", referral.pk), url("referrals"))
    ]

    for page in pages:
        assert "Loredana" in page
        assert "Como" in page
        assert "45-54 anni" in page
        assert [word for word in SECRET if word in page] == []
    assert "Un colloquio per il laboratorio di falegnameria." in pages[0]
    assert client.get(url("show", person.pk)).status_code == 404
    assert (seen_by("nora", "beneficiary"), seen_by("nora", "situation")) == (0, 0)


def test_even_the_row_holds_no_more_than_the_least(person, nora):
    make_referral(person, to=nora)

    with as_user(nora), connections["default"].cursor() as cursor:
        cursor.execute("select to_jsonb(r)::text from beneficiaries_referral r")
        (row,) = cursor.fetchone()

    assert "Loredana" in row
    assert [word for word in SECRET if word in row] == []
    assert seen_by("nora", "referralevent") == 0


def test_a_look_at_a_referral_is_written_down_for_the_sender(person, nora, ines, client_of):
    referral = make_referral(person, to=nora)

    client_of(nora).get(url("referral", referral.pk))

    with as_user(ines):
        assert Reading.objects.filter(person_id=person.pk, user_id=nora.pk, what="invio").exists()
    page = client_of(ines).get(url("readers", person.pk)).content.decode()
    assert "Nora Villa · Tecum" in page


@pytest.mark.parametrize("who", ["sara", "franco", "rita", "dario", "olga"])
def test_others_see_no_referral(person, nora, who, client_of):
    referral = make_referral(person, to=nora)

    assert client_of(player(who)).get(url("referral", referral.pk)).status_code == 404
    assert seen_by(who, "referral") == 0


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, "UNKNOWN"), (17, "MINOR"), (18, "YOUNG"), (29, "YOUNG"), (30, "ADULT"), (44, "ADULT"),
     (45, "MIDDLE"), (54, "MIDDLE"), (55, "SENIOR"), (64, "SENIOR"), (65, "OLD")],
)  # fmt: skip
def test_an_age_is_told_as_a_band(age, band):
    assert AgeBand.of(age) == band


# --- sent, taken back -----------------------------------------------------------------------------


def typed(**changes) -> dict:
    return {
        "to_agency": player("nora").acting.agency_id,
        "asked": "Un posto nel laboratorio.",
        "why": "È vicino a casa sua.",
        "sections": ["SITUATION"],
        "months": "6",
        "basis": "SOCIAL_CARE",
    } | changes


def test_a_person_is_sent_from_their_page(person, ines, client_of):
    client, address = client_of(ines), url("refer", person.pk)

    page = client.get(address).content.decode()
    sent = client.post(address, typed(), follow=True).content.decode()

    assert "Finché non risponde, sa solo questo" in page
    assert "Invio mandato a Tecum." in sent
    assert "In attesa di risposta" in sent
    assert "In attesa di risposta" in client.get(url("sharing", person.pk)).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"asked": "La signora Zqcognome cerca un posto."}, "non deve ancora sapere chi è."),
        ({"asked": "La signora zqcognome cerca un posto."}, "Togli “Zqcognome”"),
        ({"why": "Chiamala allo 031 999999."}, "Togli “031 999999”"),
        ({"why": "Chiamala allo 031-99 99 99."}, "Togli “031 999999”"),
        ({"asked": "Codice RSS MRA 80A01 F205X."}, "Togli “RSSMRA80A01F205X”"),
        ({"asked": "Codice rssmra80a01f205x."}, "Togli “RSSMRA80A01F205X”"),
        ({"asked": ""}, "Scrivi che cosa chiedi"),
        ({"basis": "CONSENT"}, "Indica il giorno"),
    ],
)
def test_what_the_receiver_reads_names_nobody(person, ines, client_of, changes, sentence):
    page = client_of(ines).post(url("refer", person.pk), typed(**changes)).content.decode()

    assert sentence in page
    assert seen_by("ines", "referral") == 0


def test_one_referral_at_a_time_waits_at_an_agency(person, nora, ines, client_of):
    referral = make_referral(person, to=nora)

    again = client_of(ines).post(url("refer", person.pk), typed()).content.decode()
    withdraw(referral)

    assert "C’è già un invio a Tecum" in again
    assert make_referral(person, to=nora).state == ReferralState.SENT


def test_what_is_typed_is_kept_as_a_draft_until_it_is_sent(person, ines, client_of):
    client, address = client_of(ines), url("refer", person.pk)

    client.post(url("keep_referral", person.pk), {"asked": "Un posto", "sections": ["PLAN"]})
    begun = client.get(address).content.decode()
    listed = client.get(url("drafts")).content.decode()
    client.post(address, typed())
    after = client.get(address).content.decode()

    assert ">\nUn posto</textarea>" in begun or ">Un posto</textarea>" in begun
    assert f"Invio di {person.full_name}" in listed
    assert "Un posto</textarea>" not in after


def test_a_referral_taken_back_is_gone_for_the_receiver(person, nora, ines, client_of):
    referral = make_referral(person, to=nora)

    client_of(ines).post(url("withdraw_referral", referral.pk))

    assert state(referral) == "WITHDRAWN"
    assert client_of(nora).get(url("referral", referral.pk)).status_code == 404
    assert seen_by("nora", "referral") == 0


# --- answered -------------------------------------------------------------------------------------


def test_accepting_shares_what_was_offered_from_today(person, nora, client_of):
    make_note(person, text="zqdiario")
    referral = make_referral(person, to=nora, sections=["SITUATION"], months=3)

    answer = client_of(nora).post(
        url("accept_referral", referral.pk), {"worker": nora.pk}, follow=True
    )
    page = answer.content.decode()

    with as_user(nora):
        made = Share.objects.get(referral=referral)
    assert made.sections == ["IDENTITY", "SITUATION"]
    assert (made.valid_from, made.valid_to) == (TODAY, months_after(TODAY, 3) - timedelta(days=1))
    assert (made.basis, made.consent_on) == ("CONSENT", TODAY)
    assert "Zqcognome" in page
    assert "Titolo di studio" in page
    assert "zqdiario" not in page
    assert state(referral) == "ACCEPTED"


def test_the_sender_sees_who_took_the_person_up_and_ends_it(person, nora, ines, client_of):
    referral = make_referral(person, to=nora)
    share = accept(referral)
    client = client_of(ines)

    told = client.get(url("referral", referral.pk)).content.decode()
    listed = client_of(nora).get(url("received")).content.decode()
    client.post(url("end_share", share.pk))

    assert f"la accoglie {nora}" in told
    assert str(nora) in listed
    assert client_of(nora).get(url("show", person.pk)).status_code == 404
    assert seen_by("nora", "beneficiary") == 0


def test_declining_gives_a_reason_and_shows_nothing(person, nora, ines, client_of):
    referral = make_referral(person, to=nora)
    client, address = client_of(nora), url("decline_referral", referral.pk)

    empty = client.post(address).content.decode()
    client.post(address, {"no-reason": "FULL", "no-answer": "Riproviamo a marzo."})

    told = client_of(ines).get(url("referral", referral.pk)).content.decode()
    assert "Scegli il motivo" in empty
    assert "Oggi non abbiamo posto" in told
    assert "Riproviamo a marzo." in told
    assert seen_by("nora", "beneficiary") == 0


def test_an_answer_comes_once(person, nora):
    referral = make_referral(person, to=nora)
    accept(referral)

    for again in (accept, decline, withdraw):
        with pytest.raises(WrongStep):
            again(referral)


def test_only_a_worker_of_the_receiver_takes_a_person_up(person, nora):
    referral = make_referral(person, to=nora)

    with pytest.raises(actions.NotAWorker):
        accept(referral, worker="ines")
    assert state(referral) == "SENT"


@pytest.mark.parametrize("who", ["ines", "marco", "sara", "franco", "dario"])
def test_who_does_not_coordinate_the_receiver_does_not_answer(person, nora, who):
    referral = make_referral(person, to=nora)

    for verb in (accept, decline):
        with pytest.raises((PermissionDenied, WrongStep)):
            verb(referral, who)
    assert state(referral) == "SENT"


# --- what the database holds on to ----------------------------------------------------------------


def forged(referral, who: str, **changes) -> str:
    """A share written past the actions by this player, as if it were born of the referral."""
    told = {
        "beneficiary_id": referral.beneficiary_id,
        "agency_id": referral.agency_id,
        "to_agency_id": referral.to_agency_id,
        "sections": referral.sections,
        "purpose": "x",
        "basis": referral.basis,
        "consent_on": referral.consent_on,
        "valid_from": TODAY,
        "valid_to": TODAY,
        "referral_id": referral.pk,
    }
    try:
        with as_user(player(who)), transaction.atomic():
            Share.objects.create(**told | changes)
    except DatabaseError as error:
        return error.__cause__.sqlstate
    return "written"


def test_the_receiver_cannot_share_a_person_with_itself(person, nora):
    referral = make_referral(person, to=nora)
    other = make_person()

    assert forged(referral, "nora") == "42501"
    accepted = accept(referral)
    with as_user(player("ines")):
        fresh = Referral.objects.get(pk=accepted.referral_id)
    assert forged(fresh, "nora", sections=["IDENTITY", "NOTES"]) == "42501"
    assert forged(fresh, "nora", beneficiary_id=other.pk) == "42501"
    assert forged(fresh, "nora", referral_id=None) == "42501"
    late = months_after(TODAY, 6) + timedelta(days=1)
    assert forged(fresh, "nora", valid_to=late) == "42501"


def test_what_was_sent_stays_word_by_word(person, nora, ines):
    referral = make_referral(person, to=nora)
    told = {"state": "ACCEPTED", "worker": nora, "closed_by": nora, "closed_at": timezone.now()}

    for who in (ines, nora):
        with as_user(who), pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(sections=["IDENTITY", "NOTES"], **told)


def test_each_agency_takes_its_own_steps_in_the_database_too(person, nora, ines):
    referral = make_referral(person, to=nora)
    closed = {"closed_by": ines, "closed_at": timezone.now()}

    with as_user(ines), pytest.raises(DatabaseError, match="security"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state="ACCEPTED", worker=ines, **closed)
    with as_user(nora), pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state="WITHDRAWN", **closed)


# --- dues -----------------------------------------------------------------------------------------


def test_who_sent_is_told_how_long_it_waits(person, nora, ines, client_of):
    make_referral(person, to=nora)
    fresh = client_of(ines).get("/scadenze/").content.decode()

    with time_machine.travel(timezone.now() + timedelta(days=9)):
        late = client_of(ines).get("/scadenze/").content.decode()

    assert "Invio a Tecum: si aspetta la risposta" in fresh
    assert "Invio a Tecum senza risposta da 9 giorni" in late


def test_who_coordinates_the_receiver_is_told_to_look(person, nora, client_of):
    referral = make_referral(person, to=nora)
    client = client_of(nora)
    page = client.get("/scadenze/").content.decode()
    sheet = client.get("/scadenze/", {"formato": "xlsx"})

    accept(referral)
    after = client.get("/scadenze/").content.decode()

    assert "Valutare l’invio di Ascl" in page
    assert [word for word in SECRET if word in page] == []
    assert sheet.status_code == 200
    assert "Valutare l’invio" not in after


def test_the_list_tells_received_from_sent(person, nora, ines, client_of):
    make_share(person, to=nora)
    make_referral(person, to=nora)

    sent = client_of(ines).get(url("referrals"), {"verso": "ricevuti"}).content.decode()
    received = client_of(nora).get(url("referrals"), {"verso": "ricevuti"}).content.decode()

    assert "Loredana" not in sent
    assert "Loredana" in received
