"""The diary: who was there, who will read, words and period, the notes on paper."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries.models import CaseNote
from beneficiaries.note_printing import IN_ONE_FILE
from beneficiaries.snippets import Part, snippet
from core.audit.models import Reading
from core.models import Draft
from tests.acting import as_user
from tests.makers import make_note, make_participation, make_person, make_placement

pytestmark = pytest.mark.django_db
TYPED = {"kind": "PHONE", "text": "Ha chiamato.", "happened_on": "oggi"}


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def found(client, person, **asked):
    """The notes that the filter form leads to, by their text."""
    answer = client.post(url("filter_notes", person.pk), asked)
    page = client.get(answer["Location"])
    return [note.text for note in page.context["diary"].page]


def written(client, person, **typed):
    """The note that the box writes, as its author sees it."""
    told = client.post(url("write_note", person.pk), TYPED | typed, follow=True)
    with as_user(client.user):
        return told, CaseNote.objects.order_by("-pk").first()


@pytest.fixture
def client(client_of, ines):
    made = client_of(ines)
    made.user = ines
    return made


def test_a_note_says_who_was_there_and_at_what_hour(client):
    told, note = written(client, make_person(), present="La persona e la figlia", hour="9.30")

    assert (note.present, f"{note.hour:%H:%M}") == ("La persona e la figlia", "09:30")
    assert "Telefonata · 09:30" in text_of(told)
    assert "Presenti: La persona e la figlia" in text_of(told)


def test_a_note_is_read_by_the_agency_unless_somebody_says_otherwise(client):
    _told, note = written(client, make_person())

    assert (note.visibility, note.readers) == ("AGENCY", [])


def test_a_reserved_note_says_who_reads_it(client, ines, marco):
    person = make_person()

    told, note = written(client, person, visibility="RESERVED", readers=[marco.pk])

    assert (note.visibility, note.readers) == ("RESERVED", [marco.pk])
    assert "Nota riservata salvata: la leggi tu, e chi hai indicato." in text_of(told)
    assert f"La leggono {ines.get_full_name()} e {marco.get_full_name()}" in text_of(told)


def test_names_beside_a_note_of_the_agency_are_no_promise(client, marco):
    person = make_person()
    typed = TYPED | {"visibility": "AGENCY", "readers": [marco.pk]}

    answer = client.post(url("write_note", person.pk), typed)

    assert "Hai indicato chi la legge: scegli “Riservata”, o togli i nomi" in text_of(answer)
    with as_user(client.user):
        assert CaseNote.objects.count() == 0


def test_reserving_offers_the_colleagues_who_work_with_people(client, ines, marco):
    box = text_of(client.get(url("show", make_person().pk)))
    offered = text_of(client.get(url("nameable")))

    assert f'hx-get="{url("nameable")}"' in box
    assert marco.get_full_name() not in box.split("<h2")[2]
    assert marco.get_full_name() in offered
    assert "Dario Conti" not in offered
    assert offered.count('name="readers"') == 1


def test_a_draft_keeps_who_will_read(client, marco):
    person = make_person()
    typed = TYPED | {"visibility": "RESERVED", "readers": [marco.pk], "present": "Il fratello"}

    client.post(url("keep_note", person.pk), typed)
    form = client.get(url("show", person.pk)).context["diary"].form

    assert form["visibility"].value() == "RESERVED"
    assert form["readers"].value() == [str(marco.pk)]
    assert form["present"].value() == "Il fratello"
    with as_user(client.user):
        assert Draft.objects.count() == 1


def test_the_author_opens_a_reserved_note(client, marco):
    note = make_note(visibility="RESERVED", readers=[marco.pk])

    page = text_of(client.get(url("choose_readers", note.pk)))
    client.post(url("choose_readers", note.pk), {"visibility": "AGENCY"})

    assert "per gli altri, anche per chi coordina, non esiste" in page
    with as_user(marco):
        assert CaseNote.objects.get().visibility == "AGENCY"


def test_words_are_found_without_accents_and_by_their_stem(client):
    person = make_person()
    for text in ("È andata in città a cercare lavoro.", "Ha perso la casa.", "Lavorava a Como."):
        make_note(person, text=text)

    assert found(client, person, words="citta") == ["È andata in città a cercare lavoro."]
    assert found(client, person, words="CITTÀ") == ["È andata in città a cercare lavoro."]
    assert found(client, person, words="lavori") == [
        "Lavorava a Como.",
        "È andata in città a cercare lavoro.",
    ]
    assert found(client, person, words="casa -perso") == []
    assert found(client, person, words="casa or Como") == ["Lavorava a Como.", "Ha perso la casa."]


def test_words_after_an_apostrophe_are_found(client):
    note = make_note(text="Chiede dell’affitto e dell'anticipo.")

    assert len(found(client, note.beneficiary, words="affitto anticipo")) == 1
    assert len(found(client, note.beneficiary, words="l’affitto")) == 1


def test_who_was_there_is_found_too(client):
    note = make_note(text="Un primo colloquio.", present="L’assistente Émile Perregaux")

    assert found(client, note.beneficiary, words="perregaux emile") == ["Un primo colloquio."]


def test_a_corrected_note_is_found_by_its_new_words(client):
    note = make_note(text="Abita a Cantù.")
    with as_user(client.user):
        CaseNote.objects.filter(pk=note.pk).update(text="Abita a Erba.")

    assert found(client, note.beneficiary, words="Cantu") == []
    assert found(client, note.beneficiary, words="Erba") == ["Abita a Erba."]


def test_the_words_stand_marked_in_the_page_and_in_no_address(client):
    person = make_person()
    make_note(person, text=f"{'Prima parla d’altro. ' * 30}Poi dice della càsa nuova.")

    answer = client.post(url("filter_notes", person.pk), {"words": "casa nuova", "tipo": "PHONE"})
    page = text_of(client.get(answer["Location"]))

    assert "casa" not in answer["Location"]
    assert "tipo=PHONE" in answer["Location"]
    assert "<mark>càsa</mark> <mark>nuova</mark>" in page
    assert "Tutta la nota" in page
    assert 'value="casa nuova"' in page


def test_somebody_elses_search_finds_nothing(client, client_of, marco):
    person = make_person()
    make_note(person, text="Ha perso la casa.")
    answer = client.post(url("filter_notes", person.pk), {"words": "casa"})

    page = client_of(marco).get(answer["Location"])

    assert page.context["diary"].total == 0
    assert "casa" not in text_of(page)


def test_a_period_includes_both_its_days(client):
    person = make_person()
    days = [date(2026, 3, number) for number in (1, 2, 3, 4)]
    for day in days:
        make_note(person, text=f"{day:%d}", happened_on=day)

    assert found(client, person, since="2/3/2026", until="3/3/2026") == ["03", "02"]
    assert found(client, person, since="3/3/2026") == ["04", "03"]
    assert found(client, person, until="1/3/2026") == ["01"]


def test_a_period_that_ends_before_it_begins_is_told(client):
    answer = client.post(
        url("filter_notes", make_person().pk), {"since": "3/3/2026", "until": "2/3/2026"}
    )

    assert answer.status_code == 200
    assert "Il periodo finisce prima di cominciare" in text_of(answer)


def test_the_kinds_count_what_is_asked_for(client):
    person = make_person()
    make_note(person, kind="VISIT", text="Ha perso la casa.")
    make_note(person, kind="VISIT", text="Tutto bene.")
    make_note(person, kind="PHONE", text="La casa è trovata.")

    answer = client.post(url("filter_notes", person.pk), {"words": "casa", "tipo": "VISIT"})
    diary = client.get(answer["Location"]).context["diary"]

    assert [(one["kind"].value, one["count"]) for one in diary.kinds] == [
        ("PHONE", 1),
        ("VISIT", 1),
    ]
    assert (diary.total, diary.page.paginator.count) == (2, 1)


def test_nothing_found_says_what_to_do(client):
    note = make_note()

    answer = client.post(url("filter_notes", note.beneficiary_id), {"words": "ornitorinco"})

    assert "Nessuna nota così" in text_of(client.get(answer["Location"]))


def test_a_diary_of_many_notes_asks_little_on_every_page(client, marco, statements_of):
    person = make_person()
    with as_user(client.user):
        same = {"agency_id": person.agency_id, "author": client.user, "kind": "PHONE"}
        CaseNote.objects.bulk_create(
            CaseNote(beneficiary=person, text=f"Telefonata {number} sulla casa.",
                     happened_on=timezone.localdate() - timedelta(days=number % 400), **same)
            for number in range(2_000)
        )  # fmt: skip
    make_note(person, text="Solo per noi.", visibility="RESERVED", readers=[marco.pk])
    make_placement(make_participation(person))
    answer = client.post(url("filter_notes", person.pk), {"words": "casa", "since": "1/1/2020"})
    client.get("/persone/")

    page = url("show", person.pk)
    for address in (page, f"{page}?page=100", answer["Location"]):
        asked = statements_of(client, address.split("#")[0])
        assert len(asked) <= 12, "\n".join(one[:150] for one in asked)


def printed(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        return str(pdf.docinfo.get("/Subject", "")), len(pdf.pages), answer


def test_the_notes_of_a_period_are_printed_and_written_down(client):
    person = make_person()
    make_note(person, happened_on=date(2026, 3, 2))

    subject, pages, answer = printed(
        client, url("print_notes", person.pk) + "?dal=2026-03-01&al=2026-03-31&tipo=PHONE"
    )

    assert subject.startswith("Telefonata, dal 1 mar 2026, al 31 mar 2026")
    assert pages == 1
    assert person.last_name not in answer["Content-Disposition"]
    with as_user(client.user):
        assert Reading.objects.filter(person_id=person.pk, what="stampa del diario").count() == 1


def test_the_paper_of_others_holds_no_reserved_note(client_of, ines, marco, monkeypatch):
    from beneficiaries import note_printing as printing

    person = make_person()
    make_note(person, text="Per tutti.")
    make_note(person, text="Solo per me.", visibility="RESERVED")
    papers = []
    monkeypatch.setattr(
        printing, "render_to_string", lambda name, words: papers.append(words) or "<p>.</p>"
    )

    for one in (ines, marco):
        client_of(one).get(url("print_notes", person.pk))

    texts = [[note.text for note in words["notes"]] for words in papers]
    assert texts == [["Per tutti.", "Solo per me."], ["Per tutti."]]
    assert [words["reserved"] for words in papers] == [1, 0]


def test_too_many_notes_ask_for_a_shorter_period(client, monkeypatch):
    from beneficiaries.views import notes

    monkeypatch.setattr(notes, "IN_ONE_FILE", 2)
    person = make_person()
    for _number in range(3):
        make_note(person)

    answer = client.get(url("print_notes", person.pk) + "?tipo=PHONE", follow=True)

    assert "scegli un periodo più breve" in text_of(answer)
    assert answer.redirect_chain == [(url("show", person.pk) + "?tipo=PHONE", 302)]
    assert IN_ONE_FILE == 300


def test_a_snippet_begins_near_the_word_and_cuts_none():
    text = "uno due tre " * 40 + "casa " + "quattro cinque " * 40
    marked = text.replace("casa", "\x02casa\x03")

    shown = snippet(text, marked)

    assert Part("casa", True) in shown.parts
    assert shown.parts[0] == Part("… ", False)
    assert shown.parts[1].text.split()[0] in {"uno", "due", "tre"}
    assert shown.is_whole is False


def test_a_snippet_whose_twin_differs_shows_the_text_without_marks():
    shown = snippet("Ha trovato casa.", "Ha trovato  \x02casa\x03.")

    assert shown.parts == [Part("Ha trovato casa.", False)]
    assert shown.is_whole is True


def test_the_diary_says_how_long_the_notes_it_shows_lasted(client):
    person = make_person()
    for kind, minutes in (("PHONE", 15), ("PHONE", None), ("INTERVIEW", 60)):
        make_note(person, kind=kind, minutes=minutes)
    address = reverse("beneficiaries:show", args=[person.pk])

    pages = [client.get(address + asked) for asked in ("", "?tipo=PHONE", "?al=2020-01-01")]

    assert [page.context["diary"].lasted for page in pages] == [75, 15, 0]
    assert "1\u00a0h 15 di servizio" in text_of(pages[0])
