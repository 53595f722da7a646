"""The reading log: who looked at whom, for which agency, what and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """One look at one person, written in the transaction that showed them.

    Plain numbers instead of foreign keys: the log outlives what it speaks of, and the
    ground knows no domain. Kept 24 months at least (Garante, dossier sanitario, 4.6.2015).
    """

    at = models.DateTimeField(_("quando"), db_default=models.functions.Now())
    user_id = models.BigIntegerField(_("chi"))
    agency_id = models.BigIntegerField(_("per quale ente"), null=True)
    role = models.CharField(_("in quale ruolo"), max_length=30)
    person_id = models.BigIntegerField(_("persona"))
    # The agency that keeps the record: it, too, may ask who looked.
    keeper_id = models.BigIntegerField(_("ente titolare"))
    what = models.CharField(_("che cosa"), max_length=60)
    why = models.CharField(_("perché"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lettura")
        verbose_name_plural = _("letture")
        indexes = [
            models.Index(fields=["person_id", "-at"], name="reading_of_person"),
            models.Index(fields=["user_id", "-at"], name="reading_by_user"),
        ]


class Refusal(models.Model):
    """One request that was refused (403) or pointed at a hidden row (404)."""

    at = models.DateTimeField(_("quando"), db_default=models.functions.Now())
    user_id = models.BigIntegerField(_("chi"), null=True)
    agency_id = models.BigIntegerField(_("per quale ente"), null=True)
    status = models.PositiveSmallIntegerField(_("risposta"))
    door = models.CharField(_("porta"), max_length=100)

    class Meta:
        verbose_name = _("rifiuto")
        verbose_name_plural = _("rifiuti")
