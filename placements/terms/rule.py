"""What a rule of placements is, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.terms.declared import Terms
from placements.terms.facts import Facts


class Status(models.TextChoices):
    """What a rule says of a placement; the severity of a rule is what it says when broken."""

    OK = "ok", _("Rispettata")
    WARNS = "warns", _("Da vedere")
    BLOCKS = "blocks", _("Blocca")

    @property
    def tone(self) -> str:
        """The tone of the line."""
        return {"warns": "warn", "blocks": "stop"}.get(self.value, "ok")

    @property
    def icon(self) -> str:
        """The icon of the line."""
        return {"warns": "warning-circle", "blocks": "close-circle"}.get(self.value, "check-circle")


class Fixer(models.TextChoices):
    """Who can put right what a rule finds."""

    PROPOSER = "PROPOSER", _("Chi propone il tirocinio")
    HOST = "HOST", _("Chi cura i dati dell’ospitante")
    SERVICE = "SERVICE", _("Il servizio che ha in carico la persona")
    COORDINATOR = "COORDINATOR", _("Il coordinatore")


@dataclass(frozen=True)
class Judgement:
    """Whether a rule is kept, and the sentence that fits the case."""

    kept: bool
    sentence: str


# What a judge is given: `Facts` and `Terms` in which all its rule needs is known. Which fields
# these are is said by the rule and not by the types.
Known = Any
Binding = Any
Judge = Callable[[Known, Binding], Judgement | None]


@dataclass(frozen=True)
class Rule:
    """One rule: what it needs to know, how it judges, whence it comes, what to change and who.

    `of` names the field of the terms it enforces: where that binds nobody, it does not apply.
    `field` is the field of the form. A judge that finds nothing to say answers None.
    """

    code: str
    severity: Status
    judge: Judge
    field: str
    needs: tuple[str, ...]
    of: str = ""
    source: str = ""
    fixer: Fixer = Fixer.PROPOSER

    def applies(self, terms: Terms) -> bool:
        """Whether these terms ask for it."""
        return not self.of or getattr(terms, self.of) not in (None, False)

    def lacks(self, facts: Facts) -> tuple[str, ...]:
        """What it needs and nobody knows yet."""
        return tuple(name for name in self.needs if getattr(facts, name) in (None, ""))


@dataclass(frozen=True)
class Verdict:
    """What one rule says of one placement."""

    rule: Rule
    status: Status
    sentence: str
    source: str

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    @property
    def field(self) -> str:
        """The field of the form to change."""
        return self.rule.field

    @property
    def fixer(self) -> Fixer:
        """Who can put it right."""
        return self.rule.fixer


def kept(sentence: str) -> Judgement:
    """The rule is kept, and this is how."""
    return Judgement(True, sentence)


def broken(sentence: str) -> Judgement:
    """The rule is broken, and this is why."""
    return Judgement(False, sentence)
