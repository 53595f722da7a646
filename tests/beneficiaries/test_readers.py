"""Chi ha visto: all looks at a person, by period and by user, and who may take them away."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.audit.actions import log_reading
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def address_of(person) -> str:
    return reverse("beneficiaries:readers", args=[person.pk])


def rows_of(answer) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()[3:]


def look(person, name, times=1, what="diario"):
    with as_user(player(name)) as user:
        for _ in range(times):
            log_reading([person], by=user, what=what)


def test_the_list_goes_on_to_its_end_and_is_narrowed_by_day_and_by_user(ines, marco):
    person, other = make_person(), make_person()
    look(person, "ines", 210)
    look(person, "marco", what="=1+1")
    look(other, "ines", what="zqaltra")
    client, address = client_of(marco), address_of(person)
    today = timezone.localdate()

    first = client.get(f"{address}?chi={marco.pk}").content.decode()
    last = client.get(f"{address}?page=9").content.decode()
    his = rows_of(client.get(f"{address}?chi={marco.pk}&formato=xlsx"))
    until = {
        day: len(rows_of(client.get(f"{address}?formato=xlsx&al={day:%d/%m/%Y}&chi={ines.pk}")))
        for day in (today, today - timedelta(days=1))
    }
    later = client.get(f"{address}?dal={today + timedelta(days=1):%d/%m/%Y}").content.decode()
    wrong = client.get(f"{address}?dal=ieri+l%27altro").content.decode()

    # What is being read now is not among what it tells of.
    assert "1–1 di 1 lettura" in first
    assert last.count('<tr><th scope="row">') > 0
    assert "zqaltra" not in last
    assert "=1+1" in [row[2] for row in his]
    assert {row[1] for row in his} == {"Marco Bianchi"}
    assert until == {today: 210, today - timedelta(days=1): 0}
    assert "Nessun risultato" in later
    assert "Scrivi giorno, mese e anno" in wrong


def test_looks_in_lists_do_not_hide_who_opened_what(ines, marco):
    person = make_person()
    look(person, "ines", 210, what="elenco")
    look(person, "ines", what="diario")
    client, address = client_of(marco), address_of(person)

    opened = rows_of(client.get(f"{address}?cosa=diario&formato=xlsx"))
    offered = re.findall(r'<option value="([a-z ]+)"', client.get(address).content.decode())

    assert [row[1:3] for row in opened] == [["Ines Molteni", "diario"]]
    assert [one for one in offered if one in ("diario", "elenco", "anagrafica")] == [
        "diario", "elenco",
    ]  # fmt: skip


def test_who_follows_the_person_reads_it_and_does_not_take_it_away(ines):
    person = make_person()
    look(person, "marco")
    address = address_of(person)

    page = client_of(ines).get(address).content.decode()
    taken = {
        name: [client_of(player(name)).get(f"{address}?formato={how}").status_code
               for how in ("xlsx", "stampa")]
        for name in ("ines", "marco", "dario", "nora")
    }  # fmt: skip

    assert "Marco Bianchi" in page
    assert "formato=xlsx" not in page
    assert "Chi può: i coordinatori e gli amministratori dell’ente." in page
    assert taken == {
        "ines": [403, 403], "marco": [200, 200], "dario": [200, 200], "nora": [404, 404],
    }  # fmt: skip
    with as_user(player("dario")):
        whats = list(Reading.objects.filter(person_id=person.pk).values_list("what", flat=True))
    assert whats.count("esportazione chi ha visto") == 4
