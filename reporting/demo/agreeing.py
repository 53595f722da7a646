"""Plans of people: in each agency one that holds, one on the desk, one sent back.

Their days are counted from today, so that the pages of what is to be done are alive whenever the
demo is loaded; everything else of the demo happened in its own years.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from agencies.enums import Role
from agencies.models import User
from beneficiaries import actions
from beneficiaries.enums import NoteKind
from beneficiaries.models import Beneficiary, CaseNote, PersonalPlan, PlanAction
from beneficiaries.plan_enums import Doer, LifeArea
from beneficiaries.plan_wording import content_of, fingerprint
from placements.actions.serving import serve_action
from placements.models import Placement
from reporting.demo.bodies import holders_of
from reporting.demo.plan import Record
from reporting.demo.recording import Recorder
from reporting.demo.seats import moment

# How far the plans of an agency's first people came.
APPROVED, PROPOSED, SENT_BACK = range(3)
BEGUN, DECIDED = 40, 35
CLOSING_STEPS = 5
# Days ago, kind, minutes, for the first action or the second, what was written.
SESSIONS = (
    (27, NoteKind.INTERVIEW, 45, 0, "Mettiamo in fila i lavori fatti e le date dei contratti."),
    (20, NoteKind.INTERVIEW, 50, 0, "Il curriculum è finito: lo rilegge con calma a casa."),
    (13, NoteKind.PHONE, 20, 1, "Sentita una cooperativa della zona: aspettano il curriculum."),
    (6, NoteKind.NETWORK, 40, 1, "Incontro con il collocamento mirato: due aziende da provare."),
)
AIM = "Tornare a lavorare e far quadrare i conti di casa, con tempi che si tengono con la famiglia."


def agree(records: Sequence[Record], recorder: Recorder) -> None:
    """Write the plans of the first people with an open file of each agency."""
    turns: dict[str, int] = {}
    for record in records:
        is_open = record.steps < CLOSING_STEPS
        turn = turns.get(record.agency, 0)
        if is_open and turn <= SENT_BACK and holders_of(record.agency, Role.COORDINATOR):
            turns[record.agency] = turn + 1
            _write(record, recorder, turn)


def _write(record: Record, recorder: Recorder, turn: int) -> None:
    today = timezone.localdate()
    begun, decided = today - timedelta(days=BEGUN), moment(today - timedelta(days=DECIDED))
    person = recorder.people[id(record)]
    with recorder.seats.acting(record.worker, record.agency, Role.SOCIAL_WORKER) as user:
        plan = _proposed(person, begun, today, by=user)
    if turn == PROPOSED:
        return
    with recorder.seats.first(record.agency, Role.COORDINATOR) as user:
        if turn == SENT_BACK:
            note = "Sentiamo se può lavorare anche il sabato, e mettiamo le ore del bonus sociale."
            actions.ask_changes_of_plan(plan, note=note, by=user, at=decided)
            return
        seen = fingerprint(content_of(plan))
        actions.approve_plan(plan, seen=seen, by=user, at=decided)
    with recorder.seats.acting(record.worker, record.agency, Role.SOCIAL_WORKER) as user:
        _follow(plan, person, today, by=user)


def _follow(plan: PersonalPlan, person: Beneficiary, today: date, *, by: User) -> None:
    """What was done for it since: sessions, the person's placement, hours somebody declared."""
    curriculum, host, days, bonus = PlanAction.objects.filter(goal__plan=plan).order_by("pk")
    for ago, kind, minutes, action, text in SESSIONS:
        day = today - timedelta(days=ago)
        columns = {"kind": kind, "happened_on": day, "minutes": minutes, "text": text}
        served = (curriculum, host)[action].pk
        note = CaseNote(**columns, action_id=served)
        actions.write_note(note, person, by=by, at=moment(day, 15))
    actions.tick_action(curriculum, by=by, at=moment(today - timedelta(days=9)))
    actions.declare_hours(
        bonus, 1, source="Sportello del Comune", by=by, at=moment(today - timedelta(days=5))
    )
    placement = Placement.objects.filter(beneficiary=person).order_by("-pk").first()
    if placement is not None:
        serve_action(placement, days.pk, by=by, at=moment(today - timedelta(days=4)))


def _proposed(person: Beneficiary, begun: date, today: date, *, by: User) -> PersonalPlan:
    at = moment(begun, 11)
    plan = actions.begin_plan(person, by=by, at=at)
    typed = actions.TypedPlan(AIM, 3, today + timedelta(days=25), _goals(today))
    seen = fingerprint(content_of(plan))
    actions.save_plan(plan, typed, seen=seen, by=by, at=at)
    return actions.propose_plan(plan, by=by, at=at)


def _goals(today: date) -> list[actions.TypedGoal]:
    def on(days: int) -> date:
        return today + timedelta(days=days)

    return [
        actions.TypedGoal(
            title="Un lavoro a mezza giornata",
            area=LifeArea.WORK,
            wish="Lavorare la mattina, vicino a casa, senza dipendere dai passaggi degli altri.",
            sign="Un contratto di almeno sei mesi, con un orario che regge anche in inverno.",
            actions=[
                actions.TypedAction(
                    "Scrivere insieme il curriculum", Doer.PERSON, due_by=on(-10), hours_planned=2
                ),
                actions.TypedAction(
                    "Cercare un’azienda ospitante", Doer.WORKER, due_by=on(-2), hours_planned=8
                ),
                actions.TypedAction(
                    "Fare il tirocinio, con un punto ogni mese",
                    Doer.PERSON,
                    due_by=on(60),
                    hours_planned=640,
                ),
            ],
        ),
        actions.TypedGoal(
            title="Meno spese fisse",
            area=LifeArea.MONEY,
            wish="Arrivare a fine mese senza chiedere prestiti.",
            actions=[
                actions.TypedAction(
                    "Chiedere il bonus sociale per luce e gas",
                    Doer.OTHER,
                    who_else="Sportello del Comune",
                    due_by=on(12),
                )
            ],
        ),
    ]
