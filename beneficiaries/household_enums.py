"""How people who live together are related, and whether they work; label, tone, icon at once."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """What somebody is to the person the household is written from (its *riferimento*)."""

    REFERENCE = "REFERENCE", _("Persona di riferimento")
    PARTNER = "PARTNER", _("Coniuge o convivente")
    CHILD = "CHILD", _("Figlio o figlia")
    PARENT = "PARENT", _("Padre o madre")
    SIBLING = "SIBLING", _("Fratello o sorella")
    RELATIVE = "RELATIVE", _("Altro parente")
    OTHER = "OTHER", _("Non parente")

    @classmethod
    def of_others(cls) -> list[tuple[str, str | Promise]]:
        """All but the one it is written from."""
        return [(one.value, one.label) for one in cls if one != cls.REFERENCE]


class Work(models.TextChoices):
    """Of somebody without a file: what ESF law asks, in the words people use."""

    EMPLOYED = "EMPLOYED", _("Lavora")
    UNEMPLOYED = "UNEMPLOYED", _("Cerca lavoro")
    INACTIVE = "INACTIVE", _("Non lavora e non cerca")
    UNKNOWN = "UNKNOWN", _("Non si sa")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"EMPLOYED": "go", "UNKNOWN": "warn"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        icons = {"EMPLOYED": "check-circle", "UNKNOWN": "help-circle", "UNEMPLOYED": "search"}
        return icons.get(self.value, "minus-circle")
