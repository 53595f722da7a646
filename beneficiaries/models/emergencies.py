"""Reading in an emergency what is reserved to others: the access, and what was read under it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Length, Now, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from beneficiaries.emergency_enums import EmergencyState
from beneficiaries.emergency_querysets import EmergencyQuerySet
from beneficiaries.models.notes import CaseNote
from beneficiaries.models.people import Beneficiary
from core.audit.history import keep_history

# So long it lasts; so many letters a reason has at least; in so many working days it is reviewed.
LASTS = timedelta(hours=4)
SHORTEST_REASON = 20
REVIEWED_WITHIN = 3
# So many one user opens for an agency in so many hours, since 30 November 2026. A shift lasts eight
# hours and an access four: who needs a fourth has no emergency, but files that others should
# follow, which is for whoever coordinates to say. No norm names a number (docs/decisions/0087).
MOST_OPENED, OPENED_WITHIN = 3, timedelta(hours=24)


@keep_history()
class EmergencyAccess(models.Model):
    """One colleague reads for four hours what is reserved to others of one person, and says why.

    The authors who were told stand in the row: the policy of the database looks at nothing else,
    as with the readers of a note (docs/decisions).
    """

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("aperto da")
    )
    reason = models.TextField(_("perché serve adesso"))
    opened_at = models.DateTimeField(_("aperto"))
    until = models.DateTimeField(_("fino a"))
    # Before its time: by its holder, or by who reviews.
    ended_at = models.DateTimeField(_("chiuso prima"), null=True, blank=True)
    # Numbers of users: who reserved what could be read.
    authors = ArrayField(
        models.BigIntegerField(), verbose_name=_("autori avvisati"), default=list, db_default=[],
        blank=True,
    )  # fmt: skip
    review_by = models.DateField(_("da esaminare entro"))
    state = models.CharField(
        _("esame"),
        max_length=13,
        choices=EmergencyState.choices,
        default=EmergencyState.WAITING,
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("esaminato da"),
    )
    reviewed_at = models.DateTimeField(_("esaminato"), null=True, blank=True)
    remark = models.TextField(_("parole dell’esame"), blank=True, default="")

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("accesso d’emergenza")
        verbose_name_plural = _("accessi d’emergenza")
        indexes = [
            models.Index(fields=["agency", "-opened_at"], name="emergency_newest"),
            # Asked with each note that is reserved to others.
            models.Index(fields=["opened_by", "until"], name="emergency_of_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length(Trim("reason")), SHORTEST_REASON),
                name="emergency_has_reason",
                violation_error_message=_("Scrivi perché, con almeno 20 caratteri."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at"), until__lte=F("opened_at") + LASTS),
                name="emergency_lasts_at_most_four_hours",
                violation_error_message=_("Un accesso d’emergenza dura al massimo 4 ore."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(ended_at__gte=F("opened_at"), ended_at__lte=F("until")),
                name="emergency_ends_within_its_time",
                violation_error_message=_("Un accesso si chiude mentre è aperto."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=EmergencyState.WAITING, reviewed_by=None, reviewed_at=None, remark=""
                )
                | Q(
                    ~Q(state=EmergencyState.WAITING),
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
                name="emergency_reviewed_by_somebody",
                violation_error_message=_("Un accesso esaminato ha chi lo ha esaminato."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("opened_by")),
                name="emergency_reviewed_by_another",
                violation_error_message=_("Nessuno esamina il proprio accesso."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None)
                | Q(reviewed_at__gte=Coalesce(F("ended_at"), F("until"))),
                name="emergency_reviewed_once_over",
                violation_error_message=_("Un accesso si esamina quando è finito."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EmergencyState.NOT_JUSTIFIED) | ~Q(remark=""),
                name="emergency_not_justified_says_why",
                violation_error_message=_("Scrivi perché l’accesso non era giustificato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> EmergencyState:
        """Where the review stands, as a badge."""
        return EmergencyState(self.state)

    @property
    def over_at(self) -> datetime:
        """When it was over, or will be."""
        return self.ended_at or self.until

    @property
    def waits_until(self) -> date | None:
        """By when somebody is to look at it; nothing once it was done."""
        return None if self.is_reviewed else self.review_by

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody has said what it was."""
        return self.state != EmergencyState.WAITING


@keep_history()
class EmergencyReading(models.Model):
    """A reserved note that was opened under an emergency access: whose, of which day, when.

    Author and day are copied, because who reviews does not see the note.
    """

    access = models.ForeignKey(EmergencyAccess, models.PROTECT, related_name="readings")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("autore")
    )
    happened_on = models.DateField(_("data della nota"))
    read_at = models.DateTimeField(_("letta"), db_default=Now())

    class Meta:
        verbose_name = _("nota letta in emergenza")
        verbose_name_plural = _("note lette in emergenza")
        constraints = [
            models.UniqueConstraint(
                fields=["access", "note"],
                name="emergency_reading_once",
                violation_error_message=_("Questa nota è già fra quelle lette."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
