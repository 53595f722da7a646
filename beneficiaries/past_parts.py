"""What stands beside the record of a person and has a past: by noun, which columns are told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, User
from beneficiaries.document_enums import DocumentKind
from beneficiaries.models import (
    Appointment,
    Beneficiary,
    Deadline,
    Document,
    Household,
    HouseholdMember,
    Referral,
    Share,
)
from beneficiaries.policy import (
    visible_appointments,
    visible_deadlines,
    visible_documents,
    visible_members,
    visible_referrals,
    visible_shares,
)
from core.ui.words import say_day_short, say_moment

MADE = ("pgh_id", "pgh_obj_id", "pgh_created_at", "pgh_by")


@dataclass(frozen=True)
class Part:
    """One noun: the rows of a person that a user sees, what of them is told, how one is named."""

    model: type[Model]
    what: Any
    # Said of the first version.
    born: Any
    rows: Callable[[User, Beneficiary], QuerySet[Any, Any]]
    told: tuple[str, ...]
    about: Callable[[Any, Beneficiary], str]
    # Columns that name one, beside those that are told.
    named: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Field]:
        """The fields that are read of each version."""
        wanted = {*self.told, *self.named}
        return [one for one in self.model._meta.concrete_fields if one.name in wanted]

    @property
    def users(self) -> list[str]:
        """Those that name a user: their names are asked for all versions at once."""
        return [one.name for one in self.columns if one.related_model is User]

    @property
    def agencies(self) -> list[str]:
        """Those that name an agency: their names come with the versions."""
        return [one.name for one in self.columns if one.related_model is Agency]


class Version:
    """One version of a row, read without its joins: columns by name, and who made it so."""

    pgh_by: str
    pgh_obj_id: int
    pgh_created_at: datetime

    def __init__(self, part: Part, kept: dict[str, Any]) -> None:
        self.part = part
        for name in MADE:
            setattr(self, name, kept[name])
        self.pgh_created_at = datetime.fromisoformat(kept["pgh_created_at"])
        for field in part.columns:
            value = kept[field.attname]
            setattr(self, field.attname, None if value is None else field.to_python(value))

        for name in part.agencies:
            setattr(self, name, kept[name])

    def users(self) -> set[str]:
        """The users it names, by number."""
        return {self.pgh_by, *(str(getattr(self, f"{name}_id")) for name in self.part.users)}

    def name(self, users: dict[str, str]) -> None:
        """Put the names of users in the place of numbers."""
        for name in self.part.users:
            setattr(self, name, users.get(str(getattr(self, f"{name}_id")), ""))


def versions_of(person: Beneficiary, user: User) -> list[Version]:
    """All versions of all parts, in one question; by part and row, then in time."""
    first, *others = (_asked(number, part, person, user) for number, part in enumerate(PARTS))
    found = [Version(PARTS[number], kept) for number, kept in first.union(*others, all=True)]
    return sorted(found, key=lambda row: (PARTS.index(row.part), row.pgh_obj_id, row.pgh_id))  # type: ignore[attr-defined]


def _asked(number: int, part: Part, person: Beneficiary, user: User) -> Any:
    kept = apps.get_model("beneficiaries", f"{part.model.__name__}Event")
    wanted = {name: name for name in (*MADE, *(one.attname for one in part.columns))}
    wanted |= {name: f"{name}__name" for name in part.agencies}
    rows = kept.objects.filter(pgh_obj__in=part.rows(user, person)).order_by()
    return rows.values_list(Value(number), JSONObject(**wanted))


def _homes(user: User, person: Beneficiary) -> QuerySet[Any, Any]:
    """The home the person lives in today: of one they left, the later past is not theirs."""
    return (
        visible_members(user)
        .current(timezone.localdate())
        .of_person(person.pk)
        .values("household_id")
    )


def _relatives(user: User, person: Beneficiary) -> QuerySet[Any, Any]:
    """The person's own lines, and at home those of who has no file; who has one has its page."""
    at_home = Q(beneficiary=None, household_id__in=_homes(user, person))
    return visible_members(user).filter(Q(beneficiary_id=person.pk) | at_home).values("pk")


def _agency_until(row: Any, _person: Beneficiary) -> str:
    until = _("fino al %(day)s") % {"day": say_day_short(row.valid_to)}
    return ", ".join(filter(None, (row.to_agency, until)))


PARTS = (
    Part(
        Document,
        gettext_lazy("Documento"),
        gettext_lazy("caricato"),
        lambda user, person: visible_documents(user).of_person(person.pk).values("pk"),
        told=("kind", "state", "number", "issued_on", "expires_on", "note", "scan", "reason"),
        about=lambda row, _person: str(DocumentKind(row.kind).label),
    ),
    Part(
        Household,
        gettext_lazy("Nucleo"),
        gettext_lazy("registrato"),
        _homes,
        told=("address", "note"),
        about=lambda _row, _person: "",
    ),
    Part(
        HouseholdMember,
        gettext_lazy("Componente del nucleo"),
        gettext_lazy("registrato"),
        _relatives,
        told=(
            "relation",
            "first_name",
            "birth_year",
            "work",
            "is_dependent",
            "starts_on",
            "ends_on",
            "is_mistake",
        ),
        about=lambda row, person: row.first_name or person.first_name,
    ),
    Part(
        Appointment,
        gettext_lazy("Appuntamento"),
        gettext_lazy("fissato"),
        lambda user, person: visible_appointments(user).filter(beneficiary=person.pk).values("pk"),
        told=("state", "starts_at", "minutes", "place_kind", "place", "purpose", "worker"),
        about=lambda row, _person: say_moment(row.starts_at),
    ),
    Part(
        Deadline,
        gettext_lazy("Scadenza"),
        gettext_lazy("scritta"),
        lambda user, person: visible_deadlines(user).filter(beneficiary=person.pk).values("pk"),
        told=("text", "due_on", "worker", "done_at"),
        about=lambda row, _person: row.text,
    ),
    Part(
        Share,
        gettext_lazy("Condivisione"),
        gettext_lazy("aperta"),
        lambda user, person: visible_shares(user).of_person(person.pk).values("pk"),
        told=("ended_at",),
        about=_agency_until,
        named=("to_agency", "valid_to"),
    ),
    Part(
        Referral,
        gettext_lazy("Invio"),
        gettext_lazy("mandato"),
        lambda user, person: (
            visible_referrals(user)
            .filter(beneficiary=person.pk, agency=person.agency_id)
            .values("pk")
        ),
        told=("state", "declined"),
        about=lambda row, _person: row.to_agency,
        named=("to_agency",),
    ),
)
