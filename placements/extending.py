"""What an extension is held to: the rules of its placement with a later last day, and its own."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from core.ui.words import say_day_short
from placements.enums import OPEN_EXTENSIONS, ExtensionState, PlacementKind, PlacementState
from placements.facts import facts_of
from placements.models import Extension, Placement
from placements.reviewing import in_order, places_verdict
from placements.terms import Facts, Fixer, Rule, Status, Verdict, check, terms_for
from placements.terms.declared import INSURANCE
from placements.terms.rule import Binding, Judgement, Known, broken, kept

UNDER_WAY = (PlacementState.RUNNING, PlacementState.SUSPENDED)


@dataclass(frozen=True)
class Asked:
    """What an extension asks for; None is “not written yet”."""

    ends_on: date | None = None
    reason: str = ""
    eqf_level: int | None = None
    attestation_on: date | None = None


def asked_of(extension: Extension) -> Asked:
    """What an extension asks for, as it was sent."""
    return Asked(extension.ends_on, extension.reason, extension.eqf_level, extension.attestation_on)


def open_extension_of(placement: Placement) -> Extension | None:
    """The one that is neither in force nor given up, if there is one."""
    found = placement.extensions.filter(state__in=OPEN_EXTENSIONS)
    return found.select_related("version", "submitted_by").first()


def hinders_asking(placement: Placement, today: date) -> str:
    """Why no extension can be asked for now, in a sentence; empty: it can."""
    if placement.state not in UNDER_WAY or placement.ends_on is None:
        return _("Si proroga un tirocinio in corso o sospeso: lo stato è “%(state)s”.") % {
            "state": placement.state_now.label
        }
    if today > placement.ends_on:
        return _("L’ultimo giorno, il %(day)s, è passato: si proroga prima.") % {
            "day": say_day_short(placement.ends_on)
        }
    return ""


def extended(placement: Placement, asked: Asked) -> Placement:
    """The placement as it would be; nothing is saved."""
    trial = copy(placement)
    trial.ends_on = asked.ends_on
    trial.attestation_on = asked.attestation_on or placement.attestation_on
    return trial


def asks_for_a_level(placement: Placement) -> bool:
    """Whether an aim of a higher level makes a longer placement possible."""
    terms = terms_for(placement.kind, placement.starts_on)
    level = placement.eqf_level
    return bool(terms and terms.longer_months and level and level < terms.longer_from_eqf)


def asks_for_an_attestation(placement: Placement) -> bool:
    """Whether the service attests that more months are needed."""
    return placement.kind == PlacementKind.INCLUSION


# --- its own rules ------------------------------------------------------------------------------


def judge_later(facts: Known, terms: Binding) -> Judgement:
    """It ends later than it would."""
    values = {"before": say_day_short(facts.ended_before), "new": say_day_short(facts.ends_on)}
    if facts.ends_on <= facts.ended_before:
        return broken(_("Finisce già il %(before)s: il nuovo ultimo giorno viene dopo.") % values)
    return kept(_("Dal %(before)s si proroga al %(new)s.") % values)


def judge_in_time(facts: Known, terms: Binding) -> Judgement:
    """What is over is not extended: the parties agree before."""
    last = {"day": say_day_short(facts.ended_before)}
    if facts.today > facts.ended_before:
        return broken(_("L’ultimo giorno, il %(day)s, è passato: si proroga prima.") % last)
    return kept(_("Si decide e si firma entro il %(day)s, l’ultimo giorno di ora.") % last)


def judge_insured(facts: Known, terms: Binding) -> Judgement | None:
    """Third parties are insured on its first day; afterwards the policy may be renewed."""
    if facts.liability_until > facts.ended_before:
        return None
    return broken(
        _("La polizza di responsabilità civile scade il %(until)s, prima della proroga.")
        % {"until": say_day_short(facts.liability_until)}
    )


BEFORE_THE_END = "Convenzione, art. 2: accordo scritto prima della fine"
OWN_RULES = (
    Rule("LATER", Status.BLOCKS, judge_later, "ends_on", ("ends_on",), source=BEFORE_THE_END),
    Rule("IN_TIME", Status.BLOCKS, judge_in_time, "ends_on", ("today",), source=BEFORE_THE_END),
    Rule(
        "INSURED_BEYOND", Status.BLOCKS, judge_insured, "liability_until", ("liability_until",),
        source=INSURANCE, fixer=Fixer.HOST,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Beyond(Facts):
    """The facts of a placement that is extended, and the last day it has now."""

    ended_before: date = date.min


# --- all of them --------------------------------------------------------------------------------


def verdicts_of_extension(placement: Placement, asked: Asked, today: date) -> list[Verdict]:
    """What each rule says of a placement with the last day that is asked for.

    The rules are those of any placement, over all its days; the other trainees are counted on
    the days that are added.
    """
    ends_now = placement.ends_on
    assert ends_now is not None  # noqa: S101  why: a placement under way is whole
    trial, added = extended(placement, asked), ends_now + timedelta(days=1)
    facts = replace(
        facts_of(trial, today, since=added),
        # The beginning is past, and its notice is sent.
        today=None,
        extension_eqf_level=asked.eqf_level or _level_aimed_at(placement),
    )
    own = Beyond(today=today, ends_on=asked.ends_on, liability_until=facts.liability_until,
                 ended_before=ends_now)  # fmt: skip
    places = places_verdict(trial, since=added)
    return in_order([*_own_verdicts(own), *check(facts), *([places] if places else [])])


def _own_verdicts(facts: Beyond) -> list[Verdict]:
    told: list[Verdict] = []
    for rule in OWN_RULES:
        judgement = None if rule.lacks(facts) else rule.judge(facts, None)
        if judgement is not None:
            status = Status.OK if judgement.kept else rule.severity
            told.append(Verdict(rule, status, judgement.sentence, rule.source))
    return told


def _level_aimed_at(placement: Placement) -> int | None:
    """The highest level that an extension in force aims at."""
    found: Any = placement.extensions.filter(state=ExtensionState.IN_FORCE)
    level: int | None = found.aggregate(most=Max("eqf_level"))["most"]
    return level
