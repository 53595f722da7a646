"""A form that an officer of the demo began and did not send: the page of the drafts shows it."""

from agencies.enums import Role
from core import drafts
from projects.drafting import member_form
from projects.models import Project, StaffMember
from reporting.demo.bodies import PLANS
from reporting.demo.seats import Seats

TYPED = {
    "first_name": "Nives",
    "last_name": "Bordoli",
    "role": "Educatrice",
    "item": "A1",
    "weekly_hours": "20",
    "full_time_hours": "38",
}


def leave_begun(seats: Seats) -> None:
    """A new member of the staff, whose contract the officer has still to look up."""
    plan = PLANS[0]
    with seats.first(plan.lead, Role.REPORTING_OFFICER) as user:
        form = member_form(Project.objects.get(code=plan.code), StaffMember())
        content = {name: [text] for name, text in TYPED.items()}
        drafts.write(drafts.open_draft(form, by=user), content)
