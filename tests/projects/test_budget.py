"""The budget of a project: who writes it, and how a change keeps its reason."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from core.tenancy import history_of
from projects.actions import NotPossible
from projects.models import BudgetLine
from projects.policy import visible_budget
from tests.cast import COMO
from tests.makers import make_budget
from tests.projects.money import como, url

pytestmark = pytest.mark.django_db


def test_a_budget_changes_with_a_reason_that_stays_in_its_history(olga, as_user):
    make_budget(by=olga)

    with pytest.raises(NotPossible, match="scrivi il motivo"):
        make_budget(by=olga, amount="900.00", seen="1000.00")
    make_budget(by=olga, amount="900.00", seen="1000.00", reason="Variazione n. 2")

    with as_user(olga):
        told = history_of(BudgetLine).objects.order_by("pgh_id")
        assert [(one.amount, one.pgh_why) for one in told] == [
            (Decimal("1000.00"), None),
            (Decimal("900.00"), "Variazione n. 2"),
        ]


def test_a_partner_reads_its_budget_and_does_not_write_it(olga, piero, as_user, client_of):
    make_budget(by=olga)

    with as_user(piero), pytest.raises(DatabaseError), transaction.atomic():
        BudgetLine.objects.create(
            project=como(), agency_id=piero.acting.agency_id, item_id="A1", amount=1
        )
    with as_user(piero) as user:
        assert not visible_budget(user).exists()
    assert client_of(piero).get(url("budget", COMO)).status_code == 403


def test_two_people_on_the_budget_are_told(client_of, olga):
    client = client_of(olga)
    name = f"{olga.acting.agency_id}-A1"
    seen = client.get(url("budget", COMO)).context["form"]["seen"].value()
    make_budget(by=olga)

    page = client.post(url("budget", COMO), {name: "800", "seen": seen, "reason": "Prova"})

    assert "nel frattempo un’altra persona ha salvato 1.000,00" in page.content.decode()
    assert 'value="800"' in page.content.decode()
