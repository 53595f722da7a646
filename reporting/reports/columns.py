"""The columns of the list of participants, as the Region's upload asks for them.

Each column names the fields it reads, so that the rows come as plain values and never as
objects: a hundred thousand of them pass through without being kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Gender, Question
from core.period import months_after
from core.reference.enums import CountryGroup, EsfStatus
from projects.completeness import Requirement
from projects.enums import Answer, ExitReason

Values = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """What a row is judged by: the cut-off day and the variables a complete record needs."""

    cut_off: date
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Column:
    """One column: its head, its width, the fields it reads, and how they become one value."""

    name: str
    label: Any
    width: int
    fields: tuple[str, ...]
    read: Callable[[Values, Frame], Any]

    @property
    def brief(self) -> Any:
        """The head on paper, where the columns are narrow."""
        return BRIEF.get(self.name, self.label)


BRIEF = {
    "codice_partecipante": _("Codice"),
    "eta": _("Età"),
    "residenza": _("Residenza"),
    "stato_fse": _("Condizione"),
    "lunga_durata": _("Lunga durata"),
    "vulnerabilita": _("Vulner."),
    "data_ingresso": _("Ingresso"),
    "data_uscita": _("Uscita"),
    "motivo_uscita": _("Motivo"),
    "completo": _("Completo"),
}


def _plain(name: str, label: Any, field: str, width: int = 16) -> Column:
    return Column(name, label, width, (field,), lambda row, frame: row[field])


def _worded(name: str, label: Any, field: str, words: Any, width: int = 16) -> Column:
    said = dict(words.choices)
    return Column(name, label, width, (field,), lambda row, frame: str(said.get(row[field], "")))


def _yes_no(name: str, label: Any, field: str) -> Column:
    said = {True: "SI", False: "NO", None: ""}
    return Column(name, label, 12, (field,), lambda row, frame: said[row[field]])


def has_left(row: Values, frame: Frame) -> bool:
    """Whether the person had left by the cut-off day: a later exit is not one yet."""
    return (
        row["participation__exit_on"] is not None and row["participation__exit_on"] <= frame.cut_off
    )


def _exit_on(row: Values, frame: Frame) -> date | None:
    return row["participation__exit_on"] if has_left(row, frame) else None


def _exit_reason(row: Values, frame: Frame) -> str:
    return str(ExitReason(row["participation__exit_reason"]).label) if has_left(row, frame) else ""


def _search(row: Values, frame: Frame) -> str:
    since, entry_on = row["unemployed_since"], row["entry_on"]
    if row["esf_status"] != EsfStatus.UNEMPLOYED or since is None:
        return ""
    if entry_on <= months_after(since, 6):
        return "fino a 6 mesi"
    return "da 6 a 12 mesi" if entry_on <= months_after(since, 12) else "oltre 12 mesi"


SENSITIVE = ("is_disabled", "is_migrant_or_minority", "is_other_disadvantaged")


def _vulnerability(row: Values, frame: Frame) -> str:
    """SI, NO, NR (refused), or nothing where it was not asked: four answers, none another."""
    if row["vulnerability_answer"] == Answer.REFUSED:
        return "NR"
    if row["vulnerability_answer"] == Answer.NOT_ASKED:
        return ""
    return "SI" if any(row[field] for field in SENSITIVE) else "NO"


def _refused(row: Values, frame: Frame) -> str:
    return ", ".join(str(Question(one).label) for one in sorted(row["refused"] or []))


def lacks(row: Values, frame: Frame) -> list[str]:
    """The required variables this record lacks, in words."""
    return [str(one.label) for one in frame.requirements if row[f"lacks_{one.name}"]]


COLUMNS = (
    _plain("codice_partecipante", _("Codice partecipante"), "participation__code", 18),
    _plain(
        "codice_fiscale",
        _("Codice fiscale o altro codice"),
        "participation__beneficiary__identifier",
        20,
    ),
    _plain("cognome", _("Cognome"), "participation__beneficiary__last_name", 20),
    _plain("nome", _("Nome"), "participation__beneficiary__first_name", 20),
    _worded("genere", _("Genere"), "gender", Gender, 14),
    _plain("data_nascita", _("Data di nascita"), "participation__beneficiary__birth_date", 12),
    _plain("eta", _("Età all’ingresso"), "age", 9),
    _worded("cittadinanza", _("Cittadinanza"), "citizenship_group", CountryGroup, 14),
    _plain("residenza", _("Comune di residenza"), "residence__name", 24),
    _plain("residenza_istat", _("Codice ISTAT"), "residence__istat_code", 11),
    _plain("domicilio", _("Comune di domicilio"), "participation__beneficiary__domicile__name", 24),
    _plain("titolo_studio", _("Titolo di studio"), "education__label", 34),
    _plain("isced", _("ISCED"), "isced", 8),
    _plain("condizione", _("Condizione all’ingresso"), "employment__label", 34),
    _worded("stato_fse", _("Stato FSE"), "esf_status", EsfStatus, 14),
    _plain("cerca_lavoro_dal", _("Cerca lavoro dal"), "unemployed_since", 12),
    Column(
        "durata_ricerca",
        _("Durata della ricerca"),
        16,
        ("esf_status", "unemployed_since", "entry_on"),
        _search,
    ),
    _yes_no("lunga_durata", _("Disoccupazione di lunga durata"), "is_long_term"),
    _plain("famiglia", _("Condizione familiare"), "household__label", 34),
    _plain("abitazione", _("Condizione abitativa"), "housing__label", 30),
    Column(
        "vulnerabilita",
        _("Vulnerabilità (SI, NO, NR)"),
        13,
        ("vulnerability_answer", *SENSITIVE),
        _vulnerability,
    ),
    Column("rifiuti", _("Non ha voluto rispondere a"), 24, ("refused",), _refused),
    _plain("data_ingresso", _("Data di ingresso"), "entry_on", 12),
    Column("data_uscita", _("Data di uscita"), 12, ("participation__exit_on",), _exit_on),
    Column(
        "motivo_uscita",
        _("Motivo dell’uscita"),
        26,
        ("participation__exit_on", "participation__exit_reason"),
        _exit_reason,
    ),
    _plain("partner", _("Partner"), "participation__agency__short_name", 16),
    _plain("ambito", _("Ambito"), "residence__ambit", 20),
    Column(
        "completo",
        _("Record completo"),
        11,
        (),
        lambda row, frame: "NO" if lacks(row, frame) else "SI",
    ),
    Column(
        "campi_mancanti",
        _("Campi mancanti"),
        30,
        (),
        lambda row, frame: "; ".join(lacks(row, frame)),
    ),
    _plain("informativa", _("Informativa consegnata il"), "privacy_given_on", 13),
)


def fields_of(columns: tuple[Column, ...]) -> list[str]:
    """Every field the columns read, once."""
    return list(dict.fromkeys(field for column in columns for field in column.fields))
