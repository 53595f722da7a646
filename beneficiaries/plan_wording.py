"""The words of a plan: what is frozen when it is approved, what is printed, signed and compared."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from beneficiaries.models import PersonalPlan, PlanAction
from beneficiaries.plan_enums import LifeArea
from beneficiaries.planning import Aimed, Whole, whole_of
from core.ui.words import say_day_short, say_number

Content = dict[str, Any]


def content_of(plan: PersonalPlan, whole: Whole | None = None) -> Content:
    """All that the paper says, in Italian: whose plan, what for, goals, who does what by when."""
    whole = whole or whole_of(plan)
    person, worker = plan.beneficiary, plan.case_file.case_manager
    with override("it"):
        return {
            "person": person.full_name,
            "born": say_day_short(person.birth_date) if person.birth_date else "",
            "gender": person.gender,
            "agency": plan.agency.name,
            "worker": worker.get_full_name() if worker else "",
            "number": plan.number,
            "aim": plan.aim,
            "review": review_words(plan),
            "goals": [_goal(one) for one in whole.aimed],
        }


def words_of(plan: PersonalPlan) -> Content:
    """The words that were approved; of a version nobody approved, those of now."""
    approved: Content | None = plan.content if plan.sha256 else None
    return approved or content_of(plan)


def fingerprint(content: Content) -> str:
    """The SHA-256 of a text, whatever the order of its facts."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def review_words(plan: PersonalPlan) -> str:
    """“ogni 3 mesi, la prossima il 3 mar 2026”."""
    said = []
    if plan.review_months:
        every = ngettext("ogni mese", "ogni %(months)s mesi", plan.review_months)
        said.append(every % {"months": say_number(plan.review_months)})
    if plan.review_on:
        said.append(_("la prossima il %(day)s") % {"day": say_day_short(plan.review_on)})
    return ", ".join(said)


def _goal(one: Aimed) -> Content:
    goal = one.goal
    return {
        "line": str(goal.line),
        "area": str(LifeArea(goal.area).label) if goal.area else "",
        "title": goal.title,
        "wish": goal.wish,
        "sign": goal.sign,
        "actions": [_action(action) for action in one.actions],
    }


def _action(action: PlanAction) -> Content:
    return {
        "line": str(action.line),
        "what": action.what,
        "who": action.doer,
        "by": say_day_short(action.due_by) if action.due_by else "",
        "hours": say_number(action.hours_planned) if action.hours_planned is not None else "",
    }
