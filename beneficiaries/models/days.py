"""What a worker keeps for their own day: dues out of sight, a calendar elsewhere, a morning mail.

None of these rows refers to a person: they are the worker's own, in one agency.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WaitingDue(models.Model):
    """A due that somebody has put out of their own sight until a day; it comes back by itself."""

    user_id = models.BigIntegerField(_("di chi è"))
    agency_id = models.BigIntegerField(_("per l’ente"))
    source = models.CharField(_("genere"), max_length=20)
    row = models.BigIntegerField(_("riga"))
    until = models.DateField(_("fino al"))

    class Meta:
        verbose_name = _("scadenza rimandata")
        verbose_name_plural = _("scadenze rimandate")
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "agency_id", "source", "row"],
                name="due_waits_once",
                violation_error_message=_("Questa scadenza è già rimandata."),
            )
        ]


class CalendarFeed(models.Model):
    """The secret address under which a calendar elsewhere reads one's appointments, as a hash.

    A new address is a new row, so that the rows tell when each was made and revoked.
    """

    user_id = models.BigIntegerField(_("di chi è"))
    seat_id = models.BigIntegerField(_("incarico"))
    agency_id = models.BigIntegerField(_("per l’ente"))
    # SHA-256 of 256 random bits: the address itself is known to its owner alone.
    token_hash = models.CharField(_("impronta dell’indirizzo"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("creato"))
    revoked_at = models.DateTimeField(_("revocato"), null=True, blank=True)
    read_count = models.PositiveIntegerField(_("letture"), default=0)
    last_read_at = models.DateTimeField(_("ultima lettura"), null=True, blank=True)

    class Meta:
        verbose_name = _("indirizzo del calendario")
        verbose_name_plural = _("indirizzi del calendario")
        constraints = [
            models.UniqueConstraint(
                fields=["seat_id"],
                condition=Q(revoked_at=None),
                name="feed_one_address_per_seat",
                violation_error_message=_("C’è già un indirizzo valido: rinnovalo o revocalo."),
            )
        ]


class MorningMail(models.Model):
    """Whether somebody wants the message of the morning, and the last day it was sent."""

    user_id = models.BigIntegerField(_("di chi è"))
    seat_id = models.BigIntegerField(_("incarico"), unique=True)
    agency_id = models.BigIntegerField(_("per l’ente"))
    is_on = models.BooleanField(_("attivo"), default=False)
    sent_on = models.DateField(_("mandato il"), null=True, blank=True)
    chosen_at = models.DateTimeField(_("scelto"))

    class Meta:
        verbose_name = _("messaggio del mattino")
        verbose_name_plural = _("messaggi del mattino")
