"""The law of placements: dated terms per kind, and the rules that hold a proposal to them.

`declared` says what binds each kind and until when, `facts` what the rules look at, `rule`
what a rule is; `rules_of_time`, `rules_of_people` and `rules_of_money` declare them, and
`checking` asks them all. Nothing here asks the database.
"""

from placements.terms.checking import RULES, check, not_known
from placements.terms.declared import TERMS, Terms, terms_for
from placements.terms.facts import Facts
from placements.terms.rule import Fixer, Rule, Status, Verdict

__all__ = [
    "RULES",
    "TERMS",
    "Facts",
    "Fixer",
    "Rule",
    "Status",
    "Terms",
    "Verdict",
    "check",
    "not_known",
    "terms_for",
]
