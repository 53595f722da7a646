"""A later last day: asked, decided, signed, notified; until then the old one holds."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from core.workflow import WrongStep
from placements.actions import extension_papers, extensions, papers
from placements.actions.refusals import NotPossible
from placements.days import planned_days
from placements.enums import PlacementKind, RefusalReason
from placements.extending import Asked
from placements.models import Extension, MandatoryNotice, Placement
from placements.signing import (
    late_words,
    papers_of,
    papers_of_extension,
    required_to_extend,
)
from placements.wording import fingerprint
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_exit
from tests.placements.test_running import finish, fresh, make_running, suspend

pytestmark = pytest.mark.django_db
JULY, AUGUST = (datetime(2021, month, 12, 9, tzinfo=UTC) for month in (7, 8))
SEPTEMBER = datetime(2021, 9, 3, 9, tzinfo=UTC)
OLD, NEW = date(2021, 8, 31), date(2021, 11, 30)
ASKED = Asked(NEW, "Serve più tempo per il magazzino.")
EXTRA = {"kind": PlacementKind.EXTRACURRICULAR, "eqf_level": 3}


def act(verb, extension, *, by="ines", at=JULY, **told):
    with as_user(player(by)) as user:
        return getattr(extensions, verb)(extension, by=user, at=at, **told)


def ask(placement=None, asked=ASKED, *, by="ines", at=JULY):
    with as_user(player(by)) as user:
        return extensions.ask_extension(placement or make_running(), asked, by=user, at=at)


def make_approved(placement=None, asked=ASKED):
    return act("approve_extension", ask(placement, asked), by="marco")


def sign(extension, signed_on=date(2021, 8, 2), *, but=0, by="ines", at=AUGUST):
    """Record the signatures, all but the last so many."""
    lines = required_to_extend(extension.placement.kind)
    signed = [papers.Signed(*line, "Chi firma", signed_on) for line in lines[: len(lines) - but]]
    with as_user(player(by)) as user:
        return extension_papers.sign_extension(extension, signed, by=user, at=at)


def notify(extension, sent_on=date(2021, 8, 3), *, by="ines", at=AUGUST):
    with as_user(player(by)) as user:
        return extension_papers.notify_extension(
            extension, protocol=" COB-9 ", sent_on=sent_on, by=user, at=at
        )


def row_of(extension):
    with as_user(player("ines")):
        return Extension.objects.select_related("version").get(pk=extension.pk)


# --- the walk -----------------------------------------------------------------------------------


def test_only_with_signatures_and_notice_the_new_last_day_holds():
    extension = make_approved()
    last_days = [fresh(extension.placement).ends_on]

    sign(extension)
    last_days.append(fresh(extension.placement).ends_on)
    notify(extension)

    assert last_days == [OLD, OLD]
    assert (fresh(extension.placement).ends_on, row_of(extension).state) == (NEW, "IN_FORCE")


def test_the_notice_may_come_before_the_last_signature():
    extension = make_approved()

    notify(extension)
    assert sign(extension, but=1).state == "APPROVED"
    with as_user(player("ines")) as user:
        line = required_to_extend(extension.placement.kind)[-1]
        last = papers.Signed(*line, "Chi firma", date(2021, 8, 4))
        extension_papers.sign_extension(extension, [last], by=user, at=AUGUST)

    assert fresh(extension.placement).ends_on == NEW


def test_the_days_follow_the_new_last_day():
    extension = make_approved()
    sign(extension)
    notify(extension)

    placement = fresh(extension.placement)

    days = planned_days(placement, date(2021, 9, 1), date(2021, 12, 31))
    assert (min(days), max(days)) == (date(2021, 9, 1), NEW)
    with as_user(player("ines")):
        assert Placement.objects.ending_by(date(2021, 9, 30)).count() == 0
        assert Placement.objects.during(date(2021, 11, 1), date(2021, 11, 30)).count() == 1


def test_what_is_signed_is_the_hash_of_the_extended_terms():
    extension = make_approved()
    sign(extension)

    with as_user(player("ines")):
        version = row_of(extension).version
        first = extension.placement.versions.get(number=1)
        hashes = {row.sha256 for row in version.signatures.all()}
        assert papers_of(fresh(extension.placement)).fallen == ()
        assert papers_of_extension(row_of(extension)).is_complete

    assert (version.number, version.content["ends_on"]) == (2, "30 nov 2021")
    assert version.content["ended_before"] == "31 ago 2021"
    assert hashes == {version.sha256} == {fingerprint(version.content)}
    assert first.content["ends_on"] == "31 ago 2021"


def test_a_suspended_placement_can_be_extended_too():
    placement = suspend(make_running(), date(2021, 5, 3))

    assert ask(placement).state == "SUBMITTED"


def test_the_service_signs_the_extension_of_an_inclusion_and_of_no_other():
    assert [party for _paper, party in required_to_extend(PlacementKind.INCLUSION)] == [
        "PROMOTER", "HOST", "TRAINEE", "SERVICE",
    ]  # fmt: skip
    assert [party for _paper, party in required_to_extend(PlacementKind.WORK_GRANT)] == [
        "PROMOTER", "HOST", "TRAINEE",
    ]  # fmt: skip


# --- what leaves the old last day ---------------------------------------------------------------


def test_refused_or_withdrawn_it_leaves_the_old_last_day_and_another_can_be_asked():
    placement = make_running()

    told = {"reason": RefusalReason.NO_BUDGET, "note": "Spesa esaurita."}
    refused = act("refuse_extension", ask(placement), by="marco", **told)
    withdrawn = act("withdraw_extension", ask(placement))

    row = row_of(refused)
    assert (row.state, row.refusal_reason, row.decision_note) == (
        "REFUSED", "NO_BUDGET", "Spesa esaurita.",
    )  # fmt: skip
    assert row_of(withdrawn).state == "WITHDRAWN"
    assert fresh(placement).ends_on == OLD
    assert ask(placement).state == "SUBMITTED"


def test_sent_again_after_changes_it_is_another_version():
    extension = act("ask_changes_of_extension", ask(), by="marco", note="Basta ottobre.")
    shorter = Asked(date(2021, 10, 31), "Come detto.")

    again = act("ask_again", extension, asked=shorter, version=2)

    assert (again.state, again.version.number, again.ends_on) == (
        "SUBMITTED", 3, date(2021, 10, 31),
    )  # fmt: skip
    with pytest.raises(NotPossible, match="versione 3"):
        act("approve_extension", extension, by="marco", version=2)


def test_one_extension_at_a_time():
    placement = make_running()
    ask(placement)

    with pytest.raises(NotPossible, match="già una proroga"):
        ask(placement)


def test_with_the_end_of_the_placement_an_open_extension_falls():
    extension = make_approved()

    finish(extension.placement, OLD, outcome="NONE", at=SEPTEMBER)

    assert row_of(extension).state == "WITHDRAWN"
    with pytest.raises(WrongStep):
        sign(extension, at=SEPTEMBER)


def test_the_database_moves_a_last_day_with_an_extension_in_force_alone():
    placement = make_running()
    make_approved(placement)

    with (
        as_user(player("ines")),
        pytest.raises(DatabaseError, match="moves with an extension"),
        transaction.atomic(),
    ):
        Placement.objects.filter(pk=placement.pk).update(ends_on=NEW)


@pytest.mark.parametrize(("state", "to"), [("SUBMITTED", "IN_FORCE"), ("WITHDRAWN", "APPROVED")])
def test_the_database_knows_the_steps(state, to):
    extension = ask()
    if state == "WITHDRAWN":
        act("withdraw_extension", extension)

    with as_user(player("ines")), pytest.raises(DatabaseError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(state=to)


# --- who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["olga", "nora", "sara", "rita"])
def test_only_those_who_follow_the_person_ask_sign_and_notify(name):
    placement = make_running()
    with pytest.raises(PermissionDenied):
        ask(placement, by=name)
    extension = make_approved(placement)

    for verb in (sign, notify):
        with pytest.raises(PermissionDenied):
            verb(extension, by=name)


@pytest.mark.parametrize("name", ["ines", "olga", "nora"])
def test_only_a_coordinator_of_the_agency_decides(name):
    extension = ask()

    with pytest.raises(PermissionDenied):
        act("approve_extension", extension, by=name)


# --- papers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed_on", "sentence"),
    [
        (date(2021, 7, 11), "È stato approvato il 12 lug 2021"),
        (date(2021, 9, 1), "si firma entro il 31 ago 2021"),
        (date(2021, 9, 9), "non può essere nel futuro"),
    ],
)
def test_a_signature_is_of_a_day_between_the_approval_and_the_old_end(signed_on, sentence):
    extension = make_approved()

    with pytest.raises(NotPossible, match=sentence):
        sign(extension, signed_on, at=SEPTEMBER)

    assert fresh(extension.placement).ends_on == OLD


def test_papers_of_the_right_days_may_be_written_down_later():
    extension = make_approved()

    sign(extension, OLD, at=SEPTEMBER)
    notify(extension, date(2021, 9, 2), at=SEPTEMBER)

    assert fresh(extension.placement).ends_on == NEW


def test_a_late_notice_is_recorded_and_said_to_be():
    extension = make_approved()

    notify(extension, date(2021, 9, 6), at=datetime(2021, 9, 6, 9, tzinfo=UTC))

    with as_user(player("ines")):
        notice = MandatoryNotice.objects.get(kind="EXTENSION")
        words = late_words(extension.placement, notice)
    assert (notice.protocol, words) == (
        "COB-9", "Inviata il 6 set 2021: il termine era le 24 del 5 set 2021.",
    )  # fmt: skip


def test_a_notice_of_an_extension_is_recorded_once():
    extension = make_approved()
    notify(extension)

    with pytest.raises(NotPossible, match="già registrata"):
        notify(extension)


def test_it_does_not_hold_for_who_left_the_project():
    extension = make_approved()
    sign(extension)
    with as_user(player("ines")):
        participation = extension.placement.participation
    make_exit(participation, exit_on=OLD)

    with pytest.raises(NotPossible, match="è uscita dal progetto il 31 ago 2021"):
        notify(extension)

    assert fresh(extension.placement).ends_on == OLD


def test_an_attestation_comes_with_the_extension():
    asked = Asked(NEW, "Serve altro tempo.", attestation_on=date(2021, 7, 1))
    extension = make_approved(None, asked)
    sign(extension)
    notify(extension)

    assert fresh(extension.placement).attestation_on == date(2021, 7, 1)
