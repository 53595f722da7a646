"""One note for several people: one row in each diary, none of which tells of the others."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries.models import CaseNote
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person

pytestmark = pytest.mark.django_db
GROUP = "/persone/nota-di-gruppo/"
TEXT = "Laboratorio di cucina: ciascuno ha preparato un piatto."


@pytest.fixture
def three(ines):
    """Three people of Ines's agency."""
    names = (("Ada", "Bianchi"), ("Bice", "Corti"), ("Carlo", "Dossena"))
    return [make_person(first_name=first, last_name=last) for first, last in names]


def typed(people, **fields):
    """What the form sends."""
    told = {"kind": "TEAM", "text": TEXT, "happened_on": "oggi"}
    return told | {"people": [one.pk for one in people]} | fields


def written(user) -> list[CaseNote]:
    """The notes this user reads."""
    with as_user(user):
        return list(CaseNote.objects.order_by("beneficiary_id").read_by(user.pk))


def correct(client, note, **fields):
    """Open the note and correct it, as the page sends it."""
    url = reverse("beneficiaries:correct_note", args=[note.pk])
    page = html.document_fromstring(client.get(url).content.decode())
    kept = {one.get("name"): one.get("value", "") for one in page.xpath(
        "//form[contains(@action, 'note')]//input[not(@type='radio') or @checked]")}  # fmt: skip
    return client.post(url, kept | {"text": note.text} | fields)


def test_each_gets_a_note_of_their_own_with_one_key(ines, three):
    client_of(ines).post(GROUP, typed(three))

    notes = written(ines)
    assert [note.beneficiary_id for note in notes] == [one.pk for one in three]
    assert {note.text for note in notes} == {TEXT}
    assert len({note.group for note in notes}) == 1
    assert notes[0].group is not None


def test_a_group_is_two_at_least(ines, three):
    page = client_of(ines).post(GROUP, typed(three[:1])).content.decode()

    assert "Scegli almeno due persone" in page
    assert TEXT in page
    assert written(ines) == []


def test_nobody_s_name_enters_another_s_diary(ines, three):
    page = client_of(ines).post(GROUP, typed(three, text="Corti ha cucinato per tutti."))

    assert "Il testo nomina Bice Corti" in page.content.decode()
    assert written(ines) == []


def test_a_word_of_every_text_is_no_name_because_a_surname_begins_with_it(ines, three):
    people = [*three[1:], make_person(last_name="Della Valle")]
    client = client_of(ines)

    named = client.post(GROUP, typed(people, text="Valle è arrivata tardi.")).content.decode()
    client.post(GROUP, typed(people, text="Visita alla sede della cooperativa."))

    assert "Il testo nomina" in named
    assert {note.text for note in written(ines)} == {"Visita alla sede della cooperativa."}


def test_the_diary_of_one_tells_nothing_of_the_others(ines, three):
    client = client_of(ines)
    client.post(GROUP, typed(three))
    first = written(ines)[0]

    for page in (
        client.get(reverse("beneficiaries:show", args=[three[0].pk])),
        client.get(reverse("beneficiaries:correct_note", args=[first.pk])),
    ):
        said = page.content.decode()
        assert [one.last_name for one in three[1:] if one.last_name in said] == []


def test_a_reserved_one_is_reserved_in_each_diary(ines, marco, three):
    client_of(ines).post(GROUP, typed(three, visibility="RESERVED"))

    assert len(written(ines)) == 3
    assert written(marco) == []


def test_a_person_of_another_agency_stops_them_all(ines, three):
    stranger = make_person(by=player("nora"))

    page = client_of(ines).post(GROUP, typed([*three, stranger]))

    assert "Scegli solo persone seguite dal tuo ente" in page.content.decode()
    assert written(ines) == []


def test_a_correction_asks_where(ines, three):
    client = client_of(ines)
    client.post(GROUP, typed(three))
    note = written(ines)[0]

    page = correct(client, note, text="Altro.").content.decode()

    assert "Scegli se correggere solo qui o per tutti" in page
    assert {one.text for one in written(ines)} == {TEXT}


def test_a_correction_here_leaves_the_others(ines, three):
    client = client_of(ines)
    client.post(GROUP, typed(three))
    note = written(ines)[0]

    correct(client, note, text="Altro.", scope="here")

    assert [one.text for one in written(ines)] == ["Altro.", TEXT, TEXT]


def test_a_correction_for_all_reaches_all_and_is_written_down_for_each(ines, three):
    client = client_of(ines)
    client.post(GROUP, typed(three))

    correct(client, written(ines)[0], text="Altro.", scope="all")

    assert [(one.text, one.is_corrected) for one in written(ines)] == [("Altro.", True)] * 3
    with as_user(ines):
        read = Reading.objects.filter(what="nota").values_list("person_id", flat=True)
        assert set(read) == {one.pk for one in three}


def test_what_was_corrected_in_one_diary_alone_stays(ines, three):
    client = client_of(ines)
    client.post(GROUP, typed(three))
    first, second, _third = written(ines)
    correct(client, second, text="Solo per Bice.", scope="here")

    page = correct(client, first, text="Altro.", scope="all")

    assert [one.text for one in written(ines)] == ["Altro.", "Solo per Bice.", "Altro."]
    assert "In 1 era già diversa" in client.get(page["Location"]).content.decode()


def test_the_database_takes_one_note_of_a_group_per_person(ines, three):
    client_of(ines).post(GROUP, typed(three))
    note = written(ines)[0]

    with as_user(ines), pytest.raises(IntegrityError), transaction.atomic():
        CaseNote.objects.create(
            beneficiary_id=note.beneficiary_id, agency_id=note.agency_id, author_id=note.author_id,
            kind="TEAM", happened_on=timezone.localdate(), text="Ancora.", group=note.group,
        )  # fmt: skip


def test_what_was_typed_and_ticked_is_there_again(ines, three):
    client = client_of(ines)
    client.post(reverse("beneficiaries:keep_group_note"), typed(three))

    page = html.document_fromstring(client.get(GROUP).content.decode())

    chosen = page.xpath("//input[@name='people'][@checked]/@value")
    assert sorted(map(int, chosen)) == [one.pk for one in three]
    assert page.xpath("string(//textarea[@name='text'])").strip() == TEXT


def test_a_search_keeps_those_ticked_before(ines, three):
    asked = {"q": "bianchi", "many": "1", "people": [three[1].pk]}

    page = client_of(ines).post(reverse("beneficiaries:quick_people"), asked).content.decode()

    root = html.fromstring(f"<div>{page}</div>")
    assert root.xpath("//input[@checked]/@value") == [str(three[1].pk)]
    assert {int(one) for one in root.xpath("//input/@value")} == {three[0].pk, three[1].pk}
