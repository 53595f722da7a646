"""Rules on hours and allowance."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from core.money import ZERO
from core.ui.words import say_euro, say_number
from placements.terms.rule import Binding, Judgement, Known, Rule, Status, broken, kept


def say_hours(hours: Decimal | Fraction | int) -> str:
    """“30 ore”, “37,5 ore”: hundredths cut off, never rounded up."""
    hundredths = int(Fraction(hours) * 100)
    exact = Decimal(hundredths).scaleb(-2).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return _("%(hours)s ore") % {"hours": say_number(exact, places)}


def judge_weekly_hours(facts: Known, terms: Binding) -> Judgement:
    """Not more hours a week than the contract of the host's workers."""
    most = terms.max_weekly_hours if facts.contract_hours is None else facts.contract_hours
    values = {"hours": say_hours(facts.weekly_hours), "most": say_hours(most)}
    if facts.weekly_hours > most:
        return broken(_("%(hours)s la settimana: il massimo è %(most)s.") % values)
    return kept(_("%(hours)s la settimana: il massimo è %(most)s.") % values)


def judge_least_allowance(facts: Known, terms: Binding) -> Judgement | None:
    """Not less a month than the least of the case."""
    if terms.income_support_excludes and facts.gets_income_support:
        return None
    least = terms.least_for(facts)
    values = {
        "amount": say_euro(facts.monthly_allowance),
        "least": say_euro(least),
        "why": why_least(facts, terms, least),
    }
    if facts.monthly_allowance < least:
        return broken(_("%(amount)s al mese: il minimo%(why)s è %(least)s.") % values)
    return kept(_("%(amount)s al mese, non sotto il minimo%(why)s: %(least)s.") % values)


def why_least(facts: Known, terms: Binding, least: Decimal) -> str:
    """Which of the cases it is, as it stands behind “il minimo”."""
    if facts.host_is_public:
        return _(" presso un ente pubblico")
    if least == terms.least_short_days and terms.has_short_days(facts):
        return _(" fino a %(hours)s ore al giorno") % {"hours": terms.short_day_hours}
    return _(" con i pasti") if least == terms.least_with_meals and facts.gives_meals else ""


def judge_public_allowance(facts: Known, terms: Binding) -> Judgement | None:
    """A public host's allowance is a flat one."""
    if not facts.host_is_public or facts.monthly_allowance <= terms.public_allowance:
        return None
    return broken(
        _("%(amount)s al mese: presso un ente pubblico l’indennità è di %(flat)s.")
        % {"amount": say_euro(facts.monthly_allowance), "flat": say_euro(terms.public_allowance)}
    )


def judge_public_meals(facts: Known, terms: Binding) -> Judgement | None:
    """A public host gives meals on long days."""
    if not facts.host_is_public or facts.hours_per_day <= terms.public_meals_above_hours:
        return None
    values = {
        "hours": say_hours(facts.hours_per_day),
        "above": terms.public_meals_above_hours,
    }
    if facts.gives_meals:
        return kept(_("%(hours)s al giorno presso un ente pubblico, con i pasti.") % values)
    return broken(
        _("%(hours)s al giorno: oltre le %(above)s un ente pubblico dà il buono pasto o la mensa.")
        % values
    )


def judge_income_support(facts: Known, terms: Binding) -> Judgement | None:
    """Who receives income support is not owed an allowance."""
    if not facts.gets_income_support:
        return None
    if facts.monthly_allowance > ZERO:
        return broken(
            _(
                "La persona riceve un sostegno al reddito: l’indennità di %(amount)s"
                " non è dovuta, e non sarà calcolata se l’avviso non lo ammette."
            )
            % {"amount": say_euro(facts.monthly_allowance)}
        )
    return kept(_("La persona riceve un sostegno al reddito: nessuna indennità."))


RULES = (
    Rule(
        "WEEKLY_HOURS", Status.BLOCKS, judge_weekly_hours, "weekly_hours", ("weekly_hours",),
        of="max_weekly_hours",
    ),
    Rule(
        "LEAST_ALLOWANCE", Status.BLOCKS, judge_least_allowance, "monthly_allowance",
        ("monthly_allowance", "host_is_public", "gives_meals", "hours_per_day"),
        of="least_allowance",
    ),
    Rule(
        "PUBLIC_ALLOWANCE", Status.WARNS, judge_public_allowance, "monthly_allowance",
        ("monthly_allowance", "host_is_public"), of="public_allowance",
    ),
    Rule(
        "PUBLIC_MEALS", Status.WARNS, judge_public_meals, "gives_meals",
        ("host_is_public", "gives_meals", "hours_per_day"), of="public_meals_above_hours",
    ),
    Rule(
        "INCOME_SUPPORT", Status.WARNS, judge_income_support, "monthly_allowance",
        ("gets_income_support", "monthly_allowance"), of="income_support_excludes",
    ),
)  # fmt: skip
