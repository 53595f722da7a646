"""`manage.py load_demo`: the demo programme “Emergenza lavoro” with invented people."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reporting.demo.loading import is_loaded, is_older, load_bodies, load_people
from reporting.demo.reports import is_accounted, write_reports

OWNER = "owner"
OLDER = (
    "  Viene da una versione precedente, senza budget, tirocini e pagamenti: per averli parti da"
    " una cartella dati vuota (PERCORSI_HOME)."
)


class Command(BaseCommand):
    """As the owner it makes bodies and users, then runs itself as the app for the people."""

    help = "Load the demo programme with invented people; loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the app is asked for: the people, or the reports on them."""
        parser.add_argument("--reports", action="store_true", help="write the reports only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is not there yet."""
        if not settings.DEMO:
            raise CommandError("These settings allow no demo data (DEMO is off).")
        if os.environ.get("PERCORSI_ROLE") == OWNER:
            self._as_owner()
        elif options["reports"]:
            self.stdout.write(f"Programma dimostrativo: {write_reports()} rendiconti.")
        else:
            self.stdout.write(f"Programma dimostrativo: {load_people()} schede di persone.")

    def _as_owner(self) -> None:
        if is_loaded():
            self.stdout.write("Programma dimostrativo: già caricato.")
            if is_older():
                self.stdout.write(OLDER)
                return
        else:
            load_bodies()
            self._as_app()
            self._count_rows()
        if not is_accounted():
            self._as_app("--reports")

    def _count_rows(self) -> None:
        # The tables were empty a moment ago: without this the first pages wait for plans that
        # take them for empty still.
        with connection.cursor() as cursor:
            cursor.execute("analyze")

    def _as_app(self, *options: str) -> None:
        # Another process, because the people must be written under the rights of the app:
        # row security is granted to that role only, and a connection keeps its role.
        environment = {**os.environ, "PERCORSI_ROLE": "app"}
        done = subprocess.run(
            [sys.executable, str(settings.ROOT / "manage.py"), "load_demo", *options],
            env=environment,
            cwd=settings.ROOT,
            check=False,
        )
        if done.returncode:
            raise CommandError("The demo could not be loaded; see above.")
