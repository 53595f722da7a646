"""The nouns of the case file: a person as one agency keeps them, their answers, their file."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.enums import Gender, IdentifierKind, Phase, Question
from beneficiaries.querysets import BeneficiaryQuerySet, CaseFileQuerySet
from core.audit.history import keep_history
from core.period import age_on


@keep_history()
class Beneficiary(models.Model):
    """One agency's record of a person (in ESF law, a *destinatario*)."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, verbose_name=_("ente"))
    first_name = models.CharField(_("nome"), max_length=100, blank=True)
    last_name = models.CharField(_("cognome"), max_length=100, blank=True)
    alias = models.CharField(_("detto anche"), max_length=100, blank=True)
    identifier_kind = models.CharField(
        _("tipo di codice"),
        max_length=12,
        choices=IdentifierKind.choices,
        default=IdentifierKind.NONE,
    )
    identifier = models.CharField(_("codice"), max_length=16, blank=True)
    gender = models.CharField(
        _("genere"), max_length=1, choices=Gender.choices, default=Gender.NOT_AVAILABLE
    )
    birth_date = models.DateField(_("data di nascita"), null=True, blank=True)
    birth_municipality = models.ForeignKey(
        "reference.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comune di nascita"),
    )
    birth_country = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Stato di nascita"),
    )
    citizenship = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cittadinanza"),
    )
    residence = models.ForeignKey(
        "reference.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comune di residenza"),
    )
    residence_address = models.CharField(_("indirizzo"), max_length=200, blank=True)
    domicile = models.ForeignKey(
        "reference.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comune di domicilio"),
    )
    domicile_address = models.CharField(_("indirizzo del domicilio"), max_length=200, blank=True)
    phone = models.CharField(_("telefono"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    registered_on = models.DateField(_("registrata il"))
    left_on = models.DateField(_("uscita il"), null=True, blank=True)
    # Where two records were of one person: the one that stays. This one only leads there.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("unita a"),
    )

    objects = BeneficiaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("persone")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "identifier"],
                condition=~Q(identifier=""),
                name="beneficiary_code_once_in_agency",
                violation_error_message=_("Nel tuo ente c’è già una persona con questo codice."),
            ),
            models.CheckConstraint(
                condition=~Q(first_name="", last_name=""),
                name="beneficiary_has_a_name",
                violation_error_message=_("Scrivi almeno il nome o il cognome."),
            ),
            models.CheckConstraint(
                condition=Q(identifier="", identifier_kind="NONE")
                | (~Q(identifier="") & ~Q(identifier_kind="NONE")),
                name="beneficiary_code_with_its_kind",
                violation_error_message=_("Indica il codice, oppure “Nessun codice”."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name and last name; people with one name have just that."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def age(self) -> int | None:
        """Completed years, today."""
        return age_on(self.birth_date, timezone.localdate()) if self.birth_date else None


@keep_history()
class Situation(models.Model):
    """The person's present answers to the Region's form (domain: “Domanda di iscrizione FSE”).

    A null answer was not asked; one named in `refused` was asked and refused; both are not “no”.
    """

    beneficiary = models.OneToOneField(Beneficiary, models.PROTECT, primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    education = models.ForeignKey(
        "reference.EducationLevel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("titolo di studio"),
    )
    employment = models.ForeignKey(
        "reference.EmploymentCondition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("condizione occupazionale"),
    )
    is_in_training = models.BooleanField(
        _("segue un corso di studio o di formazione"), null=True, blank=True
    )
    unemployed_since = models.DateField(_("cerca lavoro dal"), null=True, blank=True)
    household = models.ForeignKey(
        "reference.HouseholdCondition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("condizione familiare"),
    )
    housing = models.ForeignKey(
        "reference.HousingCondition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("condizione abitativa"),
    )
    # Null: not asked. Empty list: asked, and none applies.
    vulnerabilities = ArrayField(
        models.CharField(max_length=30), null=True, blank=True, verbose_name=_("vulnerabilità")
    )
    refused = ArrayField(
        models.CharField(max_length=20, choices=Question.choices),
        default=list,
        blank=True,
        verbose_name=_("non ha voluto rispondere a"),
    )

    class Meta:
        verbose_name = _("situazione")
        verbose_name_plural = _("situazioni")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


OF_THE_CLOSING = {
    "closed_on__isnull": True, "closing_reason": "", "closing_outcome": "", "closing_words": "",
    "closed_from": "",
}  # fmt: skip


@keep_history()
class CaseFile(models.Model):
    """The person's file in the agency: its phase and who follows it. Nothing is ever deleted."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="case_files")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    phase = models.CharField(_("fase"), max_length=12, choices=Phase.choices, default=Phase.ACCESS)
    opened_on = models.DateField(_("aperta il"))
    case_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("di riferimento"),
    )
    # Null: since it was opened.
    phase_since = models.DateField(_("in questa fase dal"), null=True, blank=True)
    closed_on = models.DateField(_("chiusa il"), null=True, blank=True)
    closing_reason = models.CharField(
        _("motivo della chiusura"), max_length=12, choices=ClosingReason.choices, blank=True
    )
    closing_outcome = models.CharField(
        _("esito"), max_length=15, choices=Outcome.choices, blank=True
    )
    closing_words = models.TextField(_("parole della chiusura"), blank=True)
    # Where it goes back to when it is opened again.
    closed_from = models.CharField(
        _("fase prima della chiusura"), max_length=12, choices=Phase.choices, blank=True
    )
    # Of the latest time; what was written before stands in the history.
    reopened_because = models.TextField(_("perché riaperta"), blank=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("cartella sociale")
        verbose_name_plural = _("cartelle sociali")
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=~Q(phase="CLOSED"),
                name="case_file_one_open",
                violation_error_message=_("La persona ha già una cartella aperta."),
            ),
            models.CheckConstraint(
                condition=Q(~Q(phase=Phase.CLOSED), **OF_THE_CLOSING)
                | Q(
                    ~Q(closing_reason="") & ~Q(closing_outcome=""),
                    ~Q(closed_from__in=["", Phase.CLOSED]),
                    phase=Phase.CLOSED,
                    closed_on__isnull=False,
                ),
                name="case_file_closed_with_reason",
                violation_error_message=_(
                    "Una cartella chiusa ha giorno, motivo ed esito; una aperta non ne ha."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_file_closed_after_opening",
                violation_error_message=_("Una cartella non si chiude prima di essere aperta."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class PrivacyNotice(models.Model):
    """The privacy notice handed to the person, and whether they signed it (Reg. (UE) 2016/679)."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="privacy_notices")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    edition = models.CharField(_("edizione"), max_length=40)
    given_on = models.DateField(_("consegnata il"))
    is_signed = models.BooleanField(_("firmata"))

    class Meta:
        verbose_name = _("informativa")
        verbose_name_plural = _("informative")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.edition}"


class SamePerson(models.Model):
    """Records of several agencies that carry the same code. Made by the database, silently.

    Only who accounts for a project sees it: a social worker never learns from it that
    another agency knows the person.
    """

    group = models.UUIDField(db_index=True)
    beneficiary = models.OneToOneField(Beneficiary, models.CASCADE, related_name="same_person")

    class Meta:
        verbose_name = _("stessa persona")
        verbose_name_plural = _("stesse persone")
