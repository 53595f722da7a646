"""How the screens write and read days, hours and amounts."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from core.ui.fields import DateField, DurationField, TimeField


def write(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_day_is_written_with_italian_names_whatever_the_machine_speaks():
    written = write("{{ at|day }}|{{ at|day_short }}|{{ at|day_long }}", at=date(2026, 3, 3))

    assert written == "mar 3 mar 2026|3 mar 2026|martedì 3 marzo 2026"


def test_moment_is_written_in_the_time_of_rome():
    written = write("{{ at|moment }}", at=datetime(2021, 6, 15, 8, 5, tzinfo=UTC))

    assert written == "mar 15 giu 2021, 10:05"


def test_amount_has_separators_of_the_language_and_rounds_half_up():
    assert write("{{ it|euro }}", it=Decimal("1234.565")) == "1.234,57\u00a0€"
    with override("en"):
        assert write("{{ it|euro }}", it=Decimal("1234.565")) == "1,234.57\u00a0€"


def test_what_is_held_against_a_threshold_is_cut_and_never_rounded():
    assert write("{{ 79.96|percent:1 }} {{ 79.96|percent_cut:1 }}") == "80,0\u00a0% 79,9\u00a0%"


def test_number_and_percent_are_grouped():
    assert write("{{ 1234567|number }} {{ 54.6|percent }}") == "1.234.567 55\u00a0%"


def test_zero_is_a_muted_dash():
    assert 'class="zero"' in write("{{ 0|dash }}")
    assert write("{{ 1200|dash }}") == "1.200"


def test_once_writes_a_new_key_each_time():
    first, second = write("{% once %}"), write("{% once %}")

    assert first.startswith('<input type="hidden" name="once" value="')
    assert first != second
    assert len(first.split('value="')[1].rstrip('">')) * 6 >= 128


def test_query_changes_one_parameter_and_starts_anew():
    request = RequestFactory().get("/persone/", {"fase": "a", "page": "3"})

    changed = Template("{% query sort='-nome' %}").render(Context({"request": request}))
    dropped = Template("{% query fase=None page=2 %}").render(Context({"request": request}))

    assert changed == "?fase=a&amp;sort=-nome" or changed == "?fase=a&sort=-nome"
    assert dropped == "?page=2"


@pytest.mark.parametrize(
    "written",
    ["15/06/2021", "15.6.21", "15-6-2021", "2021-06-15", "15 giugno 2021", "mar 15 giu 2021",
     " oggi ", "oggi, 15/06/2021"],
)  # fmt: skip
@time_machine.travel(datetime(2021, 6, 15, 12, tzinfo=UTC))
def test_date_is_read_as_people_write_it(written: str):
    assert DateField().clean(written) == date(2021, 6, 15)


@time_machine.travel(datetime(2021, 6, 15, 12, tzinfo=UTC))
def test_yesterday_is_a_date_and_two_digits_are_a_near_year():
    assert DateField().clean("ieri") == date(2021, 6, 14)
    assert DateField().clean("1/1/68") == date(1968, 1, 1)
    assert DateField().clean("1/1/31") == date(2031, 1, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [("", "required"), ("domani forse", "invalid"), ("31/02/2021", "nonexistent"),
     ("29/02/2021", "nonexistent"), ("1/1/0001", "far"), ("15/06/2021\x00", "invalid"),
     ("١٥/٠٦/٢٠٢١٠", "invalid")],
)  # fmt: skip
def test_date_that_is_none_says_what_to_write(written: str, code: str):
    with pytest.raises(ValidationError) as refusal:
        DateField().clean(written)

    assert refusal.value.code == code


@pytest.mark.parametrize("written", ["9:30", "9.30", "09:30", "930"])
def test_hour_is_read_as_people_write_it(written: str):
    assert TimeField().clean(written) == time(9, 30)


def test_hour_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        TimeField().clean("25:00")


def test_duration_is_minutes():
    assert DurationField().clean("45") == 45
    assert DurationField(required=False).clean("") is None
