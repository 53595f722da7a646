"""A version of a plan read whole: its goals with their actions, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beneficiaries.models import PersonalPlan, PlanAction, PlanGoal
from beneficiaries.plan_enums import PlanState, Reached
from beneficiaries.plan_hours import Hours, hour_words
from beneficiaries.plan_querysets import PlanActionQuerySet, PlanQuerySet
from core.ui.words import say_number


@dataclass(frozen=True)
class Aimed:
    """One goal with its actions."""

    goal: PlanGoal
    actions: Sequence[PlanAction]


@dataclass(frozen=True)
class Progress:
    """How far a plan is: actions, goals, hours."""

    done: int
    total: int
    late: int
    reached: int
    goals: int
    minutes_done: int
    hours_planned: int

    @property
    def words(self) -> str:
        """“3 azioni fatte su 7, 1 in ritardo”."""
        if not self.total:
            return _("Ancora nessuna azione")
        told = ngettext(
            "%(done)s azione fatta su %(total)s", "%(done)s azioni fatte su %(total)s", self.done
        )
        said = told % {"done": say_number(self.done), "total": say_number(self.total)}
        if not self.late:
            return said
        # Not inside an f-string: who collects the texts does not look there.
        late = _("%(late)s in ritardo") % {"late": say_number(self.late)}
        return f"{said}, {late}"

    @property
    def goal_words(self) -> str:
        """“1 obiettivo raggiunto su 3”."""
        told = ngettext(
            "%(reached)s obiettivo raggiunto su %(goals)s",
            "%(reached)s obiettivi raggiunti su %(goals)s",
            self.reached,
        )
        return told % {"reached": say_number(self.reached), "goals": say_number(self.goals)}

    @property
    def hour_words(self) -> str:
        """“ore fatte: 12 h 30 su 20 h previste”; empty where none were planned and none done."""
        return hour_words(self.minutes_done, self.hours_planned)


@dataclass(frozen=True)
class Whole:
    """A version with everything that hangs on it, what was dropped left out."""

    plan: PersonalPlan
    aimed: Sequence[Aimed]
    # What was done, by the line of the action; asked for by the pages that say it.
    hours: Mapping[UUID, Hours] = field(default_factory=dict)

    @property
    def progress(self) -> Progress:
        """How far it is, today."""
        return progress_of(self.aimed, self.hours)

    @property
    def followed(self) -> list["Followed"]:
        """Each goal with how far it is, and its actions with what was done for them."""
        return [
            Followed(
                one.goal,
                progress_of([one], self.hours),
                [(action, self.hours.get(action.line, Hours())) for action in one.actions],
            )
            for one in self.aimed
        ]


@dataclass(frozen=True)
class Followed:
    """One goal, how far it is, and its actions, each with the hours done for it."""

    goal: PlanGoal
    progress: Progress
    lines: Sequence[tuple[PlanAction, Hours]]


def progress_of(aimed: Sequence[Aimed], hours: Mapping[UUID, Hours]) -> Progress:
    """How far these goals are: what their actions are, taken together."""
    every = [action for one in aimed for action in one.actions]
    return Progress(
        done=sum(one.done_on is not None for one in every),
        total=len(every),
        late=sum(one.is_late for one in every),
        reached=sum(one.goal.reached == Reached.YES for one in aimed),
        goals=len(aimed),
        minutes_done=sum(hours[one.line].minutes for one in every if one.line in hours),
        hours_planned=sum(one.hours_planned or 0 for one in every),
    )


def whole_of(plan: PersonalPlan) -> Whole:
    """A version with its goals and actions, in their order; two statements."""
    return Whole(plan, aimed_in(plan, with_dropped=False))


def without_dropped(plan: PersonalPlan, aimed: Sequence[Aimed]) -> Whole:
    """The same, of rows that were fetched with those taken out."""
    kept = [
        Aimed(one.goal, [action for action in one.actions if not action.is_dropped])
        for one in aimed
        if not one.goal.is_dropped
    ]
    return Whole(plan, kept)


def aimed_in(
    plan: PersonalPlan, *, with_dropped: bool, rows: PlanActionQuerySet | None = None
) -> list[Aimed]:
    """The goals of a version, each with its actions; `rows`: actions, with more asked of each."""
    goals = plan.goals.order_by("position", "pk")
    every = PlanAction.objects.all() if rows is None else rows
    rows = every.filter(goal__plan=plan).order_by("position", "pk")
    if not with_dropped:
        goals, rows = goals.filter(is_dropped=False), rows.filter(is_dropped=False)
    by_goal: dict[int, list[PlanAction]] = {}
    for row in rows:
        by_goal.setdefault(row.goal_id, []).append(row)
    return [Aimed(goal, by_goal.get(goal.pk, [])) for goal in goals]


def before(plan: PersonalPlan, versions: PlanQuerySet) -> PersonalPlan | None:
    """The last version that was approved before this one."""
    return versions.of_person(plan.beneficiary_id).held().filter(number__lt=plan.number).first()


def holding(versions: Sequence[PersonalPlan]) -> PersonalPlan | None:
    """The version that holds, of all of a person."""
    return next((one for one in versions if one.state == PlanState.APPROVED), None)
