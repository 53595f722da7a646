"""The world of the nets, committed, and the database's net taken away.

What a test does to `world` it may commit: the stage is set again after it. `standing_world` is for
all tests of a module (tests/conftest.py), here with the rows that only the nets ask for.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

from core.arming import arm
from core.models import Submission
from core.tenancy import protections
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person
from tests.nets import world as worlds


def _build(shelf: Path) -> worlds.World:
    """The world, with a row in every protected table."""
    made = worlds.build(shelf)
    twin = made.people["own"].last_name
    for keeper in ("ines", "nora"):
        code = "RSSMRA80A01F205X"
        make_person(by=player(keeper), last_name=twin, identifier=code, identifier_kind="TAX_CODE")
    ines = client_of(player("ines"))
    ines.get(reverse("beneficiaries:show", args=[made.people["own"].pk]))
    ines.post(reverse("beneficiaries:search"), {"q": "zqnome"})
    ines.get(reverse("beneficiaries:show", args=[made.people["foreign"].pk]))
    with as_user(player("ines")) as user:
        Submission.objects.create(key="k", user_id=user.pk)
    return made


def _take_row_security_away() -> None:
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table, one in protections().items():
            if not one.exempt:
                cursor.execute(f"alter table {table} no force row level security")
                cursor.execute(f"alter table {table} disable row level security")


def _arm_again() -> None:
    with stage.owner_hands() as alias:
        arm(alias)


@pytest.fixture
def world(transactional_db, tmp_path, settings) -> worlds.World:
    """The world, committed for one test."""
    settings.MEDIA_ROOT = tmp_path
    return _build(tmp_path)


@pytest.fixture
def row_security_off(transactional_db) -> Iterator[None]:
    """The database's net taken away for one test; afterwards it is armed again."""
    _take_row_security_away()
    yield
    _arm_again()


@pytest.fixture(scope="module")
def standing_world(standing, django_db_blocker) -> worlds.World:
    """The world, committed once for the tests of a module."""
    with django_db_blocker.unblock():
        return _build(standing)


@pytest.fixture(scope="module")
def standing_bare(standing_world, django_db_blocker) -> Iterator[None]:
    """The database's net taken away while the tests of a module run."""
    with django_db_blocker.unblock():
        _take_row_security_away()
    yield
    with django_db_blocker.unblock():
        _arm_again()
