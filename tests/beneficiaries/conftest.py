"""What the tests of the people's pages share."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Membership
from tests.acting import as_user
from tests.cast import player
from tests.makers import (
    make_approved,
    make_assessment,
    make_note,
    make_person,
    make_plan,
    typed_goals,
)

# The last is what the test's own client asks, to put the context back.
BESIDE = (
    "BEGIN",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "select coalesce(current_setting",
)


@pytest.fixture
def statements_of() -> Callable[[Client, str], list[str]]:
    """The statements of one page, without those of transactions and of the context."""

    def statements(client: Client, address: str) -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        asked = [query["sql"] for query in caught]
        return [sql for sql in asked if not sql.startswith(BESIDE) and "set_config" not in sql]

    return statements


@pytest.fixture
def media(settings, tmp_path):
    """A folder of its own for the files of a test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def shown_in_parts(ines):
    """A person with something in each part, and with what is for the agency alone."""
    made = make_person(alias="Lory")
    make_note(made, text="zqcondivisa", visibility="SHARED")
    make_note(made, text="zqdiario")
    make_note(made, text="zqriservata", visibility="RESERVED")
    make_approved(made, aim="zqfinalita")
    make_plan(made, aim="zqbozza", goals=typed_goals())
    make_assessment(made, remark="zqosserva", WORK=2)
    return made


@pytest.fixture
def olga_too(dario, marco):
    """Olga works with people here, too."""
    with as_user(dario):
        Membership.objects.create(
            user=player("olga"),
            agency_id=marco.acting.agency_id,
            role="SOCIAL_WORKER",
            valid_from=timezone.localdate(),
        )
    return player("olga")
