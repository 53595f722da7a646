"""The nouns: an agency, a user, and the user's seat in an agency."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.enums import AgencyKind, Role
from agencies.querysets import MembershipQuerySet
from core.audit.history import keep_history


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
