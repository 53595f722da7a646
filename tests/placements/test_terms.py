"""The law of placements, case by case: what is proposed, which rule looks, what it answers.

The placement of `PROPOSAL` keeps every rule: six months from 1 March 2021 at EQF level 3, thirty
hours on five days, 500 euro, a private host with fourteen employees and one trainee. A case says
what differs. Expected answers were worked out by hand from the decrees.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from placements.enums import PlacementKind, PlacementShape
from placements.terms import RULES, check, not_known, terms_for
from tests.placements.law import (
    ATTESTATION,
    BLOCKS,
    DAYS_BEFORE,
    DISABLED,
    DISADVANTAGED,
    FOUR_HOURS,
    GRANT,
    INCLUSION,
    MEALS,
    OK,
    PROPOSAL,
    PUBLIC,
    SILENT,
    TWENTY_MONTHS_BEFORE,
    TWO_YEARS_BEFORE,
    WARNS,
    day,
    days,
    euro,
    stretch,
)


def case(what, code, status, says=None, **facts):
    return pytest.param(code, status, says, facts, id=f"{code}: {what}")


CASES = [
    # Age
    case("compie 16 anni il primo giorno", "AGE", OK,
         "All’inizio ha 16 anni: il minimo è 16.", birth_date=day("1/3/2005")),
    case("16 anni il giorno dopo l’inizio", "AGE", BLOCKS,
         "All’inizio ha 15 anni: ne servono 16.", birth_date=day("2/3/2005")),
    case("tirocinio di inclusione a 15 anni", "AGE", BLOCKS,
         birth_date=day("2/3/2005"), **INCLUSION),
    case("borsa lavoro a 15 anni", "AGE", BLOCKS, birth_date=day("2/3/2005"), kind=GRANT),
    case("16 anni, obbligo di istruzione non assolto", "SCHOOLING", BLOCKS,
         "Ha 16 anni e non ha assolto l’obbligo di istruzione.",
         birth_date=day("1/3/2005"), has_done_schooling=False),
    case("16 anni, obbligo assolto", "SCHOOLING", OK, birth_date=day("1/3/2005")),
    case("nato il 29 febbraio: il 28 febbraio ha ancora 17 anni", "SCHOOLING", BLOCKS,
         birth_date=day("29/2/2004"), has_done_schooling=False, starts_on=day("28/2/2022")),
    case("nato il 29 febbraio: 18 anni il 1° marzo", "SCHOOLING", SILENT,
         birth_date=day("29/2/2004"), has_done_schooling=False, starts_on=day("1/3/2022")),
    case("25° compleanno all’inizio: nessuna regola lo guarda", "AGE", OK,
         "All’inizio ha 25 anni: il minimo è 16.", birth_date=day("1/3/1996")),
    # Shortest
    case("due mesi esatti", "SHORTEST", OK, "2 mesi: il minimo è 2 mesi.",
         **stretch("1/3/2021 - 30/4/2021")),
    case("un giorno meno di due mesi", "SHORTEST", BLOCKS,
         "1 mese e 29 giorni: il minimo è 2 mesi, salvo stagionali ed estivi.",
         **stretch("1/3/2021 - 29/4/2021")),
    case("dal 29 febbraio, due mesi", "SHORTEST", OK, "2 mesi: il minimo è 2 mesi.",
         **stretch("29/2/2024 - 28/4/2024")),
    case("dal 29 febbraio, un giorno meno", "SHORTEST", BLOCKS,
         **stretch("29/2/2024 - 27/4/2024")),
    case("stagionale, un mese", "SHORTEST", OK, "1 mese: il minimo è 1 mese.",
         shape=PlacementShape.SEASONAL, **stretch("1/7/2021 - 31/7/2021")),
    case("stagionale, 30 giorni di luglio", "SHORTEST", BLOCKS, "30 giorni: il minimo è 1 mese.",
         shape=PlacementShape.SEASONAL, **stretch("1/7/2021 - 30/7/2021")),
    case("estivo, 14 giorni", "SHORTEST", OK, "14 giorni: il minimo è 14 giorni.",
         shape=PlacementShape.SUMMER, **stretch("1/7/2021 - 14/7/2021")),
    case("estivo, 13 giorni", "SHORTEST", BLOCKS, "13 giorni: il minimo è 14 giorni.",
         shape=PlacementShape.SUMMER, **stretch("1/7/2021 - 13/7/2021")),
    case("persona svantaggiata, 10 giorni", "SHORTEST", OK,
         "10 giorni: la durata minima non vale per questa persona.",
         **stretch("1/7/2021 - 10/7/2021"), **DISADVANTAGED),
    case("inclusione, 10 giorni: nessun minimo", "SHORTEST", SILENT,
         **stretch("1/7/2021 - 10/7/2021"), **INCLUSION),
    # Longest by level
    case("1 gennaio – 30 giugno sono sei mesi", "LONGEST_BY_EQF", OK,
         "6 mesi, il massimo per il livello EQF 3.", **stretch("1/1/2021 - 30/6/2021")),
    case("il giorno finale conta: 1 luglio è di troppo", "LONGEST_BY_EQF", BLOCKS,
         "6 mesi e 1 giorno: il massimo per il livello EQF 3 è 6 mesi, cioè fino al 30 giu 2021.",
         **stretch("1/1/2021 - 1/7/2021")),
    case("28 giugno – 27 dicembre", "LONGEST_BY_EQF", OK,
         "6 mesi, il massimo per il livello EQF 3.", **stretch("28/6/2021 - 27/12/2021")),
    case("dal 31 agosto al 27 febbraio", "LONGEST_BY_EQF", OK,
         **stretch("31/8/2021 - 27/2/2022")),
    case("dal 31 agosto al 28 febbraio", "LONGEST_BY_EQF", BLOCKS,
         **stretch("31/8/2021 - 28/2/2022")),
    case("livello 2, sette mesi", "LONGEST_BY_EQF", BLOCKS, eqf_level=2,
         **stretch("1/3/2021 - 30/9/2021")),
    case("livello 4, un anno", "LONGEST_BY_EQF", OK, "12 mesi, il massimo per il livello EQF 4.",
         eqf_level=4, **stretch("1/1/2021 - 31/12/2021")),
    case("livello 5, sei mesi", "LONGEST_BY_EQF", OK,
         "6 mesi: il massimo per il livello EQF 5 è 12 mesi.", eqf_level=5),
    case("livello 4, dal 29 febbraio al 27", "LONGEST_BY_EQF", OK, eqf_level=4,
         **stretch("29/2/2024 - 27/2/2025")),
    case("livello 4, dal 29 febbraio al 28", "LONGEST_BY_EQF", BLOCKS, eqf_level=4,
         **stretch("29/2/2024 - 28/2/2025")),
    case("livello 3, prorogato verso il 4", "LONGEST_BY_EQF", OK,
         "12 mesi, il massimo per il livello EQF 3 prorogato verso il livello 4.",
         extension_eqf_level=4, **stretch("1/1/2021 - 31/12/2021")),
    case("livello 3, prorogato restando al 3", "LONGEST_BY_EQF", BLOCKS,
         extension_eqf_level=3, **stretch("1/1/2021 - 31/7/2021")),
    # Longest by person
    case("persona svantaggiata, un anno a livello 2", "LONGEST_BY_PERSON", OK,
         "12 mesi, il massimo per una persona svantaggiata.",
         eqf_level=2, **stretch("1/1/2021 - 31/12/2021"), **DISADVANTAGED),
    case("persona svantaggiata: il livello non conta", "LONGEST_BY_EQF", SILENT,
         eqf_level=2, **stretch("1/1/2021 - 31/12/2021"), **DISADVANTAGED),
    case("persona svantaggiata, un anno e un giorno", "LONGEST_BY_PERSON", BLOCKS,
         "12 mesi e 1 giorno: il massimo per una persona svantaggiata è 12 mesi,"
         " cioè fino al 31 dic 2020.",
         **stretch("1/1/2020 - 1/1/2021"), **DISADVANTAGED),
    case("persona con disabilità, due anni", "LONGEST_BY_PERSON", OK,
         "24 mesi, il massimo per una persona con disabilità.",
         **stretch("1/1/2021 - 31/12/2022"), **DISABLED),
    case("persona con disabilità e svantaggiata, due anni", "LONGEST_BY_PERSON", OK,
         **stretch("1/1/2021 - 31/12/2022"), **DISABLED, **DISADVANTAGED),
    case("persona con disabilità, due anni e un giorno", "LONGEST_BY_PERSON", BLOCKS,
         **stretch("1/1/2021 - 1/1/2023"), **DISABLED),
    # Inclusion beyond twenty-four months
    case("24 mesi", "LONGEST_IN_ALL", OK, "24 mesi: il massimo è 24 mesi.",
         **stretch("1/1/2021 - 31/12/2022"), **INCLUSION),
    case("24 mesi e un giorno senza attestazione", "LONGEST_IN_ALL", BLOCKS,
         f"24 mesi e 1 giorno in tutto, oltre 24 mesi: {ATTESTATION}",
         **stretch("1/1/2021 - 1/1/2023"), **INCLUSION),
    case("20 mesi prima e 4 ora", "LONGEST_IN_ALL", OK,
         "24 mesi con i tirocini precedenti: il massimo è 24 mesi.",
         **stretch("1/3/2021 - 30/6/2021"), **TWENTY_MONTHS_BEFORE),
    case("20 mesi prima e 6 ora, senza attestazione", "LONGEST_IN_ALL", BLOCKS,
         f"26 mesi in tutto, oltre 24 mesi: {ATTESTATION}", **TWENTY_MONTHS_BEFORE),
    case("20 e 6, attestazione il primo giorno di troppo", "LONGEST_IN_ALL", OK,
         "26 mesi in tutto, oltre 24 mesi: il servizio lo attesta il 1 lug 2021.",
         attestation_on=day("1/7/2021"), **TWENTY_MONTHS_BEFORE),
    case("20 e 6, attestazione il giorno dopo", "LONGEST_IN_ALL", BLOCKS,
         "L’attestazione del servizio è del 2 lug 2021, ma 24 mesi si superano già il 1 lug 2021.",
         attestation_on=day("2/7/2021"), **TWENTY_MONTHS_BEFORE),
    case("20 mesi e 10 giorni prima: i giorni contano", "LONGEST_IN_ALL", OK,
         "26 mesi e 10 giorni in tutto, oltre 24 mesi: il servizio lo attesta il 21 giu 2021.",
         attestation_on=day("21/6/2021"), **DAYS_BEFORE),
    case("20 mesi e 10 giorni prima, attestazione il giorno dopo", "LONGEST_IN_ALL", BLOCKS,
         attestation_on=day("22/6/2021"), **DAYS_BEFORE),
    case("24 già fatti, attestazione prima dell’inizio", "LONGEST_IN_ALL", OK,
         attestation_on=day("20/2/2021"), **TWO_YEARS_BEFORE),
    case("24 già fatti, attestazione a tirocinio iniziato", "LONGEST_IN_ALL", BLOCKS,
         attestation_on=day("2/3/2021"), **TWO_YEARS_BEFORE),
    case("extracurriculare: i precedenti non si sommano", "LONGEST_IN_ALL", SILENT,
         before=(days("1/1/2019 - 31/12/2020"),)),
    case("inclusione senza presa in carico", "IN_CHARGE", BLOCKS, is_in_charge=False, **INCLUSION),
    # Hours
    case("40 ore", "WEEKLY_HOURS", OK, "40 ore la settimana: il massimo è 40 ore.",
         weekly_hours=Decimal(40)),
    case("40 ore e mezza", "WEEKLY_HOURS", BLOCKS, "40,5 ore la settimana: il massimo è 40 ore.",
         weekly_hours=Decimal("40.50")),
    case("39 ore, il contratto dell’ospitante ne ha 38", "WEEKLY_HOURS", BLOCKS,
         weekly_hours=Decimal(39), contract_hours=Decimal(38)),
    # Allowance
    case("500 euro", "LEAST_ALLOWANCE", OK, "500,00 € al mese, non sotto il minimo: 500,00 €."),
    case("un centesimo sotto 500", "LEAST_ALLOWANCE", BLOCKS,
         "499,99 € al mese: il minimo è 500,00 €.", **euro("499.99")),
    case("400 con i pasti", "LEAST_ALLOWANCE", OK,
         "400,00 € al mese, non sotto il minimo con i pasti: 400,00 €.", **euro("400", **MEALS)),
    case("350 con i pasti", "LEAST_ALLOWANCE", BLOCKS,
         "350,00 € al mese: il minimo con i pasti è 400,00 €.", **euro("350", **MEALS)),
    case("350 a quattro ore al giorno", "LEAST_ALLOWANCE", OK,
         "350,00 € al mese, non sotto il minimo fino a 4 ore al giorno: 350,00 €.",
         **euro("350", **FOUR_HOURS)),
    case("350 a quattro ore e sei minuti", "LEAST_ALLOWANCE", BLOCKS,
         **euro("350", weekly_hours=Decimal("20.5"), days_per_week=5)),
    case("pasti e quattro ore: vale il più basso", "LEAST_ALLOWANCE", OK,
         **euro("350", **MEALS, **FOUR_HOURS)),
    case("300 presso un ente pubblico", "LEAST_ALLOWANCE", OK,
         "300,00 € al mese, non sotto il minimo presso un ente pubblico: 300,00 €.",
         **euro("300", **PUBLIC)),
    case("299,99 presso un ente pubblico", "LEAST_ALLOWANCE", BLOCKS, **euro("299.99", **PUBLIC)),
    case("350 presso un ente pubblico: è forfettaria", "PUBLIC_ALLOWANCE", WARNS,
         "350,00 € al mese: presso un ente pubblico l’indennità è di 300,00 €.",
         **euro("350", **PUBLIC)),
    case("sei ore al giorno presso un ente pubblico, senza pasti", "PUBLIC_MEALS", WARNS,
         "6 ore al giorno: oltre le 5 un ente pubblico dà il buono pasto o la mensa.", **PUBLIC),
    case("cinque ore al giorno presso un ente pubblico", "PUBLIC_MEALS", SILENT,
         weekly_hours=Decimal(25), **PUBLIC),
    case("inclusione a 200 euro: nessun minimo", "LEAST_ALLOWANCE", SILENT,
         **euro("200", **INCLUSION)),
    case("riceve un sostegno al reddito", "INCOME_SUPPORT", WARNS, gets_income_support=True),
    case("riceve un sostegno: il minimo non vale", "LEAST_ALLOWANCE", SILENT,
         **euro("0", gets_income_support=True)),
    # The host and the tutors
    case("nessun dipendente, nessun tirocinante", "HOST_LIMIT", OK,
         "Con questo l’ospitante ha 1 tirocinante: con 0 dipendenti il limite è 1.",
         host_employees=0, host_placed=0),
    case("5 dipendenti, già 1", "HOST_LIMIT", BLOCKS,
         "L’ospitante ha già 1 tirocinante: con 5 dipendenti il limite è 1.",
         host_employees=5, host_placed=1),
    case("6 dipendenti, già 1", "HOST_LIMIT", OK, host_employees=6, host_placed=1),
    case("14 dipendenti, già 2", "HOST_LIMIT", BLOCKS,
         "L’ospitante ha già 2 tirocinanti: con 14 dipendenti il limite è 2.", host_placed=2),
    case("20 dipendenti, già 2", "HOST_LIMIT", BLOCKS, host_employees=20, host_placed=2),
    case("21 dipendenti: il 10 % è 2,1 e conta 3", "HOST_LIMIT", OK,
         "Con questo l’ospitante ha 3 tirocinanti: con 21 dipendenti il limite è 3.",
         host_employees=21, host_placed=2),
    case("21 dipendenti, già 3", "HOST_LIMIT", BLOCKS,
         "L’ospitante ha già 3 tirocinanti: con 21 dipendenti il limite è 3.",
         host_employees=21, host_placed=3),
    case("30 dipendenti: il 10 % è 3 esatto", "HOST_LIMIT", BLOCKS,
         host_employees=30, host_placed=3),
    case("31 dipendenti: il 10 % è 3,1 e conta 4", "HOST_LIMIT", OK,
         host_employees=31, host_placed=3),
    case("100 dipendenti, già 10", "HOST_LIMIT", BLOCKS, host_employees=100, host_placed=10),
    case("persona con disabilità: il limite non vale", "HOST_LIMIT", OK,
         "Il limite dell’ospitante non vale per questa persona.", host_placed=9, **DISABLED),
    case("inclusione: il limite non vale", "HOST_LIMIT", SILENT, host_placed=9, **INCLUSION),
    case("il tutor ne segue 2", "HOST_TUTOR", OK),
    case("il tutor ne segue già 3", "HOST_TUTOR", BLOCKS,
         "Il tutor dell’ospitante segue già 3 tirocinanti: il limite è 3.", host_tutor_trainees=3),
    case("il tutor del promotore ne segue 19", "PROMOTER_TUTOR", OK, promoter_tutor_trainees=19),
    case("il tutor del promotore ne segue già 20", "PROMOTER_TUTOR", BLOCKS,
         promoter_tutor_trainees=20),
    case("già stato presso lo stesso ospitante", "SAME_HOST", BLOCKS, was_at_host_before=True),
    case("inclusione: di nuovo presso lo stesso", "SAME_HOST", SILENT,
         was_at_host_before=True, **INCLUSION),
    case("ha lavorato lì da poco", "WORK_BEFORE", BLOCKS, worked_for_host=True),
    # Days of others
    case("un altro tirocinio finisce l’ultimo giorno prima", "OVERLAP", OK,
         overlaps=(days("1/1/2021 - 28/2/2021"),)),
    case("un altro finisce il primo giorno", "OVERLAP", BLOCKS,
         "La persona è già in un altro percorso il 1 mar 2021.",
         overlaps=(days("1/1/2021 - 1/3/2021"),)),
    case("un altro copre due settimane", "OVERLAP", BLOCKS,
         "La persona è già in un altro percorso dal 1 giu 2021 al 14 giu 2021.",
         overlaps=(days("1/6/2021 - 14/6/2021"),)),
    case("finisce l’ultimo giorno del progetto", "PROJECT", OK, ends_on=day("31/3/2022")),
    case("finisce il giorno dopo il progetto", "PROJECT", BLOCKS,
         "Finisce dopo il progetto, che si chiude il 31 mar 2022.", ends_on=day("1/4/2022")),
    case("comincia prima del progetto", "PROJECT", BLOCKS, starts_on=day("30/9/2020")),
    case("comincia il giorno dell’ingresso", "ENTRY", OK, entry_on=day("1/3/2021")),
    case("comincia il giorno prima dell’ingresso", "ENTRY", BLOCKS, entry_on=day("2/3/2021")),
    case("finisce il giorno dell’uscita", "EXIT", OK, exit_on=day("31/8/2021")),
    case("finisce dopo l’uscita", "EXIT", BLOCKS, exit_on=day("30/8/2021")),
    case("polizza fino all’ultimo giorno", "INSURED_TO_END", OK, liability_until=day("31/8/2021")),
    case("polizza scaduta un giorno prima della fine", "INSURED_TO_END", WARNS,
         "La polizza di responsabilità civile scade il 30 ago 2021, prima della fine.",
         liability_until=day("30/8/2021")),
    case("polizza scaduta prima dell’inizio", "INSURED_AT_START", BLOCKS,
         liability_until=day("28/2/2021")),
    case("polizza scaduta prima dell’inizio: non si dice due volte", "INSURED_TO_END", SILENT,
         liability_until=day("28/2/2021")),
    case("inizia domani", "START", OK,
         "Inizia il 1 mar 2021: la comunicazione obbligatoria va inviata entro il 28 feb 2021.",
         today=day("28/2/2021")),
    case("inizia oggi", "START", WARNS,
         "Inizia oggi: la comunicazione obbligatoria andava inviata entro ieri.",
         today=day("1/3/2021")),
    case("inizio già passato", "START", WARNS, "L’inizio, 1 mar 2021, è già passato.",
         today=day("2/3/2021")),
    case("finisce prima di cominciare", "ORDER", BLOCKS,
         "L’ultimo giorno viene prima del primo.", ends_on=day("28/2/2021")),
    case("finisce prima di cominciare: la durata tace", "LONGEST_BY_EQF", SILENT,
         ends_on=day("28/2/2021")),
    case("primo giorno del decreto", "TERMS", SILENT, starts_on=day("9/6/2018")),
    case("un giorno prima del decreto", "TERMS", BLOCKS,
         "Per questo tipo non sono dichiarate regole in vigore il 8 giu 2018.",
         starts_on=day("8/6/2018")),
    case("un giorno prima del decreto: il limite non si conosce", "HOST_LIMIT", SILENT,
         starts_on=day("8/6/2018"), host_placed=9),
]  # fmt: skip


def plain(text):
    """Without the spaces that do not break."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("code", "status", "says", "facts"), CASES)
def test_a_rule_answers(code, status, says, facts):
    verdicts = {verdict.code: verdict for verdict in check(replace(PROPOSAL, **facts))}
    found = verdicts.get(code)

    assert (found and found.status) == status
    if says:
        assert plain(found.sentence) == says


def test_the_proposal_of_the_table_keeps_every_rule():
    assert {verdict.status for verdict in check(PROPOSAL)} == {OK}
    assert [rule.code for rule in not_known(PROPOSAL)] == ["EXIT"]


def test_every_rule_is_judged_in_the_table_and_says_where_it_comes_from():
    assert {rule.code for rule in RULES} == {param.values[0] for param in CASES}
    for kind in PlacementKind:
        terms = terms_for(kind, day("1/3/2021"))
        for rule in RULES:
            assert not rule.applies(terms) or rule.source or terms.source_of(rule.of), rule.code


def test_every_rule_of_the_table_is_seen_broken_and_kept_in_its_severity():
    broken = {
        param.values[0]: param.values[1] for param in CASES if param.values[1] in (WARNS, BLOCKS)
    }

    assert broken == {rule.code: rule.severity for rule in RULES}
