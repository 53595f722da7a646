"""The records of the world of the nets, by relation, and the canary each of them carries."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    PersonalPlan,
    PlanAction,
    Referral,
    Share,
)
from core.drafting import key_of
from core.jobs.models import Job
from core.models import Draft
from core.saved.models import SavedView
from placements.models import (
    AttendanceRegister,
    Extension,
    HostOrganisation,
    HostTutor,
    PaymentBatch,
    Placement,
)
from projects.models import Participation, StaffMember
from reporting.models import (
    Artefact,
    FundingReport,
)
from tests.cast import COMO, ELSEWHERE

RELATIONS = ("own", "same", "shared", "foreign")
KEEPERS = {"own": "ines", "same": "marco", "shared": "nora", "foreign": "nora"}
COLLEAGUES = {"own": "marco", "same": "ines", "shared": "nora", "foreign": "nora"}
COORDINATORS = {"own": "marco", "same": "marco", "shared": "nora", "foreign": "nora"}
OFFICERS = {"own": "olga", "same": "olga", "shared": "franco", "foreign": "franco"}

# The budget of each lead, as a page writes it: a canary among the figures.
BUDGET = "98.765,43"


@dataclass
class World:
    """The records by relation, and the folder the files lie in."""

    shelf: Path
    people: dict[str, Beneficiary] = field(default_factory=dict)
    notes: dict[str, CaseNote] = field(default_factory=dict)
    # To the person of this relation, and the note that is read under it.
    emergencies: dict[str, EmergencyAccess] = field(default_factory=dict)
    hidden_notes: dict[str, CaseNote] = field(default_factory=dict)
    hand_overs: dict[str, HandOver] = field(default_factory=dict)
    duplicates: dict[str, DuplicatePair] = field(default_factory=dict)
    merges: dict[str, Merge] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    # Of who keeps the records of this relation, in weeks to come.
    leaves: dict[str, Leave] = field(default_factory=dict)
    members: dict[str, HouseholdMember] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    plans: dict[str, PersonalPlan] = field(default_factory=dict)
    plan_actions: dict[str, PlanAction] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    referrals: dict[str, Referral] = field(default_factory=dict)
    participations: dict[str, Participation] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    saved_views: dict[str, SavedView] = field(default_factory=dict)
    # The secret address of who keeps the records of this relation.
    tokens: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    reports: dict[str, FundingReport] = field(default_factory=dict)
    artefacts: dict[str, Artefact] = field(default_factory=dict)
    hosts: dict[str, HostOrganisation] = field(default_factory=dict)
    tutors: dict[str, HostTutor] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)
    registers: dict[str, AttendanceRegister] = field(default_factory=dict)
    batches: dict[str, PaymentBatch] = field(default_factory=dict)

    def arguments(self, names: set[str], relation: str) -> dict[str, Any]:
        """The arguments of an address, pointing at the record of this relation."""
        known = {"step": 2, "kind": "comuni", "figure": "CO01", "gender": "donne"}
        known["month"] = "2021-03"
        # Of an amount paid to somebody: the first of each report.
        known |= {"column": "cumulato", "line": 1}
        known["code"] = COMO if relation in ("own", "same") else ELSEWHERE
        known["agency"] = "ascl" if relation in ("own", "same") else "tecum"
        known["member"] = self.staff[relation].pk
        known["draft"] = self.drafts[relation].pk
        action = self.plan_actions[relation]
        known |= {"number": 1, "action": action.pk, "goal": action.goal_id}
        known["note"] = self.hidden_notes[relation].pk
        known["relative"] = self.members[relation].pk
        known["paper"] = "convenzione"
        known["token"] = self.tokens[relation]
        known["part"] = "note"
        known["key"] = key_of("identity:1")
        known["artefact_pk"] = self.artefacts[relation].pk
        return {name: known[name] for name in names if name in known}


def name_canary(relation: str) -> str:
    """The word in the name of the person of this relation."""
    return f"Zqnome{relation}"


def text_canary(relation: str) -> str:
    """The word in the diary of the person of this relation."""
    return f"zqtesto{relation}"


def agenda_canary(relation: str) -> str:
    """The word in the appointment and in the deadline of the person of this relation."""
    return f"zqagenda{relation}"


def leave_canary(relation: str) -> str:
    """The word for whoever covers who keeps the records of this relation."""
    return f"zqassenza{relation}"


def home_canary(relation: str) -> str:
    """The word in the name of who lives with the person of this relation, without a file."""
    return f"Zqfamiglia{relation}"


def document_canary(relation: str) -> str:
    """The word in what is noted of a document of the person of this relation."""
    return f"zqdocumento{relation}"


def plan_canary(relation: str) -> str:
    """The word in the plan of the person of this relation."""
    return f"zqprogetto{relation}"


def unshared_plan_canary(relation: str) -> str:
    """The word in the next version of the plan, which no other agency sees."""
    return f"zqversione{relation}"


def shared_canary(relation: str) -> str:
    """The word in the note that is marked as shared."""
    return f"zqcondivisa{relation}"


def referral_canary(relation: str) -> str:
    """The word in what is asked for the person of this relation."""
    return f"zqinvio{relation}"


def reserved_canary(relation: str) -> str:
    """The word in the note that who follows the person reserved."""
    return f"zqriservata{relation}"


def hidden_canary(relation: str) -> str:
    """The word in the note that a colleague reserved, which who follows the person reads once."""
    return f"zqnascosta{relation}"


def urgent_canary(relation: str) -> str:
    """The word in why an emergency access was opened."""
    return f"zqurgenza{relation}"


def staff_canary(relation: str) -> str:
    """The word in the name of who works for the agency of this relation."""
    return f"Zqlavora{relation}"
