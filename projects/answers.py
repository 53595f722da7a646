"""The entry answers as people read them: given, refused, or still missing."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.enums import Gender, Question
from core.reference.enums import CountryGroup
from core.ui.words import say_day_short
from projects.completeness import requirements_of
from projects.entry import LONG_TERM_MONTHS, LONG_TERM_MONTHS_YOUNG, UNEMPLOYED, YOUNG
from projects.enums import Answer
from projects.models import Call, EntrySnapshot

Words = Callable[[EntrySnapshot], str]


@dataclass(frozen=True)
class Line:
    """One answer: its question, its words, how it was answered, whether the account needs it."""

    label: str
    words: str
    answer: Answer
    is_required: bool
    # Kept in the person's own record, and corrected there.
    is_identity: bool

    @property
    def is_missing(self) -> bool:
        """Whether it is still to be asked."""
        return self.answer == Answer.NOT_ASKED


@dataclass(frozen=True)
class Asked:
    """One question of the first day: how its answer reads, and what requires it."""

    label: str | Promise
    words: Words
    question: str = ""
    requirement: str = ""
    is_identity: bool = False
    # Where it makes no sense to ask.
    applies: Callable[[EntrySnapshot], bool] = lambda entry: True


def _gender(entry: EntrySnapshot) -> str:
    return "" if entry.gender == Gender.NOT_AVAILABLE else str(Gender(entry.gender).label)


def _age(entry: EntrySnapshot) -> str:
    return "" if entry.age is None else _("%(age)s anni compiuti") % {"age": entry.age}


def _citizenship(entry: EntrySnapshot) -> str:
    return str(CountryGroup(entry.citizenship_group).label) if entry.citizenship_group else ""


def _training(entry: EntrySnapshot) -> str:
    return "" if entry.is_in_training is None else (_("No"), _("Sì"))[entry.is_in_training]


def _since(entry: EntrySnapshot) -> str:
    if entry.unemployed_since is None:
        return ""
    day = say_day_short(entry.unemployed_since)
    if entry.is_long_term is None:
        return day
    is_young = entry.age is not None and entry.age < YOUNG
    months = LONG_TERM_MONTHS_YOUNG if is_young else LONG_TERM_MONTHS
    limit = _("più di %(months)s mesi") if entry.is_long_term else _("non più di %(months)s mesi")
    return f"{day}: {limit % {'months': months}}"


def _vulnerability(entry: EntrySnapshot) -> str:
    if entry.vulnerability_answer != Answer.GIVEN:
        return ""
    groups = (
        (entry.is_disabled, _("disabilità")),
        (entry.is_migrant_or_minority, _("origine straniera o minoranza")),
        (entry.is_other_disadvantaged, _("altro svantaggio")),
    )
    said = [word for is_so, word in groups if is_so]
    return ", ".join(said) if said else _("Nessuna")


def _notice(entry: EntrySnapshot) -> str:
    if entry.privacy_given_on is None:
        return ""
    return _("Consegnata il %(day)s") % {"day": say_day_short(entry.privacy_given_on)}


def _named(field: str) -> Words:
    return lambda entry: str(getattr(entry, field) or "")


ASKED = (
    Asked(gettext_lazy("Genere"), _gender, requirement="gender", is_identity=True),
    Asked(gettext_lazy("Età all’ingresso"), _age, requirement="age", is_identity=True),
    Asked(gettext_lazy("Cittadinanza"), _citizenship, is_identity=True),
    Asked(gettext_lazy("Residenza"), _named("residence"), is_identity=True),
    Asked(gettext_lazy("Titolo di studio"), _named("education"), Question.EDUCATION, "education"),
    Asked(
        gettext_lazy("Condizione occupazionale"),
        _named("employment"),
        Question.EMPLOYMENT,
        "employment",
    ),
    Asked(gettext_lazy("Segue un corso"), _training),
    Asked(
        gettext_lazy("Cerca lavoro dal"),
        _since,
        Question.UNEMPLOYED_SINCE,
        applies=lambda entry: entry.esf_status in (None, UNEMPLOYED),
    ),
    Asked(
        gettext_lazy("Condizione familiare"),
        _named("household"),
        Question.HOUSEHOLD,
        "household",
    ),
    Asked(gettext_lazy("Condizione abitativa"), _named("housing"), Question.HOUSING),
    Asked(gettext_lazy("Vulnerabilità"), _vulnerability, Question.VULNERABILITY),
    Asked(gettext_lazy("Informativa sui dati"), _notice, is_identity=True),
)


def lines_of(entry: EntrySnapshot, call: Call) -> list[Line]:
    """Every answer of the first day, in the order of the form."""
    required = {one.name for one in requirements_of(call)}
    return [
        _line(asked, entry, asked.requirement in required)
        for asked in ASKED
        if asked.applies(entry)
    ]


def lacking_words(lines: list[Line]) -> list[str]:
    """What lacks for the account, as a sentence names it."""
    lacking = [line.label for line in lines if line.is_required and not line.words]
    return [label[:1].lower() + label[1:] for label in lacking]


def _line(asked: Asked, entry: EntrySnapshot, is_required: bool) -> Line:
    words = asked.words(entry)
    answer = Answer.GIVEN if words else Answer.NOT_ASKED
    if not words and asked.question in entry.refused:
        answer = Answer.REFUSED
    return Line(str(asked.label), words, answer, is_required, asked.is_identity)
