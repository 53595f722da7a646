"""A report from hand to hand: the table of its steps, its pages, and what may not be slipped in."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from beneficiaries.models import Beneficiary
from core.audit.models import Reading
from core.workflow import WrongStep
from projects.models import Project
from reporting.actions import NotPossible, confirm_report, reopen_report, send_report
from reporting.enums import ReopenReason, ReportState
from reporting.models import Artefact, FundingReport, ReportMember
from reporting.workflow import report_workflow
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import COMO, PLAYERS, player
from tests.makers import make_participation, make_person, make_report, make_sent, ready

pytestmark = pytest.mark.django_db
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")
# The table again, by hand: which steps are possible on Olga's report, and for whom.
MAKES = {"DRAFT": {"ask"}, "PREPARING": {"finish", "stop", "fail"}, "READY": {"ask"},
         "FAILED": {"ask"}, "CONFIRMED": {"send", "unconfirm"}, "SENT": set()}  # fmt: skip
# Asking is a right in one's own agency; the action looks which project it is for.
ASKS = {state: steps & {"ask"} for state, steps in MAKES.items()}
ALLOWED = {
    "olga": MAKES,
    "elena": MAKES | {"READY": {"ask", "confirm"}},
    "piero": ASKS,
    "franco": ASKS,
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """Where the files of these tests lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def made(folder, *counted, by=None, report=None) -> FundingReport:
    """A report prepared at the end of September, with one file, in which these count."""
    by = by or player("olga")
    with as_user(by) as user:
        if report is None:
            report = FundingReport.objects.create(
                project=Project.objects.get(code=COMO), agency_id=user.acting.agency_id,
                kind="PARTICIPANTS", cut_off=date(2021, 9, 30), prepared_by=user,
            )  # fmt: skip
        else:
            FundingReport.objects.filter(pk=report.pk).update(prepared_by=user)
        text = f"rendiconto {report.pk}"
        (folder / f"{report.pk}.csv").write_text(text)
        Artefact.objects.create(
            report=report, agency=report.agency, name=f"v{report.version:02d}.csv",
            content="Elenco", path=f"{report.pk}.csv", size=len(text),
            sha256=sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        ReportMember.objects.bulk_create(
            ReportMember(report=report, agency=report.agency, figure=figure, participation=one,
                         why="Partecipa al progetto.")
            for one in counted for figure in ("totale", "CO01")
        )  # fmt: skip
        return ready(report)


def confirm(report, by):
    with as_user(by) as user:
        return confirm_report(report, by=user, at=timezone.now())


def reopen(report, by, note="La Regione chiede due codici."):
    with as_user(by) as user:
        return reopen_report(
            report, reason=ReopenReason.REMARK, note=note, by=user, at=timezone.now()
        )


def page(user, name, *arguments, **query):
    """What a page says to this user."""
    answer = client_of(user).get(reverse(f"reporting:{name}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PLAYERS)
@pytest.mark.parametrize("state", ReportState)
def test_every_step_from_every_state_by_every_role(state, name, olga):
    report = FundingReport(state=state, agency_id=olga.acting.agency_id, prepared_by=olga)
    user = player(name)
    possible = ALLOWED.get(name, {}).get(state, set())

    for step in report_workflow.steps.values():
        report.state = state
        if step.name in possible:
            report_workflow.take(report, step.name, by=user)
            assert report.state == step.target
        else:
            with pytest.raises((PermissionDenied, WrongStep)):
                report_workflow.take(report, step.name, by=user)
    report.state = state
    offered = {one.name for one in report_workflow.steps_for(user, report) if not one.refused}
    assert offered == possible


@pytest.mark.parametrize("state", ["confirmed", "sent"])
@pytest.mark.parametrize("table", ["reportmember", "artefact"])
def test_nothing_moves_into_a_frozen_package_or_out_of_it(state, table, folder, olga, elena):
    person = make_participation()
    frozen, draft = made(folder, person), make_report(cut_off=date(2021, 3, 31))
    with as_user(olga):
        ReportMember.objects.create(
            report=draft, agency=draft.agency, figure="CO99", participation=person, why="Prova."
        )
        Artefact.objects.create(
            report=draft, agency=draft.agency, name="b.csv", content="b", path="b", size=1,
            sha256="b",
        )  # fmt: skip
    confirm(frozen, elena)
    if state == "sent":
        with as_user(olga) as user:
            send_report(
                frozen, protocol="U1", sent_on=date(2022, 1, 10), by=user, at=timezone.now()
            )

    for source, target in ((draft, frozen), (frozen, draft)):
        with (
            as_user(olga),
            pytest.raises(DatabaseError, match="never changes"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"update reporting_{table} set report_id = %s where report_id = %s",
                [target.pk, source.pk],
            )


@pytest.mark.parametrize("spoil", ["change", "remove"])
def test_files_that_are_not_the_prepared_ones_are_neither_confirmed_nor_sent(
    spoil, folder, olga, elena
):
    report = made(folder, make_participation())
    file = folder / f"{report.pk}.csv"
    whole = file.read_text()

    def hurt() -> None:
        file.write_text("altro") if spoil == "change" else file.unlink()

    hurt()
    with pytest.raises(NotPossible, match="non sono più quelli preparati"):
        confirm(report, elena)
    assert (
        "non sono più quelli preparati"
        in client_of(elena).post(reverse("reporting:confirm", args=[report.pk])).content.decode()
    )
    file.write_text(whole)
    confirm(report, elena)
    hurt()
    answer = client_of(olga).post(
        reverse("reporting:send", args=[report.pk]),
        {"protocol": "U1.2022.7", "sent_on": "10/01/2022"},
    )

    assert "prima riaprilo" in answer.content.decode()
    assert 'value="U1.2022.7"' in answer.content.decode()


def test_protocol_and_reason_are_words(folder, olga, elena):
    report = make_sent()
    with pytest.raises(NotPossible, match="che cosa va corretto"):
        reopen(report, olga, note="")
    other = made(folder, make_participation())
    confirm(other, elena)

    with as_user(olga) as user, pytest.raises(NotPossible, match="numero di protocollo"):
        send_report(other, protocol="", sent_on=date(2022, 1, 10), by=user, at=timezone.now())


def test_the_next_version_is_prepared_from_its_own_page(olga):
    opened = reopen(make_sent(), olga)

    shown = page(olga, "show", opened.pk)

    assert "Prepara il rendiconto" in shown
    assert f'action="{reverse("reporting:ask", args=[COMO])}"' in shown


def later_versions(report):
    """The versions that replace a report, as Olga sees them."""
    with as_user(player("olga")):
        return list(FundingReport.objects.filter(replaces=report))


def test_a_sent_report_is_opened_again_once_from_its_own_page(olga):
    sent = make_sent()
    address = reverse("reporting:reopen", args=[sent.pk])
    assert f'hx-post="{address}"' in page(olga, "show", sent.pk)

    told = {"reason": "REMARK", "note": "Due codici da correggere."}
    answer = client_of(olga).post(address, told)
    again = client_of(olga).post(address, told)

    (later,) = later_versions(sent)
    assert answer["Location"] == reverse("reporting:show", args=[later.pk])
    assert (later.version, later.state, later.reopen_reason) == (2, "DRAFT", "REMARK")
    assert later.reopen_note == "Due codici da correggere."
    assert again.status_code == 200
    assert "È già aperta la versione 2." in again.content.decode()
    shown = page(olga, "show", sent.pk)
    assert "È già aperta la versione 2." in shown
    assert f'hx-post="{address}"' not in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"note": "Due codici"}, "Scegli il motivo"),
        ({"reason": "REMARK", "note": " "}, "Scrivi che cosa va corretto"),
        ({"reason": "PERCHÉ NO", "note": "Due codici"}, "PERCHÉ NO"),
        ({}, "Scegli il motivo"),
    ],
)
def test_without_reason_and_words_nothing_is_opened(olga, typed, sentence):
    sent = make_sent()

    answer = client_of(olga).post(reverse("reporting:reopen", args=[sent.pk]), typed)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert typed.get("note", "").strip() in answer.content.decode()
    assert later_versions(sent) == []


def test_a_confirmed_report_is_opened_again_by_its_form(folder, olga, elena):
    report = made(folder, make_participation())
    confirm(report, elena)

    client_of(olga).post(
        reverse("reporting:reopen", args=[report.pk]), {"reason": "MISTAKE", "note": "Un’uscita."}
    )

    with as_user(olga):
        report.refresh_from_db()
    assert (report.state, report.confirmed_by, report.reopen_note) == ("READY", None, "Un’uscita.")


def test_a_colleague_may_prepare_again_too(olga, elena):
    report = make_report()

    assert "Prepara di nuovo" in page(elena, "show", report.pk)
    confirm(report, elena)
    assert "Prepara di nuovo" not in page(olga, "show", report.pk)


def test_a_version_replaces_only_what_its_writer_sees(olga, franco):
    with as_user(franco) as user:
        theirs = FundingReport.objects.create(
            project_id=user.acting.agency.led_projects.get().pk, agency_id=user.acting.agency_id,
            kind="PARTICIPANTS", cut_off=date(2021, 12, 31),
        )  # fmt: skip
    mine = make_report()

    with (
        as_user(olga),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        FundingReport.objects.filter(pk=mine.pk).update(replaces=theirs.pk)


@pytest.fixture
def two_versions(folder, olga, elena):
    """The second has somebody new; the first's person left a figure and has another reason."""
    stays, comes = make_participation(make_person(first_name="Zqresta")), make_participation()
    first = made(folder, stays)
    confirm(first, elena)
    with as_user(olga) as user:
        sent = send_report(
            first, protocol="U1", sent_on=date(2022, 1, 10), by=user, at=timezone.now()
        )
    later = made(folder, stays, comes, report=reopen(sent, olga))
    with as_user(olga):
        mine = ReportMember.objects.filter(report=later, participation=stays)
        mine.filter(figure="totale").update(why="Partecipa ancora.")
        mine.filter(figure="CO01").delete()
    return sent, later, stays, comes


def test_the_difference_opens_each_participation_and_writes_the_look_down(
    two_versions, olga, dario
):
    _sent, later, stays, comes = two_versions

    shown = page(olga, "differences", later.pk)

    for one in (stays, comes):
        assert f'href="{reverse("projects:participation", args=[one.pk])}">{one.code}' in shown
    assert "CO01 Disoccupati" in shown
    assert "Partecipa ancora." in shown
    with as_user(dario):
        looks = Reading.objects.filter(user_id=olga.pk, what="differenze di un rendiconto")
        assert {one.person_id for one in looks} == {stays.beneficiary_id, comes.beneficiary_id}


def test_the_auditor_compares_sent_versions_and_opens_no_participation(
    two_versions, olga, elena, rita
):
    _sent, later, stays, _comes = two_versions
    assert client_of(rita).get(reverse("reporting:differences", args=[later.pk])).status_code == 404
    confirm(later, elena)
    with as_user(olga) as user:
        send_report(later, protocol="U2", sent_on=date(2022, 2, 10), by=user, at=timezone.now())

    shown = page(rita, "differences", later.pk)

    assert stays.code in shown
    assert "/partecipazioni/" not in shown


@pytest.mark.parametrize("name", ["show", "verify", "figures", "differences", "confirm"])
def test_pages_stay_within_twelve_statements(name, two_versions, elena):
    address = reverse(f"reporting:{name}", args=[two_versions[1].pk])
    client = client_of(elena)
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200

    spoken = [sql for query in captured if not (sql := query["sql"]).upper().startswith(UNCOUNTED)
              and "set_config" not in sql and "current_setting" not in sql]  # fmt: skip
    assert len(spoken) <= 12, "\n".join(sql[:150] for sql in spoken)


def test_the_list_is_filtered_by_its_address(olga):
    sent, draft = make_sent(), make_report(cut_off=date(2021, 6, 30))
    addresses = [reverse("reporting:show", args=[one.pk]) for one in (sent, draft)]

    every, some = page(olga, "list"), page(olga, "list", stato="SENT", progetto=COMO)

    assert [one in every for one in addresses] == [True, True]
    assert [one in some for one in addresses] == [True, False]


def test_an_auditor_of_a_body_that_does_not_fund_sees_nothing(folder, dario, rita):
    made(folder, make_participation())
    make_sent()
    with stage.owner_hands() as alias:
        seat = Membership.objects.using(alias).get(pk=rita.acting.pk)
        seat.agency_id = dario.acting.agency_id
        seat.save(using=alias)
    rita.acting.agency = dario.acting.agency

    with as_user(rita):
        assert not FundingReport.objects.exists()
        assert not Beneficiary.objects.exists()
    assert client_of(rita).get(reverse("reporting:list")).status_code == 403
