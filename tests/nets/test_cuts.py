"""The nets are cut one at a time, with the others off: each cut must let the attack through.

An attack that fails with every net in place proves little; one that succeeds as soon as a net
is cut proves that this net was holding.
"""

import json

import pytest
from django.db import DatabaseError, connections, transaction

from beneficiaries import policy as people
from core.arming import arm
from core.jobs.models import Job
from core.tenancy import Context, acting, protections
from core.workflow import workflows
from projects.models import Participation
from tests import stage
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers import make_note, make_participation, make_person
from tests.nets.cutting import forced

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True), pytest.mark.slow]

# What Rita, the funder's auditor, may see of protected tables: her own seat, its history, and
# the one report that was sent, with its file and the one person behind its figures; of its euros
# the payment with the day it rests on, and the hours of one month.
SHUT = ("refused", "0 rows")


INSUFFICIENT_PRIVILEGE = "42501"


HERS = {
    "agencies_membership": 1,
    "agencies_membershipevent": 1,
    "reporting_fundingreport": 1,
    "reporting_reportmember": 1,
    "reporting_artefact": 1,
    # What its euros are made of: the payment, its month and days, and the hours of the staff.
    "reporting_moneymember": 2,
    "reporting_placementmember": 1,
    "placements_payment": 1,
    "placements_paymentbatch": 1,
    "placements_allowance": 1,
    "placements_attendanceregister": 1,
    "placements_attendanceentry": 1,
    "projects_staffhours": 1,
    "projects_participation": 1,
    "projects_entrysnapshot": 1,
    "beneficiaries_beneficiary": 1,
}


def seen_by(name: str, table: str) -> int:
    """How many rows of a table this player's context shows, asked in plain SQL."""
    with as_user(player(name)), connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def test_every_database_policy_holds_an_attack(standing_world):
    protected = [name for name, one in protections().items() if not one.exempt]
    held = {table: seen_by("rita", table) for table in protected}

    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in protected:
            cursor.execute(f"create policy cut on {table} using (true) with check (true);")
    leaked = {table: seen_by("rita", table) for table in protected}
    with stage.owner_hands() as alias:
        arm(alias)

    assert held == {table: HERS.get(table, 0) for table in protected}
    assert [table for table in protected if leaked[table] <= held[table]] == []


# Whoever is refused writes their own line of the log of refusals; nobody can change one.
ANYBODY_WRITES = {"audit_refusal"}


def written_by(name: str, rows: dict[str, dict]) -> dict[str, str]:
    """What the database says to this player who writes a stranger's row, and changes all rows."""
    said = {}
    for table, row in rows.items():
        # What the database makes itself nobody writes.
        fields = protections()[table].model._meta.concrete_fields
        told = ", ".join(f'"{one.column}"' for one in fields if not one.generated)
        record = f"jsonb_populate_record(null::{table}, %s)"
        insert = f"insert into {table} ({told}) select {told} from {record}"
        said[f"insert {table}"] = tried(name, insert, [json.dumps(row)])
        if "UPDATE" in protections()[table].grants:
            column = next(iter(row))
            update = f'update {table} set "{column}" = "{column}" where "{column}" is not null'
            said[f"update {table}"] = tried(name, update, [])
    return said


def tried(name: str, statement: str, values: list) -> str:
    """Run a statement as this player and undo it: refused, or how many rows it reached."""
    try:
        with as_user(player(name)), connections["default"].cursor() as cursor:
            cursor.execute(statement, values)
            reached = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as error:
        is_refused = error.__cause__.sqlstate == INSUFFICIENT_PRIVILEGE
        return "refused" if is_refused else "past the policy"
    return f"{reached} rows"


def one_row_of_each(tables: list[str]) -> dict[str, dict]:
    """A row of each table as the owner sees it, in the state in which rows are born."""
    rows = {}
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in tables:
            cursor.execute(f"select to_jsonb(t) from {table} t limit 1")
            (row,) = cursor.fetchone()
            rows[table] = json.loads(row) if isinstance(row, str) else row
    for one in workflows():
        rows[one.model._meta.db_table][one.field] = one.first.value
    return rows


def test_every_database_check_holds_an_attack(standing_world):
    writable = [
        name
        for name, one in protections().items()
        if not one.exempt and "INSERT" in one.grants and name not in ANYBODY_WRITES
    ]
    rows = one_row_of_each(writable)

    held = written_by("rita", rows)
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in writable:
            cursor.execute(f"create policy cut on {table} using (true) with check (true)")
    cut = written_by("rita", rows)
    with stage.owner_hands() as alias:
        arm(alias)

    assert {name: answer for name, answer in held.items() if answer not in SHUT} == {}
    assert [name for name, answer in cut.items() if answer in SHUT] == []


def test_writing_past_a_cut_check_succeeds_and_past_a_whole_one_fails(standing_world):
    foreign = standing_world.people["foreign"]

    def attack() -> str:
        try:
            make_note(foreign, by=player("ines"), text="zqattacco")
        except Exception as error:
            return type(error).__name__
        return "written"

    whole = attack()
    with forced(people.Can.WRITE_NOTE):
        still_held = attack()
        with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
            cursor.execute(
                "create policy cut on beneficiaries_casenote using (true) with check (true)"
            )
            cursor.execute("alter table beneficiaries_casenoteevent no force row level security")
            cursor.execute("alter table beneficiaries_casenoteevent disable row level security")
        cut = attack()
    with stage.owner_hands() as alias:
        arm(alias)

    assert (whole, still_held, cut) == ("PermissionDenied", "ProgrammingError", "written")


def test_a_participation_of_an_invisible_person_is_refused_by_the_database(standing_world):
    from projects.models import Project

    with (
        as_user(player("ines")) as user,
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        Participation.objects.create(
            beneficiary_id=standing_world.people["foreign"].pk,
            project=Project.objects.get(code=COMO),
            agency_id=user.acting.agency_id,
            code="X",
            entry_on="2021-01-01",
        )


def test_without_any_context_no_protected_row_is_seen(standing_world):
    protected = [name for name, one in protections().items() if not one.exempt]

    with acting(Context()), connections["default"].cursor() as cursor:
        seen = {}
        for table in protected:
            cursor.execute(f"select count(*) from {table}")
            seen[table] = cursor.fetchone()[0]

    assert {table for table, count in seen.items() if count} == set()


def test_the_owner_without_a_purpose_sees_no_protected_row(standing_world):
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        with acting(Context(), using=alias):
            cursor.execute("select count(*) from beneficiaries_beneficiary")
            without = cursor.fetchone()[0]
        cursor.execute("select count(*) from beneficiaries_beneficiary")
        with_purpose = cursor.fetchone()[0]

    assert (without, with_purpose > 0) == (0, True)


def test_jobs_are_seen_by_their_asker_only(standing_world):
    with as_user(player("piero")):
        assert Job.objects.count() == 0
    assert make_participation(make_person()).state == "ACTIVE"
