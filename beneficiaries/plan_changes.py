"""What a version of a plan changes in the one before: added, changed from and to, removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.plan_enums import Difference
from beneficiaries.plan_wording import Content
from core.ui.words import JOINER

HEAD = {"aim": _("Finalità generale"), "review": _("Verifica")}
OF_GOAL = {
    "title": _("Obiettivo"),
    "area": _("Area di vita"),
    "wish": _("Che cosa vuole la persona"),
    "sign": _("Da che cosa si vede che è raggiunto"),
}
OF_ACTION = {
    "what": _("Che cosa"),
    "who": _("Chi"),
    "by": _("Entro il"),
    "hours": _("Ore previste"),
}
Labels = Mapping[str, str | Promise]


@dataclass(frozen=True)
class Part:
    """One answer in both versions; `before` and `now` are the same where nothing changed."""

    name: str
    label: str | Promise
    before: str
    now: str

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.now


@dataclass(frozen=True)
class Compared:
    """A goal or an action beside what it was."""

    kind: Difference
    parts: Sequence[Part]
    actions: Sequence["Compared"] = ()

    @property
    def title(self) -> str:
        """What it is called now, or was."""
        return self.parts[0].now or self.parts[0].before

    @property
    def is_marked(self) -> bool:
        """Whether something is to be said of it: it is new, changed or removed."""
        return self.kind != Difference.SAME

    @property
    def changed(self) -> list[Part]:
        """The answers that differ."""
        return [one for one in self.parts if one.is_changed]

    @property
    def told(self) -> dict[str, Part]:
        """The answers by name."""
        return {one.name: one for one in self.parts}


@dataclass(frozen=True)
class Comparison:
    """A whole version beside the one before."""

    head: Sequence[Part]
    goals: Sequence[Compared]

    @property
    def count(self) -> int:
        """How many things differ: answers of the head, goals, actions."""
        lines = [*self.goals, *(action for one in self.goals for action in one.actions)]
        return sum(one.is_changed for one in self.head) + sum(one.is_marked for one in lines)


def compare(before: Content | None, now: Content) -> Comparison:
    """A version beside the one before; with none before, nothing is marked as changed."""
    base = now if before is None else before
    return Comparison(_parts(HEAD, base, now), _goals(base["goals"], now["goals"]))


def _goals(before: list[Content], now: list[Content]) -> list[Compared]:
    return [
        Compared(
            kind,
            _parts(OF_GOAL, was, new),
            _actions(was.get("actions", []), new.get("actions", [])),
        )
        for kind, was, new in _pairs(OF_GOAL, before, now)
    ]


def _actions(before: list[Content], now: list[Content]) -> list[Compared]:
    return [
        Compared(kind, _parts(OF_ACTION, was, new))
        for kind, was, new in _pairs(OF_ACTION, before, now)
    ]


def _pairs(
    labels: Labels, before: list[Content], now: list[Content]
) -> list[tuple[Difference, Content, Content]]:
    """Each line beside what it was, in the order of now; the removed ones after them."""
    was = {one["line"]: one for one in before}
    kept = {one["line"] for one in now}
    found = []
    for one in now:
        former = was.get(one["line"])
        kind = Difference.NEW if former is None else _kind(labels, former, one)
        found.append((kind, former or {}, one))
    gone = [one for one in before if one["line"] not in kept]
    return [*found, *((Difference.REMOVED, one, {}) for one in gone)]


def _kind(labels: Labels, before: Content, now: Content) -> Difference:
    differs = any(before.get(name) != now.get(name) for name in labels)
    return Difference.CHANGED if differs else Difference.SAME


def _parts(labels: Labels, before: Content, now: Content) -> list[Part]:
    def said(content: Content, name: str) -> str:
        told = str(content.get(name, ""))
        return f"{told}{JOINER}h" if told and name == "hours" else told

    return [
        Part(name, label, said(before, name), said(now, name)) for name, label in labels.items()
    ]
