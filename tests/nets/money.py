"""What the nets know of placements and money: a host, a month, a payment, a report."""

from datetime import date
from hashlib import sha256

from django.utils import timezone

from agencies.models import User
from core.jobs.models import Job
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    Extension,
    MandatoryNotice,
    Payment,
    PaymentBatch,
    PlacementVersion,
    Signature,
    Suspension,
)
from placements.wording import terms_of_extension
from projects.models import Project, StaffHours
from reporting.models import (
    Artefact,
    FundingReport,
    MoneyMember,
    PlacementMember,
    ReportMember,
)
from tests.acting import as_user
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import (
    make_budget,
    make_host,
    make_hours,
    make_member,
    make_placement,
    make_sent,
    ready,
)
from tests.nets.records import OFFICERS, RELATIONS, World, name_canary, staff_canary


def place(world: World, relation: str, keeper: User) -> None:
    """A host, a proposal with its canary in the aims, a month of it, and what was paid then."""
    number = RELATIONS.index(relation)
    host = make_host(by=keeper, name=f"Zqospitante{relation}", tax_code=f"0123456789{number}")
    placement = make_placement(
        world.participations[relation], host=host, by=keeper, aims=f"zqscopo{relation}"
    )
    month = date(2021, 3, 1)
    same = {"agency_id": placement.agency_id, "project_id": placement.project_id}
    with as_user(keeper):
        register = AttendanceRegister.objects.create(placement=placement, month=month, **same)
        AttendanceEntry.objects.create(register=register, day=month, planned_minutes=240, **same)
        Suspension.objects.create(
            placement=placement, starts_on=month, ends_on=month, reason="zqsosta", **same
        )
        text = terms_of_extension(
            placement, before=date(2021, 8, 31), reason=f"zqproroga{relation}", level=None
        )
        version, other = (
            PlacementVersion.objects.create(
                placement=placement, number=number, content=text, made_at=timezone.now(), **same
            )
            for number in (9, 10)
        )
        extension = Extension.objects.create(
            placement=placement, version=other, ended_before=date(2021, 8, 31),
            ends_on=date(2021, 9, 30), reason=f"zqproroga{relation}", submitted_by=keeper,
            submitted_at=timezone.now(), **same,
        )  # fmt: skip
        MandatoryNotice.objects.create(
            placement=placement, extension=extension, kind="EXTENSION", protocol="zqcob",
            sent_on=month, **same,
        )  # fmt: skip
        Signature.objects.create(
            version=version, paper="AGREEMENT", party="HOST", signer="zqfirma", signed_on=month,
            **same,
        )  # fmt: skip
    with as_user(player(OFFICERS[relation])):
        batch = PaymentBatch.objects.create(
            month=month, paid_on=date(2021, 4, 10), reference=f"zqdistinta{relation}", **same
        )
        allowance = Allowance.objects.create(
            register=register, planned_minutes=240, minutes=240, total="10.00", lines=[], **same
        )
        Payment.objects.create(batch=batch, allowance=allowance, amount="10.00", **same)
    world.extensions[relation] = extension
    world.registers[relation], world.batches[relation] = register, batch
    world.hosts[relation], world.placements[relation] = host, placement
    world.tutors[relation] = placement.host_tutor


def account(world: World, relation: str, officer: User) -> None:
    project = Project.objects.get(code=COMO if relation in ("own", "same") else ELSEWHERE)
    member = make_member(by=officer, last_name=staff_canary(relation))
    if relation in ("own", "shared"):
        make_budget(by=officer, amount="98765.43", project=project)
    world.staff[relation] = make_hours(member, by=officer, project=project)
    with as_user(officer) as user:
        seat = user.acting
        job = Job.objects.create(
            kind="report",
            key=f"door-{relation}",
            arguments={},
            user_id=user.pk,
            seat_id=seat.pk,
            agency_id=seat.agency_id,
        )
        report = FundingReport.objects.create(
            project=project,
            agency_id=seat.agency_id,
            kind="PARTICIPANTS",
            cut_off=date(2021, 12, 30 if relation in ("own", "foreign") else 31),
            job=job,
        )
        path = f"{relation}.csv"
        (world.shelf / path).write_text(f"{name_canary(relation)};{timezone.localdate()}")
        world.artefacts[relation] = Artefact.objects.create(
            report=report,
            agency_id=seat.agency_id,
            name=path,
            content="Destinatari",
            path=path,
            size=(world.shelf / path).stat().st_size,
            sha256=sha256((world.shelf / path).read_bytes()).hexdigest(),
        )
        ReportMember.objects.create(
            report=report,
            agency_id=seat.agency_id,
            figure="CO01",
            participation=world.participations[relation],
            why=f"zqperche{relation}",
        )
        _freeze(world, relation, report)
        if relation == "same":
            report.prepared_by = user
            report.save(update_fields=["prepared_by"])
            ready(report)
        world.jobs[relation], world.reports[relation] = job, report
    if relation == "same":
        # The one an auditor sees.
        world.reports[relation] = make_sent(report)


def _freeze(world: World, relation: str, report: FundingReport) -> None:
    """An allowance, the hours of somebody and a placement that stand in the report."""
    placement, own = world.placements[relation], {"report": report, "agency_id": report.agency_id}
    partner = {"partner_id": placement.agency_id}
    spent = own | partner | {"part": "NOW", "why": "zqconto", "amount": "10.00"}
    of_register = {"allowance__register": world.registers[relation]}
    MoneyMember.objects.create(
        number=1, item_id="C", participation=world.participations[relation],
        payment=Payment.objects.get(**of_register), reference=f"zqdistinta{relation}",
        month=date(2021, 3, 1), hours=4, **spent,
    )  # fmt: skip
    MoneyMember.objects.create(
        number=2, item_id="A1", worker=staff_canary(relation), hours=80, month=date(2021, 3, 1),
        timesheet=StaffHours.objects.get(member=world.staff[relation]), **spent,
    )  # fmt: skip
    PlacementMember.objects.create(
        number=1, participation=world.participations[relation], placement=placement,
        kind=placement.kind, host=f"Zqospitante{relation}", starts_on=date(2021, 3, 1),
        ends_on=date(2021, 8, 31), weekly_hours=20, state="RUNNING", **own, **partner,
    )  # fmt: skip
