"""A later last day: asked for, decided, signed and notified; only then it holds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.enums import OPEN_EXTENSIONS, ExtensionState, RefusalReason
from placements.models.papers import PlacementVersion
from placements.models.placements import Placement


@keep_history()
class Extension(models.Model):
    """One extension (*proroga*) of a placement under way; its text is a version of the terms."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="extensions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=ExtensionState.choices,
        default=ExtensionState.SUBMITTED,
    )
    # The terms as they will be signed; a new one each time it is sent.
    version = models.OneToOneField(PlacementVersion, models.PROTECT, related_name="extension")
    ended_before = models.DateField(_("ultimo giorno prima della proroga"))
    ends_on = models.DateField(_("nuovo ultimo giorno"))
    reason = models.TextField(_("perché si proroga"))
    # The level the extension aims at, where it is another than that of the placement.
    eqf_level = models.PositiveSmallIntegerField(
        _("livello EQF della proroga"), null=True, blank=True
    )
    attestation_on = models.DateField(_("attestazione del servizio, del"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("inviata"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decisa"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal_reason = models.CharField(
        _("motivo del rifiuto"), max_length=16, choices=RefusalReason.choices, blank=True
    )
    decision_note = models.TextField(_("messaggio della decisione"), blank=True)

    class Meta:
        verbose_name = _("proroga")
        verbose_name_plural = _("proroghe")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("ended_before")),
                name="extension_ends_later",
                violation_error_message=_("Il nuovo ultimo giorno viene dopo quello di prima."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_a_reason",
                violation_error_message=_("Scrivi perché si proroga."),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(state__in=OPEN_EXTENSIONS),
                name="extension_one_open",
                violation_error_message=_("C’è già una proroga da concludere."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> ExtensionState:
        """The state as a badge."""
        return ExtensionState(self.state)
