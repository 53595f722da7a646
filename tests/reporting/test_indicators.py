"""Who counts in which indicator: cases a civil servant can check by hand, and what must hold.

Every person enters on 11 January 2021. A case says when they were born, what they answered,
the indicator, and whether they count in it.
"""

from datetime import date

import pytest

from projects.enums import Period
from projects.models import EntrySnapshot, Project
from projects.policy import visible_entries
from reporting.figures import COLUMNS, Part, count, members
from reporting.indicators import explain, figures_of, indicators_of
from reporting.indicators.checks import CHECKS, violated
from reporting.indicators.meanings import MEANINGS
from reporting.indicators.sets import DECLARED, asides_of
from reporting.indicators.why import FACTS
from tests.cast import COMO
from tests.makers import make_participation, make_person

BORN = date(1975, 6, 1)
OLD, NEW = Period.P2014, Period.P2021
YES, NO = True, False
AGED_24 = date(1996, 6, 1)
POOR = {"vulnerabilities": ["nuova_poverta"]}
MIGRANT = {"vulnerabilities": ["origine_straniera"]}
HOMELESS = {"vulnerabilities": ["senza_dimora"]}

STUDENT = {"employment_id": "studente", "is_in_training": None, "unemployed_since": None}
IDLE = {"employment_id": "inattivo", "is_in_training": False, "unemployed_since": None}
IN_CLASS = IDLE | {"is_in_training": True}
NOT_SAID = IDLE | {"is_in_training": None}
WORKING = {"employment_id": "occupato", "unemployed_since": None}
NO_EMPLOYMENT = {"employment_id": None}
NO_SCHOOL = {"education_id": "00"}
REFUSED = {"vulnerabilities": None, "refused": ["VULNERABILITY"]}
NOT_ASKED = {"vulnerabilities": None}


def since(*day):
    return {"unemployed_since": date(*day)}


def case(what, code, counts, *, born=BORN, period=OLD, **answers):
    return pytest.param(period, born, answers, code, counts, id=f"{code}: {what}")


CASES = [
    case("is looking for a job", "CO01", YES),
    case("works", "CO01", NO, **WORKING),
    case("looks for a first job", "CO01", YES, employment_id="inoccupato"),
    case("employment not asked: counts nowhere", "CO01", NO, **NO_EMPLOYMENT),
    case("searching 12 months to the day, 45 years old", "CO02", NO, **since(2020, 1, 11)),
    case("searching 12 months and a day", "CO02", YES, **since(2020, 1, 10)),
    case("searching 6 months to the day, 24", "CO02", NO, born=AGED_24, **since(2020, 7, 11)),
    case("searching 6 months and a day, 24", "CO02", YES, born=AGED_24, **since(2020, 7, 10)),
    case("7 months on the 25th birthday", "CO02", NO, born=date(1996, 1, 11), **since(2020, 6, 1)),
    case("7 months, 25 tomorrow", "CO02", YES, born=date(1996, 1, 12), **since(2020, 6, 1)),
    case("since when not said", "CO02", NO, unemployed_since=None),
    case("since when not said: still unemployed", "CO01", YES, unemployed_since=None),
    case("works, although a search is written down", "CO02", NO, employment_id="occupato"),
    case("a student is inactive", "CO03", YES, **STUDENT),
    case("a student is in education", "CO04", NO, **STUDENT),
    case("inactive, in a course", "CO04", NO, **IN_CLASS),
    case("inactive, in no course", "CO04", YES, **IDLE),
    case("inactive, course not asked", "CO04", NO, **NOT_SAID),
    case("inactive, course not asked: still inactive", "CO03", YES, **NOT_SAID),
    case("employed and poor: employed", "CO05", YES, **WORKING, **POOR),
    case("employed and poor: disadvantaged", "CO17", YES, **WORKING, **POOR),
    case("24, 25 tomorrow", "CO06", YES, born=date(1996, 1, 12)),
    case("25th birthday on the day of entry", "CO06", NO, born=date(1996, 1, 11)),
    case("54, 55 tomorrow", "CO07", NO, born=date(1966, 1, 12)),
    case("55th birthday on the day of entry", "CO07", YES, born=date(1966, 1, 11)),
    case("birth date unknown: counts nowhere", "CO07", NO, born=None),
    case("55 and unemployed", "CO08", YES, born=date(1966, 1, 11)),
    case("60 and idle", "CO08", YES, born=date(1960, 1, 1), **IDLE),
    case("60 and in a course", "CO08", NO, born=date(1960, 1, 1), **IN_CLASS),
    case("60 and working", "CO08", NO, born=date(1960, 1, 1), **WORKING),
    case("no school in 2014-2020", "CO09", NO, **NO_SCHOOL),
    case("no school is another disadvantage", "CO17", YES, **NO_SCHOOL),
    case("no school, disadvantage refused: still known", "CO17", YES, **NO_SCHOOL, **REFUSED),
    case("a child of eleven is not late", "CO17", NO, born=date(2009, 6, 1), **NO_SCHOOL),
    case("primary school", "CO09", YES, education_id="01"),
    case("lower secondary school", "CO09", YES, education_id="02"),
    case("upper secondary school", "CO10", YES, education_id="04"),
    case("higher technical diploma", "CO11", YES, education_id="06"),
    case("education refused: counts nowhere", "CO01", NO, education_id=None, refused=["EDUCATION"]),
    case("disability declared", "CO16", YES, vulnerabilities=["disabilita"]),
    case("asked, and none applies", "CO16", NO, vulnerabilities=[]),
    case("refused to say", "CO16", NO, **REFUSED),
    case("never asked", "CO16", NO, **NOT_ASKED),
    case("refusing a sensitive answer blocks nothing", "CO01", YES, **REFUSED),
    case("migrant", "CO15", YES, **MIGRANT),
    case("minority", "CO15", YES, vulnerabilities=["minoranza"]),
    case("addiction", "CO17", YES, vulnerabilities=["dipendenza_alcol"]),
    case("homeless by housing", "CO18", YES, housing_id="senza_dimora"),
    case("homeless by vulnerability alone", "CO18", YES, housing_id=None, **HOMELESS),
    case("housing not asked", "CO18", NO, housing_id=None),
    case("homeless is not “other” unless the call says so", "CO17", NO, housing_id="senza_dimora"),
    case("household not asked blocks nothing now", "CO01", YES, household_id=None),
    case("no school in 2021-2027", "EECO09", YES, period=NEW, **NO_SCHOOL),
    case("complete record", "EECO01", YES, period=NEW),
    case("employment not asked", "EECO01", NO, period=NEW, **NO_EMPLOYMENT),
    case("17, 18 tomorrow", "EECO06", YES, period=NEW, born=date(2003, 1, 12), **STUDENT),
    case("18th birthday", "EECO06", NO, period=NEW, born=date(2003, 1, 11), **STUDENT),
    case("18th birthday", "EECO07", YES, period=NEW, born=date(2003, 1, 11), **STUDENT),
    case("29, 30 tomorrow", "EECO07", YES, period=NEW, born=date(1991, 1, 12)),
    case("30th birthday", "EECO07", NO, period=NEW, born=date(1991, 1, 11)),
    case("55th birthday", "EECO08", YES, period=NEW, born=date(1966, 1, 11)),
    case("migrant, not a minority", "EECO15", NO, period=NEW, **MIGRANT),
    case("migrant", "EECO14", YES, period=NEW, **MIGRANT),
    case("Italian", "EECO13", NO, period=NEW),
]  # fmt: skip


@pytest.fixture
def como(db):
    return Project.objects.select_related("programme__call").get(code=COMO)


def enter(born, answers, **fields):
    if answers.get("refused") or answers.get("education_id", "") is None:
        fields.setdefault("noticed", True)
    person = make_person(birth_date=born, answers=answers, **fields)
    return make_participation(person)


@pytest.mark.parametrize(("period", "born", "answers", "code", "counts"), CASES)
def test_who_counts(como, olga, as_user, period, born, answers, code, counts):
    como.programme.call.period = period
    enter(born, answers)

    with as_user(olga) as user:
        row = count(como, visible_entries(user))[code]
        listed = members(como, visible_entries(user), row.indicator).count()

    assert (row.total, listed) == (int(counts), int(counts))


@pytest.mark.parametrize(
    ("born", "entry_on", "age"),
    [
        (date(1996, 2, 29), date(2021, 2, 28), 24),
        (date(1996, 2, 29), date(2021, 3, 1), 25),
        (date(1996, 2, 29), date(2020, 10, 1), 24),
    ],
)
def test_born_on_29_february(como, olga, as_user, born, entry_on, age):
    participation = make_participation(make_person(birth_date=born), entry_on=entry_on)

    with as_user(olga):
        assert EntrySnapshot.objects.get(pk=participation.pk).age == age


def test_gender_not_available_counts_in_the_grand_total_only(como, olga, as_user):
    make_participation(make_person(gender="N"))

    with as_user(olga) as user:
        account = count(como, visible_entries(user))

    assert (account.total, account.complete) == (1, 0)
    assert account["totale"].cells[Part.NOT_AVAILABLE] == 1


def test_a_call_may_ask_for_the_household(como, olga, as_user):
    como.programme.call.counts_household = True
    enter(BORN, {"household_id": None})
    enter(BORN, {"household_id": "genitore_solo_senza_lavoro"})

    with as_user(olga) as user:
        account = count(como, visible_entries(user))

    assert account.incomplete == 1
    assert [account[code].total for code in ("CO12", "CO13", "CO14")] == [1, 1, 1]


def test_a_call_may_count_the_homeless_as_disadvantaged(como, olga, as_user):
    como.programme.call.housing_is_disadvantage = True
    enter(BORN, {"housing_id": "senza_dimora"})

    with as_user(olga) as user:
        account = count(como, visible_entries(user))
        entry = members(como, visible_entries(user), account["CO17"].indicator).for_list().get()

    why = explain(account["CO17"].indicator, entry, como.programme.call)
    assert why == "Altro svantaggio: senza dimora o esclusione abitativa."


def test_objective_l_has_four_indicators_and_needs_only_gender_and_age(como, olga, as_user):
    call = como.programme.call
    call.period, call.indicator_codes = NEW, ["EECO01", "EECO06", "EECO07", "EECO08"]
    enter(BORN, {"employment_id": None, "education_id": None})

    with as_user(olga) as user:
        account = count(como, visible_entries(user))

    assert [one.code for one in indicators_of(call)] == call.indicator_codes
    assert account["EECO01"].total == 1


def test_why_is_a_sentence_with_the_facts_of_the_record(como, olga, as_user):
    enter(date(1963, 3, 1), since(2018, 5, 2))

    with as_user(olga) as user:
        entry = visible_entries(user).for_list().get()
    told = {
        one.code: explain(one, entry, como.programme.call)
        for one in figures_of(como.programme.call)
    }

    assert told["CO07"] == "Ha 57 anni compiuti il giorno di ingresso: 55 o più."
    assert told["CO02"] == "Cerca lavoro dal 2 mag 2018: all’ingresso da più di 12 mesi."
    assert told["totale"] == "Ingresso nel progetto: 11 gen 2021."


def test_what_is_not_known_is_counted_apart(como, olga, as_user):
    enter(BORN, NOT_ASKED)
    enter(BORN, {"unemployed_since": None})

    with as_user(olga) as user:
        account = count(como, visible_entries(user))
        unknown = {row.indicator.code: row.unknown for row in account if row.unknown}
        listed = members(como, visible_entries(user), account["CO02"].indicator, Part.UNKNOWN)

        assert (unknown["CO02"], unknown["CO16"]) == (1, 1)
        assert listed.count() == 1


@pytest.mark.parametrize(
    ("figure", "about", "sentence"),
    [
        ("CO19", {"residence": None}, "non è stato scritto il comune di residenza"),
        ("CO19", {}, "il grado di urbanizzazione di Como (CO) non è caricato"),
        ("CO18", {"answers": {"housing_id": None}}, "condizione abitativa non le è stato chiesto"),
        ("CO18", {"answers": {"housing_id": None, "refused": ["HOUSING"]}}, "non ha voluto risp"),
        ("CO16", {"answers": NOT_ASKED}, "sulla vulnerabilità non le è stato chiesto"),
        ("CO16", {"answers": REFUSED}, "sulla vulnerabilità non ha voluto rispondere"),
        ("CO02", {"answers": {"unemployed_since": None}}, "da quando cerca lavoro"),
        ("CO04", {"answers": NOT_SAID}, "se seguiva corsi"),
    ],
)
def test_the_list_of_those_not_known_says_why_of_each(client_of, olga, figure, about, sentence):
    make_participation(make_person(birth_date=BORN, **about))

    listed = client_of(olga).get(f"/progetti/{COMO}/indicatori/{figure}/non-noto/")

    assert sentence in listed.content.decode()


def test_a_figure_of_which_nothing_is_known_is_no_zero(client_of, olga):
    make_participation(make_person(birth_date=BORN, residence=None))
    client = client_of(olga)

    page = client.get(f"/progetti/{COMO}/").content.decode()
    listed = client.get(f"/progetti/{COMO}/indicatori/CO19/").content.decode()

    row = page[page.index("Provenienti da zone rurali") :].partition("</tr>")[0]
    assert "non noto per 1" in row
    assert '<span class="pc-small pc-muted">non noto</span>' in row
    assert f'href="/progetti/{COMO}/indicatori/CO19/non-noto/">Non noto, 1</a>' in listed


@pytest.mark.parametrize("period", Period)
def test_every_declaration_is_whole(period):
    codes = [one.code for one in DECLARED[period]]

    assert len(codes) == len(set(codes))
    for one in DECLARED[period]:
        assert one.label
        assert one.source
        assert one.part_of in ("", *codes)
        assert one.aside or one.code in MEANINGS
        str(one.why) % dict.fromkeys(FACTS, "x")
        str(one.unknown_why) % dict.fromkeys(FACTS, "x")


@pytest.mark.parametrize("period", Period)
def test_a_broken_relation_is_told(como, period):
    call = como.programme.call
    call.period = period
    call.counts_household = True
    codes = [one.code for one in (*figures_of(call), *asides_of(call))]
    equal, broken = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    broken[CHECKS[period][1].codes[0]] = 3

    assert violated(call, {"Totale": equal}) == []
    assert len(violated(call, {"Totale": broken})) >= 1


def test_one_statement_whatever_the_size(como, olga, as_user, django_assert_num_queries):
    for _number in range(3):
        make_participation()

    with as_user(olga) as user:
        entries = visible_entries(user)
        with django_assert_num_queries(1):
            account = count(como, entries)

    assert sum(account["totale"].cells[part] for part in COLUMNS) == 6
