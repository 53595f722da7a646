"""The nouns of the household: a home, and who lives in it from when to when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from beneficiaries.household_enums import Relation, Work
from beneficiaries.household_querysets import MemberQuerySet
from beneficiaries.models.people import Beneficiary
from core.audit.history import keep_history


@keep_history()
class Household(models.Model):
    """People who live in one home and share its costs; an institution is none."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    address = models.CharField(_("indirizzo"), max_length=200, blank=True)
    note = models.TextField(_("annotazione"), blank=True)

    class Meta:
        verbose_name = _("nucleo familiare")
        verbose_name_plural = _("nuclei familiari")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class HouseholdMember(models.Model):
    """Who lives there. With a file of their own they are that person; else the least is known."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    beneficiary = models.ForeignKey(
        Beneficiary,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="homes",
        verbose_name=_("persona"),
    )
    relation = models.CharField(_("parentela"), max_length=12, choices=Relation.choices)
    first_name = models.CharField(_("nome"), max_length=60, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("anno di nascita"), null=True, blank=True)
    work = models.CharField(_("lavoro"), max_length=12, choices=Work.choices, default=Work.UNKNOWN)
    # Only where age and work cannot say it: the year alone leaves a doubt at 17-18 and 24-25.
    is_dependent = models.BooleanField(_("figlio a carico"), null=True, blank=True)
    # Not known: since before the household was written down.
    starts_on = models.DateField(_("vive qui dal"), null=True, blank=True)
    # The first day on which they no longer do.
    ends_on = models.DateField(_("non vive più qui dal"), null=True, blank=True)
    is_mistake = models.BooleanField(_("scritta per errore"), default=False)
    # Since when the person's answer to the Region's form no longer agrees with the household.
    differs_since = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("componente del nucleo")
        verbose_name_plural = _("componenti del nucleo")
        indexes = [
            models.Index(fields=["beneficiary"], name="member_of_household"),
            models.Index(
                fields=["agency", "differs_since"],
                condition=Q(differs_since__isnull=False),
                name="member_answer_differs",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(beneficiary=None) & ~Q(first_name="")
                | Q(beneficiary__isnull=False, first_name="", birth_year=None, work=Work.UNKNOWN),
                name="member_is_a_person_or_named",
                violation_error_message=_(
                    "Di chi ha una scheda non si riscrive nulla; di chi non l’ha serve il nome."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gt=F("starts_on")),
                name="member_ends_after_start",
                violation_error_message=_("La fine viene prima dell’inizio."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(relation=Relation.REFERENCE, ends_on=None, is_mistake=False),
                name="household_one_reference",
                violation_error_message=_("Il nucleo ha già la sua persona di riferimento."),
            ),
            # Ranges of one number in place of btree_gist, which a plain role may not install.
            ExclusionConstraint(
                name="person_in_one_household",
                expressions=[
                    (
                        Func(
                            F("beneficiary"),
                            F("beneficiary"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(beneficiary__isnull=False, is_mistake=False),
                violation_error_message=_("La persona fa già parte di un nucleo in questi giorni."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def name(self) -> str:
        """The name of the person, or the first name of who has no file."""
        return self.beneficiary.full_name if self.beneficiary else self.first_name

    @property
    def relation_now(self) -> Relation:
        """The relation, with its label."""
        return Relation(self.relation)

    def meets(self, other: "HouseholdMember") -> bool:
        """Whether a day belongs to both lines."""
        first = max(self.starts_on or date.min, other.starts_on or date.min)
        return first < min(self.ends_on or date.max, other.ends_on or date.max)

    def lives_there(self, day: date) -> bool:
        """Whether they live there on this day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day < self.ends_on)
