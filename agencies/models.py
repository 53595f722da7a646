"""The nouns: an agency, a user, and the user's seat in an agency."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from agencies.enums import AgencyKind, LeaveState, Role
from agencies.querysets import LeaveQuerySet, MembershipQuerySet
from core.audit.history import keep_history

# So many days an absence may last, its first and its last among them.
LONGEST_LEAVE = 90


def _span(kind: str, first: str, last: str) -> Func:
    """The range from one column to another, both included."""
    return Func(F(first), F(last), RangeBoundary(inclusive_upper=True), function=kind)


class Agency(models.Model):
    """A body of the partnership, or the funder."""

    code = models.SlugField(_("codice"), max_length=30, unique=True)
    name = models.CharField(_("denominazione"), max_length=200)
    short_name = models.CharField(_("nome breve"), max_length=60)
    kind = models.CharField(_("tipo"), max_length=30, choices=AgencyKind.choices)
    tax_code = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    certified_email = models.EmailField(_("PEC"), blank=True)
    seat = models.ForeignKey(
        "reference.Municipality", models.PROTECT, null=True, blank=True, verbose_name=_("sede")
    )
    ambit = models.CharField(_("ambito territoriale"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("ente")
        verbose_name_plural = _("enti")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user with a password (none: cannot sign in until one is set)."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of an address, whatever its case."""
        return self.get(email=(username or "").lower())


@keep_history(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """Someone who signs in. What they may do comes from the seat they act in."""

    email = models.EmailField(_("indirizzo e-mail"), unique=True)
    first_name = models.CharField(_("nome"), max_length=80)
    last_name = models.CharField(_("cognome"), max_length=80, blank=True)
    is_active = models.BooleanField(_("attivo"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name"]

    objects = UserManager()

    # The membership the user acts in now; set for each request by the innermost middleware.
    acting: "Membership | None" = None
    # Their absence of today in the agency of who asks (agencies.leaves.Away); set by `colleagues`.
    away: Any = None

    class Meta:
        verbose_name = _("utente")
        verbose_name_plural = _("utenti")

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """First and last name, as people write it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        """Two letters for the narrow header."""
        return (self.first_name[:1] + self.last_name[:1]).upper()


@keep_history()
class Membership(models.Model):
    """A seat: this user, in this agency, in this role, from one day until another."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    role = models.CharField(_("ruolo"), max_length=30, choices=Role.choices)
    valid_from = models.DateField(_("dal"))
    valid_to = models.DateField(_("al"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    # What the seat may account for, kept for one request or job by the floor that knows.
    accounts_for: tuple[int, ...] | None = None
    # Whom the holder covers today, and their own absence; read by agencies.leaves.
    told_covers: Any = ()
    told_away: Any = None

    class Meta:
        verbose_name = _("incarico")
        verbose_name_plural = _("incarichi")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(valid_to=None),
                name="membership_open_once",
                violation_error_message=_("Questa persona ha già questo ruolo nell’ente."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
                violation_error_message=_("La fine dell’incarico viene prima dell’inizio."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name} · {self.get_role_display()}"


@keep_history()
class Leave(models.Model):
    """Days on which somebody does not work for an agency, and who covers them; never why."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("chi è assente")
    )
    first_on = models.DateField(_("dal"))
    last_on = models.DateField(_("al"))
    cover = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chi copre")
    )
    note = models.CharField(_("indicazioni per chi copre"), max_length=160, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("scritta da")
    )
    # Whoever corrects it has seen it as it stood then.
    changed_at = models.DateTimeField(_("ultima modifica"))
    cancelled_at = models.DateTimeField(_("annullata il"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("annullata da"),
    )

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("assenza dal lavoro")
        verbose_name_plural = _("assenze dal lavoro")
        indexes = [
            # Asked at each request of whoever may cover.
            models.Index(
                fields=["cover", "last_on"], condition=Q(cancelled_at=None), name="leave_of_cover"
            ),
            models.Index(fields=["agency", "last_on"], name="leave_of_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="leave_ends_after_it_begins",
                violation_error_message=_("L’ultimo giorno viene prima del primo."),
            ),
            models.CheckConstraint(
                condition=Q(last_on__lt=F("first_on") + timedelta(days=LONGEST_LEAVE)),
                name="leave_of_ninety_days",
                violation_error_message=_("Un’assenza dura al massimo 90 giorni."),
            ),
            models.CheckConstraint(
                condition=~Q(cover=F("worker")),
                name="leave_covered_by_another",
                violation_error_message=_("Chi è assente non può coprirsi da sé."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="leave_cancelled_by_somebody",
                violation_error_message=_("Di un’assenza annullata si sa quando e da chi."),
            ),
            # Ranges for the two numbers as well: so the index needs no extension of the server.
            ExclusionConstraint(
                name="leave_once_at_a_time",
                expressions=[
                    (_span("int8range", "agency", "agency"), RangeOperators.OVERLAPS),
                    (_span("int8range", "worker", "worker"), RangeOperators.OVERLAPS),
                    (_span("daterange", "first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at=None),
                violation_error_message=_("C’è già un’assenza in quei giorni."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def state_on(self, day: date) -> LeaveState:
        """Where it stands on this day, as a badge."""
        if self.cancelled_at is not None:
            return LeaveState.CANCELLED
        if self.first_on > day:
            return LeaveState.PLANNED
        return LeaveState.NOW if self.last_on >= day else LeaveState.OVER

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_on - self.first_on).days + 1
