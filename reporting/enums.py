"""Kinds and states of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """Which account."""

    PARTICIPANTS = "PARTICIPANTS", _("Partecipanti e indicatori")


class ReportState(models.TextChoices):
    """The life of a report, up to the prepared package."""

    DRAFT = "DRAFT", _("Bozza")
    PREPARING = "PREPARING", _("In preparazione")
    READY = "READY", _("Pronto")
    FAILED = "FAILED", _("Non riuscito")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"PREPARING": "go", "READY": "ok", "FAILED": "stop"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"PREPARING": "refresh", "READY": "check", "FAILED": "close-circle"}.get(
            self.value, "file"
        )
