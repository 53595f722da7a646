"""Which actions of a person's plan a note, an appointment or a placement may be for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agencies.models import User
from beneficiaries.models import Beneficiary, PlanAction
from beneficiaries.policy import visible_actions


@dataclass(frozen=True)
class Servable:
    """An action to choose. `line` stays the same through the versions of the plan."""

    pk: int
    line: str
    what: str
    goal: str = ""


def servable(action: PlanAction | None) -> Servable | None:
    """What something serves already."""
    return Servable(action.pk, str(action.line), action.what) if action else None


def offered_to(person: Beneficiary, user: User) -> list[Servable]:
    """The actions of the plan that holds; asked for where the page did not ask with the person."""
    told: list[dict[str, Any]] | None = getattr(person, "to_serve", None)
    if told is None:
        return offered_to_each([person.pk], user).get(person.pk, [])
    return [Servable(**one) for one in told]


def offered_to_each(people: Iterable[int], user: User) -> Mapping[int, list[Servable]]:
    """The same of several people, by number, in one statement."""
    found: dict[int, list[Servable]] = defaultdict(list)
    numbers = list(people)
    for row in visible_actions(user).to_serve().of_people(numbers) if numbers else ():
        one = Servable(row.pk, str(row.line), row.what, row.goal.title)
        found[row.goal.plan.beneficiary_id].append(one)
    return dict(found)
