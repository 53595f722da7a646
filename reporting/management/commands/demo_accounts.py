"""`manage.py demo_accounts`: who can sign in to the demo, and with which phrase."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.enums import Role
from reporting.demo.bodies import BODIES, PHRASE, SEATS


class Command(BaseCommand):
    """Prints one line per seat; needs no database."""

    help = "List the accounts of the demo: address, role, body."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the phrase once, then the seats by address."""
        if not settings.DEMO:
            raise CommandError("These settings allow no demo accounts (DEMO is off).")
        names = {body.code: body.short_name for body in BODIES}
        self.stdout.write(f"Account dimostrativi, tutti con la frase: {PHRASE}")
        for seat in SEATS:
            for agency, role in seat.held:
                line = f"  {seat.email:<32} {Role(role).label:<18} {names[agency]}"
                self.stdout.write(line)
