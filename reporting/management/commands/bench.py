"""`manage.py bench`: the figures to hold, each beside its reference (see `script/bench`)."""

import json
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.bench import counting, filing, paging, searching, sheeting, troubling, walking
from reporting.bench.making import FILLED, PEOPLE, make
from reporting.bench.measuring import Measure, row_counts, under_which_rights

MEASURES: dict[str, Callable[[], list[Measure]]] = {
    "search": searching.measure,
    "lists": paging.measure_lists,
    "pages": paging.measure_pages,
    "walk": walking.measure,
    "indicators": counting.measure,
    "xlsx": sheeting.measure,
    "casefile": filing.measure,
}
# Only where it is named: its notes are ten times all the rest of the set.
BY_HAND = ("casefile",)
# Not on the set but on the demo, with a worker that can be killed: `script/bench package`.
PACKAGE = "package"


class Command(BaseCommand):
    """Makes the set as the owner where it is missing, then measures as the app."""

    help = "Measure search, lists, pages, indicators and sheets; exit 1 where one misses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which measures (none: all), how many people, and where the JSON goes."""
        parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASURES))
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
        parser.add_argument("--people", type=int, default=PEOPLE, help="how many people in the set")
        parser.add_argument("--notes", type=int, default=filing.NOTES, help="notes for casefile")
        parser.add_argument("--alone", choices=list(sheeting.WAYS), help="write one sheet, no more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print a table, and say by the exit code whether all targets hold."""
        if options["alone"]:
            self.stdout.write(sheeting.alone(options["alone"]))
            return
        if options["names"] == [PACKAGE]:
            measures = troubling.measure()
        else:
            names = options["names"] or [name for name in MEASURES if name not in BY_HAND]
            measures = self._on_the_set(names, options)
        self._print(measures)
        if options["json"]:
            _keep(options["json"], measures)
        if not all(one.ok for one in measures):
            raise CommandError("At least one figure does not hold.")

    def _on_the_set(self, names: list[str], sizes: dict[str, Any]) -> list[Measure]:
        unknown = set(names) - set(MEASURES)
        if unknown:
            raise CommandError(f"No measure is called {', '.join(sorted(unknown))}.")
        self._made(f"Set of {sizes['people']} people", lambda url: make(url, sizes["people"]))
        if "casefile" in names:
            notes = sizes["notes"]
            self._made(f"Diaries of {notes} notes", lambda url: filing.make_notes(url, notes))
        self._say_rights()
        return [one for name in names for one in self._measured(name)]

    def _made(self, what: str, how: Callable[[str], bool]) -> None:
        url = os.environ.get("DATABASE_URL_OWNER", "")
        if not url.rsplit("/", 1)[-1].startswith("percorsi_bench"):
            # The set empties every table: it never touches a database of people.
            raise CommandError("The measures want a database called percorsi_bench: script/bench.")
        began = time.monotonic()
        is_new = how(url)
        words = f"made in {time.monotonic() - began:.0f} s" if is_new else "as it was"
        self.stdout.write(f"{what}: {words}.")

    def _say_rights(self) -> None:
        role, bound = under_which_rights()
        self.stdout.write(f"session_user {role}, row_security_active {str(bound).lower()}")
        for table, rows in row_counts(FILLED).items():
            self.stdout.write(f"  {table}: {rows} rows")
        if not bound:
            raise CommandError("Row security does not bind this role: no figure would count.")

    def _measured(self, name: str) -> list[Measure]:
        self.stdout.write(f"{name}…")
        return MEASURES[name]()

    def _print(self, measures: list[Measure]) -> None:
        self.stdout.write("")
        for one in measures:
            beside = "" if one.ratio is None else f"{one.reference:.1f} × {one.ratio:.2f}"
            self.stdout.write(
                f"{'ok  ' if one.ok else 'MISS'} {one.name:<52} {one.value:>9.1f} {one.unit:<10}"
                f" {beside:>16}  target {one.target:g}{'' if one.ratio is None else ' ×'}"
            )
            if one.note:
                self.stdout.write(f"       {one.note}")


def _keep(path: Path, measures: list[Measure]) -> None:
    """Write the results, beside those of other measures that are there already."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else []
    measured = {one.name for one in measures}
    kept = [one for one in known if one["name"] not in measured]
    told = kept + [one.as_json() for one in measures]
    path.write_text(json.dumps(told, indent=2), "utf-8")
