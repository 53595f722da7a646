"""The staff of a partner: who sees whom, and what an hour of them costs."""

from decimal import Decimal

import pytest
from django.utils import timezone

from core.tenancy import history_of
from projects.actions import NotPossible, correct_member
from projects.models import BudgetLine, StaffHours, StaffMember
from projects.policy import visible_budget, visible_hours, visible_staff
from tests.cast import COMO
from tests.makers import make_budget, make_hours, make_member
from tests.projects.money import url

pytestmark = pytest.mark.django_db


def test_a_partner_sees_its_own_staff_and_the_lead_who_has_hours(olga, piero, franco, as_user):
    own, idle = make_hours(by=piero), make_member(by=piero, last_name="Senza")
    of_lead = make_hours(by=olga)

    seen = {}
    for reader in (olga, piero, franco):
        with as_user(reader) as user:
            seen[reader.email[:4]] = set(visible_staff(user)), visible_hours(user).count()
            # The database alone says the same.
            assert set(StaffMember.objects.all()) == set(visible_staff(user))
            assert StaffHours.objects.count() == visible_hours(user).count()

    assert seen == {
        "olga": ({of_lead, own}, 2),
        "pier": ({own, idle}, 1),
        "fran": (set(), 0),
    }


@pytest.mark.parametrize("name", ["ines", "marco", "dario", "sara", "nora", "rita"])
def test_nobody_but_who_accounts_sees_staff_or_budget(name, olga, piero, request, as_user):
    make_hours(by=olga)
    make_budget(by=olga)

    with as_user(request.getfixturevalue(name)) as user:
        found = StaffMember.objects.count(), StaffHours.objects.count(), BudgetLine.objects.count()
        asked = (
            visible_staff(user).count(),
            visible_hours(user).count(),
            visible_budget(user).count(),
        )

    assert (found, asked) == ((0, 0, 0), (0, 0, 0))


def member_form(**typed):
    return {
        "first_name": "Pia", "last_name": "Corti", "role": "Tutor", "item": "A1",
        "annual_cost": "24.000,00", "weekly_hours": "24", "full_time_hours": "36",
        "valid_from": "01/10/2020", **typed,
    }  # fmt: skip


def test_somebody_is_added_and_the_page_says_how_the_rate_comes_about(client_of, olga, as_user):
    client = client_of(olga)

    answer = client.post(url("new_member", COMO), member_form(declared_rate="20,50"))
    with as_user(olga):
        member = StaffMember.objects.get()
    page = client.get(url("member", COMO, member.pk)).content.decode().replace("\u00a0", " ")

    assert answer.url == url("hours", COMO, "ascl")
    assert "24.000,00 € ÷ (1.720 × 24/36) ore = 20,93 €" in page
    assert "vale il costo più basso" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"annual_cost": ""}, "Indica il costo annuo, o il costo orario"),
        ({"annual_cost": "24000.00"}, "con la virgola prima dei centesimi"),
        ({"weekly_hours": "40"}, "a quelle del tempo pieno"),
        ({"weekly_hours": ""}, "a quelle del tempo pieno"),
        ({"valid_to": "30/09/2020"}, "La fine viene prima"),
    ],
)
def test_a_bad_member_is_refused_with_a_sentence(client_of, olga, typed, sentence):
    page = client_of(olga).post(url("new_member", COMO), member_form(**typed))

    assert page.status_code == 200
    assert sentence in page.content.decode().replace("&#x27;", "'")
    assert 'value="Corti"' in page.content.decode()


def test_a_cost_with_hours_behind_it_changes_only_with_a_reason(olga, as_user):
    member, now = make_hours(by=olga), timezone.now()
    seen = {"annual_cost": Decimal("34400.00")}
    typed = {"annual_cost": Decimal("36000.00")}

    with as_user(olga) as user:
        with pytest.raises(NotPossible, match="scrivi il motivo"):
            correct_member(member, typed, seen=seen, by=user, at=now)
        correct_member(member, typed, seen=seen, reason="Rinnovo del contratto", by=user, at=now)
        told = history_of(StaffMember).objects.filter(pgh_obj_id=member.pk).order_by("pgh_id")

        assert [(one.annual_cost, one.pgh_why) for one in told] == [
            (Decimal("34400.00"), None),
            (Decimal("36000.00"), "Rinnovo del contratto"),
        ]


def corrected(client, member, form, **typed):
    """The page of a member sent back as it was shown, with some answers typed over."""
    sent = {field.html_name: field.value() or "" for field in form} | typed
    return client.post(url("member", COMO, member.pk), sent)


def test_two_officers_on_one_member_merge_or_meet(client_of, olga, as_user):
    member = make_member(by=olga)
    client = client_of(olga)
    first, second = (
        client.get(url("member", COMO, member.pk)).context["form"] for _officer in range(2)
    )

    corrected(client, member, first, role="Tutor", contract="Livello D2")
    met = corrected(client, member, second, last_name="Rivabella", role="Coordinatrice")
    body = met.content.decode()
    again = corrected(client, member, met.context["form"])

    assert "Nel frattempo un’altra persona ha salvato gli stessi campi" in body
    assert [word in body for word in ("Ruolo", "Tutor", "Coordinatrice")] == [True] * 3
    assert again.status_code == 302
    with as_user(olga):
        saved = StaffMember.objects.get()
        assert (saved.last_name, saved.role, saved.contract) == (
            "Rivabella", "Coordinatrice", "Livello D2",
        )  # fmt: skip


def test_what_two_officers_change_must_go_together(client_of, olga, as_user):
    member = make_member(by=olga)
    client = client_of(olga)
    first, second = (
        client.get(url("member", COMO, member.pk)).context["form"] for _officer in range(2)
    )

    corrected(client, member, first, valid_to="31/12/2020")
    refused = corrected(client, member, second, valid_from="01/02/2021")

    assert refused.status_code == 200
    assert "La fine viene prima dell’inizio" in refused.content.decode()
    with as_user(olga):
        assert StaffMember.objects.get().valid_from.year == 2020
