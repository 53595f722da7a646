"""Kinds and states of projects and participations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Period(models.TextChoices):
    """ESF programming period; it decides the set of indicators together with the objective."""

    P2014 = "2014-2020", _("2014-2020")
    P2021 = "2021-2027", _("2021-2027")


class ProjectStage(models.TextChoices):
    """Where a project stands on a day; it follows from its dates and is not stored."""

    UPCOMING = "UPCOMING", _("Da avviare")
    RUNNING = "RUNNING", _("In corso")
    ENDED = "ENDED", _("Concluso")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "go" if self.value == "RUNNING" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"RUNNING": "refresh", "ENDED": "check"}.get(self.value, "clock")


class PartnerRole(models.TextChoices):
    """What a partner is in a project."""

    LEAD = "LEAD", _("Capofila")
    PARTNER = "PARTNER", _("Partner")


class ParticipationState(models.TextChoices):
    """The life of a participation."""

    ENROLLED = "ENROLLED", _("Iscritto")
    ACTIVE = "ACTIVE", _("In corso")
    LEFT = "LEFT", _("Uscito")
    RESULT = "RESULT", _("Esito rilevato")
    FOLLOWED_UP = "FOLLOWED_UP", _("Follow-up rilevato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        tones = {"ACTIVE": "go", "RESULT": "ok", "FOLLOWED_UP": "ok"}
        return tones.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"ENROLLED": "user", "ACTIVE": "refresh"}.get(self.value, "check")


# The states of who has left; each of them has a day and a reason of exit.
GONE = (ParticipationState.LEFT, ParticipationState.RESULT, ParticipationState.FOLLOWED_UP)


class ResultWork(models.TextChoices):
    """Whether somebody works, after the exit."""

    NOT_WORKING = "NOT_WORKING", _("Non lavora")
    EMPLOYED = "EMPLOYED", _("Lavora come dipendente")
    SELF_EMPLOYED = "SELF_EMPLOYED", _("Lavora in proprio")


# Reg. (UE) 1304/2013, annex I: “in employment, including self-employment”.
WORKING = (ResultWork.EMPLOYED, ResultWork.SELF_EMPLOYED)


class CostScheme(models.TextChoices):
    """How a call pays: which costs are shown and which follow from them."""

    STAFF_40 = "STAFF_40", _("Personale × 1,40 + indennità")
    STAFF_15 = "STAFF_15", _("Personale × 1,15 + altri costi diretti")
    REAL = "REAL", _("Costi reali")
    UNIT_COST = "UNIT_COST", _("Costi unitari × unità")


class ExitReason(models.TextChoices):
    """Why someone left; dropping out counts as an exit like the others."""

    COMPLETED = "COMPLETED", _("Percorso concluso")
    JOB_FOUND = "JOB_FOUND", _("Ha trovato lavoro")
    TRAINING = "TRAINING", _("Ha iniziato un corso di studio o di formazione")
    DROPPED_OUT = "DROPPED_OUT", _("Ha interrotto il percorso")
    MOVED = "MOVED", _("Si è trasferito")
    OTHER = "OTHER", _("Altro motivo")


class Answer(models.TextChoices):
    """How a voluntary section was answered: three answers that are not each other."""

    NOT_ASKED = "NOT_ASKED", _("Non chiesto")
    REFUSED = "REFUSED", _("Non ha voluto rispondere")
    GIVEN = "GIVEN", _("Ha risposto")
