"""Who is answered how, at every address: the register of doors against the running application.

Generated from the URL resolver × everybody of the cast × four relations × GET and POST, where
the relation can tell (`_relations`). Beside the status, no answer may hold a canary its reader must
not see, and one that holds a person's canary must have its row in the reading log.
"""

from dataclasses import dataclass
from io import BytesIO

import pypdf
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from agencies.models import User
from core.audit.models import Reading
from tests.acting import SeatedClient, as_user, client_of
from tests.cast import player
from tests.house.register import REGISTER, SIGN_IN
from tests.nets.doors import PRINCIPALS, doors, expected
from tests.nets.records import KEEPERS, RELATIONS, World, name_canary

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Keys nobody was ever given, for the doors of the sign-in library that want one.
KEYS = {
    "account_confirm_email": {"key": "k"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "k-k"},
} | {f"mfa_{verb}_webauthn": {"pk": 1} for verb in ("edit", "remove")}
# What an argument of an address points at: without one of these, all relations are one.
RECORDS = {"pk", "draft", "artefact_pk", "code", "member"}
# The relations whose records each may see, by what of them is shown.
NAMES = {
    "ines": "own same shared", "marco": "own same shared", "dario": "own same",
    "olga": "own same", "rita": "same", "nora": "shared foreign", "franco": "shared foreign",
}  # fmt: skip
# A reserved note is its author's: a colleague and who coordinates see no word of it.
RESERVED = {"ines": "own", "marco": "same", "nora": "shared foreign"}
# Of who opens an emergency access to it, too.
HIDDEN = {"ines": "own same", "marco": "own same", "nora": "shared foreign"}
URGENT = HIDDEN | {"dario": "same"}
DIARY = {"ines": "own same", "marco": "own same", "nora": "shared foreign"}
# An auditor reads of a sent report who worked, what was paid, and where somebody was placed.
STAFF = {"olga": "own same", "franco": "shared foreign", "rita": "same"}
PAID = {"marco": "own same", "olga": "own same", "nora": "shared foreign",
        "franco": "shared foreign", "ines": "own same", "rita": "same"}  # fmt: skip
DRAFTS = {"ines": "own", "marco": "same", "nora": "shared foreign"}
# Names of hosts stand with placements, which who accounts for them sees; aims are for caseworkers.
PLACED = {"ines": "own same", "marco": "own same", "olga": "own same", "nora": "shared foreign",
          "franco": "shared foreign"}  # fmt: skip
HOSTS = PLACED | {"rita": "same"}
HANDED = {"marco": "own same", "nora": "shared foreign"}
HOMES = {"ines": "own same shared", "marco": "own same shared", "nora": "shared foreign"}


@dataclass(frozen=True)
class Everyone:
    """Who knocks, in which world, and who keeps the records of it."""

    world: World
    keepers: dict[str, User]
    client: SeatedClient
    principal: str
    reader: int | None


def test_every_address_is_on_the_register():
    unlisted = {name for name, _ in doors() if name not in REGISTER and name not in SIGN_IN}

    assert not unlisted, f"write a line in tests/house/register/ for {sorted(unlisted)}"


def test_every_line_of_the_register_is_an_address():
    gone = (set(REGISTER) | set(SIGN_IN)) - {name for name, _ in doors()}

    assert not gone, f"take out of tests/house/register/: {sorted(gone)}"


@pytest.mark.parametrize("name", SIGN_IN)
def test_every_door_of_the_sign_in_answers_as_the_register_says(name, ines):
    url = reverse(name, kwargs=KEYS.get(name))
    answers = []
    for method in ("get", "post"):
        for client in (client_of(), client_of(ines)):
            with transaction.atomic():
                answers.append(getattr(client, method)(url).status_code)
                transaction.set_rollback(True)

    assert tuple(answers) == SIGN_IN[name]


@pytest.fixture
def bare_errors(monkeypatch) -> None:
    """A refusal without the page around it, which is drawn and looked at elsewhere."""

    def bare(_template: str, status: int, reason: str = "") -> HttpResponse:
        return HttpResponse(reason, status=status)

    monkeypatch.setattr("core.ui.views._error", bare)


@pytest.mark.parametrize("principal", PRINCIPALS)
@pytest.mark.usefixtures("bare_errors")
def test_every_door_answers_as_the_register_says(principal, standing_world):
    client = client_of(None if principal == "anonymous" else player(principal))
    keepers = {relation: player(name) for relation, name in KEEPERS.items()}
    reader = None if principal == "anonymous" else player(principal).pk
    everyone = Everyone(standing_world, keepers, client, principal, reader)

    faults = [
        fault
        for name, arguments in doors()
        if name in REGISTER
        for position, method in enumerate(("get", "post"))
        for relation, status in _relations(
            principal, method, arguments, expected(REGISTER[name][position])[principal]
        )
        for fault in knock(everyone, name, arguments, method, relation, status)
    ]

    assert not faults, "\n".join(faults)


# Who follows people or accounts at Ascl reads more or less of a record by who keeps it: to all
# others, and to who sends an empty form, its records are of one kind, and so are those of a foreign
# agency, shared with Ascl or not.
INSIDERS = {"ines", "marco", "olga"}


def _relations(principal, method, arguments, answers):
    """The relations to try at a door, with the answer to each.

    Who is turned away before any record is looked for (to sign in, by their role, by the method),
    or finds none to write in whoever keeps it, tries it with the nearest one.
    """
    alike = len(set(answers)) == 1
    # By the method, before it is asked who knocks: one who signed in has tried it for all.
    if alike and answers[0] == 405 and principal not in ("anonymous", "ines"):
        return []
    turned_away = alike and (answers[0] in (302, 403, 405) or (answers[0], method) == (404, "post"))
    if turned_away or not RECORDS & arguments:
        return [(RELATIONS[0], answers[0])]
    told = list(zip(RELATIONS, answers, strict=True))
    if principal in INSIDERS and method == "get":
        return told
    halves = (told[:2], told[2:])
    return [one for half in halves for one in (half if half[0][1] != half[1][1] else half[:1])]


def knock(at: Everyone, name, arguments, method, relation, status):
    """Ask at one door and say what is wrong with the answer; leave everything as it was."""
    url = reverse(name, kwargs=_arguments(at.world, name, arguments, relation))
    where = f"{at.principal} {method} {name} {relation}"
    with transaction.atomic():
        response = getattr(at.client, method)(url)
        body = _body(response)
        if response.status_code != status:
            yield f"{where}: {response.status_code} instead of {status}"
        for word in _forbidden(at.principal):
            if word.encode() in body:
                yield f"{where}: holds {word}"
        opens = status == 200 and method == "get" and _names_one(name, arguments)
        # Who administers reviews an emergency access without a name.
        opens = opens and (at.principal, name) != ("dario", "beneficiaries:emergency")
        if opens and name_canary(relation).encode() not in body:
            yield f"{where}: opens, and does not show {name_canary(relation)}"
        if name != "reporting:download":
            yield from _unlogged(at, body, where)
        transaction.set_rollback(True)


def _names_one(name: str, arguments) -> bool:
    """Whether the answer is about one person: an empty page would pass all other checks."""
    spaces = ("beneficiaries:", "projects:", "placements:")
    about_a_person = name.startswith(spaces) and "pk" in arguments and name not in OF_HOSTS
    return about_a_person or name in ("reporting:download", "reporting:counted")


# About a body; nobody who was placed there is named.
OF_HOSTS = {"placements:host_edit", "placements:tutor_new", "placements:tutor_edit"}


def _arguments(world: World, name: str, names, relation: str):
    arguments = world.arguments(set(names), relation)
    if name == "beneficiaries:move":
        arguments["step"] = "assess"
    if name == "beneficiaries:close_appointment":
        arguments["step"] = "miss"
    if name == "beneficiaries:judge_duplicates":
        arguments["step"] = "dismiss"
    if "pk" in names:
        arguments["pk"] = _record(world, name, relation).pk
    return arguments


def _record(world: World, name: str, relation: str):
    space, _, page = name.partition(":")
    if space == "agencies":
        return world.leaves[relation]
    if space in ("jobs", "saved"):
        return (world.jobs if space == "jobs" else world.saved_views)[relation]
    if space == "reporting":
        return world.reports[relation]
    if space == "beneficiaries":
        return _of_people(world, page)[relation]
    if space == "placements":
        return _placed(world, page)[relation]
    if space == "projects" and page != "enter":
        return world.participations[relation]
    return world.people[relation]


def _of_people(world: World, page: str):
    if page in ("correct_note", "keep_correction", "choose_readers"):
        return world.notes
    if page in OF_EMERGENCIES:
        return world.emergencies
    if page == "hand_over_undo":
        return world.hand_overs
    if page in ("assessment", "correct_assessment", "keep_corrected_assessment"):
        return world.assessments
    if page in OF_DOCUMENTS:
        return world.documents
    if page in OF_SHARING:
        return world.shares if page == "end_share" else world.referrals
    if page in OF_MERGES:
        return world.merges if "merge" in page else world.duplicates
    if page in OF_AGENDA:
        return world.deadlines if "deadline" in page else world.appointments
    return world.people


OF_AGENDA = {"appointment", "move_appointment", "close_appointment", "deadline", "tick_deadline",
             "put_off_deadline"}  # fmt: skip
OF_DOCUMENTS = {"document", "document_file", "correct_document", "replace_document",
                "cancel_document", "scan_document", "document_page",
                "document_picture"}  # fmt: skip
OF_EMERGENCIES = {"emergency", "emergency_note", "end_emergency", "review_emergency"}
OF_MERGES = {"compare", "judge_duplicates", "merge", "undo_merge"}
OF_SHARING = {"end_share", "referral", "withdraw_referral", "accept_referral",
              "decline_referral"}  # fmt: skip
OF_MONTHS = {"register", "close", "send_back", "validate", "rectify"}


def _placed(world: World, page: str):
    if page in OF_MONTHS:
        return world.registers
    if page == "batch":
        return world.batches
    if page == "propose":
        return world.participations
    if page.startswith("extension"):
        return world.extensions
    if page == "tutor_edit":
        return world.tutors
    return world.hosts if page.startswith(("host", "tutor")) else world.placements


def _body(response) -> bytes:
    headers = "".join(f"{name}: {value}\n" for name, value in response.headers.items()).encode()
    if getattr(response, "streaming", False):
        return headers + b"".join(response.streaming_content)
    if response.headers.get("Content-Type") == "application/pdf":
        pages = pypdf.PdfReader(BytesIO(response.content)).pages
        return headers + "\n".join(page.extract_text() for page in pages).encode()
    return headers + response.content


# The words of each record beside its name, and who may read them; {} stands for the relation.
CANARIES = (
    (NAMES, ("Zqnome{}", "Zqcognome{}")),
    (
        DIARY,
        (
            "zqtesto{}",
            "zqscopo{}",
            "zqproroga{}",
            "zqagenda{}",
            "zqdocumento{}",
            "zqversione{}",
        ),
    ),
    # What is shared, and what is told to another agency.
    (
        HOMES,
        (
            "zqcondivisa{}",
            "zqvaluta{}",
            "zqarea{}",
            "zqprogetto{}",
            "zqmotivo{}",
            "zqinvio{}",
        ),
    ),
    (HANDED, ("zqconsegne{}",)),
    (RESERVED, ("zqriservata{}",)),
    (HIDDEN, ("zqnascosta{}",)),
    (URGENT, ("zqurgenza{}",)),
    (HOSTS, ("Zqospitante{}",)),
    (PAID, ("zqdistinta{}",)),
    (STAFF, ("Zqlavora{}",)),
    (HOMES, ("Zqvia{}",)),
    (DRAFTS, ("Zqbozza{}", "Zqvista{}")),
    (DIARY, ("zqassenza{}",)),
)


def _forbidden(principal: str):
    for readers, words in CANARIES:
        readable = readers.get(principal, "").split()
        for relation in RELATIONS:
            if relation not in readable:
                yield from (word.format(relation) for word in words)


def _unlogged(at: Everyone, body: bytes, where: str):
    """Persons this answer shows whose reading was not written down with it."""
    shown = [one for one in RELATIONS if name_canary(one).encode() in body]
    for relation in shown:
        person = at.world.people[relation]
        # Whoever reads may not read the log; the agency that keeps the record may.
        with as_user(at.keepers[relation]):
            logged = Reading.objects.filter(user_id=at.reader, person_id=person.pk).exists()
        if not logged:
            yield f"{where}: shows {name_canary(relation)} with no row in the reading log"
