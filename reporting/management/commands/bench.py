"""`manage.py bench`: the figures to hold, each beside its reference (see `script/bench`)."""

import json
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.bench import counting, paging, searching, sheeting, walking
from reporting.bench.making import FILLED, PEOPLE, make
from reporting.bench.measuring import Measure, row_counts, under_which_rights

MEASURES: dict[str, Callable[[], list[Measure]]] = {
    "search": searching.measure,
    "lists": paging.measure_lists,
    "pages": paging.measure_pages,
    "walk": walking.measure,
    "indicators": counting.measure,
    "xlsx": sheeting.measure,
}


class Command(BaseCommand):
    """Makes the set as the owner where it is missing, then measures as the app."""

    help = "Measure search, lists, pages, indicators and sheets; exit 1 where one misses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which measures (none: all), how many people, and where the JSON goes."""
        parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASURES))
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
        parser.add_argument("--people", type=int, default=PEOPLE, help="how many people in the set")
        parser.add_argument("--alone", choices=list(sheeting.WAYS), help="write one sheet, no more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print a table, and say by the exit code whether all targets hold."""
        if options["alone"]:
            self.stdout.write(sheeting.alone(options["alone"]))
            return
        unknown = set(options["names"]) - set(MEASURES)
        if unknown:
            raise CommandError(f"No measure is called {', '.join(sorted(unknown))}.")
        self._make(options["people"])
        self._say_rights()
        measures = [one for name in options["names"] or MEASURES for one in self._measured(name)]
        self._print(measures)
        if options["json"]:
            options["json"].write_text(
                json.dumps([one.as_json() for one in measures], indent=2), "utf-8"
            )
        if not all(one.ok for one in measures):
            raise CommandError("At least one figure does not hold.")

    def _make(self, people: int) -> None:
        url = os.environ.get("DATABASE_URL_OWNER", "")
        if not url.rsplit("/", 1)[-1].startswith("percorsi_bench"):
            # The set empties every table: it never touches a database of people.
            raise CommandError("The measures want a database called percorsi_bench: script/bench.")
        began = time.monotonic()
        made = make(url, people)
        words = f"made in {time.monotonic() - began:.0f} s" if made else "as it was"
        self.stdout.write(f"Set of {people} people: {words}.")

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
