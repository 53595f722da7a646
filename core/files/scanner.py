"""The virus scanner: ClamAV's daemon, asked over its socket (INSTREAM, clamd(8)).

`CLAMAV` names it: `/run/clamav/clamd.ctl`, or `host:port`; empty, there is none, and the page
says so. A scanner that does not answer has not said “clean”.
"""

import logging
import socket
import struct

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

CHUNK = 1 << 16
CONNECT, ANSWER = 2, 30
log = logging.getLogger(__name__)


class Scan(TextChoices):
    """What is known of a file's safety."""

    UNCHECKED = "UNCHECKED", _("Senza antivirus")
    WAITING = "WAITING", _("In scansione")
    CLEAN = "CLEAN", _("Controllato")
    INFECTED = "INFECTED", _("Contiene un virus")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"CLEAN": "ok", "WAITING": "warn", "INFECTED": "stop"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        icons = {"CLEAN": "check-circle", "WAITING": "clock", "INFECTED": "close-circle"}
        return icons.get(self.value, "info-circle")

    @property
    def is_open(self) -> bool:
        """Whether the file may be handed out."""
        return self.value in ("CLEAN", "UNCHECKED")


def scan(content: bytes) -> Scan:
    """Ask the scanner; with none configured, unchecked; with none answering, waiting."""
    if not settings.CLAMAV:
        return Scan.UNCHECKED
    try:
        answer = _ask(content)
    except OSError as error:
        log.warning("The virus scanner does not answer: %s", type(error).__name__)
        return Scan.WAITING
    if answer == "stream: OK":
        return Scan.CLEAN
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        log.warning("The virus scanner has found something.")
        return Scan.INFECTED
    log.warning("The virus scanner could not tell.")
    return Scan.WAITING


def _ask(content: bytes) -> str:
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < 1000:
            more = line.recv(1000)
            if not more:
                break
            answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _connected() -> socket.socket:
    where: str = settings.CLAMAV
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
    else:
        host, _colon, port = where.rpartition(":")
        line = socket.create_connection((host, int(port)), timeout=CONNECT)
    line.settimeout(ANSWER)
    return line
