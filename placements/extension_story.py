"""How far an extension is, what comes next, and what happened to it, in words."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from core.ui.words import say_day_short
from placements.enums import ExtensionState, RefusalReason
from placements.models import Extension
from placements.progress import Next, WayStep

WAY = (ExtensionState.SUBMITTED, ExtensionState.APPROVED, ExtensionState.IN_FORCE)
BESIDE = {
    ExtensionState.CHANGES: ExtensionState.SUBMITTED,
    ExtensionState.REFUSED: ExtensionState.APPROVED,
}
TONES = {
    ExtensionState.CHANGES: "warning",
    ExtensionState.APPROVED: "warning",
    ExtensionState.REFUSED: "error",
    ExtensionState.IN_FORCE: "success",
}


def steps_of_extension(extension: Extension) -> list[WayStep]:
    """Its way, with where it is; none for what was withdrawn."""
    now = extension.state_now
    if now == ExtensionState.WITHDRAWN:
        return []
    place = WAY.index(BESIDE.get(now, now))
    is_over = now == ExtensionState.IN_FORCE
    moments: tuple[date | datetime | None, ...] = (
        extension.submitted_at, extension.decided_at, None,
    )  # fmt: skip
    return [
        WayStep(
            label=str(now.label if position == place else state.label),
            is_done=position < place or (position == place and is_over),
            is_current=position == place and not is_over,
            icon=now.icon,
            at=moments[position] if position <= place else None,
        )
        for position, state in enumerate(WAY)
    ]


def next_of_extension(extension: Extension) -> Next:
    """One title and one sentence per state, and the coordinator's own words."""
    state = extension.state_now
    title, sentence = _words(extension)[state]
    return Next(TONES.get(state, "info"), title, sentence, extension.decision_note)


def _words(extension: Extension) -> dict[ExtensionState, tuple[str, str]]:
    values = {
        "before": say_day_short(extension.ended_before),
        "new": say_day_short(extension.ends_on),
        "reason": _reason(extension.refusal_reason),
    }
    stays = _("Fino ad allora vale l’ultimo giorno di prima, il %(before)s.") % values
    return {
        ExtensionState.SUBMITTED: (_("Il coordinatore la sta esaminando"), stays),
        ExtensionState.CHANGES: (
            _("Il coordinatore chiede modifiche"),
            _("Correggi la proroga e inviala di nuovo."),
        ),
        ExtensionState.APPROVED: (
            _("Approvata: mancano le firme o la comunicazione"),
            _("Fai firmare l’atto entro il %(before)s, poi registra qui le firme e la"
              " comunicazione obbligatoria: con l’ultima vale il nuovo ultimo giorno.") % values,
        ),
        ExtensionState.IN_FORCE: (
            _("In vigore"),
            _("L’ultimo giorno del tirocinio è il %(new)s.") % values,
        ),
        ExtensionState.REFUSED: (
            _("Il coordinatore l’ha respinta"),
            _("Motivo: %(reason)s. L’ultimo giorno resta il %(before)s.") % values,
        ),
        ExtensionState.WITHDRAWN: (
            _("Ritirata"),
            _("L’ultimo giorno di prima, il %(before)s, non è cambiato.") % values,
        ),
    }  # fmt: skip


def _reason(value: str) -> str:
    return str(RefusalReason(value).label) if value else ""


def said_of_extensions(rows: Any) -> list[tuple[Extension, Next]]:
    """Each extension with what there is to say of it, newest first."""
    return [(one, next_of_extension(one)) for one in rows.order_by("-pk")]
