"""What the page of a person's plan shows: the version that holds, the next one, the papers."""

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.models import User
from beneficiaries.models import Beneficiary, Document, PersonalPlan, PlanAction, PlanSignature
from beneficiaries.plan_enums import OPEN_PLANS, PlanState, Signatory
from beneficiaries.plan_hours import hours_of_plan, with_hours
from beneficiaries.planning import Whole, aimed_in, holding
from beneficiaries.policy import Can, visible_documents, visible_plans
from beneficiaries.workflow import plan_workflow
from core.policy import may
from core.workflow import Offer


@dataclass(frozen=True)
class PlanPage:
    """All versions of a person's plan, and the one that is shown."""

    versions: Sequence[PersonalPlan]
    shown: Whole | None
    open: PersonalPlan | None
    signatures: Sequence[PlanSignature]
    # The signed paper, as it was brought in.
    copies: Sequence[Document]
    # Steps of the open version, by name.
    offers: dict[str, Offer]
    may_write: bool

    @property
    def plan(self) -> PersonalPlan | None:
        """The version that is shown."""
        return self.shown.plan if self.shown else None

    @property
    def is_held(self) -> bool:
        """It holds, and is followed here."""
        return self.plan is not None and self.plan.state == PlanState.APPROVED

    @property
    def asked(self) -> str:
        """What the coordinator wants changed in the draft, if so."""
        is_back = self.open is not None and self.open.state == PlanState.DRAFT
        return self.open.comment if is_back and self.open else ""

    @property
    def lacking(self) -> list[Signatory]:
        """Who has not signed the version that holds."""
        return lacking_of(self.signatures) if self.is_held else []


def page_of(person: Beneficiary, user: User) -> PlanPage:
    """The plan of a person: what holds; else what is being written; else what ended last."""
    versions = list(visible_plans(user).of_person(person.pk).for_page())
    going_on = next((one for one in versions if one.state in OPEN_PLANS), None)
    ended = next((one for one in versions if one.state == PlanState.CONCLUDED), None)
    shown = holding(versions) or going_on or ended
    return PlanPage(
        versions=versions,
        shown=followed(shown, user, with_sessions=True) if shown else None,
        open=going_on,
        signatures=signatures_of(shown) if shown else [],
        copies=copies_of(shown, user) if shown else [],
        offers=_offers(user, going_on),
        may_write=may(user, Can.WRITE_PLAN, person),
    )


def followed(plan: PersonalPlan, user: User, *, with_sessions: bool = False) -> Whole:
    """A version with its actions and what was done for each."""
    person, every = plan.beneficiary_id, PlanAction.objects.all()
    rows = with_hours(every, person, user, with_sessions=with_sessions)
    aimed = aimed_in(plan, with_dropped=False, rows=rows)
    done = [action for one in aimed for action in one.actions]
    return Whole(plan, aimed, hours_of_plan(person, done, user))


def _offers(user: User, plan: PersonalPlan | None) -> dict[str, Offer]:
    return {one.name: one for one in plan_workflow.steps_for(user, plan)} if plan else {}


def signatures_of(plan: PersonalPlan) -> list[PlanSignature]:
    """The signatures on a version, in the order of the paper."""
    order = list(Signatory)
    return sorted(plan.signatures.all(), key=lambda one: order.index(one.party_now))


def copies_of(plan: PersonalPlan, user: User) -> list[Document]:
    """The signed copies of a version that are in use, the newest first."""
    return list(visible_documents(user).filter(plan=plan).in_use().newest_first())


def lacking_of(signatures: Sequence[PlanSignature]) -> list[Signatory]:
    """Who has not signed."""
    given = {one.party for one in signatures}
    return [one for one in Signatory if one not in given]


def names_of(plan: PersonalPlan) -> dict[str, str]:
    """Who signs as a rule, by part."""
    worker = plan.case_file.case_manager
    return {
        Signatory.PERSON: plan.beneficiary.full_name,
        Signatory.WORKER: worker.get_full_name() if worker else "",
        Signatory.COORDINATOR: plan.decided_by.get_full_name() if plan.decided_by else "",
    }
