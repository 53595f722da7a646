"""What came of whom is still to be found, and until when."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, When
from django.utils.translation import gettext as _

from core.ui.words import say_day, say_day_short
from projects.actions import follow_up_day, last_day_of_result
from projects.enums import ParticipationState
from projects.models import Participation
from projects.querysets import ParticipationQuerySet, case_manager


def tell_dues(rows: list[Participation], today: date) -> list[Participation]:
    """Say of each row what is still to be found (`row.due`) and the days left (`row.days_left`)."""
    for row in rows:
        row.due, row.days_left = _due(row, today)  # type: ignore[attr-defined]
    return rows


def _due(row: Participation, today: date) -> tuple[str, int | None]:
    last, after = last_day_of_result(row), follow_up_day(row)
    if last is None or after is None:
        return "", None
    words, left = [], None
    if row.state == ParticipationState.LEFT:
        left = (last - today).days if today <= last else None
        words.append(
            _("esito entro il %(day)s") % {"day": say_day_short(last)}
            if left is not None
            else _("esito, com’era entro il %(day)s") % {"day": say_day_short(last)}
        )
    if today >= after:
        words.append(_("follow-up, com’era il %(day)s") % {"day": say_day_short(after)})
    return "; ".join(words).capitalize(), left


def why_no_follow_up(found: Participation, today: date) -> str:
    """Why the state after six months cannot be asked today; nothing where it can."""
    day = follow_up_day(found)
    if day is None:
        return _("Prima registra l’uscita.")
    if today < day:
        return _("Si rileva dal %(day)s, sei mesi dopo l’uscita.") % {"day": say_day(day)}
    return ""


Hands = tuple[frozenset[int], int]


def waiting_by_worker(
    rows: ParticipationQuerySet, day: date, *, incomplete: Q
) -> dict[str, list[Hands]]:
    """Results that are late and records that lack something, by case manager; one statement."""
    late = Q(pk__in=rows.late_for_result(day).values("pk"))
    # Grouped by what other tables know: so each of them is looked up once and not for each count.
    told: Any = rows.annotate(
        worker=case_manager(), lacks=_whether(incomplete), late=_whether(late)
    )
    lines = list(
        told.filter(Q(lacks=True) | Q(late=True))
        .order_by()
        .values("worker", "lacks", "late")
        .annotate(number=Count("pk"))
    )
    return {
        "results": [_hands(line) for line in lines if line["late"]],
        "incomplete": [_hands(line) for line in lines if line["lacks"]],
    }


def _whether(which: Q) -> Case:
    return Case(When(which, then=True), default=False)


def _hands(line: dict[str, Any]) -> Hands:
    return frozenset({line["worker"]} - {None}), line["number"]
