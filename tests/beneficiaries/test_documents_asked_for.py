"""Which documents are missing, and which of them end."""

import re
from datetime import date, timedelta

import pytest

from beneficiaries.document_enums import Expiry
from beneficiaries.documents import shelf_of
from beneficiaries.models import Beneficiary
from beneficiaries.papers import PAPERS, Facts, expiry_of, missing_of
from core.reference.models import Country
from tests.acting import as_user, client_of
from tests.makers import (
    make_closed,
    make_document,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (Facts(), {"NOTICE", "IDENTITY"}),
        (Facts(citizenship_group="UE"), {"NOTICE", "IDENTITY"}),
        (Facts(citizenship_group="EXTRA_UE"), {"NOTICE", "IDENTITY", "PERMIT"}),
        (Facts(citizenship_group="STATELESS"), {"NOTICE", "IDENTITY", "PERMIT"}),
        (Facts(esf_status="UNEMPLOYED"), {"NOTICE", "IDENTITY", "WORK_PACT"}),
        (Facts(esf_status="EMPLOYED"), {"NOTICE", "IDENTITY"}),
        (Facts(vulnerabilities=frozenset({"disabilita"})), {"NOTICE", "IDENTITY", "DISABILITY"}),
        (Facts(has_approved_plan=True), {"NOTICE", "IDENTITY", "PLAN"}),
    ],
)
def test_what_is_asked_for_follows_the_facts(facts, asked):
    assert {paper.kind.value for paper in missing_of(facts, [])} == asked
    assert missing_of(facts, asked) == []


def test_every_rule_says_whom_it_is_for_and_by_which_law():
    ruled = [paper for paper in PAPERS if paper.wanted]

    assert [paper for paper in ruled if not paper.when or not paper.source] == []
    assert {paper.kind for paper in PAPERS if paper.is_special} == {"DISABILITY"}


@pytest.mark.parametrize(
    ("days", "expiry"),
    [(-1, Expiry.OVER), (0, Expiry.NEAR), (60, Expiry.NEAR), (61, Expiry.FAR), (None, Expiry.NONE)],
)
def test_how_near_the_end_is(days, expiry):
    today = date(2026, 3, 1)
    ends = today + timedelta(days=days) if days is not None else None

    assert expiry_of(ends, today) == expiry


def test_what_is_over_is_missing_again(ines):
    person = make_person()
    make_document(person, days=-1)
    make_document(person, kind="NOTICE")

    with as_user(ines) as user:
        shelf = shelf_of(Beneficiary.objects.get(pk=person.pk), user)

    assert "IDENTITY" in {paper.kind for paper in shelf.missing}
    assert "NOTICE" not in {paper.kind for paper in shelf.missing}


def test_a_permit_is_asked_of_who_comes_from_outside_the_union(ines):
    person = make_person()
    with as_user(ines):
        Beneficiary.objects.filter(pk=person.pk).update(
            citizenship=Country.objects.get(iso2="MA", valid_to=None)
        )

    page = client_of(ines).get(f"/persone/{person.pk}/documenti/").content.decode()

    assert "Permesso di soggiorno" in page
    assert "D.Lgs. 286/1998, art. 5" in page


def test_a_document_that_ends_is_a_due_of_who_follows_the_person(ines, marco):
    person = make_person()
    make_document(person, kind="PERMIT", days=60)
    make_document(person, kind="HEALTH_CARD", days=61)
    make_document(person, kind="CURRICULUM")
    client = client_of(ines)

    page = client.get("/scadenze/").content.decode()

    assert "Rinnovare: Permesso di soggiorno, scade il" in page
    assert page.count("Rinnovare:") == 1
    make_document(person, kind="PERMIT", days=900)
    assert "Rinnovare:" not in client.get("/scadenze/").content.decode()


def test_a_document_is_late_when_it_has_ended_and_not_before(ines):
    person = make_person()
    make_document(person, kind="PERMIT", days=0)
    make_document(person, kind="HEALTH_CARD", days=-1)

    late = client_of(ines).get("/scadenze/?quando=ritardo").content.decode()
    today = client_of(ines).get("/scadenze/?quando=oggi").content.decode()

    assert re.findall(r"Rinnovare: ([\w ]+)", late) == ["Tessera sanitaria"]
    assert re.findall(r"Rinnovare: ([\w ]+)", today) == ["Permesso di soggiorno"]


def test_both_sides_of_a_card_are_renewed_once_and_other_documents_each(ines):
    person = make_person()
    for kind, days in (("IDENTITY", 40), ("IDENTITY", 40), ("OTHER", 40), ("OTHER", 50)):
        make_document(person, kind=kind, days=days)

    page = client_of(ines).get("/scadenze/").content.decode()

    assert page.count("Rinnovare: Carta d’identità") == 1
    assert page.count("Rinnovare: Altro documento") == 2


def test_a_document_that_ends_is_told_on_every_page_of_the_person(ines):
    person = make_person()
    make_document(person, kind="PERMIT", days=60)
    make_document(person, kind="HEALTH_CARD", days=61)

    page = client_of(ines).get(f"/persone/{person.pk}/").content.decode()

    assert "1 documento in scadenza" in page


def test_of_a_closed_file_nothing_is_due(ines):
    person = make_person()
    make_document(person, kind="PERMIT", days=10)
    make_closed(person)

    assert "Rinnovare:" not in client_of(ines).get("/scadenze/").content.decode()
