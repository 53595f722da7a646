"""The actions of a plan in the tests of its hours, and what somebody is told of each."""

import re

from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.models import CaseNote, PersonalPlan, PlanAction
from beneficiaries.plan_page import followed
from beneficiaries.plan_wording import content_of, fingerprint
from tests.acting import as_user, client_of
from tests.cast import player

TODAY = timezone.localdate()


CURRICULUM, TRAINEESHIP, COURSE = range(3)


def rows(plan) -> list[PlanAction]:
    """The actions of a version, in order: the curriculum, the traineeship, the course."""
    with as_user(player("ines")):
        return list(PlanAction.objects.filter(goal__plan=plan).order_by("pk"))


def hours(plan, who: str = "ines", *, with_sessions: bool = True) -> dict[str, tuple]:
    """What somebody is told of each action: met, placed, all of it, sessions listed."""
    with as_user(player(who)) as user:
        plan = PersonalPlan.objects.get(pk=plan.pk)
        whole = followed(plan, user, with_sessions=with_sessions)
        return {
            action.what.split()[0]: (done.met, done.placed, done.minutes, len(done.sessions))
            for one in whole.followed
            for action, done in one.lines
        }


def page(who: str, url: str) -> str:
    return client_of(player(who)).get(url).content.decode()


def told(text: str) -> str:
    """The words of a page, without its marks."""
    found = html.document_fromstring(text).xpath("//main")[0]
    return re.sub(r"\s+", " ", found.text_content()).replace("\xa0", " ")


def plan_url(plan) -> str:
    return reverse("beneficiaries:plan", args=[plan.beneficiary_id])


def next_version(plan, goals) -> PersonalPlan:
    """The version after, with these goals, approved."""
    now = timezone.now()
    with as_user(player("ines")) as user:
        new = actions.begin_plan(plan.beneficiary, by=user, at=now)
        typed = actions.TypedPlan(plan.aim, plan.review_months, plan.review_on, goals)
        seen = fingerprint(content_of(new))
        actions.save_plan(new, typed, seen=seen, by=user, at=now)
        new = actions.propose_plan(new, by=user, at=now)
    with as_user(player("marco")) as user:
        seen = fingerprint(content_of(new))
        return actions.approve_plan(new, seen=seen, by=user, at=now)


def make_note_about(appointment, **fields) -> CaseNote:
    """The note on a held appointment, which says no duration of its own."""
    with as_user(player("ines")) as user:
        columns = {"kind": "INTERVIEW", "happened_on": TODAY, "text": "Ne abbiamo parlato."}
        note, now = CaseNote(**columns | fields), timezone.now()
        return actions.write_note(note, appointment.beneficiary, about=appointment, by=user, at=now)


def first_line(plan):
    with as_user(player("ines")):
        return plan.goals.order_by("pk").first().line
