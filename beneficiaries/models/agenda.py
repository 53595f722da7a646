"""The nouns of the agenda: an appointment with a person, a deadline somebody set by hand."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import AppointmentState, PlaceKind
from beneficiaries.models.notes import CaseNote
from beneficiaries.models.people import Beneficiary
from beneficiaries.querysets import AppointmentQuerySet, DeadlineQuerySet
from core.audit.history import keep_history


@keep_history()
class Appointment(models.Model):
    """One appointment with a person. Moved to another day it stays, and a new one follows it."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="appointments")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=AppointmentState.choices,
        default=AppointmentState.FIXED,
    )
    starts_at = models.DateTimeField(_("giorno e ora"))
    minutes = models.PositiveSmallIntegerField(_("durata in minuti"))
    place_kind = models.CharField(_("dove"), max_length=12, choices=PlaceKind.choices)
    place = models.CharField(_("luogo"), max_length=80, blank=True)
    purpose = models.CharField(_("per che cosa"), max_length=120)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("con chi")
    )
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_to",
        verbose_name=_("al posto di"),
    )
    # What of the person's plan it serves; the note about it serves the same, unless it says not.
    action = models.ForeignKey(
        "beneficiaries.PlanAction", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("serve all’azione"),
    )  # fmt: skip
    # What was written about it: the note that says it was held, or a word on who did not come.
    note = models.OneToOneField(
        CaseNote, models.PROTECT, null=True, blank=True, related_name="appointment"
    )
    with_file = models.BooleanField(_("chiuso con la cartella"), default=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appuntamento")
        verbose_name_plural = _("appuntamenti")
        indexes = [
            models.Index(fields=["agency", "worker", "starts_at"], name="appointment_of_worker"),
            models.Index(fields=["beneficiary", "starts_at"], name="appointment_of_person"),
            # What waits for its outcome is asked on each home.
            models.Index(
                fields=["agency", "starts_at"],
                condition=Q(state="FIXED"),
                name="appointment_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="appointment_has_a_purpose",
                violation_error_message=_("Scrivi per che cosa è l’appuntamento."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 720)),
                name="appointment_lasts_at_most_twelve_hours",
                violation_error_message=_("La durata va da 5 minuti a 12 ore."),
            ),
            models.CheckConstraint(
                condition=~Q(state="HELD") | Q(note__isnull=False),
                name="appointment_held_has_its_note",
                violation_error_message=_("Un appuntamento tenuto ha la sua nota nel diario."),
            ),
            models.CheckConstraint(
                condition=Q(note=None) | Q(state__in=("HELD", "MISSED")),
                name="appointment_note_after_it",
                violation_error_message=_("La nota si scrive quando si sa com’è andata."),
            ),
            models.CheckConstraint(
                condition=Q(with_file=False) | Q(state="CANCELLED"),
                name="appointment_closed_with_file",
                violation_error_message=_("Chiuso con la cartella, un appuntamento è annullato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> AppointmentState:
        """The state, as a badge."""
        return AppointmentState(self.state)

    @property
    def place_kind_now(self) -> PlaceKind:
        """The kind of place, with its label and icon."""
        return PlaceKind(self.place_kind)

    @property
    def place_words(self) -> str:
        """Where it is, in words: the kind and what was written beside it."""
        kind = str(self.place_kind_now.label)
        if not self.place:
            return kind
        return self.place if self.place_kind == PlaceKind.ELSEWHERE else f"{kind}, {self.place}"

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@keep_history()
class Deadline(models.Model):
    """Something to do for a person by a day, as somebody wrote it; ticked when it is done."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="deadlines")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField(_("entro il"))
    text = models.CharField(_("che cosa"), max_length=160)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("di chi è")
    )
    done_at = models.DateTimeField(_("fatta"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fatta da"),
    )
    # Nobody did it: it was closed with the person's file, by whoever closed that.
    with_file = models.BooleanField(_("chiusa con la cartella"), default=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("scadenza")
        verbose_name_plural = _("scadenze")
        indexes = [
            models.Index(fields=["beneficiary", "due_on"], name="deadline_of_person"),
            models.Index(
                fields=["agency", "due_on"], condition=Q(done_at=None), name="deadline_open"
            ),
            models.Index(fields=["agency", "done_at"], name="deadline_done"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="deadline_has_text",
                violation_error_message=_("Scrivi che cosa c’è da fare."),
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="deadline_done_by_somebody",
                violation_error_message=_("Di ciò che è fatto si sa quando e da chi."),
            ),
            models.CheckConstraint(
                condition=Q(with_file=False) | Q(done_at__isnull=False),
                name="deadline_closed_with_file",
                violation_error_message=_("Chiusa con la cartella, una scadenza ha un momento."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
