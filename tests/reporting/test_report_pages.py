"""The pages of reports: ask, see how far it is, fetch the files; hidden from everybody else."""

import json

import pytest
from django.urls import reverse

from core.audit.models import Reading
from core.jobs.runner import run
from reporting.models import Artefact, FundingReport
from tests.acting import as_user, client_of
from tests.cast import COMO
from tests.makers import make_participation
from tests.reporting.conftest import job_of

pytestmark = [pytest.mark.usefixtures("plain_paper"), pytest.mark.slow]


def _artefact(report, by, **which):
    with as_user(by):
        return Artefact.objects.get(report=report, **which)


def _file_url(report, artefact):
    return reverse("reporting:download", args=[report.pk, artefact.pk])


def _readings(admin):
    with as_user(admin):
        return list(Reading.objects.values_list("what", "person_id", "user_id"))


def test_report_is_asked_for_from_the_project_and_shows_how_far_it_is(
    transactional_db, shelf, olga
):
    client = client_of(olga)

    answer = client.post(reverse("reporting:ask", args=[COMO]), {"cut_off": "31/12/2021"})

    with as_user(olga):
        report = FundingReport.objects.get()
    assert answer["Location"] == reverse("reporting:show", args=[report.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "In preparazione" in page
    assert f'hx-get="{reverse("jobs:progress", args=[report.job_id])}"' in page
    assert "Annulla la preparazione" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/12/2999", "L’anno deve stare fra 1900 e 2100"),
        ("31/12/2099", "La data di riferimento è nel futuro."),
        ("1/1/2020", "viene prima dell’inizio del progetto"),
        ("", "Indica il giorno"),
        ("domani l’altro", "Scrivi giorno, mese e anno"),
    ],
)
def test_impossible_day_comes_back_with_a_sentence_and_what_was_typed(db, olga, typed, sentence):
    answer = client_of(olga).post(reverse("reporting:ask", args=[COMO]), {"cut_off": typed})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert typed in page


def test_prepared_report_offers_its_files_and_logs_who_fetches_them(ask, olga, dario):
    entered = make_participation()
    report = ask(olga)
    run(report.job_id)
    client = client_of(olga)

    page = client.get(reverse("reporting:show", args=[report.pk])).content.decode()
    package = _artefact(report, olga, is_package=True)
    answer = client.get(_file_url(report, package))

    assert _file_url(report, package) in page
    assert answer["Content-Disposition"] == f'attachment; filename="{package.name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store, private"
    assert len(b"".join(answer.streaming_content)) == package.size
    assert ("rendiconto", entered.beneficiary_id, olga.pk) in _readings(dario)


def test_file_without_people_is_no_reading(ask, olga, dario):
    make_participation()
    report = ask(olga)
    run(report.job_id)

    answer = client_of(olga).get(
        _file_url(report, _artefact(report, olga, name__endswith="_indicatori.csv"))
    )

    assert answer.status_code == 200
    answer.close()
    assert _readings(dario) == []


def test_report_of_another_agency_is_hidden_and_roles_without_the_right_are_refused(
    ask, olga, piero, franco, ines, marco, dario, rita
):
    report = ask(olga)
    run(report.job_id)
    package = _artefact(report, olga, is_package=True)
    page = reverse("reporting:show", args=[report.pk])

    for stranger in (piero, franco):
        assert client_of(stranger).get(page).status_code == 404
        assert client_of(stranger).get(_file_url(report, package)).status_code == 404
    for colleague in (ines, marco, dario):
        assert client_of(colleague).get(page).status_code == 403
        assert client_of(colleague).get(_file_url(report, package)).status_code == 404
    assert client_of(rita).get(page).status_code == 404


def test_the_page_that_asked_is_shown_anew_once_the_job_is_over(ask, olga):
    report = ask(olga)
    page = reverse("reporting:show", args=[report.pk])
    asking = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
    progress = reverse("jobs:progress", args=[report.job_id])
    assert "HX-Location" not in client_of(olga).get(progress, headers=asking)
    run(report.job_id)

    fragment = client_of(olga).get(progress, headers=asking)

    assert json.loads(fragment["HX-Location"])["path"] == page
    assert job_of(report).state == "done"


def test_cancelling_from_the_page_leads_back_to_it(ask, olga):
    report = ask(olga)

    answer = client_of(olga).post(reverse("jobs:cancel", args=[report.job_id]))

    assert answer["Location"] == reverse("reporting:show", args=[report.pk])
    assert "Bozza" in client_of(olga).get(answer["Location"]).content.decode()


def test_list_of_reports_shows_the_agency_s_own(ask, olga, piero):
    report = ask(olga)

    mine = client_of(olga).get(reverse("reporting:list")).content.decode()
    theirs = client_of(piero).get(reverse("reporting:list")).content.decode()

    assert reverse("reporting:show", args=[report.pk]) in mine
    assert "Ancora nessun rendiconto" in theirs


def test_pages_stay_within_twelve_statements(ask, olga, django_assert_max_num_queries):
    report = ask(olga)
    run(report.job_id)
    client = client_of(olga)
    client.get(reverse("reporting:list"))

    # With BEGIN, COMMIT, SAVEPOINT and set_config, which the bound does not count.
    for url in (reverse("reporting:show", args=[report.pk]), reverse("reporting:list")):
        with django_assert_max_num_queries(18) as counted:
            client.get(url)
        spoken = [q["sql"] for q in counted.captured_queries if "set_config" not in q["sql"]]
        asked = [sql for sql in spoken if sql.lstrip().upper().startswith(("SELECT", "INSERT"))]
        assert len(asked) <= 12
