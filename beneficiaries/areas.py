"""What an assessment looks at: the areas, each with the words of its five levels.

The areas are those of art. 5, par. 2, of d.lgs. 147/2017 (letters a to f), which the guidelines on
the *Patto per l’inclusione sociale* and their *quadro di analisi* go by. The law gives no scale and
no words for a level: those are the house's (docs/decisions/0063). A level tells of the situation,
never of the person; a higher one asks for less support.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
LOWEST, HIGHEST = 1, 5
LEVELS = range(LOWEST, HIGHEST + 1)
# A term of the house: after so many months somebody looks again, while the file is open.
REVIEW_AFTER_MONTHS = 6
LAW = "d.lgs. 147/2017, art. 5, par. 2"


class Area(models.TextChoices):
    """The areas by code, in the order of the form."""

    INCOME = "INCOME", _("Situazione economica")
    WORK = "WORK", _("Lavoro")
    EDUCATION = "EDUCATION", _("Istruzione e formazione")
    HEALTH = "HEALTH", _("Salute e vita quotidiana")
    HOUSING = "HOUSING", _("Casa")
    CARE = "CARE", _("Famiglia e cura")
    NETWORKS = "NETWORKS", _("Reti e relazioni")
    DIGITAL = "DIGITAL", _("Competenze digitali")


@dataclass(frozen=True)
class Declared:
    """One area: where it comes from, a name for narrow places, what is asked, its levels."""

    area: Area
    source: str
    short: Words
    asks: Words
    levels: tuple[Words, ...]
    # Whether its note needs the reminder that no diagnosis is written here.
    limits_only: bool = False

    def __post_init__(self) -> None:
        if len(self.levels) != len(LEVELS):
            raise ValueError(f"{self.area} has {len(self.levels)} levels of {len(LEVELS)}.")

    def words(self, level: int | None) -> Words:
        """What a level means; for none, that the area was not assessed."""
        return NOT_ASSESSED if level is None else self.levels[level - LOWEST]


NOT_ASSESSED = _("Non valutata")

AREAS = (
    Declared(
        Area.INCOME,
        f"{LAW}, b)",
        _("Economia"),
        _("Entrate e spese di ogni mese, debiti, aiuti che arrivano."),
        (
            _("Non copre l’essenziale"),
            _("Copre l’essenziale con aiuti"),
            _("Copre l’essenziale"),
            _("Regge un imprevisto"),
            _("Stabile e sufficiente"),
        ),
    ),
    Declared(
        Area.WORK,
        f"{LAW}, c)",
        _("Lavoro"),
        _("Esperienze, disponibilità, ricerca, contratto di oggi."),
        (
            _("Per ora lontano"),
            _("Si prepara la ricerca"),
            _("Ricerca con un sostegno"),
            _("Lavori brevi o precari"),
            _("Lavoro stabile"),
        ),
    ),
    Declared(
        Area.EDUCATION,
        f"{LAW}, d)",
        _("Formazione"),
        _("Titoli, corsi, italiano scritto e parlato, qualifiche riconosciute."),
        (
            _("Basi da costruire"),
            _("Basi da rafforzare"),
            _("Basi sufficienti"),
            _("Competenze da aggiornare"),
            _("Competenze richieste"),
        ),
    ),
    Declared(
        Area.HEALTH,
        f"{LAW}, a)",
        _("Salute"),
        _(
            "Solo i limiti nelle cose di ogni giorno e nelle mansioni."
            " Nessuna diagnosi, nessuna terapia."
        ),
        (
            _("Aiuto ogni giorno"),
            _("Limiti in molte attività"),
            _("Limiti in alcune attività"),
            _("Limiti lievi"),
            _("Nessun limite"),
        ),
        limits_only=True,
    ),
    Declared(
        Area.HOUSING,
        f"{LAW}, e)",
        _("Casa"),
        _("Dove vive, fino a quando, in quali condizioni."),
        (
            _("Senza un alloggio"),
            _("Alloggio provvisorio"),
            _("Alloggio a rischio"),
            _("Stabile, da migliorare"),
            _("Stabile e adeguata"),
        ),
    ),
    Declared(
        Area.CARE,
        f"{LAW}, f)",
        _("Cura"),
        _("Figli e familiari da seguire, e chi dà una mano."),
        (
            _("Carico troppo pesante"),
            _("Carico con poco aiuto"),
            _("Carico con qualche aiuto"),
            _("Ben organizzata"),
            _("Nessuna difficoltà"),
        ),
    ),
    Declared(
        Area.NETWORKS,
        f"{LAW}, f)",
        _("Reti"),
        _("Parenti, amici, vicini, associazioni su cui contare."),
        (
            _("Nessuno su cui contare"),
            _("Contatti rari"),
            _("Qualche persona vicina"),
            _("Una rete che aiuta"),
            _("Rete ampia, reciproca"),
        ),
    ),
    Declared(
        Area.DIGITAL,
        "House rule: the programme reaches people with little confidence with new technologies;"
        " levels after DigComp 2.2, from help to autonomy",
        _("Digitale"),
        _("Telefono, posta elettronica, identità digitale, moduli in rete."),
        (
            _("Non usa strumenti"),
            _("Solo con chi aiuta"),
            _("In autonomia le cose semplici"),
            _("In autonomia i servizi online"),
            _("Li usa per lavorare"),
        ),
    ),
)

BY_CODE = {declared.area.value: declared for declared in AREAS}


def note_of(code: str) -> str:
    """The name of an area's note, beside that of its level, in forms and drafts."""
    return f"{code}_note"
