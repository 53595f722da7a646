"""Two people save at the same moment: one wins, the other is told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from core.merge import EditClash
from projects.actions import record_hours, set_budget
from projects.models import BudgetLine, Partner, Project, StaffHours
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers import make_member

pytestmark = pytest.mark.django_db(transaction=True)
MARCH = date(2021, 3, 1)


def at_once(save):
    """Run `save(number)` in two threads that start together; what came of each."""
    start = Barrier(2)

    def one(number):
        start.wait()
        try:
            save(number)
        except EditClash:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, (1, 2)))


def test_one_cell_of_the_grid(transactional_db):
    olga = player("olga")
    cell = (make_member(by=olga).pk, MARCH)
    partner = Partner.objects.get(project__code=COMO, agency_id=olga.acting.agency_id)

    def save(number):
        with as_user(olga) as user:
            record_hours(
                partner, {cell: Decimal(number)}, seen={cell: Decimal(0)},
                by=user, at=timezone.now(),
            )  # fmt: skip

    assert at_once(save) == ["saved", "told"]
    with as_user(olga):
        assert StaffHours.objects.get().hours in (1, 2)


def test_one_line_of_an_empty_budget(transactional_db):
    olga = player("olga")
    project = Project.objects.get(code=COMO)
    name = f"{olga.acting.agency_id}-A1"

    def save(number):
        with as_user(olga) as user:
            set_budget(
                project, {name: Decimal(number)}, seen={name: Decimal(0)}, reason="",
                by=user, at=timezone.now(),
            )  # fmt: skip

    assert at_once(save) == ["saved", "told"]
    with as_user(olga):
        assert BudgetLine.objects.get().amount in (1, 2)
