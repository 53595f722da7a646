"""Hand-overs that are planned, the clock that carries them out, and what came of it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, User
from beneficiaries import actions, on_the_day
from beneficiaries.models import CaseFile, HandOver, HandOverLine, RosterEntry
from tests.acting import as_user
from tests.cast import player

URL = reverse("beneficiaries:hand_over")


LIST = reverse("beneficiaries:hand_overs")


IN_TEN = timedelta(days=10)


def day(days: int = 10):
    return timezone.localdate() + timedelta(days=days)


def plan(people, to="marco", *, frm="ines", by="marco", days=10) -> HandOver:
    """People of one worker who pass on in some days."""
    with as_user(player(by)) as user:
        files = dict(CaseFile.objects.values_list("beneficiary", "pk"))
        passed = [actions.Passed(files[one.pk], player(to).pk, "Chiama il Cpi.") for one in people]
        return actions.hand_over_cases(
            passed,
            from_worker=player(frm) if frm else None,
            by=user,
            at=timezone.now(),
            starts_on=day(days),
        )


def ring(days: int = 10) -> int:
    """The clock, so many days from now."""
    return on_the_day.carry_out_all(at=timezone.now() + timedelta(days=days))


def managers(people) -> list[str]:
    """Who follows each person, by the file and by the row of lists."""
    with as_user(player("marco")):
        files = dict(CaseFile.objects.values_list("beneficiary", "case_manager"))
        rows = dict(RosterEntry.objects.values_list("pk", "case_manager_id"))
        names = {user.pk: user.first_name for user in User.objects.all()}
    assert {one.pk: files[one.pk] for one in people} == {one.pk: rows[one.pk] for one in people}
    return [names[files[one.pk]] for one in people]


def told() -> list[str]:
    """Why each person did not pass on, as the coordinator reads it; nothing: they did."""
    with as_user(player("marco")):
        lines = HandOverLine.objects.select_related("hand_over").order_by("pk")
        return [line.why_not for line in lines]


def leaves(name: str, days: int = 5) -> None:
    """Somebody's last day at the agency."""
    with as_user(player("dario")):
        Membership.objects.filter(user=player(name)).update(valid_to=day(days))
