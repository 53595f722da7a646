"""Who works for the partners, and at what cost; all of them invented."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.costs import hourly_rate
from reporting.demo.bodies import STARTS_ON

ANNUAL_HOURS = 1720
EMPLOYEE, COLLABORATOR = "A1", "A2"


@dataclass(frozen=True)
class Member:
    """Somebody of the staff: hours a week and of a full week, cost of a year or of an hour."""

    agency: str
    first_name: str
    last_name: str
    role: str
    weekly: int
    full_time: int = 38
    annual_cost: Decimal | None = None
    declared: Decimal | None = None
    item: str = EMPLOYEE
    valid_from: date = STARTS_ON

    @property
    def contract(self) -> str:
        """The kind of contract, in words."""
        if self.item == COLLABORATOR:
            return "Incarico professionale"
        return "CCNL Funzioni locali" if self.full_time == 36 else "CCNL Cooperative sociali"

    @property
    def rate(self) -> Decimal:
        """The hourly cost that is paid, as the rules of the call compute it."""
        return hourly_rate(
            self.annual_cost,
            annual_hours=ANNUAL_HOURS,
            weekly_hours=Decimal(self.weekly),
            full_time_hours=Decimal(self.full_time),
            declared=self.declared,
        ).amount


def _employee(
    agency: str, names: str, role: str, cost: str, *, week: tuple[int, int], declared: str = ""
) -> Member:
    first, last = names.split(maxsplit=1)
    return Member(
        agency, first, last, role, *week,
        annual_cost=Decimal(cost), declared=Decimal(declared) if declared else None,
    )  # fmt: skip


def _collaborator(agency: str, names: str, role: str, rate: str) -> Member:
    first, last = names.split(maxsplit=1)
    return Member(agency, first, last, role, 12, declared=Decimal(rate), item=COLLABORATOR)


PUBLIC, SOCIAL, MOST, HALF = (36, 36), (38, 38), (30, 38), (20, 38)
# Works in two projects, in one month up to the last hour of the contract.
IN_TWO = ("remi-e-reti", "Bonfanti")
# Another document declares less than the annual cost gives: the lower rate is paid.
DECLARED_LOWER = ("trama-lavoro", "Saporiti")

MEMBERS = (
    _employee("ascl", "Elisa Cantoni", "Coordinatrice di progetto", "38700.00", week=PUBLIC),
    _employee("ascl", "Ines Galli", "Educatrice professionale", "32500.00", week=PUBLIC),
    _collaborator("ascl", "Chiara Leoni", "Psicologa del lavoro", "32.00"),
    _employee("comune-como", "Monica Taroni", "Assistente sociale", "34200.00", week=PUBLIC),
    _employee("comune-como", "Stefano Rusca", "Amministrativo", "30100.00", week=PUBLIC),
    _employee("gelso-lariano", "Greta Rimoldi", "Educatrice", "29240.00", week=SOCIAL),
    _employee("gelso-lariano", "Omar Castelli", "Tutor dei tirocini", "22300.00", week=MOST),
    _collaborator("gelso-lariano", "Ida Mascheroni", "Orientatrice", "30.00"),
    _employee("remi-e-reti", "Katia Bonfanti", "Educatrice", "15400.00", week=HALF),
    _employee("remi-e-reti", "Nino Guarisco", "Responsabile di laboratorio", "28380.00",
              week=SOCIAL),
    _employee("asst-lariana", "Laura Ghezzi", "Educatrice sanitaria", "35400.00", week=PUBLIC),
    _employee("asst-lariana", "Marta Introzzi", "Assistente sociale", "34600.00", week=PUBLIC),
    _employee("trama-lavoro", "Ettore Saporiti", "Orientatore", "40000.00", week=SOCIAL,
              declared="22.00"),
    _employee("trama-lavoro", "Giulia Volontè", "Mediatrice al lavoro", "30600.00", week=SOCIAL),
    _collaborator("trama-lavoro", "Ruggero Bassi", "Consulente del lavoro", "35.00"),
    _employee("bottega-saperi", "Alba Ceriani", "Formatrice", "31800.00", week=SOCIAL),
    _employee("bottega-saperi", "Pino Meda", "Formatore", "24100.00", week=MOST),
    _employee("asci", "Federica Cozzi", "Coordinatrice di progetto", "37900.00", week=PUBLIC),
    _employee("asci", "Walter Lucini", "Educatore professionale", "32900.00", week=PUBLIC),
    _collaborator("asci", "Miriam Basilico", "Psicologa del lavoro", "32.00"),
    _employee("vela-comune", "Teresa Bordoli", "Tutor dei tirocini", "28900.00", week=SOCIAL),
    _employee("vela-comune", "Igor Selva", "Educatore", "23200.00", week=MOST),
    _employee("tecum", "Adele Longoni", "Coordinatrice di progetto", "37400.00", week=PUBLIC),
    _employee("tecum", "Michele Terraneo", "Educatore professionale", "31900.00", week=PUBLIC),
    _collaborator("tecum", "Sonia Marelli", "Orientatrice", "30.00"),
    _employee("centro-lario", "Dora Manzi", "Coordinatrice di progetto", "36900.00", week=PUBLIC),
    _employee("centro-lario", "Guido Petazzi", "Educatore professionale", "31500.00",
              week=PUBLIC),
    _collaborator("centro-lario", "Zoe Riva", "Mediatrice culturale", "28.00"),
)  # fmt: skip


def members_of(agency: str, item: str) -> list[Member]:
    """The staff of a body that a cost item pays."""
    return [one for one in MEMBERS if one.agency == agency and one.item == item]
