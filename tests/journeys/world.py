"""What stands behind the addresses in the tour of the pages: one of each thing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from beneficiaries.models import Beneficiary, CaseNote
from core import drafts
from placements.days import Mark
from placements.models import AttendanceRegister, Extension, PaymentBatch, Placement
from projects.models import Participation, Project, StaffMember
from reporting.actions import ask_for_report
from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import COMO, player
from tests.makers import (
    make_exit,
    make_extension,
    make_hours,
    make_note,
    make_participation,
    make_person,
    make_placement,
    make_register,
    make_running,
    make_share,
)

TEXT = """Colloquio in sede. Racconta che il contratto è finito a febbraio e non è stato rinnovato.

Vorrebbe un lavoro vicino a casa, anche di mezza giornata; ha il patentino del muletto, scaduto.
Si sente in difficoltà con il computer: proponiamo il corso di aprile. Ci rivediamo fra due
settimane con il curriculum, e intanto chiama lei il Centro per l’impiego."""
CUT_OFF = date(2021, 12, 31)
REGISTER = ("ines", "marco", "sara")


@dataclass(frozen=True)
class World:
    """One of each thing that addresses name."""

    person: Beneficiary
    note: CaseNote
    participation: Participation
    placement: Placement
    extension: Extension
    register: AttendanceRegister
    batch: PaymentBatch
    report: FundingReport
    draft: int
    member: StaffMember

    def argument(self, door: str, name: str) -> Any:
        """What stands for an argument of an address."""
        fixed = {"agency": "ascl", "member": self.member.pk, "month": "2021-03"}
        fixed |= {"code": COMO, "figure": "CO01", "gender": "donne", "kind": "comune", "step": 1}
        if name == "step" and door == "beneficiaries:move":
            return "assess"
        if name in fixed:
            return fixed[name]
        if name == "draft":
            return self.draft
        return self._key(door) if name == "pk" else 1

    def _key(self, door: str) -> int:
        floor, verb = door.split(":")
        if verb in ("correct_note", "choose_readers"):
            return self.note.pk
        if floor == "jobs":
            return self.report.job_id
        if floor == "reporting":
            return self.report.pk
        if floor == "placements" and verb != "propose":
            return self._placed(verb).pk
        return (
            self.person.pk if floor == "beneficiaries" or verb == "enter" else self.participation.pk
        )

    def _placed(self, verb: str) -> Any:
        if verb in ("register", "close", "send_back", "validate", "rectify"):
            return self.register
        if verb == "batch":
            return self.batch
        if verb in ("extension", "extension_withdraw", "extension_act"):
            return self.extension
        if verb == "tutor_edit":
            return self.placement.host_tutor
        is_of_host = verb.startswith(("host", "tutor"))
        return self.placement.host if is_of_host else self.placement


def make_world(*, begun_by: str) -> World:
    """A few people with diaries, participations with and without gaps, a report being prepared."""
    person = make_person(first_name="Loredana", last_name="Cattaneo", alias="Lory")
    participation = make_participation(person)
    _others()
    note = _diary(person)
    make_share(person, to=player("sara"))
    with as_user(player("olga")) as olga:
        project = Project.objects.get(code=COMO)
        report = ask_for_report(project, cut_off=CUT_OFF, by=olga, at=timezone.now())
    placement = make_placement(participation)
    register, batch = _month()
    return World(
        person,
        note,
        participation,
        placement,
        make_extension(),
        register,
        batch,
        report,
        _draft(begun_by),
        make_hours(),
    )


def _month() -> tuple[AttendanceRegister, PaymentBatch]:
    """A paid month with an illness, one to validate, one to pay, and people this week."""
    ill = {9: Mark(absence="ILLNESS"), 10: Mark(absence="UNEXCUSED")}
    placement = make_running()
    register = make_register(placement, state="PAID", marks=ill)
    make_register(placement, month=date(2021, 4, 1), state="VALIDATED")
    make_register(placement, month=date(2021, 5, 1), state="CLOSED", marks=ill)
    today = timezone.localdate()
    for schedule in ([240] * 5 + [0, 0], [0, 360, 360, 0, 330, 0, 0]):
        make_running(
            starts_on=today - timedelta(days=20),
            ends_on=today + timedelta(days=60),
            schedule=schedule,
        )
    with as_user(player("ines")):
        return register, PaymentBatch.objects.get()


def _others() -> None:
    for position in range(6):
        make_participation(make_person(), entry_on=date(2021, 2, 1 + position))
    make_exit(make_participation(make_person(gender="M", first_name="Ahmed", last_name="Diallo")))
    make_participation(make_person(answers={"education_id": None, "household_id": None}))
    make_person(by=player("marco"), first_name="Ádám", last_name="", noticed=False)
    make_participation(make_person(by=player("sara")), by=player("sara"))


def _diary(person: Beneficiary) -> CaseNote:
    today = timezone.localdate()
    make_note(person, kind="VISIT", minutes=60, happened_on=today - timedelta(days=40))
    make_note(person, kind="PHONE", hour="9:30", present="La persona e la sorella",
              visibility="RESERVED", readers=[player("marco").pk], happened_on=today)  # fmt: skip
    make_note(person, kind="TEAM", text="Il gruppo propone un tirocinio in magazzino.",
              happened_on=today - timedelta(days=12))  # fmt: skip
    return make_note(person, kind="INTERVIEW", minutes=45, text=TEXT, happened_on=today)


def _draft(name: str) -> int:
    """A registration that waits for its third step, begun by whoever may register."""
    with as_user(player(name if name in REGISTER else "ines")) as user:
        content = {
            "1": {"first_name": ["Rosa"], "last_name": ["Pozzi"], "residence": ["Como (CO)"]},
            "2": {"education": ["02"], "vulnerabilities": ["NONE"]},
        }
        return drafts.write(drafts.open_draft("register", by=user), content).pk
