"""What may come in, what may not and why, where it lies, how it is handed out."""

import errno
import io
import os
import socket
import struct
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopFutureHandlers
from django.http import HttpRequest
from PIL import Image

from core.files import elsewhere, shelf
from core.files.answers import hand_out
from core.files.apart import Task
from core.files.intake import MOST, say, take_in, take_upload
from core.files.kinds import FileKind
from core.files.names import clean_name
from core.files.refusals import Unfit, Why
from core.files.scanner import Scan, scan
from core.files.uploads import Bounded
from tests.core.hostile_files import HOSTILE, docx, odt, pdf, picture, rels, xlsx

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make", "why"), HOSTILE, ids=[name for name, *_rest in HOSTILE])
def test_a_hostile_file_is_refused(name, make, why):
    with pytest.raises(Unfit) as refused:
        take_in(name, make())

    assert refused.value.why == why


def test_there_are_forty_hostile_files_and_each_is_refused_in_words():
    assert len({name for name, *_rest in HOSTILE}) == len(HOSTILE) >= 40
    assert {why for _name, _make, why in HOSTILE} == set(Why)
    assert len({say(Unfit(why)) for why in Why}) == len(Why)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("permesso.pdf", pdf(), "PDF"),
        ("foto.jpg", picture("JPEG"), "JPEG"),
        ("foto.png", picture("PNG", mode="RGBA"), "PNG"),
        ("grigia.png", picture("PNG", mode="L"), "PNG"),
        ("curriculum.docx", docx(), "DOCX"),
        ("curriculum.con.pagina.docx", docx(rels("hyperlink", "https://example.org/")), "DOCX"),
        ("conti.xlsx", xlsx(), "XLSX"),
        ("lettera.odt", odt(body='<text:a xlink:href="https://example.org/">x</text:a>'), "ODT"),
    ],
)
def test_a_good_file_comes_in(name, content, kind):
    taken = take_in(name, content)

    assert taken.kind == kind
    assert taken.name == name
    assert taken.kind.is_picture or taken.content == content


def test_a_file_is_named_for_what_it_is():
    assert take_in("scansione.pdf", picture("JPEG")).name == "scansione.jpg"
    assert take_in("foto", picture("PNG")).name == "foto.png"


def test_a_photograph_comes_out_upright_and_says_no_place():
    told = Image.Exif()
    told[0x0112] = 6  # the camera was held on its side
    told[0x010F] = "Telefono di Loredana"
    told.get_ifd(0x8825)[2] = (45.0, 48.0, 30.0)
    content = picture("JPEG", (80, 40), exif=told.tobytes(), comment=b"zqcommento")

    taken = take_in("foto.jpg", content + b"<script>zqcoda</script>")

    kept = Image.open(io.BytesIO(taken.content))
    assert kept.size == (40, 80)
    assert not kept.getexif()
    assert b"Loredana" in content
    for word in (b"Loredana", b"Exif", b"zqcommento", b"zqcoda"):
        assert word not in taken.content


def test_a_large_photograph_is_made_smaller():
    taken = take_in("foto.jpg", picture("JPEG", (6000, 4000)))

    assert max(Image.open(io.BytesIO(taken.content)).size) == 3500


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("permesso di soggiorno.pdf", "permesso di soggiorno.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Utenti\\Ines\\ricevuta.pdf", "ricevuta.pdf"),
        ("ricevuta\x00.php.pdf", "ricevuta.php.pdf"),
        ("ricevuta\u202efdp.exe", "ricevutafdp.pdf"),
        ("ricevuta\r\nSet-Cookie: a=b.pdf", "ricevutaSet-Cookie_ a=b.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("...", "documento.pdf"),
        ("", "documento.pdf"),
        ("è" * 300 + ".pdf", "è" * 80 + ".pdf"),
        (".htaccess", "htaccess.pdf"),
    ],
)
def test_a_name_is_cleaned(given, shown):
    assert clean_name(given, ".pdf") == shown


def test_what_is_too_long_is_measured_and_not_kept():
    handler = Bounded(HttpRequest())
    handler.handle_raw_input(None, {}, MOST * 3, b"", None)
    with pytest.raises(StopFutureHandlers):
        handler.new_file("file", "a.pdf", "application/pdf", None)
    for number in range(32):
        handler.receive_data_chunk(b"0" * (1 << 20), number << 20)

    upload = handler.file_complete(32 << 20)

    assert len(upload.read()) == MOST + 1
    with pytest.raises(Unfit) as refused:
        take_upload(upload)
    assert refused.value.why == Why.TOO_LARGE


def test_one_byte_too_much_is_too_much():
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * (MOST - 7))

    with pytest.raises(Unfit) as refused:
        take_upload(upload)

    assert refused.value.why == Why.TOO_LARGE


def test_who_looks_holds_no_secret_and_may_be_slow(monkeypatch):
    seen = {}
    run = elsewhere.subprocess.run

    def watch(command, **how):
        seen.update(how)
        return run(command, **how)

    monkeypatch.setattr(elsewhere.subprocess, "run", watch)
    take_in("a.pdf", pdf())
    monkeypatch.setattr(elsewhere, "GRACE", 0.001 - Task.LOOK.seconds)

    assert not {"SECRET_KEY", "DATABASE_URL"} & set(seen["env"])
    with pytest.raises(Unfit) as refused:
        take_in("a.pdf", pdf())
    assert refused.value.why == Why.TOO_COMPLEX


# --- where it lies ------------------------------------------------------------------------------


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_lies_under_a_random_name_for_the_application_alone(media):
    taken = take_in("permesso.pdf", pdf())

    path = shelf.put(taken.content, "documents")

    (file,) = _files(media)
    assert len(file.name) == 43
    assert "permesso" not in path
    assert file.stat().st_mode & 0o777 == 0o600
    assert shelf.read(path, taken.sha256) == taken.content


def test_a_file_that_was_changed_is_not_read(media):
    taken = take_in("permesso.pdf", pdf())
    path = shelf.put(taken.content, "documents")
    (media / path).write_bytes(b"altro")

    assert shelf.read(path, taken.sha256) is None
    shelf.drop(path)
    assert shelf.read(path, taken.sha256) is None


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_on_a_full_disk_nothing_half_stays(media, monkeypatch, step):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "open", full)

    with pytest.raises(shelf.NoRoom, match="spazio"):
        shelf.put(b"abc", "documents")
    monkeypatch.undo()

    assert _files(media) == []


# --- how it is handed out -----------------------------------------------------------------------


def test_a_file_is_handed_out_to_be_kept_and_runs_nothing():
    answer = hand_out(b"%PDF-1.7", kind=FileKind.PDF, name="età.pdf", inline=True)

    assert answer["Content-Disposition"] == (
        "attachment; filename=\"et_.pdf\"; filename*=UTF-8''et%C3%A0.pdf"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_only_a_picture_may_stand_in_a_page():
    how = {kind: hand_out(b"x", kind=kind, name="a", inline=True) for kind in FileKind}

    inline = {kind for kind, one in how.items() if one["Content-Disposition"].startswith("inline")}
    assert inline == {FileKind.JPEG, FileKind.PNG}


# --- the scanner --------------------------------------------------------------------------------


@contextmanager
def clamd(answer: bytes | None, place: Path):
    """A daemon that speaks as clamd does; None: it hangs up without a word."""
    heard: list[bytes] = []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(place))
    server.listen()

    def serve() -> None:
        line, _who = server.accept()
        with line, line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!L", said.read(4))[0]:
                heard.append(said.read(length))
            if answer is not None:
                found = EICAR in b"".join(heard)
                line.sendall(b"stream: Eicar-Test FOUND\0" if found else answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield heard
    finally:
        thread.join(5)
        server.close()


@pytest.mark.parametrize(
    ("answer", "content", "said"),
    [
        (b"stream: OK\0", b"ciao" * 50_000, Scan.CLEAN),
        (b"stream: OK\0", EICAR, Scan.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", b"ciao", Scan.WAITING),
        (b"stream: OK and more\0", b"ciao", Scan.WAITING),
        (None, b"ciao", Scan.WAITING),
    ],
)
def test_the_scanner_is_believed_only_when_it_says_so(settings, tmp_path, answer, content, said):
    settings.CLAMAV = str(tmp_path / "clamd.ctl")

    with clamd(answer, tmp_path / "clamd.ctl") as heard:
        assert scan(content) == said

    assert b"".join(heard) == content


def test_a_scanner_that_is_down_has_not_said_clean(settings, tmp_path):
    settings.CLAMAV = str(tmp_path / "nobody.ctl")
    assert scan(b"ciao") == Scan.WAITING

    settings.CLAMAV = "127.0.0.1:9"
    assert scan(b"ciao") == Scan.WAITING
    assert not Scan.WAITING.is_open


def test_without_a_scanner_it_is_said(settings):
    settings.CLAMAV = ""

    assert scan(b"ciao") == Scan.UNCHECKED
    assert str(Scan.UNCHECKED.label) == "Senza antivirus"
