"""A list page asks the database as often for eight rows as for one, and seldom."""

import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.actions import tick_deadline
from beneficiaries.models import Beneficiary, CaseFile, RosterEntry
from core.audit.actions import log_reading
from core.lists import ListPage
from placements.actions import decisions, proposals
from placements.enums import PlacementKind
from placements.models import Allowance, AttendanceRegister, Payment, PaymentBatch, Placement
from projects.models import Project
from reporting.models import FundingReport, MoneyMember, PlacementMember, ReportMember
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.house.test_shape import APPS
from tests.makers import (
    MARCH,
    make_appointment,
    make_deadline,
    make_emergency,
    make_exit,
    make_host,
    make_leave,
    make_pair,
    make_participation,
    make_person,
    make_placement,
    make_proposed,
    make_referral,
    make_running,
    make_share,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 12
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
# Stand for the key of the payment, the report, the person that the rows are lines of.
FIRST_BATCH, FIRST_REPORT, FIRST_PERSON = object(), object(), object()
# Each list page by its name in its module: whose it is, and its address.
LISTS = {
    "agencies.views.access_list": ("dario", "agencies:accesses", []),
    "agencies.views.leave_list": ("marco", "agencies:leaves", []),
    "agencies.views.user_list": ("dario", "agencies:team", []),
    "beneficiaries.views.agenda.agenda_list": ("ines", "agenda", []),
    "beneficiaries.views.emergency_list.emergency_list": ("marco", "beneficiaries:emergencies", []),
    "beneficiaries.views.handovers.hand_over_list": ("marco", "beneficiaries:hand_overs", []),
    "beneficiaries.views.readers.reader_list": ("marco", "beneficiaries:readers", [FIRST_PERSON]),
    "beneficiaries.views.team.team_list": ("marco", "beneficiaries:team", []),
    "projects.views.projects.PROJECTS": ("olga", "projects:list", []),
    "beneficiaries.views.dues.due_page": ("ines", "dues", []),
    "beneficiaries.views.unfollowed.unfollowed_list": ("dario", "beneficiaries:unfollowed", []),
    "beneficiaries.views.duplicates.duplicate_list": ("marco", "beneficiaries:duplicates", []),
    "beneficiaries.views.plan_review.plan_queue": ("marco", "beneficiaries:plans_to_approve", []),
    "beneficiaries.views.received.received_list": ("ines", "beneficiaries:received", []),
    "beneficiaries.views.referrals.referral_list": ("ines", "beneficiaries:referrals", []),
    "placements.views.answers.answer_list": ("ines", "placements:answers", []),
    "beneficiaries.views.lists.people_list": ("ines", "beneficiaries:list", []),
    "placements.views.hosts.host_list": ("ines", "placements:hosts", []),
    "placements.views.placements.placement_list": ("ines", "placements:list", []),
    "placements.views.registers.months": ("ines", "placements:months", []),
    "placements.views.registers.missing": ("ines", "placements:missing", []),
    "placements.views.payments.BATCHES": ("olga", "placements:payments", []),
    "placements.views.payments.ALLOWANCES": ("olga", "placements:allowances", []),
    "placements.views.payments.LINES": ("olga", "placements:batch", [FIRST_BATCH]),
    "placements.views.papers.unsigned": ("ines", "placements:unsigned", []),
    "placements.views.review.queue": ("marco", "placements:queue", []),
    "projects.views.projects.PARTICIPATIONS": ("ines", "projects:participations", [COMO]),
    "projects.views.projects.incomplete": ("ines", "projects:incomplete", []),
    "projects.views.results.results_due": ("ines", "projects:results_due", []),
    "reporting.report_tables.report_list": ("olga", "reporting:list", []),
    "reporting.views.counted.COUNTED": ("olga", "reporting:counted", [FIRST_REPORT, "CO01"]),
    "reporting.views.euros.EUROS": ("olga", "reporting:euros", [FIRST_REPORT, "cumulato"]),
    "reporting.views.euros.PLACED": ("olga", "reporting:placed", [FIRST_REPORT]),
    "reporting.views.figures.MEMBERS": ("olga", "reporting:members", [COMO, "totale"]),
    "reporting.views.figures.INCOMPLETE": ("olga", "reporting:incomplete", [COMO]),
    "reporting.views.risk.AT_RISK": ("olga", "reporting:at_risk", [COMO]),
}
# Drawn as cards or by day; each with something that can be asked of it.
DRAWN_IN_GROUPS = {
    "beneficiaries.views.agenda.agenda_list": "vista=settimana",
    "beneficiaries.views.dues.due_page": "quando=oggi",
    "beneficiaries.views.handovers.hand_over_list": "stato=DONE",
}
# Needs a project that runs and two bodies: its own test does with it what these do.
TESTED_ALONE = {"projects.views.same_people.same_list"}


def found() -> set[str]:
    """The list pages there are, each by the module that makes it."""
    modules = [module for name, module in sys.modules.items() if name.startswith(APPS)]
    named: dict[int, str] = {}
    for module in sorted(modules, key=lambda one: one.__name__):
        for name, value in vars(module).items():
            if isinstance(value, ListPage) and f"{name} = ListPage(" in source(module):
                named[id(value)] = f"{module.__name__}.{name}"
    return set(named.values())


def source(module) -> str:
    """The text of a module."""
    with open(module.__file__, encoding="utf-8") as file:
        return file.read()


def test_every_list_page_is_counted_here(client):
    reverse("home")  # loads every address, and with them every page

    assert found() == set(LISTS) | TESTED_ALONE, (
        "add the page to LISTS in tests/house/test_lists.py"
    )


def test_a_list_asks_as_often_for_eight_rows_as_for_one():
    add_row(0)
    addresses = {name: address_of(name) for name in LISTS}
    one = {name: statements(name, url) for name, url in addresses.items()}

    for number in range(1, 8):
        add_row(number)
    eight = {name: statements(name, url, again=True) for name, url in addresses.items()}

    longer = [name for name in LISTS if len(eight[name]) != len(one[name])]
    assert {name: extra(eight[name], one[name]) for name in longer} == {}
    assert {name: len(asked) for name, asked in one.items() if len(asked) > MOST} == {}


def test_a_list_draws_its_cells_and_shows_no_markup():
    add_row(0)
    pages = {
        name: client_of(player(who)).get(address_of(name)).content.decode()
        for name, (who, *_rest) in LISTS.items()
    }

    assert [name for name, page in pages.items() if "&lt;" in page] == []
    drawn = {name for name, page in pages.items() if "<tbody><tr>" in page}
    assert LISTS.keys() - drawn == DRAWN_IN_GROUPS.keys()


def address_of(name: str) -> str:
    """The address of a list, whose key may be that of the first payment, or report."""
    with as_user(player("olga")):
        batch = PaymentBatch.objects.order_by("pk").first()
        report = FundingReport.objects.order_by("pk").first()
    with as_user(player("ines")):
        person = Beneficiary.objects.order_by("pk").first()
    known = {FIRST_BATCH: batch, FIRST_REPORT: report, FIRST_PERSON: person}
    _who, address, arguments = LISTS[name]
    return reverse(address, args=[known[one].pk if one in known else one for one in arguments])


def add_row(number: int) -> None:
    """One more row in each list: somebody placed, at the desk, unsigned, unfollowed; a report."""
    entered = make_participation(make_person(answers={"education_id": None}))
    host = make_host(tax_code=f"HOST{number}", name=f"Ospite {number}")
    add_month(make_running(entered, host=host))
    make_exit(entered)
    count_in_the_first(entered)
    # A kind without limits, so that eight may be approved.
    bring(make_placement(make_participation(), host=host, kind=PlacementKind.WORK_GRANT))
    approve(bring(make_placement(make_participation(), host=host, kind=PlacementKind.WORK_GRANT)))
    leave_alone(make_person())
    make_leave(first=6 * number + 10, last=6 * number + 14)
    plan(entered.beneficiary)
    hurry_and_pass_on(entered.beneficiary, days_ago=number + 1)
    make_proposed()
    make_share(make_person(by=player("nora")), to=player("ines"), by=player("nora"))
    make_referral(to=player("nora"))
    make_pair(birth_date=date(1984, 5, 1) + timedelta(days=number))
    with as_user(player("olga")) as user:
        FundingReport.objects.create(
            project=Project.objects.get(code=COMO),
            agency_id=user.acting.agency_id,
            kind="PARTICIPANTS",
            cut_off=date(2021, 1, 31) + timedelta(days=number),
        )


def plan(person) -> None:
    """An appointment of yesterday, a deadline of today, and one that is ticked."""
    make_appointment(person, days=-1)
    make_appointment(person)
    make_deadline(person)
    with as_user(player("ines")) as user:
        tick_deadline(make_deadline(person), by=user, at=timezone.now())


def hurry_and_pass_on(person, *, days_ago: int) -> None:
    """An emergency access of other days, a hand-over, and who looked at the first person."""
    make_emergency(person, by=player("ines"), days_ago=days_ago)
    with as_user(player("marco")) as marco:
        file, now = CaseFile.objects.get(beneficiary=person), timezone.now()
        to_marco = [actions.Passed(file.pk, marco.pk, "")]
        actions.hand_over_cases(to_marco, from_worker=player("ines"), by=marco, at=now)
    with as_user(player("ines")) as ines:
        log_reading([Beneficiary.objects.order_by("pk").first()], by=ines, what="prova")


def leave_alone(person) -> None:
    """Let nobody follow the person."""
    with as_user(player("ines")):
        RosterEntry.objects.filter(pk=person.pk).update(case_manager_id=None)


def count_in_the_first(entered) -> None:
    """Let a participation count in a figure of a report older than the others."""
    with as_user(player("olga")) as user:
        same = {"agency_id": user.acting.agency_id}
        first, _new = FundingReport.objects.get_or_create(
            project=entered.project, kind="PARTICIPANTS", cut_off=date(2020, 12, 31), **same
        )
        ReportMember.objects.create(
            report=first, figure="CO01", participation=entered, why="Prova.", **same
        )
        for placement in Placement.objects.filter(participation=entered, state="RUNNING"):
            freeze_in_the_first(first, placement)


def freeze_in_the_first(first: FundingReport, placement: Placement) -> None:
    """A placement and what was paid for it, kept with a report."""
    own = {"report": first, "agency_id": first.agency_id, "participation": placement.participation}
    partner = {"partner_id": placement.agency_id}
    number = MoneyMember.objects.filter(report=first).count() + 1
    payment = Payment.objects.get(allowance__register__placement=placement)
    MoneyMember.objects.create(
        number=number, part="NOW", item_id="C", amount=10, why="Prova.", payment=payment,
        month=MARCH, hours=4, paid_on=date(2021, 4, 10), reference="CRO 1", **own, **partner,
    )  # fmt: skip
    PlacementMember.objects.create(
        number=number, placement=placement, kind=placement.kind, host="Ospite",
        starts_on=date(2021, 3, 1), ends_on=date(2021, 8, 31), weekly_hours=20, state="RUNNING",
        **own, **partner,
    )  # fmt: skip


def bring(placement: Placement) -> Placement:
    """Bring a proposal to the desk."""
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def approve(placement: Placement) -> None:
    """Bring it past the desk, to those who sign."""
    with as_user(player("marco")) as user:
        decisions.approve_placement(placement, by=user, at=timezone.now())


def add_month(placement) -> None:
    """A month of a placement that has begun, what is due for it, a payment, a line of the first."""
    same = {"agency_id": placement.agency_id, "project_id": placement.project_id}
    with as_user(player("ines")):
        register = AttendanceRegister.objects.create(placement=placement, month=MARCH, **same)
    with as_user(player("olga")):
        told = {"paid_on": date(2021, 4, 10), "reference": "CRO 1", "month": MARCH}
        PaymentBatch.objects.create(**told, **same)
        allowance = Allowance.objects.create(
            register=register, planned_minutes=240, minutes=240, total="10.00", lines=[], **same
        )
        first = PaymentBatch.objects.order_by("pk").first()
        Payment.objects.create(batch=first, allowance=allowance, amount="10.00", **same)


def statements(name: str, url: str, *, again: bool = False) -> list[str]:
    """What one answer asks of the database, without transactions and context."""
    # Signed in just now: an older session would write down that it is in use.
    client = client_of(player(LISTS[name][0]))
    if not again:
        client.get(url)  # what a process asks once is asked now
    with CaptureQueriesContext(connection) as caught:
        page = client.get(url)
    assert page.status_code == 200
    asked = [query["sql"] for query in caught]
    return [sql[:300] for sql in asked if not sql.startswith(UNCOUNTED) and "_config(" not in sql
            and "current_setting" not in sql]  # fmt: skip


def extra(many: list[str], few: list[str]) -> list[str]:
    """The statements that came more often."""
    left = list(few)
    return [sql for sql in many if sql not in left or left.remove(sql)]
