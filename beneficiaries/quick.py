"""A note from where one is: whom it may be about at once, and what was typed before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import OuterRef, Subquery
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from beneficiaries.drafting import QUICK
from beneficiaries.due_rows.agenda import APPOINTMENT
from beneficiaries.forms.quick import GroupForm, QuickForm, serves_of
from beneficiaries.models import Beneficiary, RosterEntry
from beneficiaries.policy import visible_people, visible_roster
from beneficiaries.search import found, query_words
from beneficiaries.serving import offered_to_each
from beneficiaries.workload import (
    appointments_of_today,
    by_the_hour,
    my_dues,
    people_of_home,
)
from core import drafts
from core.audit.actions import log_at_the_end
from core.audit.models import Reading
from core.dues import Due, When
from core.models import Draft

SEEN, LOOKED_BACK, OFFERED, FOUND = 6, 60, 6, 8
# Looks at one person's pages; rows of lists and suggestions are no visit.
VISITS = ("diario", "anagrafica", "modifiche", "correzione", "nota", "valutazioni", "valutazione")
KEPT = ("person", "text", "kind", "minutes", "other_minutes")
WORDS = ("text", "present")
NOT_KEPT = ("csrfmiddlewaretoken", "once", "seen", "q", drafts.FIELD)


@dataclass(frozen=True)
class Offer:
    """One person to choose: their number, their name, and what tells them from others."""

    pk: int
    name: str
    beside: str = ""
    checked: bool = False
    # The question which action of their plan it serves, where several are written to.
    serves: BoundField | None = None


@dataclass(frozen=True)
class Choice:
    """Whom one may choose: offered at once, and found by name (`asked`: a name was typed)."""

    offers: list[Offer] = field(default_factory=list)
    found: list[Offer] = field(default_factory=list)
    more: bool = False
    asked: bool = False


@dataclass(frozen=True)
class QuickBox:
    """What the box shows."""

    form: QuickForm | GroupForm
    draft: Draft
    choice: Choice


def recently_seen(request: Any) -> list[RosterEntry]:
    """The people whose pages I opened last; asked, and written down, once per request."""
    if not hasattr(request, "recently_seen"):
        visits = Reading.objects.filter(user_id=request.user.pk, what__in=VISITS)
        latest = visits.order_by("-at", "-pk").values("person_id")[:LOOKED_BACK]
        visit = visits.filter(person_id=OuterRef("pk")).order_by("-at", "-pk")
        roster: Any = visible_roster(request.user)
        rows = roster.for_list(latest)
        last = {"at": Subquery(visit.values("at")[:1]), "visit": Subquery(visit.values("pk")[:1])}
        shown = list(rows.annotate(**last).order_by("-at", "-visit")[:SEEN])
        if shown:
            log_at_the_end(request, shown, what="viste di recente")
        request.recently_seen = shown
    kept: list[RosterEntry] = request.recently_seen
    return kept


def offers(
    request: Any,
    today: Sequence[Due],
    people: Mapping[int, Beneficiary],
    chosen: Collection[int] = (),
) -> list[Offer]:
    """Today's appointments, then whom one has looked at last; those chosen stand among them."""
    by_number: dict[int, Offer] = {}
    for pk in chosen:
        if pk in people:
            by_number[pk] = _offer(people[pk], "", chosen)
    for due in today:
        if due.person_id in people:
            hour = due.text.split(" · ")[0]
            by_number.setdefault(due.person_id, _offer(people[due.person_id], hour, chosen))
    for entry in recently_seen(request):
        by_number.setdefault(entry.pk, _offer(entry.beneficiary, "", chosen))
    return list(by_number.values())[: max(OFFERED, len(chosen))]


def _offer(person: Beneficiary, beside: str, chosen: Collection[int]) -> Offer:
    told = beside or (_("%(age)s anni") % {"age": person.age} if person.age is not None else "")
    return Offer(person.pk, person.full_name, told, person.pk in chosen)


def search(request: Any, words: str, chosen: Sequence[int] = (), *, one: bool = False) -> Choice:
    """Up to eight people by name, those chosen first; written down.

    `one`: one alone is asked for, and where only one is found it is chosen.
    """
    asked = query_words(words)
    ids = found(request.user.acting.agency_id, asked)
    wanted = list(dict.fromkeys([*chosen, *ids[:FOUND]]))
    entries = {one.pk: one for one in visible_roster(request.user).for_list(wanted)}
    shown = [entries[pk] for pk in wanted if pk in entries]
    log_at_the_end(request, shown, what="suggerimenti")
    ticked = {shown[0].pk} if one and len(shown) == 1 and asked else set(chosen)
    return Choice(
        found=[_found(entry, ticked) for entry in shown],
        more=len(ids) > FOUND,
        asked=bool(asked),
    )


def choice_of(request: Any, words: str, chosen: Sequence[int], *, one: bool) -> Choice:
    """Whom a page of its own offers: at once, chosen before, and found by the words."""
    today = appointments_of_today(request)[:OFFERED]
    ids = {one.person_id for one in today}
    people = visible_people(request.user).in_bulk(ids) if ids else {}
    log_at_the_end(request, people.values(), what="suggerimenti")
    at_once = offers(request, today, people, chosen)
    rest = [pk for pk in chosen if pk not in {offer.pk for offer in at_once}]
    if not rest and not query_words(words):
        return Choice(at_once)
    return replace(search(request, words, rest, one=one and not chosen), offers=at_once)


def asking(request: Any, choice: Choice, form: GroupForm) -> Choice:
    """The same, each person who has a plan that holds with its actions to choose from."""
    shown = [one.pk for one in (*choice.offers, *choice.found)]
    form.ask_actions(offered_to_each(shown, request.user))

    def with_question(offer: Offer) -> Offer:
        name = serves_of(offer.pk)
        return replace(offer, serves=form[name]) if name in form.fields else offer

    return replace(
        choice,
        offers=[with_question(one) for one in choice.offers],
        found=[with_question(one) for one in choice.found],
    )


def _found(entry: RosterEntry, chosen: Collection[int]) -> Offer:
    person = entry.beneficiary
    age = _("%(age)s anni") % {"age": person.age} if person.age is not None else ""
    town = person.residence.name if person.residence else ""
    beside = " · ".join(filter(None, (age, town)))
    return Offer(person.pk, person.full_name, beside, person.pk in chosen)


def chosen_people(request: Any, numbers: Sequence[int]) -> list[Beneficiary]:
    """These people, where one sees them, in this order."""
    known = visible_people(request.user).in_bulk(numbers)
    return [known[pk] for pk in numbers if pk in known]


def draft_of(request: Any, form: str) -> Draft:
    """My draft of a note that has no place yet, or a new, empty one."""
    return drafts.draft_of(form, request)


def box_of_home(request: Any, known: Sequence[Draft]) -> QuickBox:
    """The box on the home, with what was typed before; `known`: the drafts of the home."""
    mine = [one for one in known if one.form == QUICK]
    draft = mine[0] if mine else drafts.open_draft(QUICK, by=request.user)
    kept = {name: value for name, value in drafts.read(draft).items() if name in KEPT}
    chosen = [pk for pk in (person_in(draft),) if pk is not None]
    today = by_the_hour(
        one for one in my_dues(request).shown
        if one.source == APPOINTMENT and one.when == When.TODAY
    )  # fmt: skip
    at_once = offers(request, today, people_of_home(request, known), chosen)
    return QuickBox(QuickForm(initial=kept), draft, Choice(at_once))


def person_in(draft: Draft) -> int | None:
    """The person a kept quick note is about, if one was chosen."""
    number = str(drafts.read(draft).get("person") or "")
    return int(number[:18]) if number.isascii() and number.isdigit() else None


def keep(draft: Draft, typed: QueryDict) -> None:
    """Keep the note as it is being typed; an emptied one is no draft any more."""
    kept: dict[str, Any] = {
        name: value for name, value in typed.dict().items() if name not in NOT_KEPT
    }
    for several in {"people", "readers"} & kept.keys():
        kept[several] = typed.getlist(several)
    if any(str(kept.get(name, "")).strip() for name in WORDS):
        drafts.write(draft, kept)
    elif draft.pk is not None:
        draft.delete()
