"""Kinds of agency and roles; each value with its label on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    """What an agency is."""

    MUNICIPAL_COMPANY = "MUNICIPAL_COMPANY", _("Azienda sociale dei comuni")
    MUNICIPALITY = "MUNICIPALITY", _("Comune")
    HEALTH_SERVICE = "HEALTH_SERVICE", _("Servizio sanitario")
    EMPLOYMENT_PROVIDER = "EMPLOYMENT_PROVIDER", _("Ente accreditato ai servizi al lavoro")
    TRAINING_BODY = "TRAINING_BODY", _("Ente accreditato alla formazione")
    COOPERATIVE_A = "COOPERATIVE_A", _("Cooperativa sociale di tipo A")
    COOPERATIVE_B = "COOPERATIVE_B", _("Cooperativa sociale di tipo B")
    SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE", _("Impresa sociale")
    FUNDER = "FUNDER", _("Finanziatore")
    OTHER = "OTHER", _("Altro ente")


class Role(models.TextChoices):
    """What a person does in an agency; the sentence says what they see."""

    SOCIAL_WORKER = "SOCIAL_WORKER", _("Operatore sociale")
    COORDINATOR = "COORDINATOR", _("Coordinatore")
    REPORTING_OFFICER = "REPORTING_OFFICER", _("Rendicontazione")
    AGENCY_ADMIN = "AGENCY_ADMIN", _("Amministratore")
    AUDITOR = "AUDITOR", _("Revisore")


class LeaveState(models.TextChoices):
    """Where an absence stands; told by its days, and kept in no column."""

    PLANNED = "PLANNED", _("Prevista")
    NOW = "NOW", _("In corso")
    OVER = "OVER", _("Finita")
    CANCELLED = "CANCELLED", _("Annullata")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "go" if self.value == "NOW" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "PLANNED": "clock",
            "NOW": "calendar",
            "OVER": "check-circle",
            "CANCELLED": "close-circle",
        }[self.value]


# Who works with people.
CASEWORKERS = (Role.SOCIAL_WORKER, Role.COORDINATOR)
