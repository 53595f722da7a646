"""Rules on the person, the host and the two tutors."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.period import age_on
from core.ui.words import say_day_short
from placements.terms.declared import INSURANCE, WORKING_AGE
from placements.terms.rule import Binding, Fixer, Judgement, Known, Rule, Status, broken, kept

OF_AGE = 18


def say_trainees(count: int) -> str:
    """“1 tirocinante”, “2 tirocinanti”."""
    return ngettext("%(count)s tirocinante", "%(count)s tirocinanti", count) % {"count": count}


def say_employees(count: int) -> str:
    """“1 dipendente”, “14 dipendenti”."""
    return ngettext("%(count)s dipendente", "%(count)s dipendenti", count) % {"count": count}


def judge_age(facts: Known, terms: Binding) -> Judgement:
    """Old enough on the first day."""
    values = {"age": age_on(facts.birth_date, facts.starts_on), "least": terms.min_age}
    if values["age"] < terms.min_age:
        return broken(_("All’inizio ha %(age)s anni: ne servono %(least)s.") % values)
    return kept(_("All’inizio ha %(age)s anni: il minimo è %(least)s.") % values)


def judge_schooling(facts: Known, terms: Binding) -> Judgement | None:
    """Who is under age has done compulsory schooling."""
    age = age_on(facts.birth_date, facts.starts_on)
    if age >= OF_AGE:
        return None
    if facts.has_done_schooling:
        return kept(_("Ha %(age)s anni e ha assolto l’obbligo di istruzione.") % {"age": age})
    return broken(_("Ha %(age)s anni e non ha assolto l’obbligo di istruzione.") % {"age": age})


def judge_in_charge(facts: Known, terms: Binding) -> Judgement:
    """A social or health service has the person in charge."""
    if facts.is_in_charge:
        return kept(_("La persona è in carico a un servizio."))
    return broken(
        _("La persona non è in carico a un servizio sociale o sanitario, come il tipo richiede.")
    )


def judge_host_limit(facts: Known, terms: Binding) -> Judgement:
    """The host has a place left, by its employees."""
    if facts.is_disabled or facts.is_disadvantaged:
        return kept(_("Il limite dell’ospitante non vale per questa persona."))
    limit = terms.host_limit(facts.host_employees)
    values = {
        "placed": say_trainees(facts.host_placed),
        "with": say_trainees(facts.host_placed + 1),
        "employees": say_employees(facts.host_employees),
        "limit": limit,
    }
    if facts.host_placed >= limit:
        return broken(
            _("L’ospitante ha già %(placed)s: con %(employees)s il limite è %(limit)s.") % values
        )
    return kept(
        _("Con questo l’ospitante ha %(with)s: con %(employees)s il limite è %(limit)s.") % values
    )


def judge_host_tutor(facts: Known, terms: Binding) -> Judgement:
    """The host's tutor can follow one more."""
    values = {
        "trainees": say_trainees(facts.host_tutor_trainees),
        "limit": terms.host_tutor_limit,
    }
    if facts.host_tutor_trainees >= terms.host_tutor_limit:
        return broken(
            _("Il tutor dell’ospitante segue già %(trainees)s: il limite è %(limit)s.") % values
        )
    return kept(
        _("Il tutor dell’ospitante segue %(trainees)s, senza questo: il limite è %(limit)s.")
        % values
    )


def judge_promoter_tutor(facts: Known, terms: Binding) -> Judgement:
    """The promoter's tutor can follow one more."""
    values = {
        "trainees": say_trainees(facts.promoter_tutor_trainees),
        "limit": terms.promoter_tutor_limit,
    }
    if facts.promoter_tutor_trainees >= terms.promoter_tutor_limit:
        return broken(
            _("Il tutor del promotore segue già %(trainees)s: il limite è %(limit)s.") % values
        )
    return kept(
        _("Il tutor del promotore segue %(trainees)s, senza questo: il limite è %(limit)s.")
        % values
    )


def judge_same_host(facts: Known, terms: Binding) -> Judgement:
    """The same person goes to the same host once."""
    if facts.was_at_host_before:
        return broken(_("La persona è già stata in tirocinio presso questo ospitante."))
    return kept(_("Prima volta presso questo ospitante."))


def judge_work_before(facts: Known, terms: Binding) -> Judgement:
    """The person has not worked for the host of late."""
    if facts.worked_for_host:
        return broken(_("La persona ha lavorato per questo ospitante negli ultimi 2 anni."))
    return kept(_("Nessun lavoro per questo ospitante negli ultimi 2 anni."))


def judge_insured_at_start(facts: Known, terms: Binding) -> Judgement | None:
    """Third parties are insured on the first day."""
    if facts.liability_until >= facts.starts_on:
        return None
    return broken(
        _("La polizza di responsabilità civile scade il %(until)s, prima dell’inizio.")
        % {"until": say_day_short(facts.liability_until)}
    )


def judge_insured_to_end(facts: Known, terms: Binding) -> Judgement | None:
    """Third parties are insured to the last day; the policy may be renewed meanwhile."""
    until = {"until": say_day_short(facts.liability_until)}
    if facts.liability_until >= facts.ends_on:
        return kept(_("La polizza di responsabilità civile copre fino al %(until)s.") % until)
    if facts.liability_until < facts.starts_on:
        return None
    return broken(
        _("La polizza di responsabilità civile scade il %(until)s, prima della fine.") % until
    )


RULES = (
    Rule("AGE", Status.BLOCKS, judge_age, "starts_on", ("birth_date", "starts_on"), of="min_age"),
    Rule(
        "SCHOOLING", Status.BLOCKS, judge_schooling, "has_done_schooling",
        ("birth_date", "starts_on", "has_done_schooling"), source=WORKING_AGE,
    ),
    Rule(
        "IN_CHARGE", Status.BLOCKS, judge_in_charge, "is_in_charge", ("is_in_charge",),
        of="needs_service", fixer=Fixer.SERVICE,
    ),
    Rule(
        "HOST_LIMIT", Status.BLOCKS, judge_host_limit, "host", ("host_employees", "host_placed"),
        of="host_steps",
    ),
    Rule(
        "HOST_TUTOR", Status.BLOCKS, judge_host_tutor, "host_tutor", ("host_tutor_trainees",),
        of="host_tutor_limit",
    ),
    Rule(
        "PROMOTER_TUTOR", Status.BLOCKS, judge_promoter_tutor, "promoter_tutor",
        ("promoter_tutor_trainees",), of="promoter_tutor_limit", fixer=Fixer.COORDINATOR,
    ),
    Rule(
        "SAME_HOST", Status.BLOCKS, judge_same_host, "host", ("was_at_host_before",),
        of="same_host_once",
    ),
    Rule(
        "WORK_BEFORE", Status.BLOCKS, judge_work_before, "worked_for_host", ("worked_for_host",),
        of="no_work_at_host_before",
    ),
    Rule(
        "INSURED_AT_START", Status.BLOCKS, judge_insured_at_start, "liability_until",
        ("starts_on", "liability_until"), source=INSURANCE, fixer=Fixer.HOST,
    ),
    Rule(
        "INSURED_TO_END", Status.WARNS, judge_insured_to_end, "liability_until",
        ("period", "liability_until"), source=INSURANCE, fixer=Fixer.HOST,
    ),
)  # fmt: skip
