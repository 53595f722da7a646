"""The switch of language works before and after the sign-in."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_sign_in_page_speaks_english_when_asked():
    client = Client()

    client.post("/lingua/", {"language": "en", "next": "/accesso/login/"})
    page = client.get("/accesso/login/").content.decode()

    assert '<html lang="en"' in page
    assert "With the e-mail address of your agency." in page
