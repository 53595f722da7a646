"""From an action of the plan to all that was done for it, and to what may be linked to it."""

import re

import pytest
from django.urls import reverse
from lxml import html

from beneficiaries import plan_hours
from beneficiaries.models import PlanAction
from beneficiaries.note_printing import what_is_printed
from tests.acting import as_user, client_of
from tests.makers import make_approved, make_note, make_participation, make_running

pytestmark = pytest.mark.django_db


def asked_of(page: str, name: str) -> list[str]:
    """The addresses on the page that ask something for an action."""
    tree = html.document_fromstring(page)
    return [str(one) for one in tree.xpath("//main//a/@href") if f"{name}=" in str(one)]


def test_an_action_opens_all_its_sessions_and_what_may_be_linked(ines, monkeypatch):
    monkeypatch.setattr(plan_hours, "LISTED", 2)
    plan, client = make_approved(), client_of(ines)
    with as_user(ines):
        action, other, _third = PlanAction.objects.filter(goal__plan=plan).order_by("pk")
    texts = [f"Incontro numero {number}." for number in range(3)]
    for text in texts:
        make_note(plan.beneficiary, text=text, action=action)
    make_note(plan.beneficiary, text="Di un’altra azione.", action=other)
    make_note(plan.beneficiary, text="Di nessuna.")
    placement = make_running(make_participation(plan.beneficiary))
    serve = reverse("placements:serve", args=[placement.pk])

    page = client.get(reverse("beneficiaries:plan", args=[plan.beneficiary_id])).content.decode()
    [more] = [one for one in asked_of(page, "azione") if "persone" in one]
    diary = client.get(more).content.decode()
    found = client.post(
        reverse("beneficiaries:filter_notes", args=[plan.beneficiary_id]),
        {"words": "numero 2", "azione": str(action.line)},
    )
    narrow = client.get(found["Location"])

    assert re.findall(r"Incontro numero \d|altra azione|Di nessuna", diary) == [
        one.rstrip(".") for one in reversed(texts)
    ]
    assert f"Solo le note per l’azione: {action.what}" in " ".join(
        html.document_fromstring(diary).text_content().split()
    )
    assert [one.text for one in narrow.context["diary"].page] == texts[2:]
    assert any("stampa" in one for one in asked_of(diary, "azione"))
    asked = narrow.context["diary"].chosen
    [note] = narrow.context["diary"].page
    assert f"solo per l’azione “{action.what}”" in what_is_printed(asked, note)

    # Each action offers the placement; the form has it chosen, and once saved nothing is offered.
    ways = [one for one in asked_of(page, "azione") if one.startswith(serve)]
    chosen = html.document_fromstring(client.get(ways[1]).content.decode())
    assert len(ways) == 3
    assert chosen.xpath("//select//option[@selected]/@value") == [str(other.line)]
    client.post(serve, {"serves": str(other.line)})
    page = client.get(reverse("beneficiaries:plan", args=[plan.beneficiary_id])).content.decode()
    assert [one for one in asked_of(page, "azione") if one.startswith(serve)] == []
    # What is no action of theirs finds nothing, and what is no number of one is not asked.
    nothing = f"?azione={'0' * 32}"
    address = reverse("beneficiaries:show", args=[plan.beneficiary_id])
    assert client.get(address + nothing).context["diary"].page.paginator.count == 0
    assert client.get(f"{address}?azione=boh").context["diary"].page.paginator.count == 5
