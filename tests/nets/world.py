"""The world the nets are tested in: four relations to Ascl, each record with its own canary.

A canary is an invented word that stands nowhere else: where it appears, the record appeared.
`own` is followed by Ines, `same` by Marco of the same agency, `shared` belongs to Tecum and is
shared with Ascl, `foreign` belongs to Tecum alone.
"""

from pathlib import Path
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import (
    CaseFile,
    DuplicatePair,
    HandOver,
    HandOverLine,
    PlanAction,
)
from beneficiaries.plan_enums import Signatory
from core.drafts import open_draft, write
from projects.models import Project
from tests.acting import as_user
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import (
    make_appointment,
    make_approved,
    make_assessment,
    make_deadline,
    make_exit,
    make_follow_up,
    make_merge,
    make_note,
    make_participation,
    make_person,
    make_plan,
    make_proposed,
    make_result,
    make_share,
)
from tests.nets.money import account, place
from tests.nets.records import (
    COORDINATORS,
    KEEPERS,
    OFFICERS,
    RELATIONS,
    World,
    agenda_canary,
    name_canary,
    plan_canary,
    reserved_canary,
    text_canary,
)


def build(shelf: Path) -> World:
    """Make the world with the real actions, each record by those who keep it."""
    world = World(shelf)
    for relation in RELATIONS:
        keeper, officer = player(KEEPERS[relation]), player(OFFICERS[relation])
        _follow(world, relation, keeper)
        _pass_on(world, relation, player(COORDINATORS[relation]))
        _double(world, relation, keeper, player(COORDINATORS[relation]))
        _plan(world, relation, keeper)
        place(world, relation, keeper)
        account(world, relation, officer)
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
    world.assessments[relation] = make_assessment(
        person, by=keeper, remark=f"zqvaluta{relation}", WORK=2, WORK_note=f"zqarea{relation}"
    )
    make_note(person, by=keeper, text=reserved_canary(relation), visibility="RESERVED")
    world.notes[relation] = make_note(person, by=keeper, text=text_canary(relation))
    world.appointments[relation] = make_appointment(
        person, by=keeper, purpose=agenda_canary(relation), place=agenda_canary(relation)
    )
    world.deadlines[relation] = make_deadline(person, by=keeper, text=agenda_canary(relation))
    with as_user(keeper) as user:
        content = {"1": {"first_name": f"Zqbozza{relation}"}}
        world.drafts[relation] = write(open_draft("register", by=user), content)


def _pass_on(world: World, relation: str, coordinator: User) -> None:
    """A hand-over of the person, to whoever follows them already."""
    person = world.people[relation]
    with as_user(coordinator) as user:
        own = {"agency_id": person.agency_id}
        file = CaseFile.objects.get(beneficiary=person)
        done = HandOver.objects.create(made_by=user, made_at=timezone.now(), **own)
        HandOverLine.objects.create(
            hand_over=done,
            beneficiary=person,
            case_file=file,
            to_worker=file.case_manager,
            summary=f"zqconsegne{relation}",
            **own,
        )
    world.hand_overs[relation] = done


def _double(world: World, relation: str, keeper: User, coordinator: User) -> None:
    """The person registered three times: once made one with the first, once waiting."""
    person = world.people[relation]
    again = {
        # A letter less: alike, and no canary.
        "first_name": f"Zqnom{relation}",
        "last_name": f"Zqcognom{relation}",
        "birth_date": person.birth_date,
        "identifier": "",
    }
    for number in range(2):
        other = make_person(by=keeper, **again)
        with as_user(keeper):
            pair = DuplicatePair.objects.get(first=person, second=other)
        if number == 0:
            world.merges[relation] = make_merge(pair, by=coordinator)
        else:
            world.duplicates[relation] = pair


def _plan(world: World, relation: str, keeper: User) -> None:
    """A plan that holds, signed, and its next version: a draft, or on the coordinator's desk."""
    person, word = world.people[relation], plan_canary(relation)
    told = [actions.TypedAction(what=word, who="OTHER", who_else=word)]
    goal = actions.TypedGoal(title=word, wish=word, sign=word, actions=told)
    written: dict[str, Any] = {"by": keeper, "aim": word, "goals": [goal]}
    held = make_approved(person, **written)
    with as_user(keeper) as user:
        actions.record_plan_signature(
            held, Signatory.WORKER, signer=word, signed_on=timezone.localdate(), by=user,
            at=timezone.now(),
        )  # fmt: skip
        action = PlanAction.objects.select_related("goal").get(goal__plan=held)
    (make_proposed if relation == "same" else make_plan)(person, **written)
    world.plans[relation], world.plan_actions[relation] = held, action
