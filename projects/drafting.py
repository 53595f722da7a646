"""The forms of this floor whose words are kept while one writes, and their names."""

from django.utils.translation import gettext_lazy

from beneficiaries.drafting import NOBODY, About, declare
from core.period import Period
from projects.models import Participation, Partner, Project, StaffMember
from projects.policy import Can

declare(
    {
        "entry:": About(
            gettext_lazy("Risposte del primo giorno di %(name)s"),
            gettext_lazy("Risposte del primo giorno"),
            "projects:complete",
            Can.COMPLETE_ENTRY,
        ),
        "result:": About(
            gettext_lazy("Esito di %(name)s"),
            gettext_lazy("Esito all’uscita"),
            "projects:result",
            Can.RECORD_RESULT,
        ),
        "follow-up:": About(
            gettext_lazy("Follow-up di %(name)s"),
            gettext_lazy("Follow-up a sei mesi"),
            "projects:follow_up",
            Can.FOLLOW_UP,
        ),
        "budget:": About(
            "", gettext_lazy("Budget di un progetto"), "projects:budget", Can.SET_BUDGET
        ),
        "member-new:": About(
            "", gettext_lazy("Persona nuova del personale"), "projects:new_member", Can.RECORD_HOURS
        ),
        "member:": About(
            "", gettext_lazy("Persona del personale"), "projects:member", Can.RECORD_HOURS
        ),
        "hours:": About(
            "", gettext_lazy("Ore del personale"), "projects:hours", Can.RECORD_HOURS, asks="da"
        ),
    }
)


def budget_form(project: Project) -> str:
    """The name of the form that writes the budget of this project."""
    return f"budget:{NOBODY}/{project.code}"


def member_form(project: Project, member: StaffMember) -> str:
    """The name of the form of a member of the staff, known or new."""
    if member.pk is None:
        return f"member-new:{NOBODY}/{project.code}"
    return f"member:{NOBODY}/{project.code}/{member.pk}"


def hours_form(partner: Partner, quarter: Period) -> str:
    """The name of the grid of a partner's hours in a quarter."""
    place = f"{partner.project.code}/{partner.agency.code}/{quarter.start:%Y-%m}"
    return f"hours:{NOBODY}/{place}"


def entry_form(found: Participation) -> str:
    """The name of the form that completes the answers of the first day."""
    return f"entry:{found.beneficiary_id}/{found.pk}"


def result_form(found: Participation) -> str:
    """The name of the form of what came of it."""
    return f"result:{found.beneficiary_id}/{found.pk}"


def follow_up_form(found: Participation) -> str:
    """The name of the form of how things stood six months later."""
    return f"follow-up:{found.beneficiary_id}/{found.pk}"
