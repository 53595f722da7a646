"""What the page of a hand-over starts from: the people of a worker, and what to say of each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.workers import workers_now
from beneficiaries.drafting import HAND_OVER
from beneficiaries.models import CaseFile, HandOverLine, RosterEntry
from beneficiaries.policy import visible_passings, visible_roster
from core import drafts
from core.dues import KEY, Asked, Due, dues, read_dues
from core.models import Draft
from core.team import NOBODY
from core.ui.words import say_day_long

# So many are passed on at once: a page that one can read.
AT_ONCE = 100
# The nearest dues of a worker, among which each person's first is looked for.
LOOKED_AT = 1_000


def people_of(request: Any, worker_id: int | None) -> list[RosterEntry]:
    """The first open files of a worker (none: of nobody who works here), by name."""
    everyone = visible_roster(request.user).open()
    own = everyone.of_worker(worker_id) if worker_id else everyone.of_nobody(_now(request))
    keys = list(own.in_order().values_list("pk", flat=True)[:AT_ONCE])
    found = {one.pk: one for one in visible_roster(request.user).for_list(keys)}
    return [found[pk] for pk in keys if pk in found]


def files_of(entries: Sequence[RosterEntry]) -> dict[int, int]:
    """The open case file of each person."""
    rows = CaseFile.objects.filter(beneficiary__in=[one.pk for one in entries], closed_on=None)
    return dict(rows.values_list("beneficiary_id", "pk"))


def draft_of(request: Any, worker_id: int | None) -> Draft:
    """My draft of passing these people on, or a new, empty one."""
    return drafts.draft_of(f"{HAND_OVER}{worker_id or NOBODY}", request)


def keep_hand_over(draft: Draft, typed: Any, entries: Sequence[RosterEntry]) -> None:
    """Keep what is being chosen and written, of the people that are still to pass."""
    names = [f"{what}_{one.pk}" for one in entries for what in ("to", "summary")]
    drafts.write(draft, {name: typed.get(name, "") for name in ("everyone", "starts_on", *names)})


def planned_of(request: Any, entries: Sequence[RosterEntry]) -> dict[int, HandOverLine]:
    """Who of them is to pass on already: by person, the line that says to whom."""
    lines = visible_passings(request.user).planned().for_list()
    own = lines.filter(beneficiary__in=[one.pk for one in entries])
    return {line.beneficiary_id: line for line in own}


def summaries_of(request: Any, entries: Sequence[Any], worker_id: int | None) -> dict[int, str]:
    """What is proposed as the words for the next worker, from what is written already."""
    rows = dues(request, Asked(of=worker_id or _now(request))).order_by("due_on", KEY)
    first: dict[int, Due] = {}
    for one in read_dues(rows[:LOOKED_AT]):
        first.setdefault(one.person_id, one)
    return {one.pk: _summary(one, first.get(one.pk)) for one in entries}


def _summary(entry: Any, due: Due | None) -> str:
    told = [
        _("Fase: %(phase)s.") % {"phase": entry.phase_now.label},
        _("Ultimo contatto: %(day)s.") % {"day": _day(entry.last_contact)}
        if entry.last_contact
        else _("Ancora nessun contatto."),
    ]
    if due is not None:
        told.append(
            _("Da fare entro %(day)s: %(words)s.") % {"day": _day(due.on), "words": due.words}
        )
    return " ".join(told)


def _day(day: date) -> str:
    return say_day_long(day)


def _now(request: Any) -> Any:
    return workers_now(request.user)
