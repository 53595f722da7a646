"""The demo in the database: through the real actions, and its rows hold what its plan says."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from agencies.models import Leave
from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    CaseNote,
    HandOver,
    HouseholdMember,
    Merge,
    PersonalPlan,
    RosterEntry,
    SamePerson,
    SearchToken,
    Situation,
)
from beneficiaries.search import words_of
from core.text import sort_key
from placements.enums import PlacementState, RegisterState
from placements.models import (
    Allowance,
    AttendanceRegister,
    Payment,
    Placement,
)
from projects.costs import staff_amount
from projects.models import (
    BudgetLine,
    EntrySnapshot,
    Participation,
    Partner,
    Project,
    StaffHours,
)
from projects.spending import rate_of
from reporting.demo.loading import is_loaded, is_older, load_bodies, load_people
from reporting.demo.reports import PLANNED, is_accounted, write_reports
from reporting.models import Artefact, FundingReport
from tests import stage


@pytest.fixture
def committing(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database with nothing rolled back: the stage is set again when the test is over."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()


@pytest.mark.slow
@pytest.mark.long
def test_what_is_loaded_is_whole(committing, settings, tmp_path, plain_paper):
    settings.MEDIA_ROOT = tmp_path

    counts = _load_and_count()

    _hold_the_reports()
    assert counts == {
        # One record more than people: it was made one with another.
        "Beneficiary": 138, "CaseFile": 138, "Participation": 140, "EntrySnapshot": 140,
        "RosterEntry": 137, "SamePerson": 10, "Situation": 138, "Placement": 60,
    }  # fmt: skip


def test_no_demo_where_the_settings_allow_none(settings):
    settings.DEMO = False

    for command in ("load_demo", "demo_accounts"):
        with pytest.raises(CommandError, match="DEMO is off"):
            call_command(command)


def _load_and_count() -> dict[str, int]:
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        cursor.execute(f"truncate {', '.join(stage._played_on())}")
    with stage.owner_hands() as alias:
        load_bodies(alias)
    load_people()
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        # As the command does: the plans know that the tables are empty no more.
        cursor.execute("analyze")
        assert is_loaded(alias)
        assert not is_older(alias)
        _hold_what_lists_and_search_need(alias)
        _hold_states_and_money(alias)
        _hold_the_team(alias)
        _hold_a_running_project(alias)
        return {
            model.__name__: model._default_manager.using(alias).count()
            for model in (
                Beneficiary, CaseFile, Participation, EntrySnapshot, RosterEntry, SamePerson,
                Situation, Placement,
            )
        }  # fmt: skip


def _hold_the_reports() -> None:
    """Each came as far as planned, with its files; writing them again changes nothing."""
    with stage.owner_hands() as alias:
        assert not is_accounted(alias)
    write_reports()
    with stage.owner_hands() as alias:
        assert is_accounted(alias)
        before = set(Artefact.objects.using(alias).values_list("report", "sha256"))
    write_reports()
    with stage.owner_hands() as alias:
        assert set(Artefact.objects.using(alias).values_list("report", "sha256")) == before
        assert FundingReport.objects.using(alias).count() == len(PLANNED)
        first = Artefact.objects.using(alias).filter(is_package=True)
        assert first.count() == len(PLANNED)


def _hold_what_lists_and_search_need(alias: str) -> None:
    kept = Beneficiary.objects.using(alias).filter(merged_into=None)
    for person in kept.select_related("roster_entry"):
        tokens = SearchToken.objects.using(alias).filter(beneficiary=person)
        assert set(tokens.values_list("token", flat=True)) == words_of(person)
        assert person.roster_entry.sort_key == sort_key(person.last_name, person.first_name)
    merged = Participation.objects.using(alias).get(beneficiary__last_name="Tettoni")
    assert merged.entry.residence.name == "Ronago"
    assert merged.beneficiary.residence.name == "Uggiate con Ronago"
    fifty_five = EntrySnapshot.objects.using(alias).get(
        participation__beneficiary__last_name="Ballabio", entry_on=date(2021, 1, 20)
    )
    assert fifty_five.age == 55


def _hold_the_team(alias: str) -> None:
    """A household of two, a merge, a hand-over to come, two quick notes, somebody away today."""
    members = HouseholdMember.objects.using(alias)
    assert sorted(bool(one.beneficiary_id) for one in members.all()) == [False, True]
    [merge] = Merge.objects.using(alias).all()
    assert merge.undone_at is None
    assert merge.until > timezone.now()
    [planned] = HandOver.objects.using(alias).all()
    assert planned.is_planned
    assert planned.lines.count() == 2
    assert CaseNote.objects.using(alias).filter(kind="TO_SAY").count() == 2
    [leave] = Leave.objects.using(alias).on(timezone.localdate())
    assert leave.cover_id != leave.worker_id


def _hold_states_and_money(alias: str) -> None:
    placements = Placement.objects.using(alias)
    assert set(placements.values_list("state", flat=True)) == set(PlacementState)
    registers = AttendanceRegister.objects.using(alias)
    assert set(registers.values_list("state", flat=True)) == set(RegisterState)
    _hold_the_correction(alias)
    _hold_the_money_of_the_plan(alias)
    plans = PersonalPlan.objects.using(alias)
    assert set(plans.values_list("state", flat=True)) == {"DRAFT", "PROPOSED", "APPROVED"}
    for line in BudgetLine.objects.using(alias).filter(item_id="C"):
        paid = Payment.objects.using(alias).filter(project=line.project, agency=line.agency)
        assert 0 < sum(paid.values_list("amount", flat=True)) <= line.amount
    # 100 hours are planned and 500.00 euro agreed. 79.9 hours: 500 × 79.9/100. 80 hours: enough.
    # 40 hours: 200.00, but an extracurricular month is not paid less than 300.00.
    february = Allowance.objects.using(alias).filter(
        register__month=date(2021, 2, 1), planned_minutes=6000, minutes__in=(4794, 4800, 2400)
    )
    assert dict(february.values_list("minutes", "total")) == {
        4794: Decimal("399.50"), 4800: Decimal("500.00"), 2400: Decimal("300.00"),
    }  # fmt: skip


def _hold_the_money_of_the_plan(alias: str) -> None:
    """751,000 euro: 410,000 of staff, 164,000 of flat rate, 177,000 of allowances; what is used."""
    ours = {"project__programme__call__code": "vulnerabilita-2020"}
    budget: dict[str, Decimal] = defaultdict(Decimal)
    by_project: dict[str, Decimal] = defaultdict(Decimal)
    for line in BudgetLine.objects.using(alias).filter(**ours).select_related("project"):
        budget[line.item_id] += line.amount
        by_project[line.project.code] += line.amount
    assert budget["A1"] + budget["A2"] == Decimal("410000.00")
    assert (budget["B"], budget["C"]) == (Decimal("164000.00"), Decimal("177000.00"))
    assert sum(budget.values()) == Decimal("751000.00")
    projects = Project.objects.using(alias).filter(code__in=by_project)
    assert dict(projects.values_list("code", "total_cost")) == by_project
    hours = StaffHours.objects.using(alias).filter(**ours)
    staff = sum(
        staff_amount(row.hours, rate_of(row.member, row.project.programme.call).amount)
        for row in hours.select_related("member", "project__programme__call")
    )
    paid = sum(Payment.objects.using(alias).filter(**ours).values_list("amount", flat=True))
    assert Decimal("0.85") <= staff / Decimal("410000.00") <= Decimal("0.97")
    assert 0 < paid <= Decimal("177000.00")


def _hold_the_correction(alias: str) -> None:
    """August 2021 was paid, corrected, and the difference paid with September."""
    [second] = Allowance.objects.using(alias).filter(number=2).select_related("register")
    payments = Payment.objects.using(alias).filter(allowance__register=second.register)
    amounts = dict(payments.values_list("batch__month", "amount"))
    assert set(amounts) == {date(2021, 8, 1), date(2021, 9, 1)}
    assert sum(amounts.values()) == second.total
    assert amounts[date(2021, 9, 1)] > 0


def _hold_a_running_project(alias: str) -> None:
    """One project runs today, and three people are known to two of its partners."""
    project = Project.objects.using(alias).get(code="RI-1")
    partners = Partner.objects.using(alias).filter(project=project).values("agency")
    known = SamePerson.objects.using(alias).filter(beneficiary__agency__in=partners)
    times = Counter(known.values_list("group", flat=True))

    assert project.stage_on(timezone.localdate()) == "RUNNING"
    assert sum(many == 2 for many in times.values()) == 3
