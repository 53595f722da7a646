"""The months of the demo: registers filled, closed and validated, allowances paid together."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from agencies.enums import Role
from agencies.models import User
from core.period import months_after
from placements.actions.payments import pay_allowances
from placements.actions.registers import (
    close_register,
    rectify_register,
    save_entries,
    validate_registers,
)
from placements.days import Mark, last_of, planned_days
from placements.enums import BEGUN, RegisterState
from placements.models import Allowance, AttendanceRegister, Placement
from placements.spending import due_allowances
from projects.models import Project
from reporting.demo.attending import marks_of
from reporting.demo.bodies import ENDS_ON
from reporting.demo.choosing import SHARES
from reporting.demo.money import MONTHS
from reporting.demo.placing import Placing, S, workday
from reporting.demo.seats import moment
from reporting.demo.steps import Step

# Days after the end of a month; nothing is paid after the end of the project.
FILLED, VALIDATED, PAID = 3, 6, 20
# Of the placements that still run, the work on the last registers was left at some point.
LAST_OPEN, LAST_CLOSED, LAST_UNPAID = date(2022, 2, 1), date(2022, 2, 1), date(2022, 1, 1)
HALF = 10
# A month that was paid is corrected afterwards; the difference goes with the next payment.
CORRECTED, CORRECTED_ON = date(2021, 8, 1), date(2021, 9, 23)
OPEN_AFTER_ALL = (date(2021, 8, 19), date(2021, 8, 20))
WHY = "L’ospitante è rimasto aperto il 19 e il 20 agosto: ecco il foglio firmato."


class Months:
    """The steps of all agencies, month by month."""

    def __init__(self, plans: list[Placing], rows: dict[int, Placement]) -> None:
        self.plans, self.rows = plans, rows
        self.projects = {project.code: project for project in Project.objects.all()}

    def steps(self) -> Iterator[Step]:
        """Fill, validate and pay each month of each agency."""
        for agency in dict.fromkeys(agency for _project, agency in SHARES):
            for month in MONTHS:
                if any(_is_attended(one, agency, month) for one in self.plans):
                    yield from self._month(agency, month)
        one = next(one for one in self.plans if _is_whole(one, CORRECTED))
        yield Step(
            moment(CORRECTED_ON, 10), one.agency, Role.COORDINATOR,
            lambda by, at: self._rectify(one, by, at),
        )  # fmt: skip

    def _month(self, agency: str, month: date) -> Iterator[Step]:
        end = months_after(month, 1)

        def fill(by: User, at: datetime) -> None:
            self._fill(agency, month, by, at)

        def validate(by: User, at: datetime) -> None:
            self._validate(agency, month, by, at)

        def pay(by: User, at: datetime) -> None:
            self._pay(agency, month, by, at)

        yield Step(moment(end + timedelta(days=FILLED), 10), agency, Role.SOCIAL_WORKER, fill)
        yield Step(moment(end + timedelta(days=VALIDATED), 10), agency, Role.COORDINATOR, validate)
        if end + timedelta(days=PAID) <= ENDS_ON:
            payday = moment(workday(end + timedelta(days=PAID)), 10)
            yield Step(payday, agency, Role.REPORTING_OFFICER, pay)

    def _attending(self, agency: str, month: date) -> dict[int, Placing]:
        """The placements with days in a month whose register somebody works on."""
        return {
            self.rows[one.number].pk: one for one in self.plans if _is_attended(one, agency, month)
        }

    def _fill(self, agency: str, month: date, by: User, at: datetime) -> None:
        plans = self._attending(agency, month)
        begun = Placement.objects.filter(pk__in=plans).prefetch_related("suspensions")
        marks: dict[tuple[int, date], Mark | None] = {}
        for row in begun.order_by("pk"):
            rests = [(rest.starts_on, rest.ends_on) for rest in row.suspensions.all()]
            planned = planned_days(row, month, last_of(month), rests=rests)
            found = marks_of(plans[row.pk], month, planned)
            if _is_left_open(plans[row.pk], month):
                found = dict(list(found.items())[:HALF])
            marks |= {(row.pk, day): mark for day, mark in found.items()}
        saved = save_entries(marks, seen=dict.fromkeys(marks), by=by, at=at)
        assert saved.count == len(marks)  # noqa: S101  why: every planned day can be written
        for register in _registers(plans, month).filter(state=RegisterState.OPEN):
            if not _is_left_open(plans[register.placement_id], month):
                close_register(register, by=by, at=at)

    def _validate(self, agency: str, month: date, by: User, at: datetime) -> None:
        plans = self._attending(agency, month)
        ready = [
            register
            for register in _registers(plans, month).filter(state=RegisterState.CLOSED)
            if not _is_left_closed(plans[register.placement_id], month)
        ]
        _done, refused = validate_registers(ready, by=by, at=at)
        assert not refused  # noqa: S101  why: whatever was closed can be validated

    def _rectify(self, one: Placing, by: User, at: datetime) -> None:
        row = self.rows[one.number]
        register = AttendanceRegister.objects.get(placement=row, month=CORRECTED)
        changes = {day: Mark(one.hours * 60) for day in OPEN_AFTER_ALL}
        rectify_register(register, changes, reason=WHY, by=by, at=at)

    def _pay(self, agency: str, month: date, by: User, at: datetime) -> None:
        assert by.acting is not None  # noqa: S101  why: somebody acts for the agency
        plans = {row.pk: self.plans[number] for number, row in self.rows.items()}
        own = due_allowances(Allowance.objects.filter(agency_id=by.acting.agency_id))
        wanted: dict[int, list[int]] = {}
        for one in own.filter(register__month__lte=month).select_related("register"):
            if not _is_left_unpaid(plans[one.register.placement_id], one.register.month):
                wanted.setdefault(one.project_id, []).append(one.pk)
        for code, project in self.projects.items():
            if keys := wanted.get(project.pk):
                reference = f"Mandato {code}/{agency}/{month:%Y-%m}"
                pay_allowances(
                    project, month=month, allowances=keys, paid_on=at.date(),
                    reference=reference, by=by, at=at,
                )  # fmt: skip


def _registers(plans: dict[int, Placing], month: date) -> QuerySet[AttendanceRegister]:
    rows = AttendanceRegister.objects.filter(placement__in=plans, month=month)
    return rows.order_by("placement_id")


def _is_attended(one: Placing, agency: str, month: date) -> bool:
    """Whether it has days in a month whose register somebody works on."""
    return (
        one.agency == agency
        and one.state in BEGUN
        and one.starts_on <= last_of(month)
        and one.last_day >= month
        and not (_is_unfinished(one) and month > LAST_OPEN)
    )


def _is_whole(one: Placing, month: date) -> bool:
    return one.state == S.ENDED and one.starts_on <= month and one.last_day >= last_of(month)


def _is_unfinished(one: Placing) -> bool:
    return one.state in (S.RUNNING, S.SUSPENDED)


def _is_left_open(one: Placing, month: date) -> bool:
    return _is_unfinished(one) and month == LAST_OPEN and one.number % 3 == 0


def _is_left_closed(one: Placing, month: date) -> bool:
    return _is_unfinished(one) and month == LAST_CLOSED and one.number % 3 == 1


def _is_left_unpaid(one: Placing, month: date) -> bool:
    return _is_unfinished(one) and month >= LAST_UNPAID and one.number % 3 == 2
