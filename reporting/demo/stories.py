"""The kinds of life the invented people come from: how many, how old, with which answers."""

from dataclasses import dataclass

DIPLOMAS = ("01", "02", "02", "02", "03", "03", "04", "04", "04", "07")


@dataclass(frozen=True)
class Story:
    """One kind: its weight among the others, ages, answers to choose from, and its own years."""

    name: str
    weight: int
    ages: tuple[int, int]
    # How many months the search has lasted; nothing where nobody searches.
    months: tuple[int, int] | None
    employment: tuple[str, ...]
    years: tuple[int, int] = (4, 9)
    education: tuple[str, ...] = DIPLOMAS
    vulnerabilities: tuple[str, ...] = ("",)
    household: tuple[str, ...] = ("nessuna", "nessuna", "senza_lavoro", "senza_lavoro_figli")
    housing: tuple[str, ...] = ("nessuna",)
    # Out of ten people, how many are women; and whether they come from abroad.
    women: int = 5
    is_abroad: bool = False


SEARCHING = ("disoccupato",)
STORIES = (
    Story(
        "espulso",
        28,
        (46, 62),
        (3, 30),
        SEARCHING,
        years=(14, 31),
        education=("01", "02", "02", "02", "03", "03", "04"),
        vulnerabilities=("", "", "nuova_poverta"),
        women=4,
    ),
    Story("pandemia", 18, (26, 49), (4, 14), SEARCHING, vulnerabilities=("", "", "nuova_poverta")),
    Story(
        "giovane",
        15,
        (18, 24),
        (2, 16),
        ("inoccupato", "inoccupato", "disoccupato"),
        education=("02", "02", "03", "04"),
        women=4,
    ),
    Story(
        "rientro_lavoro",
        14,
        (31, 52),
        None,
        ("inattivo",),
        years=(6, 15),
        household=("nessuna", "senza_lavoro_figli", "genitore_solo_senza_lavoro"),
        women=9,
    ),
    Story(
        "lingua",
        14,
        (22, 50),
        (3, 26),
        SEARCHING,
        years=(4, 15),
        education=("00", "01", "02", "02", "04", "08"),
        vulnerabilities=("origine_straniera",),
        is_abroad=True,
    ),
    Story("salute", 9, (24, 57), (6, 30), SEARCHING, vulnerabilities=("disabilita",)),
    Story(
        "ripresa",
        7,
        (27, 53),
        (8, 40),
        SEARCHING,
        vulnerabilities=("dipendenza_sostanze", "dipendenza_alcol"),
        household=("nessuna", "senza_lavoro"),
        housing=("nessuna", "insicuro"),
        women=3,
    ),
    Story(
        "isolamento",
        6,
        (34, 60),
        None,
        ("inattivo",),
        years=(3, 9),
        vulnerabilities=("altro", ""),
        household=("senza_lavoro",),
        women=3,
    ),
    Story(
        "casa",
        5,
        (29, 58),
        (5, 26),
        SEARCHING,
        vulnerabilities=("nuova_poverta",),
        housing=("insicuro", "inadeguato", "senza_dimora"),
    ),
    Story(
        "povero",
        5,
        (28, 55),
        None,
        ("occupato",),
        vulnerabilities=("nuova_poverta",),
        household=("genitore_solo_lavoratore", "nessuna"),
        women=7,
    ),
    Story("studente", 2, (18, 20), None, ("studente",), education=("02",)),
)
BY_NAME = {story.name: story for story in STORIES}


def deck(size: int) -> list[str]:
    """As many names of stories as asked, in the proportion of their weights."""
    total = sum(story.weight for story in STORIES)
    cards = [story.name for story in STORIES for _ in range(story.weight * size // total)]
    # What rounding leaves goes to the most frequent kinds.
    return cards + [story.name for story in STORIES][: size - len(cards)]
