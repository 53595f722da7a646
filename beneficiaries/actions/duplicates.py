"""Verbs on pairs of records: find them, say that they are of two people, and take it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction

from agencies.models import User
from beneficiaries.alike import alike_to, all_alike
from beneficiaries.enums import Alike, DuplicateState
from beneficiaries.models import Beneficiary, DuplicatePair
from beneficiaries.policy import Can
from beneficiaries.workflow import duplicate_workflow
from core.policy import authorize


def pair_person(person: Beneficiary) -> None:
    """Keep the open pairs of a person in line with what the record says now."""
    found = alike_to(person)
    pairs = {(min(person.pk, pk), max(person.pk, pk)): why for pk, why in found.items()}
    _propose(person.agency_id, pairs)
    open_pairs = DuplicatePair.objects.open().of_person(person.pk)
    _withdraw(open_pairs, pairs)


@transaction.atomic
def find_duplicates(*, by: User, at: datetime) -> int:
    """Compare all people of the agency one acts for; how many pairs wait then."""
    authorize(by, Can.JUDGE_DUPLICATES)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: JUDGE_DUPLICATES is granted to a seat
    pairs = all_alike(seat.agency_id)
    _propose(seat.agency_id, pairs)
    waiting = DuplicatePair.objects.filter(agency_id=seat.agency_id).open()
    _withdraw(waiting, pairs)
    return waiting.count()


def _propose(agency_id: int, pairs: Mapping[tuple[int, int], Sequence[Alike]]) -> None:
    """Write down the new ones; one that somebody has judged stays as it is."""
    known = DuplicatePair.objects.filter(agency_id=agency_id)
    if not pairs:
        return
    people = {pk for pair in pairs for pk in pair}
    there = set(known.filter(first_id__in=people).values_list("first_id", "second_id"))
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(agency_id=agency_id, first_id=one, second_id=other, reasons=list(why))
            for (one, other), why in sorted(pairs.items())
            if (one, other) not in there
        ],
        batch_size=1_000,
    )


def _withdraw(
    waiting: models.QuerySet[DuplicatePair], pairs: Mapping[tuple[int, int], Sequence[Alike]]
) -> None:
    """Take off what is no longer alike, since somebody corrected a record; not what was chosen."""
    found = waiting.exclude(reasons__contains=[Alike.HAND])
    numbers = found.values_list("pk", "first_id", "second_id")
    gone = [pk for pk, one, other in numbers if (one, other) not in pairs]
    if gone:
        DuplicatePair.objects.filter(pk__in=gone).delete()


@transaction.atomic
def pair_by_hand(people: Sequence[Beneficiary], *, by: User, at: datetime) -> DuplicatePair:
    """Propose two records that no rule finds alike; a pair that was set aside comes back."""
    authorize(by, Can.JUDGE_DUPLICATES)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: JUDGE_DUPLICATES is granted to a seat
    first, second = sorted(people, key=lambda one: one.pk)
    pair, _is_new = DuplicatePair.objects.get_or_create(
        first=first,
        second=second,
        defaults={"agency_id": seat.agency_id, "reasons": [Alike.HAND]},
    )
    if pair.state == DuplicateState.SET_ASIDE:
        pair = judge_duplicates(pair, "restore", by=by, at=at)
    return pair


@transaction.atomic
def judge_duplicates(pair: DuplicatePair, step: str, *, by: User, at: datetime) -> DuplicatePair:
    """Say that two records are of two people, or take that back."""
    fresh = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    duplicate_workflow.take(fresh, step, by=by)
    is_set_aside = step == "dismiss"
    fresh.decided_by, fresh.decided_at = (by, at) if is_set_aside else (None, None)
    fresh.save(update_fields=["state", "decided_by", "decided_at"])
    return fresh
