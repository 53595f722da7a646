"""Rules on days: beginning, length, earlier placements, the project and the participation."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.ui.words import say_day_short
from placements.enums import PlacementShape
from placements.terms.durations import Duration, adding, end_after, lasting, say_days, say_months
from placements.terms.facts import Days
from placements.terms.rule import Binding, Fixer, Judgement, Known, Rule, Status, broken, kept

NO_DOUBLE_COUNTING = "Regola contro il doppio conteggio"
ELIGIBLE_DAYS = "D.P.R. 22/2018 e D.P.R. 66/2025: spese dentro il periodo ammesso"
NOTICE = "L. 296/2006, art. 1 c. 1180: comunicazione obbligatoria"


def say_length(facts: Known) -> str:
    """How long the placement lasts."""
    return str(lasting(facts.starts_on, facts.ends_on))


def judge_order(facts: Known, terms: Binding) -> Judgement:
    """The last day does not come before the first."""
    if facts.ends_on < facts.starts_on:
        return broken(_("L’ultimo giorno viene prima del primo."))
    return kept(
        _("Dal %(first)s al %(last)s compresi: %(length)s.")
        % {
            "first": say_day_short(facts.starts_on),
            "last": say_day_short(facts.ends_on),
            "length": say_length(facts),
        }
    )


def judge_start(facts: Known, terms: Binding) -> Judgement:
    """There is still a day on which the mandatory notice can be sent in time."""
    start = say_day_short(facts.starts_on)
    if facts.starts_on < facts.today:
        return broken(_("L’inizio, %(start)s, è già passato.") % {"start": start})
    if facts.starts_on == facts.today:
        return broken(_("Inizia oggi: la comunicazione obbligatoria andava inviata entro ieri."))
    eve = say_day_short(facts.starts_on - timedelta(days=1))
    return kept(
        _("Inizia il %(start)s: la comunicazione obbligatoria va inviata entro il %(eve)s.")
        % {"start": start, "eve": eve}
    )


def judge_shortest(facts: Known, terms: Binding) -> Judgement:
    """It lasts at least as long as it must."""
    length = lasting(facts.starts_on, facts.ends_on)
    if facts.is_disabled or facts.is_disadvantaged:
        return kept(
            _("%(length)s: la durata minima non vale per questa persona.") % {"length": length}
        )
    months, days = terms.shortest_for(facts.shape)
    enough = length >= Duration(months) if months else _days(facts) >= days
    values = {
        "length": length if months else say_days(_days(facts)),
        "least": say_months(months) if months else say_days(days),
    }
    if enough:
        return kept(_("%(length)s: il minimo è %(least)s.") % values)
    if facts.shape == PlacementShape.ORDINARY:
        return broken(_("%(length)s: il minimo è %(least)s, salvo stagionali ed estivi.") % values)
    return broken(_("%(length)s: il minimo è %(least)s.") % values)


def _days(facts: Known) -> int:
    return (facts.ends_on - facts.starts_on).days + 1


def within(facts: Known, most: int, whom: str) -> Judgement:
    """It lasts at most some months, which are the limit for somebody."""
    length = lasting(facts.starts_on, facts.ends_on)
    values = {"length": length, "most": say_months(most), "whom": whom}
    if length > Duration(most):
        last = end_after(facts.starts_on, most) - timedelta(days=1)
        return broken(
            _("%(length)s: il massimo %(whom)s è %(most)s, cioè fino al %(last)s.")
            % (values | {"last": say_day_short(last)})
        )
    if length == Duration(most):
        return kept(_("%(length)s, il massimo %(whom)s.") % values)
    return kept(_("%(length)s: il massimo %(whom)s è %(most)s.") % values)


def judge_longest_by_eqf(facts: Known, terms: Binding) -> Judgement | None:
    """Extensions included, it lasts at most what the level of the training project allows."""
    if facts.is_disabled or facts.is_disadvantaged:
        return None
    most = terms.longest_for_eqf(facts.eqf_level, facts.extension_eqf_level)
    values = {"level": facts.eqf_level, "aim": facts.extension_eqf_level}
    if most == terms.longest_for_eqf(facts.eqf_level):
        return within(facts, most, _("per il livello EQF %(level)s") % values)
    return within(
        facts, most, _("per il livello EQF %(level)s prorogato verso il livello %(aim)s") % values
    )


def judge_longest_by_person(facts: Known, terms: Binding) -> Judgement | None:
    """Who is disabled or disadvantaged has a limit of their own."""
    if facts.is_disabled:
        return within(facts, terms.longest_disabled, _("per una persona con disabilità"))
    if facts.is_disadvantaged and terms.longest_disadvantaged is not None:
        return within(facts, terms.longest_disadvantaged, _("per una persona svantaggiata"))
    return None


def judge_longest_in_all(facts: Known, terms: Binding) -> Judgement:
    """Beyond the limit over all placements of the kind the service attests the need."""
    earlier = adding(lasting(*days) for days in facts.before)
    whole = adding([earlier, lasting(facts.starts_on, facts.ends_on)])
    values = {"whole": whole, "most": say_months(terms.longest_in_all)}
    if whole <= Duration(terms.longest_in_all):
        if facts.before:
            return kept(_("%(whole)s con i tirocini precedenti: il massimo è %(most)s.") % values)
        return kept(_("%(whole)s: il massimo è %(most)s.") % values)
    if facts.attestation_on is None:
        return broken(
            _(
                "%(whole)s in tutto, oltre %(most)s: serve l’attestazione scritta del servizio"
                " che ha in carico la persona."
            )
            % values
        )
    beyond = first_day_beyond(facts.starts_on, earlier, terms.longest_in_all)
    values |= {"attested": say_day_short(facts.attestation_on), "beyond": say_day_short(beyond)}
    if facts.attestation_on > beyond:
        return broken(
            _(
                "L’attestazione del servizio è del %(attested)s, ma %(most)s si superano già"
                " il %(beyond)s."
            )
            % values
        )
    return kept(
        _("%(whole)s in tutto, oltre %(most)s: il servizio lo attesta il %(attested)s.") % values
    )


def first_day_beyond(start: date, earlier: Duration, most: int) -> date:
    """The first day of a placement on which the limit over all of them is passed."""
    if earlier >= Duration(most):
        return start
    beyond = end_after(start, most - earlier.months) - timedelta(days=earlier.days)
    return max(start, beyond)


def say_stretches(stretches: tuple[Days, ...]) -> str:
    """“dal 1 mar 2021 al 31 mar 2021, il 3 apr 2021”."""
    return ", ".join(
        (_("il %(first)s") if first == last else _("dal %(first)s al %(last)s"))
        % {"first": say_day_short(first), "last": say_day_short(last)}
        for first, last in stretches
    )


def judge_overlap(facts: Known, terms: Binding) -> Judgement:
    """Nobody is in two placements on one day."""
    period = facts.period
    met = tuple(
        (max(first, facts.starts_on), min(last, facts.ends_on))
        for first, last in facts.overlaps
        if first < period.end and last >= period.start
    )
    if met:
        return broken(
            _("La persona è già in un altro percorso %(days)s.") % {"days": say_stretches(met)}
        )
    return kept(_("Nessun altro tirocinio si sovrappone a questo periodo."))


def judge_project(facts: Known, terms: Binding) -> Judgement:
    """Every day is a day of the project: before and after, nothing is paid."""
    values = {
        "first": say_day_short(facts.project_starts_on),
        "last": say_day_short(facts.project_ends_on),
    }
    if facts.starts_on < facts.project_starts_on:
        return broken(_("Inizia prima del progetto, che comincia il %(first)s.") % values)
    if facts.ends_on > facts.project_ends_on:
        return broken(_("Finisce dopo il progetto, che si chiude il %(last)s.") % values)
    return kept(_("Sta nei giorni del progetto, dal %(first)s al %(last)s.") % values)


def judge_entry(facts: Known, terms: Binding) -> Judgement:
    """The person is in the project before being placed."""
    entry = say_day_short(facts.entry_on)
    if facts.starts_on < facts.entry_on:
        return broken(
            _("Inizia prima che la persona entri nel progetto, il %(entry)s.") % {"entry": entry}
        )
    return kept(_("La persona è nel progetto dal %(entry)s.") % {"entry": entry})


def judge_exit(facts: Known, terms: Binding) -> Judgement:
    """Nobody is placed after having left the project."""
    left = {"exit": say_day_short(facts.exit_on)}
    if facts.ends_on > facts.exit_on:
        return broken(_("Finisce dopo l’uscita della persona dal progetto, il %(exit)s.") % left)
    return kept(_("Finisce entro l’uscita della persona dal progetto, il %(exit)s.") % left)


RULES = (
    Rule(
        "ORDER", Status.BLOCKS, judge_order, "ends_on", ("starts_on", "ends_on"),
        source="Periodo del progetto formativo",
    ),
    Rule(
        "START", Status.WARNS, judge_start, "starts_on", ("starts_on", "today"), source=NOTICE,
    ),
    Rule("SHORTEST", Status.BLOCKS, judge_shortest, "ends_on", ("period",), of="shortest_months"),
    Rule(
        "LONGEST_BY_EQF", Status.BLOCKS, judge_longest_by_eqf, "ends_on",
        ("period", "eqf_level"), of="longest_by_eqf",
    ),
    Rule(
        "LONGEST_BY_PERSON", Status.BLOCKS, judge_longest_by_person, "ends_on", ("period",),
        of="longest_disabled",
    ),
    Rule(
        "LONGEST_IN_ALL", Status.BLOCKS, judge_longest_in_all, "attestation_on",
        ("period", "before"), of="longest_in_all", fixer=Fixer.SERVICE,
    ),
    Rule(
        "OVERLAP", Status.BLOCKS, judge_overlap, "starts_on", ("period", "overlaps"),
        source=NO_DOUBLE_COUNTING,
    ),
    Rule(
        "PROJECT", Status.BLOCKS, judge_project, "ends_on",
        ("period", "project_starts_on", "project_ends_on"), source=ELIGIBLE_DAYS,
    ),
    Rule(
        "ENTRY", Status.BLOCKS, judge_entry, "starts_on", ("starts_on", "entry_on"),
        source=ELIGIBLE_DAYS,
    ),
    Rule(
        "EXIT", Status.BLOCKS, judge_exit, "ends_on", ("ends_on", "exit_on"),
        source=ELIGIBLE_DAYS,
    ),
)  # fmt: skip
