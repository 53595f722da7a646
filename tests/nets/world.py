"""The world the nets are tested in: four relations to Ascl, each record with its own canary.

A canary is an invented word that stands nowhere else: where it appears, the record appeared.
`own` is followed by Ines, `same` by Marco of the same agency, `shared` belongs to Tecum and is
shared with Ascl, `foreign` belongs to Tecum alone.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import (
    Appointment,
    Assessment,
    Beneficiary,
    CaseFile,
    CaseNote,
    Deadline,
    HandOver,
    HandOverLine,
    PersonalPlan,
    PlanAction,
)
from beneficiaries.plan_enums import Signatory
from core.drafts import open_draft, write
from core.jobs.models import Job
from core.models import Draft
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    Extension,
    HostOrganisation,
    HostTutor,
    MandatoryNotice,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
    Signature,
    Suspension,
)
from placements.wording import terms_of_extension
from projects.models import Participation, Project, StaffHours, StaffMember
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
    make_appointment,
    make_approved,
    make_assessment,
    make_budget,
    make_deadline,
    make_exit,
    make_follow_up,
    make_host,
    make_hours,
    make_member,
    make_note,
    make_participation,
    make_person,
    make_placement,
    make_plan,
    make_proposed,
    make_result,
    make_sent,
    make_share,
    ready,
)

RELATIONS = ("own", "same", "shared", "foreign")
KEEPERS = {"own": "ines", "same": "marco", "shared": "nora", "foreign": "nora"}
COORDINATORS = {"own": "marco", "same": "marco", "shared": "nora", "foreign": "nora"}
OFFICERS = {"own": "olga", "same": "olga", "shared": "franco", "foreign": "franco"}

# The budget of each lead, as a page writes it: a canary among the figures.
BUDGET = "98.765,43"


@dataclass
class World:
    """The records by relation, and the folder the files lie in."""

    shelf: Path
    people: dict[str, Beneficiary] = field(default_factory=dict)
    notes: dict[str, CaseNote] = field(default_factory=dict)
    hand_overs: dict[str, HandOver] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    plans: dict[str, PersonalPlan] = field(default_factory=dict)
    plan_actions: dict[str, PlanAction] = field(default_factory=dict)
    participations: dict[str, Participation] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    reports: dict[str, FundingReport] = field(default_factory=dict)
    artefacts: dict[str, Artefact] = field(default_factory=dict)
    hosts: dict[str, HostOrganisation] = field(default_factory=dict)
    tutors: dict[str, HostTutor] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)
    registers: dict[str, AttendanceRegister] = field(default_factory=dict)
    batches: dict[str, PaymentBatch] = field(default_factory=dict)

    def arguments(self, names: set[str], relation: str) -> dict[str, Any]:
        """The arguments of an address, pointing at the record of this relation."""
        known = {"step": 2, "kind": "comuni", "figure": "CO01", "gender": "donne"}
        known["month"] = "2021-03"
        # Of an amount paid to somebody: the first of each report.
        known |= {"column": "cumulato", "line": 1}
        known["code"] = COMO if relation in ("own", "same") else ELSEWHERE
        known["agency"] = "ascl" if relation in ("own", "same") else "tecum"
        known["member"] = self.staff[relation].pk
        known["draft"] = self.drafts[relation].pk
        action = self.plan_actions[relation]
        known |= {"number": 1, "action": action.pk, "goal": action.goal_id}
        known["paper"] = "convenzione"
        known["artefact_pk"] = self.artefacts[relation].pk
        return {name: known[name] for name in names if name in known}


def name_canary(relation: str) -> str:
    """The word in the name of the person of this relation."""
    return f"Zqnome{relation}"


def text_canary(relation: str) -> str:
    """The word in the diary of the person of this relation."""
    return f"zqtesto{relation}"


def agenda_canary(relation: str) -> str:
    """The word in the appointment and in the deadline of the person of this relation."""
    return f"zqagenda{relation}"


def plan_canary(relation: str) -> str:
    """The word in the plan of the person of this relation."""
    return f"zqprogetto{relation}"


def reserved_canary(relation: str) -> str:
    """The word in the note that who follows the person reserved."""
    return f"zqriservata{relation}"


def staff_canary(relation: str) -> str:
    """The word in the name of who works for the agency of this relation."""
    return f"Zqlavora{relation}"


def build(shelf: Path) -> World:
    """Make the world with the real actions, each record by those who keep it."""
    world = World(shelf)
    for relation in RELATIONS:
        keeper, officer = player(KEEPERS[relation]), player(OFFICERS[relation])
        _follow(world, relation, keeper)
        _pass_on(world, relation, player(COORDINATORS[relation]))
        _plan(world, relation, keeper)
        _place(world, relation, keeper)
        _account(world, relation, officer)
    make_share(world.people["shared"], to=player("ines"), by=player("nora"))
    return world


def _follow(world: World, relation: str, keeper: User) -> None:
    person = make_person(
        by=keeper,
        first_name=name_canary(relation),
        last_name=f"Zqcognome{relation}",
        residence_address=f"Via Zqvia{relation} 1",
        identifier="",
    )
    code = COMO if relation in ("own", "same") else ELSEWHERE
    entered = make_participation(person, by=keeper, project=Project.objects.get(code=code))
    if relation == "same":
        entered = make_exit(entered, by=keeper, note=f"zquscita{relation}")
        make_result(entered, by=keeper, note=f"zqesito{relation}")
        make_follow_up(entered, by=keeper, note=f"zqdopo{relation}")
    world.people[relation], world.participations[relation] = person, entered
    world.assessments[relation] = make_assessment(
        person, by=keeper, remark=f"zqvaluta{relation}", WORK=2, WORK_note=f"zqarea{relation}"
    )
    make_note(person, by=keeper, text=reserved_canary(relation), visibility="RESERVED")
    world.notes[relation] = make_note(person, by=keeper, text=text_canary(relation))
    world.appointments[relation] = make_appointment(
        person, by=keeper, purpose=agenda_canary(relation), place=agenda_canary(relation)
    )
    world.deadlines[relation] = make_deadline(person, by=keeper, text=agenda_canary(relation))
    with as_user(keeper) as user:
        content = {"1": {"first_name": f"Zqbozza{relation}"}}
        world.drafts[relation] = write(open_draft("register", by=user), content)


def _pass_on(world: World, relation: str, coordinator: User) -> None:
    """A hand-over of the person, to whoever follows them already."""
    person = world.people[relation]
    with as_user(coordinator) as user:
        own = {"agency_id": person.agency_id}
        file = CaseFile.objects.get(beneficiary=person)
        done = HandOver.objects.create(made_by=user, made_at=timezone.now(), **own)
        HandOverLine.objects.create(
            hand_over=done,
            beneficiary=person,
            case_file=file,
            to_worker=file.case_manager,
            summary=f"zqconsegne{relation}",
            **own,
        )
    world.hand_overs[relation] = done


def _plan(world: World, relation: str, keeper: User) -> None:
    """A plan that holds, signed, and its next version: a draft, or on the coordinator's desk."""
    person, word = world.people[relation], plan_canary(relation)
    told = [actions.TypedAction(what=word, who="OTHER", who_else=word)]
    goal = actions.TypedGoal(title=word, wish=word, sign=word, actions=told)
    written: dict[str, Any] = {"by": keeper, "aim": word, "goals": [goal]}
    held = make_approved(person, **written)
    with as_user(keeper) as user:
        actions.record_plan_signature(
            held, Signatory.WORKER, signer=word, signed_on=timezone.localdate(), by=user,
            at=timezone.now(),
        )  # fmt: skip
        action = PlanAction.objects.select_related("goal").get(goal__plan=held)
    (make_proposed if relation == "same" else make_plan)(person, **written)
    world.plans[relation], world.plan_actions[relation] = held, action


def _place(world: World, relation: str, keeper: User) -> None:
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


def _account(world: World, relation: str, officer: User) -> None:
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
