"""Host organisations: registered with a right code, corrected by two, followed by tutors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Reading
from placements.models import HostOrganisation, HostTutor
from tests.acting import as_user
from tests.makers import make_host, make_placement, make_tutor

pytestmark = pytest.mark.django_db
GOOD = "01234567897"
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def typing(form, **changed):
    """What the browser sends: the form as it stands, and what was typed."""
    values = {name: form[name].value() for name in form.fields}
    if hasattr(values.get("liability_until"), "strftime"):
        values["liability_until"] = values["liability_until"].strftime("%d/%m/%Y")
    return {name: value for name, value in values.items() if value not in (None, False)} | changed


def test_a_host_is_registered_and_leads_to_its_page(client_of, ines):
    answer = client_of(ines).post(
        url("host_new"), {"name": "Legno e Forma", "tax_code": "IT 0123 4567897", "employees": "14"}
    )

    with as_user(ines):
        made = HostOrganisation.objects.get()
    assert answer.url == url("host", made.pk)
    assert (made.tax_code, made.employees, made.agency_id) == (GOOD, 14, ines.acting.agency_id)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("0123456789", "ha 11 cifre: qui sono 10"),
        ("01234567890", "L’ultima cifra non torna"),
        ("RSSMRA80A01F205Y", "lettera non torna"),
        ("STP1234567890123", "Serve una partita IVA"),
        ("", "Scrivi il codice fiscale"),
    ],
)
def test_a_wrong_code_is_refused_with_a_sentence_and_kept(client_of, ines, code, sentence):
    page = text_of(client_of(ines).post(url("host_new"), {"name": "Falegnami", "tax_code": code}))

    assert sentence in page
    assert 'value="Falegnami"' in page
    assert f'value="{code}"' in page or not code


def test_a_sole_trader_has_sixteen_characters(client_of, ines):
    client_of(ines).post(url("host_new"), {"name": "Rossi", "tax_code": "rssmra80a01f205x"})

    with as_user(ines):
        assert HostOrganisation.objects.get().tax_code == "RSSMRA80A01F205X"


def test_a_code_that_is_there_already_leads_to_its_host(client_of, ines):
    there = make_host()

    page = text_of(client_of(ines).post(url("host_new"), {"name": "Altro", "tax_code": GOOD}))

    assert "c’è già un ospitante con questo codice: Legno e Forma srl" in page
    assert f'href="{url("host", there.pk)}"' in page


def test_another_agency_may_keep_the_same_body(client_of, nora):
    make_host()

    answer = client_of(nora).post(url("host_new"), {"name": "Legno e Forma", "tax_code": GOOD})

    assert answer.status_code == 302


def test_two_people_on_different_fields_both_count(client_of, ines, marco):
    host = make_host()
    one, other = client_of(ines), client_of(marco)
    mine, yours = (client.get(url("host_edit", host.pk)).context["form"] for client in (one, other))

    other.post(url("host_edit", host.pk), typing(yours, employees="21"))
    answer = one.post(url("host_edit", host.pk), typing(mine, phone="031 111"))

    assert answer.status_code == 302
    with as_user(ines):
        fresh = HostOrganisation.objects.get()
        assert (fresh.employees, fresh.phone) == (21, "031 111")


def test_two_people_on_one_field_see_both_and_the_history_says_who(client_of, ines, marco):
    host = make_host()
    one, other = client_of(ines), client_of(marco)
    mine, yours = (client.get(url("host_edit", host.pk)).context["form"] for client in (one, other))
    other.post(url("host_edit", host.pk), typing(yours, employees="21"))

    met = one.post(url("host_edit", host.pk), typing(mine, employees="22"))
    one.post(url("host_edit", host.pk), typing(met.context["form"]))
    page = text_of(one.get(url("host", host.pk)))

    assert "Nel frattempo un’altra persona" in text_of(met)
    assert all(f"<del>{before}</del>" in page for before in ("14", "21"))
    assert "Marco Bianchi" in page


def test_a_tutor_is_added_corrected_and_put_to_rest(client_of, ines):
    host = make_host()
    client = client_of(ines)
    client.post(url("tutor_new", host.pk), {"first_name": "Carlo", "last_name": "Ostinelli"})
    with as_user(ines):
        tutor = HostTutor.objects.get()
    form = client.get(url("tutor_edit", tutor.pk)).context["form"]

    client.post(url("tutor_edit", tutor.pk), typing(form, task="Capo officina"))

    page = text_of(client.get(url("host", host.pk)))
    assert "Capo officina" in page
    assert "non segue più" in page


def test_a_tutor_added_on_the_way_leads_back_to_the_proposal(client_of, ines):
    placement = make_placement()
    way = f"{url('tutor_new', placement.host_id)}?tirocinio={placement.pk}"

    answer = client_of(ines).post(way, {"first_name": "Rita", "last_name": "Gini"})

    assert answer.url == url("edit", placement.pk)


def test_the_page_says_how_many_places_are_taken_and_logs_who_it_shows(client_of, ines):
    placement = make_placement(host=make_host(places_offered=3))

    page = text_of(client_of(ines).get(url("host", placement.host_id)))

    assert "Posti occupati: 0 su 3 offerti." in page
    assert "Extracurriculari: 0 su 2, il limite con 14 dipendenti." in page
    with as_user(ines):
        read = Reading.objects.filter(person_id=placement.beneficiary_id, what="ospitante")
        assert read.exists()


def test_hosts_are_offered_while_one_types(client_of, ines, nora):
    make_host()
    make_host(by=nora, name="Legnami di Tecum")

    page = text_of(client_of(ines).post(url("host_names"), {"host": "form"}))

    assert "Legno e Forma srl (01234567897)" in page
    assert "Tecum" not in page


@pytest.mark.parametrize("name", ["host", "host_edit", "tutor_new"])
def test_a_host_of_another_agency_is_not_there(client_of, nora, olga, name):
    host = make_host()

    assert client_of(nora).get(url(name, host.pk)).status_code == 404
    assert client_of(olga).get(url(name, host.pk)).status_code == 403


def test_a_tutor_of_another_agency_is_not_there(client_of, nora):
    tutor = make_tutor(make_host())

    assert client_of(nora).get(url("tutor_edit", tutor.pk)).status_code == 404


def statements(client, address):
    """What a page asks, without transactions and context."""
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    asked = [one["sql"] for one in caught]
    return [sql for sql in asked if not sql.startswith(UNCOUNTED) and "_config(" not in sql]


def test_a_host_s_page_asks_as_often_for_many_trainees_as_for_one(client_of, ines):
    host = make_host()
    client = client_of(ines)
    make_placement(host=host)
    client.get(url("host", host.pk))
    one = statements(client, url("host", host.pk))

    for _number in range(29):
        make_placement(host=host)

    assert len(statements(client, url("host", host.pk))) == len(one) <= 12
