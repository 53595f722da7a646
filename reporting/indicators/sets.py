"""Which figures a call counts: the two totals, and the indicators of its period and objective."""

from django.utils.translation import gettext_lazy as _

from projects.enums import Period
from projects.models import Call
from reporting.indicators import esf, esf_plus
from reporting.indicators.declaration import EVERYBODY, Indicator

TOTAL = Indicator(
    "totale",
    _("Partecipanti, totale generale"),
    counts=EVERYBODY,
    why=_("Ingresso nel progetto: %(entry)s."),
    source="ogni partecipazione una volta, anche con dati incompleti",
    among_all=True,
)
COMPLETE = Indicator(
    "completi",
    _("con dati completi"),
    counts=EVERYBODY,
    why=_("La scheda è completa: %(required)s."),
    source="solo queste partecipazioni contano negli indicatori",
    part_of="totale",
)
DECLARED = {Period.P2014: esf.INDICATORS, Period.P2021: esf_plus.INDICATORS}


def indicators_of(call: Call) -> tuple[Indicator, ...]:
    """The indicators of the call: those it names, or all of its period.

    Those of the household, taken out in 2018, only where the call names or asks for them.
    """
    named = set(call.indicator_codes)
    return tuple(one for one in DECLARED[Period(call.period)] if _belongs(one, call, named))


def _belongs(one: Indicator, call: Call, named: set[str]) -> bool:
    if one.aside:
        return False
    if named:
        return one.code in named
    return not one.removed or call.counts_household


def figures_of(call: Call) -> tuple[Indicator, ...]:
    """All rows of the table: both totals, then the indicators."""
    return (TOTAL, COMPLETE, *indicators_of(call))


def asides_of(call: Call) -> tuple[Indicator, ...]:
    """What is counted for the checks only."""
    return tuple(one for one in DECLARED[Period(call.period)] if one.aside)


def figure_named(call: Call, code: str) -> Indicator | None:
    """The figure of this call with this code, or None."""
    return next((one for one in figures_of(call) if one.code == code), None)
