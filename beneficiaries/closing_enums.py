"""Why a file was closed and what came of it; each with its words on one line.

The phase “Chiusura” closes the process of the Region's guideline (d.g.r. Lombardia X/5499 of 2016,
annex A: evaluation and closing of the project); that each closing and reopening stays in the file
is a principle of the same text. It prescribes no list: these are the reasons that services write.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosingReason(models.TextChoices):
    """Why the file was closed."""

    GOALS = "GOALS", _("Obiettivi raggiunti")
    AGREED = "AGREED", _("Conclusione concordata")
    PERSON = "PERSON", _("Interruzione voluta dalla persona")
    REFERRED = "REFERRED", _("Invio a un altro servizio")
    MOVED = "MOVED", _("Trasferimento in un altro territorio")
    UNREACHABLE = "UNREACHABLE", _("Contatto perso")
    DECEASED = "DECEASED", _("Decesso")
    OPENED_IN_ERROR = "ERROR", _("Cartella aperta per errore")
    OTHER = "OTHER", _("Altro motivo")
    # Written by the merge of two records, and chosen by nobody.
    MERGED = "MERGED", _("Scheda unita a un’altra")

    @classmethod
    def to_choose(cls) -> list[tuple[str, str]]:
        """Those one may choose, as choices."""
        return [(one.value, str(one.label)) for one in cls if one is not cls.MERGED]


class Outcome(models.TextChoices):
    """What became of what had been agreed."""

    REACHED = "REACHED", _("Raggiunto")
    PARTLY = "PARTLY", _("Raggiunto in parte")
    NOT_REACHED = "NOT_REACHED", _("Non raggiunto")
    NOT_ASSESSABLE = "NOT_ASSESSABLE", _("Non valutabile")
