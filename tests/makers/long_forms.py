"""Every form whose words are kept while one writes: whose, where, what is written in it.

`answers` make of the page, as it stands, one that is taken; `spoils` one that comes back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from placements.actions import proposals
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers.agenda import make_appointment
from tests.makers.emergencies import make_emergency
from tests.makers.households import make_member_of_household
from tests.makers.money import make_member
from tests.makers.participations import make_exit, make_participation
from tests.makers.people import make_assessment, make_closed, make_note, make_person
from tests.makers.placements import make_host, make_placement, make_running
from tests.makers.plans import make_approved, make_plan, make_proposed
from tests.makers.registers import make_register
from tests.makers.sharing import make_referral

DAY = {"day": (timezone.localdate() + timedelta(days=1)).isoformat(), "other_day": ""}


RESULT = {
    "observed_on": "5/10/2021", "work": "EMPLOYED", "in_training": "no",
    "gained_qualification": "no",
}  # fmt: skip


@dataclass(frozen=True)
class LongForm:
    """A form, the field one writes in (a pattern of its name), and what else a browser sends."""

    name: str
    door: str
    about: Callable[[], Any] | None
    writes: str
    # None: what it takes to be taken is a test of its own.
    answers: dict[str, Any] | None = field(default_factory=dict)
    spoils: dict[str, Any] = field(default_factory=dict)
    who: str = "ines"
    question: str = ""

    def address(self) -> str:
        """The page, about somebody made for it."""
        found = self.about() if self.about else None
        if isinstance(found, tuple):
            return reverse(self.door, args=found) + self.question
        number = getattr(found, "pk", found)
        if self.question:
            return f"{reverse(self.door)}{self.question}{number}"
        return reverse(self.door, args=[] if number is None else [number])


def _person() -> Any:
    return make_person(first_name="Loredana", last_name="Cattaneo")


def _worker() -> Any:
    _person()
    return player("ines")


def _at_home() -> Any:
    person = _person()
    make_member_of_household(person)
    return person


def _waiting() -> Any:
    """A proposal that waits for the coordinator."""
    placement = make_placement(make_participation(_person()), host=make_host())
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def _present() -> Any:
    """A placement that ends next month, in a project that goes on."""
    today = timezone.localdate()
    return make_running(
        make_participation(_person()),
        host=make_host(),
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=30),
    )


def _ended() -> Any:
    return make_emergency(_person(), by=player("ines"), is_ended=True)


def _grid() -> tuple[str, str]:
    """Where the hours of an agency with one of its staff are written."""
    make_member()
    return COMO, "ascl"


def _sent() -> Any:
    _person()
    return make_referral(to=player("ines"), by=player("nora"))


LONG_FORMS = [
    # With a draft of their own making.
    LongForm("note", "beneficiaries:show", _person, "text",
             {"kind": "PHONE", "happened_on": "oggi"}, {"happened_on": "boh"}),
    LongForm("quick-note", "beneficiaries:quick_note", _person, "text", None,
             question="?persona="),
    LongForm("group-note", "beneficiaries:group_note", None, "text", None),
    LongForm("assessment", "beneficiaries:assess", _person, "remark", {"WORK": "3"},
             {"assessed_on": "boh"}),
    LongForm("plan", "beneficiaries:plan_edit", lambda: make_plan(_person()).beneficiary_id, "aim",
             {}, {"review_on": "boh"}),
    LongForm("placement", "placements:edit",
             lambda: make_placement(make_participation(_person())), "aims", {"verb": "save"},
             {"starts_on": "boh"}),
    LongForm("referral", "beneficiaries:refer", _person, "asked", None),
    LongForm("correction", "beneficiaries:correct_note", lambda: make_note(_person()), "text",
             {}, {"happened_on": "boh"}),
    LongForm("assessment-correction", "beneficiaries:correct_assessment",
             lambda: make_assessment(_person()), "remark", {}, {"assessed_on": "boh"}),
    LongForm("hand-over", "beneficiaries:hand_over", _worker, "summary_", None,
             {"starts_on": "boh"}, "marco", "?da="),
    # With the draft of any form: core/drafting.py.
    LongForm("identity", "beneficiaries:edit", _person, "residence_address",
             {}, {"birth_date": "boh"}),
    LongForm("situation", "beneficiaries:edit_situation", _person, "unemployed_since",
             {"unemployed_since": "2/5/2018"}, {"education": "boh"}),
    LongForm("home", "beneficiaries:household_edit", _at_home, "note",
             {}, {"note": "x" * 5_000}),
    LongForm("household-member", "beneficiaries:household_add", _at_home, "first_name",
             {"relation": "CHILD", "birth_year": "2015"}, {"starts_on": "boh"}),
    LongForm("plan-review", "beneficiaries:plan_review",
             lambda: make_proposed(_person()).beneficiary_id, "note", {"verb": "ask"}, who="marco"),
    LongForm("plan-end", "beneficiaries:plan_end",
             lambda: make_approved(_person()).beneficiary_id, "note"),
    LongForm("emergency", "beneficiaries:open_emergency", _person, "reason"),
    LongForm("emergency-review", "beneficiaries:emergency", _ended, "remark",
             {"verdict": "object"}, {"verdict": ""}, "marco"),
    LongForm("closing", "beneficiaries:close", _person, "words",
             {"reason": "AGREED", "outcome": "PARTLY"}, {"closed_on": "boh"}),
    LongForm("reopening", "beneficiaries:reopen", lambda: make_closed(_person()), "because"),
    LongForm("appointment", "beneficiaries:fix_appointment", _person, "purpose",
             DAY | {"hour": "9:30"}, {"hour": "boh"}),
    LongForm("moved", "beneficiaries:move_appointment",
             lambda: make_appointment(_person(), days=1), "purpose", DAY | {"hour": "9:30"},
             {"hour": "boh"}),
    LongForm("share", "beneficiaries:share", _person, "purpose", None, {"valid_to": "boh"}),
    LongForm("decline", "beneficiaries:referral", _sent, "no-answer", {"no-reason": "OTHER"},
             {"no-reason": ""}, "marco"),
    LongForm("entry", "projects:complete", lambda: make_participation(_person()), "reason",
             {"education": "03"}, {"unemployed_since": "boh"}),
    LongForm("result", "projects:result", lambda: make_exit(make_participation(_person())),
             "note", RESULT, {"observed_on": "boh"}),
    LongForm("follow-up", "projects:follow_up",
             lambda: make_exit(make_participation(_person())), "note",
             {"work": "EMPLOYED"}),
    LongForm("decision", "placements:review", _waiting, "note", {"verb": "ask"},
             {"verb": "refuse"}, "marco"),
    LongForm("extension", "placements:extend", _present, "reason", None),
    LongForm("finish", "placements:finish", _present, "note", None),
    LongForm("rectify", "placements:rectify", lambda: make_register(state="VALIDATED"), "reason",
             {"giorno-20210330": "3"}, who="marco"),
    LongForm("host", "placements:host_edit", make_host, "sector"),
    LongForm("budget", "projects:budget", lambda: COMO, "reason", {}, {"reason": "x" * 400},
             who="olga"),
    LongForm("member-new", "projects:new_member", lambda: COMO, "contract",
             {"first_name": "Ada", "last_name": "Poletti", "role": "Tutor", "declared_rate": "20",
              "weekly_hours": "36", "full_time_hours": "36", "valid_from": "1/1/2021"},
             {"valid_from": "boh"}, "olga"),
    LongForm("member", "projects:member", lambda: (COMO, make_member().pk), "contract", {},
             {"valid_from": "boh"}, "olga"),
    LongForm("hours", "projects:hours", _grid, r"\d+-202103", None, {"seen": "boh"}, "olga",
             "?da=2021-01"),
    LongForm("host-new", "placements:host_new", None, "name",
             {"tax_code": "01234567897"}),
]  # fmt: skip
