"""Codes are read as they are typed, and each way of being wrong has its sentence."""

from datetime import date

import pytest
from codicefiscale import encode_cin
from hypothesis import given
from hypothesis import strategies as st

from core.reference.identifiers import (
    BadIdentifier,
    Identifier,
    Kind,
    agrees_with,
    mask,
    read_identifier,
    tax_code_of,
)
from core.reference.places import Place

TODAY = date(2026, 3, 2)
PLACES = {
    "C933": Place("C933", "Como (CO)"),
    "L487": Place("L487", "Uggiate-Trevano (CO)", date(2024, 1, 1)),
    "A001": Place("A001", "Abano (PD)", date(1927, 1, 1)),
    "Z330": Place("Z330", "Marocco"),
}


def read(text: str, today: date = TODAY) -> Identifier:
    return read_identifier(text, today=today, places=PLACES.get)


def with_check(first_fifteen: str) -> str:
    return first_fifteen + encode_cin(first_fifteen)


def refusal_of(text: str) -> str:
    with pytest.raises(BadIdentifier) as refusal:
        read(text)
    return str(refusal.value)


def test_a_tax_code_says_birth_day_sex_and_place():
    assert read(with_check("FNTNNN80A41C933")) == Identifier(
        Kind.TAX_CODE, with_check("FNTNNN80A41C933"), date(1980, 1, 1), "F", "C933"
    )


def test_blanks_dots_and_lower_case_are_forgiven():
    code = with_check("FNTMRC75T10Z330")
    typed = f"  {code[:6].lower()} {code[6:11]}.{code[11:]}\u200b "

    assert read(typed).code == code


def test_omocodia_is_accepted_and_kept():
    plain, code = with_check("FNTMRC75T10C933"), with_check("FNTMRC75T1LC9PP")

    identifier = read(code)

    assert identifier == Identifier(Kind.TAX_CODE, code, date(1975, 12, 10), "M", "C933", True)
    assert not read(plain).is_omocodia


@pytest.mark.parametrize(
    ("year", "today", "born"),
    [
        ("26A01", date(2026, 3, 2), date(2026, 1, 1)),
        ("26P01", date(2026, 3, 2), date(1926, 9, 1)),
        ("27A01", date(2026, 3, 2), date(1927, 1, 1)),
        ("99A01", date(1999, 1, 1), date(1999, 1, 1)),
        ("00B29", date(2026, 3, 2), date(2000, 2, 29)),
    ],
)
def test_nobody_is_born_in_the_future(year, today, born):
    assert read(with_check(f"FNTMRC{year}C933"), today).birth_date == born


def test_the_place_decides_the_century_when_the_younger_reading_cannot_be():
    assert read(with_check("FNTMRC20A01A001")).birth_date == date(1920, 1, 1)


def test_a_ceased_municipality_is_a_birthplace_until_its_last_day():
    assert read(with_check("FNTMRC23T31L487")).birth_date == date(2023, 12, 31)
    assert read(with_check("FNTMRC24A01L487")).birth_date == date(1924, 1, 1)
    assert refusal_of(with_check("FNTMRC50A01A001")) == (
        "Il luogo di nascita nel codice, Abano (PD), non esisteva più il 01/01/1950."
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Scrivi il codice della persona."),
        ("FNTMRC75T10C93", "Un codice fiscale ha 16 caratteri: qui ce ne sono 14."),
        ("F", "Un codice fiscale ha 16 caratteri: qui ce n'è 1."),
        ("FNTMRC75T10C933£", "Il codice contiene «£»: servono solo lettere e cifre."),
        ("FNTMRCA5T10C933X", "Al posto 7 va una cifra: c'è «A»."),
        ("FNT1RC75T10C933X", "Al posto 4 va una lettera: c'è «1»."),
        (
            "FNTMRC75F10C933X",
            "Al posto 9 va la lettera del mese di nascita: «F» non è di nessun mese.",
        ),
        (
            with_check("FNTMRC75B30C933"),
            "La data di nascita nel codice non esiste: giorno 30, mese 2, anno 75.",
        ),
        (
            with_check("FNTMRC75A35C933"),
            "La data di nascita nel codice non esiste: giorno 35, mese 1, anno 75.",
        ),
        (
            with_check("FNTMRC01B29C933"),
            "La data di nascita nel codice non esiste: giorno 29, mese 2, anno 01.",
        ),
        (
            with_check("FNTMRC75T10Z999"),
            "Il luogo di nascita nel codice (Z999) non è di nessun comune o Stato.",
        ),
        ("1234567890", "Un codice provvisorio ha 11 cifre: qui ce ne sono 10."),
        ("5", "Un codice provvisorio ha 11 cifre: qui ce n'è 1."),
        ("STP0301234567", "Un codice STP ha 16 caratteri: qui ce ne sono 13."),
        ("ENI030123456789A", "Dopo «ENI» vanno 13 cifre."),
    ],
)
def test_each_way_of_being_wrong_has_its_sentence(typed, sentence):
    assert refusal_of(typed) == sentence


def test_a_wrong_check_character_is_not_given_away():
    code = with_check("FNTMRC75T10C933")
    wrong = "A" if code[-1] != "A" else "B"

    assert refusal_of(code[:15] + wrong) == (
        "L'ultima lettera non torna con le altre: ricontrolla il codice carattere per carattere."
    )


@pytest.mark.parametrize("digits", ["12345678903", "00743110157"])
def test_a_provisional_code_has_a_check_digit(digits):
    assert read(digits) == Identifier(Kind.PROVISIONAL, digits)
    assert "non torna" in refusal_of(digits[:-1] + str((int(digits[-1]) + 1) % 10))


def test_zeros_alone_are_not_a_provisional_code():
    assert "non torna" in refusal_of("0" * 11)


@pytest.mark.parametrize("kind", [Kind.STP, Kind.ENI])
def test_cards_of_the_health_service_say_nothing_of_the_person(kind):
    assert read(f"{kind} 030 123 4567890") == Identifier(kind, f"{kind}0301234567890")


def test_a_name_that_begins_like_a_card_is_a_tax_code():
    assert read(with_check("STPMRC75T10C933")).kind == Kind.TAX_CODE


@given(
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    st.sampled_from("FM"),
    st.sampled_from(["C933", "Z330"]),
    st.text("abcdefghilmnopqrstuvzàèì' ", min_size=1, max_size=20),
    st.text("abcdefghilmnopqrstuvzòùç-ß", min_size=1, max_size=20),
)
def test_what_is_computed_reads_back_and_agrees(birth, sex, place, first, last):
    identifier = read(tax_code_of(first, last, birth, sex, place))

    assert (identifier.birth_date, identifier.sex) == (birth, sex)
    assert identifier.birth_cadastral_code == place
    assert agrees_with(identifier, first, last, birth, sex) == []


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    refusal = ""
    try:
        read(text)
    except BadIdentifier as sentence:
        refusal = str(sentence)

    assert refusal == "" or refusal.endswith(".")


def test_disagreements_are_told_one_by_one():
    identifier = read(tax_code_of("Ines", "Fontana", date(1980, 1, 1), "F", "C933"))

    assert agrees_with(identifier, "Marta", "Rossi", date(1980, 1, 2), "M") == [
        "Il codice fiscale non corrisponde al cognome «Rossi».",
        "Il codice fiscale non corrisponde al nome «Marta».",
        "Secondo il codice fiscale la data di nascita è il 01/01/1980, non il 02/01/1980.",
        "Secondo il codice fiscale la persona è registrata come donna.",
    ]


def test_what_is_not_known_does_not_disagree():
    identifier = read(tax_code_of("Ines", "Fontana", date(1980, 1, 1), "F", "C933"))

    assert agrees_with(identifier, first_name="伊内斯", last_name="", sex="N") == []
    assert agrees_with(read("12345678903"), "Ines", "Fontana") == []


def test_a_person_over_a_hundred_does_not_disagree_with_their_code():
    identifier = read(tax_code_of("Ines", "Fontana", date(1924, 1, 1), "F", "C933"))

    assert identifier.birth_date == date(2024, 1, 1)
    assert agrees_with(identifier, birth_date=date(1924, 1, 1)) == []


def test_a_masked_code_shows_three_characters():
    assert mask("FNTMRC75T10C933X") == "•" * 13 + "33X"
    assert mask("12345678903") == "•" * 8 + "903"
    assert mask("") == ""
