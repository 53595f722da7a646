"""What came of the review of an emergency access; each with its words on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmergencyState(models.TextChoices):
    """Where the review stands."""

    WAITING = "WAITING", _("Da esaminare")
    JUSTIFIED = "JUSTIFIED", _("Giustificato")
    NOT_JUSTIFIED = "NOT_JUSTIFIED", _("Non giustificato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"WAITING": "warn", "JUSTIFIED": "ok", "NOT_JUSTIFIED": "stop"}[self.value]

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "WAITING": "clock",
            "JUSTIFIED": "check-circle",
            "NOT_JUSTIFIED": "warning-circle",
        }[self.value]
