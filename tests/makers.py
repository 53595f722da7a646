"""Things for tests, made by the real actions as the right user: a call names what it is about."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from agencies.models import User
from beneficiaries import actions as people
from beneficiaries.models import (
    Beneficiary,
    CaseNote,
    PrivacyNotice,
    Share,
    Situation,
)
from core.period import months_after
from core.reference.identifiers import tax_code_of
from core.reference.models import Country, Municipality
from placements.actions import extensions, hosts, payments, proposals, registers
from placements.days import last_of, planned_days
from placements.enums import PlacementKind
from placements.extending import Asked
from placements.models import (
    AttendanceRegister,
    Extension,
    HostOrganisation,
    HostTutor,
    PaymentBatch,
    Placement,
)
from projects import actions as participations
from projects.enums import ExitReason, ResultWork
from projects.models import (
    EntrySnapshot,
    FollowUp,
    Participation,
    Project,
    Result,
    StaffHours,
    StaffMember,
)
from reporting import actions as reports
from reporting.models import FundingReport
from tests import stage
from tests.acting import as_user
from tests.cast import COMO, player

factory.Faker._DEFAULT_LOCALE = "it_IT"
SEED = 751_000
COMO_TOWN = "C933"
ENTRY = date(2021, 1, 11)


class PersonFactory(factory.Factory):
    """A person nobody knows yet."""

    class Meta:
        model = Beneficiary

    gender = "F"
    first_name = factory.Faker("first_name_female")
    last_name = factory.Faker("last_name")
    birth_date = factory.Faker("date_of_birth", minimum_age=30, maximum_age=60)
    phone = factory.Sequence("+39 031 5{:06d}".format)
    residence_address = factory.Faker("street_address")


class SituationFactory(factory.Factory):
    """Complete answers: unemployed for long, lower secondary school, no vulnerability."""

    class Meta:
        model = Situation

    education_id = "02"
    employment_id = "disoccupato"
    is_in_training = False
    unemployed_since = date(2018, 5, 2)
    household_id = "nessuna"
    housing_id = "nessuna"
    vulnerabilities = factory.LazyFunction(list)


def make_person(
    *,
    by: User | None = None,
    answers: dict[str, Any] | None = None,
    noticed: bool = True,
    **fields: Any,
) -> Beneficiary:
    """A person registered by Ines (or `by`), with complete answers and a signed notice."""
    by = by or player("ines")
    person = _with_code(PersonFactory(**_with_places(fields)), fields)
    notice = PrivacyNotice(edition="2020", given_on=date(2020, 10, 1), is_signed=True)
    with as_user(by) as user:
        return people.register_person(
            person,
            SituationFactory(**(answers or {})),
            notice if noticed else None,
            by=user,
            at=timezone.now(),
        )


def make_note(
    person: Beneficiary | None = None, *, by: User | None = None, **fields: Any
) -> CaseNote:
    """A note of a telephone call today."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told = {"kind": "PHONE", "happened_on": timezone.localdate(), "text": "Ha richiamato."}
    with as_user(by) as user:
        return people.write_note(CaseNote(**told | fields), person, by=user, at=timezone.now())


def make_participation(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    project: Project | None = None,
    entry_on: date = ENTRY,
) -> Participation:
    """The person entered in the project Como (or another) in January 2021."""
    by = by or player("ines")
    person = person or make_person(by=by)
    project = project or Project.objects.get(code=COMO)
    with as_user(by) as user:
        return participations.enter_project(
            person, project, entry_on=entry_on, by=user, at=timezone.now()
        )


def make_exit(
    participation: Participation | None = None,
    *,
    by: User | None = None,
    exit_on: date = date(2021, 9, 30),
    reason: ExitReason = ExitReason.JOB_FOUND,
    note: str = "",
) -> Participation:
    """A participation that ended in September 2021 with a job."""
    by = by or player("ines")
    participation = participation or make_participation(by=by)
    with as_user(by) as user:
        return participations.leave_project(
            participation, exit_on=exit_on, reason=reason, note=note, by=user, at=timezone.now()
        )


def make_host(*, by: User | None = None, **fields: Any) -> HostOrganisation:
    """A joinery with fourteen employees and an insurance that lasts."""
    by = by or player("ines")
    told = {
        "name": "Legno e Forma srl",
        "tax_code": "01234567897",
        "employees": 14,
        "sector": "16.23 Falegnameria",
        "address": "Via dei Mille 3",
        "signatory": "Carlo Ostinelli",
        "liability_policy": "RC-4471",
        "liability_until": date(2030, 12, 31),
        "inail_position": "12345678/90",
    }
    with as_user(by) as user:
        return hosts.register_host(HostOrganisation(**told | fields), by=user, at=timezone.now())


def make_tutor(host: HostOrganisation, *, by: User | None = None, **fields: Any) -> HostTutor:
    """Carlo, who works at the host."""
    told = {"first_name": "Carlo", "last_name": "Ostinelli", "task": "Capo officina"}
    with as_user(by or player("ines")) as user:
        return hosts.add_tutor(HostTutor(**told | fields), host, by=user, at=timezone.now())


def make_placement(
    participation: Participation | None = None,
    *,
    host: HostOrganisation | None = None,
    by: User | None = None,
    kind: PlacementKind = PlacementKind.INCLUSION,
    **fields: Any,
) -> Placement:
    """A whole proposal, still in draft: six months from March 2021, twenty hours a week."""
    by = by or player("ines")
    participation = participation or make_participation(by=by)
    host = host or make_host(by=by)
    tutor = make_tutor(host, by=by)
    terms = {
        "host_tutor": tutor,
        "promoter_tutor": by,
        "service": "Servizio sociale del Comune di Como",
        "starts_on": date(2021, 3, 1),
        "ends_on": date(2021, 8, 31),
        "schedule": [240, 240, 240, 240, 240, 0, 0],
        "monthly_allowance": Decimal("500.00"),
        "tasks": "Aiuto falegname",
        "aims": "Riprendere un orario di lavoro",
    }
    with as_user(by) as user:
        placement = proposals.propose_placement(
            participation, host, kind=kind, by=user, at=timezone.now()
        )
        for name, value in (terms | fields).items():
            setattr(placement, name, value)
        placement.save()
    return placement


def make_result(
    participation: Participation | None = None, *, by: User | None = None, **fields: Any
) -> Result:
    """The result of an exit in September 2021: employed since, on the fifth day."""
    by = by or player("ines")
    participation = participation or make_exit(by=by)
    told = {
        "on": (participation.exit_on or ENTRY) + timedelta(days=5),
        "work": ResultWork.EMPLOYED,
        "in_training": False,
        "gained_qualification": False,
        "searches_job": False,
    }
    with as_user(by) as user:
        return participations.record_result(
            participation, participations.Observed(**told | fields), by=user, at=timezone.now()
        )


def make_follow_up(
    participation: Participation | None = None, *, by: User | None = None, **fields: Any
) -> FollowUp:
    """The state six months after an exit: still employed."""
    by = by or player("ines")
    participation = participation or make_exit(by=by)
    told = {"on": months_after(participation.exit_on, 6), "work": ResultWork.EMPLOYED}
    with as_user(by) as user:
        return participations.record_follow_up(
            participation, participations.Followed(**told | fields), by=user, at=timezone.now()
        )


def make_member(*, by: User | None = None, **fields: Any) -> StaffMember:
    """A full-time educator of Olga's agency (or of `by`) at 20,00 € an hour."""
    by = by or player("olga")
    told = {
        "first_name": "Lia",
        "last_name": "Riva",
        "role": "Educatrice",
        "annual_cost": Decimal("34400.00"),
        "weekly_hours": Decimal("38.00"),
        "full_time_hours": Decimal("38.00"),
        "valid_from": date(2020, 1, 1),
        "agency_id": by.acting.agency_id,
    }
    with as_user(by) as user:
        return participations.save_member(StaffMember(**told | fields), by=user, at=timezone.now())


def make_hours(
    member: StaffMember | None = None,
    *,
    by: User | None = None,
    hours: str = "80",
    month: date = date(2021, 3, 1),
    project: Project | None = None,
) -> StaffMember:
    """Hours of a member of staff in a month of the project Como, as the grid saves them."""
    by = by or player("olga")
    member = member or make_member(by=by)
    project = project or Project.objects.get(code=COMO)
    partner = project.partners.get(agency_id=member.agency_id)
    cell = (member.pk, month)
    with as_user(by) as user:
        was = StaffHours.objects.filter(member=member, project=project, month=month).first()
        participations.record_hours(
            partner,
            {cell: Decimal(hours)},
            seen={cell: was.hours if was else Decimal(0)},
            by=user,
            at=timezone.now(),
        )
    return member


def make_report(
    *, by: User | None = None, cut_off: date = date(2021, 12, 31), **fields: Any
) -> FundingReport:
    """A prepared report of Como, as if its job had just ended, with nobody in it."""
    by = by or player("olga")
    with as_user(by) as user:
        report = FundingReport.objects.create(
            project=Project.objects.get(code=COMO),
            agency_id=user.acting.agency_id,
            kind="PARTICIPANTS",
            cut_off=cut_off,
            prepared_by=user,
            **fields,
        )
        return ready(report)


def ready(report: FundingReport) -> FundingReport:
    """Move a draft along the steps of its preparation."""
    for state in ("PREPARING", "READY"):
        report.state = state
        report.save(update_fields=["state"])
    return report


def make_sent(
    report: FundingReport | None = None, *, by: User | None = None, second: User | None = None
) -> FundingReport:
    """A report confirmed by Elena and sent by Olga in February 2022."""
    by, second = by or player("olga"), second or player("elena")
    report = report or make_report(by=by)
    with as_user(second) as user:
        reports.confirm_report(report, by=user, at=timezone.now())
    with as_user(by) as user:
        return reports.send_report(
            report, protocol="T1.2022.0012345", sent_on=date(2022, 2, 10), by=user,
            at=timezone.now(),
        )  # fmt: skip


def make_budget(
    *,
    by: User | None = None,
    amount: str = "1000.00",
    seen: str = "0.00",
    reason: str = "",
    project: Project | None = None,
) -> int:
    """The staff's line in the budget of the lead itself, as its officer writes it."""
    by = by or player("olga")
    name = f"{by.acting.agency_id}-A1"
    with as_user(by) as user:
        return participations.set_budget(
            project or Project.objects.get(code=COMO),
            {name: Decimal(amount)},
            seen={name: Decimal(seen)},
            reason=reason,
            by=user,
            at=timezone.now(),
        )


def entry_of(participation: Participation, *, by: User | None = None) -> EntrySnapshot:
    """The frozen answers of a participation, as its caseworker sees them."""
    with as_user(by or player("ines")):
        return EntrySnapshot.objects.get(pk=participation.pk)


def make_share(
    person: Beneficiary,
    *,
    to: User,
    by: User | None = None,
    sections: tuple[str, ...] = ("IDENTITY",),
) -> Share:
    """The person's sections shared with the agency of `to` for this year."""
    today = timezone.localdate()
    with as_user(by or player("ines")):
        return Share.objects.create(
            beneficiary=person,
            agency_id=person.agency_id,
            to_agency_id=to.acting.agency_id,
            sections=list(sections),
            purpose="Presa in carico comune",
            valid_from=today.replace(month=1, day=1),
            valid_to=today.replace(month=12, day=31),
        )


def make_project(*, code: str, **fields: Any) -> Project:
    """Another project beside Como, like it but for `fields`; the app itself may not make one."""
    like = Project.objects.get(code=COMO)
    partners = list(like.partners.all())
    with stage.owner_hands() as alias:
        like.pk, like._state.adding, like.code, like.cup_code = (
            None,
            True,
            code,
            code.ljust(15, "Z"),
        )
        for name, value in fields.items():
            setattr(like, name, value)
        like.save(using=alias, force_insert=True)
        for partner in partners:
            partner.pk, partner._state.adding, partner.project_id = None, True, like.pk
            partner.save(using=alias, force_insert=True)
    return Project.objects.get(code=code)


def _with_places(fields: dict[str, Any]) -> dict[str, Any]:
    como = Municipality.objects.filter(cadastral_code=COMO_TOWN).order_by("-valid_from").first()
    italy = Country.objects.get(iso2="IT")
    return {"residence": como, "birth_municipality": como, "citizenship": italy} | fields


def _with_code(person: Beneficiary, fields: dict[str, Any]) -> Beneficiary:
    """The tax code that fits name and birth, where the test gave none and it can be made."""
    computable = person.gender in "FM" and person.birth_date and person.birth_municipality
    if "identifier" not in fields and computable and person.first_name and person.last_name:
        person.identifier_kind = "TAX_CODE"
        person.identifier = tax_code_of(
            person.first_name,
            person.last_name,
            person.birth_date,
            person.gender,
            person.birth_municipality.cadastral_code,
        )
    return person


# The shortest legal way through the placement's states; the proposal's own tests walk it whole.
WAY_TO_RUNNING = ("SUBMITTED", "APPROVED", "SIGNED", "RUNNING")


def make_running(
    participation: Participation | None = None,
    *,
    by: User | None = None,
    host: HostOrganisation | None = None,
    kind: PlacementKind = PlacementKind.INCLUSION,
    **fields: Any,
) -> Placement:
    """A placement that has begun: six months from March 2021, four hours from Monday to Friday."""
    by = by or player("ines")
    with as_user(by):
        host = host or HostOrganisation.objects.of_agency(by.acting.agency_id).first()
    placement = make_placement(participation, host=host, by=by, kind=kind, **fields)
    with as_user(by):
        for state in WAY_TO_RUNNING:
            placement.state = state
            placement.save(update_fields=["state"])
    return placement


def make_extension(
    placement: Placement | None = None,
    *,
    by: User | None = None,
    at: datetime = datetime(2021, 7, 12, 9, tzinfo=UTC),
    **asked: Any,
) -> Extension:
    """An extension of a running placement to the end of November 2021, asked for in July."""
    by = by or player("ines")
    placement = placement or make_running(by=by)
    told = {"ends_on": date(2021, 11, 30), "reason": "Serve più tempo per il magazzino."}
    with as_user(by) as user:
        return extensions.ask_extension(placement, Asked(**told | asked), by=user, at=at)


MARCH = date(2021, 3, 1)


def make_register(
    placement: Placement | None = None,
    *,
    by: User | None = None,
    month: date = MARCH,
    state: str = "OPEN",
    marks: dict[int, registers.Mark] | None = None,
    coordinator: str = "marco",
) -> AttendanceRegister:
    """The register of March 2021, its planned days done but for `marks`, brought to a state."""
    by = by or player("ines")
    placement = placement or make_running(by=by)
    now = timezone.now()
    plan = planned_days(placement, month, last_of(month))
    written = {day: (marks or {}).get(day.day, registers.Mark(plan[day])) for day in plan}
    with as_user(by) as user:
        registers.open_registers(placement.agency_id, month, by=user, at=now)
        slots = {(placement.pk, day): mark for day, mark in written.items()}
        registers.save_entries(slots, seen={}, by=user, at=now)
        made = AttendanceRegister.objects.get(placement=placement, month=month)
        if state != "OPEN":
            made = registers.close_register(made, by=user, at=now)
    if state in ("VALIDATED", "PAID"):
        with as_user(player(coordinator)) as user:
            made = registers.validate_register(made, by=user, at=now)
            if state == "PAID":
                make_batch(made, by=user)
    with as_user(by):
        return AttendanceRegister.objects.get(pk=made.pk)


def make_batch(
    register: AttendanceRegister, *, by: User, paid_on: date = date(2021, 4, 12)
) -> PaymentBatch:
    """What is due for a register, paid in April 2021."""
    with as_user(by) as user:
        newest = register.allowances.order_by("-number").first()
        return payments.pay_allowances(
            register.project,
            month=register.month,
            allowances=[newest.pk],
            paid_on=paid_on,
            reference="CRO 4471",
            by=user,
            at=timezone.now(),
        )
