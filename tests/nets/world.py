"""The world the nets are tested in: four relations to Ascl, each record with its own canary.

A canary is an invented word that stands nowhere else: where it appears, the record appeared.
`own` is followed by Ines, `same` by Marco of the same agency, `shared` belongs to Tecum and is
shared with Ascl (but its situation), `foreign` belongs to Tecum alone.
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
from core.dues import Due
from projects.models import Project
from tests.acting import as_user
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import (
    make_appointment,
    make_approved,
    make_assessment,
    make_deadline,
    make_document,
    make_emergency,
    make_exit,
    make_follow_up,
    make_leave,
    make_member_of_household,
    make_merge,
    make_note,
    make_participation,
    make_person,
    make_plan,
    make_proposed,
    make_referral,
    make_result,
    make_share,
    make_taken,
    make_view,
)
from tests.nets.money import account, place
from tests.nets.records import (
    COLLEAGUES,
    COORDINATORS,
    KEEPERS,
    OFFICERS,
    RELATIONS,
    World,
    agenda_canary,
    document_canary,
    hidden_canary,
    home_canary,
    leave_canary,
    name_canary,
    plan_canary,
    referral_canary,
    reserved_canary,
    shared_canary,
    text_canary,
    unshared_plan_canary,
    urgent_canary,
)


def build(shelf: Path) -> World:
    """Make the world with the real actions, each record by those who keep it."""
    world = World(shelf)
    for relation in RELATIONS:
        keeper, officer = player(KEEPERS[relation]), player(OFFICERS[relation])
        _follow(world, relation, keeper)
        _pass_on(world, relation, player(COORDINATORS[relation]))
        _double(world, relation, keeper, player(COORDINATORS[relation]))
        _hurry(world, relation, keeper)
        _plan(world, relation, keeper)
        place(world, relation, keeper)
        account(world, relation, officer)
    for relation in RELATIONS:
        _send(world, relation, player(KEEPERS[relation]))
    return world


def _send(world: World, relation: str, keeper: User) -> None:
    """The person shared with another agency, and sent to one: of all four, Ascl receives one.

    The body of the auditor receives the others: it has nobody who works with people, so that
    nobody may see a word of them.
    """
    person, to = world.people[relation], player("ines" if relation == "shared" else "rita")
    parts = ("IDENTITY", "NOTES", "PLAN", "ASSESSMENT")
    purpose, word = f"zqmotivo{relation}", referral_canary(relation)
    world.shares[relation] = make_share(
        person, to=to, by=keeper, sections=parts, purpose=purpose, basis="SOCIAL_CARE"
    )
    world.referrals[relation] = make_referral(person, to=to, by=keeper, asked=word, why=word)


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
    make_note(person, by=keeper, text=shared_canary(relation), visibility="SHARED")
    world.notes[relation] = make_note(person, by=keeper, text=text_canary(relation))
    world.appointments[relation] = make_appointment(
        person, by=keeper, purpose=agenda_canary(relation), place=agenda_canary(relation)
    )
    world.deadlines[relation] = make_deadline(person, by=keeper, text=agenda_canary(relation))
    world.members[relation] = make_member_of_household(
        person, by=keeper, first_name=home_canary(relation)
    )
    with as_user(keeper) as user:
        home, seen = world.members[relation].household, {"address": "", "note": ""}
        told = {"address": f"Via Zqcasa{relation} 2", "note": f"zqcasa{relation}"}
        actions.correct_household(home, told, seen=seen, by=user, at=timezone.now())
    world.documents[relation] = make_document(
        person,
        by=keeper,
        taken=make_taken(f"{name_canary(relation)}.pdf"),
        days=30,
        note=document_canary(relation),
    )
    with as_user(keeper) as user:
        content = {"1": {"first_name": f"Zqbozza{relation}"}}
        world.drafts[relation] = write(open_draft("register", by=user), content)
        _keep_a_day(world, relation, user)
    weeks = 30 + 10 * RELATIONS.index(relation)
    world.leaves[relation] = make_leave(
        keeper, first=weeks, last=weeks + 4, note=leave_canary(relation)
    )
    world.saved_views[relation] = make_view(f"Zqvista{relation}", by=keeper)


def _keep_a_day(world: World, relation: str, user: User) -> None:
    """The calendar elsewhere, the message of the morning, a due out of sight."""
    now = timezone.now()
    world.tokens[relation] = actions.make_feed(by=user, at=now)
    actions.choose_mail(True, by=user, at=now)
    note = world.notes[relation]
    due = Due("nota:0", timezone.localdate(), "nota", note.pk, note.beneficiary_id, frozenset())
    actions.put_out_of_sight(due, 1, by=user, at=now)


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


def _hurry(world: World, relation: str, keeper: User) -> None:
    """An emergency access of who follows the person, to a note a colleague reserved: read once.

    At Tecum there is no colleague: the note is the holder's own, and nothing is read.
    """
    person, colleague = world.people[relation], player(COLLEAGUES[relation])
    hidden = make_note(person, by=colleague, text=hidden_canary(relation), visibility="RESERVED")
    reason = f"{urgent_canary(relation)}: serve sapere ora chi avvisare."
    world.hidden_notes[relation] = hidden
    world.emergencies[relation] = make_emergency(
        person, by=keeper, reason=reason, reading=hidden if colleague != keeper else None
    )


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
    held = make_approved(person, by=keeper, **_written(word))
    with as_user(keeper) as user:
        actions.record_plan_signature(
            held, Signatory.WORKER, signer=unshared_plan_canary(relation),
            signed_on=timezone.localdate(), by=user, at=timezone.now(),
        )  # fmt: skip
        action = PlanAction.objects.select_related("goal").get(goal__plan=held)
    make_next = make_proposed if relation == "same" else make_plan
    make_next(person, by=keeper, **_written(unshared_plan_canary(relation)))
    world.plans[relation], world.plan_actions[relation] = held, action


def _written(word: str) -> dict[str, Any]:
    """A plan with the word in each of its texts."""
    told = [actions.TypedAction(what=word, who="OTHER", who_else=word)]
    goal = actions.TypedGoal(title=word, wish=word, sign=word, actions=told)
    return {"aim": word, "goals": [goal]}
