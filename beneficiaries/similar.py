"""Who, among the agency's own people, might be the one being registered."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from agencies.models import User
from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_names
from beneficiaries.search import found
from core.audit.actions import log_reading
from core.reference.identifiers import BadIdentifier, read_identifier
from core.text import clean_line, tokens
from core.ui.fields import DateField

SHOWN = 5


def similar_people(user: User, typed: Mapping[str, str]) -> list[Beneficiary]:
    """Same code, or the same words in the name and the same birth date; shown, so logged."""
    people = visible_names(user).select_related("residence")
    alike = list(people.filter(identifier=_code(typed.get("identifier", "")))[:SHOWN])
    ids = _same_name(user, typed)
    born = _day(typed.get("birth_date", ""))
    if ids and born:
        alike += people.filter(pk__in=ids, birth_date=born)[:SHOWN]
    shown = list({person.pk: person for person in alike}.values())
    if shown:
        log_reading(shown, by=user, what="persone simili")
    return shown


def _same_name(user: User, typed: Mapping[str, str]) -> list[int]:
    words = tokens(clean_line(f"{typed.get('first_name', '')} {typed.get('last_name', '')}"))
    if not words or user.acting is None:
        return []
    return found(user.acting.agency_id, [word[:100] for word in words[:6]])


def _code(text: str) -> str:
    try:
        return read_identifier(text).code
    except BadIdentifier:
        # No person has this code, so nobody is found by it.
        return "-"


def _day(text: str) -> date | None:
    try:
        day: date | None = DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day
