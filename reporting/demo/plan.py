"""The shapes of the demo's plan: what will be registered, by whom, on which day."""

from dataclasses import dataclass, field
from datetime import date

from beneficiaries.enums import IdentifierKind
from projects.enums import ExitReason


@dataclass(frozen=True)
class Someone:
    """An invented person, with the answers they gave; codes of the reference tables."""

    first_name: str
    last_name: str
    gender: str
    birth_date: date | None
    birth_place: str = "C933"
    alias: str = ""
    identifier_kind: str = IdentifierKind.TAX_CODE
    identifier: str = ""
    citizenship: str = "IT"
    residence: str = "C933"
    address: str = ""
    phone: str = ""
    email: str = ""
    education: str | None = None
    employment: str | None = None
    is_in_training: bool | None = None
    unemployed_since: date | None = None
    household: str | None = None
    housing: str | None = None
    vulnerabilities: tuple[str, ...] | None = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stay:
    """One participation: project, days, and why it ended; `back_on` is a re-entry."""

    project: str
    entry_on: date
    exit_on: date | None = None
    reason: ExitReason | None = None
    note: str = ""
    back_on: date | None = None


@dataclass(frozen=True)
class Note:
    """One entry of a diary."""

    kind: str
    happened_on: date
    text: str
    minutes: int | None = None


@dataclass(frozen=True)
class Record:
    """One agency's record of a person: who follows them, their diary, their participations."""

    agency: str
    worker: str
    person: Someone
    registered_on: date
    stays: tuple[Stay, ...]
    notes: tuple[Note, ...] = ()
    # How many steps the file took along its phases; five close it.
    steps: int = 0
    gave_notice: bool = True
    # A later change of residence: the answers of the first day stay as they were.
    moves_to: str = ""
    moves_on: date | None = None


@dataclass(frozen=True)
class Edge:
    """A person every rule must get right: who, where, when, and what is special about them."""

    what: str
    agency: str
    person: Someone
    stays: tuple[Stay, ...]
    story: str = "espulso"
    moves_to: str = ""
    moves_on: date | None = None


@dataclass
class Slots:
    """The participations still to be given to somebody, by project and agency."""

    left: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, project: str, agency: str) -> None:
        """Use one; taking more than were planned is an error of the declarations."""
        left = self.left[project, agency]
        if not left:
            raise ValueError(f"{agency} follows nobody else in {project}.")
        self.left[project, agency] = left - 1
