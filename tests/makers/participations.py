"""Participations, what came of them, and projects beside Como."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries.models import (
    Beneficiary,
)
from core.period import months_after
from projects import actions as participations
from projects.enums import ExitReason, ResultWork
from projects.models import (
    EntrySnapshot,
    FollowUp,
    Participation,
    Project,
    Result,
)
from tests import stage
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers.people import make_person

ENTRY = date(2021, 1, 11)


def make_participation(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    project: Project | None = None,
    entry_on: date = ENTRY,
) -> Participation:
    """The person entered in the project Como (or another) in January 2021."""
    by = by or player("ines")
    person = person or make_person(by=by)
    project = project or Project.objects.get(code=COMO)
    with as_user(by) as user:
        return participations.enter_project(
            person, project, entry_on=entry_on, by=user, at=timezone.now()
        )


def make_exit(
    participation: Participation | None = None,
    *,
    by: User | None = None,
    exit_on: date = date(2021, 9, 30),
    reason: ExitReason = ExitReason.JOB_FOUND,
    note: str = "",
) -> Participation:
    """A participation that ended in September 2021 with a job."""
    by = by or player("ines")
    participation = participation or make_participation(by=by)
    with as_user(by) as user:
        return participations.leave_project(
            participation, exit_on=exit_on, reason=reason, note=note, by=user, at=timezone.now()
        )


def make_result(
    participation: Participation | None = None, *, by: User | None = None, **fields: Any
) -> Result:
    """The result of an exit in September 2021: employed since, on the fifth day."""
    by = by or player("ines")
    participation = participation or make_exit(by=by)
    told = {
        "on": (participation.exit_on or ENTRY) + timedelta(days=5),
        "work": ResultWork.EMPLOYED,
        "in_training": False,
        "gained_qualification": False,
        "searches_job": False,
    }
    with as_user(by) as user:
        return participations.record_result(
            participation, participations.Observed(**told | fields), by=user, at=timezone.now()
        )


def make_follow_up(
    participation: Participation | None = None, *, by: User | None = None, **fields: Any
) -> FollowUp:
    """The state six months after an exit: still employed."""
    by = by or player("ines")
    participation = participation or make_exit(by=by)
    told = {"on": months_after(participation.exit_on, 6), "work": ResultWork.EMPLOYED}
    with as_user(by) as user:
        return participations.record_follow_up(
            participation, participations.Followed(**told | fields), by=user, at=timezone.now()
        )


def entry_of(participation: Participation, *, by: User | None = None) -> EntrySnapshot:
    """The frozen answers of a participation, as its caseworker sees them."""
    with as_user(by or player("ines")):
        return EntrySnapshot.objects.get(pk=participation.pk)


def make_project(*, code: str, **fields: Any) -> Project:
    """Another project beside Como, like it but for `fields`; the app itself may not make one."""
    like = Project.objects.get(code=COMO)
    partners = list(like.partners.all())
    with stage.owner_hands() as alias:
        like.pk, like._state.adding, like.code, like.cup_code = (
            None,
            True,
            code,
            code.ljust(15, "Z"),
        )
        for name, value in fields.items():
            setattr(like, name, value)
        like.save(using=alias, force_insert=True)
        for partner in partners:
            partner.pk, partner._state.adding, partner.project_id = None, True, like.pk
            partner.save(using=alias, force_insert=True)
    return Project.objects.get(code=code)
