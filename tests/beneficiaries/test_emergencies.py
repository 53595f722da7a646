"""An emergency access: opened with a reason, four hours, told at once, reviewed by another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from agencies.enums import Role
from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.models import LASTS, EmergencyAccess, EmergencyReading
from beneficiaries.policy import visible_emergencies
from core.period import working_days_after
from core.workflow import WrongStep
from tests.acting import as_user
from tests.beneficiaries.emergencies import (
    CANARY,
    end,
    opened_by_ines,
    read_by,
    read_in_database,
    review,
)
from tests.cast import player
from tests.makers import REASON, make_emergency, make_note, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def note():
    """A note of Ines that she reserved for herself."""
    return make_note(text=CANARY, visibility="RESERVED", happened_on=date(2021, 3, 1))


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
