"""What the pages of sharing start from: the other bodies, who is shown what, what they will see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from agencies.enums import AgencyKind
from agencies.models import Agency, User
from beneficiaries.assessing import Line, lines_of
from beneficiaries.enums import ShareSection
from beneficiaries.models import Assessment, Beneficiary, CaseNote, Referral, Share
from beneficiaries.plan_enums import SHARED_PLANS, PlanState
from beneficiaries.plan_querysets import PlanQuerySet
from beneficiaries.planning import Whole, whole_of
from beneficiaries.policy import (
    visible_assessments,
    visible_notes,
    visible_plans,
    visible_received_assessments,
    visible_received_notes,
    visible_received_plans,
    visible_referrals,
    visible_shares,
)
from beneficiaries.querysets import AssessmentQuerySet, CaseNoteQuerySet
from beneficiaries.record import Record, record_of
from core import drafts
from core.models import Draft

# So many notes are shown to another agency, the newest.
SHOWN_NOTES = 200
SHOWN_ASSESSMENTS = 12
FORM = "referral:"
KEPT = ("to_agency", "asked", "why", "months", "basis", "consent_on")


@dataclass(frozen=True)
class Sharing:
    """The page of a person's shares: what is going on, what was, who was sent where."""

    going_on: list[Share]
    over: list[Share]
    referrals: list[Referral]


@dataclass(frozen=True)
class Shown:
    """The parts of a record that another agency sees; None: not this part."""

    record: Record | None = None
    notes: Sequence[CaseNote] | None = None
    plan: Whole | None = None
    has_plan: bool = False
    assessments: Sequence[tuple[Assessment, list[Line]]] | None = None


def other_agencies(user: User) -> dict[int, Agency]:
    """The bodies one may share with, or send somebody to: all but one's own and the funder."""
    others = Agency.objects.exclude(kind=AgencyKind.FUNDER).order_by("short_name")
    here = user.acting.agency_id if user.acting else None
    return {one.pk: one for one in others if one.pk != here}


def sharing_of(user: User, person: Beneficiary) -> Sharing:
    """The shares and the referrals of a person, the newest first."""
    shares = list(visible_shares(user).of_person(person.pk).for_page())
    referrals = visible_referrals(user).sent_by(person.agency_id).of_person(person.pk)
    return Sharing(
        going_on=[one for one in shares if one.may_end],
        over=[one for one in shares if not one.may_end],
        referrals=list(referrals.for_page()),
    )


def receivers_of(user: User, person: Beneficiary) -> list[Share]:
    """The agencies that read the shared notes of a person today."""
    shares = visible_shares(user).of_person(person.pk).current(timezone.localdate())
    return list(shares.with_section(ShareSection.NOTES).select_related("to_agency"))


def code_of(receivers: Sequence[Share]) -> str:
    """Who was told to read a note, so that a form can tell whether it is still they."""
    return "-".join(sorted(f"{one.to_agency_id}" for one in receivers)) or "0"


def shown_by_us(user: User, person: Beneficiary, sections: Collection[str]) -> Shown:
    """What another agency would see of a person of one's own: the preview."""
    plans = visible_plans(user).filter(state__in=SHARED_PLANS)
    return _shown(
        person,
        sections,
        notes=visible_notes(user).shared(),
        plans=plans,
        assessments=visible_assessments(user),
    )


def shown_to_us(user: User, person: Beneficiary, sections: Collection[str]) -> Shown:
    """What one sees of a person whom another agency shares."""
    return _shown(
        person,
        sections,
        notes=visible_received_notes(user),
        plans=visible_received_plans(user),
        assessments=visible_received_assessments(user),
    )


def _shown(
    person: Beneficiary,
    sections: Collection[str],
    *,
    notes: CaseNoteQuerySet,
    plans: PlanQuerySet,
    assessments: AssessmentQuerySet,
) -> Shown:
    told: dict[str, Any] = {}
    if ShareSection.IDENTITY in sections:
        with_situation = ShareSection.SITUATION in sections
        told["record"] = record_of(person, with_situation=with_situation)
    if ShareSection.NOTES in sections:
        told["notes"] = list(notes.filter(beneficiary=person).for_timeline()[:SHOWN_NOTES])
    if ShareSection.PLAN in sections:
        found = _holding_first(plans.of_person(person.pk)).first()
        told |= {"has_plan": True, "plan": whole_of(found) if found else None}
    if ShareSection.ASSESSMENT in sections:
        rows = assessments.of_person(person.pk).newest_first().for_page()[:SHOWN_ASSESSMENTS]
        told["assessments"] = [(one, lines_of(one)) for one in rows]
    return Shown(**told)


def _holding_first(plans: PlanQuerySet) -> PlanQuerySet:
    """The plan that holds; else the one that was concluded last."""
    holds = When(state=PlanState.APPROVED, then=Value(0))
    return plans.order_by(Case(holds, default=Value(1), output_field=IntegerField()), "-number")


# --- a referral being written -------------------------------------------------------------------


def draft_of(request: HttpRequest, person: Beneficiary) -> Draft:
    """My draft of a referral of this person, or a new, empty one."""
    return drafts.draft_of(f"{FORM}{person.pk}", request)


def keep_referral(draft: Draft, typed: QueryDict) -> None:
    """Keep a referral as it is being typed; an emptied one is no draft any more."""
    kept: dict[str, Any] = {name: typed.get(name, "") for name in KEPT}
    if any(kept[name].strip() for name in ("asked", "why")):
        drafts.write(draft, kept | {"sections": typed.getlist("sections")})
    elif draft.pk is not None:
        draft.delete()
