"""Live indicators of a project with 100,000 participations, beside one hand-written statement."""

from django.db import connection

from projects.models import Project
from projects.policy import visible_entries
from reporting.bench.making import OFFICER, PROJECT
from reporting.bench.measuring import Measure, acting_as, side_by_side
from reporting.figures import GENDERS, Account, count

SLOWER = 1.3
# What somebody would write by hand for the same call: each figure of complete records by gender.
COMPLETE = "gender <> 'N' and age is not null and esf_status is not null and isced is not null"
FIGURES = {
    "CO01": "esf_status = 'UNEMPLOYED'",
    "CO02": "esf_status = 'UNEMPLOYED' and is_long_term",
    "CO03": "esf_status = 'INACTIVE'",
    "CO04": "esf_status = 'INACTIVE' and not is_in_training",
    "CO05": "esf_status = 'EMPLOYED'",
    "CO06": "age < 25",
    "CO07": "age >= 55",
    "CO08": "age >= 55 and (esf_status = 'UNEMPLOYED'"
    " or esf_status = 'INACTIVE' and not is_in_training)",
    "CO09": "isced in (1, 2)",
    "CO10": "isced in (3, 4)",
    "CO11": "isced >= 5",
    "CO15": "is_migrant_or_minority",
    "CO16": "is_disabled",
    "CO17": "(is_other_disadvantaged or isced = 0 and age >= 12)",
    "CO18": "is_housing_excluded",
    "CO19": "rural_class = 3",
}
# Of how many nobody knows, which the table shows beside the figure.
UNKNOWN = {
    "CO02": "esf_status = 'UNEMPLOYED' and is_long_term is null",
    "CO04": "esf_status = 'INACTIVE' and is_in_training is null",
    "CO08": "age >= 55 and esf_status = 'INACTIVE' and is_in_training is null",
    "CO15": "vulnerability_answer <> 'GIVEN' and is_migrant_or_minority is not true",
    "CO16": "vulnerability_answer <> 'GIVEN' and is_disabled is not true",
    "CO17": "vulnerability_answer <> 'GIVEN'"
    " and (is_other_disadvantaged or isced = 0 and age >= 12) is not true",
    "CO18": "is_housing_excluded is null",
    "CO19": "rural_class is null",
}


def by_hand() -> str:
    """One statement with a FILTER for each figure."""
    columns = [
        "count(*)",
        f"count(*) filter (where {COMPLETE})",
        f"count(*) filter (where {COMPLETE} and isced = 0)",
    ]
    for condition in (*FIGURES.values(), *UNKNOWN.values()):
        columns.append(f"count(*) filter (where {COMPLETE} and {condition})")
    return (
        f"select gender, {', '.join(columns)} from projects_entrysnapshot"
        " where project_id = %s group by gender"
    )


def measure() -> list[Measure]:
    """Milliseconds of both under the same role; the figures must be the same."""
    with acting_as(OFFICER) as user:
        project = Project.objects.for_page().get(code=PROJECT)
        statement = by_hand()

        def ours() -> Account:
            return count(project, visible_entries(user))

        def hand() -> list[tuple[int, ...]]:
            with connection.cursor() as cursor:
                cursor.execute(statement, [project.pk])
                return cursor.fetchall()

        wrong = _differences(ours(), hand())
        own, reference = side_by_side(ours, hand, rounds=9)
    return [
        Measure("indicators of 100,000, p50", own, "ms", SLOWER, reference=reference),
        Measure("indicators, cells that differ from the hand-written", wrong, "cells", 0),
    ]


def _differences(account: Account, rows: list[tuple[int, ...]]) -> int:
    by_gender = {str(row[0]): row for row in rows}
    wrong = 0
    for part, gender in GENDERS.items():
        row = by_gender.get(gender.value, (0,) * 40)
        cells = [account["totale"].cells[part], account["completi"].cells[part]]
        wrong += sum(a != b for a, b in zip(cells, row[1:3], strict=True))
        for place, code in enumerate(FIGURES, 4):
            wrong += account[code].cells[part] != row[place]
    for place, code in enumerate(UNKNOWN, 4 + len(FIGURES)):
        wrong += account[code].unknown != sum(row[place] for row in rows)
    return wrong
