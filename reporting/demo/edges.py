"""The people every rule must get right, one line each on what is special about them."""

from datetime import date

from beneficiaries.enums import Gender, IdentifierKind, Question
from projects.enums import ExitReason
from reporting.demo.codes import card, code_of, provisional, same_again
from reporting.demo.plan import Edge, Someone, Stay

F, M = Gender.FEMALE, Gender.MALE
SEARCHING, STUDENT, INACTIVE, WORKING = "disoccupato", "studente", "inattivo", "occupato"
MIDDLE, VOCATIONAL, DIPLOMA = "02", "03", "04"

LUCA = Someone(
    "Luca",
    "Bernasconi",
    M,
    date(1979, 3, 12),
    education=VOCATIONAL,
    employment=SEARCHING,
    unemployed_since=date(2019, 6, 3),
    household="nessuna",
    housing="nessuna",
    vulnerabilities=("nuova_poverta",),
)
LUCIO = Someone(
    "Lucio",
    "Bernascone",
    M,
    date(1979, 3, 12),
    identifier=same_again(code_of(LUCA)),
    residence="E659",
    education=MIDDLE,
    employment=SEARCHING,
    unemployed_since=date(2020, 4, 1),
    household="senza_lavoro",
    housing="nessuna",
)


def _searching(
    first_name: str, last_name: str, gender: str, born: date | None, since: date, **more: object
) -> Someone:
    """Someone who looks for work since a day, with ordinary answers unless told otherwise."""
    answers: dict[str, object] = {
        "education": MIDDLE,
        "employment": SEARCHING,
        "unemployed_since": since,
        "household": "nessuna",
        "housing": "nessuna",
        **more,
    }
    return Someone(first_name, last_name, gender, born, **answers)  # type: ignore[arg-type]


def _not_searching(
    first_name: str, last_name: str, gender: str, born: date, employment: str, **more: object
) -> Someone:
    answers: dict[str, object] = {
        "education": MIDDLE,
        "employment": employment,
        "household": "nessuna",
        "housing": "nessuna",
        **more,
    }
    return Someone(first_name, last_name, gender, born, **answers)  # type: ignore[arg-type]


def _in(project: str, day: date, **more: object) -> tuple[Stay, ...]:
    return (Stay(project, day, **more),)  # type: ignore[arg-type]


CODES = (
    Edge("same facts as another person", "ascl", LUCA, _in("EL-1", date(2020, 10, 12))),
    Edge("omocodia: the code with a letter for a digit", "asci", LUCIO,
         _in("EL-2", date(2020, 10, 19))),
    Edge(
        "provisional code of eleven digits",
        "gelso-lariano",
        _searching(
            "Oleksandr", "Ševčuk", M, date(1990, 11, 2), date(2021, 9, 1), birth_place="Z138",
            citizenship="UA", identifier_kind=IdentifierKind.PROVISIONAL,
            identifier=provisional(4820175), vulnerabilities=("origine_straniera",),
        ),
        _in("EL-1", date(2021, 11, 3)),
        "lingua",
    ),
    Edge(
        "provisional code and no birth date: the age cannot be known",
        "remi-e-reti",
        _searching(
            "Halyna", "Petrenko", F, None, date(2021, 10, 4), birth_place="Z138",
            citizenship="UA", identifier_kind=IdentifierKind.PROVISIONAL,
            identifier=provisional(4820233), vulnerabilities=("origine_straniera",),
        ),
        _in("EL-1", date(2021, 12, 1)),
        "lingua",
    ),
    Edge(
        "STP card",
        "comune-como",
        _searching(
            "Blessing", "Osagie", F, date(1998, 7, 9), date(2020, 1, 15), birth_place="Z335",
            citizenship="NG", identifier_kind=IdentifierKind.STP,
            identifier=card("STP", 12345), vulnerabilities=None,
            refused=(Question.VULNERABILITY, Question.HOUSING), housing=None,
        ),
        _in("EL-1", date(2021, 1, 11)),
        "lingua",
    ),
    Edge(
        "ENI card",
        "asci",
        _searching(
            "Costel", "Vlad", M, date(1972, 5, 30), date(2019, 11, 4), birth_place="Z129",
            citizenship="RO", residence="D605", identifier_kind=IdentifierKind.ENI,
            identifier=card("ENI", 6789), vulnerabilities=("origine_straniera",),
        ),
        _in("EL-2", date(2021, 2, 1)),
        "lingua",
    ),
    Edge(
        "one single name, no code",
        "centro-lario",
        _searching(
            "", "Zabihullah", M, date(1997, 1, 1), date(2021, 3, 1), birth_place="Z200",
            citizenship="AF", residence="F120", identifier_kind=IdentifierKind.NONE,
            education="01", vulnerabilities=("origine_straniera",),
        ),
        _in("EL-4", date(2021, 5, 10)),
        "lingua",
    ),
)  # fmt: skip

DAYS = (
    Edge("below 25, searching for seven months: long-term", "tecum",
         _searching("Giada", "Peduzzi", F, date(2000, 6, 18), date(2020, 8, 8), residence="E951",
                    education=VOCATIONAL),
         _in("EL-3", date(2021, 3, 8)), "giovane"),
    Edge("below 25, searching for six months to the day: not yet long-term", "tecum",
         _searching("Mattia", "Cerutti", M, date(2001, 2, 3), date(2020, 9, 15),
                    residence="A430"),
         _in("EL-3", date(2021, 3, 15)), "giovane"),
    Edge("searching for twelve months to the day: not yet long-term", "ascl",
         _searching("Renato", "Vanini", M, date(1975, 8, 27), date(2020, 2, 15)),
         _in("EL-1", date(2021, 2, 15))),
    Edge("searching for twelve months and a day: long-term", "ascl",
         _searching("Ornella", "Ratti", F, date(1971, 12, 5), date(2020, 2, 14)),
         _in("EL-1", date(2021, 2, 15))),
    Edge("25 years old on the day of entry", "asci",
         _searching("Noemi", "Clerici", F, date(1996, 4, 14), date(2020, 9, 1),
                    residence="D605", education=DIPLOMA),
         _in("EL-2", date(2021, 4, 14)), "pandemia"),
    Edge("30 years old on the day of entry", "vela-comune",
         _searching("Filippo", "Orsenigo", M, date(1991, 5, 19), date(2020, 3, 9),
                    residence="E235", education=DIPLOMA),
         _in("EL-2", date(2021, 5, 19)), "pandemia"),
    Edge("55 years old on the day of entry", "centro-lario",
         _searching("Giancarlo", "Ballabio", M, date(1966, 1, 20), date(2018, 7, 2),
                    residence="G889", vulnerabilities=("nuova_poverta",)),
         _in("EL-4", date(2021, 1, 20))),
    Edge("born on 29 February, entered on 1 March", "gelso-lariano",
         _searching("Rebecca", "Mauri", F, date(1996, 2, 29), date(2020, 10, 30),
                    residence="C520", education=DIPLOMA),
         _in("EL-1", date(2021, 3, 1)), "pandemia"),
    Edge("left on the day of entry", "asci",
         _searching("Mirko", "Negri", M, date(1988, 10, 21), date(2020, 5, 4), residence="E659"),
         _in("EL-2", date(2021, 6, 7), exit_on=date(2021, 6, 7), reason=ExitReason.DROPPED_OUT,
             note="Ha scelto di non cominciare."), "giovane"),
    Edge("came back and is still there", "ascl",
         _searching("Patrizia", "Cavadini", F, date(1969, 9, 14), date(2017, 10, 2)),
         _in("EL-1", date(2020, 11, 9), exit_on=date(2021, 3, 19), reason=ExitReason.OTHER,
             note="Motivi di famiglia.", back_on=date(2021, 9, 6))),
    Edge("came back after some months elsewhere", "tecum",
         _searching("Rocco", "Sanna", M, date(1986, 6, 1), date(2020, 6, 8), residence="B639"),
         _in("EL-3", date(2021, 1, 18), exit_on=date(2021, 5, 14), reason=ExitReason.MOVED,
             note="Trasferimento di alcuni mesi.", back_on=date(2021, 10, 4)), "pandemia"),
    Edge("came back after a seasonal job", "centro-lario",
         _searching("Alina", "Munteanu", F, date(1992, 3, 25), date(2020, 10, 12),
                    birth_place="Z129", citizenship="RO", residence="F120",
                    vulnerabilities=("origine_straniera",)),
         _in("EL-4", date(2021, 2, 22), exit_on=date(2021, 5, 28), reason=ExitReason.JOB_FOUND,
             note="Stagione in albergo fino a settembre.", back_on=date(2021, 10, 11)),
         "pandemia"),
)  # fmt: skip

ANSWERS = (
    Edge("employed and poor, a single parent", "asci",
         _not_searching("Loredana", "Messina", F, date(1983, 2, 17), WORKING,
                        residence="E659", household="genitore_solo_lavoratore",
                        vulnerabilities=("nuova_poverta",)),
         _in("EL-2", date(2020, 11, 16)), "povero"),
    Edge("student: inactive, in education", "tecum",
         _not_searching("Samuele", "Trezzi", M, date(2002, 8, 8), STUDENT, residence="E951",
                        education=MIDDLE),
         _in("EL-3", date(2021, 4, 19)), "studente"),
    Edge("inactive, and in training all the same", "vela-comune",
         _not_searching("Irene", "Gerosa", F, date(1979, 4, 3), INACTIVE, residence="E235",
                        is_in_training=True, education=DIPLOMA),
         _in("EL-2", date(2021, 9, 13)), "rientro_lavoro"),
    Edge("no qualification: ISCED 0", "centro-lario",
         _not_searching("Saima", "Akhtar", F, date(1974, 6, 6), INACTIVE, birth_place="Z236",
                        citizenship="PK", residence="F120", education="00",
                        is_in_training=False, household="senza_lavoro_figli",
                        vulnerabilities=("origine_straniera",)),
         _in("EL-4", date(2020, 12, 14)), "lingua"),
    Edge("neither woman nor man", "bottega-saperi",
         _searching("Andrea", "Livio", Gender.NON_BINARY, date(1999, 9, 30), date(2020, 7, 1),
                    residence="E309", education=DIPLOMA, vulnerabilities=None,
                    refused=(Question.VULNERABILITY,)),
         _in("EL-3", date(2021, 10, 18)), "neutra"),
    Edge("gender not available: the record is not complete", "vela-comune",
         _searching("Celeste", "Minoretti", Gender.NOT_AVAILABLE, date(1994, 12, 12),
                    date(2020, 12, 7), residence="F120", education=DIPLOMA),
         _in("EL-4", date(2021, 6, 14)), "pandemia"),
    Edge("no home: excluded from housing", "comune-como",
         _searching("Aldo", "Malacrida", M, date(1963, 5, 11), date(2016, 3, 1),
                    housing="senza_dimora", vulnerabilities=("senza_dimora", "nuova_poverta")),
         _in("EL-1", date(2020, 12, 2)), "casa"),
    Edge("asked, and nothing applies: not the same as not asked", "trama-lavoro",
         _searching("Lorena", "Fasola", F, date(1976, 11, 19), date(2020, 9, 28),
                    residence="D605", vulnerabilities=()),
         _in("EL-2", date(2021, 1, 25))),
)  # fmt: skip

NAMES = (
    Edge("an accent and an apostrophe", "ascl",
         _searching("Nicolò", "D'Amico", M, date(1980, 5, 5), date(2020, 3, 2)),
         _in("EL-1", date(2020, 10, 26)), "pandemia"),
    Edge("two hyphens", "gelso-lariano",
         _searching("Maria-Luisa", "Bianchi-Porro", F, date(1968, 7, 22), date(2019, 1, 7),
                    residence="C520"),
         _in("EL-1", date(2021, 3, 22))),
    Edge("many names", "remi-e-reti",
         _searching("Maria Immacolata Concetta", "Lo Presti De Santis", F, date(1965, 12, 8),
                    date(2020, 2, 3), birth_place="G273", alias="Mimma"),
         _in("EL-1", date(2021, 4, 12))),
    Edge("a name transliterated from Arabic, with an alias", "comune-como",
         _searching("Abdelkarim", "El Mahdaoui", M, date(1981, 4, 16), date(2020, 5, 11),
                    birth_place="Z330", citizenship="MA", alias="Karim",
                    vulnerabilities=("origine_straniera",)),
         _in("EL-1", date(2020, 11, 23)), "lingua"),
    Edge("husband: each member of a household is a participation", "ascl",
         _searching("Hicham", "Bouazizi", M, date(1977, 9, 9), date(2020, 6, 15),
                    birth_place="Z352", citizenship="TN", household="senza_lavoro_figli",
                    address="via dei Mulini 8", vulnerabilities=("origine_straniera",)),
         _in("EL-1", date(2021, 1, 27)), "lingua"),
    Edge("wife: the same household, a participation of her own", "ascl",
         _not_searching("Fatima Zahra", "Ben Salah", F, date(1982, 1, 31), INACTIVE,
                        birth_place="Z352", citizenship="TN", is_in_training=False,
                        household="senza_lavoro_figli", address="via dei Mulini 8",
                        vulnerabilities=("origine_straniera",)),
         _in("EL-1", date(2021, 1, 27)), "rientro_lavoro"),
    Edge("a name transliterated from Chinese, with an Italian alias", "tecum",
         _searching("Xiuying", "Chen", F, date(1985, 10, 3), date(2020, 4, 20),
                    birth_place="Z210", citizenship="CN", residence="E951", alias="Giulia",
                    vulnerabilities=("origine_straniera",)),
         _in("EL-3", date(2020, 11, 30)), "lingua"),
    Edge("two short names", "trama-lavoro",
         _searching("Wei", "Wu", M, date(1993, 2, 10), date(2021, 1, 11), birth_place="Z210",
                    citizenship="CN", residence="D605", vulnerabilities=("origine_straniera",)),
         _in("EL-2", date(2021, 7, 5)), "lingua"),
    Edge("born and living in municipalities that were merged afterwards", "ascl",
         _searching("Vittorio", "Tettoni", M, date(1969, 3, 28), date(2018, 11, 5),
                    birth_place="L487", residence="H521"),
         _in("EL-1", date(2021, 5, 3)), moves_to="M435", moves_on=date(2024, 1, 8)),
)  # fmt: skip

EDGES = (*CODES, *DAYS, *ANSWERS, *NAMES)
