"""The nouns of sharing: what another agency sees of a record, and somebody sent to another one."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import ShareSection
from beneficiaries.models.people import Beneficiary
from beneficiaries.sharing_enums import AgeBand, Declined, ReferralState, ShareBasis, ShareState
from beneficiaries.sharing_querysets import ReferralQuerySet, ShareQuerySet
from core.audit.history import keep_history

# A share lasts at most so long; then one asks again whether it is still needed.
LONGEST_MONTHS = 12
# Twelve months with a leap day, both ends counted: what the database holds on to.
LONGEST_DAYS = timedelta(days=366)
CONSENT_HAS_ITS_DAY = ~Q(basis=ShareBasis.CONSENT) | Q(consent_on__isnull=False)


def _user(label: Any, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label,
        null=null, blank=null,
    )  # fmt: skip


def section_labels(sections: list[str]) -> list[str]:
    """The parts of a record in words, in the order of the record."""
    return [str(one.label) for one in ShareSection if one.value in sections]


@keep_history()
class Referral(models.Model):
    """Somebody sent (*invio*) to another agency, which accepts or declines.

    The row itself is the least that the other agency must know to answer: a first name, a
    municipality, an age band, what is asked. It reads this row, and nothing of the person, until
    a share is born of its acceptance; so the first three are copied here.
    """

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="referrals")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("a")
    )
    state = models.CharField(
        _("stato"), max_length=10, choices=ReferralState.choices, default=ReferralState.SENT
    )
    first_name = models.CharField(_("nome"), max_length=100, blank=True)
    municipality = models.CharField(_("comune"), max_length=100, blank=True)
    age_band = models.CharField(_("età"), max_length=8, choices=AgeBand.choices)
    why = models.TextField(_("perché"))
    asked = models.TextField(_("che cosa si chiede"))
    # What is shared, on which basis and for how long, if the other agency accepts.
    sections = ArrayField(models.CharField(max_length=12, choices=ShareSection.choices))
    basis = models.CharField(_("base"), max_length=12, choices=ShareBasis.choices)
    consent_on = models.DateField(_("consenso firmato il"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("mesi"))
    sent_by = _user(_("mandato da"))
    sent_at = models.DateTimeField(_("mandato il"))
    closed_by = _user(_("chiuso da"), null=True)
    closed_at = models.DateTimeField(_("chiuso il"), null=True, blank=True)
    worker = _user(_("operatore che accoglie"), null=True)
    declined = models.CharField(
        _("motivo"), max_length=12, choices=Declined.choices, blank=True, default=""
    )
    answer = models.TextField(_("risposta"), blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("invio")
        verbose_name_plural = _("invii")
        indexes = [
            models.Index(fields=["to_agency", "-sent_at"], name="referral_received"),
            models.Index(fields=["agency", "-sent_at"], name="referral_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_agency=F("agency")),
                name="referral_to_another_agency",
                violation_error_message=_("Un invio va a un altro ente."),
            ),
            models.CheckConstraint(
                condition=CONSENT_HAS_ITS_DAY,
                name="referral_consent_has_its_day",
                violation_error_message=_("Indica il giorno in cui il consenso è stato firmato."),
            ),
            models.CheckConstraint(
                condition=Q(months__range=(1, LONGEST_MONTHS)),
                name="referral_lasts_at_most_twelve_months",
                violation_error_message=_("Una condivisione dura da 1 a 12 mesi."),
            ),
            models.CheckConstraint(
                condition=Q(sections__contains=[ShareSection.IDENTITY]),
                name="referral_offers_identity",
                violation_error_message=_("Chi accoglie vede almeno l’anagrafica."),
            ),
            models.CheckConstraint(
                condition=(Q(state=ReferralState.SENT) & Q(closed_at=None, closed_by=None))
                | (
                    ~Q(state=ReferralState.SENT)
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="referral_closed_by_somebody",
                violation_error_message=_("Un invio chiuso ha chi lo ha chiuso."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.DECLINED) ^ Q(declined=""),
                name="referral_declined_with_a_reason",
                violation_error_message=_("Un invio non accolto ha un motivo."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.ACCEPTED) ^ Q(worker=None),
                name="referral_accepted_by_a_worker",
                violation_error_message=_("Un invio accolto ha un operatore."),
            ),
            models.UniqueConstraint(
                fields=["beneficiary", "to_agency"],
                condition=Q(state=ReferralState.SENT),
                name="referral_one_waiting",
                violation_error_message=_("C’è già un invio a questo ente in attesa di risposta."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> ReferralState:
        """The state, as a badge."""
        return ReferralState(self.state)

    @property
    def first_name_or_none(self) -> str:
        """The first name; of who has none, that it is so."""
        return self.first_name or gettext("senza nome")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered or taken it back."""
        return self.state == ReferralState.SENT

    @property
    def basis_now(self) -> ShareBasis:
        """What the share would rest on."""
        return ShareBasis(self.basis)

    @property
    def section_labels(self) -> list[str]:
        """What is offered, in words."""
        return section_labels(self.sections)

    @property
    def days_waiting(self) -> int | None:
        """For how many days it waits; None once it does not."""
        sent = timezone.localdate(self.sent_at)
        return (timezone.localdate() - sent).days if self.is_waiting else None


@keep_history()
class Share(models.Model):
    """What another agency sees of a record: which sections, for what, from when until when.

    Nothing of it is changed but its end: for other sections one ends it and begins another, so
    that what could be seen on a day is one row.
    """

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="shares")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=12, choices=ShareSection.choices))
    purpose = models.CharField(_("scopo"), max_length=200)
    basis = models.CharField(
        _("base"),
        max_length=12,
        choices=ShareBasis.choices,
        default=ShareBasis.SOCIAL_CARE,
        db_default=ShareBasis.SOCIAL_CARE,
    )
    consent_on = models.DateField(_("consenso firmato il"), null=True, blank=True)
    valid_from = models.DateField(_("dal"))
    valid_to = models.DateField(_("al"))
    # The referral whose acceptance it was born of.
    referral = models.OneToOneField(
        Referral, models.PROTECT, null=True, blank=True, related_name="share"
    )
    # None: from before shares had a page.
    made_by = _user(_("aperta da"), null=True)
    ended_at = models.DateTimeField(_("terminata il"), null=True, blank=True)
    ended_by = _user(_("terminata da"), null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("condivisione")
        verbose_name_plural = _("condivisioni")
        indexes = [models.Index(fields=["to_agency", "beneficiary"], name="share_to_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="share_ends_after_start",
                violation_error_message=_("La fine della condivisione viene prima dell’inizio."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__lt=F("valid_from") + LONGEST_DAYS),
                name="share_lasts_at_most_twelve_months",
                violation_error_message=_("Una condivisione dura al massimo 12 mesi."),
            ),
            models.CheckConstraint(
                condition=~Q(to_agency=F("agency")),
                name="share_with_another_agency",
                violation_error_message=_("Il tuo ente vede già questa persona."),
            ),
            models.CheckConstraint(
                condition=Q(sections__contains=[ShareSection.IDENTITY]),
                name="share_holds_identity",
                violation_error_message=_("Una condivisione comprende almeno l’anagrafica."),
            ),
            models.CheckConstraint(
                condition=CONSENT_HAS_ITS_DAY,
                name="share_consent_has_its_day",
                violation_error_message=_("Indica il giorno in cui il consenso è stato firmato."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="share_ended_by_somebody",
                violation_error_message=_("Una condivisione terminata ha chi l’ha terminata."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> ShareState:
        """Where it stands today, as a badge."""
        return self.state_on(timezone.localdate())

    def state_on(self, day: date) -> ShareState:
        """Where it stands on a day."""
        if self.ended_at is not None:
            return ShareState.ENDED
        if day > self.valid_to:
            return ShareState.OVER
        return ShareState.COMING if day < self.valid_from else ShareState.CURRENT

    @property
    def may_end(self) -> bool:
        """Whether there is something left to end."""
        return self.state_now in (ShareState.CURRENT, ShareState.COMING)

    @property
    def basis_now(self) -> ShareBasis:
        """What it rests on."""
        return ShareBasis(self.basis)

    @property
    def section_labels(self) -> list[str]:
        """What is shared, in words."""
        return section_labels(self.sections)

    @property
    def sections_words(self) -> str:
        """What is shared, in one line."""
        return ", ".join(self.section_labels)
