"""Rows the application keeps for itself: the order of lists, the words of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Phase
from beneficiaries.models.people import Beneficiary
from beneficiaries.querysets import RosterQuerySet


class RosterEntry(models.Model):
    """The maintained row of lists: who the agency follows, in the order of their names.

    Lists and counts start from it and fetch the few people shown by primary key: reading
    people under their own policy costs a hundred times more (docs/decisions).
    """

    beneficiary = models.OneToOneField(
        Beneficiary, models.CASCADE, primary_key=True, related_name="roster_entry"
    )
    agency_id = models.BigIntegerField()
    sort_key = models.CharField(max_length=210, db_collation="C")
    phase = models.CharField(max_length=12, choices=Phase.choices)
    case_manager_id = models.BigIntegerField(null=True)
    residence_id = models.BigIntegerField(null=True)

    objects = RosterQuerySet.as_manager()

    @property
    def phase_now(self) -> Phase:
        """The phase, as a badge."""
        return Phase(self.phase)

    @property
    def age(self) -> int | None:
        """Completed years, today."""
        return self.beneficiary.age

    class Meta:
        verbose_name = _("voce dell’elenco")
        indexes = [
            models.Index(fields=["agency_id", "sort_key", "beneficiary"], name="roster_in_order"),
            models.Index(
                fields=["agency_id", "case_manager_id", "sort_key"], name="roster_of_worker"
            ),
        ]


class SearchToken(models.Model):
    """One searchable word of a person, normalised; the beginnings of a name have rows of their
    own, already in the order of names."""

    pk = models.CompositePrimaryKey("agency_id", "token", "sort_key", "beneficiary_id")
    agency_id = models.BigIntegerField()
    token = models.CharField(max_length=100, db_collation="C")
    sort_key = models.CharField(max_length=210, db_collation="C")
    beneficiary = models.ForeignKey(Beneficiary, models.CASCADE, db_index=False)

    class Meta:
        verbose_name = _("parola di ricerca")
        indexes = [
            models.Index(fields=["beneficiary", "token"], name="token_of_person"),
        ]


class SearchTicket(models.Model):
    """A search as an address may carry it: a random code instead of a name."""

    code = models.CharField(max_length=43, unique=True)
    user_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    words = models.BinaryField()
    asked_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = _("ricerca")
