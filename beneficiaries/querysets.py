"""Questions about people; none of them knows who asks."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Coalesce, Concat, TruncDate
from django.utils import timezone

from beneficiaries.closing_enums import ClosingReason
from beneficiaries.enums import AppointmentState, NoteKind, NoteVisibility, Phase
from beneficiaries.household_querysets import home_of_person
from beneficiaries.serving_querysets import actions_of_person
from core.period import midnight
from core.text import ACCENTED, BARE

if TYPE_CHECKING:
    from beneficiaries.models import (  # noqa: F401
        Appointment,
        Assessment,
        Beneficiary,
        CaseFile,
        CaseNote,
        Deadline,
        RosterEntry,
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


def _roster() -> "RosterQuerySet":
    """Maintained rows as a subquery, asked by name for the same reason."""
    found: RosterQuerySet = apps.get_model("beneficiaries", "RosterEntry").objects.all()
    return found


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    """Which people."""

    def for_page(self) -> "BeneficiaryQuerySet":
        """With what the pages of a person show at their head, and in their record."""
        return self.select_related(
            "agency", "residence", "domicile", "citizenship", "birth_municipality", "birth_country"
        )

    def with_home(self) -> "BeneficiaryQuerySet":
        """With who lives with them today, and what of their plan can be served, for such pages."""
        return self.annotate(
            home=home_of_person(timezone.localdate()), to_serve=actions_of_person()
        )


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Which case files."""

    def with_nobody(self, workers: Workers) -> "CaseFileQuerySet":
        """With `has_nobody`: whether none of these workers follows an open file."""
        return self.annotate(has_nobody=~models.Q(phase=Phase.CLOSED) & unfollowed(workers))

    def current_first(self) -> "CaseFileQuerySet":
        """The open one, else the newest: of two records made one, the open one may be older.

        One that a merge closed comes last: it is not the end of the person's own file.
        """
        closed = models.Case(
            models.When(closing_reason=ClosingReason.MERGED, then=2),
            models.When(phase=Phase.CLOSED, then=1),
            default=0,
        )
        return self.order_by(closed, "-pk")


def silent_since(day: date) -> models.Q:
    """Of a maintained row: no note of a contact on that day or later."""
    contacts = _notes().of_contacts()
    later = contacts.filter(beneficiary=models.OuterRef("pk"), happened_on__gte=day)
    return ~models.Q(models.Exists(later))


def with_review_by(day: date) -> models.Q:
    """Of a maintained row: a plan that holds, whose next review is on that day or before."""
    plans: Any = apps.get_model("beneficiaries", "PersonalPlan").objects.all()
    near = plans.to_review().filter(beneficiary=models.OuterRef("pk"), review_on__lte=day)
    return models.Q(models.Exists(near))


def unfollowed(workers: Workers) -> models.Q:
    """Of a maintained row, or of a file: no case manager, or one who is none of these workers."""
    return models.Q(case_manager_id=None) | ~models.Q(case_manager_id__in=workers)


class RosterQuerySet(models.QuerySet["RosterEntry"]):
    """Who an agency follows."""

    def of_agency(self, agency_id: int) -> "RosterQuerySet":
        """In the charge of this agency."""
        return self.filter(agency_id=agency_id)

    def of_worker(self, *user_ids: int) -> "RosterQuerySet":
        """With this case manager, or one of these."""
        return self.filter(case_manager_id__in=user_ids)

    def of_nobody(self, workers: Workers) -> "RosterQuerySet":
        """With no case manager, or with one who is none of these workers."""
        return self.filter(unfollowed(workers))

    def open(self) -> "RosterQuerySet":
        """With a case file that is not closed."""
        return self.exclude(phase=Phase.CLOSED)

    def without_notice(self) -> "RosterQuerySet":
        """Of people to whom no privacy notice was handed over."""
        notices = apps.get_model("beneficiaries", "PrivacyNotice").objects.all()
        given = notices.filter(beneficiary_id=models.OuterRef("beneficiary_id"))
        return self.filter(~models.Exists(given))

    def silent_since(self, day: date) -> "RosterQuerySet":
        """With no note of a contact on that day or later."""
        return self.filter(silent_since(day))

    def with_review_by(self, day: date) -> "RosterQuerySet":
        """With a plan that is to be looked at again by that day."""
        return self.filter(with_review_by(day))

    def for_list(self, keys: list[int]) -> "RosterQuerySet":
        """These entries, with their person and the day of the last contact."""
        notes = _notes().of_contacts().filter(beneficiary=models.OuterRef("pk")).newest_first()
        newest = models.Subquery(notes.values("happened_on")[:1])
        joined = self.filter(pk__in=keys).select_related("beneficiary__residence")
        return joined.annotate(last_contact=newest)

    def with_nobody(self, workers: Workers) -> "RosterQuerySet":
        """With `has_nobody`: whether none of these workers follows an open file."""
        return self.annotate(has_nobody=~models.Q(phase=Phase.CLOSED) & unfollowed(workers))

    def in_order(self) -> "RosterQuerySet":
        """By name, as the index has them."""
        return self.order_by("sort_key", "beneficiary_id")


class CaseNoteQuerySet(models.QuerySet["CaseNote"]):
    """Which notes."""

    def of_contacts(self) -> "CaseNoteQuerySet":
        """Those that tell of a contact; passing a person on is none."""
        return self.exclude(kind=NoteKind.HAND_OVER)

    def read_by(self, user_id: int) -> "CaseNoteQuerySet":
        """Not reserved, or reserved and theirs, or naming them."""
        theirs = models.Q(author_id=user_id) | models.Q(readers__contains=[user_id])
        return self.filter(~models.Q(visibility=NoteVisibility.RESERVED) | theirs)

    def hidden_from(self, user_id: int) -> "CaseNoteQuerySet":
        """Reserved by others, who have not named them."""
        theirs = models.Q(author_id=user_id) | models.Q(readers__contains=[user_id])
        return self.filter(~theirs, visibility=NoteVisibility.RESERVED)

    def shared(self) -> "CaseNoteQuerySet":
        """For other agencies, too, where this part of the record is shared with them."""
        return self.filter(visibility=NoteVisibility.SHARED)

    def to_complete(self) -> "CaseNoteQuerySet":
        """Of which is still to be said what kind of contact they tell of."""
        return self.filter(kind=NoteKind.TO_SAY)

    def of_worker(self, *user_ids: int) -> "CaseNoteQuerySet":
        """Written by this worker, or one of these."""
        return self.filter(author_id__in=user_ids)

    def of_nobody(self, workers: Workers) -> "CaseNoteQuerySet":
        """Written by somebody who is none of these workers."""
        return self.exclude(author_id__in=workers)

    def written_with(self, note: "CaseNote") -> "CaseNoteQuerySet":
        """The others of its group."""
        return self.filter(group=note.group).exclude(pk=note.pk)

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
        """How many of each kind, the day of the first, and how long they lasted together."""
        kinds = self.order_by().values("kind")
        lasted = Coalesce(models.Sum("minutes"), 0)
        return kinds.annotate(
            count=models.Count("pk"), since=models.Min("happened_on"), lasted=lasted
        )

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
        joined = self.select_related("author", "action").defer("words")
        return joined.annotate(reader_names=ArraySubquery(names)).newest_first()

    def for_correction(self) -> "CaseNoteQuerySet":
        """With the person, as their page shows them."""
        person = ("beneficiary__agency", "beneficiary__residence")
        return self.select_related(*person, "author", "action").defer("words")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Which assessments."""

    def of_person(self, person_id: int) -> "AssessmentQuerySet":
        """Of this person."""
        return self.filter(beneficiary_id=person_id)

    def newest_first(self) -> "AssessmentQuerySet":
        """By the day they speak of: there is one a day."""
        return self.order_by("-assessed_on")

    def before(self, day: date) -> "AssessmentQuerySet":
        """Of an earlier day."""
        return self.filter(assessed_on__lt=day)

    def for_page(self) -> "AssessmentQuerySet":
        """With the author and the answers."""
        return self.select_related("author").prefetch_related("scores")

    def for_correction(self) -> "AssessmentQuerySet":
        """With the person, as their page shows them."""
        person = ("agency", "residence")
        joined = self.select_related(*(f"beneficiary__{name}" for name in person), "author")
        return joined.prefetch_related("scores")

    def latest_of_open_files(self) -> "AssessmentQuerySet":
        """The newest of each person whose file is open."""
        people = {"beneficiary_id": models.OuterRef("beneficiary_id")}
        found: AssessmentQuerySet = apps.get_model("beneficiaries", "Assessment").objects.all()
        later = found.filter(**people, assessed_on__gt=models.OuterRef("assessed_on"))
        followed = _roster().open().filter(**people)
        return self.filter(~models.Exists(later), models.Exists(followed))

    def of_worker(self, *user_ids: int) -> "AssessmentQuerySet":
        """Of people with this case manager, or one of these."""
        return self.filter(beneficiary_id__in=_roster().of_worker(*user_ids).values("pk"))

    def of_nobody(self, workers: Workers) -> "AssessmentQuerySet":
        """Of people with no case manager, or with one who is none of these workers."""
        return self.filter(beneficiary_id__in=_roster().of_nobody(workers).values("pk"))

    def with_case_manager(self) -> "AssessmentQuerySet":
        """With whoever follows the person, by number, as `case_manager_id`."""
        # Through the maintained row: a join to people reads each of them under their policy.
        entry = _roster().filter(beneficiary_id=models.OuterRef("beneficiary_id"))
        return self.annotate(case_manager_id=models.Subquery(entry.values("case_manager_id")))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Which appointments."""

    def of_worker(self, *user_ids: int) -> "AppointmentQuerySet":
        """With this worker, or one of these."""
        return self.filter(worker_id__in=user_ids)

    def of_nobody(self, workers: Workers) -> "AppointmentQuerySet":
        """With somebody who is none of these workers."""
        return self.exclude(worker_id__in=workers)

    def open(self) -> "AppointmentQuerySet":
        """Fixed, and nobody has said yet how it went."""
        return self.filter(state=AppointmentState.FIXED)

    def without_note(self) -> "AppointmentQuerySet":
        """Those a note can be written about: fixed, or nobody came and nobody wrote of it."""
        told = (AppointmentState.FIXED, AppointmentState.MISSED)
        return self.filter(state__in=told, note=None)

    def until(self, day: date) -> "AppointmentQuerySet":
        """On this day or before."""
        return self.filter(starts_at__lt=midnight(day + timedelta(days=1)))

    def between(self, first: date, last: date) -> "AppointmentQuerySet":
        """From the first day to the last, both included."""
        return self.until(last).filter(starts_at__gte=midnight(first))

    def meeting(self, starts_at: datetime, ends_at: datetime) -> "AppointmentQuerySet":
        """Those with a part of this time in common."""
        lasts: Any = models.F("minutes") * timedelta(minutes=1)
        ends = models.ExpressionWrapper(
            models.F("starts_at") + lasts, output_field=models.DateTimeField()
        )
        return self.annotate(over=ends).filter(starts_at__lt=ends_at, over__gt=starts_at)

    def with_day(self) -> "AppointmentQuerySet":
        """With the day, as dues have it."""
        return self.annotate(due_on=TruncDate("starts_at"))

    def for_agenda(self) -> "AppointmentQuerySet":
        """With person, worker and the one that follows, in the order of time."""
        joined = self.select_related("beneficiary", "worker", "moved_to")
        return joined.order_by("starts_at", "pk")

    def for_page(self) -> "AppointmentQuerySet":
        """With the person as their page shows them, and those before and after."""
        person = (f"beneficiary__{name}" for name in ("agency", "residence"))
        return self.select_related(*person, "worker", "note", "action", "follows", "moved_to")


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Which deadlines."""

    def of_worker(self, *user_ids: int) -> "DeadlineQuerySet":
        """In the hands of this worker, or one of these."""
        return self.filter(worker_id__in=user_ids)

    def of_nobody(self, workers: Workers) -> "DeadlineQuerySet":
        """In the hands of somebody who is none of these workers."""
        return self.exclude(worker_id__in=workers)

    def open(self) -> "DeadlineQuerySet":
        """Not done yet."""
        return self.filter(done_at=None)

    def done_on(self, day: date) -> "DeadlineQuerySet":
        """Ticked on this day; not what was closed with a file."""
        after = midnight(day + timedelta(1))
        return self.filter(done_at__gte=midnight(day), done_at__lt=after, with_file=False)

    def for_page(self) -> "DeadlineQuerySet":
        """With the person as their page shows them, whose it is, who did it."""
        person = (f"beneficiary__{name}" for name in ("agency", "residence"))
        return self.select_related(*person, "worker", "done_by")
