"""What the page of a person's documents shows: by kind, what ends soon, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from agencies.models import User
from beneficiaries.document_enums import DocumentKind, Expiry
from beneficiaries.models import Beneficiary, Document, PersonalPlan, Situation
from beneficiaries.papers import PAPERS, Facts, Paper, missing_of
from beneficiaries.plan_enums import PlanState
from beneficiaries.policy import Can, visible_documents, visible_plans
from core.policy import may


@dataclass(frozen=True)
class Group:
    """The documents in use of one kind."""

    paper: Paper
    rows: Sequence[Document]


@dataclass(frozen=True)
class Shelf:
    """All documents of a person."""

    groups: Sequence[Group]
    former: Sequence[Document]
    missing: Sequence[Paper]
    # The version of the plan that holds, whose signed copy may be what is missing.
    plan: PersonalPlan | None
    may_keep: bool
    # Whether a virus scanner looks at what comes in; the page says so where none does.
    is_scanned: bool

    @property
    def is_empty(self) -> bool:
        """Nothing was ever brought."""
        return not self.groups and not self.former


def shelf_of(person: Beneficiary, user: User) -> Shelf:
    """The documents of a person, and what is asked for and not there."""
    rows = list(visible_documents(user).of_person(person.pk).for_list())
    today = timezone.localdate()
    in_use = [one for one in rows if one.is_in_use]
    held = {one.kind for one in in_use if one.expiry_at(today) != Expiry.OVER}
    plan = _approved(person, user)
    facts = facts_of(person, plan)
    if plan is not None and not any(one.plan_id == plan.pk for one in in_use):
        # The copy of another version is not the copy of the one that holds.
        held.discard(DocumentKind.PLAN)
    by_kind = [Group(one, [row for row in in_use if row.kind == one.kind]) for one in PAPERS]
    return Shelf(
        groups=[one for one in by_kind if one.rows],
        former=[one for one in rows if not one.is_in_use],
        missing=missing_of(facts, held),
        plan=plan,
        may_keep=may(user, Can.KEEP_DOCUMENTS, person),
        is_scanned=bool(settings.CLAMAV),
    )


def _approved(person: Beneficiary, user: User) -> PersonalPlan | None:
    rows = visible_plans(user).of_person(person.pk)
    return rows.filter(state=PlanState.APPROVED).only("pk", "number").first()


def facts_of(person: Beneficiary, plan: PersonalPlan | None) -> Facts:
    """What of a person decides which documents are asked for."""
    known = Situation.objects.filter(beneficiary=person).select_related("employment").first()
    return Facts(
        citizenship_group=person.citizenship.group if person.citizenship else "",
        esf_status=known.employment.esf_status if known and known.employment else "",
        vulnerabilities=frozenset((known.vulnerabilities if known else None) or ()),
        has_approved_plan=plan is not None,
    )
