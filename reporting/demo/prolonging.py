"""The placement of the demo that is extended: asked, approved, signed and notified in time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from agencies.enums import Role
from agencies.models import User
from placements.actions.extension_papers import notify_extension, sign_extension
from placements.actions.extensions import approve_extension, ask_extension
from placements.actions.papers import Signed
from placements.enums import Party
from placements.extending import Asked
from placements.models import Extension, Placement
from placements.signing import required_to_extend
from reporting.demo.placing import Placing
from reporting.demo.seats import moment
from reporting.demo.steps import Step
from reporting.demo.wording import EXTENDED

# Days before the last day as it was first agreed.
ASKED, DECIDED, SIGNED, NOTIFIED = 20, 17, 10, 6


def prolonged(one: Placing, last: date, rows: Mapping[int, Placement]) -> Iterator[Step]:
    """Everything that happens to an extension of a placement that was to end on `last`."""
    made: list[Extension] = []

    def ask(by: User, at: datetime) -> None:
        made.append(ask_extension(rows[one.number], Asked(one.ends_on, EXTENDED), by=by, at=at))

    def sign(by: User, at: datetime) -> None:
        row, day = rows[one.number], last - timedelta(days=SIGNED)
        signed = [
            Signed(paper, party, signer(row, party), day)
            for paper, party in required_to_extend(row.kind)
        ]
        sign_extension(made[0], signed, by=by, at=at)

    def notify(by: User, at: datetime) -> None:
        told = {"protocol": f"UNILAV {last.year}/{5100 + one.number}"}
        sent_on = last - timedelta(days=NOTIFIED)
        notify_extension(made[0], sent_on=sent_on, by=by, at=at, **told)
        rows[one.number].refresh_from_db()

    def approve(by: User, at: datetime) -> None:
        approve_extension(made[0], by=by, at=at)

    worker = one.record.worker
    yield Step(_at(one, last, ASKED), one.agency, Role.SOCIAL_WORKER, ask, email=worker)
    yield Step(_at(one, last, DECIDED), one.agency, Role.COORDINATOR, approve)
    yield Step(_at(one, last, SIGNED), one.agency, Role.SOCIAL_WORKER, sign, email=worker)
    yield Step(_at(one, last, NOTIFIED), one.agency, Role.SOCIAL_WORKER, notify, email=worker)


def _at(one: Placing, last: date, days: int) -> datetime:
    return moment(last - timedelta(days=days), 15, one.number)


def signer(row: Placement, party: Party) -> str:
    """Who signs for a party."""
    return {
        Party.HOST: row.host.signatory,
        Party.TRAINEE: row.beneficiary.full_name,
    }.get(party, str(row.promoter_tutor))
