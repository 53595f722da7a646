"""The allowance of a month, case by case: what was agreed, what happened, what is due, and why.

Months are whole and unsuspended unless the case says so; hours are `hours:minutes`. Expected
amounts were worked out by hand, half-up to the cent at every line that shows one.
"""

import json
import operator
from calendar import monthrange
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.allowances import AllowanceRules, Explained, MonthFacts, allowance_of
from placements.enums import PlacementKind
from placements.sheets import rules_of
from projects.models import Call

EXTRA, TIS, GRANT = (
    PlacementKind.EXTRACURRICULAR,
    PlacementKind.INCLUSION,
    PlacementKind.WORK_GRANT,
)
JANUARY, JUNE = date(2021, 1, 1), date(2021, 6, 1)
NOVEMBER, DECEMBER = date(2021, 11, 1), date(2021, 12, 1)
PUBLIC = {"host_is_public": True}
SUPPORTED = {"gets_income_support": True}


def minutes(text):
    """“83:06” or “78”: hours and minutes, in minutes."""
    hours, _, rest = text.partition(":")
    return int(hours) * 60 + int(rest or 0)


def case(what, kind, agreed, attended, planned, due, *says, rules=None, **month):
    facts = {"kind": kind, "agreed": Decimal(agreed)}
    facts |= {"attended_minutes": minutes(attended), "planned_minutes": minutes(planned)}
    return pytest.param(facts | month, rules or {}, due, says, id=what)


def month_of(kind=EXTRA, month=JUNE, placement_days=None, **more):
    """A whole month unless said otherwise."""
    days = monthrange(month.year, month.month)[1] if placement_days is None else placement_days
    return MonthFacts(kind, month, placement_days=days, **more)


CASES = [
    # The threshold of eighty per cent
    case("78 ore su 100", EXTRA, "500.00", "78", "100", "390.00",
         "Pattuito: 500,00 € al mese",
         "78 % < 80 %: 500,00 € × 78/100 = 390,00 €; non sotto 300,00 €"),
    case("80 ore su 100: la soglia è raggiunta", EXTRA, "500", "80", "100", "500.00",
         "80 % ≥ 80 %: 500,00 € interi"),
    case("79,9 %: sotto soglia", EXTRA, "500", "79:54", "100", "399.50",
         "79,9 % < 80 %: 500,00 € × 79,90/100,00 = 399,50 €; non sotto 300,00 €"),
    case("un minuto sotto la soglia: non si arrotonda a 80 %", EXTRA, "500", "79:59", "100",
         "399.92",
         "79,9 % < 80 %: 500,00 € × 4799/6000 minuti = 399,92 €; non sotto 300,00 €"),
    case("un minuto sopra la soglia", EXTRA, "500", "80:01", "100", "500.00"),
    case("tutte le ore", EXTRA, "500", "100", "100", "500.00", "100 % ≥ 80 %: 500,00 € interi"),
    case("più ore del previsto: mai più del pattuito", EXTRA, "500", "104", "100", "500.00",
         "104 % ≥ 80 %: 500,00 € interi"),
    # The floor
    case("60 ore su 100: proprio il minimo", EXTRA, "500", "60", "100", "300.00",
         "60 % < 80 %: 500,00 € × 60/100 = 300,00 €; non sotto 300,00 €"),
    case("59 ore su 100: il minimo", EXTRA, "500", "59", "100", "300.00",
         "59 % < 80 %: 500,00 € × 59/100 = 295,00 €; non sotto 300,00 €, quindi 300,00 €"),
    case("un’ora su 100: il minimo", EXTRA, "500", "1", "100", "300.00"),
    case("pattuito sotto il minimo: mai più del pattuito", EXTRA, "250", "50", "100", "250.00",
         "Il minimo non supera l’importo pattuito: 250,00 €",
         "50 % < 80 %: 250,00 € × 50/100 = 125,00 €; non sotto 250,00 €, quindi 250,00 €"),
    case("nessuna presenza: niente, nemmeno il minimo", EXTRA, "500", "0", "100", "0.00",
         "Nessuna presenza: nessuna indennità, nemmeno il minimo: 0,00 €"),
    case("nessuna presenza, l’avviso paga il minimo", EXTRA, "500", "0", "100", "300.00",
         rules={"pays_without_attendance": True}),
    case("soglia dell’avviso al 75 %", EXTRA, "500", "75", "100", "500.00",
         rules={"threshold": Decimal("0.75")}),
    case("soglia con due decimali", EXTRA, "500", "83:20", "100", "500.00",
         "83,33 % ≥ 83,33 %: 500,00 € interi", rules={"threshold": Decimal("0.8333")}),
    # Inclusion and work grants
    case("inclusione, 83,10 ore su 104", TIS, "400", "83:06", "104", "319.62",
         "79,9 % < 80 %: 400,00 € × 83,10/104,00 = 319,62 €"),
    case("inclusione, 64 ore su 80", TIS, "400", "64", "80", "400.00",
         "80 % ≥ 80 %: 400,00 € interi"),
    case("inclusione al 50 %: nessun minimo", TIS, "400", "40", "80", "200.00",
         "50 % < 80 %: 400,00 € × 40/80 = 200,00 €"),
    case("inclusione senza soglia: sempre in proporzione", TIS, "400", "78", "80", "390.00",
         "Frequenza 97,5 %: 400,00 € × 78/80 = 390,00 €", rules={"inclusion_threshold": None}),
    case("inclusione senza soglia, tutte le ore", TIS, "400", "80", "80", "400.00",
         "Frequenza 100 %: 400,00 € interi", rules={"inclusion_threshold": None}),
    case("inclusione, nessuna presenza", TIS, "400", "0", "80", "0.00"),
    case("borsa lavoro: in proporzione", GRANT, "450", "50", "60", "375.00",
         "Frequenza 83,3 %: 450,00 € × 50/60 = 375,00 €"),
    # Beginning and end in mid-month
    case("inizia il 16 gennaio", EXTRA, "500", "40", "40", "258.06",
         "16 giorni di tirocinio su 31: 500,00 € × 16/31 = 258,06 €",
         "100 % ≥ 80 %: 258,06 € interi", month=JANUARY, placement_days=16),
    case("inizia il 16 gennaio, metà delle ore: anche il minimo è a giorni", EXTRA, "500",
         "20", "40", "154.84",
         "Minimo per gli stessi giorni: 300,00 € × 16/31 = 154,84 €",
         "50 % < 80 %: 258,06 € × 20/40 = 129,03 €; non sotto 154,84 €, quindi 154,84 €",
         month=JANUARY, placement_days=16),
    case("finisce il 10 giugno", EXTRA, "500", "30", "30", "166.67",
         "10 giorni di tirocinio su 30: 500,00 € × 10/30 = 166,67 €", placement_days=10),
    case("inizia il 15 febbraio 2024: 29 giorni", EXTRA, "500", "40", "40", "258.62",
         "15 giorni di tirocinio su 29: 500,00 € × 15/29 = 258,62 €",
         month=date(2024, 2, 1), placement_days=15),
    case("inizia il 15 febbraio 2023: 28 giorni", EXTRA, "500", "40", "40", "250.00",
         month=date(2023, 2, 1), placement_days=14),
    case("un solo giorno", TIS, "400", "4", "4", "12.90", month=JANUARY, placement_days=1),
    case("inizia il 16 gennaio, l’avviso paga il mese intero", EXTRA, "500", "40", "40", "500.00",
         "Mese non intero (16 giorni su 31): l’avviso paga il mese intero",
         month=JANUARY, placement_days=16, rules={"partial_month": "FULL"}),
    case("nessun giorno nel tirocinio", EXTRA, "500", "0", "0", "0.00",
         "Nessun giorno del mese è nel tirocinio: 0,00 €", placement_days=0),
    # Suspension
    case("sospeso 21 novembre – 10 dicembre: novembre", EXTRA, "500", "70", "70", "333.33",
         "30 giorni di tirocinio su 30, meno 10 di sospensione = 20:"
         " 500,00 € × 20/30 = 333,33 €", month=NOVEMBER, suspended_days=10),
    case("sospeso 21 novembre – 10 dicembre: dicembre", EXTRA, "500", "70", "70", "338.71",
         "31 giorni di tirocinio su 31, meno 10 di sospensione = 21:"
         " 500,00 € × 21/31 = 338,71 €", month=DECEMBER, suspended_days=10),
    case("sospeso e sotto soglia", EXTRA, "500", "35", "70", "200.00",
         "Minimo per gli stessi giorni: 300,00 € × 20/30 = 200,00 €",
         "50 % < 80 %: 333,33 € × 35/70 = 166,67 €; non sotto 200,00 €, quindi 200,00 €",
         suspended_days=10),
    case("inizia e si sospende nello stesso mese", TIS, "400", "20", "20", "133.33",
         "15 giorni di tirocinio su 30, meno 5 di sospensione = 10:"
         " 400,00 € × 10/30 = 133,33 €", placement_days=15, suspended_days=5),
    case("lo stesso, dove l’avviso paga il mese intero", TIS, "400", "20", "20", "266.67",
         placement_days=15, suspended_days=5, rules={"partial_month": "FULL"}),
    case("sospeso tutto il mese", TIS, "400", "0", "0", "0.00",
         "Tirocinio sospeso per tutto il mese: nessuna indennità: 0,00 €", suspended_days=30),
    case("ospitante chiuso tutto il mese", EXTRA, "500", "0", "0", "0.00",
         "Nessuna ora prevista nel mese: nessuna indennità: 0,00 €"),
    case("ore svolte in un mese senza ore previste", EXTRA, "500", "10", "0", "0.00"),
    # A public host
    case("ente pubblico, soglia raggiunta", EXTRA, "300", "80", "100", "300.00", **PUBLIC),
    case("ente pubblico sotto soglia: in proporzione, senza minimo", EXTRA, "300", "50", "100",
         "150.00", "50 % < 80 %: 300,00 € × 50/100 = 150,00 €", **PUBLIC),
    case("ente pubblico sotto soglia, l’avviso non riduce", EXTRA, "300", "50", "100", "300.00",
         "50 % < 80 %: l’indennità di un ospitante pubblico non si riduce: 300,00 €",
         rules={"public_host_prorates": False}, **PUBLIC),
    case("inclusione in un ente pubblico: sempre in proporzione", TIS, "300", "50", "100",
         "150.00", rules={"public_host_prorates": False}, **PUBLIC),
    # Income support
    case("riceve un sostegno al reddito", EXTRA, "500", "100", "100", "0.00",
         "Riceve un sostegno al reddito: l’indennità non è dovuta: 0,00 €", **SUPPORTED),
    case("riceve un sostegno, l’avviso lo ammette", EXTRA, "500", "100", "100", "500.00",
         rules={"pays_on_income_support": True}, **SUPPORTED),
    case("inclusione con un sostegno al reddito", TIS, "400", "80", "80", "400.00", **SUPPORTED),
    # Rounding
    case("mezzo centesimo va in su", TIS, "333.33", "40", "80", "166.67",
         "50 % < 80 %: 333,33 € × 40/80 = 166,67 €"),
    case("ogni riga riparte dall’importo che mostra", TIS, "500", "10", "40", "44.36",
         "11 giorni di tirocinio su 31: 500,00 € × 11/31 = 177,42 €",
         "25 % < 80 %: 177,42 € × 10/40 = 44,36 €", month=JANUARY, placement_days=11),
    case("un terzo delle ore", TIS, "400", "25", "75", "133.33",
         "33,3 % < 80 %: 400,00 € × 25/75 = 133,33 €"),
    case("migliaia", TIS, "1250", "60", "80", "937.50",
         "75 % < 80 %: 1.250,00 € × 60/80 = 937,50 €"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "rules", "due", "says"), CASES)
def test_a_month_is_paid(facts, rules, due, says):
    explained = allowance_of(month_of(**facts), AllowanceRules(**rules))
    lines = [line.text.replace("\u00a0", " ") for line in explained.lines]

    assert str(explained.total) == due
    assert [line for line in lines if line in says] == list(says)
    assert explained.lines[-1].amount == explained.total


def test_the_example_reads_from_the_agreement_to_the_total():
    explained = allowance_of(
        month_of(agreed=Decimal("500.00"), attended_minutes=78 * 60, planned_minutes=100 * 60),
        AllowanceRules(),
    )

    assert [(line.text.replace("\u00a0", " "), line.amount) for line in explained.lines] == [
        ("Pattuito: 500,00 € al mese", Decimal("500.00")),
        ("78 % < 80 %: 500,00 € × 78/100 = 390,00 €; non sotto 300,00 €", Decimal("390.00")),
    ]
    assert explained.total == Decimal("390.00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": date(2021, 6, 2)},
        {"agreed": Decimal("-0.01")},
        {"planned_minutes": -1},
        {"attended_minutes": -1},
        {"placement_days": 31},
        {"placement_days": 10, "suspended_days": 11},
        {"suspended_days": -1},
    ],
)
def test_a_month_that_cannot_be_is_refused(wrong):
    facts = {"agreed": Decimal(500), "attended_minutes": 60, "planned_minutes": 60} | wrong

    with pytest.raises(ValueError, match=r"days|day|negative"):
        month_of(**facts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": Decimal(80)},
        {"inclusion_threshold": Decimal(0)},
        {"partial_month": "HOURS"},
    ],
)
def test_rules_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"share|DAYS"):
        AllowanceRules(**wrong)


@st.composite
def months(draw):
    """Any month that can be, with more or fewer hours than planned."""
    first = date(draw(st.integers(2020, 2030)), draw(st.integers(1, 12)), 1)
    inside = draw(st.integers(0, 28))
    return MonthFacts(
        draw(st.sampled_from(list(PlacementKind))),
        first,
        draw(st.decimals(0, 2000, places=2)),
        planned_minutes=draw(st.integers(0, 12_000)),
        attended_minutes=draw(st.integers(0, 14_000)),
        placement_days=inside,
        suspended_days=draw(st.integers(0, inside)),
        host_is_public=draw(st.booleans()),
        gets_income_support=draw(st.booleans()),
    )


SHARES = st.none() | st.decimals(Decimal("0.01"), 1, places=4)
RULES = st.builds(
    AllowanceRules,
    threshold=SHARES,
    inclusion_threshold=SHARES,
    floor=st.decimals(0, 600, places=2),
    public_host_prorates=st.booleans(),
    partial_month=st.sampled_from(["DAYS", "FULL"]),
    pays_without_attendance=st.booleans(),
    pays_on_income_support=st.booleans(),
)


@given(months(), RULES)
def test_never_negative_and_never_above_what_was_agreed(month, rules):
    explained = allowance_of(month, rules)

    assert 0 <= explained.total <= month.agreed
    assert explained.total == round(explained.total, 2)
    assert explained.lines[-1].amount == explained.total


@given(months(), RULES, st.integers(0, 3000))
def test_more_attendance_never_pays_less(month, rules, more):
    busier = replace(month, attended_minutes=month.attended_minutes + more)

    assert allowance_of(busier, rules).total >= allowance_of(month, rules).total


@given(months(), RULES)
def test_more_suspension_never_pays_more(month, rules):
    if month.counted_days:
        longer = replace(month, suspended_days=month.suspended_days + 1)
        assert allowance_of(longer, rules).total <= allowance_of(month, rules).total


@given(months(), RULES)
def test_what_is_stored_reads_back_the_same(month, rules):
    explained = allowance_of(month, rules)
    stored = json.loads(json.dumps(explained.as_json()))

    assert Explained.from_json(stored) == explained
    assert stored["total"] == f"{explained.total:.2f}"


@given(months(), RULES)
def test_what_looks_below_the_threshold_is_below(month, rules):
    line = allowance_of(month, rules).lines[-1].text
    for sign, holds in ((" < ", operator.lt), (" ≥ ", operator.ge)):
        if sign in line:
            one, other = (
                Decimal(part.split("\u00a0")[0].replace(",", "."))
                for part in line.split(":")[0].split(sign)
            )
            assert holds(one, other), line


# What a call says | what the rule then is
SAID_BY_THE_CALL = {
    "threshold": ({"allowance_threshold": Decimal("0.75")}, Decimal("0.75")),
    "inclusion_threshold": ({"inclusion_threshold": None}, None),
    "floor": ({"allowance_floor": Decimal("350.00")}, Decimal("350.00")),
    "public_host_prorates": ({"public_host_prorates": False}, False),
    "partial_month": ({"prorates_partial_months": False}, "FULL"),
    "pays_without_attendance": ({"pays_without_attendance": True}, True),
    "pays_on_income_support": ({"pays_on_income_support": True}, True),
}


@pytest.mark.parametrize("rule", [one.name for one in fields(AllowanceRules)])
def test_every_rule_is_the_call_s(rule):
    said, becomes = SAID_BY_THE_CALL[rule]

    assert rules_of(Call()) == AllowanceRules()
    assert rules_of(Call(**said)) == replace(AllowanceRules(), **{rule: becomes})
