"""The first pages of a document in its page: who sees them, what is written down, how they go."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.actions.document_pages import DRAWN
from beneficiaries.document_files import GRACE, sweep
from beneficiaries.models import Document
from core.audit.models import Reading
from core.files import drawn
from core.files.intake import take_in
from core.files.scanner import Scan
from tests.acting import as_user, client_of
from tests.core.hostile_files import pdf
from tests.core.test_drawn import of_pages
from tests.makers import make_document, make_person, make_picture, make_share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
PART = {"HTTP_HX_REQUEST": "true"}


def address(made: Document, number: int = 1) -> str:
    """The page of one page."""
    return f"/persone/documenti/{made.pk}/pagine/{number}/"


def test_a_page_is_shown_with_its_number_and_the_way_to_the_others(ines):
    made, client = make_document(taken=take_in("cv.pdf", of_pages(7))), client_of(ines)

    whole = client.get(f"/persone/documenti/{made.pk}/").content.decode()
    page = client.get(address(made, 2)).content.decode()
    part = client.get(address(made, 2), **PART).content.decode()
    picture = client.get(f"{address(made, 2)}immagine/")

    assert f'hx-get="{address(made)}" hx-trigger="load"' in whole
    for answer in (page, part):
        assert "Pagina 2 di 7" in answer
        assert f'src="{address(made, 2)}immagine/"' in answer
        assert f'href="{address(made, 5)}#pagine"' in answer
        assert "si vedono le prime 5 pagine" in answer
        assert f"{address(made, 6)}" not in answer
    assert "<html" in page
    assert "<html" not in part
    assert (picture["Content-Type"], picture.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert picture["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert picture["Content-Disposition"].startswith("inline")


def test_the_file_itself_never_stands_in_the_page(ines):
    made, client = make_document(), client_of(ines)

    got = client.get(f"/persone/documenti/{made.pk}/file/?anteprima")

    assert got["Content-Disposition"].startswith("attachment")


def test_each_page_that_is_seen_is_written_down(ines):
    made, client = make_document(), client_of(ines)

    client.get(f"{address(made)}immagine/")

    with as_user(ines):
        read = Reading.objects.filter(person_id=made.beneficiary_id).values_list("what", flat=True)
        assert list(read) == ["anteprima di un documento"]


def test_pages_are_drawn_once_and_go_after_an_hour(ines, media, monkeypatch):
    made, client = make_document(), client_of(ines)
    times = []
    monkeypatch.setattr(drawn, "ask", lambda *_told: times.append(1) or ("1 10x10:3", b"abc"))

    for _turn in range(3):
        assert client.get(address(made)).status_code == 200
    lying = [one for one in (media / DRAWN).rglob("*") if one.is_file()]
    now = timezone.now()
    sweep(at=now)
    kept = lying[0].exists()
    sweep(at=now + GRACE + timedelta(minutes=1))

    assert (len(times), len(lying), kept) == (1, 1, True)
    assert not lying[0].exists()
    assert (media / made.path).exists()


def test_what_cannot_be_drawn_says_so_and_is_still_to_be_fetched(ines, monkeypatch):
    made, client = make_document(), client_of(ines)
    monkeypatch.setattr(drawn, "draw", lambda content: b"0\n")

    page = client.get(address(made)).content.decode()

    assert "Di questo PDF non si riesce a mostrare l’anteprima" in page
    assert f'href="/persone/documenti/{made.pk}/file/"' in page
    assert client.get(f"{address(made)}immagine/").status_code == 404


def test_on_a_full_disk_the_pages_are_shown_all_the_same(ines, monkeypatch):
    made, client = make_document(), client_of(ines)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert "Pagina 1 di 1" in client.get(address(made)).content.decode()


def test_there_is_no_page_that_the_file_has_not(ines):
    made, client = make_document(), client_of(ines)

    for number in (0, 2, 6):
        assert client.get(address(made, number)).status_code == 404
        assert client.get(f"{address(made, number)}immagine/").status_code == 404


def test_a_photograph_has_no_pages(ines):
    made, client = make_document(taken=make_picture()), client_of(ines)

    assert "/pagine/" not in client.get(f"/persone/documenti/{made.pk}/").content.decode()
    assert client.get(address(made)).status_code == 404


def test_what_the_scanner_has_not_let_through_is_not_drawn(ines, media):
    made, client = make_document(), client_of(ines)
    with as_user(ines):
        Document.objects.filter(pk=made.pk).update(scan=Scan.WAITING)

    page = client.get(address(made), **PART).content.decode()

    assert "L’antivirus non ha ancora controllato il file" in page
    assert client.get(f"{address(made)}immagine/").status_code == 404
    assert not (media / DRAWN).exists()


def test_a_file_that_is_not_what_was_brought_is_not_drawn(ines, media):
    made, client = make_document(), client_of(ines)
    (media / made.path).write_bytes(pdf() + b" ")

    assert "Il file non è più come è stato caricato" in client.get(address(made)).content.decode()


def test_another_agency_sees_no_page_even_of_a_person_shared_with_it(ines, nora):
    person = make_person()
    made = make_document(person)
    make_share(person, to=nora)
    client_of(ines).get(address(made))

    client = client_of(nora)
    assert client.get(address(made)).status_code == 404
    assert client.get(f"{address(made)}immagine/").status_code == 404
    with as_user(nora) as user, pytest.raises(PermissionDenied):
        actions.pages_of(made, by=user)
