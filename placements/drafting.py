"""What one typed of a proposal, or in another form about a placement, and did not save."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.drafting import NOBODY, About, declare
from core import drafts
from core.models import Draft
from placements.models import AttendanceRegister, Placement
from placements.policy import Can

declare(
    {
        "decision:": About(
            gettext_lazy("Esame di un tirocinio di %(name)s"),
            gettext_lazy("Esame di un tirocinio"),
            "placements:review",
            Can.DECIDE,
        ),
        "extension:": About(
            gettext_lazy("Proroga del tirocinio di %(name)s"),
            gettext_lazy("Proroga di un tirocinio"),
            "placements:extend",
            Can.PROPOSE,
        ),
        "finish:": About(
            gettext_lazy("Fine del tirocinio di %(name)s"),
            gettext_lazy("Fine di un tirocinio"),
            "placements:finish",
            Can.FINISH,
        ),
        "rectify:": About(
            gettext_lazy("Rettifica delle presenze di %(name)s"),
            gettext_lazy("Rettifica di presenze"),
            "placements:rectify",
            Can.RECTIFY,
        ),
        "host:": About(
            "", gettext_lazy("Modifica di un ospitante"), "placements:host_edit", Can.EDIT_HOST
        ),
        "host-new": About(
            "", gettext_lazy("Ospitante nuovo"), "placements:host_new", Can.EDIT_HOST
        ),
    }
)


def proposal_form(number: int) -> str:
    """The name of the form that writes the terms of this placement."""
    return f"placement:{number}"


def decision_form(placement: Placement) -> str:
    """The name of the form that decides on a proposal or on an extension of this placement."""
    return f"decision:{placement.beneficiary_id}/{placement.pk}"


def extension_form(placement: Placement) -> str:
    """The name of the form that asks for a later last day of this placement."""
    return f"extension:{placement.beneficiary_id}/{placement.pk}"


def finish_form(placement: Placement) -> str:
    """The name of the form that ends this placement."""
    return f"finish:{placement.beneficiary_id}/{placement.pk}"


def rectify_form(register: AttendanceRegister) -> str:
    """The name of the form that corrects a validated month."""
    return f"rectify:{register.placement.beneficiary_id}/{register.pk}"


def host_form(number: int | None = None) -> str:
    """The name of the form that corrects this host, or registers one."""
    return f"host:{NOBODY}/{number}" if number else "host-new"


def typed_versions(user: User, placements: Iterable[Placement]) -> dict[int, list[Draft]]:
    """By placement, what was typed in several tabs: nothing where it stands in one alone."""
    numbers = {proposal_form(one.pk): one.pk for one in placements}
    several = drafts.several_of(numbers, by=user)
    return {numbers[form]: rows for form, rows in several.items()}
