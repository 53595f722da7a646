"""The door: looks at a file that somebody brings, and says in words why it may not come in."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.files.apart import Task
from core.files.elsewhere import ask
from core.files.kinds import FileKind
from core.files.names import clean_name
from core.files.refusals import Unfit, Why

MOST = 15 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """A file that may come in: what is kept of it, and the hash of what was brought."""

    kind: FileKind
    name: str
    content: bytes
    brought_sha256: str

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """The hash of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def take_in(name: str, content: bytes) -> Taken:
    """Look at a file; raises Unfit."""
    if not content:
        raise Unfit(Why.EMPTY)
    if len(content) > MOST:
        raise Unfit(Why.TOO_LARGE)
    kind, kept = ask(Task.LOOK, content)
    brought = hashlib.sha256(content).hexdigest()
    found = FileKind(kind)
    return Taken(found, clean_name(name, found.ending), kept or content, brought)


def take_upload(upload: UploadedFile) -> Taken:
    """Look at what a form brought; raises Unfit."""
    if (upload.size or 0) > MOST:
        raise Unfit(Why.TOO_LARGE)
    return take_in(upload.name or "", upload.read())


def say(unfit: Unfit) -> str:
    """Why a file may not come in, and what to do."""
    return {
        Why.EMPTY: _("Il file è vuoto: sceglilo di nuovo."),
        Why.TOO_LARGE: _("Il file supera 15 MB: riducilo, o dividilo in più file."),
        Why.UNKNOWN: _("Si caricano PDF, foto JPEG o PNG, docx, xlsx e odt: questo file non lo è."),
        Why.DAMAGED: _("Il file è rovinato o incompleto: esportalo di nuovo, poi caricalo."),
        Why.TOO_COMPLEX: _("Il file è troppo complesso: salvalo in PDF, poi caricalo."),
        Why.ENCRYPTED: _("Il file è protetto da password: salvane una copia senza, poi caricala."),
        Why.ACTIVE: _("Il file contiene azioni automatiche: stampalo in PDF, poi carica quello."),
        Why.ENCLOSES: _("Il file ne contiene altri: caricali uno per uno, oppure stampalo in PDF."),
        Why.MACROS: _("Il file contiene macro: salvalo in PDF, poi caricalo."),
        Why.LINKS: _("Il file prende contenuti da fuori: salvalo in PDF, poi caricalo."),
        Why.TWO_THINGS: _("Il file non contiene solo il documento: stampalo in PDF, poi caricalo."),
    }[unfit.why]  # fmt: skip
