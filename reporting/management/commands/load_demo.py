"""`manage.py load_demo`: the demo programme “Emergenza lavoro” with invented people."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reporting.demo.loading import is_loaded, is_older, load_bodies, load_people

OWNER = "owner"
OLDER = (
    "  Viene da una versione precedente, senza budget, tirocini e pagamenti: per averli parti da"
    " una cartella dati vuota (PERCORSI_HOME)."
)


class Command(BaseCommand):
    """As the owner it makes bodies and users, then runs itself as the app for the people."""

    help = "Load the demo programme with invented people; loading it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is not there yet."""
        if not settings.DEMO:
            raise CommandError("These settings allow no demo data (DEMO is off).")
        if os.environ.get("PERCORSI_ROLE") == OWNER:
            self._as_owner()
        else:
            self.stdout.write(f"Programma dimostrativo: {load_people()} schede di persone.")

    def _as_owner(self) -> None:
        if is_loaded():
            self.stdout.write("Programma dimostrativo: già caricato.")
            if is_older():
                self.stdout.write(OLDER)
            return
        load_bodies()
        # Another process, because the people must be written under the rights of the app:
        # row security is granted to that role only, and a connection keeps its role.
        environment = {**os.environ, "PERCORSI_ROLE": "app"}
        done = subprocess.run(
            [sys.executable, str(settings.ROOT / "manage.py"), "load_demo"],
            env=environment,
            cwd=settings.ROOT,
            check=False,
        )
        if done.returncode:
            raise CommandError("The people of the demo could not be loaded; see above.")
