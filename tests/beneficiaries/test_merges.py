"""Two records made one, and two again: nothing is lost on the way, nor back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    CaseNote,
    DuplicatePair,
    RosterEntry,
    SearchToken,
    Situation,
)
from beneficiaries.plan_enums import PlanState
from core.moving import movers
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_appointment,
    make_approved,
    make_assessment,
    make_deadline,
    make_document,
    make_merge,
    make_note,
    make_pair,
    make_participation,
    make_person,
    make_picture,
    make_placement,
    make_referral,
    make_share,
    make_taken,
)

pytestmark = pytest.mark.django_db


def rich(person, by=None) -> None:
    """Something of each kind about a person, a reserved note of Ines among them."""
    make_note(person, by=by)
    make_note(person, by=by, text="Solo per me.", visibility="RESERVED")
    make_assessment(person, by=by)
    make_approved(person, by=by)
    make_deadline(person, by=by)
    first = make_appointment(person, by=by, days=3)
    with as_user(by or player("ines")) as user:
        moved = actions.Meeting(
            starts_at=first.starts_at + timedelta(days=1), minutes=30, place_kind="OFFICE",
            place="", purpose="Colloquio", worker=user,
        )  # fmt: skip
        actions.move_appointment(first, moved, by=user, at=timezone.now())
    make_placement(make_participation(person, by=by), by=by)
    old = make_document(person, by=by, days=20)
    with as_user(by or player("ines")) as user:
        told = actions.Told("IDENTITY", "CA00000AA", None, None, "")
        now = timezone.now()
        actions.replace_document(old, make_picture("retro.jpg"), told, by=user, at=now)


def dump(*people: int) -> dict[str, list]:
    """Every row of these people as the database has it: Ines's eyes, who wrote them."""
    models = [line.model for line in movers()] + [Situation, RosterEntry, SearchToken]
    found = {}
    with as_user(player("ines")):
        found["people"] = list(Beneficiary.objects.filter(pk__in=people).order_by("pk").values())
        for model in models:
            rows = model._base_manager.filter(beneficiary_id__in=people)
            found[model.__name__] = sorted(rows.values(), key=str)
    return found


def test_a_merge_moves_everything_and_its_undoing_brings_all_of_it_back(ines, marco):
    pair = make_pair()
    make_note(pair.first)
    rich(pair.second)
    before = dump(pair.first_id, pair.second_id)

    merge = make_merge(pair, chosen={"phone": pair.second_id, "residence": pair.second_id})

    after = dump(pair.second_id)
    emptied = {line.model.__name__ for line in movers()} | {"RosterEntry", "SearchToken"}
    assert {name: after[name] for name in emptied} == {key: [] for key in emptied}
    kept = dump(pair.first_id)
    assert len(kept["CaseNote"]) == 3
    assert len(kept["Placement"]) == len(kept["Participation"]) == 1
    assert kept["people"][0]["phone"] == pair.second.phone
    with as_user(marco) as user:
        assert actions.undo_merge(merge, by=user, at=timezone.now()) == []
    assert dump(pair.first_id, pair.second_id) == before
    with as_user(ines):
        assert DuplicatePair.objects.get().state == "OPEN"


def test_the_open_file_of_the_record_that_goes_is_closed_and_opened_again(ines, marco):
    pair = make_pair()
    with as_user(ines) as user:
        file = CaseFile.objects.get(beneficiary=pair.second)
        for step in ("assess", "plan", "deliver"):
            file = actions.move_case(file, step, by=user, at=timezone.now())

    merge = make_merge(pair)

    with as_user(ines):
        file.refresh_from_db()
        assert (file.phase, file.beneficiary_id) == ("CLOSED", pair.first_id)
        # The open one is older, and still the one of lists and of the page.
        assert RosterEntry.objects.get(pk=pair.first_id).phase == "ACCESS"
    with as_user(marco) as user:
        actions.undo_merge(merge, by=user, at=timezone.now())
    with as_user(ines):
        file.refresh_from_db()
        assert (file.phase, file.closed_on) == ("DELIVERY", None)
        assert RosterEntry.objects.get(pk=pair.second_id).phase == "DELIVERY"


def test_a_code_goes_over_and_comes_back(marco):
    pair = make_pair()
    code = pair.first.identifier

    merge = make_merge(pair, keep="second", chosen={"code": pair.first_id})

    with as_user(marco) as user:
        assert Beneficiary.objects.get(pk=pair.second_id).identifier == code
        assert Beneficiary.objects.get(pk=pair.first_id).identifier == ""
        actions.undo_merge(merge, by=user, at=timezone.now())
        assert Beneficiary.objects.get(pk=pair.second_id).identifier == ""
        assert Beneficiary.objects.get(pk=pair.first_id).identifier == code


def test_what_was_written_since_stays_and_what_hangs_on_a_moved_row_goes_back(ines, marco):
    pair = make_pair()
    entered = make_participation(pair.second)
    merge = make_merge(pair)
    since = make_note(pair.first, text="Dopo l’unione.")
    with as_user(ines):
        entered = type(entered).objects.get(pk=entered.pk)
    placed = make_placement(entered)
    with as_user(marco) as user:
        actions.correct_person(
            pair.first, {"phone": "031 999"}, seen={"phone": pair.first.phone}, by=user,
            at=timezone.now(),
        )  # fmt: skip

        actions.undo_merge(merge, by=user, at=timezone.now())

    with as_user(ines):
        since.refresh_from_db()
        placed.refresh_from_db()
        assert (since.beneficiary_id, placed.beneficiary_id) == (pair.first_id, pair.second_id)
        assert Beneficiary.objects.get(pk=pair.first_id).phone == "031 999"


def test_a_value_changed_since_stays_and_is_named(marco):
    pair = make_pair()
    merge = make_merge(pair, chosen={"phone": pair.second_id})

    with as_user(marco) as user:
        kept = Beneficiary.objects.get(pk=pair.first_id)
        actions.correct_person(
            kept, {"phone": "031 999"}, seen={"phone": kept.phone}, by=user, at=timezone.now()
        )
        stayed = actions.undo_merge(merge, by=user, at=timezone.now())

        assert stayed == ["Telefono"]
        assert Beneficiary.objects.get(pk=pair.first_id).phone == "031 999"


def both_planned(pair):
    make_approved(pair.first)
    make_approved(pair.second)


def both_assessed(pair):
    make_assessment(pair.first)
    make_assessment(pair.second)


def both_in_a_project(pair):
    make_participation(pair.first)
    make_participation(pair.second)


def shared(pair):
    make_share(pair.second, to=player("nora"))


def sent(pair):
    make_referral(pair.second, to=player("nora"))


def with_one_file(pair):
    taken = make_taken()
    make_document(pair.first, taken=taken)
    make_document(pair.second, taken=taken)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (both_planned, "progetto personalizzato"),
        (both_assessed, "valutazione del"),
        (both_in_a_project, "partecipano al progetto"),
        (shared, "condivisa con un altro ente"),
        (sent, "non ha ancora risposto"),
        (with_one_file, "documenti di tutte e due"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_happens(prepare, words, marco):
    pair = make_pair()
    prepare(pair)
    before = dump(pair.first_id, pair.second_id)

    with pytest.raises(actions.CannotMerge, match=words):
        make_merge(pair)

    assert dump(pair.first_id, pair.second_id) == before


def test_a_social_worker_does_not_merge_nor_does_another_agency(ines, nora):
    pair = make_pair()

    with pytest.raises(PermissionDenied):
        make_merge(pair, by=ines)
    with pytest.raises(DuplicatePair.DoesNotExist):
        make_merge(pair, by=nora)


def test_nothing_is_written_any_more_on_the_record_that_went(ines):
    pair = make_pair()
    make_merge(pair)

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        make_note(pair.second)


def test_a_coordinator_reads_no_reserved_note_after_the_merge(ines, marco):
    pair = make_pair()
    make_note(pair.second, text="Solo per me.", visibility="RESERVED")

    make_merge(pair)

    with as_user(ines):
        assert CaseNote.objects.get().beneficiary_id == pair.first_id
    with as_user(marco):
        assert CaseNote.objects.count() == 0


def test_the_old_address_leads_to_the_record_that_stays(ines, nora):
    pair = make_pair()
    make_merge(pair)
    old, new = (reverse("beneficiaries:show", args=[pk]) for pk in (pair.second_id, pair.first_id))

    answer = client_of(ines).get(old)

    assert (answer.status_code, answer["Location"]) == (302, new)
    assert client_of(nora).get(old).status_code == 404
    assert client_of(ines).post(
        reverse("beneficiaries:write_note", args=[pair.second_id]),
        {"kind": "PHONE", "happened_on": timezone.localdate(), "text": "Scritta prima."},
    ).status_code in (200, 302)
    with as_user(ines):
        assert CaseNote.objects.get().beneficiary_id == pair.first_id


def test_a_record_that_went_is_in_no_list_and_in_no_search(ines):
    pair = make_pair()
    make_merge(pair)
    client = client_of(ines)

    listed = client.get(reverse("beneficiaries:list")).content.decode()
    found = client.post(
        reverse("beneficiaries:suggest"), {"q": "diallo"}, headers={"hx-request": "true"}
    ).content.decode()

    for page in (listed, found):
        assert reverse("beneficiaries:show", args=[pair.first_id]) in page
        assert reverse("beneficiaries:show", args=[pair.second_id]) not in page


def test_after_ninety_days_or_a_later_merge_it_is_too_late(marco):
    pair = make_pair()
    merge = make_merge(pair)
    with as_user(marco) as user, pytest.raises(actions.CannotPart, match="90 giorni"):
        actions.undo_merge(merge, by=user, at=timezone.now() + timedelta(days=91))
    third = make_person(
        first_name="Amina", last_name="Diallo", birth_date=pair.first.birth_date, identifier=""
    )
    with as_user(marco):
        later = DuplicatePair.objects.get(first=pair.first_id, second=third.pk)

    make_merge(later, keep="second")

    with as_user(marco) as user, pytest.raises(actions.CannotPart, match="annulla prima"):
        actions.undo_merge(merge, by=user, at=timezone.now())
    page = client_of(marco).get(reverse("beneficiaries:show", args=[pair.second_id]))
    assert page["Location"] == reverse("beneficiaries:show", args=[third.pk])


def test_a_person_with_a_plan_keeps_writing_it_after_the_merge(ines, marco):
    pair = make_pair()
    make_approved(pair.second)

    make_merge(pair)

    with as_user(ines) as user:
        kept = Beneficiary.objects.get(pk=pair.first_id)
        draft = actions.begin_plan(kept, by=user, at=timezone.now())
        assert (draft.number, draft.state) == (2, PlanState.DRAFT)
