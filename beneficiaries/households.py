"""What a household says for the Region's form: who works, who is a dependent child, why.

Definitions, not code: `DEFINITIONS` is read beside the law. What is not known stays not known,
and an answer is proposed only where it is the same however the doubt is resolved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from beneficiaries.household_enums import Relation, Work
from core.period import age_on
from core.reference.enums import ProgrammingPeriod

Perhaps = bool | None


@dataclass(frozen=True)
class Definition:
    """Who is a dependent child, in a programming period, and where that is written."""

    period: ProgrammingPeriod
    since: date
    # Completed years until which everybody is one; until which who is inactive, with a parent.
    always_until: int
    inactive_until: int
    # Who is younger cannot work: nobody asks.
    works_from: int
    source: str | Promise


DEFINITIONS = (
    Definition(
        ProgrammingPeriod.ESF,
        date(2014, 1, 1),
        always_until=17,
        inactive_until=24,
        works_from=16,
        source=gettext_lazy(
            "Reg. (UE) 1304/2013, allegato I, indicatori CO12-CO14, con la definizione Eurostat di"
            " figlio a carico; dal Reg. (UE, Euratom) 2018/1046 la Regione continua a chiederlo."
            " Età per lavorare: L. 296/2006, art. 1, c. 622"
        ),
    ),
    Definition(
        ProgrammingPeriod.ESF_PLUS,
        date(2021, 1, 1),
        always_until=17,
        inactive_until=24,
        works_from=16,
        source=gettext_lazy(
            "Domanda di iscrizione FSE della Regione: le stesse voci e definizioni (Reg. (UE)"
            " 1304/2013, allegato I; Eurostat), anche se il Reg. (UE) 2021/1057 non ha indicatori"
            " sul nucleo. Età per lavorare: L. 296/2006, art. 1, c. 622"
        ),
    ),
)
# (nobody works, dependent children, one adult) → the line of the Region's form.
ANSWERS = {
    (True, False, False): "senza_lavoro",
    (True, False, True): "senza_lavoro",
    (True, True, False): "senza_lavoro_figli",
    (True, True, True): "genitore_solo_senza_lavoro",
    (False, True, True): "genitore_solo_lavoratore",
    (False, True, False): "nessuna",
    (False, False, False): "nessuna",
    (False, False, True): "nessuna",
}


def definition_on(day: date) -> Definition:
    """The definition in force on a day; before the first one, the first."""
    begun = [one for one in DEFINITIONS if one.since <= day]
    return begun[-1] if begun else DEFINITIONS[0]


@dataclass(frozen=True)
class Living:
    """One of those who live together, as far as the form asks. `born` or only the `year`."""

    relation: str
    born: date | None = None
    year: int | None = None
    work: str = Work.UNKNOWN
    # What a worker said where age and work cannot tell.
    told_dependent: Perhaps = None
    name: str = ""

    def ages(self, day: date) -> tuple[int, int] | None:
        """The least and the most completed years they may have; they differ by one."""
        if self.born is not None:
            age = age_on(self.born, day)
            return age, age
        if self.year is None:
            return None
        most = day.year - self.year
        return (most, most) if (day.month, day.day) == (12, 31) else (most - 1, most)

    def is_at_most(self, years: int, day: date) -> Perhaps:
        """Whether they have completed these years at most; None where the year cannot tell."""
        found = self.ages(day)
        if found is None or found[0] <= years < found[1]:
            return None
        return found[1] <= years

    def works(self, day: date) -> Perhaps:
        """Whether they are in work; who is too young for it is not, whatever is known."""
        if self.is_at_most(definition_on(day).works_from - 1, day):
            return False
        return None if self.work == Work.UNKNOWN else self.work == Work.EMPLOYED

    def is_inactive(self) -> Perhaps:
        """Neither in work nor looking for it."""
        return None if self.work == Work.UNKNOWN else self.work == Work.INACTIVE


@dataclass(frozen=True)
class Answer:
    """What the household says. `code`: the line of the form, or nothing while it is in doubt."""

    code: str | None
    count: int
    minors: int
    at_work: int
    children: int
    is_jobless: Perhaps
    has_children: Perhaps
    one_adult: Perhaps
    missing: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why, in words."""
        if self.is_jobless is None or self.has_children is None:
            return ""
        work = (
            _("Nessuno lavora")
            if self.is_jobless
            else ngettext("Una persona lavora", "%(count)s persone lavorano", self.at_work)
            % {"count": self.at_work}
        )
        if not self.has_children:
            return _("%(work)s e non ci sono figli a carico.") % {"work": work}
        children = ngettext(
            "c’è un figlio a carico", "ci sono %(count)s figli a carico", self.children
        ) % {"count": self.children}
        said = {"work": work, "children": children}
        if self.one_adult:
            return _("%(work)s e %(children)s, con un solo adulto.") % said
        return _("%(work)s e %(children)s.") % said


def with_parent(one: Living, others: Iterable[Living]) -> Perhaps:
    """Whether one of their parents lives there, as far as the relations tell."""
    there = {other.relation for other in others}
    if one.relation == Relation.CHILD:
        return bool(there & {Relation.REFERENCE, Relation.PARTNER})
    if one.relation in (Relation.REFERENCE, Relation.SIBLING):
        return Relation.PARENT in there
    if one.relation in (Relation.RELATIVE, Relation.OTHER):
        # A grandchild may live with a parent, who is a child here.
        return None
    return False


def is_dependent(one: Living, others: Iterable[Living], day: date) -> Perhaps:
    """Whether they are a dependent child: by age, or young, inactive and with a parent."""
    meant = definition_on(day)
    found = _any(
        one.is_at_most(meant.always_until, day),
        _all(
            one.is_at_most(meant.inactive_until, day), one.is_inactive(), with_parent(one, others)
        ),
    )
    return one.told_dependent if found is None else found


def answer_of(living: Sequence[Living], day: date) -> Answer:
    """What the household says on a day, and what is missing to say it."""
    works = [one.works(day) for one in living]
    children = [
        is_dependent(one, [other for other in living if other is not one], day) for one in living
    ]
    at_work = _any(*works)
    facts = (None if at_work is None else not at_work, _any(*children), _one_adult(children))
    possible = {
        ANSWERS[one] for one in product(*(_either(fact) for fact in facts)) if one in ANSWERS
    }
    code = possible.pop() if living and len(possible) == 1 else None
    minors = [one.is_at_most(17, day) for one in living]
    return Answer(
        code=code,
        count=len(living),
        minors=minors.count(True),
        at_work=works.count(True),
        children=children.count(True),
        is_jobless=facts[0],
        has_children=facts[1],
        one_adult=facts[2],
        missing=() if code else tuple(_missing(living, works, children)),
    )


def _one_adult(children: Sequence[Perhaps]) -> Perhaps:
    """Whether one alone is not a dependent child."""
    adults, doubtful = children.count(False), children.count(None)
    if adults > 1 or not doubtful:
        return adults == 1
    return None


def _missing(
    living: Sequence[Living], works: Sequence[Perhaps], children: Sequence[Perhaps]
) -> Iterable[str]:
    for one, at_work, child in zip(living, works, children, strict=True):
        told = {"name": one.name}
        if at_work is None and True not in works:
            yield _("Di %(name)s non si sa se lavora.") % told
        if child is None and one.born is None and one.year is None:
            yield _("Di %(name)s non si sa l’età.") % told
        elif child is None:
            yield _("Di %(name)s non si può dire se è un figlio a carico.") % told


def _either(fact: Perhaps) -> tuple[bool, ...]:
    return (True, False) if fact is None else (fact,)


def _any(*facts: Perhaps) -> Perhaps:
    return True if True in facts else (None if None in facts else False)


def _all(*facts: Perhaps) -> Perhaps:
    return False if False in facts else (None if None in facts else True)
