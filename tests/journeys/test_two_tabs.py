"""The same draft open in two tabs: both go on writing, and neither loses a character."""

import json
import re

import pytest
from playwright.sync_api import expect

from core.drafts import read
from core.models import Draft
from tests.acting import as_user
from tests.cast import player
from tests.journeys.test_killers import FORMS, NOTE, field_of, kept
from tests.makers import make_person


def test_of_two_tabs_on_one_draft_no_character_is_lost(walk, ines):
    person = make_person()
    worker = walk("ines")
    first = worker.go(f"/persone/{person.pk}/")
    field_of(worker).fill("Ha chiamato.")
    kept(first)
    second = worker.context.new_page()
    second.goto(first.url)
    theirs = second.get_by_label("Testo della nota")
    expect(theirs).to_have_value("Ha chiamato.")

    theirs.fill("Ha chiamato la madre.")
    kept(second)
    field_of(worker).fill(NOTE)
    first.get_by_text("aperto anche in un’altra scheda").wait_for()
    worker.look("due-schede")
    theirs.fill("Ha chiamato la madre, due volte.")
    second.wait_for_timeout(1500)
    first.close()
    second.close()

    worker.page = worker.context.new_page()
    held = []
    for number in (0, 1):
        worker.go("/persone/bozze/")
        lines = worker.page.get_by_role("link", name="Nota su")
        expect(lines).to_have_count(2)
        lines.nth(number).click()
        held.append(field_of(worker).input_value())
    assert sorted(held) == sorted([NOTE, "Ha chiamato la madre, due volte."])


@pytest.mark.parametrize("form", FORMS[-2:], ids=lambda form: form.name)
def test_a_long_form_in_two_tabs_keeps_both_versions(walk, form):
    worker = walk(form.who)
    first = worker.go(form.address())
    field = worker.field(form.label)
    field.fill("Prima frase.")
    kept(first)
    second = worker.context.new_page()
    second.goto(first.url)
    theirs = second.get_by_role("main").get_by_label(re.compile(rf"^\s*{form.label}")).first
    expect(theirs).to_have_value("Prima frase.")

    theirs.fill("Della seconda scheda.")
    second.wait_for_timeout(1500)
    field.fill("Prima frase. Seconda.")
    first.get_by_text("aperto anche in un’altra scheda").wait_for()

    with as_user(player(form.who)):
        held = [json.dumps(read(one), ensure_ascii=False) for one in Draft.objects.order_by("pk")]
    assert ["Della seconda scheda." in held[0], "Prima frase. Seconda." in held[1]] == [True] * 2
