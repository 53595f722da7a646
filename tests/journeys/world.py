"""What stands behind the addresses in the tour of the pages: one of each thing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import Leave
from beneficiaries.models import (
    Appointment,
    Assessment,
    Beneficiary,
    CaseNote,
    Deadline,
    Document,
    DuplicatePair,
    EmergencyAccess,
    HandOver,
    HouseholdMember,
    Merge,
    PlanAction,
    Referral,
    Share,
)
from core.drafting import key_of
from core.saved.models import SavedView
from placements.models import AttendanceRegister, Extension, PaymentBatch, Placement
from projects.models import Participation, Project, StaffMember
from reporting.actions import ask_for_report
from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import COMO, player
from tests.journeys.things import (
    assessed_twice,
    day_of,
    diary_of,
    documents_of,
    doubled_records,
    draft_of,
    emergency_and_note,
    hand_over_of_today,
    household_of,
    leaves_of,
    months_of_attendance,
    other_people,
    plan_that_holds,
    received_from_elsewhere,
)
from tests.makers import (
    make_closed,
    make_extension,
    make_hours,
    make_participation,
    make_person,
    make_placement,
    make_share,
    make_view,
)

CUT_OFF = date(2021, 12, 31)
OF_DOCUMENTS = {"document", "document_file", "correct_document", "replace_document",
                "cancel_document", "scan_document", "document_page",
                "document_picture"}  # fmt: skip


@dataclass(frozen=True)
class World:
    """One of each thing that addresses name."""

    person: Beneficiary
    note: CaseNote
    assessment: Assessment
    participation: Participation
    placement: Placement
    extension: Extension
    register: AttendanceRegister
    batch: PaymentBatch
    report: FundingReport
    draft: int
    member: StaffMember
    hand_over: HandOver
    document: Document
    duplicate: DuplicatePair
    merge: Merge
    appointment: Appointment
    deadline: Deadline
    view: SavedView
    # What another agency shows; and somebody sent here, who waits for an answer.
    share: Share
    received: Beneficiary
    referral: Referral
    relative: HouseholdMember
    # Open, to a note of a colleague.
    emergency: EmergencyAccess
    hidden: CaseNote
    closed: Beneficiary
    # Of whoever visits, to come; and one of today, covered by nobody.
    leave: Leave
    action: PlanAction

    def argument(self, door: str, name: str) -> Any:
        """What stands for an argument of an address."""
        fixed = {
            "part": "valutazioni",
            "agency": "ascl",
            "member": self.member.pk,
            "action": self.action.pk,
            "relative": self.relative.pk,
            "note": self.hidden.pk,
            "month": "2021-03",
        }
        fixed |= {"code": COMO, "figure": "CO01", "gender": "donne", "kind": "comune", "step": 1}
        if name == "step" and door == "beneficiaries:move":
            return "assess"
        if name in fixed:
            return fixed[name]
        if name == "draft":
            return self.draft
        if name == "key":
            return key_of("identity:1")
        return self._key(door) if name == "pk" else 1

    def _key(self, door: str) -> int:
        floor, verb = door.split(":")
        if floor == "agencies":
            return self.leave.pk
        of_floor = {"jobs": self.report.job_id, "reporting": self.report.pk, "saved": self.view.pk}
        if floor in of_floor:
            return of_floor[floor]
        if floor == "placements" and verb != "propose":
            return self._placed(verb).pk
        if floor == "beneficiaries":
            return self._of_people.get(verb, self.person).pk
        return (self.person if verb == "enter" else self.participation).pk

    @property
    def _of_people(self) -> dict[str, Any]:
        """What the addresses name that are about something of a person."""
        things = (
            (self.note, "correct_note keep_correction choose_readers"),
            (self.assessment, "assessment correct_assessment keep_corrected_assessment"),
            (self.appointment, "appointment move_appointment close_appointment"),
            (self.deadline, "deadline tick_deadline put_off_deadline"),
            (self.document, " ".join(OF_DOCUMENTS)),
            (self.hand_over, "hand_over_undo"),
            (self.duplicate, "compare judge_duplicates"),
            (self.merge, "merge undo_merge"),
            (self.referral, "referral withdraw_referral accept_referral decline_referral"),
            (self.share, "end_share"),
            (self.emergency, "emergency emergency_note end_emergency review_emergency"),
            (self.received, "received_part"),
            (self.closed, "reopen"),
        )
        return {verb: thing for thing, verbs in things for verb in verbs.split()}

    def _placed(self, verb: str) -> Any:
        if verb in ("register", "close", "send_back", "validate", "rectify"):
            return self.register
        if verb == "batch":
            return self.batch
        if verb in ("extension", "extension_withdraw", "extension_act"):
            return self.extension
        if verb == "tutor_edit":
            return self.placement.host_tutor
        is_of_host = verb.startswith(("host", "tutor"))
        return self.placement.host if is_of_host else self.placement


def make_world(*, begun_by: str) -> World:
    """A few people with diaries, participations with and without gaps, a report being prepared."""
    person = make_person(first_name="Loredana", last_name="Cattaneo", alias="Lory")
    participation = make_participation(person)
    other_people()
    note = diary_of(person)
    share = make_share(person, to=player("sara"), sections=("IDENTITY", "SITUATION", "NOTES"))
    with as_user(player("olga")) as olga:
        project = Project.objects.get(code=COMO)
        report = ask_for_report(project, cut_off=CUT_OFF, by=olga, at=timezone.now())
    action = plan_that_holds(person)
    placement = make_placement(participation)
    register, batch = months_of_attendance()
    return World(
        person,
        note,
        assessed_twice(person),
        participation,
        placement,
        make_extension(),
        register,
        batch,
        report,
        draft_of(begun_by),
        make_hours(),
        hand_over_of_today(),
        documents_of(person),
        *doubled_records(),
        *day_of(person, begun_by),
        make_view("Le mie aperte", by=player(begun_by)),
        share,
        *received_from_elsewhere(),
        household_of(person),
        *emergency_and_note(),
        make_closed(make_person(first_name="Rosanna", last_name="Galli")),
        leaves_of(begun_by),
        action,
    )
