"""Documents of a person: bring, see, fetch, replace, cancel; the signed plan."""

import errno
import os
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.document_enums import DocumentState
from beneficiaries.document_files import GRACE, sweep
from beneficiaries.models import Document
from beneficiaries.policy import visible_documents
from core.audit.models import Reading
from core.merge import EditClash
from core.workflow import WrongStep
from tests.acting import as_user, client_of
from tests.beneficiaries.bringing import TOLD, lying, upload
from tests.cast import player
from tests.core.hostile_files import docx, pdf
from tests.makers import (
    make_approved,
    make_document,
    make_person,
    make_picture,
    make_plan,
    make_share,
    make_taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


# --- bring --------------------------------------------------------------------------------------


def test_a_document_is_brought_seen_and_fetched(ines):
    person, client = make_person(), client_of(ines)
    content = pdf()

    answer = upload(client, person, content, number="CA12345AA", note="Fronte e retro")

    assert answer.status_code == 302
    page = client.get(f"/persone/{person.pk}/documenti/").content.decode()
    assert "Carta d’identità o passaporto" in page
    assert "n. CA12345AA" in page
    assert "scade il 1 mar 2034" in page
    with as_user(ines):
        made = Document.objects.get()
    got = client.get(f"/persone/documenti/{made.pk}/file/")
    assert got.content == content
    assert got["Content-Disposition"].startswith('attachment; filename="carta.pdf"')
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got["X-Content-Type-Options"] == "nosniff"
    with as_user(ines):
        read = list(Reading.objects.filter(person_id=person.pk).values_list("what", flat=True))
    assert read.count("documento scaricato") == 1


def test_a_photograph_is_seen_in_the_page(ines):
    made = make_document(taken=make_picture())
    client = client_of(ines)

    page = client.get(f"/persone/documenti/{made.pk}/").content.decode()
    got = client.get(f"/persone/documenti/{made.pk}/file/?anteprima")

    assert f'src="/persone/documenti/{made.pk}/file/?anteprima"' in page
    assert got["Content-Disposition"].startswith("inline")
    assert got["Content-Type"] == "image/jpeg"


def test_a_photograph_taken_now_is_brought_by_the_other_field(ines):
    person = make_person()
    photo = SimpleUploadedFile("IMG_1.jpg", make_picture().content)
    told = {"kind": "CURRICULUM", "photo": photo}

    answer = client_of(ines).post(f"/persone/{person.pk}/documenti/nuovo/", told)

    assert answer.status_code == 302
    with as_user(ines):
        assert Document.objects.get().name == "IMG_1.jpg"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "Scegli una voce in “Tipo di documento”"),
        ({"expires_on": ""}, "Scrivi la scadenza che c’è sul documento"),
        ({"issued_on": "1/4/2034"}, "Questo giorno deve ancora venire"),
        ({"issued_on": "1/3/2020", "expires_on": "1/3/2019"}, "La scadenza viene prima"),
        ({"kind": "CURRICULUM"}, "Questo tipo di documento non scade"),
    ],
)
def test_what_is_said_of_a_file_must_hold(ines, typed, said):
    person = make_person()

    answer = upload(client_of(ines), person, note="Resta scritto", **typed)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Resta scritto" in answer.content.decode()
    assert lying() == []


def test_a_file_that_may_not_come_in_is_refused_beside_its_field(ines):
    person, client = make_person(), client_of(ines)

    bad = upload(client, person, docx({"word/vbaProject.bin": "x"}), name="cv.docx")
    none = client.post(f"/persone/{person.pk}/documenti/nuovo/", {"kind": "CURRICULUM"})
    empty = upload(client, person, b"")
    large = upload(client, person, b"%PDF-1.7" + b"0" * (15 * 1024 * 1024))

    assert "Il file contiene macro" in bad.content.decode()
    assert "Scegli il file" in none.content.decode()
    assert "Il file è vuoto" in empty.content.decode()
    assert "Il file supera 15 MB" in large.content.decode()
    assert lying() == []


def test_two_files_at_once_are_one_too_many(ines):
    person = make_person()
    two = {name: SimpleUploadedFile(f"{name}.pdf", pdf()) for name in ("file", "photo")}

    answer = client_of(ines).post(
        f"/persone/{person.pk}/documenti/nuovo/", {"kind": "CURRICULUM"} | two
    )

    assert "caricane uno alla volta" in answer.content.decode()


def test_the_same_file_is_not_brought_twice(ines):
    person, client = make_person(), client_of(ines)
    content = pdf()
    upload(client, person, content)

    again = upload(client, person, content, kind="OTHER")
    elsewhere = upload(client, make_person(), content)

    said = "L’hai già caricato: è fra i documenti come “Carta d’identità o passaporto”."
    assert said in again.content.decode()
    assert elsewhere.status_code == 302
    assert len(lying()) == 2


def test_the_database_takes_a_file_of_a_person_once(ines):
    made = make_document()
    made.pk, made.path = None, "documents/xx/other"

    with as_user(ines), pytest.raises(IntegrityError, match="document_once"), transaction.atomic():
        made.save(force_insert=True)


def test_on_a_full_disk_the_form_says_so_and_nothing_stays(ines, monkeypatch):
    person, client = make_person(), client_of(ines)

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = upload(client, person, note="Resta scritto")
    monkeypatch.undo()

    assert "Lo spazio per i file è finito" in answer.content.decode()
    assert "Resta scritto" in answer.content.decode()
    assert lying() == []
    with as_user(ines):
        assert not Document.objects.exists()


def test_without_its_row_the_file_goes_again(ines, monkeypatch):
    def break_off(*_args, **_how):
        raise RuntimeError

    monkeypatch.setattr(Document.objects, "create", break_off)
    with pytest.raises(RuntimeError):
        make_document()

    assert lying() == []


def test_what_no_row_names_is_swept_after_an_hour(ines, media):
    made = make_document()
    nobodys = media / "documents" / "zz" / "nobodys"
    nobodys.parent.mkdir(parents=True)
    nobodys.write_bytes(b"x")
    now = timezone.now()

    assert sweep(at=now) == []
    assert sweep(at=now + GRACE + timedelta(minutes=1)) == ["documents/zz/nobodys"]
    assert lying() == [media / made.path]


# --- replace, cancel, correct -------------------------------------------------------------------


def test_a_document_is_replaced_and_stays(ines):
    former = make_document(days=10)
    client = client_of(ines)
    file = SimpleUploadedFile("nuova.pdf", make_taken().content)
    told = {"kind": "IDENTITY", "expires_on": "1/3/2034", "file": file}

    answer = client.post(f"/persone/documenti/{former.pk}/sostituisci/", told)

    assert answer.status_code == 302
    with as_user(ines):
        later = Document.objects.get(replaces=former)
        former.refresh_from_db()
    assert (former.state, former.ended_by_id) == (DocumentState.REPLACED, ines.pk)
    page = client.get(f"/persone/documenti/{former.pk}/").content.decode()
    assert "Sostituito da" in page
    assert f"/persone/documenti/{later.pk}/" in page
    assert len(lying()) == 2


def test_a_document_is_cancelled_with_a_reason(ines):
    made = make_document()
    client = client_of(ines)

    silent = client.post(f"/persone/documenti/{made.pk}/annulla/", {"reason": " "})
    client.post(f"/persone/documenti/{made.pk}/annulla/", {"reason": "Era della sorella"})
    twice = client.post(f"/persone/documenti/{made.pk}/annulla/", {"reason": "Ancora"})

    assert "Scrivi perché lo annulli" in silent.content.decode()
    assert "non è possibile: lo stato è “Annullato”" in twice.content.decode()
    page = client.get(f"/persone/{made.beneficiary_id}/documenti/").content.decode()
    assert "Era della sorella" in page
    assert "Non più in uso" in page


def test_what_was_replaced_is_not_replaced_again(ines):
    former = make_document()
    with as_user(ines) as user:
        actions.replace_document(former, make_taken(), TOLD, by=user, at=timezone.now())
        with pytest.raises(WrongStep):
            actions.replace_document(former, make_taken(), TOLD, by=user, at=timezone.now())
    assert len(lying()) == 2


def test_two_correct_a_document_and_lose_nothing(ines, marco):
    made = make_document(days=100)
    seen = {"kind": "IDENTITY", "number": "", "note": ""}
    with as_user(marco) as user:
        typed = seen | {"number": "AA1"}
        actions.correct_document(made, typed, seen=seen, by=user, at=timezone.now())
    with as_user(ines) as user:
        typed = seen | {"note": "Letta"}
        after = actions.correct_document(made, typed, seen=seen, by=user, at=timezone.now())
        typed = seen | {"number": "BB2"}
        with pytest.raises(EditClash):
            actions.correct_document(made, typed, seen=seen, by=user, at=timezone.now())

    assert (after.number, after.note) == ("AA1", "Letta")


def test_what_is_said_of_a_file_is_corrected_on_its_page(ines):
    made = make_document(days=100)
    client = client_of(ines)
    address = f"/persone/documenti/{made.pk}/dati/"
    form = client.get(address).context["form"]
    typed = {
        "kind": "PERMIT",
        "number": "I1",
        "expires_on": "1/3/2034",
        "seen": form["seen"].value(),
    }

    answer = client.post(address, typed)

    assert answer.status_code == 302
    with as_user(ines):
        made.refresh_from_db()
    assert (made.kind, made.number, made.expires_on) == ("PERMIT", "I1", date(2034, 3, 1))


def test_of_what_is_no_longer_in_use_nothing_is_corrected(ines):
    made = make_document(days=100)
    with as_user(ines) as user:
        actions.cancel_document(made, reason="Doppio", by=user, at=timezone.now())
        with pytest.raises(actions.DocumentRefused, match="Non è più in uso"):
            actions.correct_document(
                made, {"kind": "IDENTITY"}, seen={}, by=user, at=timezone.now()
            )


@pytest.mark.parametrize("column", ["path", "sha256", "name_is_free"])
def test_the_database_keeps_the_file_of_a_document(ines, column):
    made = make_document()
    with as_user(ines):
        rows = Document.objects.filter(pk=made.pk)
        if column == "name_is_free":
            assert rows.update(name="altro.pdf") == 1
            return
        with (
            pytest.raises(DatabaseError, match="the file of a document stays"),
            transaction.atomic(),
        ):
            rows.update(**{column: "0" * 43})


# --- who ----------------------------------------------------------------------------------------


def test_who_shares_a_person_sees_no_documents(ines, nora):
    person = make_person()
    made = make_document(person)
    make_share(person, to=nora)

    assert client_of(nora).get(f"/persone/{person.pk}/documenti/").status_code == 403
    assert client_of(nora).get(f"/persone/documenti/{made.pk}/file/").status_code == 404
    with as_user(nora) as user:
        assert not visible_documents(user).exists()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from beneficiaries_document")
            assert cursor.fetchone() == (0,)
        with pytest.raises(PermissionDenied):
            actions.add_document(person, make_taken(), TOLD, by=user, at=timezone.now())
    assert len(lying()) == 1


@pytest.mark.parametrize("name", ["olga", "dario", "rita", "franco"])
def test_who_accounts_or_administers_sees_no_documents(name):
    person = make_document().beneficiary

    assert client_of(player(name)).get(f"/persone/{person.pk}/documenti/").status_code == 404
    with as_user(player(name)), connection.cursor() as cursor:
        cursor.execute("select count(*) from beneficiaries_document")
        assert cursor.fetchone() == (0,)


def test_the_name_of_a_file_says_nothing_in_the_address(ines):
    made = make_document(taken=make_taken("Loredana Cattaneo.pdf"))
    page = client_of(ines).get(f"/persone/documenti/{made.pk}/").content.decode()

    assert "Loredana Cattaneo.pdf" in page
    assert not [word for word in page.split('href="')[1:] if "Cattaneo" in word.split('"')[0]]


# --- the signed plan ----------------------------------------------------------------------------


def test_the_signed_copy_is_attached_to_its_version(ines):
    plan = make_approved()
    person, client = plan.beneficiary, client_of(ines)
    missing = client.get(f"/persone/{person.pk}/documenti/").content.decode()
    address = f"/persone/{person.pk}/documenti/nuovo/?versione={plan.number}"
    file = SimpleUploadedFile("firmato.pdf", pdf())

    asked = client.get(address).content.decode()
    client.post(address, {"kind": "PLAN", "file": file})

    assert "Con un progetto approvato" in missing
    assert f"nuovo/?versione={plan.number}" in missing
    assert "È la copia firmata della versione 1" in asked
    assert (
        "copia della versione 1" in client.get(f"/persone/{person.pk}/documenti/").content.decode()
    )
    for page in ("", f"{plan.number}/"):
        assert (
            "Copia firmata" in client.get(f"/persone/{person.pk}/progetto/{page}").content.decode()
        )


def test_of_a_draft_there_is_no_signed_copy(ines):
    plan = make_plan()
    told = (plan.beneficiary, make_taken(), actions.Told("PLAN", "", None, None, ""))
    form = client_of(ines).get(f"/persone/{plan.beneficiary_id}/documenti/nuovo/").context["form"]

    assert "PLAN" not in dict(form.fields["kind"].choices)
    with as_user(ines) as user, pytest.raises(actions.DocumentRefused, match="approvata"):
        actions.add_document(*told, plan=plan, by=user, at=timezone.now())


# --- how often it asks --------------------------------------------------------------------------


def test_the_page_asks_as_often_for_twenty_documents_as_for_one(ines, statements_of):
    person = make_person()
    make_document(person, days=20)
    client = client_of(ines)
    address = f"/persone/{person.pk}/documenti/"
    client.get(address)  # what a process asks once is asked now
    one = statements_of(client, address)

    for _ in range(19):
        make_document(person, kind="OTHER", days=30)

    assert len(statements_of(client, address)) == len(one) <= 12
    assert len(statements_of(client, f"/persone/{person.pk}/")) <= 12
    assert len(statements_of(client, f"/persone/{person.pk}/progetto/")) <= 12
