"""What the homes count of the participations: asked once for all the panels of a page."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, When
from django.http import HttpRequest
from django.utils import timezone

from projects.enums import ParticipationState
from projects.incomplete import incomplete_keys
from projects.policy import visible_participations
from projects.querysets import SIX_MONTHS_ON, followed_by


def counts_of(request: HttpRequest) -> dict[str, int]:
    """Incomplete records, results and follow-ups due; of the people one follows after `my_`."""
    if not hasattr(request, "participation_counts"):
        request.participation_counts = _count(request.user, timezone.localdate())  # type: ignore
    kept: dict[str, int] = request.participation_counts  # type: ignore[attr-defined]
    return kept


def _count(user: Any, day: date) -> dict[str, int]:
    left = Q(state=ParticipationState.LEFT)
    after = Q(state__in=(ParticipationState.LEFT, ParticipationState.RESULT), on__lte=day)
    # By what is looked up elsewhere: so the database looks it up once for each row.
    rows = visible_participations(user).alias(on=SIX_MONTHS_ON).order_by()
    lines: Any = (
        rows.annotate(
            lacks=_is(Q(pk__in=incomplete_keys(user))),
            mine=_is(Q(beneficiary_id__in=followed_by(user.pk))),
        )
        .values("lacks", "mine")
        .annotate(
            every=Count("pk"),
            results=Count("pk", filter=left),
            follow_ups=Count("pk", filter=after),
        )
    )
    return _summed(list(lines))


def _summed(lines: list[dict[str, Any]]) -> dict[str, int]:
    mine = [line for line in lines if line["mine"]]
    return {
        f"{prefix}{name}": sum(line[column] for line in chosen if line["lacks"] or not only_lacking)
        for prefix, chosen in (("", lines), ("my_", mine))
        for name, column, only_lacking in (
            ("results", "results", False),
            ("follow_ups", "follow_ups", False),
            ("incomplete", "every", True),
        )
    }


def _is(which: Q) -> Case:
    return Case(When(which, then=True), default=False)
