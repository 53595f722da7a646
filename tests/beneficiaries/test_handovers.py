"""People are passed on together, to one colleague or to several, and for a day they come back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from lxml import html

from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.enums import NoteKind
from beneficiaries.models import CaseFile, CaseNote, HandOver, HandOverLine, RosterEntry
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_deadline, make_note, make_person

pytestmark = pytest.mark.django_db
URL = reverse("beneficiaries:hand_over")
TODAY = {"starts_on": "oggi"}


@pytest.fixture
def two(ines) -> list:
    """Two people of Ines."""
    return [make_person(by=ines, last_name=name) for name in ("Abate", "Bassi")]


def managers(people) -> list[int | None]:
    """Who follows each person, by the file and by the row of lists."""
    with as_user(player("marco")):
        files = dict(CaseFile.objects.values_list("beneficiary", "case_manager"))
        rows = dict(RosterEntry.objects.values_list("pk", "case_manager_id"))
    assert {one.pk: files[one.pk] for one in people} == {one.pk: rows[one.pk] for one in people}
    return [files[one.pk] for one in people]


def pass_on(people, to, *, frm, by: str = "marco", at=None):
    with as_user(player(by)) as user:
        files = dict(CaseFile.objects.values_list("beneficiary", "pk"))
        passed = [actions.Passed(files[one.pk], to.pk, "Chiamare il Cpi.") for one in people]
        return actions.hand_over_cases(passed, from_worker=frm, by=user, at=at or timezone.now())


def told_on(answer) -> str:
    """The words of a page."""
    found = html.document_fromstring(answer.content.decode()).xpath("//main")[0]
    return " ".join(found.text_content().split())


def test_all_people_of_a_worker_pass_to_one_colleague(two, ines, marco):
    client = client_of(marco)

    page = client.get(f"{URL}?da={ines.pk}").content.decode()
    told = client.post(f"{URL}?da={ines.pk}", {"everyone": marco.pk, **TODAY}, follow=True)

    assert page.index("Abate") < page.index("Bassi")
    assert "2 persone sono passate." in told.content.decode()
    assert managers(two) == [marco.pk, marco.pk]


def test_for_one_person_there_is_one_choice_to_make(ines, marco):
    person = make_person()
    client = client_of(marco)

    page = client.get(f"{URL}?da={ines.pk}").content.decode()
    told = client.post(f"{URL}?da={ines.pk}", {"everyone": marco.pk, **TODAY}, follow=True)

    assert page.count("<select") == 1
    assert "tranne" not in told_on(client.get(f"{URL}?da={marco.pk}"))
    assert "1 persona è passata." in told.content.decode()
    assert managers([person]) == [marco.pk]


def test_what_was_chosen_of_one_among_several_does_not_outlive_the_choice(two, ines, marco):
    client, keep = client_of(marco), reverse("beneficiaries:keep_hand_over")
    client.post(f"{keep}?da={ines.pk}", {"everyone": marco.pk, f"to_{two[0].pk}": "resta"})
    pass_on(two[1:], marco, frm=ines)

    page = html.document_fromstring(client.get(f"{URL}?da={ines.pk}").content.decode())
    sent = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@name]")}
    client.post(f"{URL}?da={ines.pk}", {**sent, "everyone": marco.pk, **TODAY})

    assert managers(two) == [marco.pk, marco.pk]


def test_who_was_entrusted_after_the_page_was_opened_is_not_passed_on_unseen(two, ines, marco):
    client = client_of(marco)
    page = html.document_fromstring(client.get(f"{URL}?da={ines.pk}").content.decode())
    (shown,) = page.xpath("//input[@name='shown']/@value")
    since = make_person(last_name="Dopo")

    typed = {"everyone": marco.pk, "shown": shown, **TODAY}
    told = client.post(f"{URL}?da={ines.pk}", typed, follow=True).content.decode()

    assert "2 persone sono passate." in told
    assert managers([*two, since]) == [marco.pk, marco.pk, ines.pk]


def test_one_stays_and_one_passes(two, ines, marco):
    typed = {"everyone": "resta", **TODAY, f"to_{two[1].pk}": marco.pk}

    client_of(marco).post(f"{URL}?da={ines.pk}", typed)

    assert managers(two) == [ines.pk, marco.pk]


def test_the_next_worker_reads_in_the_diary_what_to_know(two, ines, marco):
    make_note(two[0], by=ines, happened_on=timezone.localdate() - timedelta(days=3))
    client = client_of(marco)
    page = client.get(f"{URL}?da={ines.pk}").content.decode()
    assert "Fase: Accesso. Ultimo contatto:" in page
    typed = {"everyone": marco.pk, **TODAY, f"summary_{two[0].pk}": "Aspetta la risposta del Cpi."}

    client.post(f"{URL}?da={ines.pk}", typed)

    with as_user(ines):
        note = CaseNote.objects.get(beneficiary=two[0], kind=NoteKind.HAND_OVER)
        assert note.text == "Da Ines Molteni a Marco Bianchi.\n\nAspetta la risposta del Cpi."
        assert note.author_id == marco.pk


def test_passing_on_is_no_contact(two, ines, marco):
    pass_on(two, marco, frm=ines)

    with as_user(marco):
        [entry, _other] = RosterEntry.objects.for_list([one.pk for one in two]).in_order()
        silent = RosterEntry.objects.silent_since(timezone.localdate())
        assert entry.last_contact is None
        assert set(silent.values_list("pk", flat=True)) >= {one.pk for one in two}


def test_deadlines_and_appointments_to_come_pass_on_and_come_back(two, ines, marco):
    due = make_deadline(two[0], by=ines, days=3)
    held = make_appointment(two[0], by=ines, days=-1)
    coming = make_appointment(two[0], by=ines, days=2)

    done = pass_on(two, marco, frm=ines)
    with as_user(marco) as user:
        for one in (due, held, coming):
            one.refresh_from_db()
        assert [due.worker, held.worker, coming.worker] == [marco, ines, marco]
        actions.undo_hand_over(done, by=user, at=timezone.now())
        for one in (due, held, coming):
            one.refresh_from_db()
        assert [due.worker, held.worker, coming.worker] == [ines, ines, ines]


def test_nobody_chosen_is_said_and_what_was_typed_stays(two, ines, marco):
    typed = {"everyone": "", **TODAY, f"summary_{two[0].pk}": "Sta cercando casa."}

    page = client_of(marco).post(f"{URL}?da={ines.pk}", typed).content.decode()

    assert "Scegli chi segue le persone da quel giorno" in page
    assert "Sta cercando casa." in page
    assert managers(two) == [ines.pk, ines.pk]


def test_where_nobody_passes_it_is_said(two, ines, marco):
    page = (
        client_of(marco)
        .post(f"{URL}?da={ines.pk}", {"everyone": "resta", **TODAY})
        .content.decode()
    )

    assert "Nessuna persona passa: scegline almeno una." in page


def test_who_went_elsewhere_meanwhile_stops_all(two, ines, marco):
    with as_user(marco) as user:
        file = CaseFile.objects.get(beneficiary=two[0])
        actions.entrust_case(file, marco, by=user, at=timezone.now())

    with pytest.raises(actions.TakenMeanwhile, match="Abate"):
        pass_on(two, marco, frm=ines)
    assert managers(two) == [marco.pk, ines.pk]


def test_people_of_who_left_are_passed_on_from_nobody(two, ines, marco, dario):
    with as_user(dario):
        Membership.objects.filter(user=ines).update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )

    page = client_of(marco).get(f"{URL}?da=nessuno").content.decode()
    pass_on(two, marco, frm=None)

    assert "Abate" in page
    assert managers(two) == [marco.pk, marco.pk]


def test_people_of_a_colleague_are_not_nobodys(two, marco):
    with pytest.raises(actions.TakenMeanwhile):
        pass_on(two, marco, frm=None)


@pytest.mark.parametrize("worker", ["nora", "olga", "dario"])
def test_only_who_works_with_people_here_takes_over(two, ines, worker):
    with pytest.raises(actions.NotAWorker):
        pass_on(two, player(worker), frm=ines)


@pytest.mark.parametrize("by", ["ines", "olga", "dario"])
def test_only_who_coordinates_passes_on(two, ines, marco, by):
    with as_user(player("marco")):
        files = list(CaseFile.objects.filter(beneficiary__in=two).values_list("pk", flat=True))
    with as_user(player(by)) as user, pytest.raises(PermissionDenied):
        actions.hand_over_cases(
            [actions.Passed(files[0], marco.pk)], from_worker=ines, by=user, at=timezone.now()
        )
    assert client_of(player(by)).get(f"{URL}?da={ines.pk}").status_code == 403


def test_undone_within_a_day_all_are_back(two, ines, marco):
    pass_on(two, marco, frm=ines)
    with as_user(marco):
        done = HandOver.objects.get()

    url = reverse("beneficiaries:hand_over_undo", args=[done.pk])
    told = client_of(marco).post(url, follow=True).content.decode()

    assert "Il passaggio di consegne è annullato." in told
    assert managers(two) == [ines.pk, ines.pk]


def test_before_it_is_undone_the_page_says_who_moves_back_and_nothing_moves(two, ines, marco):
    done = pass_on(two, marco, frm=ines)
    url, client = reverse("beneficiaries:hand_over_undo", args=[done.pk]), client_of(marco)

    asked = told_on(client.get(url))

    assert all(f"{one.full_name}: torna a Ines Molteni" in asked for one in two)
    assert "tornano le scadenze aperte e gli appuntamenti futuri" in asked
    assert managers(two) == [marco.pk, marco.pk]
    with as_user(marco):
        looks = Reading.objects.filter(what="passaggi di consegne", user_id=marco.pk)
        assert set(looks.values_list("person_id", flat=True)) == {one.pk for one in two}
        assert HandOver.objects.get().undone_at is None
    listed = client.get(reverse("beneficiaries:hand_overs")).content.decode()
    assert f'href="{url}"' in listed
    assert f'action="{url}"' not in listed
    client.post(url)
    with as_user(marco):
        looks = Reading.objects.count()
    assert "Non si può più annullare" in told_on(client.get(url))
    with as_user(marco):
        # Nobody was named, so nobody was looked at.
        assert Reading.objects.count() == looks


def test_who_went_on_since_stays_and_is_named(two, ines, marco, dario):
    with as_user(dario):
        Membership.objects.create(
            user=player("olga"),
            agency_id=marco.acting.agency_id,
            role="SOCIAL_WORKER",
            valid_from=timezone.localdate(),
        )
    done = pass_on(two, marco, frm=ines)
    with as_user(marco) as user:
        file = CaseFile.objects.get(beneficiary=two[0])
        actions.entrust_case(file, player("olga"), by=user, at=timezone.now())

    url = reverse("beneficiaries:hand_over_undo", args=[done.pk])
    asked = told_on(client_of(marco).get(url))
    told = client_of(marco).post(url, follow=True).content.decode()

    assert f"{two[0].full_name}: resta con chi la segue ora" in asked
    assert f"{two[1].full_name}: torna a Ines Molteni" in asked
    assert "Restano con chi le segue ora:" in told
    assert managers(two) == [player("olga").pk, ines.pk]
    with as_user(marco):
        backs = HandOverLine.objects.order_by("pk").values_list("is_back", flat=True)
        assert list(backs) == [False, True]


def test_after_a_day_or_twice_it_is_too_late(two, ines, marco):
    done = pass_on(two, marco, frm=ines, at=timezone.now() - timedelta(hours=25))
    again = pass_on(two, player("ines"), frm=marco)

    with as_user(marco) as user:
        with pytest.raises(actions.TooLate):
            actions.undo_hand_over(done, by=user, at=timezone.now())
        actions.undo_hand_over(again, by=user, at=timezone.now())
        with pytest.raises(actions.TooLate):
            actions.undo_hand_over(again, by=user, at=timezone.now())
    assert managers(two) == [marco.pk, marco.pk]


def test_another_agency_sees_no_hand_over(two, ines, marco, nora):
    done = pass_on(two, marco, frm=ines)

    url = reverse("beneficiaries:hand_over_undo", args=[done.pk])
    assert client_of(nora).post(url).status_code == 404
    for name in ("nora", "olga", "dario", "rita"):
        with as_user(player(name)):
            assert not HandOver.objects.exists()
            assert not HandOverLine.objects.exists()


def test_a_hundred_people_ask_as_often_as_two(two, ines, marco, django_assert_max_num_queries):
    client = client_of(marco)
    client.get(f"{URL}?da={ines.pk}")

    with django_assert_max_num_queries(30) as caught:
        client.get(f"{URL}?da={ines.pk}")
    few = len(caught)
    for number in range(10):
        make_person(by=ines, last_name=f"Conti{number}")
    with django_assert_max_num_queries(few):
        client.get(f"{URL}?da={ines.pk}")
