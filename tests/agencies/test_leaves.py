"""Absences from work: who writes them, for which days, who may cover; what the database holds."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from lxml import html
from python_calamine import CalamineWorkbook

from agencies import actions
from agencies.models import Leave
from core.tenancy import history_of
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_leave

pytestmark = pytest.mark.django_db
LEAVES = "/enti/assenze/"


def today_and(days: int):
    return timezone.localdate() + timedelta(days=days)


def told(worker: str = "ines", first: int = 0, last: int = 4, cover: str | None = "marco", **more):
    return actions.Told(
        player(worker), today_and(first), today_and(last), cover and player(cover), **more
    )


def refusal(what: actions.Told, by: str = "ines") -> tuple[str | None, str]:
    """Where the form shows what is refused, and its first words; nothing where it passes."""
    try:
        with as_user(player(by)) as user:
            actions.write_leave(what, by=user, at=timezone.now())
            transaction.set_rollback(True)
    except actions.LeaveRefused as refused:
        return refused.field, str(refused).split(" dal ")[0][:24]
    return None, ""


def test_which_days_and_covers_are_refused(ines, marco):
    make_leave(first=10, last=14)
    make_leave(marco, first=20, last=24)

    said = {
        "a day before": refusal(told(last=-1)),
        "the end first": refusal(told(first=3, last=2)),
        "today, from before": refusal(told(first=-3, last=0)),
        "ninety days": refusal(told(first=-81, last=8)),
        "one more": refusal(told(first=-82, last=8)),
        "a year ahead": refusal(told(first=367, last=368)),
        "on its last day": refusal(told(first=14, last=15)),
        "the day after": refusal(told(first=15, last=16)),
        "cover of oneself": refusal(told(cover="ines")),
        "nobody": refusal(told(cover=None)),
        "one who accounts": refusal(told(cover="olga")),
        "one of another agency": refusal(told(cover="nora")),
        "away all the time": refusal(told(first=21, last=23)),
        "away on some days": refusal(told(first=21, last=25)),
    }

    assert said == {
        "a day before": ("last_on", "L’ultimo giorno viene pr"),
        "the end first": ("last_on", "L’ultimo giorno viene pr"),
        "today, from before": (None, ""),
        "ninety days": (None, ""),
        "one more": ("last_on", "Un’assenza dura al massi"),
        "a year ahead": ("first_on", "Al massimo un anno da og"),
        "on its last day": ("first_on", "C’è già un’assenza"),
        "the day after": (None, ""),
        "cover of oneself": ("cover", "Chi è assente non può co"),
        "nobody": (None, ""),
        "one who accounts": ("cover", "Non lavora oggi con le p"),
        "one of another agency": ("cover", "Non lavora oggi con le p"),
        "away all the time": ("cover", "Marco Bianchi è assente "),
        "away on some days": (None, ""),
    }


def test_it_is_corrected_ended_and_called_off_and_never_deleted(ines):
    begun, planned = make_leave(first=-2), make_leave(first=10, last=12, cover=player("marco"))
    at, seen = timezone.now(), begun.changed_at.isoformat()
    with as_user(ines) as user:
        saved = actions.correct_leave(begun, told(first=-2, last=6), seen=seen, by=user, at=at)
        assert (saved.last_on, saved.cover.first_name) == (today_and(6), "Marco")
        for what, error in (
            (told(first=-2, last=9), actions.LeaveChanged),
            (told(first=-1, last=9), actions.LeaveRefused),
        ):
            with pytest.raises(error):
                actions.correct_leave(begun, what, seen=seen, by=user, at=at)
            seen = saved.changed_at.isoformat()

        actions.end_leave(begun, by=user, at=at)
        actions.end_leave(planned, by=user, at=at)
        with pytest.raises(actions.LeaveRefused):
            actions.end_leave(begun, by=user, at=at)

        kept = {one.pk: one for one in Leave.objects.all()}
        assert kept[begun.pk].last_on == today_and(-1)
        assert kept[planned.pk].cancelled_by == ines
        assert history_of(Leave).objects.filter(pgh_obj_id=begun.pk).count() == 3
    # What is called off leaves its days free.
    make_leave(first=10, last=12)


def test_the_database_holds_whose_it_is_and_that_two_do_not_overlap(ines, marco, nora):
    leave = make_leave(cover=marco)
    whole = {"agency_id": ines.acting.agency_id, "made_by": ines, "changed_at": timezone.now()}
    days = {"first_on": today_and(30), "last_on": today_and(31)}

    def born(by, **fields) -> str:
        try:
            with as_user(by):
                Leave.objects.create(**whole | days | fields)
                transaction.set_rollback(True)
        except (DatabaseError, IntegrityError) as error:
            return error.__cause__.sqlstate
        return "written"

    own = {"worker": ines}
    assert born(ines, **own) == "written"
    assert born(ines, worker=marco) == "42501"
    assert born(marco, **own) == "written"
    assert born(nora, **own) == "42501"
    assert born(ines, **own, cover=nora) == "42501"
    assert born(ines, **own, cover=ines) == "23514"
    assert born(ines, **own, last_on=today_and(120)) == "23514"
    assert born(ines, **own, first_on=today_and(4)) == "23P01"
    with as_user(nora):
        assert (Leave.objects.count(), Leave.objects.update(note="x")) == (0, 0)
    with as_user(marco):
        assert Leave.objects.filter(pk=leave.pk).update(note="Il lunedì") == 1


def posted(client, address: str, **answers):
    days = {"first_on": "oggi", "last_on": f"{today_and(4):%d/%m/%Y}", "note": ""}
    return client.post(address, days | {"cover": "nessuno"} | answers, follow=True)


def test_one_writes_one_s_own_and_who_coordinates_anybody_s(ines, marco):
    mine = posted(client_of(ines), f"{LEAVES}nuova/", worker=str(marco.pk), cover=str(marco.pk))
    theirs = client_of(marco).get(f"{LEAVES}nuova/?di={ines.pk}").content.decode()
    again = posted(client_of(marco), f"{LEAVES}nuova/", worker=str(ines.pk))
    with as_user(marco):
        [leave] = Leave.objects.all()
        pages = [client_of(one).get(LEAVES).content.decode() for one in (ines, marco)]

    assert (leave.worker, leave.cover) == (ines, marco)
    with as_user(ines) as user, pytest.raises(PermissionDenied):
        actions.write_leave(told("marco", cover=None), by=user, at=timezone.now())
    assert "Assenza scritta" in mine.content.decode()
    assert "C’è già un’assenza" in again.content.decode()
    assert f'<option value="{ines.pk}" selected>' in theirs
    assert all("copre" in page.lower() and "Ines Molteni" in page for page in pages)


def test_two_who_correct_it_lose_nothing_and_see_each_other(ines, marco):
    leave = make_leave(first=2)
    address = f"{LEAVES}{leave.pk}/"
    forms = [
        html.document_fromstring(client_of(one).get(address).content.decode())
        for one in (ines, marco)
    ]
    [seen, _same] = [form.xpath("//input[@name='seen']/@value")[0] for form in forms]
    posted(client_of(marco), address, first_on="domani", seen=seen)

    clash = posted(client_of(ines), address, note="Chiamate in agenda", seen=seen)
    page = html.document_fromstring(clash.content.decode())

    assert "Intanto è stata cambiata" in clash.content.decode()
    assert page.xpath("//input[@name='note']/@value") == ["Chiamate in agenda"]
    [seen_now] = page.xpath("//input[@name='seen']/@value")
    assert "Assenza salvata" in posted(
        client_of(ines), address, note="Chiamate in agenda", seen=seen_now
    ).content.decode()  # fmt: skip


def test_who_is_away_is_a_list_by_state_with_its_sheet(ines, marco):
    make_leave(cover=marco)
    make_leave(first=10, last=12)
    make_leave(marco, first=20, last=21, cover=ines)
    with as_user(ines) as user:
        actions.end_leave(make_leave(first=30, last=31), by=user, at=timezone.now())
    make_leave(marco, first=-1, last=1)

    def rows(who, asked=""):
        page = html.document_fromstring(client_of(who).get(LEAVES + asked).content.decode())
        lines = page.xpath("//main//tbody/tr")
        return [[" ".join(one.text_content().split()) for one in line] for line in lines]

    told = rows(ines)
    by_state = {
        state: len(rows(marco, f"?stato={state}"))
        for state in ("PLANNED", "NOW", "OVER", "CANCELLED")
    }
    sheet = client_of(ines).get(f"{LEAVES}?formato=xlsx")
    mine = client_of(ines).get(LEAVES).content.decode()

    assert [(row[0], row[3], row[4]) for row in told] == [
        ("Ines Molteni", "nessuno", "Annullata"),
        ("Marco Bianchi", "Ines Molteni", "Prevista"),
        ("Ines Molteni", "nessuno copre", "Prevista"),
        ("Ines Molteni", "Marco Bianchi oggi non c’è", "In corso"),
    ]
    assert by_state == {"PLANNED": 2, "NOW": 2, "OVER": 0, "CANCELLED": 1}
    cells = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0)
    assert "Marco Bianchi · oggi non c’è" in str(cells.to_python())
    # One corrects one's own while they are not over, and nobody else's.
    assert len(set(re.findall(rf"{LEAVES}\d+/", mine))) == 2


def test_days_that_stay_uncovered_are_told(ines, marco):
    make_leave(marco, cover=ines, first=3, last=6)

    page = posted(client_of(ines), f"{LEAVES}nuova/", cover=str(marco.pk)).content.decode()

    assert "Marco Bianchi è assente dal" in page
    assert "Ines Molteni copre già Marco Bianchi" in page


def test_one_that_is_over_stays_as_it_is(ines):
    leave = make_leave()
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        client = client_of(ines)

        page = posted(client, f"{LEAVES}{leave.pk}/", seen=leave.changed_at.isoformat())
        ended = client.post(f"{LEAVES}{leave.pk}/fine/", follow=True).content.decode()

    assert "Questa assenza è finita" in ended
    assert "Assenza salvata" not in page.content.decode()
