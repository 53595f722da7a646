"""The page of a placement, its history, the list and the homes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.enums import PlacementKind, PlacementState
from tests.makers import make_host, make_participation, make_person, make_placement, make_tutor
from tests.placements.test_proposals import UNCOUNTED
from tests.placements.writing import submitted, terms_in, text_of, url

pytestmark = pytest.mark.django_db
# --- the page, the list, the panels -------------------------------------------------------------


def test_who_accounts_reads_neither_aims_nor_decision_nor_service(client_of, olga, ines):
    placement = make_placement(aims="zqscopo", service="zqservizio", decision_note="zqdeciso")

    page = text_of(client_of(olga).get(url("show", placement.pk)))

    assert "Legno e Forma srl" in page
    assert not [word for word in ("zqscopo", "zqservizio", "zqdeciso") if word in page]
    assert "Scrivi la proposta" not in page
    assert "<button" not in page.split('id="main"')[1].split("<footer")[0]
    for name in ("edit", "history", "withdraw", "reopen"):
        assert client_of(olga).get(url(name, placement.pk)).status_code == 403


@pytest.mark.parametrize("state", PlacementState.values)
def test_every_state_has_its_sentence_and_its_place_on_the_way(client_of, ines, state):
    from placements.progress import next_of, steps_of

    placement = make_placement()
    placement.state = state

    steps = steps_of(placement)
    assert next_of(placement).title
    assert sum(step.is_current for step in steps) == (
        0 if state in ("WITHDRAWN", "ENDED", "BROKEN_OFF") else 1
    )


def test_the_story_tells_terms_and_steps(client_of, ines):
    placement = make_placement()
    client = client_of(ines)
    client.post(url("edit", placement.pk), terms_in(client, placement, hours="25", verb="send"))

    page = text_of(client.get(url("history", placement.pk))).replace("\u00a0", " ")

    assert "Inviato" in page
    assert "20 h la settimana" in page
    assert "25 h la settimana" in page


def test_the_list_filters_by_state_kind_worker_and_end(client_of, ines, marco):
    mine = make_placement(make_participation(make_person(first_name="Zqmia")))
    his = make_placement(
        make_participation(make_person(first_name="Zqsua", by=marco), by=marco), by=marco,
        host=make_host(by=marco, tax_code="00743110157"), kind=PlacementKind.WORK_GRANT,
    )  # fmt: skip
    submitted(mine, ines)
    client = client_of(ines)

    def named(query):
        page = text_of(client.get(f"{url('list')}?{query}"))
        return [word for word in ("Zqmia", "Zqsua") if word in page]

    assert named("") == ["Zqmia", "Zqsua"]
    assert named("stato=SUBMITTED") == ["Zqmia"]
    assert named("tipo=WORK_GRANT") == ["Zqsua"]
    assert named("di=me") == ["Zqmia"]
    assert named("scadenza=30") == []
    assert his.agency_id == mine.agency_id


def test_the_home_leads_to_what_one_left_in_draft(client_of, ines):
    placement = make_placement()
    drafts = reverse("beneficiaries:drafts")

    home = text_of(client_of(ines).get("/"))

    assert re.search(rf'href="{drafts}"[^>]*>\s*1\s*<', home)
    assert url("edit", placement.pk) in text_of(client_of(ines).get(drafts))


@pytest.mark.parametrize("name", ["show", "edit", "history", "withdraw"])
def test_a_page_of_a_placement_asks_little(client_of, ines, name):
    placement = make_placement()
    client = client_of(ines)
    client.get(url(name, placement.pk))

    with CaptureQueriesContext(connection) as caught:
        client.get(url(name, placement.pk))

    asked = [
        one["sql"]
        for one in caught
        if not one["sql"].startswith(UNCOUNTED) and "_config(" not in one["sql"]
    ]
    assert len(asked) <= 12, "\n".join(asked)


@pytest.mark.parametrize("name", ["show", "edit", "history", "withdraw", "reopen"])
def test_a_placement_of_another_agency_is_not_there(client_of, nora, sara, name):
    placement = make_placement()

    assert client_of(nora).get(url(name, placement.pk)).status_code == 404
    assert client_of(sara).get(url(name, placement.pk)).status_code == 404


def test_tutors_at_rest_are_not_offered(client_of, ines):
    placement = make_placement()
    make_tutor(placement.host, first_name="Zqfermo", is_active=False)

    assert "Zqfermo" not in text_of(client_of(ines).get(url("edit", placement.pk)))
