"""The report as a job: one effect, all or nothing, under rights checked when it runs."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from agencies.models import Membership
from core.jobs.models import Job
from core.jobs.runner import cancel, run
from core.tenancy import Purpose, under_purpose
from reporting import files
from reporting.actions import NotPossible
from reporting.models import Artefact, FundingReport, ReportMember
from tests.acting import as_user
from tests.makers import make_exit, make_participation
from tests.reporting.conftest import CUT_OFF, files_of, job_of, state_of

pytestmark = [pytest.mark.usefixtures("plain_paper"), pytest.mark.slow]


def test_report_is_prepared_with_files_members_and_job_together(ask, olga, shelf):
    entered = make_participation()
    report = ask(olga)

    run(report.job_id)

    assert state_of(report, olga) == "READY"
    assert job_of(report).state == "done"
    with as_user(olga):
        counted = dict(ReportMember.objects.values_list("figure", "why"))
        assert set(ReportMember.objects.values_list("participation_id", flat=True)) == {entered.pk}
    assert counted["totale"] == "Ingresso nel progetto: 11 gen 2021."
    assert {"completi", "CO01", "CO02", "CO09"} <= set(counted)
    assert len(files_of(report, olga)) == len(list(shelf.glob("*/*/*"))) == 9


def test_report_asked_twice_is_one_report_and_one_job(ask, olga):
    first, second = ask(olga), ask(olga)

    assert (first.pk, first.job_id) == (second.pk, second.job_id)


def test_report_asked_again_keeps_its_version_and_drops_the_old_files(ask, olga, shelf):
    first = ask(olga)
    run(first.job_id)
    again = ask(olga)
    run(again.job_id)

    assert (again.pk, again.version) == (first.pk, 1)
    assert again.job_id != first.job_id
    assert {path.name for path in shelf.iterdir()} == {str(again.job_id)}
    assert len(files_of(again, olga)) == 9


def test_job_delivered_twice_is_done_once(ask, olga):
    report = ask(olga)
    run(report.job_id)
    before = files_of(report, olga)

    run(report.job_id)

    assert files_of(report, olga) == before
    assert job_of(report).attempts == 1


def test_cancelled_report_is_a_draft_with_no_files(ask, olga, shelf):
    report = ask(olga)
    with as_user(olga):
        assert cancel(Job.objects.get(pk=report.job_id), at=timezone.now())

    run(report.job_id)

    assert state_of(report, olga) == "DRAFT"
    assert not list(shelf.glob("**/*"))
    assert ask(olga).job_id != report.job_id


def test_report_cancelled_while_it_is_made_leaves_nothing(ask, olga, shelf, monkeypatch):
    report = ask(olga)
    written = files.weigh

    def cancel_it():
        with as_user(olga):
            cancel(Job.objects.get(pk=report.job_id), at=timezone.now())

    def cancel_then_weigh(*args, **kwargs):
        elsewhere(cancel_it)
        return written(*args, **kwargs)

    monkeypatch.setattr("reporting.renderers.package.weigh", cancel_then_weigh)
    run(report.job_id)

    assert state_of(report, olga) == "DRAFT"
    assert job_of(report).state == "cancelled"
    assert not list(shelf.glob("*"))


def test_rights_withdrawn_while_it_waits_refuse_the_report_for_good(ask, olga, dario, shelf):
    report = ask(olga)
    with as_user(dario):
        yesterday = timezone.localdate() - timedelta(days=1)
        Membership.objects.filter(pk=olga.acting.pk).update(valid_to=yesterday)

    run(report.job_id)

    job = job_of(report)
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.error == "Il lavoro non è stato fatto: chi lo ha chiesto non ne ha più il diritto."
    with under_purpose(Purpose.JOBS):
        assert FundingReport.objects.get(pk=report.pk).state == "FAILED"
    assert not list(shelf.glob("*"))


def test_report_that_cannot_be_written_fails_after_three_tries_and_can_be_asked_again(
    ask, olga, shelf, monkeypatch
):
    report = ask(olga)

    def broken(*args, **kwargs):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("reporting.renderers.package.write_pdf", broken)
        for _attempt in range(3):
            _forget_the_lease(report)
            run(report.job_id)

    assert state_of(report, olga) == "FAILED"
    assert not list(shelf.glob("*"))
    again = ask(olga)
    run(again.job_id)
    assert state_of(again, olga) == "READY"


def test_late_worker_without_its_lease_changes_nothing(ask, olga, monkeypatch):
    report = ask(olga)
    written = files.weigh
    stolen = []

    def another_worker_first(*args, **kwargs):
        if not stolen:
            stolen.append(True)
            elsewhere(lambda: (_forget_the_lease(report), run(report.job_id)))
        return written(*args, **kwargs)

    monkeypatch.setattr("reporting.renderers.package.weigh", another_worker_first)
    run(report.job_id)

    assert state_of(report, olga) == "READY"
    assert all(path.is_file() for path in files_of(report, olga).values())
    assert job_of(report).attempts == 2


def test_files_nobody_names_are_swept_and_the_others_stay(ask, olga, shelf):
    report = ask(olga)
    run(report.job_id)
    orphan = shelf / str(report.job_id) / ("0" * 32)
    orphan.mkdir()
    (orphan / "1").write_text("left by a worker that died")

    assert files.sweep(at=timezone.now()) == []
    removed = files.sweep(at=timezone.now() + files.GRACE + timedelta(seconds=1))

    assert removed == [orphan]
    assert all(path.is_file() for path in files_of(report, olga).values())


def test_a_folder_that_goes_while_it_is_swept_stops_nothing(ask, olga, shelf):
    report = ask(olga)
    run(report.job_id)
    folder = shelf / str(report.job_id)
    folder.rename(shelf / "aside")
    # Listed a moment ago, and not there any more.
    folder.symlink_to(shelf / "gone")

    assert files.sweep(at=timezone.now() + files.GRACE + timedelta(seconds=1)) == []


def test_exit_after_the_cut_off_is_not_an_exit_and_later_entries_do_not_count(ask, olga):
    make_exit(exit_on=date(2022, 2, 1))
    make_participation(entry_on=date(2022, 1, 10))
    report = ask(olga)
    run(report.job_id)

    lines = files_of(report, olga)["_destinatari.csv"].read_text("utf-8-sig").splitlines()
    heads, *rows = (line.split(";") for line in lines)
    assert len(rows) == 1
    assert rows[0][heads.index("data_uscita")] == ""


def test_partner_accounts_for_its_own_people_only(ask, piero, sara):
    make_participation()
    own = make_participation(by=sara)
    report = ask(piero)
    run(report.job_id)

    text = files_of(report, piero)["_destinatari.csv"].read_text("utf-8-sig")
    assert own.code in text
    assert len(text.splitlines()) == 2


def test_report_is_refused_to_who_does_not_account_for_the_project(ask, ines, franco):
    for stranger in (ines, franco):
        with pytest.raises(PermissionDenied):
            ask(stranger)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2020, 9, 30), "viene prima dell’inizio del progetto, 01/10/2020"),
        (date(2999, 1, 1), "è nel futuro"),
    ],
)
def test_report_at_an_impossible_day_is_refused_with_a_sentence(ask, olga, day, sentence):
    with pytest.raises(NotPossible, match=sentence):
        ask(olga, cut_off=day)


def elsewhere(act) -> None:
    """Act on a connection of its own, as another process would."""

    def alone():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=alone)
    thread.start()
    thread.join()


def _forget_the_lease(report: FundingReport) -> None:
    with under_purpose(Purpose.JOBS):
        past = timezone.now() - timedelta(seconds=1)
        Job.objects.open().filter(pk=report.job_id).update(lease_until=past)


def test_every_artefact_belongs_to_the_asker_s_agency(ask, olga, piero):
    report = ask(olga)
    run(report.job_id)

    with as_user(piero):
        assert not Artefact.objects.exists()
        assert not FundingReport.objects.filter(cut_off=CUT_OFF).exists()
