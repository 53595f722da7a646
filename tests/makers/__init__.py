"""Things for tests, made by the real actions as the right user: a call names what it is about."""

from tests.makers.agenda import make_appointment, make_deadline, moment
from tests.makers.documents import make_document, make_picture, make_taken
from tests.makers.emergencies import REASON, make_emergency
from tests.makers.households import line_of, make_member_of_household
from tests.makers.leaves import make_leave
from tests.makers.lists import make_view
from tests.makers.merges import make_merge, make_pair
from tests.makers.money import (
    make_budget,
    make_hours,
    make_member,
)
from tests.makers.participations import (
    ENTRY,
    entry_of,
    make_exit,
    make_follow_up,
    make_participation,
    make_project,
    make_result,
)
from tests.makers.people import (
    COMO_TOWN,
    SEED,
    PersonFactory,
    SituationFactory,
    answers_by_area,
    make_assessment,
    make_closed,
    make_note,
    make_person,
)
from tests.makers.placements import (
    WAY_TO_RUNNING,
    make_extension,
    make_host,
    make_placement,
    make_running,
    make_tutor,
)
from tests.makers.plans import (
    make_approved,
    make_plan,
    make_proposed,
    typed_goals,
)
from tests.makers.registers import (
    MARCH,
    make_batch,
    make_register,
)
from tests.makers.reports import (
    make_report,
    make_sent,
    ready,
)
from tests.makers.sharing import EVERYTHING, make_referral, make_share

__all__ = [
    "COMO_TOWN",
    "ENTRY",
    "EVERYTHING",
    "MARCH",
    "REASON",
    "SEED",
    "WAY_TO_RUNNING",
    "PersonFactory",
    "SituationFactory",
    "answers_by_area",
    "entry_of",
    "line_of",
    "make_appointment",
    "make_approved",
    "make_assessment",
    "make_batch",
    "make_budget",
    "make_closed",
    "make_deadline",
    "make_document",
    "make_emergency",
    "make_exit",
    "make_extension",
    "make_follow_up",
    "make_host",
    "make_hours",
    "make_leave",
    "make_member",
    "make_member_of_household",
    "make_merge",
    "make_note",
    "make_pair",
    "make_participation",
    "make_person",
    "make_picture",
    "make_placement",
    "make_plan",
    "make_project",
    "make_proposed",
    "make_referral",
    "make_register",
    "make_report",
    "make_result",
    "make_running",
    "make_sent",
    "make_share",
    "make_taken",
    "make_tutor",
    "make_view",
    "moment",
    "ready",
    "typed_goals",
]
