"""The nets of what is shared, each without the other: a part is there while it is shared."""

import pytest
from django.db import connections
from django.utils import timezone

from beneficiaries import actions
from beneficiaries import policy as people
from beneficiaries.models import Share
from core.arming import arm
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.nets.records import (
    name_canary,
    plan_canary,
    reserved_canary,
    shared_canary,
    text_canary,
    unshared_plan_canary,
)

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
# Which question, and which table, tells of which part; and which words of it are shown.
PARTS = {
    "NOTES": (people.visible_received_notes, "beneficiaries_casenote"),
    "PLAN": (people.visible_received_plans, "beneficiaries_personalplan"),
    "ASSESSMENT": (people.visible_received_assessments, "beneficiaries_assessment"),
}
TABLES = [*(table for _asked, table in PARTS.values()), "beneficiaries_plangoal",
          "beneficiaries_planaction", "beneficiaries_areascore"]  # fmt: skip
ADDRESSES = ("", "anagrafica/", "condivisa/note/", "condivisa/progetto/", "condivisa/valutazioni/")


def asked(function, person) -> list[str]:
    """What a question answers Ines about a person, as text."""
    with as_user(player("ines")) as user:
        rows = function(user).filter(beneficiary=person)
        return [str(getattr(one, "text", getattr(one, "aim", one.pk))) for one in rows]


def rows_of(table: str, agency: int) -> int:
    """How many rows of another agency the database itself shows Ines."""
    with as_user(player("ines")), connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where agency_id = %s", [agency])
        return cursor.fetchone()[0]


def narrow(share: Share, sections: list[str]) -> None:
    """The owner of the tables changes what is shared, which no page can."""
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        cursor.execute("alter table beneficiaries_share disable trigger stays")
        cursor.execute(
            "update beneficiaries_share set sections = %s where id = %s",
            [["IDENTITY", *sections], share.pk],
        )
        cursor.execute("alter table beneficiaries_share enable trigger stays")


def end(world) -> None:
    with as_user(player("nora")) as user:
        actions.end_share(world.shares["shared"], by=user, at=timezone.now())


def test_the_questions_hold_without_the_database(world, row_security_off):
    person, share = world.people["shared"], world.shares["shared"]
    functions = {part: function for part, (function, _table) in PARTS.items()}

    def answers(of=person) -> dict[str, list[str]]:
        return {part: asked(function, of) for part, function in functions.items()}

    every = answers()
    narrowed = {}
    for part in PARTS:
        narrow(share, [one for one in PARTS if one != part])
        without = answers()[part]
        narrow(share, [part])
        narrowed[part] = (without, answers()[part])
    end(world)

    assert narrowed == {part: ([], shown) for part, shown in every.items()}
    assert {len(shown) for shown in every.values()} == {1}
    assert every["NOTES"] == [shared_canary("shared")]
    assert every["PLAN"] == [plan_canary("shared")]
    nothing: dict[str, list[str]] = {part: [] for part in PARTS}
    assert answers() == answers(world.people["own"]) == answers(world.people["foreign"]) == nothing


def test_the_database_holds_without_the_questions(world):
    tecum = world.people["shared"].agency_id

    while_shared = {table: rows_of(table, tecum) for table in TABLES}
    end(world)
    over = {table: rows_of(table, tecum) for table in TABLES}
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"create policy cut on {table} using (true) with check (true)")
    cut = {table: rows_of(table, tecum) for table in TABLES}
    with stage.owner_hands() as alias:
        arm(alias)

    assert [one for one in TABLES if not 0 < while_shared[one] < cut[one]] == []
    assert over == dict.fromkeys(TABLES, 0)


def test_pages_show_each_shared_word_and_not_one_more_until_the_share_ends(world):
    person, client = world.people["shared"], client_of(player("ines"))

    def pages() -> str:
        answers = [client.get(f"/persone/{person.pk}/{one}") for one in ADDRESSES]
        lists = [client.get(one) for one in ("/", "/persone/", "/persone/condivise-con-noi/")]
        return "".join(one.content.decode() for one in [*answers, *lists])

    before = pages()
    end(world)
    after = pages()

    shown = [name_canary("shared"), shared_canary("shared"), plan_canary("shared"),
             "zqvalutashared", "zqareashared", "zqmotivoshared"]  # fmt: skip
    hidden = [text_canary("shared"), reserved_canary("shared"), unshared_plan_canary("shared"),
              "zqagendashared", "zqconsegneshared"]  # fmt: skip
    assert [word for word in shown if word not in before] == []
    assert [word for word in hidden if word in before] == []
    assert [word for word in [*shown, *hidden] if word in after] == []
