"""The plan of a person: its versions, who decides, what follows, what stays word by word."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import PersonalPlan, PlanAction, PlanGoal
from beneficiaries.plan_changes import compare
from beneficiaries.plan_enums import Difference, PlanState, Reached, Signatory
from beneficiaries.plan_wording import content_of, fingerprint
from beneficiaries.planning import whole_of
from core.period import months_after
from core.tenancy import history_of
from core.workflow import WrongStep
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_approved, make_person, make_plan, make_proposed, typed_goals

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def by(name: str, verb, *args, **told):
    """A verb taken by somebody now."""
    with as_user(player(name)) as user:
        return verb(*args, by=user, at=timezone.now(), **told)


def seen(plan) -> str:
    """What a page shows of the plan now."""
    with as_user(player("ines")):
        return fingerprint(content_of(PersonalPlan.objects.get(pk=plan.pk)))


def states(person) -> dict[int, str]:
    with as_user(player("ines")):
        return dict(person.plans.order_by("number").values_list("number", "state"))


def lines(plan) -> dict[str, list]:
    with as_user(player("ines")):
        return {one.goal.title: list(one.actions) for one in whole_of(plan).aimed}


def retyped(plan, **changes) -> actions.TypedPlan:
    """The plan as it would be typed again, some goals changed by title (None: dropped)."""
    goals = []
    with as_user(player("ines")):
        for one in whole_of(plan).aimed:
            told = {name: getattr(one.goal, name) for name in ("title", "area", "wish", "sign")}
            rows = [
                actions.TypedAction(
                    row.what, row.who, str(row.line), row.who_else, row.due_by, row.hours_planned
                )
                for row in one.actions
            ]
            changed = changes.get(one.goal.title, {})
            told |= {"is_dropped": True} if changed is None else changed
            goals.append(actions.TypedGoal(**{"line": str(one.goal.line), "actions": rows} | told))
    return actions.TypedPlan(plan.aim, plan.review_months, plan.review_on, goals)


# --- written and proposed -----------------------------------------------------------------------


def test_a_plan_is_born_as_an_empty_draft_of_the_open_file(ines):
    person = make_person()

    plan = by("ines", actions.begin_plan, person)

    assert (plan.number, plan.state, plan.agency_id) == (1, PlanState.DRAFT, person.agency_id)


def test_a_person_has_one_open_version():
    plan = make_plan()

    with pytest.raises(actions.PlanRefused, match="C’è già una versione"):
        by("marco", actions.begin_plan, plan.beneficiary)


def test_the_database_keeps_one_open_version_too(ines):
    plan = make_plan()

    with as_user(ines), pytest.raises(DatabaseError, match="plan_one_open"), transaction.atomic():
        PersonalPlan.objects.create(
            beneficiary=plan.beneficiary, agency_id=plan.agency_id, case_file=plan.case_file,
            number=2, made_by=ines, made_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"aim": ""}, "Manca la finalità generale"),
        ({"goals": []}, "Serve almeno un obiettivo"),
        ({"goals": [actions.TypedGoal(title="Casa")]}, "L’obiettivo “Casa” non ha azioni"),
    ],
)
def test_what_is_not_whole_is_not_proposed(fields, sentence):
    plan = make_plan(**fields)

    with pytest.raises(actions.PlanRefused, match=sentence):
        by("ines", actions.propose_plan, plan)


def test_what_is_taken_out_of_a_draft_is_marked_and_kept(ines):
    plan = make_plan()
    typed = retyped(plan, **{"Parlare meglio italiano": None})

    by("ines", actions.save_plan, plan, typed, seen=seen(plan))

    assert list(lines(plan)) == ["Un lavoro vicino a casa"]
    with as_user(ines):
        assert PlanGoal.objects.get(title="Parlare meglio italiano").is_dropped


def test_two_who_write_the_same_draft_do_not_overwrite_each_other():
    plan = make_plan()
    first = seen(plan)
    by("marco", actions.save_plan, plan, actions.TypedPlan(aim="Di Marco"), seen=first)

    with pytest.raises(actions.PlanClash) as clash:
        by("ines", actions.save_plan, plan, actions.TypedPlan(aim="Di Ines"), seen=first)

    assert clash.value.theirs["aim"] == "Di Marco"


def test_a_proposed_plan_is_not_written_any_more():
    plan = make_proposed()

    with pytest.raises(actions.PlanRefused, match="non si modifica: lo stato è “Proposto”"):
        by("ines", actions.save_plan, plan, actions.TypedPlan(aim="Altro"), seen=seen(plan))


# --- decided ------------------------------------------------------------------------------------


def test_a_coordinator_approves_and_the_words_are_frozen():
    plan = make_approved()

    with as_user(player("ines")):
        assert plan.state == PlanState.APPROVED
        assert plan.content["aim"] == "Tornare a lavorare e reggersi sulle proprie forze."
        assert plan.sha256 == fingerprint(PersonalPlan.objects.get(pk=plan.pk).content)


def test_what_was_not_looked_at_is_not_approved():
    plan = make_proposed()

    with pytest.raises(actions.PlanRefused, match="guardalo di nuovo"):
        by("marco", actions.approve_plan, plan, seen="another")
    assert states(plan.beneficiary) == {1: PlanState.PROPOSED}


def test_changes_are_asked_with_a_message_and_the_plan_is_a_draft_again():
    plan = make_proposed()

    with pytest.raises(actions.PlanRefused, match="Scrivi che cosa va cambiato"):
        by("marco", actions.ask_changes_of_plan, plan, note=" ")
    back = by("marco", actions.ask_changes_of_plan, plan, note="Aggiungi le ore.")

    assert (back.state, back.comment) == (PlanState.DRAFT, "Aggiungi le ore.")


def test_a_change_after_approval_is_a_new_version_and_the_old_one_holds_until_it_is_approved():
    held = make_approved()
    person = held.beneficiary

    new = by("ines", actions.begin_plan, person)
    assert (new.number, lines(new).keys()) == (2, lines(held).keys())
    assert states(person) == {1: PlanState.APPROVED, 2: PlanState.DRAFT}

    by("ines", actions.propose_plan, new)
    by("marco", actions.approve_plan, new, seen=seen(new))
    assert states(person) == {1: PlanState.REPLACED, 2: PlanState.APPROVED}


def test_what_was_done_while_a_new_version_was_written_is_done_in_it():
    held = make_approved()
    new = by("ines", actions.begin_plan, held.beneficiary)
    first = lines(held)["Un lavoro vicino a casa"][0]
    by("ines", actions.tick_action, first)
    by("ines", actions.declare_hours, first, 2, source="La persona")
    with as_user(player("ines")):
        goal = first.goal
    by("ines", actions.mark_goal, goal, Reached.PART)

    by("ines", actions.propose_plan, new)
    by("marco", actions.approve_plan, new, seen=seen(new))

    carried = lines(new)["Un lavoro vicino a casa"][0]
    assert (carried.done_on, carried.hours_declared, carried.line) == (TODAY, 2, first.line)
    with as_user(player("ines")):
        assert carried.goal.reached == Reached.PART


def test_a_draft_is_given_up_and_the_next_begins_anew():
    held = make_approved()
    new = by("ines", actions.begin_plan, held.beneficiary)

    by("ines", actions.give_up_plan, new)
    third = by("ines", actions.begin_plan, held.beneficiary)

    assert (third.number, third.state) == (3, PlanState.DRAFT)
    assert states(held.beneficiary)[2] == PlanState.GIVEN_UP


def test_a_plan_is_concluded_with_a_word_on_how_it_ended():
    plan = make_approved()

    with pytest.raises(actions.PlanRefused, match="Scrivi come si conclude"):
        by("ines", actions.conclude_plan, plan, note="")
    done = by("ines", actions.conclude_plan, plan, note="Ha trovato lavoro.")

    assert (done.state, done.ended_on, done.comment) == (
        PlanState.CONCLUDED, TODAY, "Ha trovato lavoro.",
    )  # fmt: skip


def test_a_worker_does_not_decide():
    plan = make_proposed()

    for name in ("ines", "nora", "olga", "dario", "rita"):
        with pytest.raises(PermissionDenied, match="non è fra i tuoi compiti"):
            by(name, actions.approve_plan, plan, seen=seen(plan))
    with pytest.raises(WrongStep):
        by("ines", actions.propose_plan, plan)


# --- followed -----------------------------------------------------------------------------------


def test_an_action_is_done_and_undone():
    plan = make_approved()
    action = lines(plan)["Un lavoro vicino a casa"][1]

    by("ines", actions.declare_hours, action, 4, source="CPIA di Como")
    done = by("ines", actions.tick_action, action)
    assert (done.done_on, done.hours_declared) == (TODAY, 4)
    with as_user(player("ines")):
        assert whole_of(plan).progress.words == "1 azione fatta su 3"
    undone = by("ines", actions.untick_action, action)

    assert (undone.done_on, undone.hours_declared) == (None, 4)
    with as_user(player("ines")):
        kept = history_of(PlanAction).objects.filter(pgh_obj_id=action.pk, done_on=TODAY)
        assert kept.count() == 1


def test_only_the_plan_that_holds_is_followed():
    plan = make_proposed()
    action = lines(plan)["Un lavoro vicino a casa"][0]

    with pytest.raises(actions.PlanRefused, match="Si segue solo il progetto approvato"):
        by("ines", actions.tick_action, action)


def test_a_review_moves_the_next_one_on():
    plan = make_approved(review_months=3)

    reviewed = by("ines", actions.record_review, plan)

    assert (reviewed.reviewed_on, reviewed.review_on) == (TODAY, months_after(TODAY, 3))


def test_a_signature_is_bound_to_the_words_that_were_approved():
    plan = make_approved()
    told = {"signer": "Rosa Pozzi", "signed_on": TODAY}

    signature = by("ines", actions.record_plan_signature, plan, Signatory.PERSON, **told)

    assert signature.sha256 == plan.sha256
    with pytest.raises(actions.PlanRefused, match="già registrata"):
        by("ines", actions.record_plan_signature, plan, Signatory.PERSON, **told)
    early = told | {"signed_on": TODAY - timedelta(days=1)}
    with pytest.raises(actions.PlanRefused, match="una firma non può essere di prima"):
        by("ines", actions.record_plan_signature, plan, Signatory.WORKER, **early)


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: PersonalPlan.objects.filter(pk=plan.pk).update(aim="Altro"),
        lambda plan: PersonalPlan.objects.filter(pk=plan.pk).update(content={}),
        lambda plan: PlanGoal.objects.filter(plan=plan).update(title="Altro"),
        lambda plan: PlanAction.objects.filter(goal__plan=plan).update(what="Altro"),
        lambda plan: PlanGoal.objects.create(plan=plan, agency_id=plan.agency_id, title="Altro"),
    ],
)
def test_the_database_keeps_approved_words_as_they_are(change, ines):
    plan = make_approved()

    with (
        as_user(ines),
        pytest.raises(DatabaseError, match="the text of an approved plan stays"),
        transaction.atomic(),
    ):
        change(plan)


# --- compared -----------------------------------------------------------------------------------


def test_a_version_says_what_it_adds_changes_and_takes_out():
    held = make_approved()
    new = by("ines", actions.begin_plan, held.beneficiary)
    changed = {
        "Un lavoro vicino a casa": {"sign": "Un contratto di un anno."},
        "Parlare meglio italiano": None,
    }
    typed = retyped(new, **changed)
    more = actions.TypedGoal(title="Casa", actions=typed_goals()[0].actions)
    typed.goals.append(more)
    by("ines", actions.save_plan, new, typed, seen=seen(new))

    with as_user(player("ines")):
        found = compare(held.content, content_of(PersonalPlan.objects.get(pk=new.pk)))

    assert [(one.title, one.kind) for one in found.goals] == [
        ("Un lavoro vicino a casa", Difference.CHANGED),
        ("Casa", Difference.NEW),
        ("Parlare meglio italiano", Difference.REMOVED),
    ]
    (part,) = found.goals[0].changed
    assert (part.before, part.now) == (
        "Un contratto di almeno sei mesi.",
        "Un contratto di un anno.",
    )


def test_the_same_version_differs_in_nothing():
    plan = make_approved()

    assert compare(plan.content, plan.content).count == 0
    assert compare(None, plan.content).count == 0
