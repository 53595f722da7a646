"""Rows that keep typed work safe: the one-time key of a form, the draft of a long one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A form that was sent: its one-time key, and where its first answer led."""

    key = models.CharField(max_length=64)
    user_id = models.BigIntegerField()
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = _("invio")
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="submission_once")]


class Draft(models.Model):
    """What someone is typing in a long form: encrypted, for its author only."""

    user_id = models.BigIntegerField(_("autore"))
    agency_id = models.BigIntegerField(_("ente"))
    form = models.CharField(_("modulo"), max_length=60)
    payload = models.BinaryField(_("contenuto cifrato"))
    updated_at = models.DateTimeField(_("aggiornata"), auto_now=True)
    # Which rendering of the form writes in it, and the draft it stands beside: kept in the payload
    # (see core/drafts.py).
    sheet = ""
    beside: int | None = None

    class Meta:
        verbose_name = _("bozza")
        verbose_name_plural = _("bozze")
        indexes = [models.Index(fields=["user_id", "form"], name="draft_of_user")]
