"""Why a record counts: the sentence of an indicator, filled with the facts of the record."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beneficiaries.enums import Question
from core.reference.enums import CountryGroup, EsfStatus
from core.ui.words import say_day_short
from projects.completeness import requirements_of
from projects.entry import LONG_TERM_MONTHS, LONG_TERM_MONTHS_YOUNG, YOUNG
from projects.enums import WORKING
from projects.models import Call, EntrySnapshot
from reporting.indicators.declaration import Indicator
from reporting.indicators.esf import WITHOUT_PRIMARY_SCHOOL_AGE

SCHOOL_AGE_OVER = WITHOUT_PRIMARY_SCHOOL_AGE


def explain(indicator: Indicator, entry: EntrySnapshot, call: Call) -> str:
    """The sentence that says why `entry` counts in `indicator`."""
    return fill(indicator.why, entry, call)


def fill(sentence: str | Promise, entry: EntrySnapshot, call: Call) -> str:
    """A sentence of a declaration with the facts of `entry` in its places."""
    return str(sentence) % Facts(entry, call)


def _years(entry: EntrySnapshot, call: Call) -> str:
    age = entry.age or 0
    return ngettext("%(age)s anno", "%(age)s anni", age) % {"age": age}


def _limit(entry: EntrySnapshot, call: Call) -> str:
    if (entry.age or 0) < YOUNG:
        return _("%(months)s mesi, perché ha meno di 25 anni") % {"months": LONG_TERM_MONTHS_YOUNG}
    return _("%(months)s mesi") % {"months": LONG_TERM_MONTHS}


def _disadvantage(entry: EntrySnapshot, call: Call) -> str:
    reasons = []
    if entry.is_other_disadvantaged:
        reasons.append(_("lo ha dichiarato fra le vulnerabilità"))
    if entry.isced == 0 and (entry.age or 0) >= SCHOOL_AGE_OVER:
        reasons.append(_("nessun titolo di studio (ISCED 0)"))
    if call.housing_is_disadvantage and entry.is_housing_excluded:
        reasons.append(_("senza dimora o esclusione abitativa"))
    return "; ".join(reasons)


def _housing(entry: EntrySnapshot, call: Call) -> str:
    if entry.housing is None:
        return _("senza dimora, dichiarata fra le vulnerabilità")
    return f"“{entry.housing.label}”"


def _since(entry: EntrySnapshot, call: Call) -> str:
    return say_day_short(entry.unemployed_since) if entry.unemployed_since else ""


def _citizenship(entry: EntrySnapshot, call: Call) -> str:
    return str(CountryGroup(entry.citizenship_group).label) if entry.citizenship_group else ""


def _required(entry: EntrySnapshot, call: Call) -> str:
    names = ", ".join(str(one.label) for one in requirements_of(call))
    return _("c’è tutto ciò che serve (%(names)s)") % {"names": names}


def _observed(entry: EntrySnapshot, call: Call) -> str:
    return say_day_short(entry.participation.result.observed_on)


def _followed(entry: EntrySnapshot, call: Call) -> str:
    return say_day_short(entry.participation.follow_up.observed_on)


def _qualification(entry: EntrySnapshot, call: Call) -> str:
    return entry.participation.result.qualification or _("attestata, senza denominazione")


def _reached(entry: EntrySnapshot, call: Call) -> str:
    result = entry.participation.result
    idle, studying = entry.esf_status == EsfStatus.INACTIVE, entry.is_in_training
    reached = (
        (idle and result.searches_job, _("cerca lavoro")),
        (studying is False and result.in_training, _("segue un corso")),
        (result.gained_qualification, _("ha una qualifica")),
        (entry.esf_status != EsfStatus.EMPLOYED and result.work in WORKING, _("lavora")),
    )
    return ", ".join(str(words) for is_so, words in reached if is_so)


def _silence(question: Question) -> Callable[[EntrySnapshot, Call], str]:
    def said(entry: EntrySnapshot, call: Call) -> str:
        if question in entry.refused:
            return _("non ha voluto rispondere")
        return _("non le è stato chiesto")

    return said


def _rural_silence(entry: EntrySnapshot, call: Call) -> str:
    if entry.residence is None:
        return _("non è stato scritto il comune di residenza")
    return _("il grado di urbanizzazione di %(residence)s non è caricato") % {
        "residence": entry.residence
    }


FACTS: dict[str, Callable[[EntrySnapshot, Call], str]] = {
    "years": _years,
    "limit": _limit,
    "disadvantage": _disadvantage,
    "housing": _housing,
    "since": _since,
    "citizenship": _citizenship,
    "required": _required,
    "entry": lambda entry, call: say_day_short(entry.entry_on),
    "employment": lambda entry, call: _label(entry.employment),
    "education": lambda entry, call: _label(entry.education),
    "household": lambda entry, call: _label(entry.household),
    "isced": lambda entry, call: str(entry.isced),
    "observed": _observed,
    "followed": _followed,
    "qualification": _qualification,
    "reached": _reached,
    "work": lambda entry, call: entry.participation.result.get_work_display().lower(),
    "work_later": lambda entry, call: entry.participation.follow_up.get_work_display().lower(),
    "vulnerability_silence": _silence(Question.VULNERABILITY),
    "housing_silence": _silence(Question.HOUSING),
    "rural_silence": _rural_silence,
    "residence": lambda entry, call: str(entry.residence or ""),
}


def _label(coded: object) -> str:
    return str(coded) if coded is not None else ""


class Facts:
    """The facts of one record by name; each is computed only where a sentence names it."""

    def __init__(self, entry: EntrySnapshot, call: Call) -> None:
        self.entry, self.call = entry, call

    def __getitem__(self, name: str) -> str:
        return FACTS[name](self.entry, self.call)
