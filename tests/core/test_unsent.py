"""What was sent and not taken is shown again, to who sent it, to be sent by hand."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from beneficiaries.models import CaseNote
from core.models import Submission
from tests.acting import BACKEND, as_user
from tests.cast import PASSWORD
from tests.fuzz.hostile import forms_of
from tests.makers import make_person

pytestmark = pytest.mark.django_db
WORDS = "Racconta che il corso le ha ridato fiducia:\r\n“ci provo”, dice <b>Ada</b>."
TYPED = {"kind": "PHONE", "text": WORDS, "happened_on": "oggi"}
KEPT = reverse("ui:unsent")


def notes(user) -> list[str]:
    with as_user(user):
        return [note.text for note in CaseNote.objects.all()]


def address_of(person) -> str:
    return reverse("beneficiaries:write_note", args=[person.pk])


def send_again(client, page):
    """Press the button of the page that shows what was not taken."""
    [(action, pairs)] = [one for one in forms_of(page) if "text" in dict(one[1])]
    return client.post(action, dict(pairs))


def test_without_its_key_a_form_comes_back_with_its_words(client_of, ines):
    person, client = make_person(), client_of(ines)
    page = f"http://testserver/persone/{person.pk}/"

    answer = client.post(
        address_of(person), TYPED | {"once": "\x00"}, keyless=True, headers={"Referer": page}
    )
    secret = client.post(
        reverse("account_change_password"), {"oldpassword": "segreta di una volta"}, keyless=True
    )

    assert (answer.status_code, secret.status_code, notes(ines)) == (409, 409, [])
    text = answer.content.decode()
    assert "ci provo”, dice &lt;b&gt;Ada&lt;/b&gt;" in text
    assert f'href="/persone/{person.pk}/"' in text
    assert "segreta di una volta" not in secret.content.decode()
    with as_user(ines):
        assert Submission.objects.count() == 0
    # Sent by hand it is taken, once.
    first, again = send_again(client, answer), send_again(client, answer)
    assert (first.status_code, again["Location"]) == (302, first["Location"])
    assert [re.sub(r"\s+", " ", one) for one in notes(ines)] == [re.sub(r"\s+", " ", WORDS)]


def test_a_key_is_of_one_form_and_of_one_person(client_of, ines, marco):
    one, other = make_person(), make_person()

    for user, person in ((ines, one), (ines, other), (marco, one), (ines, one)):
        answer = client_of(user).post(address_of(person), TYPED | {"once": "the-same"})
        assert answer.status_code == 302

    assert len(notes(ines)) == 3


def late(client, person):
    """A note sent half an hour too late, without scripts; what the sign-in is asked to lead to."""
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        answer = client.post(address_of(person), TYPED)
    return answer["Location"].partition("?next=")[2]


def test_what_was_sent_too_late_waits_behind_the_sign_in(client_of, ines, marco):
    person, client = make_person(), client_of(ines)

    assert late(client, person) == KEPT
    told = client.get(reverse("account_login")).content.decode()
    assert "è tenuto per un’ora" in told
    assert WORDS[:20] not in json.dumps(dict(client.session))
    signed = client.post(
        f"{reverse('account_login')}?next={KEPT}", {"login": ines.email, "password": PASSWORD}
    )
    assert (signed["Location"], notes(ines)) == (KEPT, [])
    page = client.get(KEPT)
    assert "ci provo”, dice &lt;b&gt;Ada&lt;/b&gt;" in page.content.decode()
    # The session that began with it is as long as any other.
    assert "_session_expiry" not in client.session

    first, again = send_again(client, page), send_again(client, client.get(KEPT))
    assert (first.status_code, again["Location"], len(notes(ines))) == (302, first["Location"], 1)


def test_what_was_sent_after_a_sign_out_in_another_tab_waits_for_its_author(client_of, ines, marco):
    person = make_person()
    page, logout = f"/persone/{person.pk}/", reverse("account_logout")

    def sent(browser, key):
        return browser.post(address_of(person), TYPED | {"once": key})["Location"]

    def key_in(answer):
        return re.search(r'name="once" value="([^"]+)"', answer.content.decode())[1]

    browser, old = client_of(ines), client_of(ines)
    key, theirs = key_in(browser.get(page)), key_in(client_of(marco).get(page))
    with time_machine.travel(timezone.now() - timedelta(hours=13)):
        of_yesterday = key_in(client_of(ines).get(page))
    for one in (browser, old):
        one.post(logout)

    # What says nobody's name, another's, or was changed on its way, is not kept, or not for her.
    user, seat = key.split(":")[0].split(".")[1:]
    forged = key.replace(f".{user}.{seat}:", f".{marco.pk}.{seat}:")
    assert [KEPT in sent(old, one) for one in ("plain", forged, of_yesterday)] == [False] * 3
    assert KEPT in sent(old, theirs)
    old.force_login(ines, backend=BACKEND)
    assert old.get(KEPT)["Location"] == "/"

    assert sent(browser, key).endswith(KEPT)
    assert WORDS[:20] not in json.dumps(dict(browser.session))
    browser.force_login(ines, backend=BACKEND)
    assert "ci provo”, dice &lt;b&gt;Ada&lt;/b&gt;" in browser.get(KEPT).content.decode()
    assert notes(ines) == []


def test_nobody_else_finds_it_and_after_an_hour_nobody(client_of, ines, marco):
    person = make_person()
    theirs, mine, part = client_of(ines), client_of(ines), client_of(ines)
    late(theirs, person)
    late(mine, person)

    theirs.force_login(marco, backend=BACKEND)
    assert theirs.get(KEPT)["Location"] == "/"
    with time_machine.travel(timezone.now() + timedelta(minutes=95), tick=True):
        mine.force_login(ines, backend=BACKEND)
        assert mine.get(KEPT)["Location"] == "/"
        assert "unsent" not in mine.session
    # Who was never signed in leaves nothing; a part of a page stays with its words where it is.
    stranger = client_of()
    stranger.post(address_of(person), TYPED)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        assert (
            part.post(address_of(person), TYPED, headers={"HX-Request": "true"}).status_code == 401
        )
    assert ["unsent" in dict(one.session) for one in (stranger, part)] == [False, False]
    assert notes(ines) == []
