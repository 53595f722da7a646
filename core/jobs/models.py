"""The job: a row written with the act that asks for it; the queue carries only its id."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """The life of a job."""

    QUEUED = "queued", _("In coda")
    RUNNING = "running", _("In corso")
    DONE = "done", _("Pronto")
    FAILED = "failed", _("Non riuscito")
    CANCELLED = "cancelled", _("Annullato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"queued": "neutral", "running": "go", "done": "ok", "failed": "stop"}.get(
            self.value, "neutral"
        )

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"queued": "clock", "running": "refresh", "done": "check"}.get(
            self.value, "close-circle"
        )


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def open(self) -> "JobQuerySet":
        """Not finished, one way or another."""
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])

    def forgotten(self, at: object) -> "JobQuerySet":
        """Nobody works on them: never taken, or taken by a worker that died."""
        return self.filter(
            Q(state=JobState.QUEUED) & (Q(lease_until=None) | Q(lease_until__lt=at))
            | Q(state=JobState.RUNNING, lease_until__lt=at)
        )


class Job(models.Model):
    """One asked piece of long work. Arguments are ids only, never personal data."""

    kind = models.CharField(_("genere"), max_length=60)
    # The same key twice is the same job: two clicks, one effect.
    key = models.CharField(_("chiave"), max_length=120)
    arguments = models.JSONField(_("argomenti"), default=dict)
    state = models.CharField(
        _("stato"), max_length=12, choices=JobState.choices, default=JobState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("tentativi"), default=0)
    lease_until = models.DateTimeField(_("preso fino a"), null=True, blank=True)
    lease_token = models.CharField(max_length=40, blank=True)
    phase = models.CharField(_("fase"), max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(_("avanzamento"), default=0)
    error = models.CharField(_("errore"), max_length=500, blank=True)
    user_id = models.BigIntegerField(_("chiesto da"))
    seat_id = models.BigIntegerField(_("incarico"))
    agency_id = models.BigIntegerField(_("per l’ente"))
    asked_at = models.DateTimeField(_("chiesto"), db_default=models.functions.Now())
    finished_at = models.DateTimeField(_("finito"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    # What it is called and where its outcome stands: the page of jobs fills them in.
    label: Any = ""
    href: str = ""

    class Meta:
        verbose_name = _("lavoro")
        verbose_name_plural = _("lavori")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]),
                name="job_asked_once",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="job_percent_at_most_100"),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=["queued", "running"]),
                name="job_open_by_lease",
            ),
            models.Index(fields=["user_id", "-asked_at"], name="job_of_user"),
        ]

    @property
    def state_now(self) -> JobState:
        """The state with its label, tone and icon."""
        return JobState(self.state)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)
