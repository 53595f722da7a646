"""What came of who left: the window of four weeks, the day six months after, the re-entry."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.period import months_after
from core.tenancy import history_of
from core.workflow import WrongStep
from projects.actions import (
    Followed,
    NotPossible,
    Observed,
    come_back,
    correct_follow_up,
    correct_result,
    record_follow_up,
)
from projects.enums import ParticipationState as S
from projects.enums import ResultWork
from projects.models import FollowUp, Participation, Result
from projects.policy import visible_follow_ups, visible_participations, visible_results
from tests.makers import (
    make_exit,
    make_follow_up,
    make_participation,
    make_person,
    make_result,
)

pytestmark = pytest.mark.django_db
EXIT = date(2021, 9, 30)


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def fresh(participation):
    return Participation.objects.get(pk=participation.pk)


# --- the result -----------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 1, 28])
def test_a_result_speaks_of_the_four_weeks_after_the_exit(ines, as_user, days):
    participation = make_exit(by=ines)

    result = make_result(participation, on=EXIT + timedelta(days=days))

    with as_user(ines):
        assert fresh(participation).state == S.RESULT
    assert (result.exit_on, result.agency_id) == (EXIT, ines.acting.agency_id)


@pytest.mark.parametrize("days", [-1, 29])
def test_the_29th_day_is_refused_and_the_last_one_said(ines, as_user, days):
    participation = make_exit(by=ines)

    with pytest.raises(NotPossible, match="al gio 28 ott 2021"):
        make_result(participation, on=EXIT + timedelta(days=days))

    with as_user(ines):
        assert fresh(participation).state == S.LEFT


def test_the_database_too_refuses_the_29th_day(ines, as_user):
    participation = make_result(by=ines).participation

    with as_user(ines), pytest.raises(DatabaseError, match="four_weeks"), transaction.atomic():
        Result.objects.filter(pk=participation.pk).update(observed_on=EXIT + timedelta(days=29))


def test_a_result_is_not_of_tomorrow(ines):
    with time_machine.travel("2021-10-05 10:00+02:00"), pytest.raises(NotPossible, match="futuro"):
        make_result(on=date(2021, 10, 6))


def test_who_works_is_not_looking_for_work(ines):
    result = make_result(searches_job=True)

    assert result.searches_job is False


def test_a_result_needs_an_exit(ines):
    with pytest.raises(WrongStep):
        make_result(make_participation(by=ines))


def test_a_result_is_corrected_with_a_reason(ines, as_user):
    participation = make_result(by=ines).participation
    found = Observed(EXIT, ResultWork.NOT_WORKING, None, False, True)

    with as_user(ines) as user:
        with pytest.raises(NotPossible, match="scrivi il motivo"):
            correct_result(participation, found, reason="", by=user, at=timezone.now())
        correct_result(participation, found, reason="Letto male", by=user, at=timezone.now())
        told = history_of(Result).objects.filter(pgh_obj_id=participation.pk).order_by("pgh_id")

        assert [(one.work, one.pgh_why) for one in told] == [
            (ResultWork.EMPLOYED, None),
            (ResultWork.NOT_WORKING, "Letto male"),
        ]


# --- six months after -----------------------------------------------------------------------------


def test_six_months_from_31_august_end_in_february(ines, as_user):
    participation = make_exit(by=ines, exit_on=date(2021, 8, 31))

    with pytest.raises(NotPossible, match="lun 28 feb 2022"):
        make_follow_up(participation, on=date(2022, 2, 27))
    follow_up = make_follow_up(participation, on=date(2022, 2, 28))

    assert follow_up.observed_on == date(2022, 2, 28)
    with as_user(ines):
        assert fresh(participation).state == S.FOLLOWED_UP


def test_a_follow_up_is_due_from_its_day_on(ines):
    participation = make_exit(by=ines)

    with time_machine.travel("2022-03-29 10:00+02:00"), pytest.raises(NotPossible, match="30 mar"):
        make_follow_up(participation)
    with time_machine.travel("2022-03-30 10:00+02:00"):
        assert make_follow_up(participation).observed_on == date(2022, 3, 30)


@pytest.mark.parametrize(("employed", "refused"), [(True, False), (False, True)])
def test_an_improvement_is_asked_only_of_who_worked(ines, employed, refused):
    answers = {"employment_id": "occupato", "unemployed_since": None} if employed else {}
    participation = make_exit(make_participation(make_person(answers=answers)))

    if refused:
        with pytest.raises(NotPossible, match="solo a chi lavorava"):
            make_follow_up(participation, is_improved=True)
    else:
        assert make_follow_up(participation, is_improved=True).is_improved is True


def test_a_missing_result_may_be_added_after_the_follow_up(ines, as_user):
    participation = make_follow_up(by=ines).participation
    found = Observed(EXIT, ResultWork.NOT_WORKING, False, True, False, "OSS")

    with as_user(ines) as user:
        correct_result(participation, found, reason="", by=user, at=timezone.now())

        assert fresh(participation).state == S.FOLLOWED_UP
        assert Result.objects.get().qualification == "OSS"


def test_a_follow_up_is_corrected_with_a_reason(ines, as_user):
    participation = make_follow_up(by=ines).participation
    found = Followed(date(2022, 3, 30), ResultWork.NOT_WORKING)

    with as_user(ines) as user:
        with pytest.raises(NotPossible, match="scrivi il motivo"):
            correct_follow_up(participation, found, reason="", by=user, at=timezone.now())
        correct_follow_up(participation, found, reason="Busta paga", by=user, at=timezone.now())

        assert FollowUp.objects.get().work == ResultWork.NOT_WORKING


@pytest.mark.parametrize("until", [make_result, make_follow_up])
def test_a_re_entry_takes_the_results_off_and_history_keeps_them(ines, as_user, until):
    participation = make_exit(by=ines)
    until(participation)

    with as_user(ines) as user:
        come_back(participation, by=user, at=timezone.now())

        assert (Result.objects.count(), FollowUp.objects.count()) == (0, 0)
        kept = history_of(Result).objects.count() + history_of(FollowUp).objects.count()
        assert (fresh(participation).state, kept) == (S.ACTIVE, 1)


def test_after_a_re_entry_the_new_exit_has_its_own_result(ines, as_user):
    participation = make_result(by=ines).participation
    with as_user(ines) as user:
        come_back(participation, by=user, at=timezone.now())
    left = make_exit(participation, exit_on=date(2021, 12, 1))

    assert make_result(left).exit_on == date(2021, 12, 1)


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "seen"),
    [("ines", 1), ("marco", 1), ("olga", 1), ("dario", 0), ("sara", 0), ("piero", 0), ("nora", 0)],
)
def test_results_are_seen_like_the_entry_answers(ines, name, seen, request, as_user):
    participation = make_exit(by=ines)
    make_result(participation)
    make_follow_up(participation)

    with as_user(request.getfixturevalue(name)) as user:
        asked = visible_results(user).count(), visible_follow_ups(user).count()
        held = Result.objects.count(), FollowUp.objects.count()

    assert asked == held == (seen, seen)


def test_who_accounts_does_not_record(ines, olga, as_user):
    participation = make_exit(by=ines)

    with as_user(olga) as user, pytest.raises((PermissionDenied, Participation.DoesNotExist)):
        record_follow_up(
            participation,
            Followed(date(2022, 3, 30), ResultWork.EMPLOYED),
            by=user,
            at=timezone.now(),
        )


# --- pages ----------------------------------------------------------------------------------------


def answers(**typed):
    return {
        "observed_on": "05/10/2021", "work": "NOT_WORKING", "searches_job": "si",
        "in_training": "non_noto", "gained_qualification": "no", **typed,
    }  # fmt: skip


def test_the_page_says_until_when_and_records(client_of, ines, as_user):
    participation = make_exit(by=ines)
    client = client_of(ines)

    with time_machine.travel("2021-10-08 10:00+02:00", tick=False):
        page = client.get(url("result", participation.pk)).content.decode()
        answer = client.post(url("result", participation.pk), answers())

    assert "entro il gio 28 ott 2021" in page
    assert "Mancano 20 giorni" in page
    assert answer.url == url("participation", participation.pk)
    with as_user(ines):
        result = Result.objects.get()
    assert (result.searches_job, result.in_training) == (True, None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"observed_on": "29/10/2021"}, "al gio 28 ott 2021"),
        ({"work": ""}, "Indica se la persona lavora"),
        ({"searches_job": ""}, "Indica se cerca lavoro"),
        ({"in_training": ""}, "Indica se frequenta un corso"),
        ({"qualification": "OSS"}, "non che l’ha ottenuta"),
    ],
)
def test_the_page_refuses_with_a_sentence_and_keeps_what_was_typed(
    client_of, ines, typed, sentence
):
    participation = make_exit(by=ines)

    page = client_of(ines).post(url("result", participation.pk), answers(note="Zqnota", **typed))

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Zqnota" in page.content.decode()


def test_a_follow_up_before_its_day_is_shown_with_the_reason_why_not(client_of, ines):
    participation = make_exit(by=ines)

    with time_machine.travel("2021-10-08 10:00+02:00", tick=False):
        page = client_of(ines).get(url("participation", participation.pk)).content.decode()

    assert "Si rileva dal mer 30 mar 2022" in page


def test_a_follow_up_is_recorded_on_its_page(client_of, ines, as_user):
    participation = make_exit(by=ines)

    answer = client_of(ines).post(
        url("follow_up", participation.pk), {"work": "SELF_EMPLOYED", "note": ""}
    )

    assert answer.url == url("participation", participation.pk)
    with as_user(ines):
        assert FollowUp.objects.get().observed_on == date(2022, 3, 30)


def test_the_list_says_what_is_due_and_the_page_of_dues_too(client_of, ines):
    make_exit(by=ines)
    make_result(make_exit(by=ines), by=ines)
    client = client_of(ines)

    with time_machine.travel("2021-10-18 10:00+02:00", tick=False):
        early = client.get(url("results_due")).content.decode()
        dues = client.get(reverse("dues")).content.decode()
    # Four years on the session is over: another browser.
    late = client_of(ines).get(url("results_due") + "?manca=follow-up").content.decode()

    assert "1 partecipazione" in early
    assert "Esito entro il 28 ott 2021" in early
    assert "2 partecipazioni" in late
    assert "Rilevare l’esito" in dues


@pytest.mark.parametrize("exit_on", [date(2021, 8, 31), date(2021, 8, 28), date(2021, 3, 15)])
def test_the_database_counts_six_months_like_python(ines, as_user, exit_on):
    make_exit(by=ines, exit_on=exit_on)
    day = months_after(exit_on, 6)

    with as_user(ines) as user:
        rows = visible_participations(user)
        found = [rows.to_follow_up(one).count() for one in (day - timedelta(days=1), day)]

    assert found == [0, 1]
