"""Whatever is sent signed in has a one-time key; the few addresses that want none say why."""

from contextlib import suppress

import pytest
from django.db import connection
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from core.once import why_keyless
from tests.acting import client_of
from tests.house.register import REGISTER, SIGN_IN
from tests.nets.doors import doors, expected

pytestmark = pytest.mark.django_db
# Kinds of arguments, with one that fits.
FITS = {"IntConverter": 1, "SlugConverter": "x", "StringConverter": "x", "PathConverter": "x"}
# By address, the beginning of its reason: a new one is a decision, and stands here too.
KEYLESS = {
    "Keeps a draft": {
        "register_keep", "keep_referral", "keep_note", "keep_correction", "keep_assessment",
        "keep_corrected_assessment", "keep_hand_over", "plan_keep", "keep_quick_note",
        "keep_group_note", "keep",
    },
    "Live checks that keep the draft": {"rules"},
    "A live check": {"register_code", "places", "quick_people", "extend_rules", "host_names"},
    "A search by POST": {"filter_notes", "search", "suggest"},
    "Shows, and writes down that it was shown": {"reveal"},
    "Says that the session lasts": {"session"},
    "Signs out": {"account_logout"},
    "Twice the same language": {"set_language"},
}  # fmt: skip


def addresses() -> dict[str, str]:
    """An address for each door that takes what is sent."""
    found = {}
    for name, arguments in doors():
        line = REGISTER.get(name)
        if line is not None and not any(set(one) - {405} for one in _signed_in(line[1])):
            continue
        kinds = _kinds(name)
        # Of the library those whose address holds a secret are for who is signed out.
        with suppress(NoReverseMatch):
            found[name] = reverse(name, kwargs={one: FITS[kinds[one]] for one in arguments})
    return found


def _signed_in(line: str) -> list[tuple[int, ...]]:
    return [answers for name, answers in expected(line).items() if name != "anonymous"]


def _kinds(name: str) -> dict[str, str]:
    *spaces, last = name.split(":")
    resolver = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    pattern = next(iter(resolver.reverse_dict.getlist(last)))
    return {one: type(converter).__name__ for one, converter in pattern[3].items()}


def test_nothing_is_done_without_a_key(ines):
    client, found = client_of(ines), addresses()
    written: list[str] = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().lower().startswith(("insert", "update", "delete")):
            written.append(sql)
        return execute(sql, params, many, context)

    said = {}
    with connection.execute_wrapper(note):
        for name, address in found.items():
            match = resolve(address)
            if not why_keyless(match.func, match.view_name):
                said[name] = client.post(address, {"text": "Parole."}, keyless=True).status_code

    assert len(said) > 80
    assert {name: status for name, status in said.items() if status != 409} == {}
    assert written == []


def test_the_addresses_that_want_no_key_are_few_and_say_why():
    reasons: dict[str, set[str]] = {}
    for name, address in addresses().items():
        match = resolve(address)
        if why := why_keyless(match.func, match.view_name):
            [kind] = [kind for kind in KEYLESS if why.startswith(kind)]
            reasons.setdefault(kind, set()).add(name.rpartition(":")[2])

    assert reasons == KEYLESS
    assert set(SIGN_IN) & {name for names in reasons.values() for name in names} == {
        "account_logout"
    }
