"""The hours of a plan on its pages: asked for with a note, declared, linked, printed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.forms.notes import answers_of
from beneficiaries.models import Appointment, CaseNote, PersonalPlan
from beneficiaries.plan_wording import fingerprint
from core.models import Draft
from placements.actions.serving import serve_action
from tests.acting import as_user, client_of
from tests.beneficiaries.hours_of_plans import (
    COURSE,
    CURRICULUM,
    TODAY,
    TRAINEESHIP,
    hours,
    next_version,
    page,
    plan_url,
    rows,
    told,
)
from tests.beneficiaries.test_plan_paper import text_of
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
    assert "Ore dichiarate: 8 h (CPIA)" in told(page("ines", plan_url(plan)))
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


def test_hours_read_the_same_on_the_pages_in_the_review_and_on_paper(ines, marco):
    plan = make_approved()
    make_note(plan.beneficiary, minutes=565, action_id=rows(plan)[TRAINEESHIP].pk)
    paper = reverse("beneficiaries:plan_paper", args=[plan.beneficiary_id, 1])
    printed = text_of(client_of(ines).get(paper).content)
    with as_user(ines) as user:
        new = actions.begin_plan(plan.beneficiary, by=user, at=timezone.now())
        actions.propose_plan(new, by=user, at=timezone.now())
    review = reverse("beneficiaries:plan_review", args=[plan.beneficiary_id])
    version = reverse("beneficiaries:plan_version", args=[plan.beneficiary_id, 1])

    assert "Ore fatte: 9 h 25 su 6 h previste" in told(page("ines", plan_url(plan)))
    assert "ore fatte: 9 h 25 su 86 h previste" in told(page("ines", plan_url(plan)))
    assert "80 h" in told(page("ines", version))
    for said in (told(page("marco", review)), printed):
        assert "9 h 25" in said
        assert "80 h" in said
        assert "9,42" not in said


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
