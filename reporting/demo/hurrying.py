"""Two emergency accesses of one body: one reviewed, one that waits for its coordinator."""

from collections.abc import Iterable
from datetime import date, timedelta

from agencies.enums import Role
from beneficiaries.actions import open_emergency, review_emergency
from reporting.demo.bodies import PROMOTER
from reporting.demo.plan import Record
from reporting.demo.recording import PHASES, Recorder
from reporting.demo.seats import moment

# How many days ago, of which of the people the worker follows, and why.
OPENED = (
    (6, 0, "Chiamata dal pronto soccorso: chiedono chi avvisare, e chi la segue è in ferie."),
    (1, 1, "La scuola segnala che non è tornata a casa: serve sapere se c’è un pericolo noto."),
)
REMARK = "Chi la segue era assente, e la risposta serviva in un’ora."


def hurry(records: Iterable[Record], recorder: Recorder, today: date) -> None:
    """A colleague opens both; the first was reviewed on the day after."""
    open_ones = [one for one in records if one.agency == PROMOTER and one.steps < len(PHASES)]
    worker = open_ones[0].worker
    followed = [recorder.people[id(one)] for one in open_ones if one.worker == worker]
    colleague = next(one.worker for one in open_ones if one.worker != worker)
    with recorder.seats.acting(colleague, PROMOTER, Role.SOCIAL_WORKER) as user:
        first, _second = (
            open_emergency(
                followed[place], why, by=user, at=moment(today - timedelta(days=days), 9)
            )
            for days, place, why in OPENED
        )
    with recorder.seats.first(PROMOTER, Role.COORDINATOR) as user:
        at = moment(today - timedelta(days=OPENED[0][0] - 1), 11)
        review_emergency(first, "justify", REMARK, by=user, at=at)
