"""The rest of a report's life: a second person, a protocol, a seal; what an auditor sees of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Reading
from core.workflow import WrongStep
from reporting.actions import (
    NotPossible,
    ask_for_report,
    confirm_report,
    reopen_report,
    send_report,
)
from reporting.enums import ReopenReason
from reporting.models import Artefact, FundingReport, ReportMember
from reporting.policy import visible_reports
from reporting.seals import Change, Finding, compare, verify
from tests.acting import as_user
from tests.makers import make_participation, make_report, make_sent, ready

pytestmark = pytest.mark.django_db
SENT_ON = date(2022, 2, 10)
# SHA-256 of “testo”.
TEXT = "7ca0172850c53065046beeac3cdec3fe921532dbfebdf7efeb5c33d019cd7798"


def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the files of these tests lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def count_in(report, participation, by, *, figure="CO01", why="Cerca lavoro."):
    """Let a participation count in a figure of a report still being made."""
    with as_user(by):
        return ReportMember.objects.create(
            report=report,
            agency_id=report.agency_id,
            figure=figure,
            participation=participation,
            why=why,
        )


def test_who_prepared_a_report_may_not_confirm_it(olga):
    report = make_report()

    with as_user(olga) as user, pytest.raises(PermissionDenied, match="diversa da chi lo ha"):
        confirm_report(report, by=user, at=now())


def test_the_database_itself_wants_two_people(olga):
    report = make_report()

    with (
        as_user(olga),
        pytest.raises(DatabaseError, match="report_confirmed_by_another"),
        transaction.atomic(),
    ):
        FundingReport.objects.filter(pk=report.pk).update(
            state="CONFIRMED", confirmed_by=olga, confirmed_at=now()
        )


def test_the_second_person_confirms_and_the_protocol_seals(olga, elena):
    report = make_sent()

    assert (report.state, report.protocol, report.sent_on) == ("SENT", "T1.2022.0012345", SENT_ON)
    assert (report.prepared_by, report.confirmed_by, report.sent_by) == (olga, elena, olga)


@pytest.mark.parametrize(
    ("sent_on", "sentence"),
    [
        (date(2021, 12, 30), "viene prima della data dei dati"),
        (timezone.localdate() + timedelta(days=1), "nel futuro"),
    ],
    ids=["before the cut-off day", "tomorrow"],
)
def test_a_day_that_cannot_be_is_refused_in_words(olga, elena, sent_on, sentence):
    report = make_report()
    with as_user(elena) as user:
        confirm_report(report, by=user, at=now())

    with as_user(olga) as user, pytest.raises(NotPossible, match=sentence) as refusal:
        send_report(report, protocol="T1", sent_on=sent_on, by=user, at=now())

    assert refusal.value.field == "sent_on"


def test_nothing_is_sent_unconfirmed(olga):
    report = make_report()

    with as_user(olga) as user, pytest.raises(WrongStep):
        send_report(report, protocol="T1", sent_on=SENT_ON, by=user, at=now())


@pytest.mark.parametrize(
    "statement",
    [
        "update reporting_fundingreport set protocol = 'altro' where id = %s",
        "update reporting_fundingreport set state = 'READY' where id = %s",
        "update reporting_reportmember set why = 'altro' where report_id = %s",
        "delete from reporting_reportmember where report_id = %s",
        "update reporting_artefact set sha256 = 'x' where report_id = %s",
        "delete from reporting_artefact where report_id = %s",
    ],
)
def test_nobody_changes_what_was_sent_whatever_the_application_thinks(olga, statement):
    report = sent_with_members(olga, make_participation())

    with (
        as_user(olga),
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [report.pk])


def test_nobody_adds_to_a_confirmed_package(olga, elena):
    participation, report = make_participation(), make_report()
    with as_user(elena) as user:
        confirm_report(report, by=user, at=now())

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        count_in(report, participation, olga)


def sent_with_members(by, *participations):
    """A sent report in which these count, with one file."""
    with as_user(by) as user:
        report = FundingReport.objects.create(
            project=participations[0].project,
            agency_id=user.acting.agency_id,
            kind="PARTICIPANTS",
            cut_off=date(2021, 12, 31),
            prepared_by=user,
        )
        for one in participations:
            count_in(report, one, by)
        Artefact.objects.create(
            report=report, agency_id=report.agency_id, name="a.csv", content="Elenco",
            path=f"a{report.pk}.csv", size=5, sha256=TEXT,
        )  # fmt: skip
        (Path(settings.MEDIA_ROOT) / f"a{report.pk}.csv").write_text("testo")
        ready(report)
    return make_sent(report, by=by)


def test_a_confirmed_report_is_opened_again_with_a_reason(olga, elena):
    report = make_report()
    with as_user(elena) as user:
        confirm_report(report, by=user, at=now())

    with as_user(olga) as user:
        opened = reopen_report(
            report, reason=ReopenReason.MISTAKE, note="Manca un’uscita", by=user, at=now()
        )

    assert (opened.pk, opened.state, opened.confirmed_by) == (report.pk, "READY", None)
    assert opened.reopen_note == "Manca un’uscita"


def test_a_sent_report_stays_and_its_next_version_begins(olga):
    report = make_sent()

    with as_user(olga) as user:
        opened = reopen_report(report, reason=ReopenReason.REMARK, note="x", by=user, at=now())
        report.refresh_from_db()

    assert (opened.version, opened.state, opened.replaces) == (2, "DRAFT", report)
    assert (report.state, report.version) == ("SENT", 1)


def test_the_next_version_begins_once(olga):
    report = make_sent()

    with as_user(olga) as user:
        reopen_report(report, reason=ReopenReason.REMARK, note="x", by=user, at=now())
        with pytest.raises(NotPossible, match="già aperta la versione 2"):
            reopen_report(report, reason=ReopenReason.REMARK, note="x", by=user, at=now())


def test_asking_again_for_a_sent_day_says_to_reopen(client_of, olga):
    report = make_sent()

    answer = client_of(olga).post(
        reverse("reporting:ask", args=[report.project.code]), {"cut_off": "31/12/2021"}
    )

    page = answer.content.decode()
    assert "già inviato: per rifarlo va riaperto" in page
    assert 'value="31/12/2021"' in page


def test_asking_after_reopening_prepares_the_new_version(olga):
    report = make_sent()

    with as_user(olga) as user:
        reopen_report(report, reason=ReopenReason.REMARK, note="x", by=user, at=now())
        asked = ask_for_report(report.project, cut_off=report.cut_off, by=user, at=now())

    assert (asked.version, asked.state) == (2, "PREPARING")


def test_versions_are_compared_figure_by_figure(olga):
    stays, leaves, comes = (make_participation() for _ in range(3))
    older = sent_with_members(olga, stays, leaves)
    with as_user(olga) as user:
        newer = reopen_report(older, reason=ReopenReason.REMARK, note="x", by=user, at=now())
    count_in(newer, stays, olga, why="Cerca il primo lavoro.")
    count_in(newer, comes, olga)

    with as_user(olga):
        found = compare(older, newer)

    assert found.figures == [("CO01", 2, 2)]
    assert {(one.code, one.change) for one in found.differences} == {
        (stays.code, Change.CHANGED),
        (leaves.code, Change.LEFT),
        (comes.code, Change.ENTERED),
    }


def test_files_are_checked_against_their_hashes(olga, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = make_report()
    rows = [("uguale", "testo", True), ("diverso", "altro", True), ("manca", "testo", False)]
    with as_user(olga):
        for name, text, there in rows:
            if there:
                (tmp_path / name).write_text(text)
            Artefact.objects.create(
                report=report, agency_id=report.agency_id, name=name, content="x", path=name,
                size=5, sha256=TEXT,
            )  # fmt: skip

        found = {one.name: finding for one, finding in verify(report.artefacts.all())}

    assert found == {
        "uguale": Finding.EQUAL,
        "diverso": Finding.CHANGED,
        "manca": Finding.MISSING,
    }


def test_an_auditor_sees_what_was_sent_and_the_people_behind_it_only(client_of, olga, rita, dario):
    counted, other = make_participation(), make_participation()
    report = sent_with_members(olga, counted)
    draft = make_report(cut_off=date(2021, 6, 30))
    client = client_of(rita)

    page = client.get(reverse("reporting:counted", args=[report.pk, "CO01"])).content.decode()

    assert counted.beneficiary.last_name in page
    assert other.beneficiary.last_name not in page
    assert client.get(reverse("reporting:show", args=[draft.pk])).status_code == 404
    with as_user(rita) as user:
        assert [one.pk for one in visible_reports(user)] == [report.pk]
    with as_user(dario):
        looks = Reading.objects.filter(user_id=rita.pk).values_list("person_id", "what")
        assert list(looks) == [(counted.beneficiary_id, "cifra di un rendiconto")]


def test_the_home_of_an_auditor_opens_each_sent_report(client_of, rita):
    report = make_sent()

    page = client_of(rita).get("/").content.decode()

    assert reverse("reporting:show", args=[report.pk]) in page
    assert "T1.2022.0012345" in page


def test_a_forgotten_protocol_loses_nothing_typed(client_of, olga, elena):
    report = make_report()
    with as_user(elena) as user:
        confirm_report(report, by=user, at=now())

    answer = client_of(olga).post(
        reverse("reporting:send", args=[report.pk]), {"protocol": "", "sent_on": "10/02/2022"}
    )

    page = answer.content.decode()
    assert "Scrivi il numero di protocollo" in page
    assert 'value="10/02/2022"' in page


def test_the_page_offers_each_step_and_says_why_not(client_of, olga, elena):
    report = make_report()
    url = reverse("reporting:show", args=[report.pk])

    own, second = (client_of(one).get(url).content.decode() for one in (olga, elena))

    confirm = reverse("reporting:confirm", args=[report.pk])
    assert (confirm in own, confirm in second) == (False, True)
    assert "diversa da chi lo ha preparato" in own
