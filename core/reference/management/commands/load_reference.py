"""`manage.py load_reference`: bring the reference tables in line with the files."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.reference.loading import load_reference


class Command(BaseCommand):
    """Runs as the owner of the tables; running it again changes nothing."""

    help = "Load municipalities, countries, codes and indicators from core/reference/data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--force` loads every file, changed or not; `--database` names the connection."""
        parser.add_argument("--database", default="default", help="the connection to load into")
        parser.add_argument("--force", action="store_true", help="load unchanged files, too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was loaded."""
        loaded = load_reference(force=options["force"], using=options["database"])
        for table, count in loaded.items():
            self.stdout.write(f"{table}: {count}")
        if not loaded:
            self.stdout.write("Reference tables are up to date.")
