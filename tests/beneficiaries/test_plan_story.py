"""What was asked of a plan stays in its story, and what came back is compared with what went."""

import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import PersonalPlan
from beneficiaries.plan_story import story_of
from beneficiaries.plan_wording import content_of, fingerprint
from tests.acting import as_user
from tests.beneficiaries.hours_of_plans import page, told
from tests.cast import player
from tests.makers import make_approved, make_proposed

pytestmark = pytest.mark.django_db
ASKED = "Aggiungi le ore del corso."


def by(name: str, verb, *args, **more):
    with as_user(player(name)) as user:
        return verb(*args, by=user, at=timezone.now(), **more)


def seen(plan) -> str:
    with as_user(player("ines")):
        return fingerprint(content_of(PersonalPlan.objects.get(pk=plan.pk)))


def sent_back(plan, note: str = ASKED) -> PersonalPlan:
    return by("marco", actions.ask_changes_of_plan, plan, note=note)


def with_aim(plan, aim: str) -> PersonalPlan:
    """The draft with another aim, its goals as they were, proposed."""
    with as_user(player("ines")):
        goals = [
            actions.TypedGoal(goal.title, str(goal.line), goal.area, goal.wish, goal.sign)
            for goal in plan.goals.order_by("pk")
        ]
    typed = actions.TypedPlan(aim, plan.review_months, plan.review_on, goals)
    by("ines", actions.save_plan, plan, typed, seen=seen(plan))
    return by("ines", actions.propose_plan, plan)


def pages(plan) -> list[str]:
    """The version, as the worker and the coordinator read it."""
    url = reverse("beneficiaries:plan_version", args=[plan.beneficiary_id, plan.number])
    return [told(page(who, url)) for who in ("ines", "marco")]


def desk(plan) -> str:
    return told(page("marco", reverse("beneficiaries:plan_review", args=[plan.beneficiary_id])))


def test_what_was_asked_stays_in_the_story_after_the_new_proposal_and_the_approval():
    plan = sent_back(make_proposed())
    plan = sent_back(with_aim(plan, "Lavorare vicino a casa."), "Anche la firma.")

    plan = with_aim(plan, "Lavorare la mattina.")
    assert all(ASKED in said and "Anche la firma." in said for said in pages(plan))
    assert "Modifiche chieste da Marco Bianchi" in desk(plan)
    assert "Anche la firma." in desk(plan)
    by("marco", actions.approve_plan, plan, seen=seen(plan))

    for said in pages(plan):
        assert said.index(ASKED) < said.index("Anche la firma.") < said.index("Approvata da Marco")
    with as_user(player("ines")):
        told_of = [(one.state, one.comment) for one in story_of(plan)]
    assert told_of == [
        ("DRAFT", ""),
        ("PROPOSED", ""),
        ("DRAFT", ASKED),
        ("PROPOSED", ASKED),
        ("DRAFT", "Anche la firma."),
        ("PROPOSED", "Anche la firma."),
        ("APPROVED", ""),
    ]


def test_the_story_says_how_a_plan_was_concluded():
    plan = make_approved()
    by("ines", actions.conclude_plan, plan, note="Ha trovato lavoro.")

    assert all("Ha trovato lavoro." in said for said in pages(plan))


def test_a_first_version_that_came_back_is_compared_with_what_was_sent_back():
    plan = sent_back(make_proposed())

    again = desk(with_aim(plan, "Lavorare vicino a casa."))

    assert "1 differenza da quando sono state chieste modifiche" in again
    assert "Prima: Tornare a lavorare e reggersi sulle proprie forze." in again
    assert "Ora: Lavorare vicino a casa." in again
    assert "non c’è nulla con cui confrontarla" not in again


def test_a_later_version_is_compared_with_the_approved_one_and_with_what_was_sent_back():
    held = make_approved()
    plan = with_aim(by("ines", actions.begin_plan, held.beneficiary), "Lavorare.")
    assert "da quando sono state chieste modifiche" not in desk(plan)

    again = desk(with_aim(sent_back(plan), "Lavorare vicino a casa."))

    assert "1 differenza dalla versione 1" in again
    assert "1 differenza da quando sono state chieste modifiche" in again
    assert "Prima: Lavorare.Ora: Lavorare vicino a casa." in again
    assert "Prima: Tornare a lavorare e reggersi sulle proprie forze.Ora:" in again


def test_what_comes_back_as_it_went_says_so():
    plan = sent_back(make_proposed())

    again = by("ines", actions.propose_plan, plan)

    assert "Il testo è lo stesso di quando sono state chieste modifiche." in desk(again)


def test_a_draft_that_came_back_is_read_as_it_is_now():
    plan = sent_back(make_proposed())

    plan = with_aim(plan, "Lavorare vicino a casa.")

    assert all("Lavorare vicino a casa." in said for said in pages(plan))
