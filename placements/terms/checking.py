"""All rules asked of one placement."""

from django.utils.translation import gettext as _

from core.ui.words import say_day_short
from placements.terms import rules_of_money, rules_of_people, rules_of_time
from placements.terms.declared import Terms, terms_for
from placements.terms.facts import Facts
from placements.terms.rule import Binding, Judgement, Known, Rule, Status, Verdict, broken


def judge_terms(facts: Known, terms: Binding) -> Judgement | None:
    """Somebody declared what binds this kind on its first day."""
    if terms.source:
        return None
    return broken(
        _("Per questo tipo non sono dichiarate regole in vigore il %(day)s.")
        % {"day": say_day_short(facts.starts_on)}
    )


RULES = (
    Rule(
        "TERMS",
        Status.BLOCKS,
        judge_terms,
        "starts_on",
        ("kind", "starts_on"),
        source="Regole dichiarate nell’applicazione",
    ),
    *rules_of_time.RULES,
    *rules_of_people.RULES,
    *rules_of_money.RULES,
)
# What blocks stands first, then what warns.
_ORDER = {Status.BLOCKS: 0, Status.WARNS: 1, Status.OK: 2}


def check(facts: Facts) -> list[Verdict]:
    """What each rule says that applies and knows enough: first what blocks, then what warns."""
    terms = _terms_of(facts)
    verdicts = [
        _verdict(rule, judgement, terms)
        for rule in _rules_of(terms)
        if not rule.lacks(facts) and (judgement := rule.judge(facts, terms)) is not None
    ]
    return sorted(verdicts, key=lambda verdict: _ORDER[verdict.status])


def not_known(facts: Facts) -> list[Rule]:
    """The rules that apply and are silent, because a fact they need lacks."""
    return [rule for rule in _rules_of(_terms_of(facts)) if rule.lacks(facts)]


def _terms_of(facts: Facts) -> Terms:
    """Those of the day, or such as bind nobody: then only the general rules are left."""
    return terms_for(facts.kind, facts.starts_on or facts.today) or Terms(facts.kind)


def _rules_of(terms: Terms) -> list[Rule]:
    return [rule for rule in RULES if rule.applies(terms)]


def _verdict(rule: Rule, judgement: Judgement, terms: Terms) -> Verdict:
    status = Status.OK if judgement.kept else rule.severity
    source = terms.source_of(rule.of) if rule.of else rule.source
    return Verdict(rule, status, judgement.sentence, source)
