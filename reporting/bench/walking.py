"""The pages of the walk on five thousand placements, and a save of the whole grid."""

from datetime import date, timedelta

from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from placements.days import is_holiday
from placements.models import Placement
from placements.policy import visible_placements
from placements.week import Week, monday_of, weeks_of
from reporting.bench.making import ADMIN, AUDITOR, COORDINATOR, OFFICER, WORKER
from reporting.bench.measuring import Measure, acting_as
from reporting.bench.paging import (
    PERSON,
    SETTINGS,
    STATEMENTS,
    Page,
    get,
    measure_beside,
    middle,
    signed_in,
)
from reporting.bench.placing import FOLLOWED

WORKDAYS = 5
GRID = "/presenze/"
# Other hours than any day of the set has.
TYPED = "3"


def full_week(today: date) -> date:
    """The Monday of the last week that is over and has five working days."""
    monday = monday_of(today) - timedelta(days=7)
    while any(is_holiday(monday + timedelta(days=number)) for number in range(WORKDAYS)):
        monday -= timedelta(days=7)
    return monday


def pages(monday: date, proposal: int) -> tuple[Page, ...]:
    """Each page of the walk with its plain twin."""
    shown = f"?settimana={monday.isoformat()}"
    return (
        Page(
            "review page", COORDINATOR, f"/tirocini/{proposal}/esame/", f"/misura/esame/{proposal}/"
        ),
        Page("week of 20 people", WORKER, f"{GRID}{shown}", f"/misura/presenze/{shown}"),
        Page("home of a worker", WORKER, "/", "/misura/oggi/"),
        Page("home of a coordinator", COORDINATOR, "/", "/misura/oggi/"),
        Page("home of an officer", OFFICER, "/", "/misura/oggi/"),
        Page("home of an administrator", ADMIN, "/", "/misura/oggi/"),
        Page("home of an auditor", AUDITOR, "/", "/misura/oggi/"),
    )


def measure() -> list[Measure]:
    """Review, grid and homes beside their twins; then the statements of a save."""
    monday = full_week(timezone.localdate())
    with acting_as(COORDINATOR) as user:
        waiting = visible_placements(user).to_review().order_by("submitted_at", "pk")
        keys = list(waiting.values_list("pk", flat=True))
    with override_settings(**SETTINGS):
        for who in (WORKER, COORDINATOR):
            # Who has looked at people has them on the home.
            get(signed_in(who), f"/persone/{PERSON}/")
    # In the middle of the queue: it has a neighbour on either side.
    found = measure_beside(pages(monday, keys[len(keys) // 2]))
    with override_settings(**SETTINGS):
        return [*found, _save(monday)]


def _save(monday: date) -> Measure:
    client, typed = signed_in(WORKER), _typed(monday)
    split = middle(lambda: post_and_undo(client, typed))
    cells = sum(name.startswith("ore-") for name in typed)
    if cells != FOLLOWED * WORKDAYS:
        raise RuntimeError(f"The grid has {cells} cells to write.")
    name = f"save of {FOLLOWED} people × {WORKDAYS} days, statements"
    return Measure(name, split.statements, "statements", STATEMENTS, note=str(split))


def _typed(monday: date) -> dict[str, str]:
    """The form as a browser sends it, with other hours in every cell."""
    with acting_as(WORKER) as user:
        rows: list[Placement] = list(weeks_of(visible_placements(user).of_worker(user.pk), monday))
        week = Week(monday, timezone.localdate(), rows, writable=True)
    cells = {f"ore-{key}": TYPED for key, cell in week.cells.items() if cell.kind == "open"}
    kinds = {name.replace("ore-", "assenza-"): "" for name in cells}
    absent = {f"assenza-{key}": cell.absence for key, cell in week.cells.items() if cell.absence}
    return {"settimana": monday.isoformat(), "visto": week.seen, "once": "misura"} | (
        cells | kinds | absent
    )


def post_and_undo(client: Client, typed: dict[str, str]) -> None:
    """Save the grid, and take it back: the next save finds the same days."""
    with transaction.atomic():
        response = client.post(GRID, typed)
        transaction.set_rollback(True)
    if response.status_code != 302:
        raise RuntimeError(f"The grid was not saved: it answered {response.status_code}.")
