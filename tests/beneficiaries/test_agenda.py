"""Appointments: fixed, moved, held with a note, missed."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.enums import AppointmentState
from beneficiaries.models import Appointment, CaseNote, Deadline
from core.workflow import WrongStep
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_person, moment

pytestmark = pytest.mark.django_db


def day(ahead: int) -> str:
    """A day so many days from today, as addresses and chips have it."""
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def answers(**changed):
    """What the form of an appointment sends: tomorrow at half past ten."""
    usual = {"day": day(1), "hour": "10:30", "minutes": "45", "place_kind": "OFFICE",
             "purpose": "Verifica", "worker": player("ines").pk}  # fmt: skip
    return usual | changed


def body(client, address: str) -> str:
    return client.get(address).content.decode()


def url(name: str, *arguments) -> str:
    return reverse(f"beneficiaries:{name}", args=arguments)


def read(made: Appointment) -> Appointment:
    """The row as its keepers see it now."""
    with as_user(player("ines")):
        return Appointment.objects.select_related("note__author").get(pk=made.pk)


def closed(made: Appointment, step: str) -> Appointment:
    with as_user(player("ines")) as user:
        return actions.close_appointment(made, step, by=user, at=timezone.now())


# --- fixing -------------------------------------------------------------------------------------


def test_an_appointment_is_fixed_at_the_hour_of_rome(ines):
    person = make_person()
    client = client_of(ines)

    answer = client.post(url("fix_appointment", person.pk), answers())

    with as_user(ines):
        made = Appointment.objects.get()
    assert answer.status_code == 302
    assert (made.state, made.worker, made.starts_at) == (
        "FIXED", ines, moment(1, 10) + timedelta(minutes=30),
    )  # fmt: skip
    assert "10:30" in body(client, url("show", person.pk))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": ""}, "Scegli il giorno"),
        ({"day": "", "other_day": "ieri"}, "Questo giorno è passato"),
        ({"hour": "25"}, "Scrivi l’ora"),
        ({"hour": ""}, "Indica l’ora"),
        ({"place_kind": "ELSEWHERE"}, "Scrivi dove vi vedete"),
        ({"purpose": " "}, "Scrivi per che cosa è l’appuntamento"),
        ({"worker": "0"}, "Scegli l’operatore fra quelli proposti"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(ines, changed, said):
    page = client_of(ines).post(
        url("fix_appointment", make_person().pk), answers(minutes="120") | changed
    )

    text = page.content.decode()
    assert (page.status_code, said in text) == (200, True)
    assert page.context["form"]["minutes"].value() == "120"
    with as_user(ines):
        assert Appointment.objects.count() == 0


def test_a_day_that_is_written_wins_over_the_chips(ines):
    person = make_person()

    client_of(ines).post(url("fix_appointment", person.pk), answers(day="", other_day="domani"))

    with as_user(ines):
        assert timezone.localdate(Appointment.objects.get().starts_at).isoformat() == day(1)


def test_a_colleague_may_be_chosen_and_a_stranger_may_not(ines, marco):
    person = make_person()
    client, address = client_of(ines), url("fix_appointment", person.pk)

    client.post(address, answers(worker=marco.pk))
    client.post(address, answers(worker=player("nora").pk))

    with as_user(ines):
        assert [one.worker for one in Appointment.objects.all()] == [marco]
    meeting = actions.Meeting(moment(1), 45, "OFFICE", "", player("nora"), "Verifica")
    with as_user(ines) as user, pytest.raises(actions.NotAWorker):
        actions.fix_appointment(person, meeting, by=user, at=timezone.now())


def test_two_at_the_same_hour_are_fixed_and_said(ines):
    make_appointment(days=1, hour=10)
    person = make_person()

    page = client_of(ines).post(url("fix_appointment", person.pk), answers(), follow=True)

    assert "c’è già un altro appuntamento di Ines Molteni" in page.content.decode()


# --- moving -------------------------------------------------------------------------------------


def test_moving_makes_another_and_loses_nothing(ines):
    made = make_appointment(purpose="Firma del patto")
    client = client_of(ines)

    client.post(url("move_appointment", made.pk), answers(purpose="Firma del patto"))

    with as_user(ines):
        former, new = Appointment.objects.order_by("pk")
    assert (former.state, former.starts_at) == ("MOVED", made.starts_at)
    assert (new.state, new.follows_id, new.beneficiary_id) == (
        "FIXED", former.pk, made.beneficiary_id,
    )  # fmt: skip
    assert url("appointment", new.pk) in body(client, url("appointment", former.pk))
    assert url("appointment", former.pk) in body(client, url("appointment", new.pk))


def test_what_is_moved_is_moved_once(ines):
    made = make_appointment()
    client = client_of(ines)

    client.post(url("move_appointment", made.pk), answers())
    again = client.post(url("move_appointment", made.pk), answers())

    assert "lo stato è “Spostato”" in again.content.decode()
    with as_user(ines):
        assert Appointment.objects.count() == 2


# --- how it went --------------------------------------------------------------------------------


def note(made: Appointment, **changed):
    """What the note box sends when it was filled from an appointment."""
    usual = {"kind": "INTERVIEW", "happened_on": "oggi", "minutes": "45", "appointment": made.pk,
             "text": "Ha portato i documenti."}  # fmt: skip
    return usual | changed


def test_the_note_box_knows_kind_moment_and_duration(ines):
    made = make_appointment(days=-1, place_kind="HOME", minutes=120)
    client = client_of(ines)

    form = client.get(f"{url('show', made.beneficiary_id)}?appuntamento={made.pk}").context["diary"]

    told = {name: form.form[name].value() for name in ("kind", "happened_on", "hour", "minutes")}
    assert told == {
        "kind": "VISIT",
        "happened_on": timezone.localdate() - timedelta(days=1),
        "hour": timezone.localtime(made.starts_at).time(),
        "minutes": 120,
    }
    assert 120 in dict(form.form.fields["minutes"].choices)


def test_the_hour_of_the_appointment_may_be_another_in_its_note(ines):
    made = make_appointment(days=-1)
    client = client_of(ines)
    address = f"{url('show', made.beneficiary_id)}?appuntamento={made.pk}"
    day = timezone.localdate() - timedelta(days=1)

    page = client.get(address).content.decode()
    client.post(url("write_note", made.beneficiary_id), note(made, happened_on=day, hour="9.40"))

    assert f'name="hour" value="{timezone.localtime(made.starts_at):%H:%M}"' in page
    assert read(made).note.hour == time(9, 40)


def test_saving_the_note_holds_the_appointment_and_ties_them(ines):
    made = make_appointment(minutes=120)

    answer = client_of(ines).post(
        url("write_note", made.beneficiary_id), note(made, minutes="120"), follow=True
    )

    held = read(made)
    assert "l’appuntamento risulta tenuto" in answer.content.decode()
    assert (held.state, held.note.text, held.note.minutes) == (
        "HELD", "Ha portato i documenti.", 120,
    )  # fmt: skip


def test_a_second_note_about_it_is_kept_alone(ines):
    made = make_appointment()
    client, address = client_of(ines), url("write_note", made.beneficiary_id)

    client.post(address, note(made))
    again = client.post(address, note(made, text="Nel pomeriggio ha chiamato."), follow=True)

    assert "l’appuntamento ne aveva già una" in again.content.decode()
    with as_user(ines):
        assert CaseNote.objects.count() == 2
    assert read(made).note.text == "Ha portato i documenti."


def test_a_note_with_an_error_stays_about_its_appointment(ines):
    made = make_appointment()

    page = client_of(ines).post(url("write_note", made.beneficiary_id), note(made, text=""))

    assert page.context["diary"].about == made
    assert read(made).state == "FIXED"


def test_a_draft_begun_before_keeps_its_words(ines):
    made = make_appointment()
    client, address = client_of(ines), url("show", made.beneficiary_id)
    client.post(url("keep_note", made.beneficiary_id), {"text": "Prima parte", "kind": "PHONE"})

    form = client.get(f"{address}?appuntamento={made.pk}").context["diary"].form

    assert (form["text"].value(), form["kind"].value()) == ("Prima parte", "INTERVIEW")


def test_a_no_show_is_said_at_once_taken_back_and_told_in_a_line(ines):
    made = make_appointment()
    client = client_of(ines)
    agenda = {"back": "/agenda/"}

    missed = client.post(url("close_appointment", made.pk, "miss"), agenda)
    assert (missed["Location"], read(made).state) == ("/agenda/", "MISSED")
    client.post(url("close_appointment", made.pk, "restore"), agenda)
    assert read(made).state == "FIXED"
    client.post(url("close_appointment", made.pk, "miss"), agenda)
    shown = client.get(f"{url('show', made.beneficiary_id)}?appuntamento={made.pk}")
    assert shown.context["diary"].form["text"].value() == (
        "Assente all’appuntamento delle 10:00: Colloquio."
    )
    client.post(url("write_note", made.beneficiary_id), note(made, minutes="", text="Assente."))

    told = read(made)
    assert (told.state, told.note.text) == ("MISSED", "Assente.")
    with as_user(ines) as user, pytest.raises(actions.NotYet):
        actions.close_appointment(told, "restore", by=user, at=timezone.now())


def test_nobody_says_how_it_went_before_its_day(ines):
    made = make_appointment(days=1)
    told = CaseNote(kind="PHONE", happened_on=timezone.localdate(), text="Prima.")

    with as_user(ines) as user, pytest.raises(actions.NotYet):
        actions.close_appointment(made, "miss", by=user, at=timezone.now())
    with as_user(ines) as user, pytest.raises(actions.NotYet):
        actions.write_note(told, made.beneficiary, by=user, at=timezone.now(), about=made)

    assert read(made).state == "FIXED"


def test_what_is_cancelled_is_not_missed(ines):
    made = closed(make_appointment(), "cancel")

    with as_user(ines) as user, pytest.raises(WrongStep):
        actions.close_appointment(made, "miss", by=user, at=timezone.now())


@pytest.mark.parametrize("state", sorted(set(AppointmentState) - {"FIXED"}))
def test_the_database_lets_none_be_born_in_another_state(ines, state):
    person = make_person()

    with as_user(ines) as user, pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.create(
            beneficiary=person, agency_id=person.agency_id, worker=user, state=state,
            starts_at=moment(), minutes=30, place_kind="OFFICE", purpose="Prova",
        )  # fmt: skip


def test_the_database_lets_none_be_held_without_its_note(ines):
    made = make_appointment()

    with as_user(ines), pytest.raises(DatabaseError, match="held_has_its_note"):
        Appointment.objects.filter(pk=made.pk).update(state="HELD")


def test_the_note_of_somebody_else_is_refused_by_the_database(ines):
    made, other = make_appointment(), make_appointment()
    client_of(ines).post(url("write_note", other.beneficiary_id), note(other))

    with as_user(ines), pytest.raises(DatabaseError, match="row-level security"):
        Appointment.objects.filter(pk=made.pk).update(state="HELD", note_id=read(other).note_id)


# --- the next thing to do, in the same save -----------------------------------------------------


def test_a_note_leaves_a_deadline_in_the_same_save(ines):
    made = make_appointment()
    told = {"deadline_on": "domani", "deadline_text": "Chiamare il patronato"}

    client_of(ines).post(url("write_note", made.beneficiary_id), note(made, **told))

    with as_user(ines):
        left = Deadline.objects.get()
    assert (left.text, left.due_on.isoformat(), left.worker) == (
        "Chiamare il patronato", day(1), ines,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"deadline_on": "domani"}, "Scrivi che cosa c’è da fare"),
        ({"deadline_text": "Chiamare"}, "Indica entro quale giorno"),
        ({"deadline_text": "Chiamare", "deadline_on": "ieri"}, "Questo giorno è passato"),
    ],
)
def test_half_a_deadline_saves_nothing_and_stays_open(ines, told, said):
    person = make_person()
    sent = {"kind": "PHONE", "happened_on": "oggi", "text": "Ha chiamato."} | told

    page = client_of(ines).post(url("write_note", person.pk), sent).content.decode()

    assert said in page
    assert '<details class="pc-more" open>' in page
    with as_user(ines):
        assert (CaseNote.objects.count(), Deadline.objects.count()) == (0, 0)


# --- by whom, and back where --------------------------------------------------------------------


def test_a_colleague_of_the_agency_holds_it_too(marco):
    made = make_appointment()

    client_of(marco).post(url("write_note", made.beneficiary_id), note(made))

    assert (read(made).state, read(made).note.author) == ("HELD", marco)


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/agenda/", "/aiuto/", "\r\nX: 1", "/agenda"]
)
def test_an_act_leads_back_to_pages_of_ours_alone(ines, back):
    made = make_appointment()

    answer = client_of(ines).post(url("close_appointment", made.pk, "miss"), {"back": back})

    assert answer["Location"] == url("appointment", made.pk)
