"""What the tests of the people's pages share."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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
