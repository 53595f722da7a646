"""The pages before and around the work: sign in, help, what a public service owes its visitors."""

import pytest
from django.conf import settings

OWED = {
    "aiuto": "/aiuto/",
    "accessibilita": "/accessibilita/",
    "privacy": "/privacy/",
    "note-legali": "/note-legali/",
    "accesso": "/accesso/login/",
    "password-dimenticata": "/accesso/password/reset/",
}


def test_the_policy_of_scripts_is_that_of_production(visit):
    answer = visit().page.goto(f"{visit().base}/aiuto/")

    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert settings.DEBUG is False


@pytest.mark.parametrize("name", OWED)
def test_open_pages_need_no_account(visit, name):
    visitor = visit()

    visitor.go(OWED[name])

    visitor.look(f"aperte-{name}")


def test_a_wrong_password_says_so_and_keeps_the_address(visit):
    visitor = visit()
    page = visitor.go("/accesso/login/")

    page.get_by_label("Email").fill("ines@example.org")
    page.get_by_label("Password", exact=True).fill("non è questa la password")
    page.get_by_role("button", name="Accedi", exact=True).click()

    page.get_by_role("alert").first.wait_for()
    assert page.get_by_label("Email").input_value() == "ines@example.org"
    visitor.look("aperte-accesso-errato")
