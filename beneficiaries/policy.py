"""Who may do what with people and their files.

Python hides rows and refuses verbs; `row_security` says the same to the database.
"""

from typing import Any

import rules
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.enums import Role
from agencies.models import User
from agencies.policy import holds, is_agency_admin, is_caseworker, is_coordinator, same_agency
from agencies.workers import coordinators_now, workers_now
from beneficiaries.document_querysets import DocumentQuerySet
from beneficiaries.emergency_querysets import EmergencyQuerySet
from beneficiaries.enums import ShareSection
from beneficiaries.handover_querysets import HandOverLineQuerySet, HandOverQuerySet
from beneficiaries.household_querysets import MemberQuerySet
from beneficiaries.merge_querysets import DuplicateQuerySet, MergeQuerySet
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
    HandOverLine,
    HouseholdMember,
    Merge,
    PersonalPlan,
    PlanAction,
    PlanGoal,
    Referral,
    RosterEntry,
    Share,
)
from beneficiaries.plan_enums import SHARED_PLANS
from beneficiaries.plan_querysets import PlanActionQuerySet, PlanQuerySet
from beneficiaries.querysets import (
    AppointmentQuerySet,
    AssessmentQuerySet,
    BeneficiaryQuerySet,
    CaseNoteQuerySet,
    DeadlineQuerySet,
    RosterQuerySet,
)
from beneficiaries.sharing_enums import ReferralState
from beneficiaries.sharing_querysets import ReferralQuerySet, ShareQuerySet
from core.policy import grant


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PEOPLE = "beneficiaries.see_people", _("Vedere le persone in carico")
    REGISTER = "beneficiaries.register", _("Registrare una persona")
    CORRECT = "beneficiaries.correct", _("Correggere i dati di una persona")
    READ_DIARY = "beneficiaries.read_diary", _("Leggere il diario")
    WRITE_NOTE = "beneficiaries.write_note", _("Scrivere una nota")
    CORRECT_NOTE = "beneficiaries.correct_note", _("Correggere una nota")
    READ_ASSESSMENTS = "beneficiaries.read_assessments", _("Leggere le valutazioni")
    ASSESS = "beneficiaries.assess", _("Scrivere o correggere una valutazione")
    CHOOSE_READERS = "beneficiaries.choose_readers", _("Scegliere chi legge una nota")
    MOVE_CASE = "beneficiaries.move_case", _("Far avanzare la cartella")
    CLOSE_CASE = "beneficiaries.close_case", _("Chiudere o riaprire la cartella")
    SEE_READERS = "beneficiaries.see_readers", _("Vedere chi ha letto la scheda")
    SEE_UNFOLLOWED = "beneficiaries.see_unfollowed", _("Vedere chi è senza operatore")
    ENTRUST = "beneficiaries.entrust", _("Affidare una persona a un operatore")
    HAND_OVER = "beneficiaries.hand_over", _("Passare le persone da un operatore all’altro")
    JUDGE_DUPLICATES = (
        "beneficiaries.judge_duplicates",
        _("Vedere i possibili doppioni e dire quali non lo sono"),
    )
    MERGE = "beneficiaries.merge", _("Unire due schede della stessa persona")
    SEE_AGENDA = "beneficiaries.see_agenda", _("Vedere l’agenda")
    KEEP_APPOINTMENTS = "beneficiaries.keep_appointments", _("Fissare e spostare appuntamenti")
    KEEP_DEADLINES = "beneficiaries.keep_deadlines", _("Scrivere e segnare scadenze")
    KEEP_HOUSEHOLD = (
        "beneficiaries.keep_household",
        _("Vedere e scrivere il nucleo di una persona"),
    )
    READ_PLAN = "beneficiaries.read_plan", _("Leggere il progetto di una persona")
    WRITE_PLAN = "beneficiaries.write_plan", _("Scrivere il progetto di una persona")
    REVIEW_PLANS = "beneficiaries.review_plans", _("Vedere i progetti da approvare")
    DECIDE_PLAN = "beneficiaries.decide_plan", _("Decidere sul progetto di una persona")
    READ_DOCUMENTS = "beneficiaries.read_documents", _("Vedere e scaricare i documenti")
    KEEP_DOCUMENTS = "beneficiaries.keep_documents", _("Caricare e sostituire documenti")
    SHARE = "beneficiaries.share", _("Condividere una persona con un altro ente")
    SEE_RECEIVED = "beneficiaries.see_received", _("Vedere le persone condivise con l’ente")
    REFER = "beneficiaries.refer", _("Inviare una persona a un altro ente")
    SEE_REFERRALS = "beneficiaries.see_referrals", _("Vedere gli invii fra enti")
    ANSWER_REFERRAL = "beneficiaries.answer_referral", _("Rispondere a un invio")
    SEE_EMERGENCIES = "beneficiaries.see_emergencies", _("Vedere gli accessi d’emergenza")
    OPEN_EMERGENCY = "beneficiaries.open_emergency", _("Aprire un accesso d’emergenza")
    END_EMERGENCY = "beneficiaries.end_emergency", _("Chiudere un accesso d’emergenza")
    REVIEW_EMERGENCY = "beneficiaries.review_emergency", _("Esaminare un accesso d’emergenza")


caseworkers = _("gli operatori e i coordinatori dell’ente che segue la persona")
coordinators = _("i coordinatori dell’ente che segue la persona")
in_charge = is_caseworker & same_agency


@rules.predicate
def is_author(user: User, note: CaseNote | None) -> bool:
    """The user has written the note."""
    return note is not None and note.author_id == user.pk


@rules.predicate
def receives(user: User, referral: Referral | None) -> bool:
    """The referral is addressed to the agency the user acts for."""
    return referral is None or (
        user.acting is not None and referral.to_agency_id == user.acting.agency_id
    )


@rules.predicate
def holds_access(user: User, access: EmergencyAccess | None) -> bool:
    """The user has opened the emergency access."""
    return access is not None and access.opened_by_id == user.pk


@rules.predicate
def reviews_access(user: User, access: EmergencyAccess | None) -> bool:
    """Who coordinates, of others; who administers, where nobody but the holder coordinates."""
    if access is None:
        return is_coordinator.test(user) or is_agency_admin.test(user)
    others = coordinators_now(user).exclude(user_id=access.opened_by_id)
    is_left = is_agency_admin.test(user) and not others.exists()
    return access.opened_by_id != user.pk and (is_coordinator.test(user) or is_left)


grant(Can.SEE_PEOPLE, is_caseworker, who=caseworkers)
grant(Can.REGISTER, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.CORRECT, in_charge, who=caseworkers)
grant(Can.READ_DIARY, in_charge, who=caseworkers)
grant(Can.WRITE_NOTE, in_charge, who=caseworkers)
grant(Can.CORRECT_NOTE, in_charge, who=caseworkers)
grant(Can.READ_ASSESSMENTS, in_charge, who=caseworkers)
grant(Can.ASSESS, in_charge, who=caseworkers)
grant(Can.CHOOSE_READERS, in_charge & is_author, who=_("chi ha scritto la nota"))
grant(Can.MOVE_CASE, in_charge, who=caseworkers)
grant(Can.CLOSE_CASE, in_charge, who=caseworkers)
grant(Can.SEE_AGENDA, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.KEEP_APPOINTMENTS, in_charge, who=caseworkers)
grant(Can.KEEP_DEADLINES, in_charge, who=caseworkers)
grant(
    Can.SEE_READERS,
    holds(Role.SOCIAL_WORKER, Role.COORDINATOR, Role.AGENCY_ADMIN) & same_agency,
    who=_("operatori, coordinatori e amministratori dell’ente che segue la persona"),
)
grant(Can.SEE_UNFOLLOWED, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(Can.ENTRUST, is_coordinator & same_agency, who=coordinators)
grant(Can.HAND_OVER, is_coordinator & same_agency, who=_("i coordinatori dell’ente"))
grant(Can.JUDGE_DUPLICATES, in_charge, who=caseworkers)
grant(Can.MERGE, is_coordinator & same_agency, who=_("i coordinatori dell’ente"))
grant(Can.KEEP_HOUSEHOLD, in_charge, who=caseworkers)
grant(Can.READ_PLAN, in_charge, who=caseworkers)
grant(Can.WRITE_PLAN, in_charge, who=caseworkers)
grant(Can.REVIEW_PLANS, is_coordinator, who=_("i coordinatori"))
grant(Can.DECIDE_PLAN, is_coordinator & same_agency, who=coordinators)
grant(Can.READ_DOCUMENTS, in_charge, who=caseworkers)
grant(Can.KEEP_DOCUMENTS, in_charge, who=caseworkers)
grant(Can.SHARE, in_charge, who=caseworkers)
grant(Can.SEE_RECEIVED, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.REFER, in_charge, who=caseworkers)
grant(Can.SEE_REFERRALS, is_caseworker, who=_("operatori e coordinatori"))
grant(
    Can.ANSWER_REFERRAL, is_coordinator & receives, who=_("i coordinatori dell’ente che lo riceve")
)
grant(
    Can.SEE_EMERGENCIES,
    is_caseworker | is_agency_admin,
    who=_("chi segue le persone, chi amministra"),
)
grant(Can.OPEN_EMERGENCY, in_charge, who=caseworkers)
REVIEWERS = _("un altro coordinatore dell’ente; dove non c’è, gli amministratori")
ENDERS = _("chi lo ha aperto, e chi lo esamina")
grant(Can.END_EMERGENCY, same_agency & (holds_access | reviews_access), who=ENDERS)
grant(Can.REVIEW_EMERGENCY, same_agency & reviews_access, who=REVIEWERS)


def visible_people(user: User) -> BeneficiaryQuerySet:
    """People in the charge of the agency the user acts for, or shared with it today."""
    if not is_caseworker.test(user) or user.acting is None:
        return Beneficiary.objects.none()
    mine = Q(agency_id=user.acting.agency_id)
    # A record made one with another is reached through the one that stays.
    every = Beneficiary.objects.filter(merged_into=None)
    return every.filter(mine | Q(pk__in=_shared(user, ShareSection.IDENTITY)))


def visible_roster(user: User) -> RosterQuerySet:
    """The maintained rows of the agency the user acts for."""
    if not is_caseworker.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    return RosterEntry.objects.of_agency(user.acting.agency_id)


def visible_names(user: User) -> BeneficiaryQuerySet:
    """People whose name an administrator needs: those of the agency's own records."""
    if user.acting is None or user.acting.role not in (
        Role.AGENCY_ADMIN,
        Role.SOCIAL_WORKER,
        Role.COORDINATOR,
    ):
        return Beneficiary.objects.none()
    return Beneficiary.objects.filter(agency_id=user.acting.agency_id)


def visible_unfollowed(user: User) -> RosterQuerySet:
    """Open files of the agency that no worker of today follows, for who administers it."""
    if not is_agency_admin.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    own = RosterEntry.objects.of_agency(user.acting.agency_id)
    return own.open().of_nobody(workers_now(user))


def visible_notes(user: User) -> CaseNoteQuerySet:
    """The diary of the agency's own people; reserved notes for those who may read them."""
    if not is_caseworker.test(user) or user.acting is None:
        return CaseNote.objects.none()
    return CaseNote.objects.filter(agency_id=user.acting.agency_id).read_by(user.pk)


def visible_emergencies(user: User) -> EmergencyQuerySet:
    """One's own, those to notes one reserved; of the agency for who reviews them."""
    if user.acting is None:
        return EmergencyAccess.objects.none()
    own = EmergencyAccess.objects.filter(agency_id=user.acting.agency_id)
    if is_coordinator.test(user):
        return own
    if is_agency_admin.test(user):
        return own.exclude(opened_by_id=user.pk).without_other(coordinators_now(user))
    return own.concerning(user.pk) if is_caseworker.test(user) else own.none()


def visible_emergency_notes(user: User) -> CaseNoteQuerySet:
    """Notes reserved to others, of people for whom the user's emergency access is open now."""
    if not is_caseworker.test(user) or user.acting is None:
        return CaseNote.objects.none()
    people = visible_emergencies(user).of_holder(user.pk).open().values("beneficiary_id")
    hidden = CaseNote.objects.filter(agency_id=user.acting.agency_id).hidden_from(user.pk)
    return hidden.filter(beneficiary_id__in=people)


def visible_hand_overs(user: User) -> HandOverQuerySet:
    """The hand-overs of the agency one coordinates."""
    if not is_coordinator.test(user) or user.acting is None:
        return HandOver.objects.none()
    return HandOver.objects.filter(agency_id=user.acting.agency_id)


def visible_passings(user: User) -> HandOverLineQuerySet:
    """People passed on to the user or from them; all of the agency for who coordinates it."""
    if not is_caseworker.test(user) or user.acting is None:
        return HandOverLine.objects.none()
    own = HandOverLine.objects.filter(agency_id=user.acting.agency_id)
    if is_coordinator.test(user):
        return own
    return own.filter(Q(from_worker_id=user.pk) | Q(to_worker_id=user.pk))


def visible_duplicates(user: User) -> DuplicateQuerySet:
    """Pairs of records of the agency that may be of one person."""
    if not is_caseworker.test(user) or user.acting is None:
        return DuplicatePair.objects.none()
    return DuplicatePair.objects.filter(agency_id=user.acting.agency_id)


def visible_merges(user: User) -> MergeQuerySet:
    """Records made one, of the agency one coordinates."""
    if not is_coordinator.test(user) or user.acting is None:
        return Merge.objects.none()
    return Merge.objects.filter(agency_id=user.acting.agency_id)


def visible_assessments(user: User) -> AssessmentQuerySet:
    """The assessments of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return Assessment.objects.none()
    return Assessment.objects.filter(agency_id=user.acting.agency_id)


def visible_appointments(user: User) -> AppointmentQuerySet:
    """Appointments with the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return Appointment.objects.none()
    return Appointment.objects.filter(agency_id=user.acting.agency_id)


def visible_deadlines(user: User) -> DeadlineQuerySet:
    """Deadlines of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return Deadline.objects.none()
    return Deadline.objects.filter(agency_id=user.acting.agency_id)


def visible_members(user: User) -> MemberQuerySet:
    """Who lives with the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return HouseholdMember.objects.none()
    return HouseholdMember.objects.filter(agency_id=user.acting.agency_id)


def visible_plans(user: User) -> PlanQuerySet:
    """Versions of the plans of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return PersonalPlan.objects.none()
    return PersonalPlan.objects.filter(agency_id=user.acting.agency_id)


def visible_goals(user: User) -> models.QuerySet[PlanGoal]:
    """Goals of the plans one sees."""
    if not is_caseworker.test(user) or user.acting is None:
        return PlanGoal.objects.none()
    return PlanGoal.objects.filter(agency_id=user.acting.agency_id)


def visible_actions(user: User) -> PlanActionQuerySet:
    """Actions of the plans one sees."""
    if not is_caseworker.test(user) or user.acting is None:
        return PlanAction.objects.none()
    return PlanAction.objects.filter(agency_id=user.acting.agency_id)


def visible_documents(user: User) -> DocumentQuerySet:
    """Documents of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return Document.objects.none()
    return Document.objects.filter(agency_id=user.acting.agency_id)


# --- between agencies ---------------------------------------------------------------------------
# What was shared has questions of its own: what an agency works on (its diary, its dues, its desk)
# never holds a row of somebody else's by mistake.


def visible_shares(user: User) -> ShareQuerySet:
    """To whom the agency's own people are, were and will be shown."""
    if not is_caseworker.test(user) or user.acting is None:
        return Share.objects.none()
    return Share.objects.filter(agency_id=user.acting.agency_id)


def visible_received(user: User) -> ShareQuerySet:
    """What other agencies share with one's own today."""
    if not is_caseworker.test(user) or user.acting is None:
        return Share.objects.none()
    theirs = Share.objects.filter(to_agency_id=user.acting.agency_id)
    return theirs.current(timezone.localdate())


def visible_referrals(user: User) -> ReferralQuerySet:
    """Referrals from one's agency, and those to it that were not taken back."""
    if not is_caseworker.test(user) or user.acting is None:
        return Referral.objects.none()
    here = user.acting.agency_id
    received = Q(to_agency_id=here) & ~Q(state=ReferralState.WITHDRAWN)
    return Referral.objects.filter(Q(agency_id=here) | received)


def visible_received_notes(user: User) -> CaseNoteQuerySet:
    """Notes marked as shared, of people whose notes are shared with the agency today."""
    if not is_caseworker.test(user) or user.acting is None:
        return CaseNote.objects.none()
    return CaseNote.objects.filter(beneficiary_id__in=_shared(user, ShareSection.NOTES)).shared()


def visible_received_plans(user: User) -> PlanQuerySet:
    """The plan that holds, or was concluded, of people whose plan is shared with the agency."""
    if not is_caseworker.test(user) or user.acting is None:
        return PersonalPlan.objects.none()
    shared = _shared(user, ShareSection.PLAN)
    return PersonalPlan.objects.filter(beneficiary_id__in=shared, state__in=SHARED_PLANS)


def visible_received_assessments(user: User) -> AssessmentQuerySet:
    """The assessments of people whose assessments are shared with the agency today."""
    if not is_caseworker.test(user) or user.acting is None:
        return Assessment.objects.none()
    return Assessment.objects.filter(beneficiary_id__in=_shared(user, ShareSection.ASSESSMENT))


def _shared(user: User, section: ShareSection) -> models.QuerySet[Share, Any]:
    """The numbers of the people of whom this is shared with the agency today, as a subquery."""
    return visible_received(user).with_section(section).values("beneficiary_id")
