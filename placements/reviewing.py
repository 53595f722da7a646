"""What a decision looks at: the places a host offers, and what changed since the last version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from placements.facts import verdicts_of
from placements.fullest import most_at_once
from placements.models import Placement, PlacementVersion
from placements.terms import Fixer, Rule, Status, Verdict
from placements.terms.rule import Binding, Judgement, Known, broken, kept

# The labels of a version's facts that no column of a placement has.
LABELS = {
    "kind": gettext_lazy("Tipo"),
    "person": gettext_lazy("Persona"),
    "host": gettext_lazy("Ospitante"),
    "host_tax_code": gettext_lazy("Codice dell’ospitante"),
    "host_address": gettext_lazy("Sede dell’ospitante"),
    "signatory": gettext_lazy("Legale rappresentante"),
    "schedule": gettext_lazy("Orario"),
    "liability_policy": gettext_lazy("Polizza RC"),
    "inail_position": gettext_lazy("Posizione INAIL"),
    "ended_before": gettext_lazy("Ultimo giorno prima della proroga"),
    "reason": gettext_lazy("Perché si proroga"),
    "extension_eqf_level": gettext_lazy("Livello EQF della proroga"),
}


@dataclass(frozen=True)
class Change:
    """One term that differs between two versions, in words; empty where it was not there."""

    label: str
    before: str
    now: str


def changes_between(before: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    """The terms that differ, in the order of the present version."""
    names = [*now, *(name for name in before if name not in now)]
    return [
        Change(label_of_term(name), before.get(name, ""), now.get(name, ""))
        for name in names
        if before.get(name, "") != now.get(name, "")
    ]


def label_of_term(name: str) -> str:
    """What a fact of a version is called."""
    if name in LABELS:
        return str(LABELS[name])
    label = str(Placement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def last_versions(placement: Placement) -> list[PlacementVersion]:
    """The present version and the one before it, newest first."""
    rows = placement.versions.filter(number__lte=placement.version).order_by("-number")
    return list(rows[:2])


# --- places -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Places:
    """How many people a host offers to take at once, and the most it has on any day of one's."""

    taken: int
    offered: int


def judge_places(facts: Known, terms: Binding) -> Judgement:
    """The host has one of the places it offers left, whatever the kind."""
    values = {"taken": facts.taken, "offered": facts.offered}
    if facts.taken >= facts.offered:
        return broken(
            ngettext(
                "L’ospitante offre %(offered)s posto, e in questi giorni è già occupato.",
                "L’ospitante offre %(offered)s posti, e in questi giorni ne ha già occupati"
                " %(taken)s.",
                facts.offered,
            )
            % values
        )
    return kept(
        _("Posti dell’ospitante occupati in questi giorni: %(taken)s su %(offered)s.") % values
    )


PLACES = Rule(
    "PLACES_OFFERED",
    Status.BLOCKS,
    judge_places,
    "host",
    (),
    source="Disponibilità dichiarata dall’ospitante",
    fixer=Fixer.HOST,
)


def verdicts_for_decision(placement: Placement, today: date) -> list[Verdict]:
    """What each rule says of a proposal, with the places the host offers; what blocks first."""
    places = places_verdict(placement)
    return in_order([*verdicts_of(placement, today), *([places] if places else [])])


def places_verdict(placement: Placement, since: date | None = None) -> Verdict | None:
    """What the places the host offers say; None where it set no limit."""
    places = places_of(placement, since)
    if places is None:
        return None
    judgement = judge_places(places, None)
    status = Status.OK if judgement.kept else PLACES.severity
    return Verdict(PLACES, status, judgement.sentence, PLACES.source)


def in_order(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """First what blocks, then what warns; else as they came."""
    order = (Status.BLOCKS, Status.WARNS, Status.OK)
    return sorted(verdicts, key=lambda verdict: order.index(verdict.status))


def places_of(placement: Placement, since: date | None = None) -> Places | None:
    """The places of the host on the days of a placement (from `since` on); None: no limit."""
    first, last, offered = placement.starts_on, placement.ends_on, placement.host.places_offered
    if offered is None or first is None or last is None:
        return None
    placed = Placement.objects.placed().filter(host_id=placement.host_id)
    others: list[Any] = list(placed.exclude(pk=placement.pk).with_last_day())
    days = [(one.starts_on, one.last_on) for one in others]
    return Places(most_at_once(days, since or first, last), offered)
