"""The world the nets are tested in: four relations to Ascl, each record with its own canary.

A canary is an invented word that stands nowhere else: where it appears, the record appeared.
`own` is followed by Ines, `same` by Marco of the same agency, `shared` belongs to Tecum and is
shared with Ascl, `foreign` belongs to Tecum alone.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries.models import Beneficiary, CaseNote
from core.drafts import open_draft, write
from core.jobs.models import Job
from core.models import Draft
from projects.models import Participation, Project, StaffMember
from reporting.models import Artefact, FundingReport
from tests.acting import as_user
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import (
    make_budget,
    make_exit,
    make_follow_up,
    make_hours,
    make_member,
    make_note,
    make_participation,
    make_person,
    make_result,
    make_share,
)

RELATIONS = ("own", "same", "shared", "foreign")
KEEPERS = {"own": "ines", "same": "marco", "shared": "nora", "foreign": "nora"}
OFFICERS = {"own": "olga", "same": "olga", "shared": "franco", "foreign": "franco"}

# The budget of each lead, as a page writes it: a canary among the figures.
BUDGET = "98.765,43"


@dataclass
class World:
    """The records by relation, and the folder the files lie in."""

    shelf: Path
    people: dict[str, Beneficiary] = field(default_factory=dict)
    notes: dict[str, CaseNote] = field(default_factory=dict)
    participations: dict[str, Participation] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    reports: dict[str, FundingReport] = field(default_factory=dict)
    artefacts: dict[str, Artefact] = field(default_factory=dict)

    def arguments(self, names: set[str], relation: str) -> dict[str, Any]:
        """The arguments of an address, pointing at the record of this relation."""
        known = {"step": 2, "kind": "comuni", "figure": "CO01", "gender": "donne"}
        known["code"] = COMO if relation in ("own", "same") else ELSEWHERE
        known["agency"] = "ascl" if relation in ("own", "same") else "tecum"
        known["member"] = self.staff[relation].pk
        known["draft"] = self.drafts[relation].pk
        known["artefact_pk"] = self.artefacts[relation].pk
        return {name: known[name] for name in names if name in known}


def name_canary(relation: str) -> str:
    """The word in the name of the person of this relation."""
    return f"Zqnome{relation}"


def text_canary(relation: str) -> str:
    """The word in the diary of the person of this relation."""
    return f"zqtesto{relation}"


def staff_canary(relation: str) -> str:
    """The word in the name of who works for the agency of this relation."""
    return f"Zqlavora{relation}"


def build(shelf: Path) -> World:
    """Make the world with the real actions, each record by those who keep it."""
    world = World(shelf)
    for relation in RELATIONS:
        keeper, officer = player(KEEPERS[relation]), player(OFFICERS[relation])
        _follow(world, relation, keeper)
        _account(world, relation, officer)
    make_share(world.people["shared"], to=player("ines"), by=player("nora"))
    return world


def _follow(world: World, relation: str, keeper: User) -> None:
    person = make_person(
        by=keeper,
        first_name=name_canary(relation),
        last_name=f"Zqcognome{relation}",
        residence_address=f"Via Zqvia{relation} 1",
        identifier="",
    )
    code = COMO if relation in ("own", "same") else ELSEWHERE
    entered = make_participation(person, by=keeper, project=Project.objects.get(code=code))
    if relation == "same":
        entered = make_exit(entered, by=keeper, note=f"zquscita{relation}")
        make_result(entered, by=keeper, note=f"zqesito{relation}")
        make_follow_up(entered, by=keeper, note=f"zqdopo{relation}")
    world.people[relation], world.participations[relation] = person, entered
    world.notes[relation] = make_note(person, by=keeper, text=text_canary(relation))
    with as_user(keeper) as user:
        content = {"1": {"first_name": f"Zqbozza{relation}"}}
        world.drafts[relation] = write(open_draft("register", by=user), content)


def _account(world: World, relation: str, officer: User) -> None:
    project = Project.objects.get(code=COMO if relation in ("own", "same") else ELSEWHERE)
    member = make_member(by=officer, last_name=staff_canary(relation))
    if relation in ("own", "shared"):
        make_budget(by=officer, amount="98765.43", project=project)
    world.staff[relation] = make_hours(member, by=officer, project=project)
    with as_user(officer) as user:
        seat = user.acting
        job = Job.objects.create(
            kind="report",
            key=f"door-{relation}",
            arguments={},
            user_id=user.pk,
            seat_id=seat.pk,
            agency_id=seat.agency_id,
        )
        report = FundingReport.objects.create(
            project=project,
            agency_id=seat.agency_id,
            kind="PARTICIPANTS",
            cut_off=date(2021, 12, 30 if relation in ("own", "foreign") else 31),
            job=job,
        )
        path = f"{relation}.csv"
        (world.shelf / path).write_text(f"{name_canary(relation)};{timezone.localdate()}")
        world.artefacts[relation] = Artefact.objects.create(
            report=report,
            agency_id=seat.agency_id,
            name=path,
            content="Destinatari",
            path=path,
            size=10,
            sha256="0" * 64,
        )
        world.jobs[relation], world.reports[relation] = job, report
