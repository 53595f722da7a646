"""What one began and did not finish: registrations, notes, plans, with a name to know them by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_people
from beneficiaries.registering import FORM, PERSON, SITUATION
from core import drafts
from core.audit.actions import log_reading
from core.models import Draft

NOTE, PLAN = "note:", "plan:"
SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """One draft: what it is, and where one goes on."""

    draft: Draft
    title: str
    url: str


def my_drafts(user: User) -> list[Draft]:
    """The latest drafts of this floor; the database shows those of the present agency."""
    mine = Q(form=FORM) | Q(form__startswith=NOTE) | Q(form__startswith=PLAN)
    return list(Draft.objects.filter(mine, user_id=user.pk).order_by("-updated_at")[:SHOWN])


def numbers_in(rows: Sequence[Draft]) -> list[int]:
    """The people that drafts of notes and plans are about, by number."""
    return [_person_of(row) for row in rows if row.form.startswith((NOTE, PLAN))]


def _person_of(row: Draft) -> int:
    return int(row.form.partition(":")[2])


def drafts_of(
    user: User,
    rows: Sequence[Draft] | None = None,
    *,
    people: dict[int, Beneficiary] | None = None,
) -> list[Waiting]:
    """The latest drafts with a title each; people named in them are written down as shown.

    `rows`, `people`: those already fetched (and written down), where a page has them, too.
    """
    if rows is None:
        rows = my_drafts(user)
    if people is None:
        ids = numbers_in(rows)
        people = visible_people(user).in_bulk(ids) if ids else {}
        if people:
            log_reading(people.values(), by=user, what="bozze")
    return [_waiting(row, people) for row in rows]


def _waiting(row: Draft, people: dict[int, Beneficiary]) -> Waiting:
    if row.form == FORM:
        content = drafts.read(row)
        step = SITUATION if str(SITUATION) in content else PERSON
        url = reverse("beneficiaries:register_step", args=[row.pk, step])
        name = _name(content.get(str(PERSON), {}))
        return Waiting(row, _("Registrazione di %(name)s") % {"name": name}, url)
    number = _person_of(row)
    person = people.get(number)
    if row.form.startswith(PLAN):
        title = _("Progetto di %(name)s") % {"name": person} if person else _("Progetto")
        return Waiting(row, title, reverse("beneficiaries:plan_edit", args=[number]))
    title = _("Nota su %(name)s") % {"name": person} if person else _("Nota")
    return Waiting(row, title, reverse("beneficiaries:show", args=[number]))


def _name(typed: dict[str, Any]) -> str:
    words = [part for name in ("first_name", "last_name") for part in typed.get(name, [])[:1]]
    return " ".join(filter(None, words))[:80] or _("una persona senza nome")
