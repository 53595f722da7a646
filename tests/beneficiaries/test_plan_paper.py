"""The plan on paper: what it says, for which text, and that it is archival and tagged."""

from io import BytesIO

import pypdf
import pytest
from django.urls import reverse

from beneficiaries.models import PersonalPlan
from beneficiaries.printing import print_plan
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_approved, make_person, make_plan

pytestmark = pytest.mark.django_db


def printed(plan) -> bytes:
    with as_user(player("ines")):
        return print_plan(PersonalPlan.objects.get(pk=plan.pk))


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_paper_says_who_wants_what_and_who_does_what_by_when():
    plan = make_approved(make_person(first_name="Rosa", last_name="Pozzi"))

    said = text_of(printed(plan))

    for words in (
        "Azienda sociale comasca e lariana",
        "Rosa Pozzi",
        "Ines Molteni",
        "Tornare a lavorare e reggersi sulle proprie forze.",
        "Obiettivo 1. Un lavoro vicino a casa",
        "Un contratto di almeno sei mesi.",
        "Corso serale CPIA di Como",
        "Il coordinatore",
        "Marco Bianchi",
        "versione 1 approvata il",
    ):
        assert words in said
    assert plan.sha256 in said.replace(" ", "")
    assert "BOZZA" not in said


def test_what_nobody_approved_says_so():
    assert "BOZZA – non valida per la firma" in text_of(printed(make_plan()))


def test_the_same_version_gives_the_same_words_whatever_happens_to_the_person(ines):
    person = make_person(first_name="Rosa", last_name="Pozzi")
    plan = make_approved(person)
    with as_user(ines):
        type(person).objects.filter(pk=person.pk).update(last_name="Verdi")

    assert "di Rosa Pozzi" in text_of(printed(plan))


def test_the_paper_is_tagged_and_declares_its_archival_kind():
    root = pypdf.PdfReader(BytesIO(printed(make_approved()))).trailer["/Root"]

    archival = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "it"
    assert 'pdfaid:part="3"' in archival or "<pdfaid:part>3</pdfaid:part>" in archival


def test_a_long_plan_is_printed_over_pages(ines):
    from beneficiaries.actions import TypedAction, TypedGoal

    goals = [
        TypedGoal(
            title=f"Obiettivo lungo {number}",
            area="HEALTH",
            wish="Parole. " * 60,
            sign="Altre parole. " * 20,
            actions=[TypedAction(f"Azione {one} " + "da fare " * 12, "PERSON") for one in range(6)],
        )
        for number in range(6)
    ]

    pages = pypdf.PdfReader(BytesIO(printed(make_plan(goals=goals)))).pages

    assert len(pages) > 2
    assert f"Pagina {len(pages)} di {len(pages)}" in pages[-1].extract_text()


def test_the_page_hands_it_out_as_a_file(ines):
    plan = make_approved()

    answer = client_of(ines).get(reverse("beneficiaries:plan_paper", args=[plan.beneficiary_id, 1]))

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].endswith(f'progetto-{plan.beneficiary_id}-v1.pdf"')
