"""Writes the money of the demo: budgets by the lead bodies, staff and hours by each partner."""

from datetime import date, timedelta
from decimal import Decimal

from agencies.enums import Role
from agencies.models import User
from agencies.policy import visible_memberships
from core.period import months_after
from projects.actions import add_member, record_hours, set_budget
from projects.models import Partner, Project, StaffMember
from reporting.demo.bodies import PLANS, STARTS_ON
from reporting.demo.money import MONTHS, SHARES, Share, hours_of
from reporting.demo.seats import Seats, moment
from reporting.demo.staff import MEMBERS, Member

NONE = Decimal("0.00")
# Hours come in quarter by quarter, ten days after its end.
QUARTER, DAYS_AFTER = 3, 10


class Accounts:
    """Remembers the members of staff, who work in more than one project."""

    def __init__(self, seats: Seats) -> None:
        self.seats = seats
        self.projects = {project.code: project for project in Project.objects.all()}
        self.members: dict[Member, StaffMember] = {}

    def write(self) -> None:
        """Everything, in the order of days."""
        for plan in PLANS:
            self._set_budget(plan.code, plan.lead)
        for agency in dict.fromkeys(member.agency for member in MEMBERS):
            with self.seats.first(agency, Role.REPORTING_OFFICER) as user:
                self._hire(agency, by=user)
        for first in MONTHS[::QUARTER]:
            for share in SHARES:
                self._record_quarter(share, first)

    def _set_budget(self, code: str, lead: str) -> None:
        with self.seats.first(lead, Role.REPORTING_OFFICER) as user:
            partners = Partner.objects.filter(project=self.projects[code])
            keys = dict(partners.values_list("agency__code", "agency_id"))
            typed = {
                f"{keys[share.agency]}-{item}": amount
                for share in SHARES
                if share.project == code
                for item, amount in share.items.items()
            }
            set_budget(
                self.projects[code], typed, seen=dict.fromkeys(typed, NONE), reason="", by=user,
                at=moment(STARTS_ON, 11),
            )  # fmt: skip

    def _hire(self, agency: str, *, by: User) -> None:
        assert by.acting is not None  # noqa: S101  why: somebody acts for the agency
        for member in MEMBERS:
            if member.agency == agency:
                row = _row(member, by.acting.agency_id)
                row.user_id = _user_of(member, by=by)
                self.members[member] = add_member(row, by=by, at=moment(STARTS_ON, 12))

    def _record_quarter(self, share: Share, first: date) -> None:
        end = months_after(first, QUARTER)
        typed = {
            (self.members[member].pk, month): hours
            for (member, month), hours in hours_of(share).items()
            if first <= month < end
        }
        with self.seats.first(share.agency, Role.REPORTING_OFFICER) as user:
            partner = Partner.objects.get(
                project=self.projects[share.project], agency__code=share.agency
            )
            seen, at = dict.fromkeys(typed, NONE), moment(end + timedelta(days=DAYS_AFTER))
            record_hours(partner, typed, seen=seen, by=user, at=at)


def _user_of(member: Member, *, by: User) -> int | None:
    """Who of the staff works with people, too: the diary proposes their hours."""
    seats = visible_memberships(by).of_caseworkers()
    names = {"user__first_name": member.first_name, "user__last_name": member.last_name}
    return seats.filter(**names).values_list("user_id", flat=True).first()


def _row(member: Member, agency_id: int) -> StaffMember:
    return StaffMember(
        agency_id=agency_id,
        first_name=member.first_name,
        last_name=member.last_name,
        role=member.role,
        contract=member.contract,
        item_id=member.item,
        annual_cost=member.annual_cost,
        weekly_hours=Decimal(member.weekly),
        full_time_hours=Decimal(member.full_time),
        declared_rate=member.declared,
        valid_from=member.valid_from,
    )
