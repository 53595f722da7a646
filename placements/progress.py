"""How far a placement is, and what comes next, in words for its page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from core.ui.words import say_day_short
from placements.enums import BEGUN, BreakReason, Outcome, PlacementState, RefusalReason
from placements.models import MandatoryNotice, Placement
from placements.signing import moved_words

WAY = (
    PlacementState.DRAFT,
    PlacementState.SUBMITTED,
    PlacementState.APPROVED,
    PlacementState.SIGNED,
    PlacementState.RUNNING,
    PlacementState.ENDED,
)
# Where a state off the straight way stands on it.
BESIDE = {
    PlacementState.CHANGES: PlacementState.DRAFT,
    PlacementState.SUSPENDED: PlacementState.RUNNING,
    PlacementState.BROKEN_OFF: PlacementState.ENDED,
    PlacementState.REFUSED: PlacementState.APPROVED,
}


@dataclass(frozen=True)
class WayStep:
    """One step of the way: done, current, or still to come; when."""

    label: str
    is_done: bool
    is_current: bool
    icon: str
    at: date | datetime | None


def steps_of(placement: Placement) -> list[WayStep]:
    """The way of a placement, with where it is; none for what was withdrawn."""
    now = placement.state_now
    if now == PlacementState.WITHDRAWN:
        return []
    place = WAY.index(BESIDE.get(now, now))
    is_over = now in (PlacementState.ENDED, PlacementState.BROKEN_OFF)
    return [
        WayStep(
            label=str(now.label if position == place else state.label),
            is_done=position < place or (position == place and is_over),
            is_current=position == place and not is_over,
            icon=now.icon,
            at=_moment(placement, state) if position <= place else None,
        )
        for position, state in enumerate(WAY)
    ]


def _moment(placement: Placement, state: PlacementState) -> date | datetime | None:
    moments: dict[PlacementState, date | datetime | None] = {
        PlacementState.SUBMITTED: placement.submitted_at,
        PlacementState.APPROVED: placement.decided_at,
        PlacementState.RUNNING: placement.starts_on,
        PlacementState.ENDED: placement.ended_on,
    }
    return moments.get(state)


@dataclass(frozen=True)
class Next:
    """What came of it and what to do: a title, a sentence, the coordinator's own words."""

    tone: str
    title: str
    sentence: str
    quoted: str = ""


TONES = {
    PlacementState.CHANGES: "warning",
    PlacementState.SUSPENDED: "warning",
    PlacementState.REFUSED: "error",
    PlacementState.BROKEN_OFF: "error",
    PlacementState.APPROVED: "success",
    PlacementState.SIGNED: "success",
}


def next_of(placement: Placement, notice: MandatoryNotice | None = None) -> Next:
    """One title and one sentence per state; `notice`: that of the beginning, if it is recorded."""
    state = placement.state_now
    title, sentence = _words(placement)[state]
    if state == PlacementState.SIGNED and notice is not None:
        sentence = _notified(placement, notice)
    quoted = placement.decision_note if state not in BEGUN else placement.end_note
    return Next(TONES.get(state, "info"), title, sentence, quoted)


def _notified(placement: Placement, notice: MandatoryNotice) -> str:
    """Signed and notified: what is left is the beginning, or another notice where it moved."""
    if moved := moved_words(placement, notice):
        return moved
    start = say_day_short(placement.starts_on) if placement.starts_on else ""
    return _("La comunicazione obbligatoria è registrata: il tirocinio si avvia dal %(day)s.") % {
        "day": start
    }


def _words(placement: Placement) -> dict[PlacementState, tuple[str, str]]:
    return _before_the_start(placement) | _under_way(placement) | _given_up(placement)


def _before_the_start(placement: Placement) -> dict[PlacementState, tuple[str, str]]:
    asked = placement.decided_at is not None
    return {
        PlacementState.DRAFT: (
            _("La proposta è ancora una bozza"),
            _("Completala e inviala al coordinatore: fino ad allora non la vede in esame."),
        ),
        PlacementState.SUBMITTED: (
            _("Il coordinatore la sta esaminando"),
            _("Per ora non c’è nulla da fare: la decisione compare qui."),
        ),
        PlacementState.CHANGES: (
            _("Il coordinatore chiede modifiche") if asked else _("La proposta è stata riaperta"),
            _("Correggi la proposta e inviala di nuovo."),
        ),
        PlacementState.APPROVED: (
            _("Approvato"),
            _("Fai firmare la convenzione e il progetto formativo, poi registra le firme."),
        ),
        PlacementState.SIGNED: (
            _("Le firme sono complete"),
            _("Registra la comunicazione obbligatoria, entro il giorno prima dell’inizio; poi"
              " avvia il tirocinio."),
        ),
    }  # fmt: skip


def _under_way(placement: Placement) -> dict[PlacementState, tuple[str, str]]:
    last = say_day_short(placement.ends_on) if placement.ends_on else ""
    return {
        PlacementState.RUNNING: (
            _("In corso"),
            _("Finisce il %(day)s. Ogni mese ha il suo registro delle presenze.") % {"day": last},
        ),
        PlacementState.SUSPENDED: (
            _("Sospeso"),
            _("Nei giorni di sospensione non è dovuta indennità. Quando ricomincia, registralo."),
        ),
        PlacementState.ENDED: (_("Concluso"), _ended(placement)),
        PlacementState.BROKEN_OFF: (_("Interrotto"), _broken_off(placement)),
    }


def _given_up(placement: Placement) -> dict[PlacementState, tuple[str, str]]:
    return {
        PlacementState.REFUSED: (
            _("Il coordinatore l’ha respinta"),
            _("Motivo: %(reason)s. Per un’altra proposta parti dalla partecipazione.")
            % {"reason": _label(RefusalReason, placement.refusal_reason)},
        ),
        PlacementState.WITHDRAWN: (
            _("Ritirata"),
            _("Per un’altra proposta parti dalla partecipazione."),
        ),
    }


def _ended(placement: Placement) -> str:
    outcome = _label(Outcome, placement.outcome)
    return _("Esito: %(outcome)s.") % {"outcome": outcome} if outcome else ""


def _broken_off(placement: Placement) -> str:
    reason = _label(BreakReason, placement.break_reason)
    return _("Motivo: %(reason)s.") % {"reason": reason} if reason else ""


def _label(choices: type[RefusalReason | Outcome | BreakReason], value: str) -> str:
    return str(choices(value).label) if value else ""
