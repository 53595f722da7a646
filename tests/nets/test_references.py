"""A row may not refer to a person its writer does not see: foreign keys ignore row security."""

import json

import pytest
from django.db import DatabaseError, connections, transaction

from beneficiaries.models import (
    Appointment,
    Assessment,
    Beneficiary,
    CaseFile,
    CaseNote,
    Document,
    DuplicatePair,
    EmergencyAccess,
    Household,
    PersonalPlan,
    PlanAction,
    PlanGoal,
)
from core.tenancy import history_of, protections
from core.workflow import workflows
from placements.models import (
    AttendanceRegister,
    Extension,
    HostOrganisation,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
)
from projects.models import Participation, StaffHours, StaffMember
from reporting.models import FundingReport
from tests import stage
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_share
from tests.nets.world import build

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
# What must not be pointed at from outside.
TARGETS = (
    Beneficiary, Participation, FundingReport, HostOrganisation, Placement, AttendanceRegister,
    Assessment, PaymentBatch, StaffMember, PlacementVersion, Extension, Payment, StaffHours,
    PaymentBatch, StaffMember, PlacementVersion, Extension, Payment, StaffHours, CaseNote,
    Appointment, Document, Household,
    Appointment,
    DuplicatePair, EmergencyAccess,
    Beneficiary, CaseFile, PersonalPlan, PlanGoal, PlanAction, Participation, FundingReport,
    HostOrganisation, Placement, AttendanceRegister,
    PaymentBatch, StaffMember, PlacementVersion, Extension, Payment, StaffHours,
)  # fmt: skip
# Tables that the reporting officer fills; Ines the others.
OFFICERS = ("reporting_reportmember", "reporting_moneymember",
            "reporting_placementmember", "reporting_artefact", "reporting_fundingreport",
            "placements_allowance", "placements_payment", "projects_staffhours")  # fmt: skip
# Who coordinates makes two records one.
WRITERS = dict.fromkeys(OFFICERS, "olga") | {"beneficiaries_merge": "marco"}


def references() -> list[tuple[str, str, type]]:
    """Every column of a writable, protected table that points at a target."""
    return [
        (name, field.column, field.related_model)
        for name, one in protections().items()
        if not one.exempt and "INSERT" in one.grants and not name.endswith("event")
        for field in one.model._meta.concrete_fields
        if field.related_model in TARGETS
    ]


def test_there_is_a_history_behind_every_table_left_out():
    left_out = [name for name in protections() if name.endswith("event")]

    tracked = [history_of(one.model) for one in protections().values()]
    assert sorted(left_out) == sorted(model._meta.db_table for model in tracked if model)


def test_no_row_refers_to_a_record_its_writer_does_not_see(tmp_path, settings, transactional_db):
    settings.MEDIA_ROOT = tmp_path
    world = build(tmp_path)
    make_share(world.people["own"], to=player("nora"))
    foreign = {
        Beneficiary: world.people["foreign"].pk,
        Assessment: world.assessments["foreign"].pk,
        DuplicatePair: world.duplicates["foreign"].pk,
        EmergencyAccess: world.emergencies["foreign"].pk,
        CaseNote: world.notes["foreign"].pk,
        Appointment: world.appointments["foreign"].pk,
        Household: world.members["foreign"].household_id,
        Document: world.documents["foreign"].pk,
        PersonalPlan: world.plans["foreign"].pk,
        PlanGoal: world.plan_actions["foreign"].goal_id,
        PlanAction: world.plan_actions["foreign"].pk,
        Participation: world.participations["foreign"].pk,
        FundingReport: world.reports["foreign"].pk,
        HostOrganisation: world.hosts["foreign"].pk,
        Placement: world.placements["foreign"].pk,
        AttendanceRegister: world.registers["foreign"].pk,
        PlacementVersion: world.extensions["foreign"].version_id,
        Extension: world.extensions["foreign"].pk,
        PaymentBatch: world.batches["foreign"].pk,
        StaffMember: world.staff["foreign"].pk,
        **_of_the_stranger(world),
    }

    answers = {
        f"{table}.{column}": point(table, column, foreign[target])
        for table, column, target in references()
    }

    assert {name: answer for name, answer in answers.items() if answer != "refused"} == {}


def _of_the_stranger(world) -> dict[type, int]:
    """What the world keeps no list of."""
    with as_user(player("nora")):
        case_file = CaseFile.objects.current_first().filter(beneficiary=world.people["foreign"])[0]
    with as_user(player("franco")):
        hours = StaffHours.objects.get(member=world.staff["foreign"])
        payment = Payment.objects.get(batch=world.batches["foreign"])
    return {StaffHours: hours.pk, Payment: payment.pk, CaseFile: case_file.pk}


def point(table: str, column: str, stranger: int) -> str:
    """Point a copy of one's own row at a stranger's record, as its rightful writer."""
    name = WRITERS.get(table, "ines")
    agency = player(name).acting.agency_id
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        if protections()[table].model._meta.pk.column == column:
            # One to one: the place must be free, or another error would come first.
            cursor.execute(f"delete from {table} where {column} = %s", [stranger])
        cursor.execute(f"select column_name from information_schema.columns"
                       f" where table_name = '{table}'")  # fmt: skip
        own = "agency_id" if ("agency_id",) in cursor.fetchall() else None
        where = f"where {own} = {agency}" if own else ""
        cursor.execute(f"select to_jsonb(t) from {table} t {where} limit 1")
        found = cursor.fetchone()
    if found is None:
        return "no row to copy"
    row = json.loads(found[0]) if isinstance(found[0], str) else found[0]
    row |= {column: stranger} | ({"id": 10_000} if "id" in row else {})
    for one in workflows():
        if one.model._meta.db_table == table:
            row[one.field] = one.first.value
    # What the database makes itself nobody writes.
    fields = protections()[table].model._meta.concrete_fields
    told = ", ".join(f'"{one.column}"' for one in fields if not one.generated)
    try:
        with as_user(player(name)), connections["default"].cursor() as cursor:
            cursor.execute(
                f"insert into {table} ({told})"
                f" select {told} from jsonb_populate_record(null::{table}, %s)",
                [json.dumps(row)],
            )
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "refused" if error.__cause__.sqlstate == "42501" else str(error)[:120]
    return "written"
