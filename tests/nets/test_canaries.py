"""Where no word about a person may lie: addresses, sessions, logs, the queue, mail, errors."""

import base64
import io
import logging
import re
import zipfile
from logging.config import DictConfigurator

import pytest
import redis
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from agencies.models import User
from beneficiaries.models import Beneficiary, SearchTicket
from config.urls import urlpatterns as ours
from core.audit.models import Reading
from core.drafts import open_draft, write
from core.models import Draft
from projects.models import Project
from reporting.actions import ask_for_report
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.makers import make_note, make_participation, make_person

CANARY, CODE = "Zqcanarino", "RSSMRA80A01F205X"
handler403, handler404, handler500 = (
    f"core.ui.views.{name}" for name in ("forbidden", "not_found", "broken")
)


def breaks(request: HttpRequest) -> HttpResponse:
    """A view that fails on a broken constraint, and then in words that quote the person."""
    person = Beneficiary.objects.get(identifier=CODE)
    person.pk = None
    try:
        person.save(force_insert=True)
    except IntegrityError:
        int(person.alias)
    return HttpResponse()


urlpatterns = [*ours, path("rompe/", breaks)]


@pytest.fixture
def person(db) -> Beneficiary:
    """A person whose every word is a canary, in the project Como, with a note."""
    made = make_person(
        first_name=CANARY, last_name=CANARY, alias=CANARY, residence_address=CANARY,
        identifier=CODE, identifier_kind="TAX_CODE",
    )  # fmt: skip
    make_participation(made)
    make_note(made, text=CANARY)
    return made


def test_no_address_holds_a_name(person, ines):
    client = client_of(ines)

    found = client.post(reverse("beneficiaries:search"), {"q": CANARY})
    page = client.get(found["Location"])

    assert CANARY in page.content.decode()
    assert CANARY.lower() not in found["Location"].lower()
    assert CANARY.lower() not in _addresses(page).lower()
    assert CODE not in _addresses(page)


def _addresses(page: HttpResponse) -> str:
    return " ".join(re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', page.content.decode()))


def test_a_session_holds_no_word_about_a_person(person, ines):
    client = client_of(ines)

    client.get(client.post(reverse("beneficiaries:search"), {"q": CANARY})["Location"])
    client.get(reverse("beneficiaries:show", args=[person.pk]))
    client.post(reverse("beneficiaries:register"), {"first_name": CANARY})

    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert CANARY not in kept


def test_what_is_being_typed_and_searched_lies_encrypted(person, ines):
    client_of(ines).post(reverse("beneficiaries:search"), {"q": CANARY})
    with as_user(ines) as user:
        write(open_draft("register", by=user), {"1": {"first_name": CANARY}})
        kept = [bytes(draft.payload) for draft in Draft.objects.all()]
        kept += [bytes(ticket.words) for ticket in SearchTicket.objects.all()]

    assert len(kept) == 2
    assert not [one for one in kept if CANARY.encode() in one]


def test_logs_tell_no_word_about_a_person(person, ines, caplog):
    client = client_of(ines)
    caplog.set_level(logging.INFO)

    for name in ("show", "identity", "edit", "history", "readers"):
        client.get(reverse(f"beneficiaries:{name}", args=[person.pk]))
    client.post(reverse("beneficiaries:search"), {"q": CANARY})

    assert CANARY not in caplog.text


@pytest.mark.urls("tests.nets.test_canaries")
def test_an_error_tells_neither_the_page_nor_the_log(person, ines, caplog):
    client = client_of(ines)
    client.raise_request_exception = False

    page = client.get("/rompe/")

    formatter = _formatter()
    told = "\n".join(_formatted(formatter, record) for record in caplog.records)
    assert page.status_code == 500
    assert "beneficiary_code_once_in_agency" in told
    for word in (CANARY, CODE):
        assert word not in page.content.decode()
        assert word not in told


def _formatter() -> logging.Formatter:
    declared = configured.LOGGING["formatters"]["plain"]
    assert configured.LOGGING["root"]["handlers"] == ["console"]
    assert configured.LOGGING["handlers"]["console"]["formatter"] == "plain"
    return DictConfigurator({"version": 1}).configure_formatter(dict(declared))


def _formatted(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    # Another handler has already formatted the error, and left its words on the record.
    record.exc_text = None
    return formatter.format(record)


@pytest.mark.django_db(transaction=True)
def test_the_queue_carries_numbers_only(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_participation(make_person(first_name=CANARY, identifier=CODE, identifier_kind="TAX_CODE"))
    queue = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    before = set(queue.scan_iter())

    with as_user(player("olga")) as olga:
        project = Project.objects.get(code=COMO)
        ask_for_report(project, cut_off=timezone.localdate(), by=olga, at=timezone.now())

    held = {key: _held(queue, key) for key in queue.scan_iter()}
    for key in set(held) - before:
        queue.delete(key)
    assert any("core.jobs.run" in value for value in held.values())
    for word in (CANARY, CODE, "olga@"):
        assert not [key for key, value in held.items() if word in f"{key} {value}"]


def _held(queue: redis.Redis, key: bytes) -> str:
    """All that lies under a key; what Celery packs in base64 is unpacked."""
    readers = {b"list": lambda: queue.lrange(key, 0, -1), b"string": lambda: queue.get(key),
               b"hash": lambda: queue.hgetall(key), b"set": lambda: queue.smembers(key),
               b"zset": lambda: queue.zrange(key, 0, -1)}  # fmt: skip
    told = str(readers[queue.type(key)]())
    packed = re.findall(r'"body": "([\w+/=]+)"', told)
    return " ".join([told, *(str(base64.b64decode(one)) for one in packed)])


def test_a_mail_holds_a_link_and_no_name(ines):
    client_of().post(reverse("account_reset_password"), {"email": ines.email})

    (message,) = mail.outbox
    assert "/accesso/password/reset/key/" in message.body
    assert ines.last_name not in message.body + message.subject


@pytest.mark.parametrize("name", ["nora", "sara"])
def test_a_sheet_holds_no_stranger(person, name, request):
    user: User = request.getfixturevalue(name)

    sheet = client_of(user).get(reverse("beneficiaries:list"), {"formato": "xlsx"})

    assert CANARY not in _sheet(sheet)


def test_a_sheet_holds_ones_own_people_and_each_is_a_line_of_the_log(person, ines):
    sheet = client_of(ines).get(reverse("beneficiaries:list"), {"formato": "xlsx"})

    assert CANARY in _sheet(sheet)
    with as_user(ines):
        assert Reading.objects.filter(person_id=person.pk, user_id=ines.pk).count() == 1


def _sheet(answer: HttpResponse) -> str:
    content = b"".join(answer) if getattr(answer, "streaming", False) else answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
