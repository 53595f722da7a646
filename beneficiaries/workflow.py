"""The phases of a case file (d.g.r. Lombardia X/5499 of 2016, annex A); how other things go."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.document_enums import DocumentState
from beneficiaries.emergency_enums import EmergencyState as E
from beneficiaries.enums import AppointmentState as A
from beneficiaries.enums import DuplicateState as D
from beneficiaries.enums import Phase
from beneficiaries.models import (
    Appointment,
    CaseFile,
    Document,
    DuplicatePair,
    EmergencyAccess,
    PersonalPlan,
    Referral,
)
from beneficiaries.plan_enums import PlanState
from beneficiaries.policy import Can
from beneficiaries.sharing_enums import ReferralState as R
from core.workflow import Workflow, step

OPEN = (Phase.ACCESS, Phase.ASSESSMENT, Phase.PLANNING, Phase.DELIVERY, Phase.EVALUATION)

# The steps from one open phase to the next; to close and to open again asks for more.
FORWARD = ("assess", "plan", "deliver", "evaluate")


def reopening(phase: str) -> str:
    """The name of the step that leads back to a phase."""
    return f"reopen_{phase.lower()}"


case_file_workflow = Workflow(
    CaseFile,
    Phase.ACCESS,
    step("assess", Phase.ACCESS, Phase.ASSESSMENT, Can.MOVE_CASE, label=_("Passa a valutazione")),
    step("plan", Phase.ASSESSMENT, Phase.PLANNING, Can.MOVE_CASE, label=_("Passa a progetto")),
    step("deliver", Phase.PLANNING, Phase.DELIVERY, Can.MOVE_CASE, label=_("Passa ad attuazione")),
    step(
        "evaluate",
        Phase.DELIVERY,
        Phase.EVALUATION,
        Can.MOVE_CASE,
        label=_("Passa alla valutazione finale"),
    ),
    step("close", OPEN, Phase.CLOSED, Can.CLOSE_CASE, label=_("Chiudi la cartella")),
    # Back to the phase it was closed in, which stands in the file.
    *(
        step(reopening(one), Phase.CLOSED, one, Can.CLOSE_CASE, label=_("Riapri la cartella"))
        for one in OPEN
    ),
    field="phase",
)

appointment_workflow = Workflow(
    Appointment,
    A.FIXED,
    # With the note that tells of it, and in no other way.
    step("hold", A.FIXED, A.HELD, Can.KEEP_APPOINTMENTS, label=_("Tenuto")),
    step("miss", A.FIXED, A.MISSED, Can.KEEP_APPOINTMENTS, label=_("Non si è presentato")),
    step("move", A.FIXED, A.MOVED, Can.KEEP_APPOINTMENTS, label=_("Sposta")),
    step("cancel", A.FIXED, A.CANCELLED, Can.KEEP_APPOINTMENTS, label=_("Annulla l’appuntamento")),
    # One click too many is taken back.
    step(
        "restore",
        (A.MISSED, A.CANCELLED),
        A.FIXED,
        Can.KEEP_APPOINTMENTS,
        label=_("Rimetti fra i fissati"),
    ),
)
duplicate_workflow = Workflow(
    DuplicatePair,
    D.OPEN,
    step("dismiss", D.OPEN, D.SET_ASIDE, Can.JUDGE_DUPLICATES, label=_("Non è la stessa persona")),
    step("restore", D.SET_ASIDE, D.OPEN, Can.JUDGE_DUPLICATES, label=_("Rimetti fra i doppioni")),
    step("merge", D.OPEN, D.MERGED, Can.MERGE, label=_("Unisci")),
    step("part", D.MERGED, D.OPEN, Can.MERGE, label=_("Annulla l’unione")),
)
# A plan is changed by a new version; the one that holds is replaced when the next is approved.
plan_workflow = Workflow(
    PersonalPlan,
    PlanState.DRAFT,
    step("propose", PlanState.DRAFT, PlanState.PROPOSED, Can.WRITE_PLAN, label=_("Proponi")),
    step(
        "ask_changes",
        PlanState.PROPOSED,
        PlanState.DRAFT,
        Can.DECIDE_PLAN,
        label=_("Chiedi modifiche"),
    ),
    step("approve", PlanState.PROPOSED, PlanState.APPROVED, Can.DECIDE_PLAN, label=_("Approva")),
    step(
        "replace",
        PlanState.APPROVED,
        PlanState.REPLACED,
        Can.DECIDE_PLAN,
        label=_("Sostituisci con la nuova versione"),
    ),
    step(
        "conclude",
        PlanState.APPROVED,
        PlanState.CONCLUDED,
        Can.WRITE_PLAN,
        label=_("Concludi il progetto"),
    ),
    step(
        "give_up",
        PlanState.DRAFT,
        PlanState.GIVEN_UP,
        Can.WRITE_PLAN,
        label=_("Abbandona la bozza"),
    ),
)
document_workflow = Workflow(
    Document,
    DocumentState.VALID,
    # With the document that takes its place, and in no other way.
    step(
        "replace",
        DocumentState.VALID,
        DocumentState.REPLACED,
        Can.KEEP_DOCUMENTS,
        label=_("Sostituisci"),
    ),
    step(
        "cancel",
        DocumentState.VALID,
        DocumentState.CANCELLED,
        Can.KEEP_DOCUMENTS,
        label=_("Annulla il documento"),
    ),
)
# Answered by the other agency, or taken back; after an answer one sends anew.
referral_workflow = Workflow(
    Referral,
    R.SENT,
    step("accept", R.SENT, R.ACCEPTED, Can.ANSWER_REFERRAL, label=_("Accogli")),
    step("decline", R.SENT, R.DECLINED, Can.ANSWER_REFERRAL, label=_("Non accogliere")),
    step("withdraw", R.SENT, R.WITHDRAWN, Can.REFER, label=_("Ritira l’invio")),
)
# Once, by a second person.
emergency_workflow = Workflow(
    EmergencyAccess,
    E.WAITING,
    step("justify", E.WAITING, E.JUSTIFIED, Can.REVIEW_EMERGENCY, label=_("Giustificato")),
    step("object", E.WAITING, E.NOT_JUSTIFIED, Can.REVIEW_EMERGENCY, label=_("Non giustificato")),
)
