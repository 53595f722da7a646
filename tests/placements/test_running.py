"""Beginning, rest and end of a placement: what each needs, and what it leaves."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.workflow import WrongStep
from placements.actions import decisions, papers, proposals, running
from placements.actions.refusals import NotPossible
from placements.enums import NoticeKind
from placements.models import HostOrganisation, Placement
from placements.signing import required
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_placement

pytestmark = pytest.mark.django_db
ASKED, BEGUN, JUNE = (datetime(2021, month, 10, 9, tzinfo=UTC) for month in (2, 3, 6))
EVE = date(2021, 2, 15)


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def make_signed(*, notice=True, **fields):
    """Sent, approved and signed in February 2021, for six months from March."""
    placement = make_placement(**fields)
    with as_user(player("ines")) as user:
        proposals.submit_placement(placement, by=user, at=ASKED)
    with as_user(player("marco")) as user:
        decisions.approve_placement(placement, by=user, at=ASKED)
    signed = [papers.Signed(*line, "Chi firma", EVE) for line in required(placement.kind)]
    later = datetime(2021, 2, 16, 9, tzinfo=UTC)
    with as_user(player("ines")) as user:
        if notice:
            papers.record_notice(
                placement, kind=NoticeKind.START, protocol="COB-1", sent_on=EVE, by=user, at=later
            )
        return papers.record_signatures(placement, signed, by=user, at=later)


def act(verb, placement, *, by=None, at=JUNE, **told):
    with as_user(by or player("ines")) as user:
        return getattr(running, f"{verb}_placement")(placement, by=user, at=at, **told)


def make_running(**fields):
    """One that began in March 2021."""
    return act("start", make_signed(**fields), at=BEGUN)


def suspend(placement, starts_on=date(2021, 5, 3), reason="malattia", **more):
    return act("suspend", placement, starts_on=starts_on, reason=reason, **more)


def finish(placement, ended_on, *, outcome="", reason="", note="", at=JUNE, by=None):
    return act(
        "finish", placement, ended_on=ended_on, outcome=outcome, reason=reason, note=note, at=at,
        by=by,
    )  # fmt: skip


def fresh(placement):
    with as_user(player("ines")):
        return Placement.objects.get(pk=placement.pk)


def rests_of(placement):
    with as_user(player("ines")):
        return list(placement.suspensions.order_by("starts_on").values_list("starts_on", "ends_on"))


# --- beginning ----------------------------------------------------------------------------------


def test_a_signed_and_notified_placement_begins():
    placement = make_signed()

    act("start", placement, at=BEGUN)

    assert fresh(placement).state == "RUNNING"


def test_it_does_not_begin_before_its_day():
    placement = make_signed()

    with pytest.raises(NotPossible, match="L’inizio è il 1 mar 2021"):
        act("start", placement, at=datetime(2021, 2, 28, 12, tzinfo=UTC))
    act("start", placement, at=datetime(2021, 3, 1, 7, tzinfo=UTC))

    assert fresh(placement).state == "RUNNING"


def test_it_does_not_begin_without_its_notice():
    with pytest.raises(NotPossible, match="Manca la comunicazione obbligatoria"):
        act("start", make_signed(notice=False), at=BEGUN)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [(date(2021, 2, 28), "scade il 28 feb 2021, prima dell’inizio"), (None, "Non si sa")],
)
def test_it_does_not_begin_without_insurance(until, sentence):
    host = make_host()
    placement = make_signed(host=host)
    with as_user(player("ines")):
        HostOrganisation.objects.filter(pk=host.pk).update(liability_until=until)

    with pytest.raises(NotPossible, match=sentence):
        act("start", placement, at=BEGUN)

    assert fresh(placement).state == "SIGNED"


def test_a_beginning_written_down_later_looks_at_the_insurance_of_its_day():
    host = make_host()
    placement = make_signed(host=host)
    with as_user(player("ines")):
        HostOrganisation.objects.filter(pk=host.pk).update(liability_until=date(2021, 3, 1))

    act("start", placement, at=JUNE)

    assert fresh(placement).state == "RUNNING"


def test_it_does_not_begin_on_signatures_of_another_version():
    placement = make_signed()
    with as_user(player("ines")):
        Placement.objects.filter(pk=placement.pk).update(version=9)

    with pytest.raises(NotPossible, match=r"Mancano firme sulla versione 9\. Convenzione"):
        act("start", placement, at=BEGUN)


def test_the_page_says_everything_that_hinders(client_of, ines):
    placement = make_signed(notice=False)

    page = text_of(client_of(ines).get(url("start", placement.pk)))

    assert "Non si può ancora avviare" in page
    assert "Manca la comunicazione obbligatoria di inizio." in page
    assert "Avvia il tirocinio</button>" not in page


def test_the_page_tells_what_follows_and_begins_it(client_of, ines):
    placement = make_signed()
    client = client_of(ines)

    page = text_of(client.get(url("start", placement.pk)))
    after = client.post(url("start", placement.pk))

    assert "Il tirocinio risulta in corso" in page
    assert after.url == url("show", placement.pk)
    assert fresh(placement).state == "RUNNING"


# --- rest ---------------------------------------------------------------------------------------


def test_it_rests_and_is_taken_up_again():
    placement = suspend(make_running())
    at_rest = fresh(placement).state

    act("resume", placement, ends_on=date(2021, 5, 14))

    assert (at_rest, fresh(placement).state) == ("SUSPENDED", "RUNNING")
    assert rests_of(placement) == [(date(2021, 5, 3), date(2021, 5, 14))]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"starts_on": date(2021, 2, 28)}, "scegli un giorno fra questi"),
        ({"starts_on": date(2021, 9, 1)}, "scegli un giorno fra questi"),
        ({"starts_on": date(2021, 6, 11)}, "deve ancora venire"),
        ({"reason": " "}, "Scrivi il motivo"),
    ],
)
def test_a_rest_that_does_not_fit_is_refused(told, sentence):
    placement = make_running()

    with pytest.raises(NotPossible, match=sentence):
        suspend(placement, **told)

    assert fresh(placement).state == "RUNNING"


def test_two_rests_do_not_share_a_day():
    placement = suspend(make_running())
    act("resume", placement, ends_on=date(2021, 5, 14))

    with pytest.raises(NotPossible, match="era già sospeso"):
        suspend(placement, date(2021, 5, 14))

    suspend(placement, date(2021, 5, 15))


def test_a_rest_does_not_end_before_it_began():
    placement = suspend(make_running())

    with pytest.raises(NotPossible, match="sospeso dal 3 mag 2021"):
        act("resume", placement, ends_on=date(2021, 5, 2))


def test_what_does_not_run_does_not_rest():
    with pytest.raises(WrongStep):
        suspend(make_signed())


@pytest.mark.parametrize(
    ("name", "told", "state"),
    [
        ("suspend", {"starts_on": "3/5/2021", "reason": "malattia"}, "SUSPENDED"),
        ("resume", {"ends_on": "14/5/2021"}, "RUNNING"),
    ],
)
def test_the_pages_of_rest(client_of, ines, name, told, state):
    placement = make_running()
    if name == "resume":
        suspend(placement)
    client = client_of(ines)

    page = text_of(client.get(url(name, placement.pk)))
    wrong = text_of(client.post(url(name, placement.pk), told | dict.fromkeys(told, "")))
    client.post(url(name, placement.pk), told)

    assert "sospensione" in page
    assert "pc-errors" in wrong
    assert fresh(placement).state == state


# --- end ----------------------------------------------------------------------------------------

LAST, AFTER = date(2021, 8, 31), datetime(2021, 9, 2, 9, tzinfo=UTC)


def test_on_its_last_day_it_ends_with_an_outcome():
    placement = finish(make_running(), LAST, outcome="HIRED_FIXED", at=AFTER)

    row = fresh(placement)
    assert (row.state, row.ended_on, row.outcome, row.break_reason) == (
        "ENDED", LAST, "HIRED_FIXED", "",
    )  # fmt: skip


def test_before_its_last_day_it_is_broken_off_with_a_reason():
    placement = finish(
        make_running(), date(2021, 5, 31), reason="JOB_FOUND", note="Assunto altrove.",
    )  # fmt: skip

    row = fresh(placement)
    assert (row.state, row.ended_on, row.break_reason, row.end_note) == (
        "BROKEN_OFF", date(2021, 5, 31), "JOB_FOUND", "Assunto altrove.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "told", "sentence"),
    [
        (LAST, {}, "Scegli l’esito"),
        (date(2021, 5, 31), {"note": "Se n’è andato."}, "scegli il motivo"),
        (date(2021, 5, 31), {"reason": "BY_HOST", "note": " "}, "scrivi che cosa è successo"),
        (date(2021, 2, 28), {"reason": "BY_HOST", "note": "Mai venuto."}, "fra questi"),
        (date(2021, 9, 1), {"outcome": "NONE"}, "fra questi"),
    ],
)
def test_an_end_that_does_not_fit_is_refused(day, told, sentence):
    placement = make_running()

    with pytest.raises(NotPossible, match=sentence):
        finish(placement, day, at=AFTER, **told)

    assert fresh(placement).state == "RUNNING"


def test_an_end_is_not_told_beforehand():
    with pytest.raises(NotPossible, match="deve ancora venire"):
        finish(make_running(), LAST, outcome="NONE", at=JUNE)


def test_an_end_closes_the_rest_that_lasts():
    placement = suspend(make_running())

    finish(placement, date(2021, 5, 20), reason="HEALTH", note="Non può riprendere.")

    assert rests_of(placement) == [(date(2021, 5, 3), date(2021, 5, 20))]


def test_it_does_not_end_before_the_rest_that_lasts():
    placement = suspend(make_running())

    with pytest.raises(NotPossible, match="sospeso dal 3 mag 2021"):
        finish(placement, date(2021, 5, 1), reason="HEALTH", note="Non può riprendere.")


def test_what_has_ended_does_not_end_again():
    placement = finish(make_running(), LAST, outcome="NONE", at=AFTER)

    with pytest.raises(WrongStep):
        finish(placement, LAST, outcome="NONE", at=AFTER)


EARLY = {"ended_on": "31/05/2021", "reason": "JOB_FOUND", "note": "Assunto altrove."}


def test_the_page_of_the_end_shows_first_what_follows(client_of, ines):
    placement = make_running()
    client = client_of(ines)

    asked = text_of(client.post(url("finish", placement.pk), EARLY | {"verb": "preview"}))
    between = fresh(placement).state
    done = client.post(url("finish", placement.pk), EARLY | {"verb": "commit"}, follow=True)

    assert "Che cosa succede" in asked
    assert "Entro 5 giorni" in asked
    assert 'value="31/05/2021"' in asked
    assert (between, fresh(placement).state) == ("RUNNING", "BROKEN_OFF")
    assert "va inviata entro il 5 giu 2021" in text_of(done)
    assert "cessazione anticipata (UNILAV)" in text_of(done)


def test_one_goes_back_from_the_preview_with_what_was_typed(client_of, ines):
    placement = make_running()

    page = text_of(client_of(ines).post(url("finish", placement.pk), EARLY | {"verb": "edit"}))

    assert "Assunto altrove.</textarea>" in page
    assert "Vedi che cosa succede" in page
    assert fresh(placement).state == "RUNNING"


def test_an_early_end_without_its_reason_is_said_at_the_field(client_of, ines):
    placement = make_running()

    page = text_of(
        client_of(ines).post(
            url("finish", placement.pk), {"ended_on": "31/05/2021", "verb": "preview"}
        )
    )

    assert 'href="#id_reason"' in page
    assert 'href="#id_note"' in page


def test_the_early_end_is_notified_on_the_papers_page(client_of, ines):
    placement = finish(
        make_running(), date(2021, 5, 31), reason="BY_TRAINEE", note="Ha scelto un corso."
    )
    told = {"verb": "notice", "protocol": "COB-2", "sent_on": "4/6/2021"}

    page = text_of(client_of(ines).post(url("papers", placement.pk), told, follow=True))

    assert "Protocollo COB-2" in page
    assert "In ritardo" not in page


# --- who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["olga", "sara", "nora", "rita"])
def test_who_does_not_follow_the_person_moves_nothing(name):
    placement, other = make_signed(), player(name)

    for verb, told in (
        ("start", {}),
        ("suspend", {"starts_on": LAST, "reason": "x"}),
        ("resume", {"ends_on": LAST}),
        ("finish", {"ended_on": LAST, "outcome": "NONE", "reason": "", "note": ""}),
    ):
        with pytest.raises(PermissionDenied):
            act(verb, placement, by=other, **told)


def test_the_buttons_of_the_page_lead_to_the_steps_that_are_possible(client_of, ines, marco):
    placement = make_running()

    page = text_of(client_of(ines).get(url("show", placement.pk)))

    assert url("suspend", placement.pk) in page
    assert url("finish", placement.pk) in page
    assert url("start", placement.pk) not in page
    assert "Firme: 6 di 6" in page
