"""A file is closed with its reason and outcome, and opened again where it was."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.actions import CannotClose, Closing
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.enums import Phase
from beneficiaries.models import Appointment, Beneficiary, CaseFile, Deadline, Share
from core.workflow import WrongStep
from placements.actions import proposals
from placements.actions.refusals import NotPossible
from placements.models import Placement
from tests.acting import as_user, client_of
from tests.cast import player
from tests.house.test_homes import UNCOUNTED
from tests.makers import (
    make_appointment,
    make_approved,
    make_closed,
    make_deadline,
    make_merge,
    make_pair,
    make_participation,
    make_person,
    make_placement,
    make_referral,
    make_running,
    make_share,
)

pytestmark = pytest.mark.django_db
HIDDEN = (CaseFile.DoesNotExist, Beneficiary.DoesNotExist)
TYPED = {"reason": "AGREED", "outcome": "PARTLY", "words": "Continua con il Centro per l’impiego."}


def day(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def address(page: str, person) -> str:
    return reverse(f"beneficiaries:{page}", args=[person.pk])


def typed(**changed) -> dict[str, str]:
    """The form as one fills it in today."""
    return {**TYPED, "closed_on": f"{day():%d/%m/%Y}", **changed}


def file_of(person) -> CaseFile:
    with as_user(player("ines")):
        return CaseFile.objects.get(beneficiary=person)


def moved(person, *steps, by="ines") -> CaseFile:
    with as_user(player(by)) as user:
        file = CaseFile.objects.get(beneficiary=person)
        for step in steps:
            file = actions.move_case(file, step, by=user, at=timezone.now())
        return file


def words_of(answer) -> str:
    """The page as one reads it: words alone."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("who", ["ines", "marco"])
def test_who_follows_or_coordinates_closes_and_opens_again_from_the_page(who):
    person = make_person()
    moved(person, "assess", "plan", "deliver")
    client = client_of(player(who))

    closed = client.post(address("close", person), typed())

    assert closed["Location"] == address("show", person)
    file = file_of(person)
    assert (file.phase, file.closed_on, file.closed_from) == (Phase.CLOSED, day(), "DELIVERY")
    assert (file.closing_reason, file.closing_outcome) == ("AGREED", "PARTLY")
    page = words_of(client.get(address("show", person)))
    assert "· Conclusione concordata · esito: raggiunto in parte" in page
    assert "Riapri la cartella" in page

    reopened = client.post(address("reopen", person), {"because": "È tornata a chiedere aiuto."})

    assert reopened["Location"] == address("show", person)
    file = file_of(person)
    assert (file.phase, file.closed_on, file.closing_reason) == (Phase.DELIVERY, None, "")
    told = words_of(client.get(address("history", person)))
    assert "È tornata a chiedere aiuto." in told
    assert "Continua con il Centro per l’impiego." in told
    assert "Conclusione concordata" in told


@pytest.mark.parametrize("who", ["nora", "sara", "olga", "dario", "rita"])
def test_nobody_else_closes_or_opens(who):
    person = make_person()
    client = client_of(player(who))

    answers = [client.post(address("close", person), typed()).status_code]
    answers.append(client.post(address("reopen", person), {"because": "Prova"}).status_code)

    assert set(answers) <= {403, 404}
    told = Closing(ClosingReason.AGREED, Outcome.PARTLY, day())
    file = file_of(person)
    with as_user(player(who)) as user, pytest.raises((PermissionDenied, *HIDDEN)):
        actions.close_case(file, told, by=user, at=timezone.now())
    assert file_of(person).phase == Phase.ACCESS


def test_the_old_way_of_one_click_is_gone(ines):
    person = make_person()

    answer = client_of(ines).post(reverse("beneficiaries:move", args=[person.pk, "close"]))

    assert answer.status_code == 404
    with as_user(ines) as user, pytest.raises(ValueError, match="no step along"):
        actions.move_case(person.case_files.get(), "close", by=user, at=timezone.now())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "Scegli il motivo della chiusura"),
        ({"outcome": ""}, "Scegli l’esito"),
        ({"reason": "MERGED"}, "MERGED"),
        ({"reason": "OTHER", "words": " "}, "Scrivi qual è l’altro motivo"),
        ({"reason": "GOALS", "outcome": "NOT_REACHED"}, "l’esito dice quanto lo sono"),
        ({"closed_on": f"{day(1):%d/%m/%Y}"}, "non può essere nel futuro"),
        ({"closed_on": f"{day(-1):%d/%m/%Y}"}, "non si chiude prima di quel giorno"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(ines, changed, said):
    person = make_person()

    page = words_of(answer := client_of(ines).post(address("close", person), typed(**changed)))

    assert answer.status_code == 200
    assert said in page
    if "words" not in changed:
        assert TYPED["words"] in page
    assert file_of(person).phase == Phase.ACCESS


def test_the_day_may_be_that_of_the_latest_phase_and_none_before(ines):
    person = make_person()
    with as_user(ines) as user:
        file = person.case_files.get()
        CaseFile.objects.filter(pk=file.pk).update(opened_on=day(-30))
        actions.move_case(file, "assess", by=user, at=timezone.now() - timedelta(days=10))
        told = {"by": user, "at": timezone.now()}
        early = Closing(ClosingReason.MOVED, Outcome.NOT_ASSESSABLE, day(-11))
        with pytest.raises(CannotClose, match="in questa fase dal"):
            actions.close_case(file, early, **told)

        closed = actions.close_case(
            file, Closing(ClosingReason.MOVED, Outcome.NOT_ASSESSABLE, day(-10)), **told
        )

    assert (closed.closed_on, closed.closed_from) == (day(-10), "ASSESSMENT")


def test_what_is_under_way_is_listed_the_agenda_ends_and_the_rest_stays(ines, sara):
    person = make_person()
    make_participation(person)
    make_approved(person)
    meeting = make_appointment(person, purpose="Il curriculum")
    deadline = make_deadline(person, text="Chiedere l’ISEE")
    make_share(person, to=sara)
    make_referral(person, to=player("nora"), by=ines)
    client = client_of(ines)

    answer = client.get(address("close", person))

    page, source = words_of(answer), answer.content.decode()
    for said in ("Partecipazione a “", "Progetto della persona: approvato", "Il curriculum",
                 "Chiedere l’ISEE", "Condivisione con", "aspetta risposta"):  # fmt: skip
        assert said in page
    assert reverse("beneficiaries:appointment", args=[meeting.pk]) in source
    assert reverse("beneficiaries:deadline", args=[deadline.pk]) in source
    assert "Prima di chiudere" not in page
    assert "Si chiudono con la cartella: 2" in page
    assert client.post(address("close", person), typed()).status_code == 302
    with as_user(ines):
        assert Share.objects.get(beneficiary=person).ended_at is None
        told = Appointment.objects.values_list("state", "with_file").get(pk=meeting.pk)
        assert (told, Deadline.objects.get(pk=deadline.pk).done_by) == (("CANCELLED", True), ines)
    # In nobody's dues, nor among what was ticked today; by hand it does not come back.
    assert [word for word in ("Il curriculum", "Chiedere l’ISEE") if word in
            words_of(client.get("/scadenze/")) + words_of(client.get("/"))] == []  # fmt: skip
    pages = [words_of(client.get(reverse(f"beneficiaries:{name}", args=[pk])))
             for name, pk in (("appointment", meeting.pk), ("deadline", deadline.pk))]  # fmt: skip
    assert ["cartella" in page and "Rimetti" not in page for page in pages] == [True, True]
    restore = reverse("beneficiaries:close_appointment", args=[meeting.pk, "restore"])
    untick = reverse("beneficiaries:tick_deadline", args=[deadline.pk])
    said = [client.post(restore, follow=True), client.post(untick, {"verb": "undo"}, follow=True)]
    assert ["con la cartella:" in words_of(one) for one in said] == [True, True]

    reopened = client.post(address("reopen", person), {"because": "È tornata."}, follow=True)

    assert "chiusi con la cartella non tornano" in words_of(reopened)
    with as_user(ines):
        assert not Appointment.objects.open().exists()
        assert not Deadline.objects.open().exists()


def test_nothing_is_proposed_for_whoever_has_a_closed_file(ines):
    entered = make_participation(make_person())
    draft = make_placement(entered)
    with as_user(ines) as user:
        told = Closing(ClosingReason.AGREED, Outcome.PARTLY, day())
        actions.close_case(file_of(entered.beneficiary), told, by=user, at=timezone.now())
    client, way = client_of(ines), reverse("placements:propose", args=[entered.pk])

    shown = client.get(address("show", entered.beneficiary)).content.decode()
    page = client.get(reverse("projects:participation", args=[entered.pk])).content.decode()
    asked = client.get(way, follow=True)

    assert (way in shown, way in page) == (False, False)
    assert "va prima riaperta" in words_of(asked)
    with as_user(ines) as user:
        with pytest.raises(NotPossible, match="riaperta"):
            proposals.submit_placement(draft, by=user, at=timezone.now())
        with pytest.raises(NotPossible, match="riaperta"):
            proposals.propose_placement(
                entered, draft.host, kind=draft.kind, by=user, at=timezone.now()
            )
    with as_user(ines) as user:
        actions.reopen_case(file_of(entered.beneficiary), "È tornata.", by=user, at=timezone.now())
    assert way in client.get(address("show", entered.beneficiary)).content.decode()


def test_a_running_placement_must_end_first(ines):
    person = make_person()
    placement = make_running(make_participation(person))
    client = client_of(ines)

    page = client.get(address("close", person)).content.decode()
    answer = words_of(client.post(address("close", person), typed()))

    assert "Prima di chiudere" in page
    assert reverse("placements:show", args=[placement.pk]) in page
    assert "prima va concluso, interrotto o ritirato" in answer
    assert TYPED["words"] in answer
    assert file_of(person).phase != Phase.CLOSED
    with as_user(ines):
        assert Placement.objects.get(pk=placement.pk).state == "RUNNING"


def test_a_file_that_is_closed_is_not_closed_twice_nor_an_open_one_opened(ines):
    person = make_person()
    client = client_of(ines)

    assert client.get(address("reopen", person))["Location"] == address("show", person)
    assert "non è possibile" in words_of(client.post(address("reopen", person), {"because": "x"}))
    make_closed(person)
    assert client.get(address("close", person))["Location"] == address("show", person)
    assert "non è possibile" in words_of(client.post(address("close", person), typed()))
    told = Closing(ClosingReason.AGREED, Outcome.PARTLY, day())
    file = file_of(person)
    with as_user(ines) as user, pytest.raises(WrongStep):
        actions.close_case(file, told, by=user, at=timezone.now())


def test_opening_again_asks_for_words(ines):
    person = make_closed()

    page = words_of(client_of(ines).post(address("reopen", person), {"because": " "}))

    assert "Scrivi perché la cartella si riapre" in page
    assert file_of(person).phase == Phase.CLOSED


def test_the_record_is_kept_from_the_closing_day_and_no_longer_once_open(ines):
    person = make_closed()
    with as_user(ines) as user:
        assert Beneficiary.objects.get(pk=person.pk).left_on == day()

        actions.reopen_case(person.case_files.get(), "Torna.", by=user, at=timezone.now())

        assert Beneficiary.objects.get(pk=person.pk).left_on is None


@pytest.mark.parametrize(
    "column",
    ["closed_on = null", "closing_reason = ''", "closing_outcome = ''", "closed_from = ''",
     "closed_on = opened_on - 1"],
)  # fmt: skip
def test_the_database_holds_no_half_closed_file(ines, column):
    file = make_closed().case_files

    with as_user(ines):
        number = file.get().pk
        with (
            pytest.raises(IntegrityError, match="case_file_closed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update beneficiaries_casefile set {column} where id = %s", [number])


@pytest.mark.parametrize(
    "column", ["closed_on = current_date", "closing_reason = 'OTHER'", "closing_words = 'x'"]
)
def test_the_database_holds_no_open_file_that_says_how_it_ended(ines, column):
    person = make_person()

    with as_user(ines):
        number = person.case_files.get().pk
        with (
            pytest.raises(IntegrityError, match="case_file_closed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update beneficiaries_casefile set {column} where id = %s", [number])


def test_a_merge_says_so_and_what_it_closed_is_not_the_person_s_own_file(ines, marco):
    merge = make_merge(make_pair())
    with as_user(ines):
        files = CaseFile.objects.filter(beneficiary=merge.kept_id)
        assert sorted(files.values_list("closing_reason", flat=True)) == ["", "MERGED"]
    own = CaseFile.objects.none()
    with as_user(ines) as user:
        own = files.get(closing_reason="")
        told = Closing(ClosingReason.GOALS, Outcome.REACHED, day())
        actions.close_case(own, told, by=user, at=timezone.now())

        assert files.current_first().first() == own


def test_the_page_of_a_closing_asks_seldom(ines):
    person = make_person()
    make_participation(person)
    make_deadline(person)
    client = client_of(ines)
    client.get(address("close", person))

    with CaptureQueriesContext(connection) as caught:
        client.get(address("close", person))

    asked = [one["sql"] for one in caught if not one["sql"].startswith(UNCOUNTED)]
    assert len(asked) <= 12, asked
