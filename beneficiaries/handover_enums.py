"""Where a hand-over stands, and why a person did not pass on; each with its words on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandOverState(models.TextChoices):
    """Where a hand-over stands; told by its days, and kept in no column."""

    PLANNED = "PLANNED", _("Programmato")
    DONE = "DONE", _("Fatto")
    NOT_DONE = "NOT_DONE", _("Non eseguito")
    UNDONE = "UNDONE", _("Annullato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"PLANNED": "go", "DONE": "ok", "NOT_DONE": "warn"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "PLANNED": "clock",
            "DONE": "check-circle",
            "NOT_DONE": "warning-circle",
            "UNDONE": "close-circle",
        }[self.value]


class NotPassed(models.TextChoices):
    """Why, on the day, a person stayed where they were."""

    CLOSED = "CLOSED", _("intanto la cartella è stata chiusa")
    MERGED = "MERGED", _("intanto la scheda è stata unita a un’altra, che ha la sua cartella")
    ELSEWHERE = "ELSEWHERE", _("intanto la persona è stata affidata ad altri")
    RECEIVER = "RECEIVER", _("chi doveva riceverla non lavora più con le persone dell’ente")
    PLANNER = "PLANNER", _("chi l’ha programmato non coordina più l’ente: programmalo di nuovo")
