"""The bodies of “Emergenza lavoro”, its projects, its targets, and who signs in.

The four lead bodies, the municipality, the health service and the funder are real; the other
partners and everyone who signs in are invented. The amounts add up to the published ones:
751,000 euro, 591,000 of them from the Region.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agencies.enums import AgencyKind, Role
from projects.enums import Period

STARTS_ON, ENDS_ON = date(2020, 10, 1), date(2022, 3, 31)
MAIL = "demo.percorsi.example"
# One phrase for all accounts of the demo; they exist nowhere else.
PHRASE = "sul lago a primavera"


@dataclass(frozen=True)
class Body:
    """An agency: code, names, kind, cadastral code of the seat; tax code of invented ones only."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    seat: str
    ambit: str = ""
    tax_code: str = ""


@dataclass(frozen=True)
class Plan:
    """A project of the programme: amounts, people promised, and who records how many of them."""

    code: str
    title: str
    cup_code: str
    application_code: str
    lead: str
    total_cost: Decimal
    contribution: Decimal
    people_target: int
    # Participations followed by each body, the lead first.
    followed: dict[str, int]
    partners: tuple[str, ...]
    targets: dict[str, int]


@dataclass(frozen=True)
class Seat:
    """Who signs in: a name, and one or more roles in one or more bodies."""

    first_name: str
    last_name: str
    held: tuple[tuple[str, Role], ...]

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.first_name.lower()}@{MAIL}"


FUNDER = "regione-lombardia"
K = AgencyKind
BODIES = (
    Body(FUNDER, "Regione Lombardia", "Regione Lombardia", K.FUNDER, "F205"),
    Body("ascl", "Azienda sociale comasca e lariana", "Ascl", K.MUNICIPAL_COMPANY, "C933", "Como"),
    Body(
        "asci",
        "Azienda sociale comuni insieme",
        "Asci",
        K.MUNICIPAL_COMPANY,
        "E659",
        "Lomazzo-Fino Mornasco",
    ),
    Body(
        "tecum",
        "Tecum Servizi alla persona",
        "Tecum",
        K.MUNICIPAL_COMPANY,
        "E951",
        "Mariano Comense",
    ),
    Body(
        "centro-lario",
        "Azienda sociale centro lario e valli",
        "Centro Lario e Valli",
        K.MUNICIPAL_COMPANY,
        "G889",
        "Menaggio",
    ),
    Body("comune-como", "Comune di Como", "Comune di Como", K.MUNICIPALITY, "C933", "Como"),
    Body("asst-lariana", "ASST Lariana", "ASST Lariana", K.HEALTH_SERVICE, "H840"),
    Body(
        "gelso-lariano",
        "Il Gelso Lariano società cooperativa sociale",
        "Il Gelso Lariano",
        K.COOPERATIVE_A,
        "C520",
        "Como",
        "99000010019",
    ),
    Body(
        "remi-e-reti",
        "Remi e Reti società cooperativa sociale",
        "Remi e Reti",
        K.COOPERATIVE_B,
        "E607",
        "Como",
        "99000010027",
    ),
    Body(
        "trama-lavoro",
        "Trama Lavoro società consortile",
        "Trama Lavoro",
        K.EMPLOYMENT_PROVIDER,
        "D605",
        "Lomazzo-Fino Mornasco",
        "99000010035",
    ),
    Body(
        "bottega-saperi",
        "Fondazione Bottega dei Saperi Lariani",
        "Bottega dei Saperi",
        K.TRAINING_BODY,
        "E951",
        "Mariano Comense",
        "99000010043",
    ),
    Body(
        "vela-comune",
        "Vela Comune impresa sociale",
        "Vela Comune",
        K.SOCIAL_ENTERPRISE,
        "F120",
        "Menaggio",
        "99000010050",
    ),
)
PROMOTER = "ascl"

CALL = {
    "code": "vulnerabilita-2020",
    "title": "Percorsi di inclusione a favore di persone in condizione di vulnerabilità e disagio",
    "programme": "POR FSE 2014-2020, Asse II – Inclusione sociale e lotta alla povertà",
    "period": Period.P2014,
    "objective": "Programmi di intervento territoriale",
    "contribution_rate": Decimal("0.8"),
    "report_every": 6,
}
PROGRAMME = {"name": "Emergenza lavoro", "area": "Provincia di Como"}

PLANS = (
    Plan(
        "EL-1",
        "Emergenza lavoro – Como",
        "E19G20000410006",
        "2180411",
        "ascl",
        Decimal("262850.00"),
        Decimal("206850.00"),
        50,
        {"ascl": 20, "comune-como": 10, "gelso-lariano": 9, "remi-e-reti": 7, "asst-lariana": 3},
        ("trama-lavoro", "bottega-saperi"),
        {"CO01": 34, "CO02": 18, "CO03": 10, "CO05": 4, "CO06": 8, "CO07": 9, "CO16": 2},
    ),
    Plan(
        "EL-2",
        "Emergenza lavoro – Lomazzo e Fino Mornasco",
        "E19G20000420006",
        "2180412",
        "asci",
        Decimal("202770.00"),
        Decimal("159570.00"),
        40,
        {"asci": 22, "vela-comune": 9, "trama-lavoro": 7},
        ("bottega-saperi",),
        {"CO01": 28, "CO02": 15, "CO03": 6, "CO05": 3, "CO06": 6, "CO07": 7, "CO16": 2},
    ),
    Plan(
        "EL-3",
        "Emergenza lavoro – Mariano Comense",
        "E19G20000430006",
        "2180413",
        "tecum",
        Decimal("150200.00"),
        Decimal("118200.00"),
        28,
        {"tecum": 18, "remi-e-reti": 6, "bottega-saperi": 4},
        ("trama-lavoro",),
        {"CO01": 20, "CO02": 10, "CO03": 5, "CO05": 2, "CO06": 5, "CO07": 5, "CO16": 2},
    ),
    Plan(
        "EL-4",
        "Emergenza lavoro – Centro Lario e valli",
        "E19G20000440006",
        "2180414",
        "centro-lario",
        Decimal("135180.00"),
        Decimal("106380.00"),
        24,
        {"centro-lario": 16, "gelso-lariano": 5, "vela-comune": 4},
        ("asst-lariana",),
        {"CO01": 17, "CO02": 8, "CO03": 5, "CO05": 2, "CO06": 4, "CO07": 5, "CO16": 2},
    ),
)
# What runs today, with nobody entered yet: what is told only while a project runs is seen there.
CALL_OF_TODAY = {
    "code": "inclusione-di-oggi",
    "title": "Percorsi di inclusione attiva (avviso di esempio)",
    "programme": "PR FSE+ 2021-2027, Priorità 3 – Inclusione sociale",
    "period": Period.P2021,
    "contribution_rate": Decimal("0.8"),
}
PROGRAMME_OF_TODAY = {"name": "Ripartire insieme", "area": "Provincia di Como"}
PLAN_OF_TODAY = Plan(
    "RI-1",
    "Ripartire insieme – Como (esempio)",
    "E19G26000010006",
    "",
    "ascl",
    Decimal("120000.00"),
    Decimal("96000.00"),
    20,
    {},
    ("ascl", "asci", "tecum", "comune-como"),
    {},
)
TOTAL_COST, CONTRIBUTION = Decimal("751000.00"), Decimal("591000.00")

WORKER, COORDINATOR = Role.SOCIAL_WORKER, Role.COORDINATOR
OFFICER, ADMIN, AUDITOR = Role.REPORTING_OFFICER, Role.AGENCY_ADMIN, Role.AUDITOR
SEATS = (
    Seat("Ines", "Galli", (("ascl", WORKER),)),
    Seat("Tommaso", "Riva", (("ascl", WORKER),)),
    Seat("Marco", "Bellini", (("ascl", COORDINATOR),)),
    Seat("Olga", "Ferrario", (("ascl", OFFICER),)),
    Seat("Dario", "Conti", (("ascl", ADMIN),)),
    Seat("Sofia", "Brambilla", (("asci", WORKER),)),
    Seat("Nora", "Colombo", (("asci", COORDINATOR),)),
    Seat("Piero", "Cattaneo", (("asci", OFFICER),)),
    Seat("Fabio", "Luraschi", (("asci", ADMIN),)),
    Seat("Tea", "Molteni", (("tecum", WORKER),)),
    Seat("Ugo", "Pozzi", (("tecum", COORDINATOR),)),
    Seat("Elsa", "Corti", (("tecum", OFFICER),)),
    Seat("Lia", "Bianchi", (("centro-lario", WORKER),)),
    Seat("Ivo", "Gandola", (("centro-lario", COORDINATOR),)),
    Seat("Rosa", "Barindelli", (("centro-lario", OFFICER),)),
    Seat("Anna", "Maspero", (("comune-como", WORKER),)),
    Seat("Bruno", "Noseda", (("asst-lariana", WORKER),)),
    # In two bodies: whoever switches between them sees other people each time.
    Seat("Carla", "Butti", (("gelso-lariano", WORKER), ("vela-comune", COORDINATOR))),
    Seat("Silvia", "Roncoroni", (("gelso-lariano", OFFICER),)),
    Seat("Ezio", "Tettamanti", (("remi-e-reti", WORKER),)),
    Seat("Luca", "Peverelli", (("trama-lavoro", WORKER),)),
    Seat("Mara", "Tagliabue", (("bottega-saperi", WORKER),)),
    Seat("Gaia", "Sala", (("vela-comune", WORKER),)),
    Seat("Rita", "Marchesi", ((FUNDER, AUDITOR),)),
    # A second officer at each lead body: who prepared a report does not confirm it.
    Seat("Paola", "Cairoli", (("ascl", OFFICER),)),
    Seat("Enrico", "Monti", (("asci", OFFICER),)),
    Seat("Dina", "Longhi", (("tecum", OFFICER),)),
    Seat("Carlo", "Bordoli", (("centro-lario", OFFICER),)),
    # Each partner decides on its own placements and writes down its own hours.
    Seat("Livia", "Sormani", (("comune-como", COORDINATOR),)),
    Seat("Franca", "Lanzi", (("comune-como", OFFICER),)),
    Seat("Renzo", "Pini", (("asst-lariana", COORDINATOR),)),
    Seat("Gino", "Fontana", (("asst-lariana", OFFICER),)),
    Seat("Amos", "Frigerio", (("gelso-lariano", COORDINATOR),)),
    Seat("Delia", "Turati", (("remi-e-reti", COORDINATOR),)),
    Seat("Bice", "Casartelli", (("remi-e-reti", OFFICER),)),
    Seat("Vito", "Ostinelli", (("trama-lavoro", COORDINATOR),)),
    Seat("Oreste", "Gilardoni", (("trama-lavoro", OFFICER),)),
    Seat("Agnese", "Zuffi", (("bottega-saperi", COORDINATOR),)),
    Seat("Pia", "Meroni", (("bottega-saperi", OFFICER),)),
    Seat("Sandro", "Cetti", (("vela-comune", OFFICER),)),
)


def workers_of(agency: str) -> list[str]:
    """The addresses of a body's social workers, in the order of the table."""
    return holders_of(agency, WORKER)


def holders_of(agency: str, role: Role) -> list[str]:
    """The addresses of those who hold a role in a body, in the order of the table."""
    return [seat.email for seat in SEATS if (agency, role) in seat.held]
