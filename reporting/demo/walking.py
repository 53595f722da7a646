"""Takes each placement of the demo as far as it came: from the proposal to the last day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from agencies.enums import Role
from agencies.models import User
from core.reference.models import Municipality
from placements.actions.decisions import approve_placement, ask_for_changes, refuse_placement
from placements.actions.hosts import add_tutor, register_host
from placements.actions.papers import Signed, record_notice, record_signatures
from placements.actions.proposals import (
    Blocked,
    propose_placement,
    send_terms,
    submit_placement,
    withdraw_placement,
    write_terms,
)
from placements.actions.running import (
    finish_placement,
    resume_placement,
    start_placement,
    suspend_placement,
)
from placements.enums import BEGUN, NoticeKind, PlacementState, RefusalReason
from placements.models import HostOrganisation, HostTutor, Placement
from placements.signing import required
from projects.models import Participation
from reporting.demo.bodies import STARTS_ON
from reporting.demo.following import Key
from reporting.demo.hosts import HOSTS, INSURED, Host, Tutor
from reporting.demo.placing import Placing
from reporting.demo.prolonging import prolonged, signer
from reporting.demo.seats import Seats, moment
from reporting.demo.steps import Step
from reporting.demo.wording import (
    AIMS,
    BROKEN_OFF,
    CHANGES,
    REFUSED,
    REST,
    SERVICE,
    TOO_LONG,
)

S = PlacementState
WORKER, COORDINATOR = Role.SOCIAL_WORKER, Role.COORDINATOR
# Days before the beginning on which each thing is done; a beginning is a Monday.
PROPOSED, DECIDED, ANSWERED, SIGNED, NOTIFIED = 17, 13, 12, 10, 3
DECISIONS = (*BEGUN, S.APPROVED, S.SIGNED)


class Walk:
    """Remembers the rows of hosts, tutors and placements, which many steps come back to."""

    def __init__(self, seats: Seats, taken: dict[Key, Participation]) -> None:
        self.seats, self.taken = seats, taken
        self.hosts: dict[Host, HostOrganisation] = {}
        self.tutors: dict[Tutor, HostTutor] = {}
        self.rows: dict[int, Placement] = {}

    def register_hosts(self) -> None:
        """Every host with its tutors, by the first worker of the body that keeps it."""
        for host in HOSTS:
            with self.seats.first(host.agency, WORKER) as user:
                at = moment(STARTS_ON, 10)
                row = register_host(_host(host), by=user, at=at)
                self.hosts[host] = row
                for tutor in host.tutors:
                    self.tutors[tutor] = add_tutor(_tutor(tutor), row, by=user, at=at)

    def steps(self, one: Placing) -> Iterator[Step]:
        """Everything that happens to one placement."""
        yield _step(one, _at(one, -PROPOSED, 9), lambda by, at: self._propose(one, by, at))
        if one.state == S.WITHDRAWN:
            act = self._on(one, withdraw_placement)
            yield _step(one, _at(one, -DECIDED, 9), act)
        elif one.state not in (S.DRAFT, S.SUBMITTED):
            yield from self._decided(one)
        if one.state in DECISIONS:
            yield from self._signed(one)
        if one.state in BEGUN:
            yield _step(one, _at(one, 0, 8), self._on(one, start_placement))
            yield from self._under_way(one)

    def _decided(self, one: Placing) -> Iterator[Step]:
        if one.state == S.REFUSED:
            act = self._on(one, refuse_placement, reason=RefusalReason.NOT_SUITABLE, note=REFUSED)
            yield _step(one, _at(one, -DECIDED, 11), act, role=COORDINATOR)
            return
        if one.state == S.CHANGES or _is_asked_first(one):
            note = TOO_LONG if one.months_elsewhere else CHANGES
            act = self._on(one, ask_for_changes, note=note)
            yield _step(one, _at(one, -DECIDED, 11), act, role=COORDINATOR)
            yield _step(one, _at(one, -ANSWERED, 9), lambda by, at: self._answer(one, by, at))
        if one.state != S.CHANGES:
            act = self._on(one, approve_placement)
            yield _step(one, _at(one, -ANSWERED, 12), act, role=COORDINATOR)

    def _signed(self, one: Placing) -> Iterator[Step]:
        yield _step(one, _at(one, -SIGNED, 15), lambda by, at: self._sign(one, by, at))
        if one.state != S.APPROVED:
            protocol = f"UNILAV {one.starts_on.year}/{4100 + one.number}"
            sent = one.starts_on - timedelta(days=NOTIFIED)
            act = self._on(
                one, record_notice, kind=NoticeKind.START, protocol=protocol, sent_on=sent
            )
            yield _step(one, _at(one, -NOTIFIED, 15), act)

    def _under_way(self, one: Placing) -> Iterator[Step]:
        if one.extended_from:
            yield from prolonged(one, one.extended_from, self.rows)
        if one.rest:
            first, last = one.rest
            act = self._on(one, suspend_placement, starts_on=first, reason=REST)
            yield _step(one, moment(first, 8, one.number), act)
            if last:
                act = self._on(one, resume_placement, ends_on=last)
                yield _step(one, moment(last, 18, one.number), act)
        if one.ended_on:
            is_early = one.state == S.BROKEN_OFF
            act = self._on(
                one, finish_placement, ended_on=one.ended_on, outcome=one.outcome,
                reason=one.break_reason, note=BROKEN_OFF if is_early else "",
            )  # fmt: skip
            yield _step(one, moment(one.ended_on, 17, one.number), act)
            if is_early:
                protocol = f"UNILAV {one.ended_on.year}/{6100 + one.number}"
                sent = one.ended_on + timedelta(days=2)
                act = self._on(
                    one, record_notice, kind=NoticeKind.EARLY_END, protocol=protocol, sent_on=sent
                )
                yield _step(one, moment(sent, 9, one.number), act)

    def _on(self, one: Placing, verb: Callable[..., object], **told: object) -> Callable[..., None]:
        def act(by: User, at: datetime) -> None:
            verb(self.rows[one.number], by=by, at=at, **told)
            self.rows[one.number].refresh_from_db()

        return act

    def _propose(self, one: Placing, by: User, at: datetime) -> None:
        assert one.host is not None  # noqa: S101  why: everybody was given one
        participation = self.taken[id(one.record), one.stay.project]
        row = propose_placement(participation, self.hosts[one.host], kind=one.kind, by=by, at=at)
        typed = self._terms(one)
        if one.state == S.DRAFT:
            # The worker was called away: the last fields are still to be written.
            typed = {name: typed[name] for name in ("starts_on", "ends_on", "schedule")}
        write = write_terms if one.state == S.DRAFT else send_terms
        seen = {name: getattr(row, name) for name in typed}
        self.rows[one.number] = write(row, typed, seen=seen, by=by, at=at)

    def _terms(self, one: Placing) -> dict[str, object]:
        assert one.host is not None  # noqa: S101  why: everybody was given one
        assert one.tutor is not None  # noqa: S101  why: everybody was given one
        return {
            "starts_on": one.starts_on,
            "ends_on": one.extended_from or one.ends_on,
            "schedule": one.schedule,
            "host_tutor": self.tutors[one.tutor],
            "monthly_allowance": one.allowance,
            "service": SERVICE if one.kind == "INCLUSION" else "",
            "eqf_level": 2 + one.number % 2 if one.kind == "EXTRACURRICULAR" else None,
            "gives_meals": one.host.is_public and one.hours > 5,
            "attestation_on": one.attestation_on,
            # Who sends it for the first time does not know of the months elsewhere yet.
            "months_elsewhere": 0 if one.state == S.CHANGES else one.months_elsewhere,
            "tasks": one.host.tasks,
            "aims": AIMS[one.number % len(AIMS)],
        }

    def _answer(self, one: Placing, by: User, at: datetime) -> None:
        """Change what was asked and send it again; beyond the limit it does not go."""
        row = self.rows[one.number]
        if one.state == S.CHANGES and not one.months_elsewhere:
            return
        typed: dict[str, object] = {"aims": f"{row.aims} {AIMS[(one.number + 1) % len(AIMS)]}"}
        if one.months_elsewhere:
            typed = {"months_elsewhere": one.months_elsewhere}
        seen = {name: getattr(row, name) for name in typed}
        row = self.rows[one.number] = write_terms(row, typed, seen=seen, by=by, at=at)
        if one.state == S.CHANGES:
            _be_blocked(row, by, at)
        else:
            self.rows[one.number] = submit_placement(row, by=by, at=at)

    def _sign(self, one: Placing, by: User, at: datetime) -> None:
        """All parties, or only some of them where the papers are still going round."""
        row = self.rows[one.number]
        lines = required(one.kind)
        if one.state == S.APPROVED:
            lines = lines[: one.number % 3]
        day = one.starts_on - timedelta(days=SIGNED)
        signed = [Signed(paper, party, signer(row, party), day) for paper, party in lines]
        if signed:
            self.rows[one.number] = record_signatures(row, signed, by=by, at=at)


def _at(one: Placing, days: int, hour: int) -> datetime:
    """So many days from the beginning; minutes apart, so that no two things happen at once."""
    return moment(one.starts_on + timedelta(days=days), hour, one.number)


def _step(
    one: Placing, at: datetime, act: Callable[[User, datetime], None], *, role: Role = WORKER
) -> Step:
    return Step(at, one.agency, role, act, email=one.record.worker if role == WORKER else "")


def _is_asked_first(one: Placing) -> bool:
    """Some of those that went well were sent back once."""
    return one.number % 8 == 3 and not one.months_elsewhere


def _be_blocked(row: Placement, by: User, at: datetime) -> None:
    try:
        submit_placement(row, by=by, at=at)
    except Blocked:
        return
    raise AssertionError("Beyond twenty-four months, and no attestation was asked for.")


def _host(host: Host) -> HostOrganisation:
    lives = Municipality.objects.in_force(STARTS_ON).get(cadastral_code=host.place)
    first = host.tutors[0]
    return HostOrganisation(
        name=host.name,
        tax_code=host.tax_code,
        sector=host.sector,
        is_public=host.is_public,
        employees=host.employees,
        places_offered=host.places,
        municipality=lives,
        address=f"via dell’Artigianato {host.number}",
        signatory=f"{first.first_name} {first.last_name}",
        phone=f"+39 031 555 {host.number:04d}",
        liability_policy=f"RC {7000 + host.number}",
        liability_until=INSURED,
        inail_position=f"PAT {88000 + host.number}",
    )


def _tutor(tutor: Tutor) -> HostTutor:
    return HostTutor(first_name=tutor.first_name, last_name=tutor.last_name, task=tutor.task)
