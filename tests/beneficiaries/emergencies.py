"""Emergency accesses in the tests: who reads what, the review, one of Ines."""

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.policy import visible_emergency_notes
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_emergency, make_note, make_person

CANARY = "zqriservata"


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def read_by(name):
    with as_user(player(name)) as user:
        return set(visible_emergency_notes(user).values_list("text", flat=True))


def read_in_database(name, table="beneficiaries_casenote"):
    with as_user(player(name)), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where text = %s", [CANARY])
        return cursor.fetchone()[0]


def review(access, step, remark="", *, by="marco"):
    with as_user(player(by)) as user:
        return actions.review_emergency(access, step, remark, by=user, at=timezone.now())


def end(access, *, by="marco"):
    with as_user(player(by)) as user:
        return actions.end_emergency(access, by=user, at=timezone.now())


def opened_by_ines(**told):
    """An access of Ines to a person of Marco's, who coordinates."""
    marco = player("marco")
    found = make_note(make_person(by=marco), by=marco, text="zqsua", visibility="RESERVED")
    return make_emergency(found.beneficiary, by=player("ines"), reading=found, **told)
