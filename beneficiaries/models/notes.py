"""The diary: what happened with a person, told by who was there, and who reads it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import NoteKind, NoteVisibility
from beneficiaries.models.people import Beneficiary
from beneficiaries.querysets import CaseNoteQuerySet, plain, stems
from core.audit.history import keep_history


@keep_history(exclude=("words",))
class CaseNote(models.Model):
    """One entry of the diary, for the agency's caseworkers; a reserved one for those it names.

    A shared one is read by other agencies, too, where the notes of the person are shared with them.

    The readers stand in the row, and so in each of its versions: who could read the note then is
    known, and the policy of the database looks at nothing else (docs/decisions).
    """

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="notes")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(_("tipo"), max_length=12, choices=NoteKind.choices)
    happened_on = models.DateField(_("data"))
    hour = models.TimeField(_("ora"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("durata in minuti"), null=True, blank=True)
    present = models.CharField(_("presenti"), max_length=200, blank=True, default="", db_default="")
    text = models.TextField(_("testo"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("autore")
    )
    written_at = models.DateTimeField(_("scritta"), db_default=models.functions.Now())
    is_corrected = models.BooleanField(_("corretta"), default=False)
    visibility = models.CharField(
        _("chi la legge"),
        max_length=10,
        choices=NoteVisibility.choices,
        default=NoteVisibility.AGENCY,
        db_default=NoteVisibility.AGENCY,
    )
    # Numbers of users, beside the author; empty where the whole agency reads.
    readers = ArrayField(
        models.BigIntegerField(), verbose_name=_("persone che la leggono"), default=list,
        db_default=[], blank=True,
    )  # fmt: skip
    # The same for the notes of several people that were written together; none knows the others.
    group = models.UUIDField(_("nota di gruppo"), null=True, blank=True, editable=False)
    # What of the person's plan it serves, in the version that held then; its `line` goes on.
    action = models.ForeignKey(
        "beneficiaries.PlanAction", models.PROTECT, null=True, blank=True, related_name="notes",
        verbose_name=_("serve all’azione"),
    )  # fmt: skip
    # What a search looks in: the stems of the words, blind to accents.
    words = models.GeneratedField(
        expression=stems(plain(F("present"), F("text"))),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = CaseNoteQuerySet.as_manager()

    @property
    def kind_now(self) -> NoteKind:
        """The kind, with its label and icon."""
        return NoteKind(self.kind)

    @property
    def is_reserved(self) -> bool:
        """Whether only the author and those named read it."""
        return self.visibility == NoteVisibility.RESERVED

    @property
    def is_shared(self) -> bool:
        """Whether other agencies read it, too, where notes are shared with them."""
        return self.visibility == NoteVisibility.SHARED

    @property
    def visibility_now(self) -> NoteVisibility:
        """Who reads it, as a badge."""
        return NoteVisibility(self.visibility)

    @property
    def is_to_complete(self) -> bool:
        """Whether it is still to be said what kind of contact it tells of."""
        return self.kind == NoteKind.TO_SAY

    class Meta:
        verbose_name = _("nota")
        verbose_name_plural = _("note")
        indexes = [
            models.Index(fields=["beneficiary", "-happened_on", "-id"], name="note_of_person"),
            # The hours somebody worked in a month are asked of their notes.
            models.Index(fields=["author", "happened_on"], name="note_of_author"),
            # What waits for its kind is asked on each home.
            models.Index(
                fields=["author", "happened_on"],
                condition=Q(kind="TO_SAY"),
                name="note_to_complete",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "beneficiary"],
                name="note_of_group_once",
                violation_error_message=_("Una nota di gruppo si scrive una volta per persona."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="note_has_text",
                violation_error_message=_("Scrivi il testo della nota."),
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(1, 720)),
                name="note_lasts_at_most_twelve_hours",
                violation_error_message=_("La durata va da 1 minuto a 12 ore."),
            ),
            models.CheckConstraint(
                condition=Q(visibility=NoteVisibility.RESERVED) | Q(readers=[]),
                name="note_names_readers_where_reserved",
                violation_error_message=_("Solo una nota riservata nomina chi la legge."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
