"""What came of a participation: within four weeks of the exit, and six months after it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from core.period import IMMEDIATE_RESULT_DAYS
from projects.enums import WORKING, ResultWork
from projects.models.participations import Participation
from projects.models.programmes import Project
from projects.querysets import FollowUpQuerySet, ResultQuerySet


@keep_history()
class Result(models.Model):
    """How things stood within four weeks of the exit (Reg. (UE) 1304/2013, annex I, CR01-CR05).

    A null answer is “not known”, which is not “no”. Project, agency and exit stand here too,
    so that the figures of a project are one scan. A re-entry deletes the row; history keeps it.
    """

    participation = models.OneToOneField(
        Participation, models.PROTECT, primary_key=True, related_name="result"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    exit_on = models.DateField(_("uscita"))
    # The day the answers speak of; they may be asked and written down later.
    observed_on = models.DateField(_("giorno a cui si riferiscono le risposte"))
    work = models.CharField(_("lavoro"), max_length=15, choices=ResultWork.choices)
    in_training = models.BooleanField(_("in istruzione o formazione"), null=True)
    gained_qualification = models.BooleanField(_("ha ottenuto una qualifica"), null=True)
    qualification = models.CharField(_("qualifica"), max_length=200, blank=True)
    searches_job = models.BooleanField(_("cerca lavoro"), null=True)
    note = models.CharField(_("annotazione"), max_length=500, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("esito all’uscita")
        verbose_name_plural = _("esiti all’uscita")
        constraints = [
            models.CheckConstraint(
                condition=Q(observed_on__gte=F("exit_on"))
                & Q(observed_on__lte=F("exit_on") + timedelta(days=IMMEDIATE_RESULT_DAYS)),
                name="result_within_four_weeks",
                violation_error_message=_("L’esito conta solo entro 28 giorni dall’uscita."),
            ),
            models.CheckConstraint(
                condition=Q(searches_job=None) | Q(searches_job=False) | ~Q(work__in=WORKING),
                name="result_who_works_does_not_search",
                violation_error_message=_("Chi lavora non è fra chi cerca lavoro."),
            ),
            models.CheckConstraint(
                condition=Q(qualification="") | Q(gained_qualification=True),
                name="result_qualification_gained",
                violation_error_message=_("C’è una qualifica scritta, ma non ottenuta."),
            ),
        ]
        indexes = [models.Index(fields=["project", "exit_on"], name="result_of_project")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class FollowUp(models.Model):
    """How things stood on the day six months after the exit (CR06-CR09, EECR05-EECR06)."""

    participation = models.OneToOneField(
        Participation, models.PROTECT, primary_key=True, related_name="follow_up"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    exit_on = models.DateField(_("uscita"))
    observed_on = models.DateField(_("giorno a cui si riferiscono le risposte"))
    work = models.CharField(_("lavoro"), max_length=15, choices=ResultWork.choices)
    # Asked only of who worked on the day of entry.
    is_improved = models.BooleanField(_("situazione migliorata"), null=True)
    note = models.CharField(_("annotazione"), max_length=500, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up a sei mesi")
        verbose_name_plural = _("follow-up a sei mesi")
        constraints = [
            models.CheckConstraint(
                condition=Q(observed_on__gt=F("exit_on")), name="follow_up_after_exit"
            ),
        ]
        indexes = [models.Index(fields=["project", "exit_on"], name="follow_up_of_project")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
