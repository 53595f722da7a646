"""The gallery, the duties of a public service, the errors, and what the CSP allows."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from core.ui import charts, views
from core.ui.assets import BootstrapItalia, split_style
from core.ui.samples import BAD, SampleForm
from tests.acting import client_of
from tests.cast import player
from tests.makers import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/ui/", "/ui/avanzamento/", "/accessibilita/", "/privacy/", "/note-legali/"]
)
def test_page_is_open_to_everyone_and_holds_no_inline_code(client: Client, address: str):
    page = client.get(address).content.decode()

    assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", page)


def test_frame_has_the_two_links_the_law_wants(client: Client):
    page = client.get("/accessibilita/").content.decode()

    assert 'data-element="accessibility-link"' in page
    assert 'data-element="privacy-policy-link"' in page


def test_an_address_that_does_something_is_no_page_and_says_so():
    client, address = client_of(player("ines")), reverse("placements:close", args=[1])

    opened = client.get(address)
    sent = client.put(address)

    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "Questo si fa dal suo pulsante" in opened.content.decode()
    assert sent.content == b""


@pytest.mark.parametrize("name", ["close", "add_document", "assess", "edit"])
def test_the_title_says_once_that_a_form_came_back_with_errors(ines, client_of, name):
    address = reverse(f"beneficiaries:{name}", args=[make_person().pk])

    page = client_of(ines).post(address, {}).content.decode()

    title = re.findall(r"<title>(.*)</title>", page)[0]
    assert title.startswith("Errore: ")
    assert title.count("Errore:") == 1


@pytest.mark.parametrize("name", ["bad_request", "forbidden", "not_found"])
def test_error_page_asks_nothing_of_the_database(name: str):
    with connection.execute_wrapper(_no_query):
        answer = getattr(views, name)(RequestFactory().get("/"), Exception("perché"))

    assert b"<h1>" in answer.content


def test_broken_page_asks_nothing_of_the_database():
    with connection.execute_wrapper(_no_query):
        assert views.broken(RequestFactory().get("/")).status_code == 500
        assert views.csrf_failure(RequestFactory().get("/")).status_code == 403


def _no_query(*args: object) -> None:
    raise AssertionError("an error page ran a query")


def test_refusal_says_who_can():
    answer = views.forbidden(RequestFactory().get("/"), Exception("può farlo un coordinatore"))

    assert "può farlo un coordinatore" in answer.content.decode()


def test_summary_and_field_say_the_same_words():
    page = _drawn(SampleForm(BAD))
    summary, fields = page.split("</section>", 1)

    links = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', summary)

    assert len(links) == 7
    for anchor, words in links:
        assert f'id="{anchor}"' in fields
        assert words in fields


def test_field_ties_hint_and_error_to_the_control():
    page = _drawn(SampleForm(BAD))

    assert 'aria-describedby="id_tax_code_helptext id_tax_code_error"' in page
    assert 'id="id_tax_code_helptext"' in page
    assert 'id="id_tax_code_error"' in page
    assert "novalidate" in page
    assert 'name="once"' in page


def test_group_of_choices_is_a_fieldset_and_optional_is_said():
    page = _drawn(SampleForm())

    assert re.search(r"<fieldset[^>]*>\s*<legend>Titolo di studio", page)
    assert 'Telefono <span class="pc-optional">(facoltativo)</span>' in page


def _drawn(form: SampleForm) -> str:
    source = "{% load crispy_forms_tags %}{% crispy form %}"
    return unescape(Template(source).render(Context({"form": form})))


def test_component_refused_shows_the_sentence_and_no_way_through():
    source = '{% cotton act label="Approva" id="a" refused="Può farlo Marco." %}{% endcotton %}'

    page = Template(source).render(Context())

    assert "disabled" in page
    assert 'aria-describedby="a-why"' in page
    assert "Può farlo Marco." in page


def test_chart_says_its_figures_in_words_and_scales_to_the_largest():
    chart = charts.bars(title="Età", unit="persone", rows=[charts.Row("a", 2), charts.Row("b", 4)])

    assert chart.description == "a: 2; b: 4 (persone)."
    assert [line.bars[0].width for line in chart.wide.lines] == [190.0, 380.0]


def test_chart_of_nothing_is_drawn():
    chart = charts.bars(title="Vuoto", unit="persone", rows=[])

    assert chart.wide.lines == ()
    assert chart.wide.height == 1


def test_style_of_the_package_loses_its_data_addresses():
    sheet = '@font-face{src:url(data:font/x)}a{background:url("data:image/svg+xml,%3csvg/%3e")}'

    cut, images = split_style(sheet)

    assert "data:" not in cut
    assert list(images.values()) == [b"<svg/>"]


def test_style_with_an_unknown_data_address_is_refused():
    with pytest.raises(ValueError, match="data:"):
        split_style("a{background:url(data:image/png;base64,AA)}")


def test_prepared_files_are_found_and_nothing_outside_them():
    assert finders.find("bi/css/bootstrap-italia.min.css")
    assert finders.find("bi/svg/sprites.svg")
    assert not BootstrapItalia().find("bi/../../pyproject.toml")
