"""Who is signed out is led back to the page they were on; a part of a page says 401."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NOTE = "/persone/7/note/"


def test_page_asked_for_comes_after_the_sign_in():
    answer = Client().get("/persone/?di=me")

    assert answer["Location"] == "/accesso/login/?next=/persone/%3Fdi%3Dme"


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/persone/7/?tipo=PHONE", "/persone/7/%3Ftipo%3DPHONE"),
        ("http://testserver/persone/7/", "/persone/7/"),
        ("https://elsewhere.example/persone/7/", "/"),
        ("", "/"),
    ],
)
def test_form_leads_back_to_the_page_it_stood_on(referer, page):
    answer = Client().post(NOTE, {"text": "Ha richiamato."}, headers={"Referer": referer})

    assert answer["Location"] == f"/accesso/login/?next={page}"


def test_part_of_a_page_says_that_the_session_ended():
    answer = Client().post(NOTE, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (401, b"")
