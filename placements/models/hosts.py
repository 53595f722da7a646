"""Who takes people in: the host organisation, as one agency keeps it, and its tutors."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.querysets import HostQuerySet


@keep_history()
class HostOrganisation(models.Model):
    """A body that takes people in; each agency keeps a record of its own."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    name = models.CharField(_("denominazione"), max_length=200)
    # Of the body: 11 digits, or the 16 characters of a sole trader.
    tax_code = models.CharField(_("codice fiscale o partita IVA"), max_length=16)
    sector = models.CharField(_("settore (ATECO)"), max_length=100, blank=True)
    is_public = models.BooleanField(_("è una pubblica amministrazione"), default=False)
    employees = models.PositiveIntegerField(
        _("dipendenti a tempo indeterminato"), null=True, blank=True
    )
    # How many people it is willing to take at once; null where it set no limit.
    places_offered = models.PositiveSmallIntegerField(_("posti offerti"), null=True, blank=True)
    municipality = models.ForeignKey(
        "reference.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comune"),
    )
    address = models.CharField(_("indirizzo"), max_length=200, blank=True)
    signatory = models.CharField(_("legale rappresentante"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefono"), max_length=30, blank=True)
    # Third-party liability and INAIL of who is obliged by the agreement.
    liability_policy = models.CharField(_("polizza RC, numero"), max_length=60, blank=True)
    liability_until = models.DateField(_("polizza RC, valida fino al"), null=True, blank=True)
    inail_position = models.CharField(_("posizione INAIL"), max_length=40, blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("ospitante")
        verbose_name_plural = _("ospitanti")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "tax_code"],
                name="host_once_in_agency",
                violation_error_message=_("Nel tuo ente c’è già un ospitante con questo codice."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="host_has_a_name",
                violation_error_message=_("Scrivi la denominazione dell’ospitante."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "name", "id"], name="host_in_order")]

    def __str__(self) -> str:
        return self.name


@keep_history()
class HostTutor(models.Model):
    """Who follows the trainees inside the host organisation."""

    host = models.ForeignKey(HostOrganisation, models.PROTECT, related_name="tutors")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    first_name = models.CharField(_("nome"), max_length=100)
    last_name = models.CharField(_("cognome"), max_length=100)
    task = models.CharField(_("mansione"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefono"), max_length=30, blank=True)
    is_active = models.BooleanField(_("attivo"), default=True)

    class Meta:
        verbose_name = _("tutor dell’ospitante")
        verbose_name_plural = _("tutor dell’ospitante")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
