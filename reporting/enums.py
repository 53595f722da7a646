"""Kinds and states of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """Which account."""

    PARTICIPANTS = "PARTICIPANTS", _("Partecipanti, indicatori e spesa")


class ReportState(models.TextChoices):
    """The life of a report: prepared, confirmed by a second person, sent to the funder."""

    DRAFT = "DRAFT", _("Bozza")
    PREPARING = "PREPARING", _("In preparazione")
    READY = "READY", _("Pronto")
    CONFIRMED = "CONFIRMED", _("Confermato")
    SENT = "SENT", _("Inviato")
    FAILED = "FAILED", _("Non riuscito")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {
            "PREPARING": "go",
            "READY": "go",
            "CONFIRMED": "ok",
            "SENT": "ok",
            "FAILED": "stop",
        }.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "PREPARING": "refresh",
            "READY": "check",
            "CONFIRMED": "check",
            "SENT": "locked",
            "FAILED": "close-circle",
        }.get(self.value, "file")


# A package that somebody answered for: nothing in it may change.
FROZEN = (ReportState.CONFIRMED, ReportState.SENT)


class ReopenReason(models.TextChoices):
    """Why a report that was confirmed or sent is opened again; a text goes with it."""

    REMARK = "REMARK", _("Osservazione di Regione Lombardia")
    MISTAKE = "MISTAKE", _("Errore trovato da noi")
    MISSING = "MISSING", _("Dati arrivati dopo")
    OTHER = "OTHER", _("Altro motivo")


class MoneyPart(models.TextChoices):
    """Which column of the account an amount stands in."""

    APPROVED = "APPROVED", _("Approvato")
    BEFORE = "BEFORE", _("Rendicontato prima")
    NOW = "NOW", _("In questo periodo")
    CONTRIBUTION = "CONTRIBUTION", _("Contributo")
    COFINANCING = "COFINANCING", _("Cofinanziamento")


class MoneyColumn(models.TextChoices):
    """A figure of the account, as its address names it: sums of parts, some of them taken off."""

    APPROVED = "approvato", _("Approvato")
    BEFORE = "prima", _("Rendicontato prima")
    NOW = "periodo", _("In questo periodo")
    CUMULATIVE = "cumulato", _("Spesa cumulata")
    RESIDUAL = "residuo", _("Residuo")
    CONTRIBUTION = "contributo", _("Contributo")
    COFINANCING = "cofinanziamento", _("Cofinanziamento")

    @property
    def parts(self) -> tuple[MoneyPart, ...]:
        """The parts it is made of."""
        spent = (MoneyPart.BEFORE, MoneyPart.NOW)
        sums = {"CUMULATIVE": spent, "RESIDUAL": (MoneyPart.APPROVED, *spent)}
        return sums.get(self.name) or (MoneyPart[self.name],)

    @property
    def taken_off(self) -> tuple[MoneyPart, ...]:
        """Those of them that count with a minus: what is left is the approved less the spent."""
        return (MoneyPart.BEFORE, MoneyPart.NOW) if self.name == "RESIDUAL" else ()
