"""Questions about people; none of them knows who asks."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Concat

from beneficiaries.enums import NoteVisibility, Phase
from core.text import ACCENTED, BARE

if TYPE_CHECKING:
    from beneficiaries.models import (  # noqa: F401
        Beneficiary,
        CaseNote,
        RosterEntry,
        Share,
    )


# Around each word that a search has found.
OPENS, CLOSES = "\x02", "\x03"
# Numbers of users, or a question for them.
Workers = Collection[int] | models.QuerySet[Any, Any]


def plain(*texts: Any) -> models.Func:
    """The texts without their accents, letter by letter: places stay where they were.

    `translate` and not the extension `unaccent`: it is immutable, so a column may be made of it,
    and no server must have an extension.
    """
    template = f"translate(%(expressions)s, '{ACCENTED}', '{BARE}')"
    joined = {"template": template, "arg_joiner": " || ' ' || "}
    return models.Func(*texts, output_field=models.TextField(), **joined)


def stems(text: Any) -> models.Func:
    """The stems of a plain text, as a search looks for them."""
    return models.Func(text, template="to_tsvector('italian'::regconfig, %(expressions)s)")


def asked(text: Any) -> models.Func:
    """What a search asks for: all its words, “a phrase”, one or the other, -without."""
    template = "websearch_to_tsquery('italian'::regconfig, %(expressions)s)"
    return models.Func(text, template=template, output_field=models.TextField())


def holds(words: Any, wanted: Any) -> models.Func:
    """Whether stems hold what is asked for."""
    yes = models.BooleanField()
    return models.Func(
        words, wanted, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=yes
    )


def marked(text: Any, wanted: Any) -> models.Func:
    """A plain text with each word found between two signs that no text can hold."""
    signs = f"HighlightAll=true, StartSel={OPENS}, StopSel={CLOSES}"
    template = f"ts_headline('italian'::regconfig, %(expressions)s, '{signs}')"
    return models.Func(text, wanted, template=template, output_field=models.TextField())


def _notes() -> "CaseNoteQuerySet":
    """Notes as a subquery; asked by name, because models stand above questions."""
    found: CaseNoteQuerySet = apps.get_model("beneficiaries", "CaseNote").objects.all()
    return found


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    """Which people."""

    def for_page(self) -> "BeneficiaryQuerySet":
        """With what the page of a person shows around its head."""
        return self.select_related(
            "agency", "residence", "domicile", "citizenship", "birth_municipality", "birth_country"
        )


def silent_since(day: date) -> models.Q:
    """Of a maintained row: no note of a contact on that day or later."""
    later = _notes().filter(beneficiary=models.OuterRef("pk"), happened_on__gte=day)
    return ~models.Q(models.Exists(later))


def unfollowed(workers: Workers) -> models.Q:
    """Of a maintained row: no case manager, or one who is none of these workers."""
    return models.Q(case_manager_id=None) | ~models.Q(case_manager_id__in=workers)


class RosterQuerySet(models.QuerySet["RosterEntry"]):
    """Who an agency follows."""

    def of_agency(self, agency_id: int) -> "RosterQuerySet":
        """In the charge of this agency."""
        return self.filter(agency_id=agency_id)

    def of_worker(self, user_id: int) -> "RosterQuerySet":
        """With this case manager."""
        return self.filter(case_manager_id=user_id)

    def of_nobody(self, workers: Workers) -> "RosterQuerySet":
        """With no case manager, or with one who is none of these workers."""
        return self.filter(unfollowed(workers))

    def open(self) -> "RosterQuerySet":
        """With a case file that is not closed."""
        return self.exclude(phase=Phase.CLOSED)

    def silent_since(self, day: date) -> "RosterQuerySet":
        """With no note of a contact on that day or later."""
        return self.filter(silent_since(day))

    def for_list(self, keys: list[int]) -> "RosterQuerySet":
        """These entries, with their person and the day of the last contact."""
        notes = _notes().filter(beneficiary=models.OuterRef("pk")).newest_first()
        newest = models.Subquery(notes.values("happened_on")[:1])
        joined = self.filter(pk__in=keys).select_related("beneficiary__residence")
        return joined.annotate(last_contact=newest)

    def in_order(self) -> "RosterQuerySet":
        """By name, as the index has them."""
        return self.order_by("sort_key", "beneficiary_id")


class CaseNoteQuerySet(models.QuerySet["CaseNote"]):
    """Which notes."""

    def read_by(self, user_id: int) -> "CaseNoteQuerySet":
        """Not reserved, or reserved and theirs, or naming them."""
        theirs = models.Q(author_id=user_id) | models.Q(readers__contains=[user_id])
        return self.filter(models.Q(visibility=NoteVisibility.AGENCY) | theirs)

    def between(self, first: date | None, last: date | None) -> "CaseNoteQuerySet":
        """Of contacts from one day to another, both included; None leaves a side open."""
        since = models.Q(happened_on__gte=first) if first else models.Q()
        until = models.Q(happened_on__lte=last) if last else models.Q()
        return self.filter(since, until)

    def with_words(self, words: str) -> "CaseNoteQuerySet":
        """That hold what is asked for."""
        return self.filter(holds(models.F("words"), asked(plain(models.Value(words)))))

    def marking(self, words: str) -> "CaseNoteQuerySet":
        """With the plain text in `marked`, the words found between two signs."""
        wanted = asked(plain(models.Value(words)))
        return self.annotate(marked=marked(plain(models.F("text")), wanted))

    def newest_first(self) -> "CaseNoteQuerySet":
        """By the day of the contact, then by writing."""
        return self.order_by("-happened_on", "-pk")

    def counted(self) -> "models.QuerySet[Any, Any]":
        """How many of each kind, and the day of the first."""
        kinds = self.order_by().values("kind")
        return kinds.annotate(count=models.Count("pk"), since=models.Min("happened_on"))

    def for_timeline(self) -> "CaseNoteQuerySet":
        """With the author and the names of who else reads a reserved note, newest first."""
        users = apps.get_model("agencies", "User").objects
        named = users.annotate(
            is_named=models.Func(
                models.F("pk"),
                models.OuterRef("readers"),
                template="%(expressions)s)",
                arg_joiner=" = any(",
                output_field=models.BooleanField(),
            )
        ).filter(is_named=True)
        names = named.order_by("last_name", "first_name").values_list(
            Concat("first_name", models.Value(" "), "last_name"), flat=True
        )
        joined = self.select_related("author").defer("words")
        return joined.annotate(reader_names=ArraySubquery(names)).newest_first()

    def for_correction(self) -> "CaseNoteQuerySet":
        """With the person, as their page shows them."""
        person = ("agency", "residence")
        joined = self.select_related(*(f"beneficiary__{name}" for name in person), "author")
        return joined.defer("words")


class ShareQuerySet(models.QuerySet["Share"]):
    """Which sharings."""

    def current(self, day: date) -> "ShareQuerySet":
        """Valid on this day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day)
