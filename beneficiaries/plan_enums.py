"""Kinds and states of the plan of a person; each value with label, tone and icon on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Where a version of the plan stands."""

    DRAFT = "DRAFT", _("Bozza")
    PROPOSED = "PROPOSED", _("Proposto")
    APPROVED = "APPROVED", _("Approvato")
    REPLACED = "REPLACED", _("Sostituito")
    CONCLUDED = "CONCLUDED", _("Concluso")
    GIVEN_UP = "GIVEN_UP", _("Abbandonato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"PROPOSED": "warn", "APPROVED": "go", "CONCLUDED": "ok"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "DRAFT": "pencil",
            "PROPOSED": "clock",
            "APPROVED": "check",
            "REPLACED": "files",
            "CONCLUDED": "check-circle",
            "GIVEN_UP": "close-circle",
        }[self.value]


# Versions somebody still works on, and versions that have held once: their text stays.
OPEN_PLANS = (PlanState.DRAFT, PlanState.PROPOSED)
HELD_PLANS = (PlanState.APPROVED, PlanState.REPLACED, PlanState.CONCLUDED)
# What another agency sees where the plan is shared with it: what holds or was concluded.
SHARED_PLANS = (PlanState.APPROVED, PlanState.CONCLUDED)


class LifeArea(models.TextChoices):
    """The part of life a goal is about (d.m. 84/2019, domains of the assessment)."""

    WORK = "WORK", _("Lavoro")
    TRAINING = "TRAINING", _("Studio e formazione")
    HOUSE = "HOUSE", _("Casa")
    MONEY = "MONEY", _("Economia e bilancio")
    HEALTH = "HEALTH", _("Salute e cura di sé")
    FAMILY = "FAMILY", _("Famiglia e figli")
    RELATIONS = "RELATIONS", _("Relazioni e tempo libero")
    RIGHTS = "RIGHTS", _("Documenti e diritti")


class Reached(models.TextChoices):
    """How far a goal is."""

    NO = "NO", _("Non ancora")
    PART = "PART", _("In parte")
    YES = "YES", _("Raggiunto")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"PART": "go", "YES": "ok"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"PART": "refresh", "YES": "check-circle"}.get(self.value, "clock")


class Doer(models.TextChoices):
    """Who does what was agreed."""

    PERSON = "PERSON", _("La persona")
    WORKER = "WORKER", _("L’operatore")
    OTHER = "OTHER", _("Altri")


class Signatory(models.TextChoices):
    """Who signs a plan."""

    PERSON = "PERSON", _("La persona")
    WORKER = "WORKER", _("L’operatore di riferimento")
    COORDINATOR = "COORDINATOR", _("Il coordinatore")


class Difference(models.TextChoices):
    """What a version does with a part of the one before."""

    SAME = "SAME", _("Uguale")
    NEW = "NEW", _("Aggiunto")
    CHANGED = "CHANGED", _("Cambiato")
    REMOVED = "REMOVED", _("Tolto")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"NEW": "ok", "CHANGED": "warn", "REMOVED": "stop"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"NEW": "plus", "CHANGED": "pencil", "REMOVED": "close"}.get(self.value, "check")
