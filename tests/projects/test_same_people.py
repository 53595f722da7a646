"""Stessa persona in due enti: who coordinates the lead body learns of it, and nobody else."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from agencies.models import Agency
from beneficiaries.models import Beneficiary
from core.audit.models import Reading
from core.audit.policy import CODE_IN_TWO_AGENCIES
from projects.models import Partner, Project
from projects.same_people import same_codes
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import make_note, make_participation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("como_runs")]
CODE = {"identifier": "RSSMRA80A01F205X", "identifier_kind": "TAX_CODE"}
OTHERS = ["ines", "olga", "dario", "sara", "piero", "nora", "franco", "rita"]
ADDRESS = f"/progetti/{COMO}/stessa-persona/"


@pytest.fixture
def pair(ines, sara) -> tuple[Beneficiary, Beneficiary]:
    """One person at Ascl, which leads the project, and at its partner."""
    own = make_person(by=ines, first_name="Zqnostra", **CODE)
    theirs = make_person(
        by=sara, first_name="Zqloro", last_name="Zqloro", residence_address="Zqvia 1", **CODE
    )
    make_note(theirs, by=sara, text="Zqtesto")
    return own, theirs


def asked(user, code=COMO) -> list[tuple]:
    """What the function of the database tells this user."""
    with as_user(user), connection.cursor() as cursor:
        project = Project.objects.get(code=code)
        cursor.execute("select * from codes_in_two_agencies(%s)", [project.pk])
        return cursor.fetchall()


def test_the_coordinator_of_the_lead_body_learns_the_least(pair, marco):
    own, _theirs = pair

    page = client_of(marco).get(ADDRESS).content.decode()

    assert "finisce con 05X" in page
    assert "Ascl, Il Quadrifoglio" in page
    assert f'href="/persone/{own.pk}/"' in page
    for word in ("Zqloro", "Zqvia", "Zqtesto", "Zqnostra", CODE["identifier"]):
        assert word not in page
    assert "/stessa-persona/" in client_of(marco).get(f"/progetti/{COMO}/").content.decode()


def test_the_page_of_another_agency_s_record_stays_closed(pair, marco):
    _own, theirs = pair
    client = client_of(marco)

    assert f"/persone/{theirs.pk}/" not in client.get(ADDRESS).content.decode()
    assert client.get(f"/persone/{theirs.pk}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["ines", "olga", "dario", "sara", "piero", "nora", "franco", "rita"]
)
def test_nobody_else_learns_it_whichever_net_holds(pair, name):
    assert asked(player(name)) == []
    # Nora coordinates, elsewhere: to her the project itself is not there.
    assert client_of(player(name)).get(ADDRESS).status_code == (404 if name == "nora" else 403)
    with as_user(player(name)) as user:
        assert same_codes(Project.objects.get(code=COMO), user) == []
    assert client_of(player(name)).get(f"/progetti/{COMO}/").content.count(b"stessa-persona") == 0


def test_of_a_body_that_is_no_partner_nothing_is_told(ines, nora, marco):
    make_person(by=ines, **CODE)
    make_person(by=nora, **CODE)

    assert asked(marco) == []
    assert asked(nora, ELSEWHERE) == []
    page = client_of(marco).get(ADDRESS).content.decode()
    assert "Nessun codice in due enti" in page


@pytest.fixture
def tecum_as_partner():
    """Tecum takes part in the project of Ascl, for one test."""
    with stage.owner_hands() as alias:
        told = {
            "project": Project.objects.using(alias).get(code=COMO),
            "agency": Agency.objects.using(alias).get(code="tecum"),
        }
        made = Partner.objects.using(alias).create(role="PARTNER", **told)
    yield
    with stage.owner_hands() as alias:
        made.delete(using=alias)


@pytest.mark.usefixtures("tecum_as_partner")
def test_the_coordinator_of_a_partner_that_does_not_lead_learns_nothing(ines, nora, marco):
    make_person(by=ines, **CODE)
    make_person(by=nora, **CODE)

    assert len(asked(marco)) == 1
    assert asked(nora) == []
    assert client_of(nora).get(ADDRESS).status_code == 403


def test_each_look_is_written_down_and_who_follows_the_person_is_not_told(
    pair, marco, ines, sara, dario
):
    client_of(marco).get(ADDRESS)

    with as_user(dario):
        looks = Reading.objects.filter(what=CODE_IN_TWO_AGENCIES, user_id=marco.pk)
        assert {one.person_id for one in looks} == {one.pk for one in pair}
    for worker, person in ((ines, pair[0]), (sara, pair[1]), (marco, pair[0])):
        page = client_of(worker).get(reverse("beneficiaries:readers", args=[person.pk]))
        assert CODE_IN_TWO_AGENCIES not in page.content.decode()
        with as_user(worker):
            assert not Reading.objects.filter(what=CODE_IN_TWO_AGENCIES).exists()
    page = client_of(dario).get(reverse("beneficiaries:readers", args=[pair[0].pk]))
    assert CODE_IN_TWO_AGENCIES in page.content.decode()


def test_once_the_project_is_over_nobody_learns_it(pair, marco):
    with stage.owner_hands() as alias:
        yesterday = timezone.localdate() - timedelta(days=1)
        Project.objects.using(alias).filter(code=COMO).update(ends_on=yesterday)
    client = client_of(marco)

    assert asked(marco) == []
    assert "si vedono finché il progetto è in corso" in client.get(ADDRESS).content.decode()
    assert "stessa-persona" not in client.get(f"/progetti/{COMO}/").content.decode()


def test_on_its_last_day_it_still_runs(pair, marco):
    with stage.owner_hands() as alias:
        Project.objects.using(alias).filter(code=COMO).update(ends_on=timezone.localdate())

    assert len(asked(marco)) == 1
    assert "05X" in client_of(marco).get(ADDRESS).content.decode()


def test_it_goes_when_the_code_is_corrected(pair, marco, sara):
    with as_user(sara):
        Beneficiary.objects.filter(pk=pair[1].pk).update(identifier="", identifier_kind="NONE")

    assert asked(marco) == []


def statements(client) -> int:
    """How often the page asks, but for transactions and the context."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(ADDRESS).status_code == 200
    beside = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    asked = [query["sql"] for query in caught]
    return len([one for one in asked if not one.startswith(beside) and "set_config" not in one])


def test_the_page_asks_no_more_for_many(pair, marco, ines, sara):
    client = client_of(marco)
    client.get("/progetti/")
    few = statements(client)
    for number in range(4):
        code = CODE | {"identifier": f"STP000000000012{number}", "identifier_kind": "STP"}
        make_participation(make_person(by=ines, **code))
        make_person(by=sara, **code)

    assert statements(client) == few
    assert few <= 12
    assert len(asked(marco)) == 5


def test_sheet_and_paper_hold_what_the_page_shows_and_are_written_down(pair, marco, dario):
    client = client_of(marco)

    sheet = client.get(f"{ADDRESS}?formato=xlsx")
    paper = client.get(f"{ADDRESS}?formato=stampa&colonne=agencies").content.decode()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0)

    assert [row[:2] for row in rows.to_python()[3:]] == [
        ["finisce con 05X", "Ascl, Il Quadrifoglio"]
    ]
    assert "Ascl, Il Quadrifoglio" in paper
    assert "In due enti dal" not in paper
    assert "Viste salvate" in client.get(ADDRESS).content.decode()
    with as_user(dario):
        looks = Reading.objects.filter(what=CODE_IN_TWO_AGENCIES, why="esportazione")
        assert sorted(one.person_id for one in looks) == sorted(one.pk for one in pair * 2)
