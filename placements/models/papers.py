"""What is agreed and signed: the terms of a version, its signatures, the notices to the State."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.enums import NoticeKind, Paper, Party
from placements.models.placements import Placement


@keep_history()
class PlacementVersion(models.Model):
    """The terms as they were submitted, word by word, with their SHA-256; never changed."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="versions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("versione"))
    # Facts by name, as papers print them (placements/wording.py): texts only.
    content = models.JSONField(_("condizioni"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("del"))

    class Meta:
        verbose_name = _("versione")
        verbose_name_plural = _("versioni")
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="placement_version_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


@keep_history()
class Signature(models.Model):
    """A signature on paper: who, when, on which text (by its version's hash)."""

    version = models.ForeignKey(PlacementVersion, models.PROTECT, related_name="signatures")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    paper = models.CharField(_("documento"), max_length=16, choices=Paper.choices)
    party = models.CharField(_("parte"), max_length=10, choices=Party.choices)
    signer = models.CharField(_("firmato da"), max_length=120)
    signed_on = models.DateField(_("firmato il"))
    sha256 = models.CharField(_("impronta del testo"), max_length=64)

    class Meta:
        verbose_name = _("firma")
        verbose_name_plural = _("firme")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "paper", "party"],
                name="signature_once",
                violation_error_message=_("Questa firma è già registrata."),
            ),
            models.CheckConstraint(
                condition=~Q(signer=""),
                name="signature_has_a_name",
                violation_error_message=_("Scrivi chi ha firmato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class MandatoryNotice(models.Model):
    """A notice to the labour authorities (UNILAV): what it tells, its protocol, its day."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="notices")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    kind = models.CharField(_("comunicazione"), max_length=10, choices=NoticeKind.choices)
    # Of a notice that tells an extension: which one.
    extension = models.OneToOneField(
        "placements.Extension", models.PROTECT, null=True, blank=True, related_name="notice"
    )
    protocol = models.CharField(_("protocollo"), max_length=40)
    sent_on = models.DateField(_("inviata il"))

    class Meta:
        verbose_name = _("comunicazione obbligatoria")
        verbose_name_plural = _("comunicazioni obbligatorie")
        constraints = [
            models.CheckConstraint(
                condition=~Q(protocol=""),
                name="notice_has_a_protocol",
                violation_error_message=_("Scrivi il numero di protocollo."),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(kind="START"),
                name="notice_of_start_once",
                violation_error_message=_("La comunicazione di inizio è già registrata."),
            ),
            models.CheckConstraint(
                condition=Q(extension=None) | Q(kind="EXTENSION"),
                name="notice_of_its_extension",
                violation_error_message=_("Solo la comunicazione di proroga dice una proroga."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
