"""The documents of a person: a file, what it is, until when it is good."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.document_enums import DocumentKind, DocumentState, Expiry
from beneficiaries.document_querysets import DocumentQuerySet
from beneficiaries.models.people import Beneficiary
from beneficiaries.models.plans import PersonalPlan
from beneficiaries.papers import BY_KIND, Paper, expiry_of
from core.audit.history import keep_history
from core.files.kinds import FileKind
from core.files.scanner import Scan


@keep_history()
class Document(models.Model):
    """One document with its file. Never deleted: another replaces it, or it is cancelled."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="documents")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(_("tipo"), max_length=12, choices=DocumentKind.choices)
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=DocumentState.choices,
        default=DocumentState.VALID,
    )
    number = models.CharField(_("numero del documento"), max_length=40, blank=True)
    issued_on = models.DateField(_("rilasciato il"), null=True, blank=True)
    expires_on = models.DateField(_("scade il"), null=True, blank=True)
    note = models.CharField(_("annotazione"), max_length=300, blank=True)
    plan = models.ForeignKey(
        PersonalPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("versione del progetto"),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("al posto di"),
    )
    # The file: its name for people, where it lies, what it is. It stays as it came in.
    name = models.CharField(_("nome del file"), max_length=100)
    path = models.CharField(max_length=120, unique=True)
    file_kind = models.CharField(_("formato"), max_length=8, choices=FileKind.choices)
    size = models.PositiveIntegerField(_("byte"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    # Of what was brought: a picture is kept as it was drawn anew.
    brought_sha256 = models.CharField(_("SHA-256 del file caricato"), max_length=64)
    scan = models.CharField(_("antivirus"), max_length=12, choices=Scan.choices)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("caricato da")
    )
    uploaded_at = models.DateTimeField(_("caricato"))
    reason = models.CharField(_("motivo"), max_length=200, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("non più in uso da"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento")
        verbose_name_plural = _("documenti")
        indexes = [
            models.Index(fields=["beneficiary", "kind"], name="document_of_person"),
            models.Index(
                fields=["agency", "expires_on"],
                condition=Q(state="VALID", expires_on__isnull=False),
                name="document_ending",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "brought_sha256"],
                condition=Q(state="VALID"),
                name="document_once",
                violation_error_message=_("Questo file è già fra i documenti della persona."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(issued_on=None) | Q(expires_on__gt=F("issued_on")),
                name="document_ends_after_it_begins",
                violation_error_message=_("La scadenza viene prima del rilascio."),
            ),
            models.CheckConstraint(
                condition=Q(plan=None) & ~Q(kind="PLAN") | Q(plan__isnull=False, kind="PLAN"),
                name="document_of_a_plan",
                violation_error_message=_("Un progetto firmato è la copia di una sua versione."),
            ),
            models.CheckConstraint(
                condition=Q(state="VALID", ended_at=None, ended_by=None)
                | (~Q(state="VALID") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="document_ended_by_somebody",
                violation_error_message=_("Di ciò che non è più in uso si sa quando e da chi."),
            ),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(reason=""),
                name="document_cancelled_with_a_reason",
                violation_error_message=_("Scrivi perché lo annulli."),
            ),
            models.CheckConstraint(
                condition=~Q(scan="INFECTED") | Q(state="CANCELLED"),
                name="document_with_a_virus_is_cancelled",
                violation_error_message=_("Un file con un virus non resta in uso."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> DocumentState:
        """The state, as a badge."""
        return DocumentState(self.state)

    @property
    def scan_now(self) -> Scan:
        """What the scanner said, as a badge."""
        return Scan(self.scan)

    @property
    def file(self) -> FileKind:
        """The format of the file."""
        return FileKind(self.file_kind)

    @property
    def paper(self) -> Paper:
        """What is declared of its kind."""
        return BY_KIND[DocumentKind(self.kind)]

    @property
    def is_in_use(self) -> bool:
        """Neither replaced nor cancelled."""
        return self.state == DocumentState.VALID

    @property
    def expiry(self) -> Expiry:
        """How near its end is, today."""
        return self.expiry_at(timezone.localdate())

    def expiry_at(self, day: date) -> Expiry:
        """How near its end is on a day."""
        return expiry_of(self.expires_on, day)
