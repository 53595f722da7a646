"""Another host or kind for a proposal that is begun: the rest stays, the rules are asked again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from core.merge import EditClash
from placements.actions import proposals
from placements.actions.refusals import NotPossible
from placements.enums import PlacementKind
from placements.models import Placement
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_placement, make_tutor

pytestmark = pytest.mark.django_db
KITCHEN = {"name": "Mensa del Lario", "tax_code": "00743110157"}
INCLUSION, EXTRA = PlacementKind.INCLUSION, PlacementKind.EXTRACURRICULAR


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def fresh(placement):
    with as_user(player("ines")):
        return Placement.objects.get(pk=placement.pk)


def seen_of(placement):
    return {name: getattr(placement, name) for name in ("host_id", "kind", "host_tutor_id")}


def move(placement, host=None, kind=INCLUSION, *, by="ines", seen=None):
    with as_user(player(by)) as user:
        return proposals.move_placement(
            placement, host or placement.host, kind=kind, seen=seen or seen_of(placement),
            by=user, at=timezone.now(),
        )  # fmt: skip


def submit(placement):
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def test_with_another_host_all_stays_but_its_tutor():
    placement = make_placement()
    kitchen = make_host(**KITCHEN)

    move(placement, kitchen)

    row = fresh(placement)
    assert (row.host_id, row.host_tutor_id) == (kitchen.pk, None)
    assert (row.tasks, row.starts_on, row.monthly_allowance) == (
        placement.tasks, placement.starts_on, placement.monthly_allowance,
    )  # fmt: skip


def test_with_the_same_host_the_tutor_stays():
    placement = make_placement()

    move(placement, kind=EXTRA)

    row = fresh(placement)
    assert (row.kind, row.host_tutor_id) == ("EXTRACURRICULAR", placement.host_tutor_id)


def test_what_the_new_kind_does_not_ask_is_neither_sent_nor_kept():
    placement = make_placement(attestation_on=date(2021, 2, 1), eqf_level=3)

    move(placement, kind=EXTRA)
    assert fresh(placement).service == placement.service
    sent = submit(fresh(placement))

    with as_user(player("ines")):
        content = sent.versions.get().content
    assert (sent.service, sent.attestation_on, sent.eqf_level) == ("", None, 3)
    assert not {"service", "attestation_on"} & set(content)


def test_what_was_sent_is_not_moved():
    placement = submit(make_placement())

    with pytest.raises(NotPossible, match="non si può più scrivere"):
        move(placement, kind=EXTRA)


@pytest.mark.parametrize("name", ["olga", "nora", "sara"])
def test_only_those_who_follow_the_person_move_it(name):
    with pytest.raises(PermissionDenied):
        move(make_placement(), kind=EXTRA, by=name)


def test_two_who_move_it_to_different_hosts_meet():
    placement = make_placement()
    seen = seen_of(placement)
    move(placement, make_host(**KITCHEN))

    with pytest.raises(EditClash):
        move(placement, make_host(name="Terzo", tax_code="00000000019"), seen=seen)


# --- the page -----------------------------------------------------------------------------------


def test_the_page_keeps_what_was_typed_and_not_saved(client_of, ines):
    placement = make_placement(kind=EXTRA, eqf_level=3)
    kitchen = make_host(**KITCHEN)
    cook = make_tutor(kitchen, first_name="Ada")
    client = client_of(ines)
    form = client.get(url("edit", placement.pk)).context["form"]
    client.post(
        url("rules", placement.pk),
        {"tasks": "Lavapiatti, poi sala", "host_tutor": placement.host_tutor_id,
         "seen": form["seen"].value()},
        HTTP_HX_REQUEST="true",
    )  # fmt: skip

    page = client.get(url("move", placement.pk))
    chosen = {"host": "Mensa del Lario", "kind": "INCLUSION",
              "seen": page.context["form"]["seen"].value()}  # fmt: skip
    answer = client.post(url("move", placement.pk), chosen, follow=True)

    again = answer.context["form"]
    assert "Scegli il tutor del nuovo ospitante" in text_of(answer)
    assert "Lavapiatti, poi sala" in text_of(answer)
    assert again["host_tutor"].value() is None
    saved = client.post(
        url("edit", placement.pk),
        {"verb": "save", "tasks": "Lavapiatti, poi sala", "host_tutor": cook.pk,
         "promoter_tutor": ines.pk, "seen": again["seen"].value()},
    )  # fmt: skip
    assert saved.status_code == 302
    assert (fresh(placement).tasks, fresh(placement).host_tutor_id) == (
        "Lavapiatti, poi sala", cook.pk,
    )  # fmt: skip


def test_the_rules_are_those_of_the_new_kind(client_of, ines):
    placement = make_placement(monthly_allowance="200.00", eqf_level=3)
    client = client_of(ines)
    page = client.get(url("move", placement.pk))

    answer = client.post(
        url("move", placement.pk),
        {"host": "Legno e Forma srl", "kind": "EXTRACURRICULAR",
         "seen": page.context["form"]["seen"].value()},
        follow=True,
    )  # fmt: skip

    assert "il minimo" in text_of(answer)


def test_the_proposal_leads_to_it_and_a_sent_one_says_why_not(client_of, ines):
    placement = make_placement()
    client = client_of(ines)

    assert url("move", placement.pk) in text_of(client.get(url("edit", placement.pk)))
    submit(placement)
    assert "non si può più scrivere" in text_of(client.get(url("move", placement.pk)))


def test_a_host_registered_on_the_way_is_chosen(client_of, ines):
    placement, kitchen = make_placement(), make_host(**KITCHEN)

    page = client_of(ines).get(url("move", placement.pk) + f"?ospitante={kitchen.pk}")

    assert page.context["form"]["host"].value() == "Mensa del Lario (00743110157)"
