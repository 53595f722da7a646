"""What every answer tells the browser: run nothing inline, guess nothing, keep nothing."""

import re

import pytest
from django.urls import reverse

from tests.acting import BACKEND, SeatedClient, client_of

pytestmark = pytest.mark.django_db
# Signed in, open to all, refused, not there: each from another part of the stack.
PAGES = ("/", "/persone/", "/aiuto/", "/privacy/", "/enti/accessi/", "/persone/1/", "/non-c-e/")
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_headers(page, ines):
    answer = client_of(ines).get(page)

    assert {name: answer.headers.get(name) for name in WANTED} == WANTED
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_of_scripts_and_styles_knows_no_exception(page, ines):
    policy = client_of(ines).get(page).headers["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if " " in rule.strip())
    assert "unsafe" not in policy
    assert rules["default-src"] == rules["object-src"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert not re.search(r"https?:|data:|\*", policy)


def test_signing_out_clears_what_the_browser_kept(ines):
    answer = client_of(ines).post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_needs_a_form(ines):
    client = client_of(ines)

    client.get(reverse("account_logout"))

    assert client.get(reverse("jobs:mine")).status_code == 200


def test_cookies_are_out_of_reach_of_scripts(ines):
    client = SeatedClient()
    client.force_login(ines, backend=BACKEND)
    # The first page after signing in writes the session.
    client.get("/persone/nuova/")

    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax"), name


def test_a_form_without_its_token_is_refused(ines):
    client = client_of(ines, enforce_csrf_checks=True)

    assert client.post("/persone/nuova/", {"first_name": "Ada"}).status_code == 403


def test_nobody_registers_alone():
    answer = client_of().post(
        reverse("account_signup"), {"email": "io@example.org", "password1": "x" * 20}
    )

    from agencies.models import User

    assert answer.status_code == 200
    assert not User.objects.filter(email="io@example.org").exists()


def test_signing_in_leads_to_no_other_site(ines):
    answer = client_of(ines).get(reverse("account_login") + "?next=https://altrove.example/")

    assert "altrove" not in answer.headers.get("Location", "")
