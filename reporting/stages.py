"""Where a report is on its way, and who took each step."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.ui.words import say_day, say_moment
from reporting.enums import FROZEN, ReportState
from reporting.models import FundingReport


@dataclass(frozen=True)
class Stage:
    """One step of the way: behind or here, and who took it when, or what it waits for."""

    label: str
    note: str
    icon: str
    is_done: bool = False
    is_here: bool = False


def stages_of(report: FundingReport) -> list[Stage]:
    """Prepared, confirmed, sent."""
    state = report.state_now
    is_frozen, is_sent = state in FROZEN, state == ReportState.SENT
    is_made = is_frozen or state == ReportState.READY
    by = report.prepared_by.get_full_name() if report.prepared_by else ""
    return [
        Stage(
            label=_("Preparato") if is_made else str(state.label),
            note=by,
            icon=state.icon,
            is_done=is_made,
            is_here=not is_made,
        ),
        Stage(
            label=_("Confermato") if is_frozen else _("Da confermare"),
            note=_confirmed(report) if is_frozen else _("da una seconda persona"),
            icon="user",
            is_done=is_frozen,
            is_here=is_made and not is_frozen,
        ),
        Stage(
            label=_("Inviato") if is_sent else _("Da inviare"),
            note=_sent(report) if is_sent else _("con numero di protocollo e data"),
            icon="locked",
            is_done=is_sent,
            is_here=is_frozen and not is_sent,
        ),
    ]


def _confirmed(report: FundingReport) -> str:
    who = report.confirmed_by.get_full_name() if report.confirmed_by else ""
    when = say_moment(report.confirmed_at) if report.confirmed_at else ""
    return f"{who}, {when}"


def _sent(report: FundingReport) -> str:
    return _("Protocollo %(number)s, %(day)s. Segnato da %(who)s.") % {
        "number": report.protocol,
        "day": say_day(report.sent_on) if report.sent_on else "",
        "who": report.sent_by.get_full_name() if report.sent_by else "",
    }
