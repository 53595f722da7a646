"""Who may do what with people and their files: the rows one sees, and the verbs (`permissions`).

Python hides rows and refuses verbs; `row_security` says the same to the database.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.enums import Role
from agencies.models import User
from agencies.policy import is_agency_admin, is_caseworker, is_coordinator
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
from beneficiaries.permissions import Can as Can
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
        # Those of a partner, too, where nobody there could review them.
        every = EmergencyAccess.objects.all()
        return every.seen_by_coordinators(user.acting.agency_id, user.pk)
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
