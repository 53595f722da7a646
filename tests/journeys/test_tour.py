"""Every page a role can open, visited at both widths: nothing in the way, nothing cut off."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from lxml import html

from tests.acting import client_of
from tests.cast import player
from tests.house.register import REGISTER
from tests.journeys.walker import NARROW
from tests.journeys.world import World, make_world
from tests.nets.doors import expected

ROLES = ("ines", "marco", "olga", "dario", "rita")
# The same for everybody: visited once, by the first.
SHARED = ("ui:", "account_", "mfa_", "usersessions_", "help")
# The library's pages of sign-in: those that a signed-in person opens without a step before.
OF_THE_LIBRARY = ("account_change_password", "account_logout", "mfa_index", "usersessions_list")

PEOPLE = {"home", "beneficiaries:list", "beneficiaries:show", "beneficiaries:register", "jobs:mine"}
MUST_HAVE = {
    "ines": PEOPLE | {"help", "projects:show", "projects:enter", "ui:privacy", "account_logout"},
    "marco": PEOPLE | {"projects:show", "projects:enter"},
    "olga": {"home", "projects:show", "reporting:list", "reporting:show", "reporting:members"},
    "dario": {"home", "agencies:team", "agencies:accesses", "beneficiaries:readers"},
    "rita": {"home", "reporting:list", "jobs:mine"},
}


def doors(patterns=None, space: str = "") -> list[tuple[str, list[str]]]:
    """Each of our named addresses with the names of its arguments."""
    found = []
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            if one.namespace:
                found += doors(one.url_patterns, f"{one.namespace}:")
            elif "allauth" not in str(one.urlconf_name) and "signin" not in str(one.urlconf_name):
                found += doors(one.url_patterns, space)
        elif isinstance(one, URLPattern) and one.name:
            found.append((space + one.name, list(one.pattern.converters)))
    return found


def addresses(world: World) -> dict[str, str]:
    """The address of each door with what stands on the stage behind it."""
    known = {name: reverse(name) for name in OF_THE_LIBRARY}
    for name, arguments in doors():
        given = {argument: world.argument(name, argument) for argument in arguments}
        known[f"{name}{'-genere' if 'gender' in given else ''}"] = reverse(name, kwargs=given)
    return known


def may_open(name: str, door: str) -> bool:
    """Whether the register of doors opens some record behind this address to them."""
    line = REGISTER.get(door.removesuffix("-genere"))
    return line is None or 200 in expected(line[0])[name]


def parts_of(page: bytes) -> set[tuple]:
    """What a page is built of: each element with where it stands, how it looks, what it says."""
    return {
        (
            parent.tag if (parent := element.getparent()) is not None else "",
            element.tag,
            element.get("class"),
            element.get("role"),
            tuple(sorted(element.keys())),
            bool("".join(element.itertext()).strip()),
        )
        for element in html.document_fromstring(page.decode()).iter("*")
    }


def opened(client: Client, address: str) -> bytes:
    """The page at an address; nothing where there is none for this one."""
    answer = client.get(address)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return answer.content if is_page and b"<html" in answer.content else b""


def parts_of_what(client: Client, address: str) -> set[tuple]:
    """The parts of the page at an address; none where there is no page for this one."""
    page = opened(client, address)
    return parts_of(page) if page else set()


@pytest.fixture(scope="module")
def seen_by_first() -> dict[str, set[tuple]]:
    """The parts of the pages that the first role's tour has looked at, by door."""
    return {}


@pytest.mark.long
@pytest.mark.parametrize("name", ROLES)
def test_every_page_of_a_role_is_fit_at_both_widths(walk, name, shelf, seen_by_first):
    world = make_world(begun_by=name)
    client, first = client_of(player(name)), client_of(player(ROLES[0]))
    pages = {
        door: (address, page)
        for door, address in addresses(world).items()
        if (name == ROLES[0] or not door.startswith(SHARED))
        and may_open(name, door)
        and (page := opened(client, address))
    }
    visitor, looked_at = walk(name), set()

    for door, (address, page) in pages.items():
        # Where the first role has been at both widths, another looks at the narrow one; and a page
        # of which every part was looked at, on the first one's or on others of one's own, is known.
        again = name != ROLES[0] and may_open(ROLES[0], door)
        if again and (theirs := seen_by_first.get(door) or parts_of_what(first, address)):
            if parts_of(page) <= looked_at | theirs:
                continue
            looked_at |= parts_of(page)
        visitor.go(address)
        widths = [NARROW] if again else []
        visitor.look(f"{name}-{door.replace(':', '-')}", *widths, colours=not again)
        if name == ROLES[0]:
            seen_by_first[door] = parts_of(page)

    assert MUST_HAVE[name] <= set(pages)
