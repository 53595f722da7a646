"""Who counts in which result: cases a civil servant can check by hand, and what must hold.

Everybody enters on 11 January 2021 and leaves on 30 September 2021; figures as on a day.
"""

from datetime import date

import pytest

from projects.enums import Period
from projects.models import FollowUp, Participation, Project, Result
from projects.policy import visible_entries
from reporting.figures import COLUMNS, Part, count_results, members
from reporting.indicators import explain
from reporting.indicators.meanings import MEANINGS
from reporting.indicators.results import DECLARED, _latest_exit, results_of
from reporting.indicators.why import FACTS
from tests.acting import as_user
from tests.cast import COMO
from tests.makers import make_exit, make_participation, make_person

pytestmark = pytest.mark.django_db
LEFT, LATE = date(2021, 9, 30), date(2022, 12, 31)
YES, NO = True, False
IDLE = {"employment_id": "inattivo", "is_in_training": False, "unemployed_since": None}
STUDENT = {"employment_id": "studente", "is_in_training": None, "unemployed_since": None}
WORKING = {"employment_id": "occupato", "unemployed_since": None}
POOR = {"vulnerabilities": ["nuova_poverta"]}
NO_SCHOOL = {"education_id": "00"}
OLD, NEW = Period.P2014, Period.P2021


def case(what, code, counts, *, answers=None, result=None, later=None, period=OLD, born=None):
    return pytest.param(
        code, counts, answers or {}, result, later, period, born, id=f"{code}: {what}"
    )


JOB = {"work": "EMPLOYED"}
OWN_JOB = {"work": "SELF_EMPLOYED"}
NONE = {"work": "NOT_WORKING"}
CASES = [
    case("inactive, now searching", "CR01", YES, answers=IDLE, result=NONE | {"searches_job": YES}),
    case("unemployed before: outside the base", "CR01", NO, result=NONE | {"searches_job": YES}),
    case("inactive, does not search", "CR01", NO, answers=IDLE, result=NONE | {"searches_job": NO}),
    case("inactive, search not known", "CR01", NO, answers=IDLE, result=NONE),
    case("in a course now, in none before", "CR02", YES, result=NONE | {"in_training": YES}),
    case("was a student", "CR02", NO, answers=STUDENT, result=NONE | {"in_training": YES}),
    case("course before not asked", "CR02", NO, answers={"is_in_training": None},
         result=NONE | {"in_training": YES}),
    case("a qualification", "CR03", YES, result=NONE | {"gained_qualification": YES}),
    case("a qualification of who works", "CR03", YES, answers=WORKING,
         result=JOB | {"gained_qualification": YES}),
    case("no qualification", "CR03", NO, result=NONE | {"gained_qualification": NO}),
    case("unemployed, now employed", "CR04", YES, result=JOB),
    case("inactive, now self-employed", "CR04", YES, answers=IDLE, result=OWN_JOB),
    case("worked before: outside the base", "CR04", NO, answers=WORKING, result=JOB),
    case("result on the 28th day", "CR04", YES, result=JOB | {"observed_on": date(2021, 10, 28)}),
    case("does not work", "CR04", NO, result=NONE),
    case("nothing known", "CR04", NO),
    case("disadvantaged, works", "CR05", YES, answers=POOR, result=JOB),
    case("without school title, works", "CR05", YES, answers=NO_SCHOOL, result=JOB),
    case("disadvantaged, worked before and works", "CR05", NO, answers=WORKING | POOR, result=JOB),
    case("disadvantaged, no result", "CR05", NO, answers=POOR, result=NONE),
    case("not disadvantaged, works", "CR05", NO, result=JOB),
    case("works six months later", "CR06", YES, later=JOB),
    case("worked at the exit, not six months later", "CR06", NO, result=JOB, later=NONE),
    case("worked before", "CR06", NO, answers=WORKING, later=JOB),
    case("worked, better now", "CR07", YES, answers=WORKING, later=JOB | {"is_improved": YES}),
    case("worked, not better", "CR07", NO, answers=WORKING, later=JOB | {"is_improved": NO}),
    case("unemployed before: not “better”", "CR07", NO, later=JOB | {"is_improved": YES}),
    case("55 on the day of entry, works later", "CR08", YES, born=date(1966, 1, 11), later=JOB),
    case("54, works later", "CR08", NO, born=date(1966, 1, 12), later=JOB),
    case("disadvantaged, works later", "CR09", YES, answers=POOR, later=JOB),
    case("disadvantaged, worked before", "CR09", NO, answers=WORKING | POOR, later=JOB),
    case("inactive, now searching", "EECR01", YES, period=NEW, answers=IDLE,
         result=NONE | {"searches_job": YES}),
    case("in a course now", "EECR02", YES, period=NEW, result=NONE | {"in_training": YES}),
    case("a qualification", "EECR03", YES, period=NEW, result=NONE | {"gained_qualification": YES}),
    case("unemployed, now employed", "EECR04", YES, period=NEW, result=JOB),
    case("works six months later", "EECR05", YES, period=NEW, later=JOB),
    case("worked, better now", "EECR06", YES, period=NEW, answers=WORKING,
         later=JOB | {"is_improved": YES}),
]  # fmt: skip


def tell(ines, participation: Participation, result=None, later=None) -> None:
    """Write down what came of a participation."""
    same = {
        "participation": participation,
        "project_id": participation.project_id,
        "agency_id": participation.agency_id,
        "exit_on": LEFT,
    }
    with as_user(ines):
        if result is not None:
            Result.objects.create(**same | {"observed_on": date(2021, 10, 5)} | result)
        if later is not None:
            FollowUp.objects.create(**same, observed_on=date(2022, 3, 30), **later)


def como(period=OLD) -> Project:
    project = Project.objects.select_related("programme__call").get(code=COMO)
    project.programme.call.period = period
    return project


@pytest.mark.parametrize(("code", "counts", "answers", "result", "later", "period", "born"), CASES)
def test_who_counts_in_which_result(ines, olga, code, counts, answers, result, later, period, born):
    person = make_person(answers=answers, birth_date=born or date(1980, 5, 5))
    tell(ines, make_exit(make_participation(person)), result, later)
    project = como(period)

    with as_user(olga) as user:
        entries = visible_entries(user)
        rows = {row.indicator.code: row for row in count_results(project, entries, LATE)}
        indicator = rows[code].indicator
        behind = members(project, entries, indicator).with_answers().with_results()

        assert (rows[code].total, behind.count()) == (int(counts), int(counts))
        for entry in behind:
            assert "%(" not in explain(indicator, entry, project.programme.call)


@pytest.mark.parametrize(
    ("day", "unknown", "waiting"),
    [
        (date(2021, 9, 29), 0, 0),
        (date(2021, 9, 30), 0, 1),
        (date(2021, 10, 28), 0, 1),
        (date(2021, 10, 29), 1, 0),
    ],
    ids=["not left yet", "left today", "the 28th day", "the 29th day"],
)
def test_a_result_not_written_down_waits_until_its_28_days_are_over(olga, day, unknown, waiting):
    make_exit()

    with as_user(olga) as user:
        rows = count_results(como(), visible_entries(user), day)

    row = next(row for row in rows if row.indicator.code == "CR04")
    assert (row.total, row.unknown, row.waiting) == (0, unknown, waiting)


def test_a_result_observed_after_the_cut_off_day_does_not_count_yet(ines, olga):
    tell(ines, make_exit(), JOB | {"observed_on": date(2021, 10, 20)})

    with as_user(olga) as user:
        totals = [
            {
                row.indicator.code: row.total
                for row in count_results(como(), visible_entries(user), day)
            }
            for day in (date(2021, 10, 19), date(2021, 10, 20))
        ]

    assert [one["CR04"] for one in totals] == [0, 1]


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (date(2022, 2, 27), date(2021, 8, 27)),
        (date(2022, 2, 28), date(2021, 8, 31)),
        (date(2022, 3, 1), date(2021, 9, 1)),
        (date(2024, 2, 28), date(2023, 8, 28)),
        (date(2024, 2, 29), date(2023, 8, 31)),
    ],
)
def test_six_months_from_the_end_of_august_end_on_the_last_of_february(day, latest):
    assert _latest_exit(day, is_later=True) == latest


def test_an_incomplete_record_counts_in_no_result(ines, olga):
    person = make_person(answers={"education_id": None})
    tell(ines, make_exit(make_participation(person)), JOB)

    with as_user(olga) as user:
        rows = count_results(como(), visible_entries(user), LATE)

    assert {(row.base, row.total) for row in rows} == {(0, 0)}


def test_every_cell_is_the_length_of_its_list(ines, olga):
    for number, (answers, result, later) in enumerate(
        [({}, JOB, JOB), (IDLE, NONE | {"searches_job": YES}, None), (WORKING, None, None),
         ({"is_in_training": None, "vulnerabilities": None}, JOB, None),
         (POOR, JOB | {"gained_qualification": YES}, NONE), (NO_SCHOOL, None, JOB)]
    ):  # fmt: skip
        gender = "F" if number % 2 else "M"
        tell(ines, make_exit(make_participation(make_person(answers=answers, gender=gender))),
             result, later)  # fmt: skip
    project = como()

    with as_user(olga) as user:
        entries = visible_entries(user)
        for row in count_results(project, entries, LATE):
            told = {**row.cells, Part.BASE: row.base, Part.UNKNOWN: row.unknown,
                    Part.WAITING: row.waiting, Part.LEFT_OUT: row.left_out}  # fmt: skip
            for part, value in told.items():
                found = members(project, entries, row.indicator, part).count()
                assert (row.indicator.code, part, found) == (row.indicator.code, part, value)
            # Who is counted, unknown or waited for is somebody else each time, all of the base.
            assert row.total + row.unknown + row.waiting <= row.base


@pytest.mark.parametrize("period", Period)
def test_every_result_has_a_meaning_a_sentence_and_a_base(period):
    call = como(period).programme.call

    for one in results_of(call, LATE):
        assert one.code in MEANINGS
        for sentence in (one.why, one.unknown_why, one.left_out_why):
            str(sentence) % dict.fromkeys(FACTS, "x")
        assert "base: " in one.source
    assert len(DECLARED[period]) == {OLD: 9, NEW: 6}[period]


@pytest.mark.parametrize(
    ("code", "answers", "sentence"),
    [
        ("CR02", {"is_in_training": None}, "non è stato scritto se seguiva corsi"),
        ("CR05", {"vulnerabilities": None}, "sulla vulnerabilità non le è stato chiesto"),
    ],
)
def test_who_was_not_asked_is_told_to_be_out_of_the_base(
    client_of, ines, olga, code, answers, sentence
):
    tell(ines, make_exit(make_participation(make_person(answers=answers))), JOB)
    tell(ines, make_exit(make_participation(make_person(answers=POOR))), JOB)
    client, url = client_of(olga), f"/progetti/{COMO}/indicatori/{code}"

    page = client.get(f"/progetti/{COMO}/").content.decode()
    base = client.get(f"{url}/base/").content.decode()
    left_out = client.get(f"{url}/fuori-base/").content.decode()

    assert "1 persona fuori dalla base: non si sa se ne fa parte" in page
    assert f'href="{url}/fuori-base/">Fuori dalla base, 1</a>' in base
    assert sentence in left_out


def test_who_is_in_the_base_is_not_said_to_be_missing_from_it(client_of, ines, olga):
    make_exit(make_participation(make_person()))
    url = f"/progetti/{COMO}/indicatori/CR04"

    base = client_of(olga).get(f"{url}/base/").content.decode()
    counted = client_of(olga).get(f"{url}/tutti/").content.decode()

    assert f'href="{url}/non-noto/">Non noto, 1</a>' in counted
    assert "Non in questo elenco" not in base


def test_who_was_asked_nothing_lacks_in_the_base(client_of, ines, olga):
    tell(ines, make_exit(make_participation(make_person(answers=POOR))), JOB)

    page = client_of(olga).get(f"/progetti/{COMO}/").content.decode()

    assert "fuori dalla base" not in page


def test_the_project_page_opens_each_result(client_of, ines, olga):
    tell(ines, make_exit(), JOB)
    client = client_of(olga)

    page = client.get(f"/progetti/{COMO}/").content.decode()
    listed = client.get(f"/progetti/{COMO}/indicatori/CR04/").content.decode()
    base = client.get(f"/progetti/{COMO}/indicatori/CR04/base/").content.decode()

    assert f"/progetti/{COMO}/indicatori/CR04/" in page
    assert "Non lavorava all’ingresso; il 5 ott 2021: lavora come dipendente." in listed
    assert "poteva raggiungere questo risultato" in base
    assert len(COLUMNS) == 5
