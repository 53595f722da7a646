"""Which text document or sheet may come in: words and numbers, no program, no other file."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from core.files.refusals import Unfit, Why

MOST_PARTS = 3000
MOST_UNPACKED = 120 * 1024 * 1024
MOST_OF_XML = 60 * 1024 * 1024
CHUNK = 1 << 16
END_OF_ZIP = b"PK\x05\x06"
# What a part may not begin with: an archive, a program, an old Office file, a script.
FOREIGN = (b"PK\x03\x04", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf",
           b"\x1f\x8b", b"#!", b"%PDF", b"\xca\xfe\xba\xbe")  # fmt: skip
ENCLOSED = re.compile(
    r"(?:^|/)(?:embeddings|ole)[^/]*/|\.(?:zip|jar|exe|dll|7z|rar|js|vbs|ps1|bat)$", re.I
)
MACROS = re.compile(r"vba|macrosheets|activex|^basic/|^scripts/|customui", re.I)
OUTSIDE = re.compile(r"externallinks/|(?:^|/)connections\.xml$|querytables/", re.I)
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    f"{OOXML}wordprocessingml.document.main+xml": "DOCX",
    f"{OOXML}spreadsheetml.sheet.main+xml": "XLSX",
}
ODT = b"application/vnd.oasis.opendocument.text"
# Fields of Word that fetch or run something, and the formula by which a sheet does.
FIELDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.I)
FORMULA = re.compile(r"\|\s*'[^']*'?\s*!|\b(?:WEBSERVICE|REGISTER|CALL|EXEC|DDE)\s*\(", re.I)
HYPERLINK = "/hyperlink"
# Elements of OpenDocument that name another place and fetch nothing of it.
PAGES = ("a", "template")
HREF = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.I)


def look_at(content: bytes) -> str:
    """DOCX, XLSX or ODT: which of them the archive is, if it may come in."""
    if content[-22:-18] != END_OF_ZIP or content[-2:] != b"\0\0":
        # Something follows the archive, or it is cut off.
        raise Unfit(Why.TWO_THINGS if END_OF_ZIP in content else Why.DAMAGED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_at_parts(archive)
            kind = _kind_of(archive)
            for name, text in _texts(archive):
                _Reader(name).read(text)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError,
            OSError, expat.ExpatError):  # fmt: skip
        raise Unfit(Why.DAMAGED) from None


def _look_at_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unfit(Why.TOO_COMPLEX)
    if len(set(names)) != len(names) or min((part.header_offset for part in parts), default=1):
        raise Unfit(Why.TWO_THINGS)
    for part in parts:
        _look_at_part(part)
    unpacked = 0
    for part in parts:
        unpacked += _weigh(archive, part, MOST_UNPACKED - unpacked)


def _look_at_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if part.flag_bits & 1:
        raise Unfit(Why.ENCRYPTED)
    if stat.S_ISLNK(part.external_attr >> 16):
        raise Unfit(Why.TWO_THINGS)
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Unfit(Why.TWO_THINGS)
    if MACROS.search(name):
        raise Unfit(Why.MACROS)
    if ENCLOSED.search(name):
        raise Unfit(Why.ENCLOSES)
    if OUTSIDE.search(name):
        raise Unfit(Why.LINKS)


def _weigh(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Unpack a part without keeping it: its size is what comes out, not what it claims."""
    size = 0
    with archive.open(part) as opened:
        while chunk := opened.read(CHUNK):
            if not size and chunk.startswith(FOREIGN):
                raise Unfit(Why.ENCLOSES)
            size += len(chunk)
            if size > most:
                raise Unfit(Why.TOO_COMPLEX)
    return size


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if names and names[0] == "mimetype" and archive.read("mimetype") == ODT:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unfit(Why.ENCRYPTED)
        return "ODT"
    if "[Content_Types].xml" not in names:
        raise Unfit(Why.UNKNOWN)
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in types or "macrosheet" in types or "vbaProject" in types:
        raise Unfit(Why.MACROS)
    found = [kind for main, kind in MAIN.items() if f'"{main}"' in types]
    if len(found) != 1:
        raise Unfit(Why.UNKNOWN)
    return found[0]


def _texts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
            if part.file_size > MOST_OF_XML:
                raise Unfit(Why.TOO_COMPLEX)
            yield part.filename, archive.read(part)


class _Reader:
    """Reads one part of XML, and refuses what fetches, runs, or is no plain XML."""

    def __init__(self, name: str) -> None:
        self.is_rels = name.endswith(".rels")
        self.held: list[str] = []
        self.of = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._opens
        self.parser.EndElementHandler = self._closes
        self.parser.CharacterDataHandler = self._says

    def read(self, text: bytes) -> None:
        self.parser.Parse(text, True)
        if FIELDS.search("".join(self.held)):
            raise Unfit(Why.LINKS)

    def _doctype(self, *_about: object) -> None:
        # No writer of these formats declares one; it is how entities explode or read files.
        raise Unfit(Why.ACTIVE)

    def _opens(self, name: str, given: dict[str, str]) -> None:
        bare = name.rpartition(" ")[2]
        plain = {key.rpartition(" ")[2]: value for key, value in given.items()}
        if self.is_rels and plain.get("TargetMode") == "External":
            is_page = plain.get("Type", "").endswith(HYPERLINK)
            if not is_page or not plain.get("Target", "").startswith(("http", "mailto:", "tel:")):
                raise Unfit(Why.LINKS)
        if bare in ("event-listener", "script"):
            raise Unfit(Why.MACROS)
        if bare in ("ddeLink", "dde-connection", "dde-connection-decl", "dde-source"):
            raise Unfit(Why.LINKS)
        if bare not in PAGES and "xlink" in "".join(given) and HREF.match(plain.get("href", "")):
            raise Unfit(Why.LINKS)
        if bare == "fldSimple":
            self.held.append(f" {plain.get('instr', '')} ")
        self.of = bare

    def _closes(self, name: str) -> None:
        bare = name.rpartition(" ")[2]
        if bare == "f" and FORMULA.search("".join(self.held)):
            raise Unfit(Why.LINKS)
        if bare in ("f", "p"):
            if bare == "p" and FIELDS.search("".join(self.held)):
                raise Unfit(Why.LINKS)
            self.held = []
        self.of = ""

    def _says(self, text: str) -> None:
        if self.of in ("instrText", "f"):
            self.held.append(text)
