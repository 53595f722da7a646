"""The terms of a placement in words: what a version keeps, what papers and comparisons print."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.money import format_euro
from core.ui.words import say_day_short, say_minutes
from placements.enums import PlacementShape
from placements.models import Placement

DAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")


def terms_of(placement: Placement) -> dict[str, str]:
    """Every term by the name of its field, in Italian, as it will be signed."""
    with override("it"):
        host, person = placement.host, placement.beneficiary
        said = {
            "kind": str(placement.kind_now.label),
            "person": person.full_name,
            "host": host.name,
            "host_tax_code": host.tax_code,
            "host_address": ", ".join(map(str, filter(None, (host.address, host.municipality)))),
            "signatory": host.signatory,
            "host_tutor": str(placement.host_tutor or ""),
            "promoter_tutor": str(placement.promoter_tutor or ""),
            "service": placement.service,
            # The ordinary one is not said: texts from before it was asked keep their fingerprint.
            "shape": shape_words(placement),
            "starts_on": say_day_short(placement.starts_on) if placement.starts_on else "",
            "ends_on": say_day_short(placement.ends_on) if placement.ends_on else "",
            "schedule": schedule_words(placement.schedule),
            "contract_minutes": _contract(placement),
            "monthly_allowance": _euro(placement),
            "gives_meals": _("Sì") if placement.gives_meals else _("No"),
            "eqf_level": str(placement.eqf_level or ""),
            "attestation_on": _day(placement),
            "liability_policy": host.liability_policy,
            "inail_position": host.inail_position,
            "tasks": placement.tasks,
            "aims": placement.aims,
        }
    return {name: words for name, words in said.items() if words}


def terms_of_extension(
    extended: Placement, *, before: date, reason: str, level: int | None
) -> dict[str, str]:
    """The terms of a placement with its new last day, the one before it, and why."""
    with override("it"):
        said = {
            "ended_before": say_day_short(before),
            "reason": reason,
            "extension_eqf_level": str(level or ""),
        }
    return terms_of(extended) | {name: words for name, words in said.items() if words}


def _euro(placement: Placement) -> str:
    amount = placement.monthly_allowance
    return "" if amount is None else format_euro(amount)


def shape_words(placement: Placement) -> str:
    """“Stagionale”, “Estivo”; nothing for the ordinary ones."""
    is_ordinary = placement.shape == PlacementShape.ORDINARY
    return "" if is_ordinary else str(placement.shape_now.label)


def _contract(placement: Placement) -> str:
    minutes = placement.contract_minutes
    return "" if minutes is None else say_minutes(minutes)


def _day(placement: Placement) -> str:
    return say_day_short(placement.attestation_on) if placement.attestation_on else ""


def schedule_words(schedule: list[int] | None) -> str:
    """“20 h la settimana: lun 4 h, mar 4 h …”."""
    if not schedule:
        return ""
    days = [
        f"{name} {say_minutes(minutes)}"
        for name, minutes in zip(DAYS, schedule, strict=True)
        if minutes
    ]
    return _("%(total)s la settimana: %(days)s") % {
        "total": say_minutes(sum(schedule)),
        "days": ", ".join(days),
    }


def fingerprint(terms: Mapping[str, str]) -> str:
    """The SHA-256 of the terms, written in one canonical way."""
    text = json.dumps(dict(terms), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
