"""How long a contact lasted: a usual duration, any other in minutes, or none; hours follow."""

import pytest
from django.urls import reverse

from beneficiaries.models import CaseNote
from tests.acting import as_user, client_of
from tests.beneficiaries.hours_of_plans import CURRICULUM, hours, rows
from tests.cast import player
from tests.makers import make_approved, make_note, make_person

pytestmark = pytest.mark.django_db
NOTE = {"kind": "PHONE", "text": "Ha chiamato.", "happened_on": "oggi"}
OTHER = "0"


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def send(address, **typed):
    return client_of(player("ines")).post(address, NOTE | typed)


def lasted() -> list[int | None]:
    with as_user(player("ines")):
        return list(CaseNote.objects.order_by("pk").values_list("minutes", flat=True))


def correct(note, **typed):
    """Send the correction with what its page shows, but for this."""
    form = client_of(player("ines")).get(url("correct_note", note.pk)).context["form"]
    shown = {name: form[name].value() or "" for name in ("seen", "minutes")}
    return send(url("correct_note", note.pk), **(shown | typed))


@pytest.mark.parametrize("minutes", ["1", "50", "600", "720"])
def test_any_duration_is_written(minutes):
    person, other = make_person(), make_person()

    send(url("write_note", person.pk), minutes=OTHER, other_minutes=minutes)
    send(url("quick_note"), person=person.pk, minutes=OTHER, other_minutes=minutes)
    send(url("group_note"), people=[person.pk, other.pk], minutes=OTHER, other_minutes=minutes)

    assert lasted() == [int(minutes)] * 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minutes": OTHER, "other_minutes": ""}, "Scrivi quanti minuti è durato"),
        ({"minutes": OTHER, "other_minutes": "721"}, "Scrivi i minuti con un numero intero"),
        ({"minutes": OTHER, "other_minutes": "-5"}, "Scrivi i minuti con un numero intero"),
        ({"minutes": OTHER, "other_minutes": "0"}, "Scrivi i minuti con un numero intero"),
        ({"minutes": OTHER, "other_minutes": "un’ora"}, "Scrivi i minuti con un numero intero"),
        ({"minutes": "30", "other_minutes": "50"}, "Hai scritto 50 minuti: scegli “Altra”"),
        ({"minutes": "30", "other_minutes": "1"}, "Hai scritto 1 minuto: scegli “Altra”"),
        ({"minutes": "", "other_minutes": "50"}, "Hai scritto 50 minuti: scegli “Altra”"),
    ],
)
def test_a_duration_that_cannot_be_is_answered_and_nothing_is_lost(typed, said):
    page = send(url("write_note", make_person().pk), **typed).content.decode()

    assert said in page
    assert "Ha chiamato." in page
    assert (
        f'name="other_minutes" value="{typed["other_minutes"]}"' in page
        or not typed["other_minutes"]
    )
    assert lasted() == []


def test_a_correction_takes_the_duration_away():
    note = make_note(minutes=45)

    answer = correct(note, minutes="")

    assert answer.status_code == 302
    assert lasted() == [None]


def test_a_correction_keeps_a_duration_that_is_not_usual():
    note = make_note(minutes=50)

    correct(note, text="Ha chiamato due volte.")

    assert lasted() == [50]


def test_the_hours_of_the_plan_follow_the_duration():
    plan = make_approved()
    action = rows(plan)[CURRICULUM]
    note = make_note(plan.beneficiary, minutes=45, action_id=action.pk)
    told = [hours(plan)[action.what.split()[0]][0]]

    for minutes, other in ((OTHER, "100"), ("", "")):
        correct(note, minutes=minutes, other_minutes=other, serves=str(action.line))
        told.append(hours(plan)[action.what.split()[0]][0])

    assert told == [45, 100, 0]


def test_a_draft_keeps_the_minutes_of_another_duration():
    person, note = make_person(), make_note(minutes=45)
    client = client_of(player("ines"))
    typed = NOTE | {"minutes": OTHER, "other_minutes": "50"}

    client.post(url("keep_note", person.pk), typed)
    client.post(url("keep_quick_note"), typed | {"person": person.pk})
    client.post(url("keep_correction", note.pk), typed)

    pages = [url("show", person.pk), url("quick_note"), "/", url("correct_note", note.pk)]
    shown = [client.get(one).content.decode() for one in pages]
    assert ['name="other_minutes" value="50"' in page for page in shown] == [True] * 4
