"""Kinds and states of the case file; each value with label, tone and icon on one line."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# The text of the privacy notice that is handed out now; a new text is a new edition.
NOTICE_EDITION = "2026/1"


class Gender(models.TextChoices):
    """How the report breaks people down (Reg. (UE) 2021/1057, annex I)."""

    FEMALE = "F", _("Donna")
    MALE = "M", _("Uomo")
    NON_BINARY = "X", _("Non binario")
    NOT_AVAILABLE = "N", _("Non disponibile")


class IdentifierKind(models.TextChoices):
    """Which code identifies the person, if any."""

    TAX_CODE = "TAX_CODE", _("Codice fiscale")
    PROVISIONAL = "PROVISIONAL", _("Codice fiscale provvisorio")
    STP = "STP", _("Tessera STP")
    ENI = "ENI", _("Tessera ENI")
    NONE = "NONE", _("Nessun codice")


class Phase(models.TextChoices):
    """Phases of the case file, in the words of the Region's guideline (d.g.r. X/5499 of 2016)."""

    ACCESS = "ACCESS", _("Accesso")
    ASSESSMENT = "ASSESSMENT", _("Valutazione")
    PLANNING = "PLANNING", _("Progetto")
    DELIVERY = "DELIVERY", _("Attuazione")
    EVALUATION = "EVALUATION", _("Valutazione finale")
    CLOSED = "CLOSED", _("Chiuso")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "go" if self.value == "DELIVERY" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"DELIVERY": "refresh", "CLOSED": "locked"}.get(self.value, "folder")


class Followed(models.TextChoices):
    """Whether anybody who works here today follows an open file: told where nobody does."""

    NOBODY = "NOBODY", _("Senza operatore")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "stop"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return "warning-circle"


class NoteKind(models.TextChoices):
    """What kind of contact a note tells of."""

    INTERVIEW = "INTERVIEW", _("Colloquio")
    PHONE = "PHONE", _("Telefonata")
    VISIT = "VISIT", _("Visita domiciliare")
    TEAM = "TEAM", _("Équipe")
    NETWORK = "NETWORK", _("Rete")
    # A quick note, until whoever wrote it says what it was.
    TO_SAY = "TO_SAY", _("Da precisare")
    # Written with the act, and no contact with the person.
    HAND_OVER = "HAND_OVER", _("Passaggio di consegne")

    @classmethod
    def of_contacts(cls) -> list[tuple[str, Any]]:
        """The kinds one may choose, as choices."""
        unchosen = (cls.HAND_OVER, cls.TO_SAY)
        return [(one.value, one.label) for one in cls if one not in unchosen]

    @property
    def icon(self) -> str:
        """The icon in the timeline."""
        return {
            "HAND_OVER": "refresh",
            "TO_SAY": "pencil",
            "INTERVIEW": "user",
            "PHONE": "telephone",
            "VISIT": "map-marker",
            "TEAM": "comment",
            "NETWORK": "share",
        }[self.value]


class AppointmentState(models.TextChoices):
    """How an appointment went; what was moved is followed by another one."""

    FIXED = "FIXED", _("Fissato")
    HELD = "HELD", _("Tenuto")
    MOVED = "MOVED", _("Spostato")
    MISSED = "MISSED", _("Assente")
    CANCELLED = "CANCELLED", _("Annullato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"HELD": "ok", "MISSED": "warn"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "FIXED": "calendar",
            "HELD": "check-circle",
            "MOVED": "arrow-right",
            "MISSED": "warning-circle",
            "CANCELLED": "close-circle",
        }[self.value]


class PlaceKind(models.TextChoices):
    """Where an appointment is."""

    OFFICE = "OFFICE", _("In sede")
    HOME = "HOME", _("A domicilio")
    PHONE = "PHONE", _("Al telefono")
    VIDEO = "VIDEO", _("In videochiamata")
    ELSEWHERE = "ELSEWHERE", _("Altrove")

    @property
    def note_kind(self) -> NoteKind:
        """The kind of note that tells of such a meeting."""
        by_place = {"HOME": NoteKind.VISIT, "PHONE": NoteKind.PHONE}
        return by_place.get(self.value, NoteKind.INTERVIEW)


class NoteVisibility(models.TextChoices):
    """Who reads a note."""

    AGENCY = "AGENCY", _("Tutto l’ente")
    RESERVED = "RESERVED", _("Riservata")
    # With the agency's own workers, those of every agency this part of the record is shared with.
    SHARED = "SHARED", _("Condivisa")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"RESERVED": "warn", "SHARED": "go"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"RESERVED": "locked", "SHARED": "share"}.get(self.value, "user")


class Alike(models.TextChoices):
    """What two records have in common."""

    CODE = "CODE", _("stesso codice, scritto in altro modo")
    BORN = "BORN", _("stessa data di nascita")
    NAME = "NAME", _("nome e cognome simili")
    PHONE = "PHONE", _("stesso telefono")
    HAND = "HAND", _("scelte da chi le conosce")


class DuplicateState(models.TextChoices):
    """What was said of two records that may be of one person."""

    OPEN = "OPEN", _("Da confrontare")
    SET_ASIDE = "SET_ASIDE", _("Non è la stessa persona")
    MERGED = "MERGED", _("Unite")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "warn" if self.value == "OPEN" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"OPEN": "help-circle", "SET_ASIDE": "close-circle", "MERGED": "check-circle"}[
            self.value
        ]


class Question(models.TextChoices):
    """Questions of the Region's form that may be not asked, refused, or answered."""

    EDUCATION = "EDUCATION", _("Titolo di studio")
    EMPLOYMENT = "EMPLOYMENT", _("Condizione occupazionale")
    UNEMPLOYED_SINCE = "UNEMPLOYED_SINCE", _("Durata della ricerca di lavoro")
    HOUSEHOLD = "HOUSEHOLD", _("Condizione familiare")
    HOUSING = "HOUSING", _("Condizione abitativa")
    VULNERABILITY = "VULNERABILITY", _("Condizioni di vulnerabilità")


class ShareSection(models.TextChoices):
    """Which part of a record another agency sees."""

    IDENTITY = "IDENTITY", _("Anagrafica")
    SITUATION = "SITUATION", _("Situazione")
    NOTES = "NOTES", _("Note condivise")
    PLAN = "PLAN", _("Progetto")
    ASSESSMENT = "ASSESSMENT", _("Valutazioni")
