"""A workflow is a table: step, from, to, who. The same table arms the database.

Nothing else writes the state: `take` checks the table and the policy, and a trigger made
from the table refuses any other move, and any row born in another than the first state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.policy import authorize, may, refusal


class WrongStep(Exception):
    """The step does not start from the state the row is in; the message is for people."""


@dataclass(frozen=True)
class Step:
    """One line of the table."""

    name: str
    sources: tuple[TextChoices, ...]
    target: TextChoices
    who: TextChoices
    label: str | Promise


@dataclass(frozen=True)
class Offer:
    """A step as a button: its label, and the sentence why it is refused (empty: allowed)."""

    name: str
    label: str
    refused: str = ""


def step(
    name: str,
    sources: TextChoices | Iterable[TextChoices],
    target: TextChoices,
    who: TextChoices,
    *,
    label: str | Promise,
) -> Step:
    """Write one line of a workflow's table."""
    several = (sources,) if isinstance(sources, TextChoices) else tuple(sources)
    return Step(name, several, target, who, label)


_workflows: list["Workflow"] = []


class Workflow:
    """The table of one model's states; registered, so that arming finds it."""

    def __init__(
        self, model: type[Model], first: TextChoices, *steps: Step, field: str = "state"
    ) -> None:
        self.model, self.first, self.field = model, first, field
        self.steps = {one.name: one for one in steps}
        _workflows.append(self)

    def take(self, obj: Any, name: str, *, by: Any) -> None:
        """Move `obj` (fresh and locked) along one step; raise WrongStep or PermissionDenied."""
        taken = self.steps[name]
        authorize(by, taken.who, obj)
        self.check(obj, taken)
        setattr(obj, self.field, taken.target)

    def check(self, obj: Any, taken: Step) -> None:
        """Raise WrongStep where the row is not in a state this step starts from."""
        state = getattr(obj, self.field)
        if state not in taken.sources:
            raise WrongStep(
                _("“%(step)s” non è possibile: lo stato è “%(state)s”.")
                % {"step": taken.label, "state": type(self.first)(state).label}
            )

    def steps_for(self, user: Any, obj: Any) -> list[Offer]:
        """The buttons: each step that starts here, with the reason where it is refused."""
        state = getattr(obj, self.field)
        return [
            Offer(
                one.name,
                str(one.label),
                "" if may(user, one.who, obj) else refusal(one.who),
            )
            for one in self.steps.values()
            if state in one.sources
        ]

    def arming(self) -> list[str]:
        """SQL of the trigger that refuses illegal births and moves."""
        table, column = self.model._meta.db_table, self.field
        moves = " or ".join(
            f"(old.{column} = '{source}' and new.{column} = '{one.target}')"
            for one in self.steps.values()
            for source in one.sources
        )
        body = (
            "begin\n"
            f"  if tg_op = 'INSERT' then\n    if new.{column} <> '{self.first}' then\n"
            f"      raise exception '{table}: born in %', new.{column}"
            " using errcode = 'check_violation'; end if;\n"
            f"  elsif old.{column} is distinct from new.{column}"
            f" and not ({moves or 'false'}) then\n"
            f"    raise exception '{table}: % to % is no step', old.{column}, new.{column}"
            " using errcode = 'check_violation';\n  end if;\n  return new;\nend"
        )
        return [
            f"create or replace function {table}_workflow() returns trigger"
            f" language plpgsql as $$ {body} $$",
            f"create or replace trigger workflow before insert or update on {table}"
            f" for each row execute function {table}_workflow()",
        ]


def workflows() -> list[Workflow]:
    """Every declared workflow, for arming and for the tests of all pairs."""
    return list(_workflows)
