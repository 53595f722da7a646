"""What the tour of the pages finds in its world, made by the real actions: one of each thing."""

from datetime import date, timedelta

from django.utils import timezone

from agencies.models import Leave
from beneficiaries.actions import (
    Passed,
    Told,
    cancel_document,
    close_appointment,
    declare_hours,
    hand_over_cases,
    replace_document,
    tick_deadline,
)
from beneficiaries.models import (
    Appointment,
    Assessment,
    Beneficiary,
    CaseNote,
    Deadline,
    Document,
    DuplicatePair,
    EmergencyAccess,
    HandOver,
    HouseholdMember,
    Merge,
    PlanAction,
    Referral,
)
from core import drafts
from placements.days import Mark
from placements.models import AttendanceRegister, PaymentBatch
from tests.acting import as_user
from tests.cast import player
from tests.makers import (
    EVERYTHING,
    make_appointment,
    make_approved,
    make_assessment,
    make_deadline,
    make_document,
    make_emergency,
    make_exit,
    make_leave,
    make_member_of_household,
    make_merge,
    make_note,
    make_pair,
    make_participation,
    make_person,
    make_picture,
    make_plan,
    make_referral,
    make_register,
    make_running,
    make_share,
)

TEXT = """Colloquio in sede. Racconta che il contratto è finito a febbraio e non è stato rinnovato.

Vorrebbe un lavoro vicino a casa, anche di mezza giornata; ha il patentino del muletto, scaduto.
Si sente in difficoltà con il computer: proponiamo il corso di aprile. Ci rivediamo fra due
settimane con il curriculum, e intanto chiama lei il Centro per l’impiego."""
REGISTER = ("ines", "marco", "sara")


def leaves_of(name: str) -> Leave:
    """Marco away today, Ines covers; in two weeks Ines (or who visits), covered by Marco."""
    ines, marco = player("ines"), player("marco")
    make_leave(marco, cover=ines, first=-2, note="Le chiamate del lunedì sono in agenda.")
    make_leave(marco, first=40, last=44)
    keeper, other = (marco, ines) if name == "marco" else (ines, marco)
    return make_leave(keeper, cover=other, first=14, last=18)


def plan_that_holds(person: Beneficiary) -> PlanAction:
    """A plan that holds, one of its actions served and half declared; the next version begun."""
    plan = make_approved(person)
    with as_user(player("ines")) as ines:
        action = PlanAction.objects.get(goal__plan=plan, hours_planned=6)
        declare_hours(action, 7, source="Agenzia formativa", by=ines, at=timezone.now())
    make_note(person, kind="PHONE", minutes=45, action_id=action.pk)
    make_plan(person)
    return action


def emergency_and_note() -> tuple[EmergencyAccess, CaseNote]:
    """One that is open, one of Marco to review since days, one of Ines."""
    marco, ines = player("marco"), player("ines")
    person = make_person(by=marco, first_name="Giulia", last_name="Marelli")
    kept = make_note(person, by=marco, visibility="RESERVED", text=TEXT, minutes=45)
    make_note(person, by=marco, kind="PHONE", visibility="RESERVED")
    make_emergency(make_person(first_name="Omar", last_name="Haddad"), days_ago=3)
    make_emergency(make_person(first_name="Lidia", last_name="Corti"), by=ines, days_ago=1)
    return make_emergency(person, by=ines, reading=kept), kept


def received_from_elsewhere() -> tuple[Beneficiary, Referral]:
    """Somebody whom another agency shares with Ascl, and somebody it sends there."""
    nora, ines = player("nora"), player("ines")
    person = make_person(by=nora, first_name="Karim", last_name="Benali", gender="M")
    make_note(person, by=nora, visibility="SHARED", text=TEXT)
    make_approved(person, by=nora)
    make_assessment(person, by=nora, WORK=2, WORK_note="Cerca vicino a casa.", HOUSING=4)
    make_share(person, to=ines, by=nora, sections=EVERYTHING)
    sent = make_person(by=nora, first_name="Teresa", last_name="Vismara")
    return person, make_referral(sent, to=ines, by=nora)


def household_of(person: Beneficiary) -> HouseholdMember:
    """She looks for work; a brother with a file works; a child; a mother without a file."""
    brother = make_person(
        first_name="Davide", last_name="Cattaneo", gender="M", answers={"employment_id": "occupato"}
    )
    make_member_of_household(person, beneficiary=brother, relation="SIBLING")
    make_member_of_household(
        person, first_name="Piera", relation="PARENT", birth_year=1950, work="INACTIVE"
    )
    return make_member_of_household(person)


def hand_over_of_today() -> HandOver:
    """Somebody passed on from one worker to another today; two more in three weeks."""
    person = make_person(first_name="Zeno", last_name="Arrighi")
    later = [make_person(first_name=name, last_name="Zucchi") for name in ("Elio", "Mirta")]
    with as_user(player("marco")) as marco:
        hand_over_cases(
            [Passed(one.case_files.get().pk, marco.pk) for one in later],
            from_worker=player("ines"),
            by=marco,
            at=timezone.now(),
            starts_on=timezone.localdate() + timedelta(days=21),
        )
    with as_user(player("marco")) as marco:
        passed = [Passed(person.case_files.get().pk, marco.pk, "Aspetta la risposta del Cpi.")]
        ines = player("ines")
        return hand_over_cases(passed, from_worker=ines, by=marco, at=timezone.now())


def documents_of(person: Beneficiary) -> Document:
    """A permit that ends soon, a card that is over, a photograph; one cancelled, one replaced."""
    make_document(person, kind="PERMIT", days=25, number="I12345678")
    make_document(person, kind="HEALTH_CARD", days=-12)
    make_document(person, kind="CURRICULUM", note="Aggiornato con lei al colloquio di marzo")
    old = make_document(person, days=-40)
    wrong = make_document(person, kind="ISEE", days=200)
    with as_user(player("ines")) as ines:
        told = Told("IDENTITY", "CA00000AA", None, timezone.localdate() + timedelta(days=900), "")
        now = timezone.now()
        cancel_document(wrong, reason="Era della sorella", by=ines, at=now)
        return replace_document(old, make_picture("carta d’identità.jpg"), told, by=ines, at=now)


def doubled_records() -> tuple[DuplicatePair, Merge]:
    """Somebody registered twice, and somebody whose two records were made one."""
    pair = make_pair(second={"last_name": "Dialo", "gender": "N", "birth_municipality": None})
    make_note(pair.second)
    make_deadline(pair.second, text="Chiedere il codice fiscale")
    other = make_pair(first_name="Khadija", last_name="El Amrani")
    make_note(other.second)
    return pair, make_merge(other, chosen={"phone": other.second_id})


def day_of(person: Beneficiary, name: str) -> tuple[Appointment, Deadline]:
    """A day of somebody who works with people: held, missed, moved, to come; things to do."""
    keeper = player(name if name in REGISTER[:2] else "ines")
    for days, hour, kind, purpose in (
        (-1, 11, "OFFICE", "Verifica del progetto"),
        (0, 9, "HOME", "Visita alla casa nuova"),
        (0, 15, "PHONE", "Sentire com’è andata la prova al magazzino"),
        (1, 10, "ELSEWHERE", "Incontro con la tutor"),
    ):
        place = "Falegnameria Lariana, Cantù" if kind == "ELSEWHERE" else ""
        made = make_appointment(
            person, by=keeper, days=days, hour=hour, place_kind=kind, purpose=purpose, place=place
        )
        if hour == 15:
            with as_user(keeper) as user:
                close_appointment(made, "miss", by=user, at=timezone.now())
    make_deadline(person, by=keeper, days=-3, text="Far firmare l’informativa sulla privacy")
    make_deadline(person, by=keeper, days=9, text="Permesso di soggiorno: chiedere la ricevuta")
    ticked = make_deadline(person, by=keeper, text="Portare il curriculum allo sportello")
    with as_user(keeper) as user:
        tick_deadline(ticked, by=user, at=timezone.now())
    return make_appointment(person, by=keeper, hour=12), make_deadline(person, by=keeper)


def months_of_attendance() -> tuple[AttendanceRegister, PaymentBatch]:
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


def other_people() -> None:
    """A project full of people, one of whom has left and one of whose records has gaps."""
    for position in range(6):
        make_participation(make_person(), entry_on=date(2021, 2, 1 + position))
    make_exit(make_participation(make_person(gender="M", first_name="Ahmed", last_name="Diallo")))
    make_participation(make_person(answers={"education_id": None, "household_id": None}))
    make_person(by=player("marco"), first_name="Ádám", last_name="", noticed=False)
    make_participation(make_person(by=player("sara")), by=player("sara"))


def diary_of(person: Beneficiary) -> CaseNote:
    """Four notes in forty days, one of them reserved; the newest one."""
    today = timezone.localdate()
    make_note(person, kind="VISIT", minutes=60, happened_on=today - timedelta(days=40))
    make_note(person, kind="PHONE", hour="9:30", present="La persona e la sorella",
              visibility="RESERVED", readers=[player("marco").pk], happened_on=today)  # fmt: skip
    make_note(person, kind="TEAM", text="Il gruppo propone un tirocinio in magazzino.",
              happened_on=today - timedelta(days=12))  # fmt: skip
    return make_note(person, kind="INTERVIEW", minutes=45, text=TEXT, happened_on=today)


def assessed_twice(person: Beneficiary) -> Assessment:
    """Two assessments half a year apart; the newer one."""
    first = timezone.localdate() - timedelta(days=190)
    before = {"INCOME": 1, "WORK": 2, "EDUCATION": 3, "HEALTH": 4, "HOUSING": 4, "CARE": 2}
    make_assessment(person, on=first, remark="Vuole tornare in magazzino.", **before)
    after = before | {"INCOME": 3, "WORK": 3, "HEALTH": 3, "NETWORKS": 2}
    return make_assessment(person, WORK_note="Ha il patentino del muletto.", **after)


def draft_of(name: str) -> int:
    """A registration that waits for its third step, begun by whoever may register."""
    with as_user(player(name if name in REGISTER else "ines")) as user:
        content = {
            "1": {"first_name": ["Rosa"], "last_name": ["Pozzi"], "residence": ["Como (CO)"]},
            "2": {"education": ["02"], "vulnerabilities": ["NONE"]},
        }
        return drafts.write(drafts.open_draft("register", by=user), content).pk
