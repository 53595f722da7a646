"""Result indicators of both periods: who reached what, among those who could have reached it.

Immediate ones are observed from the exit to the 28th day after it, longer-term ones on the day
six months after it (Reg. (UE) 1304/2013 and 2021/1057, annex I). The base population is the
state on the day of entry: a result of somebody outside it counts nowhere (docs/decisions/0048).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.period import IMMEDIATE_RESULT_DAYS, months_after
from projects.enums import WORKING, Period
from projects.models import Call
from reporting.indicators import esf
from reporting.indicators.declaration import Indicator

SIX_MONTHS = 6
RESULT, FOLLOW_UP = "participation__result", "participation__follow_up"
JOBLESS = esf.UNEMPLOYED | esf.INACTIVE
# Where it was not asked nobody can say that a course is new.
NOT_IN_TRAINING = Q(is_in_training=False)
ANYBODY = Q(pk__isnull=False)
NOBODY = Q(pk__isnull=True)

SEARCHES = Q(**{f"{RESULT}__searches_job": True})
STUDIES = Q(**{f"{RESULT}__in_training": True})
QUALIFIED = Q(**{f"{RESULT}__gained_qualification": True})
WORKS = Q(**{f"{RESULT}__work__in": WORKING})
WORKS_LATER = Q(**{f"{FOLLOW_UP}__work__in": WORKING})
WHY_NOT_OBSERVED = _("Da rilevare: è uscita da tempo e il risultato non è stato scritto.")
WHY_OUT_OF_COURSES = _("Fuori dalla base: all’ingresso non è stato scritto se seguiva corsi.")
WHY_OUT_OF_DISADVANTAGED = _("Fuori dalla base: sulla vulnerabilità %(vulnerability_silence)s.")
IMPROVED = Q(**{f"{FOLLOW_UP}__is_improved": True})
# CR05 counts once whoever reached at least one of the first four.
ANY_OF_FOUR = (
    (esf.INACTIVE & SEARCHES)
    | (NOT_IN_TRAINING & STUDIES)
    | QUALIFIED
    | (JOBLESS & WORKS)
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One result: its base population, what was reached, when it is observed."""

    code: str
    label: str | Promise
    base: Q
    reached: Q
    why: str | Promise
    source: str
    is_later: bool = False
    # Only who is disadvantaged in the sense of CO15-CO17, as the call reads it.
    of_disadvantaged: bool = False
    # Of whom nobody knows whether they belong to the base, and the sentence why.
    left_out: Q | None = None
    left_out_why: str | Promise = ""

    def on(self, day: date, call: Call) -> "ResultIndicator":
        """The indicator as it stands on a day: who had left, what had been observed by then."""
        table = FOLLOW_UP if self.is_later else RESULT
        base = self.base & _left_by(day)
        left_out, left_out_why = self.left_out, self.left_out_why
        if self.of_disadvantaged:
            left_out = self.base & esf.NOT_ANSWERED & ~disadvantaged(call)
            left_out_why = WHY_OUT_OF_DISADVANTAGED
            base &= disadvantaged(call)
        observed = Q(**{f"{table}__observed_on__lte": day})
        ripe = Q(participation__exit_on__lte=_latest_exit(day, self.is_later))
        return ResultIndicator(
            code=self.code,
            label=self.label,
            counts=base & observed & self.reached,
            why=self.why,
            source=self.source,
            unknown=base & ~observed & ripe,
            unknown_why=WHY_NOT_OBSERVED,
            population=base,
            waiting=base & ~observed & ~ripe,
            left_out=NOBODY if left_out is None else left_out & _left_by(day),
            left_out_why=left_out_why,
            is_later=self.is_later,
        )


@dataclass(frozen=True)
class ResultIndicator(Indicator):
    """An indicator with its base population, who may belong to it, who cannot be known yet."""

    population: Q = ANYBODY
    waiting: Q = ANYBODY
    left_out: Q = NOBODY
    left_out_why: str | Promise = ""
    is_later: bool = False


def disadvantaged(call: Call) -> Q:
    """Who counts in CO15, CO16 or CO17 under this call."""
    named = [one for one in esf.INDICATORS if one.code in ("CO15", "CO16", "CO17")]
    found = named[0].condition(call)
    for one in named[1:]:
        found |= one.condition(call)
    return found


def _left_by(day: date) -> Q:
    return Q(participation__exit_on__lte=day)


def _latest_exit(day: date, is_later: bool) -> date:
    """Who left on this day or before, of them the result can be known on `day`.

    Until its 28th day an immediate result may still come; six months from 31 August end on the
    last of February, so several days of exit share one day of observation.
    """
    if not is_later:
        return day - timedelta(days=IMMEDIATE_RESULT_DAYS + 1)
    latest = months_after(day, -SIX_MONTHS)
    while months_after(latest + timedelta(days=1), SIX_MONTHS) <= day:
        latest += timedelta(days=1)
    return latest


OLD = "Reg. (UE) 1304/2013, allegato I"
NEW = "Reg. (UE) 2021/1057, allegato I"
SEARCHING = _("Era inattiva all’ingresso e cercava lavoro il %(observed)s, dopo l’uscita.")
STUDYING = _("Non seguiva corsi all’ingresso e ne seguiva uno il %(observed)s, dopo l’uscita.")
QUALIFYING = _("Ha ottenuto una qualifica entro il %(observed)s: %(qualification)s.")
WORKING_THEN = _("Non lavorava all’ingresso; il %(observed)s: %(work)s.")
WORKING_LATER = _("Non lavorava all’ingresso; sei mesi dopo, il %(followed)s: %(work_later)s.")
IMPROVING = _("Lavorava all’ingresso; sei mesi dopo l’uscita la sua situazione è migliorata.")
DISADVANTAGED_REACHED = _("Persona svantaggiata che il %(observed)s aveva raggiunto: %(reached)s.")

RESULTS_2014 = (
    Result("CR01", _("Inattivi che cercano lavoro all’uscita"), esf.INACTIVE, SEARCHES, SEARCHING,
           f"{OLD}; base: inattivi all’ingresso"),
    Result("CR02", _("In istruzione o formazione all’uscita"), NOT_IN_TRAINING, STUDIES, STUDYING,
           f"{OLD}; base: chi non seguiva corsi all’ingresso",
           left_out=Q(is_in_training=None), left_out_why=WHY_OUT_OF_COURSES),
    Result("CR03", _("Che ottengono una qualifica all’uscita"), ANYBODY, QUALIFIED, QUALIFYING,
           f"{OLD}; base: tutti"),
    Result("CR04", _("Che lavorano all’uscita, anche in proprio"), JOBLESS, WORKS, WORKING_THEN,
           f"{OLD}; base: disoccupati e inattivi all’ingresso"),
    Result("CR05", _("Svantaggiati con almeno uno di questi risultati"), ANYBODY, ANY_OF_FOUR,
           DISADVANTAGED_REACHED, f"{OLD}; base: CO15, CO16, CO17; ciascuno una volta",
           of_disadvantaged=True),
    Result("CR06", _("Che lavorano sei mesi dopo"), JOBLESS, WORKS_LATER, WORKING_LATER,
           f"{OLD}; base: disoccupati e inattivi all’ingresso", is_later=True),
    Result("CR07", _("Con una situazione migliore sei mesi dopo"), esf.EMPLOYED, IMPROVED,
           IMPROVING, f"{OLD}; base: occupati all’ingresso", is_later=True),
    Result("CR08", _("Oltre 54 anni che lavorano sei mesi dopo"), JOBLESS & esf.FROM_55,
           WORKS_LATER, WORKING_LATER, f"{OLD}; base: CR06, 55 anni o più", is_later=True),
    Result("CR09", _("Svantaggiati che lavorano sei mesi dopo"), JOBLESS, WORKS_LATER,
           WORKING_LATER, f"{OLD}; base: CR06, svantaggiati", is_later=True,
           of_disadvantaged=True),
)  # fmt: skip
RESULTS_2021 = (
    Result("EECR01", _("Che cercano lavoro all’uscita"), esf.INACTIVE, SEARCHES, SEARCHING,
           f"{NEW}; base: inattivi all’ingresso"),
    Result("EECR02", _("In istruzione o formazione all’uscita"), NOT_IN_TRAINING, STUDIES,
           STUDYING, f"{NEW}; base: chi non seguiva corsi all’ingresso",
           left_out=Q(is_in_training=None), left_out_why=WHY_OUT_OF_COURSES),
    Result("EECR03", _("Che ottengono una qualifica all’uscita"), ANYBODY, QUALIFIED, QUALIFYING,
           f"{NEW}; base: tutti"),
    Result("EECR04", _("Che lavorano all’uscita, anche in proprio"), JOBLESS, WORKS, WORKING_THEN,
           f"{NEW}; base: disoccupati e inattivi all’ingresso"),
    Result("EECR05", _("Che lavorano sei mesi dopo"), JOBLESS, WORKS_LATER, WORKING_LATER,
           f"{NEW}; base: disoccupati e inattivi all’ingresso", is_later=True),
    Result("EECR06", _("Con una situazione migliore sei mesi dopo"), esf.EMPLOYED, IMPROVED,
           IMPROVING, f"{NEW}; base: occupati all’ingresso", is_later=True),
)  # fmt: skip
DECLARED = {Period.P2014: RESULTS_2014, Period.P2021: RESULTS_2021}


def results_of(call: Call, day: date) -> tuple[ResultIndicator, ...]:
    """The result indicators of the call as they stand on a day; those it names, or all."""
    named = set(call.indicator_codes)
    return tuple(
        one.on(day, call) for one in DECLARED[Period(call.period)] if not named or one.code in named
    )


def result_named(call: Call, day: date, code: str) -> ResultIndicator | None:
    """The result of this call with this code, or None."""
    return next((one for one in results_of(call, day) if one.code == code), None)
