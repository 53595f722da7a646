"""Every state, every step, every role: against tables written by hand (tests/nets/steps.py)."""

from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from beneficiaries.models import CaseFile
from core.workflow import WrongStep, workflows
from tests.acting import as_user
from tests.cast import PLAYERS, player
from tests.nets.steps import TABLES, lines_of, moves_of

pytestmark = pytest.mark.django_db
WORKFLOWS = pytest.mark.parametrize(
    "workflow", workflows(), ids=[one.model.__name__ for one in workflows()]
)
# Whose hands try to write what is no step: who may write the row at all.
WRITERS = {"FundingReport": "olga", "Referral": "nora"}


def record_of(world, workflow):
    """A copy of the world's record this workflow moves: its states are tried in memory."""
    # Between two agencies: Tecum has sent a person to Ascl.
    name, relation = workflow.model.__name__, "own"
    if workflow.model is CaseFile:
        with as_user(player("ines")):
            return CaseFile.objects.current_first().filter(beneficiary=world.people["own"])[0]
    kept = {
        "Appointment": world.appointments,
        "AttendanceRegister": world.registers,
        "Document": world.documents,
        "DuplicatePair": world.duplicates,
        "EmergencyAccess": world.emergencies,
        "Extension": world.extensions,
        "FundingReport": world.reports,
        "Participation": world.participations,
        "PersonalPlan": world.plans,
        "Placement": world.placements,
        "Referral": world.referrals,
    }
    record = deepcopy(kept[name]["shared" if name == "Referral" else relation])
    if name == "FundingReport":
        record.prepared_by = player("olga")
    return record


def test_every_workflow_is_written_by_hand():
    steps = {one.model.__name__: set(one.steps) for one in workflows()}

    assert {name: {line.step for line in lines_of(name)} for name in TABLES} == steps


@WORKFLOWS
@pytest.mark.parametrize("name", PLAYERS)
def test_a_step_is_taken_by_those_of_the_table_and_by_nobody_else(name, workflow, standing_world):
    record, lines = record_of(standing_world, workflow), lines_of(workflow.model.__name__)
    ways = {(line.source, line.step): line for line in lines}
    takers = {step: {one for line in lines if line.step == step for one in line.players}
              for step in workflow.steps}  # fmt: skip

    with as_user(player(name)) as user:
        for state in type(workflow.first).values:
            for step in workflow.steps:
                setattr(record, workflow.field, state)
                line = ways.get((state, step))
                wanted = "no" if name not in takers[step] else line.target if line else "not now"
                assert attempt(workflow, record, step, user) == wanted, (state, step)
            setattr(record, workflow.field, state)
            offered = {one.name for one in workflow.steps_for(user, record) if not one.refused}
            assert offered == {
                line.step for line in lines if line.source == state and name in line.players
            }


def attempt(workflow, record, step: str, user) -> str:
    """Where the step leads, or why it does not."""
    try:
        workflow.take(record, step, by=user)
    except PermissionDenied:
        return "no"
    except WrongStep:
        return "not now"
    return getattr(record, workflow.field)


@WORKFLOWS
def test_the_database_lets_a_row_go_only_where_a_line_leads(workflow, standing_world):
    name, record = workflow.model.__name__, record_of(standing_world, workflow)
    now = getattr(record, workflow.field)

    with as_user(player(WRITERS.get(name, "ines"))):
        rows = workflow.model.objects.filter(pk=record.pk)
        assert rows.count() == 1
        for state in set(type(workflow.first).values) - {now}:
            told = told_by(rows.update, **{workflow.field: state})
            assert ("is no step" in told) == ((now, state) not in moves_of(name)), (state, told)


@WORKFLOWS
def test_the_database_lets_a_row_be_born_in_its_first_state_only(workflow, standing_world):
    record = record_of(standing_world, workflow)
    record.pk, record._state.adding = None, True

    with as_user(player(WRITERS.get(workflow.model.__name__, "ines"))):
        for state in type(workflow.first).values:
            setattr(record, workflow.field, state)
            told = told_by(record.save, force_insert=True)
            assert ("born in" in told) == (state != workflow.first), (state, told)
            record.pk, record._state.adding = None, True


@WORKFLOWS
def test_the_guard_of_the_table_knows_every_move(workflow):
    # The real function on a table of its own, where a row may stand in any state.
    states, column = type(workflow.first).values, workflow.field
    guard = f"{workflow.model._meta.db_table}_workflow"
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table probe ({column} text) on commit drop")
        cursor.execute("insert into probe select unnest(%s::text[])", [list(states)])
        cursor.execute(
            f"create trigger guard before insert or update on probe"
            f" for each row execute function {guard}()"
        )
        move = f"update probe set {column} = %s where {column} = %s"
        let = {
            (one, other)
            for one in states
            for other in states
            if one != other and not told_by(cursor.execute, move, [other, one])
        }

    assert let == moves_of(workflow.model.__name__)


def told_by(write, *arguments, **named) -> str:
    """What the database says to a write that is not kept; nothing where it lets it be."""
    try:
        with transaction.atomic():
            write(*arguments, **named)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return str(refusal)
    return ""
