"""How a test looks at what one agency shows another."""

from django.db import connections
from django.urls import reverse

from tests.acting import as_user, client_of
from tests.cast import player


def url(name, *args) -> str:
    return reverse(f"beneficiaries:{name}", args=args)


def read(who: str, address: str) -> str:
    return client_of(player(who)).get(address).content.decode()


def rows_of(who: str, table: str, person) -> int:
    """How many rows of the person the database itself shows."""
    column = "id" if table == "beneficiary" else "beneficiary_id"
    with as_user(player(who)), connections["default"].cursor() as cursor:
        cursor.execute(
            f"select count(*) from beneficiaries_{table} where {column} = %s", [person.pk]
        )
        return cursor.fetchone()[0]
