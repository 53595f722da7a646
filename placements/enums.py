"""Kinds and states of placements, registers and payments; each with label, tone and icon."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlacementKind(models.TextChoices):
    """What kind of placement; its terms are declared in `terms.py`."""

    INCLUSION = "INCLUSION", _("Tirocinio di inclusione sociale")
    EXTRACURRICULAR = "EXTRACURRICULAR", _("Tirocinio extracurriculare")
    WORK_GRANT = "WORK_GRANT", _("Borsa lavoro")


class PlacementShape(models.TextChoices):
    """Extracurricular traineeships that may be shorter than the ordinary ones."""

    ORDINARY = "ORDINARY", _("Ordinario")
    SEASONAL = "SEASONAL", _("Stagionale")
    SUMMER = "SUMMER", _("Estivo")


class PlacementState(models.TextChoices):
    """The life of a placement."""

    DRAFT = "DRAFT", _("Bozza")
    SUBMITTED = "SUBMITTED", _("Inviato")
    CHANGES = "CHANGES", _("Modifiche richieste")
    APPROVED = "APPROVED", _("Approvato")
    SIGNED = "SIGNED", _("Firmato")
    RUNNING = "RUNNING", _("In corso")
    SUSPENDED = "SUSPENDED", _("Sospeso")
    ENDED = "ENDED", _("Concluso")
    BROKEN_OFF = "BROKEN_OFF", _("Interrotto")
    REFUSED = "REFUSED", _("Respinto")
    WITHDRAWN = "WITHDRAWN", _("Ritirato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {
            "SUBMITTED": "warn",
            "CHANGES": "warn",
            "APPROVED": "ok",
            "SIGNED": "go",
            "RUNNING": "go",
            "SUSPENDED": "warn",
            "BROKEN_OFF": "stop",
            "REFUSED": "stop",
        }.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "SUBMITTED": "clock",
            "CHANGES": "pencil",
            "APPROVED": "check",
            "SIGNED": "check",
            "RUNNING": "refresh",
            "SUSPENDED": "clock",
            "ENDED": "check",
            "BROKEN_OFF": "close-circle",
            "REFUSED": "close-circle",
        }.get(self.value, "file")


# Takes one of the host's places, and one of its tutors' hands.
PLACED = (
    PlacementState.APPROVED,
    PlacementState.SIGNED,
    PlacementState.RUNNING,
    PlacementState.SUSPENDED,
)
# Has begun: its days can be attended.
BEGUN = (
    PlacementState.RUNNING,
    PlacementState.SUSPENDED,
    PlacementState.ENDED,
    PlacementState.BROKEN_OFF,
)


class ExtensionState(models.TextChoices):
    """The life of an extension."""

    SUBMITTED = "SUBMITTED", _("Inviata")
    CHANGES = "CHANGES", _("Modifiche richieste")
    APPROVED = "APPROVED", _("Approvata")
    IN_FORCE = "IN_FORCE", _("In vigore")
    REFUSED = "REFUSED", _("Respinta")
    WITHDRAWN = "WITHDRAWN", _("Ritirata")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {
            "SUBMITTED": "warn",
            "CHANGES": "warn",
            "APPROVED": "ok",
            "IN_FORCE": "go",
            "REFUSED": "stop",
        }.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {
            "SUBMITTED": "clock",
            "CHANGES": "pencil",
            "APPROVED": "check",
            "IN_FORCE": "check",
            "REFUSED": "close-circle",
        }.get(self.value, "file")


# Not yet in force and not yet given up: a placement has one of these at most.
OPEN_EXTENSIONS = (ExtensionState.SUBMITTED, ExtensionState.CHANGES, ExtensionState.APPROVED)


class RefusalReason(models.TextChoices):
    """Why a coordinator refuses a proposal; a text goes with it."""

    HOST_LIMIT = "HOST_LIMIT", _("Limite dell’ospitante")
    NOT_SUITABLE = "NOT_SUITABLE", _("Non adatto alla persona")
    TERMS = "TERMS", _("Condizioni non ammesse")
    NO_BUDGET = "NO_BUDGET", _("Spesa non coperta")
    OTHER = "OTHER", _("Altro motivo")


class BreakReason(models.TextChoices):
    """Why a placement ended before its day; a text goes with it."""

    JOB_FOUND = "JOB_FOUND", _("Ha trovato lavoro")
    BY_TRAINEE = "BY_TRAINEE", _("Per scelta della persona")
    BY_HOST = "BY_HOST", _("Per scelta dell’ospitante")
    HEALTH = "HEALTH", _("Impedimento sopravvenuto")
    ABSENCES = "ABSENCES", _("Troppe assenze")
    OTHER = "OTHER", _("Altro motivo")


class Outcome(models.TextChoices):
    """What came of a placement at its end."""

    HIRED_PERMANENT = "HIRED_PERMANENT", _("Assunzione a tempo indeterminato")
    HIRED_FIXED = "HIRED_FIXED", _("Assunzione a tempo determinato")
    APPRENTICE = "APPRENTICE", _("Apprendistato")
    HIRED_ELSEWHERE = "HIRED_ELSEWHERE", _("Lavoro presso altri")
    NEW_PATH = "NEW_PATH", _("Prosegue con un altro percorso")
    NONE = "NONE", _("Nessuno sbocco immediato")


class Paper(models.TextChoices):
    """The documents that are signed: two at the beginning, one at each extension."""

    AGREEMENT = "AGREEMENT", _("Convenzione")
    TRAINING_PROJECT = "TRAINING_PROJECT", _("Progetto formativo")
    EXTENSION = "EXTENSION", _("Atto di proroga")


class Party(models.TextChoices):
    """Who signs."""

    PROMOTER = "PROMOTER", _("Soggetto promotore")
    HOST = "HOST", _("Soggetto ospitante")
    TRAINEE = "TRAINEE", _("Tirocinante")
    SERVICE = "SERVICE", _("Servizio che ha in carico")


class NoticeKind(models.TextChoices):
    """What the mandatory notice (UNILAV) tells."""

    START = "START", _("Inizio")
    EXTENSION = "EXTENSION", _("Proroga")
    EARLY_END = "EARLY_END", _("Cessazione anticipata")


class RegisterState(models.TextChoices):
    """The life of a month's register."""

    OPEN = "OPEN", _("Aperto")
    CLOSED = "CLOSED", _("Chiuso")
    VALIDATED = "VALIDATED", _("Validato")
    PAID = "PAID", _("Pagato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"CLOSED": "warn", "VALIDATED": "ok", "PAID": "ok"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"CLOSED": "clock", "VALIDATED": "check", "PAID": "check"}.get(self.value, "pencil")


class Absence(models.TextChoices):
    """Why somebody was not there on a planned day."""

    ILLNESS = "ILLNESS", _("Malattia")
    INJURY = "INJURY", _("Infortunio")
    EXCUSED = "EXCUSED", _("Giustificata")
    UNEXCUSED = "UNEXCUSED", _("Non giustificata")
    CLOSURE = "CLOSURE", _("Chiusura dell’ospitante")

    @property
    def short(self) -> str:
        """As a cell of the grid says it."""
        return str(
            {
                "ILLNESS": _("Malattia"),
                "INJURY": _("Infort."),
                "EXCUSED": _("Giustif."),
                "UNEXCUSED": _("Assente"),
                "CLOSURE": _("Chiusura"),
            }[self.value]
        )
