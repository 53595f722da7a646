"""Notes that count for a project, and what the diary tells of them."""

from datetime import date

from django.utils import timezone

from beneficiaries import actions as people
from beneficiaries.forms.notes import COLUMNS
from core.period import Period
from projects.diary_hours import diary_days
from projects.models import Participation, Project
from tests.acting import as_user as acting_as
from tests.cast import ELSEWHERE, player
from tests.makers import (
    make_member,
    make_note,
)
from tests.projects.money import como

QUARTER = Period(date(2021, 1, 1), date(2021, 4, 1))


WORD = "zqparola"


def enter_another_project(person):
    """A second participation at the same time, straight into the table."""
    with acting_as(player("ines")) as ines:
        Participation.objects.create(
            beneficiary=person,
            project=Project.objects.get(code=ELSEWHERE),
            agency_id=ines.acting.agency_id,
            code="ZQ-2",
            entry_on=date(2021, 1, 1),
        )


def day(number):
    return date(2021, 3, number)


def note(person, minutes, on=1, **fields):
    return make_note(person, minutes=minutes, happened_on=day(on), text=WORD, **fields)


def linked(**fields):
    """Ines as a member of Olga's staff."""
    return make_member(user_id=player("ines").pk, last_name="Molteni", **fields)


def told(period=QUARTER):
    """What the diary tells Olga: day of the month, minutes, minutes between projects."""
    with acting_as(player("olga")):
        return [(one.day.day, one.minutes, one.between) for one in diary_days(como(), period)]


def group(people_of, minutes, on):
    columns = {"kind": "GROUP", "happened_on": day(on), "minutes": minutes, "text": WORD}
    with acting_as(player("ines")) as ines:
        return people.write_group(columns, people_of, by=ines, at=timezone.now())


def corrected(one, **changes):
    seen = {name: getattr(one, name) for name in COLUMNS}
    with acting_as(player("ines")) as ines:
        return people.correct_group(one, {**seen, **changes}, seen=seen, by=ines, at=timezone.now())
