"""Who takes people in: invented organisations near each body, with those who follow trainees."""

from dataclasses import dataclass
from datetime import date

from reporting.demo.codes import company

INSURED = date(2022, 12, 31)


@dataclass(frozen=True)
class Tutor:
    """Who follows trainees inside a host."""

    first_name: str
    last_name: str
    task: str


@dataclass(frozen=True)
class Host:
    """An organisation as one body keeps it: place by cadastral code, open-ended employees."""

    agency: str
    name: str
    number: int
    sector: str
    place: str
    employees: int
    tasks: str
    tutors: tuple[Tutor, ...]
    is_public: bool = False
    # How many people it takes at once, where it said so.
    places: int | None = None

    @property
    def tax_code(self) -> str:
        """Eleven digits with the right check digit."""
        return company(self.number)


def _tutors(*told: str) -> tuple[Tutor, ...]:
    """Each told as “Nome Cognome, mansione”."""
    return tuple(_tutor(*one.split(", ")) for one in told)


def _tutor(names: str, task: str) -> Tutor:
    first, last = names.split(maxsplit=1)
    return Tutor(first, last, task)


HOSTS = (
    Host("ascl", "Filanda Nuova srl", 1, "13.20 Tessitura", "C933", 40,
         "Controllo dei tessuti, preparazione delle spedizioni, riordino del magazzino.",
         _tutors("Marina Galimberti, capo reparto", "Ugo Sironi, responsabile di magazzino")),
    Host("ascl", "Panificio Lario Dolce snc", 2, "10.71 Panificazione", "B218", 6,
         "Aiuto al banco, confezionamento, pulizia del laboratorio.",
         _tutors("Rino Arrighi, titolare")),
    Host("ascl", "Verdevilla Giardini srl", 3, "81.30 Cura del paesaggio", "E607", 14,
         "Manutenzione del verde, preparazione dei vasi, cura degli attrezzi.",
         _tutors("Sara Bonacina, capo squadra", "Elio Piatti, giardiniere"), places=3),
    Host("ascl", "Parco pubblico delle Brughiere Basse", 4, "91.04 Riserve naturali", "L071", 20,
         "Segreteria, accoglienza dei visitatori, riordino dell’archivio.",
         _tutors("Nadia Fumagalli, responsabile di segreteria"), is_public=True),
    Host("comune-como", "Albergo Approdo Chiaro srl", 5, "55.10 Alberghi", "C933", 21,
         "Riordino delle camere, lavanderia, aiuto alle colazioni.",
         _tutors("Ilaria Pensa, governante", "Jacopo Nava, capo servizio")),
    Host("comune-como", "Biblioteca civica Il Molo", 6, "91.01 Biblioteche", "C933", 14,
         "Ricollocazione dei libri, prestito, accoglienza.",
         _tutors("Clara Vimercati, bibliotecaria"), is_public=True),
    Host("gelso-lariano", "Orti del Lario società agricola", 7, "01.13 Orticoltura", "C520", 14,
         "Semina, raccolta, preparazione delle cassette.",
         _tutors("Fausto Rezzonico, capo coltura", "Lidia Bosisio, socia"), places=3),
    Host("remi-e-reti", "Cantiere Remo Lungo srl", 8, "30.12 Costruzione di barche", "E607", 20,
         "Levigatura, verniciatura, riordino dell’officina.",
         _tutors("Gualtiero Molinari, maestro d’ascia"), places=2),
    Host("remi-e-reti", "Officina Due Ruote di Mauro Pagani", 9, "95.29 Riparazioni", "E951", 5,
         "Smontaggio, pulizia e riparazione di biciclette.",
         _tutors("Mauro Pagani, titolare")),
    Host("asst-lariana", "Cucine Riunite del Lago srl", 10, "56.29 Mense", "H840", 40,
         "Preparazione dei vassoi, lavaggio, riordino della dispensa.",
         _tutors("Rosanna Tettamanzi, capo cuoca")),
    Host("asci", "Logistica Tre Valli spa", 11, "52.10 Magazzini", "E659", 40,
         "Ricevimento merci, etichettatura, preparazione degli ordini.",
         _tutors("Cesare Uboldi, capo turno", "Manuela Prina, responsabile di magazzino")),
    Host("asci", "Ferramenta Luce di Casa srl", 12, "47.52 Commercio", "D605", 21,
         "Rifornimento degli scaffali, aiuto ai clienti, inventario.",
         _tutors("Dino Bernasca, capo negozio", "Lara Moltrasio, addetta agli acquisti")),
    Host("asci", "Sartoria Ago e Filo di Ambra Coppi", 13, "14.13 Confezione", "E139", 0,
         "Piccole riparazioni, stiratura, consegna.",
         _tutors("Ambra Coppi, titolare")),
    Host("vela-comune", "Camping Riva Quieta srl", 14, "55.30 Campeggi", "E235", 14,
         "Accoglienza, pulizia dei servizi, manutenzione delle piazzole.",
         _tutors("Omero Gaffuri, direttore", "Piera Longatti, capo servizio"), places=5),
    Host("trama-lavoro", "Stamperia Colore Vivo srl", 15, "18.12 Stampa", "D605", 20,
         "Preparazione dei telai, controllo delle stampe, imballaggio.",
         _tutors("Romeo Tagliaferri, capo reparto")),
    Host("tecum", "Mobilificio Noce Antico srl", 16, "31.09 Mobili", "E951", 40,
         "Levigatura, montaggio, imballaggio.",
         _tutors("Severino Colzani, capo officina", "Ines Ballabeni, addetta alla qualità")),
    Host("tecum", "Bar Pasticceria Due Tigli snc", 17, "56.30 Bar", "B639", 5,
         "Servizio al banco, riordino della sala, dispensa.",
         _tutors("Gemma Radice, titolare")),
    Host("bottega-saperi", "Legatoria Carta Buona di Tito Sala", 18, "18.14 Legatoria", "E951", 6,
         "Piegatura, cucitura, confezionamento.",
         _tutors("Tito Sala, titolare")),
    Host("centro-lario", "Residenza Sole sul Lago onlus", 19, "87.30 Residenze", "F120", 21,
         "Guardaroba, aiuto in cucina, animazione.",
         _tutors("Bianca Spelzini, coordinatrice", "Marco Castelnuovo, capo cucina"), places=3),
    Host("centro-lario", "Caseificio Alpe Verde snc", 20, "10.51 Caseifici", "G889", 14,
         "Lavaggio degli stampi, salatura, confezionamento.",
         _tutors("Loris Battaglia, casaro")),
)  # fmt: skip


def hosts_of(agency: str) -> list[Host]:
    """The hosts that a body keeps."""
    return [host for host in HOSTS if host.agency == agency]
