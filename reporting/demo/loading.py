"""Writes the demo into the database: bodies as the owner, people through the real actions.

The two halves run under two roles, because what people record must pass the same policies,
triggers and maintained rows as in daily use. The second half is one transaction: it is there
whole, or not at all.
"""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Membership, User
from core.reference.models import Municipality
from core.tenancy import Purpose, under_purpose
from projects.enums import PartnerRole
from projects.models import BudgetLine, Call, Participation, Partner, Programme, Project, Target
from reporting.demo.accounting import Accounts
from reporting.demo.agenda import write_agendas
from reporting.demo.agreeing import agree
from reporting.demo.begun import leave_begun
from reporting.demo.bodies import (
    BODIES,
    CALL,
    CALL_OF_TODAY,
    ENDS_ON,
    MAIL,
    PHRASE,
    PLAN_OF_TODAY,
    PLANS,
    PROGRAMME,
    PROGRAMME_OF_TODAY,
    PROMOTER,
    SEATS,
    STARTS_ON,
    Body,
    Plan,
)
from reporting.demo.documents import bring_documents
from reporting.demo.following import outcomes
from reporting.demo.hurrying import hurry
from reporting.demo.lists import keep_views
from reporting.demo.months import Months
from reporting.demo.plan import Record
from reporting.demo.recording import Recorder
from reporting.demo.scenario import PARTICIPATIONS, scenario
from reporting.demo.sharing import share_some
from reporting.demo.sixty import placings
from reporting.demo.steps import take
from reporting.demo.team import work_as_team
from reporting.demo.walking import Walk


def is_loaded(using: str = "default") -> bool:
    """Whether the people of the demo are there; asked as the owner of the tables."""
    codes = [plan.code for plan in PLANS]
    with under_purpose(Purpose.MIGRATION, using):
        there = Participation.objects.using(using).filter(project__code__in=codes).count()
    return there >= PARTICIPATIONS


def is_older(using: str = "default") -> bool:
    """Whether it was loaded by a version that knew of no money yet; asked as the owner."""
    codes = [plan.code for plan in PLANS]
    with under_purpose(Purpose.MIGRATION, using):
        return not BudgetLine.objects.using(using).filter(project__code__in=codes).exists()


def load_bodies(using: str = "default") -> None:
    """Bodies, projects and users, as the owner; running it again changes nothing."""
    with under_purpose(Purpose.MIGRATION, using):
        agencies = {body.code: _agency(body, using) for body in BODIES}
        _users(agencies, using)
        call, _new = Call.objects.using(using).get_or_create(code=CALL["code"], defaults=CALL)
        programme, _new = Programme.objects.using(using).get_or_create(
            call=call,
            defaults={**PROGRAMME, "promoter": agencies[PROMOTER]},
            name=PROGRAMME["name"],
        )
        for plan in PLANS:
            _project(plan, programme, agencies, using, days=(STARTS_ON, ENDS_ON))
        call, _new = Call.objects.using(using).get_or_create(
            code=CALL_OF_TODAY["code"], defaults=CALL_OF_TODAY
        )
        programme, _new = Programme.objects.using(using).get_or_create(
            call=call,
            defaults={**PROGRAMME_OF_TODAY, "promoter": agencies[PROMOTER]},
            name=PROGRAMME_OF_TODAY["name"],
        )
        year = timezone.localdate().year
        days = date(year, 1, 1), date(year + 1, 12, 31)
        _project(PLAN_OF_TODAY, programme, agencies, using, days=days)


@transaction.atomic
def load_people() -> int:
    """Everybody with what happened to them, and the money, as those who did it; how many."""
    records = scenario(places())
    recorder = Recorder()
    Accounts(recorder.seats).write()
    # In the order of entries, so that the codes of participants follow it.
    entries = sorted(
        ((stay.entry_on, number, stay) for number, one in enumerate(records) for stay in one.stays),
        key=lambda entry: entry[:2],
    )
    for _day, number, stay in entries:
        recorder.enter(records[number], stay)
    _walk(records, recorder)
    found = outcomes(records)
    for _day, number, stay in entries:
        if stay.exit_on and not stay.back_on:
            recorder.leave(records[number], stay, found[id(records[number]), stay.project])
    for record in records:
        recorder.finish(record)
    write_agendas(records, recorder, timezone.localdate())
    bring_documents(records, recorder, timezone.localdate())
    share_some(records, recorder, timezone.localdate())
    agree(records, recorder)
    work_as_team(records, recorder, timezone.localdate())
    hurry(records, recorder, timezone.localdate())
    keep_views(recorder.seats, timezone.localdate())
    leave_begun(recorder.seats)
    return len(records)


def _walk(records: list[Record], recorder: Recorder) -> None:
    """Take the placements as far as they came, and their months, in the order of time."""
    plans = placings(records)
    walk = Walk(recorder.seats, recorder.taken)
    walk.register_hosts()
    steps = [step for one in plans for step in walk.steps(one)]
    take([*steps, *Months(plans, walk.rows).steps()], recorder.seats)


def places() -> dict[str, str]:
    """Names of municipalities by cadastral code, the latest name of each."""
    lives = Municipality.objects.order_by("cadastral_code", "valid_from")
    return dict(lives.values_list("cadastral_code", "name"))


def _agency(body: Body, using: str) -> Agency:
    seat = Municipality.objects.using(using).with_cadastral_code(body.seat).last()
    agency, _new = Agency.objects.using(using).get_or_create(
        code=body.code,
        defaults={
            "name": body.name,
            "short_name": body.short_name,
            "kind": body.kind,
            "tax_code": body.tax_code,
            "certified_email": f"{body.code}@{MAIL}",
            "seat": seat,
            "ambit": body.ambit,
        },
    )
    return agency


def _users(agencies: dict[str, Agency], using: str) -> None:
    # Hashed once: it is one phrase for everybody, and hashing is slow on purpose.
    password = make_password(PHRASE)
    for seat in SEATS:
        names = {"first_name": seat.first_name, "last_name": seat.last_name, "password": password}
        user, _new = User.objects.db_manager(using).get_or_create(email=seat.email, defaults=names)
        for agency, role in seat.held:
            Membership.objects.using(using).get_or_create(
                user=user, agency=agencies[agency], role=role, defaults={"valid_from": STARTS_ON}
            )


def _project(
    plan: Plan,
    programme: Programme,
    agencies: dict[str, Agency],
    using: str,
    *,
    days: tuple[date, date],
) -> None:
    starts_on, ends_on = days
    project, _new = Project.objects.using(using).get_or_create(
        code=plan.code,
        defaults={
            "programme": programme,
            "title": plan.title,
            "cup_code": plan.cup_code,
            "application_code": plan.application_code,
            "lead": agencies[plan.lead],
            "starts_on": starts_on,
            "ends_on": ends_on,
            "total_cost": plan.total_cost,
            "contribution": plan.contribution,
            "people_target": plan.people_target,
        },
    )
    for code in (*plan.followed, *plan.partners):
        role = PartnerRole.LEAD if code == plan.lead else PartnerRole.PARTNER
        Partner.objects.using(using).get_or_create(
            project=project, agency=agencies[code], defaults={"role": role}
        )
    for indicator, value in plan.targets.items():
        Target.objects.using(using).get_or_create(
            project=project, indicator=indicator, defaults={"value": value}
        )
