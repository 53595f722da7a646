"""Views two people of the demo saved for themselves, so that the menu of a list shows some."""

from datetime import date

from agencies.enums import Role
from core.saved.actions import save_view
from reporting.demo.bodies import PROMOTER
from reporting.demo.seats import Seats

# Who, of which list, under which name, with which question.
VIEWS = (
    (
        Role.SOCIAL_WORKER,
        "beneficiaries:list",
        "Le mie senza contatto",
        "colonne=name%2Cphase%2Clast_contact&contatto=30&di=me&fase=aperta",
    ),
    (Role.SOCIAL_WORKER, "placements:list", "Tirocini in corso", "sort=last_day&stato=RUNNING"),
    (
        Role.COORDINATOR,
        "beneficiaries:list",
        "Progetti da verificare",
        "colonne=name%2Cphase%2Ccase_manager&fase=aperta&progetto=verifica",
    ),
)


def keep_views(seats: Seats, today: date) -> None:
    """Save them, each as whoever uses it."""
    for role, of, name, question in VIEWS:
        with seats.first(PROMOTER, role) as user:
            save_view(name, of=of, question=question, is_default=False, by=user, on=today)
