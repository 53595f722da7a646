"""The hours of a plan: what was done for an action, counted where it happened, typed nowhere."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.forms.notes import answers_of
from beneficiaries.models import Appointment, CaseNote, PersonalPlan, PlanAction
from beneficiaries.plan_hours import hour_words, say_hours
from beneficiaries.plan_page import followed
from beneficiaries.plan_wording import content_of, fingerprint
from core.models import Draft
from placements.actions.serving import serve_action
from placements.models import Placement
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_appointment,
    make_approved,
    make_merge,
    make_note,
    make_pair,
    make_participation,
    make_person,
    make_register,
    make_running,
    typed_goals,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CURRICULUM, TRAINEESHIP, COURSE = range(3)


def rows(plan) -> list[PlanAction]:
    """The actions of a version, in order: the curriculum, the traineeship, the course."""
    with as_user(player("ines")):
        return list(PlanAction.objects.filter(goal__plan=plan).order_by("pk"))


def hours(plan, who: str = "ines", *, with_sessions: bool = True) -> dict[str, tuple]:
    """What somebody is told of each action: met, placed, all of it, sessions listed."""
    with as_user(player(who)) as user:
        plan = PersonalPlan.objects.get(pk=plan.pk)
        whole = followed(plan, user, with_sessions=with_sessions)
        return {
            action.what.split()[0]: (done.met, done.placed, done.minutes, len(done.sessions))
            for one in whole.followed
            for action, done in one.lines
        }


def page(who: str, url: str) -> str:
    return client_of(player(who)).get(url).content.decode()


def told(text: str) -> str:
    """The words of a page, without its marks."""
    found = html.document_fromstring(text).xpath("//main")[0]
    return re.sub(r"\s+", " ", found.text_content()).replace("\xa0", " ")


def plan_url(plan) -> str:
    return reverse("beneficiaries:plan", args=[plan.beneficiary_id])


def next_version(plan, goals) -> PersonalPlan:
    """The version after, with these goals, approved."""
    now = timezone.now()
    with as_user(player("ines")) as user:
        new = actions.begin_plan(plan.beneficiary, by=user, at=now)
        typed = actions.TypedPlan(plan.aim, plan.review_months, plan.review_on, goals)
        seen = fingerprint(content_of(new))
        actions.save_plan(new, typed, seen=seen, by=user, at=now)
        new = actions.propose_plan(new, by=user, at=now)
    with as_user(player("marco")) as user:
        seen = fingerprint(content_of(new))
        return actions.approve_plan(new, seen=seen, by=user, at=now)


@pytest.mark.parametrize(
    ("lasted", "said"),
    [
        ((20, 20, 20), "1"),  # 60: each by itself would be 0,33 and together 0,99
        ((50,), "0,83"),  # 0,8333…
        ((100,), "1,67"),  # 1,6666…
        ((1,), "0,02"),  # 0,0166…
        ((3,), "0,05"),
        ((45, 45), "1,5"),  # no idle zero
        ((15,) * 5, "1,25"),
        ((60_000, 30), "1.000,5"),
        ((), "0"),
    ],
)
def test_minutes_are_summed_first_and_rounded_to_the_hundredth_once(lasted, said):
    assert say_hours(sum(lasted)) == said


def test_hours_are_said_beside_those_planned():
    assert hour_words(0, 0) == ""
    assert hour_words(0, 6) == "0 ore fatte su 6 previste"
    assert hour_words(60, 6) == "1 ora fatta su 6 previste"
    assert hour_words(90, 0) == "1,5 ore fatte"


def test_an_action_counts_notes_closed_registers_and_what_was_declared(ines, marco):
    """Curriculum: 45 + 30 reserved to Marco + 45 of an appointment. Traineeship: a closed month."""
    plan = make_approved()
    person, (curriculum, traineeship, course) = plan.beneficiary, rows(plan)
    make_note(person, minutes=45, action_id=curriculum.pk)
    make_note(person, minutes=30, action_id=curriculum.pk, by=marco, visibility="RESERVED")
    make_note(person, minutes=60)
    meeting = make_appointment(person, minutes=45, action_id=curriculum.pk, days=-1)
    make_note_about(meeting, action_id=curriculum.pk)
    placement = make_running(make_participation(person))
    march = make_register(placement, state="CLOSED")
    make_register(placement, month=march.month.replace(month=4))
    with as_user(ines) as user:
        serve_action(placement, traineeship.pk, by=user, at=timezone.now())
        actions.declare_hours(course, 12, source="CPIA di Como", by=user, at=timezone.now())

    # 23 working days of March 2021, of four hours; April is open and counts nothing.
    expected = 23 * 240
    assert hours(plan) == {
        "Scrivere": (120, 0, 120, 2),
        "Cercare": (0, expected, expected, 0),
        "Corso": (0, 0, 720, 0),
    }
    # The sum is the same for who may read the reserved note; the list is not.
    assert hours(plan, "marco")["Scrivere"] == (120, 0, 120, 3)
    body = page("ines", plan_url(plan))
    assert "2 ore fatte (incontri 2 h)" in told(body)
    assert "92 ore fatte su 6 previste · 86 h più del previsto (tirocini 92 h)" in told(body)
    assert "12 ore fatte su 80 previste (dichiarate 12 h)" in told(body)
    assert "106 ore fatte su 86 previste" in told(body)
    assert reverse("placements:show", args=[placement.pk]) in body
    reserved = re.findall(r"#nota-(\d+)", page("marco", plan_url(plan)))
    assert len(reserved) == len(set(reserved)) == 3
    assert len(re.findall(r"#nota-(\d+)", body)) == 2


def make_note_about(appointment, **fields) -> CaseNote:
    """The note on a held appointment, which says no duration of its own."""
    with as_user(player("ines")) as user:
        columns = {"kind": "INTERVIEW", "happened_on": TODAY, "text": "Ne abbiamo parlato."}
        note, now = CaseNote(**columns | fields), timezone.now()
        return actions.write_note(note, appointment.beneficiary, about=appointment, by=user, at=now)


def test_a_link_goes_on_in_the_next_version_and_an_action_taken_out_is_not_shown(ines):
    plan = make_approved()
    curriculum, traineeship, _course = rows(plan)
    make_note(plan.beneficiary, minutes=45, action_id=curriculum.pk)
    make_note(plan.beneficiary, minutes=30, action_id=traineeship.pk)
    first, _second = typed_goals()
    first = actions.TypedGoal(
        title=first.title,
        line=str(first_line(plan)),
        actions=[
            actions.TypedAction("Riscrivere il curriculum", "PERSON", str(curriculum.line)),
            actions.TypedAction(traineeship.what, "WORKER", str(traineeship.line), is_dropped=True),
        ],
    )

    held = next_version(plan, [first])
    make_note(plan.beneficiary, minutes=20, action_id=rows(held)[0].pk)

    assert hours(held) == {"Riscrivere": (65, 0, 65, 2), "Corso": (0, 0, 0, 0)}
    assert hours(plan)["Cercare"] == (30, 0, 30, 1)


def first_line(plan):
    with as_user(player("ines")):
        return plan.goals.order_by("pk").first().line


@pytest.mark.parametrize("who", ["nora", "olga", "rita", "dario"])
def test_who_does_not_follow_the_person_is_told_no_hours(who, ines):
    plan = make_approved()
    make_note(plan.beneficiary, minutes=45, action_id=rows(plan)[0].pk)

    line = rows(plan)[0].line
    with as_user(player(who)), connection.cursor() as cursor:
        cursor.execute("select plan_minutes(%s, %s)", [plan.beneficiary_id, line])
        assert cursor.fetchone() == (0,)
    assert client_of(player(who)).get(plan_url(plan)).status_code == 404


def test_nothing_of_one_person_serves_the_plan_of_another(ines):
    """The verbs refuse it in words; what goes past them is refused by the database."""
    action, other = rows(make_approved())[0], make_person()
    meeting, running = make_appointment(other), make_running(make_participation(other))
    note = make_note(other)

    with as_user(ines) as user:
        told = {"by": user, "at": timezone.now()}
        for verb in (
            lambda: actions.write_note(
                CaseNote(kind="PHONE", happened_on=TODAY, text="…", action_id=action.pk),
                other, **told,
            ),
            lambda: actions.correct_note(
                note, {"text": note.text, "action_id": action.pk}, seen={}, **told
            ),
            lambda: serve_action(running, action.pk, **told),
        ):  # fmt: skip
            with pytest.raises(actions.NotTheirAction):
                verb()
        for model, row in ((CaseNote, note), (Appointment, meeting), (Placement, running)):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.filter(pk=row.pk).update(action=action)


# --- the pages ----------------------------------------------------------------------------------


def test_the_note_box_asks_for_an_action_where_there_is_one_and_keeps_the_answer(ines):
    plan, without = make_approved(), make_person()
    person, action = plan.beneficiary, rows(plan)[TRAINEESHIP]
    client = client_of(ines)
    shown = reverse("beneficiaries:show", args=[person.pk])
    assert 'name="serves"' not in page("ines", reverse("beneficiaries:show", args=[without.pk]))
    box = html.document_fromstring(page("ines", shown)).get_element_by_id("id_serves")
    assert [one.text for one in box.iter("option")][:2] == ["Nessuna azione", rows(plan)[0].what]

    typed = {"kind": "INTERVIEW", "happened_on": TODAY.isoformat(), "text": "Un’azienda risponde."}
    typed |= {"minutes": "30", "serves": str(action.line)}
    client.post(reverse("beneficiaries:keep_note", args=[person.pk]), typed)
    kept = html.document_fromstring(page("ines", shown)).get_element_by_id("id_serves")
    assert kept.value == str(action.line)
    written = client.post(reverse("beneficiaries:write_note", args=[person.pk]), typed)
    assert written.status_code == 302
    with as_user(ines):
        assert not Draft.objects.filter(form=f"note:{person.pk}").exists()
        note = CaseNote.objects.get(beneficiary=person)
    assert note.action_id == action.pk
    assert f"Per l’azione: {action.what}" in told(page("ines", shown))
    strange = typed | {"serves": str(rows(make_approved())[0].line)}
    refused = client.post(reverse("beneficiaries:write_note", args=[person.pk]), strange)
    assert "Scegli un’azione del progetto approvato" in refused.content.decode()


def test_a_correction_keeps_the_action_also_after_the_next_version(ines):
    plan = make_approved()
    dropped = rows(plan)[COURSE]
    note = make_note(plan.beneficiary, minutes=30, action_id=dropped.pk)
    first, second = typed_goals()
    with as_user(ines):
        lines = [one.line for one in plan.goals.order_by("pk")]
    gone = actions.TypedGoal(title=second.title, line=str(lines[1]), is_dropped=True)
    stays = actions.TypedGoal(title=first.title, line=str(lines[0]), actions=first.actions)
    next_version(plan, [stays, gone])
    client, url = client_of(ines), reverse("beneficiaries:correct_note", args=[note.pk])

    found = html.document_fromstring(client.get(url).content.decode())
    form = next(one for one in found.forms if one.get("action") == url)
    typed = {name: value for name, value in form.form_values() if value} | {"once": ""}
    answer = client.post(url, typed | {"text": "Ha richiamato di nuovo."})

    assert "Di una versione di prima" in [one.get("label") for one in found.iter("optgroup")]
    assert typed["serves"] == str(dropped.line)
    assert answer.status_code == 302
    with as_user(ines):
        fresh = CaseNote.objects.select_related("action").get(pk=note.pk)
    assert (fresh.text, fresh.action_id) == ("Ha richiamato di nuovo.", dropped.pk)
    assert answers_of(fresh)["serves"] == str(dropped.line)


def test_the_note_on_an_appointment_proposes_the_action_of_the_appointment(ines):
    plan = make_approved()
    action = rows(plan)[CURRICULUM]
    client, person = client_of(ines), plan.beneficiary
    fix = reverse("beneficiaries:fix_appointment", args=[person.pk])
    typed = {"day": TODAY.isoformat(), "hour": "10:00", "minutes": "45", "place_kind": "OFFICE"}
    typed |= {"purpose": "Curriculum", "worker": str(ines.pk), "serves": str(action.line)}

    assert client.post(fix, typed).status_code == 302
    with as_user(ines):
        meeting = Appointment.objects.get(beneficiary=person)
    box = client.get(reverse("beneficiaries:show", args=[person.pk]), {"appuntamento": meeting.pk})
    move = client.get(reverse("beneficiaries:move_appointment", args=[meeting.pk]))

    assert meeting.action_id == action.pk
    for answer in (box, move):
        found = html.document_fromstring(answer.content.decode())
        assert found.get_element_by_id("id_serves").value == str(action.line)
    assert action.what in page("ines", reverse("beneficiaries:appointment", args=[meeting.pk]))


def test_a_group_note_is_for_each_person_s_own_action(ines):
    with_plan, other = make_approved(), make_approved()
    third = make_person()
    first, second = rows(with_plan)[CURRICULUM], rows(other)[COURSE]
    people = [with_plan.beneficiary_id, other.beneficiary_id, third.pk]
    typed = {
        "people": people,
        "kind": "INTERVIEW",
        "happened_on": TODAY.isoformat(),
        "text": "Prova",
    }
    typed |= {"minutes": "90", f"serves-{people[0]}": str(first.line)}
    client, url = client_of(ines), reverse("beneficiaries:group_note")
    client.post(reverse("beneficiaries:keep_group_note"), typed)
    asked = html.document_fromstring(client.get(url).content.decode())

    wrong = client.post(url, typed | {f"serves-{people[1]}": str(first.line)})
    right = client.post(url, typed | {f"serves-{people[1]}": str(second.line)})

    assert asked.get_element_by_id(f"id_serves-{people[0]}").value == str(first.line)
    assert asked.xpath(f"//*[@id='id_serves-{third.pk}']") == []
    assert "Scegli un’azione del progetto approvato" in wrong.content.decode()
    assert right.status_code == 302
    with as_user(ines):
        served = dict(CaseNote.objects.values_list("beneficiary_id", "action_id"))
    assert served == {people[0]: first.pk, people[1]: second.pk, third.pk: None}
    assert hours(with_plan)["Scrivere"][0] == hours(other)["Corso"][0] == 90


def test_a_correction_for_the_whole_group_leaves_each_one_s_action(ines):
    plans = make_approved(), make_approved()
    served = {plan.beneficiary_id: rows(plan)[CURRICULUM].pk for plan in plans}
    columns = {"kind": "GROUP", "happened_on": TODAY, "minutes": 60, "text": "Prova"}
    with as_user(ines) as user:
        people = [plan.beneficiary for plan in plans]
        told = {"by": user, "at": timezone.now()}
        one, _other = actions.write_group(columns, people, serves=served, **told)
        seen = columns | {"action_id": one.action_id}
        actions.correct_group(one, seen | {"minutes": 90, "action_id": None}, seen=seen, **told)
        found = dict(CaseNote.objects.values_list("beneficiary_id", "action_id"))
        assert set(CaseNote.objects.values_list("minutes", flat=True)) == {90}

    assert found == {plans[0].beneficiary_id: None, plans[1].beneficiary_id: rows(plans[1])[0].pk}


def test_hours_are_declared_with_who_says_so_and_taken_back(ines):
    plan = make_approved()
    action, client = rows(plan)[COURSE], client_of(ines)
    url = reverse("beneficiaries:plan_declare", args=[plan.beneficiary_id, action.pk])

    for typed, said in (
        ({"hours": "8", "source": ""}, "Scrivi chi ha dichiarato queste ore"),
        ({"hours": "", "source": "CPIA"}, "Scrivi quante ore sono state dichiarate"),
        ({"hours": "otto", "source": "CPIA"}, "Scrivi un numero intero di ore"),
        ({"hours": "5001", "source": "CPIA"}, "Le ore dichiarate vanno da 1 a 5.000"),
    ):
        body = client.post(url, typed).content.decode()
        assert said in body
        assert typed["source"] in body
    assert client.post(url, {"hours": "8", "source": "CPIA"}).status_code == 302
    assert "Ore dichiarate: 8 (CPIA)" in told(page("ines", plan_url(plan)))
    client.post(url, {"hours": "", "source": ""})
    assert rows(plan)[COURSE].hours_declared is None


def test_a_placement_is_linked_on_its_own_page(ines):
    plan = make_approved()
    action, client = rows(plan)[TRAINEESHIP], client_of(ines)
    placement = make_running(make_participation(plan.beneficiary))
    unplanned = make_running(make_participation(make_person()))
    url = reverse("placements:serve", args=[placement.pk])

    assert url in page("ines", reverse("placements:show", args=[placement.pk]))
    assert client.post(url, {"serves": str(action.line)}).status_code == 302
    assert action.what in page("ines", reverse("placements:show", args=[placement.pk]))
    assert action.what not in page("olga", reverse("placements:show", args=[placement.pk]))
    assert "nessun registro chiuso" in page("ines", plan_url(plan))
    assert client.post(url, {"serves": ""}).status_code == 302
    assert "nessun registro chiuso" not in page("ines", plan_url(plan))
    none = page("ines", reverse("placements:serve", args=[unplanned.pk]))
    assert "Nessuna azione da collegare" in none


def test_the_coordinator_and_the_paper_see_the_hours_beside_the_words(ines, marco):
    plan = make_approved()
    make_note(plan.beneficiary, minutes=45, action_id=rows(plan)[CURRICULUM].pk)
    with as_user(ines) as user:
        new = actions.begin_plan(plan.beneficiary, by=user, at=timezone.now())
        actions.propose_plan(new, by=user, at=timezone.now())

    review = reverse("beneficiaries:plan_review", args=[plan.beneficiary_id])
    assert "Ore fatte finora" in page("marco", review)
    assert "incontri 45 min" in told(page("marco", review))
    with as_user(ines) as user:
        fresh = PersonalPlan.objects.get(pk=plan.pk)
        assert "hours" not in str(fresh.content).replace("'hours': ", "", 3)
        assert fingerprint(fresh.content) == fresh.sha256


def test_the_pages_ask_no_more_with_many_links(ines, marco, statements_of):
    plan = make_approved()
    placement = make_running(make_participation(plan.beneficiary))
    make_register(placement, state="CLOSED")
    with as_user(ines) as user:
        serve_action(placement, rows(plan)[1].pk, by=user, at=timezone.now())
    for number in range(12):
        make_note(plan.beneficiary, minutes=15, action_id=rows(plan)[number % 3].pk)
    with as_user(ines) as user:
        new = actions.begin_plan(plan.beneficiary, by=user, at=timezone.now())
        actions.propose_plan(new, by=user, at=timezone.now())

    def asked(who, name: str, pk: int) -> int:
        return len(statements_of(client_of(who), reverse(name, args=[pk])))

    person = plan.beneficiary_id
    assert asked(ines, "beneficiaries:show", person) <= 12
    assert asked(ines, "beneficiaries:plan", person) <= 12
    assert asked(marco, "beneficiaries:plan_review", person) <= 12
    assert asked(ines, "placements:serve", placement.pk) <= 12


def test_a_day_of_the_diary_is_opened_by_its_link(ines):
    plan = make_approved()
    day = TODAY - timedelta(days=3)
    note = make_note(
        plan.beneficiary,
        minutes=15,
        happened_on=day,
        action_id=rows(plan)[0].pk,
        text="Quel giorno",
    )
    found = html.document_fromstring(page("ines", plan_url(plan)))

    [link] = found.xpath(f"//a[contains(@href, '#nota-{note.pk}')]/@href")

    assert f'id="nota-{note.pk}"' in page("ines", link)


def test_where_two_records_become_one_what_serves_the_plan_goes_with_it_and_back(ines, marco):
    pair = make_pair()
    plan = make_approved(pair.second)
    action = rows(plan)[CURRICULUM]
    make_note(pair.second, minutes=30, action_id=action.pk)
    make_appointment(pair.second, action_id=action.pk)
    make_note(pair.second, by=marco, minutes=15, action_id=action.pk, visibility="RESERVED")

    merge = make_merge(pair)
    make_note(pair.first, minutes=60, action_id=action.pk)
    assert hours(plan)["Scrivere"] == (105, 0, 105, 2)
    with as_user(marco) as user:
        actions.undo_merge(merge, by=user, at=timezone.now())
        back = PersonalPlan.objects.get(pk=plan.pk).beneficiary_id
        served = CaseNote.objects.filter(action=action).values_list("beneficiary_id", flat=True)

        # What was written for the plan meanwhile goes back with it.
        assert {back, *served} == {pair.second_id}
    assert hours(plan)["Scrivere"] == (105, 0, 105, 2)
