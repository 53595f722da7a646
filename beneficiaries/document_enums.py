"""Kinds and states of documents; each value with label, tone and icon on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is; what follows from it is declared in `papers`."""

    NOTICE = "NOTICE", _("Informativa firmata")
    IDENTITY = "IDENTITY", _("Carta d’identità o passaporto")
    PERMIT = "PERMIT", _("Permesso di soggiorno")
    HEALTH_CARD = "HEALTH_CARD", _("Tessera sanitaria")
    WORK_PACT = "WORK_PACT", _("DID o patto di servizio")
    ISEE = "ISEE", _("Attestazione ISEE")
    DISABILITY = "DISABILITY", _("Disabilità o iscrizione L. 68/1999")
    CURRICULUM = "CURRICULUM", _("Curriculum")
    PLAN = "PLAN", _("Progetto firmato")
    OTHER = "OTHER", _("Altro documento")


class DocumentState(models.TextChoices):
    """A document is never deleted: another takes its place, or it is said why it counts no more."""

    VALID = "VALID", _("In uso")
    REPLACED = "REPLACED", _("Sostituito")
    CANCELLED = "CANCELLED", _("Annullato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "ok" if self.value == "VALID" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        icons = {"VALID": "check-circle", "REPLACED": "refresh", "CANCELLED": "close-circle"}
        return icons[self.value]


class Expiry(models.TextChoices):
    """How near the end of a document is."""

    OVER = "OVER", _("Scaduto")
    NEAR = "NEAR", _("Scade presto")
    FAR = "FAR", _("Valido")
    NONE = "NONE", _("Senza scadenza")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"OVER": "stop", "NEAR": "warn", "FAR": "ok"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        icons = {"OVER": "close-circle", "NEAR": "warning-circle", "FAR": "check-circle"}
        return icons.get(self.value, "info-circle")
