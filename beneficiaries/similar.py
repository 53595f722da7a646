"""Who, among the agency's own people, might be the one being registered."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from agencies.models import User
from beneficiaries.alike import alike_to
from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_names
from core.audit.actions import log_reading
from core.reference.identifiers import BadIdentifier, read_identifier
from core.text import clean_line
from core.ui.fields import DateField

SHOWN = 5
# What is longer is no name and no phone, and would only take time to compare.
LONGEST = 100


def similar_people(user: User, typed: Mapping[str, str]) -> list[Beneficiary]:
    """Who is alike by code, by name and birth date, or by phone; shown, so logged."""
    if user.acting is None:
        return []
    alike = alike_to(_described(user.acting.agency_id, typed))
    alike_names = visible_names(user).filter(pk__in=alike).order_by("pk")
    shown = list(alike_names.select_related("residence")[:SHOWN])
    if shown:
        log_reading(shown, by=user, what="persone simili")
    return shown


def _described(agency_id: int, typed: Mapping[str, str]) -> Beneficiary:
    """The person as far as it is typed, right or wrong; never saved."""
    names = ("first_name", "last_name", "phone")
    return Beneficiary(
        agency_id=agency_id,
        identifier=_code(typed.get("identifier", "")),
        birth_date=_day(typed.get("birth_date", "")),
        **{name: clean_line(typed.get(name, ""))[:LONGEST] for name in names},
    )


def _code(text: str) -> str:
    try:
        return read_identifier(text).code
    except BadIdentifier:
        return ""


def _day(text: str) -> date | None:
    try:
        day: date | None = DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day
