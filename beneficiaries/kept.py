"""Where the number of a record leads that was made one with another, and whence one came."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import User
from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_names


def kept_instead(user: User, pk: int) -> int:
    """The number of the record that stays, at the end of all merges; else the same number."""
    names = visible_names(user).exclude(merged_into=None)
    while (
        further := names.filter(pk=pk).values_list("merged_into_id", flat=True).first()
    ) is not None:
        pk = further
    return pk


def numbers_of(pk: int) -> QuerySet[Any, Any]:
    """The record's own number and those of the records made one with it, as a subquery."""
    own = Beneficiary.objects.filter(pk=pk).values("pk")
    return own.union(Beneficiary.objects.filter(merged_into=pk).values("pk"))
