"""What plans, and records that may be of one person, put on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.policy import Can
from beneficiaries.workload import duplicates_to_compare, plans_to_approve
from core.panels import panel

Filled = tuple[str, dict[str, Any]]


@panel("plans.to_approve", slot="home.desk", order=15, who=Can.REVIEW_PLANS)
def to_approve(request: HttpRequest, obj: Any) -> Filled | None:
    """How many plans wait for a decision; asked with the people of the team, at no cost."""
    count = plans_to_approve(request)
    url = reverse("beneficiaries:plans_to_approve")
    return "beneficiaries/_home_strip.html", {"figures": [(_("Progetti da approvare"), count, url)]}


@panel("people.duplicates", slot="home.desk", order=40, who=Can.MERGE)
def to_compare(request: HttpRequest, obj: Any) -> Filled | None:
    """How many pairs of records may be of one person, in the same way; none is not shouted."""
    count = duplicates_to_compare(request)
    if not count:
        return None
    url = reverse("beneficiaries:duplicates")
    return "beneficiaries/_home_strip.html", {"figures": [(_("Possibili doppioni"), count, url)]}
