"""What an extension is held to: the whole length, the end, the insurance, the places."""

from datetime import date

import pytest

from placements.actions import decisions, proposals
from placements.actions.proposals import Blocked
from placements.actions.refusals import NotPossible
from placements.extending import Asked, verdicts_of_extension
from placements.models import HostOrganisation, Placement
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_person, make_placement
from tests.placements.test_extensions import (
    ASKED,
    EXTRA,
    JULY,
    NEW,
    OLD,
    SEPTEMBER,
    act,
    ask,
    make_approved,
    notify,
    sign,
)
from tests.placements.test_running import finish, make_running

pytestmark = pytest.mark.django_db


def refused(placement, asked, at=JULY):
    with pytest.raises(Blocked) as told:
        ask(placement, asked, at=at)
    return {name: sentences[0] for name, sentences in told.value.told.items()}


def test_nothing_is_asked_without_its_day_and_its_reason():
    assert refused(make_running(), Asked(None, " ")) == {
        "ends_on": "Scrivi il nuovo ultimo giorno", "reason": "Scrivi perché si proroga",
    }  # fmt: skip


def test_a_placement_that_has_not_begun_or_is_over_is_not_extended():
    over = finish(make_running(), OLD, outcome="NONE", at=SEPTEMBER)

    with pytest.raises(NotPossible, match="lo stato è “Concluso”"):
        ask(over)


# The placement lasts from 1 March to 31 August 2021, six months; worked out by hand.
LENGTHS = [
    ("EQF 3: sei mesi sono il massimo", EXTRA, {}, {}, date(2021, 9, 1),
     "6 mesi e 1 giorno: il massimo per il livello EQF 3 è 6 mesi, cioè fino al 31 ago 2021."),
    ("EQF 3 verso EQF 4: fino a dodici mesi", EXTRA, {}, {"eqf_level": 4}, date(2022, 2, 28), ""),
    ("EQF 3 verso EQF 4: un giorno di troppo", EXTRA, {}, {"eqf_level": 4}, date(2022, 3, 1),
     "12 mesi e 1 giorno: il massimo per il livello EQF 3 prorogato verso il livello 4 è 12 mesi,"
     " cioè fino al 28 feb 2022."),
    ("EQF 4: fino a dodici mesi", EXTRA | {"eqf_level": 4}, {}, {}, date(2022, 2, 28), ""),
    ("persona svantaggiata: dodici mesi", EXTRA, {"vulnerabilities": ["altro"]}, {},
     date(2022, 2, 28), ""),
    ("persona svantaggiata: un giorno di troppo", EXTRA, {"vulnerabilities": ["altro"]}, {},
     date(2022, 3, 1),
     "12 mesi e 1 giorno: il massimo per una persona svantaggiata è 12 mesi, cioè fino al"
     " 28 feb 2022."),
    ("inclusione, 20 mesi altrove: 27 in tutto senza attestazione", {"months_elsewhere": 20}, {},
     {}, date(2021, 9, 30),
     "27 mesi in tutto, oltre 24 mesi: serve l’attestazione scritta del servizio che ha in carico"
     " la persona."),
    ("inclusione, 18 mesi altrove: 24 ora, il mese in più va attestato prima",
     {"months_elsewhere": 18}, {}, {"attestation_on": date(2021, 9, 2)}, date(2021, 9, 30),
     "L’attestazione del servizio è del 2 set 2021, ma 24 mesi si superano già il 1 set 2021."),
    ("inclusione, attestata il primo giorno di troppo", {"months_elsewhere": 18}, {},
     {"attestation_on": date(2021, 9, 1)}, date(2021, 9, 30), ""),
    ("dopo la fine del progetto", {}, {}, {}, date(2022, 4, 1),
     "Finisce dopo il progetto, che si chiude il 31 mar 2022."),
    ("lo stesso giorno", {}, {}, {}, OLD,
     "Finisce già il 31 ago 2021: il nuovo ultimo giorno viene dopo."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "answers", "aim", "last", "says"), [one[1:] for one in LENGTHS],
    ids=[one[0] for one in LENGTHS],
)  # fmt: skip
def test_how_long_with_the_extension(fields, answers, aim, last, says):
    person = make_person(answers=answers)
    elsewhere = fields.get("months_elsewhere", 0)
    attested = {"attestation_on": date(2021, 1, 20)} if elsewhere + 6 > 24 else {}
    placement = make_running(participation=make_participation(person), **fields | attested)
    if attested:
        with as_user(player("ines")):
            Placement.objects.filter(pk=placement.pk).update(attestation_on=None)
    asked = Asked(last, "Serve altro tempo.", **aim)

    with as_user(player("ines")):
        verdicts = verdicts_of_extension(fresh_page(placement), asked, JULY.date())
    blocks = [one.sentence for one in verdicts if one.status == "blocks"]

    assert [one.replace("\u00a0", " ") for one in blocks] == ([says] if says else [])


def fresh_page(placement):
    return Placement.objects.for_page().get(pk=placement.pk)


def test_what_is_over_is_neither_asked_nor_approved():
    placement = make_running()
    extension = ask(placement)

    with pytest.raises(NotPossible, match="si proroga prima"):
        act("approve_extension", extension, by="marco", at=SEPTEMBER)
    act("withdraw_extension", extension)

    assert refused(placement, ASKED, at=SEPTEMBER)["ends_on"] == (
        "L’ultimo giorno, il 31 ago 2021, è passato: si proroga prima."
    )


def test_the_insurance_reaches_the_first_day_of_the_extension():
    host = make_host()
    placement = make_running(host=host)
    with as_user(player("ines")):
        HostOrganisation.objects.filter(pk=host.pk).update(liability_until=OLD)

    assert "prima della proroga" in refused(placement, ASKED)["liability_until"]


def test_an_approved_extension_holds_its_place_before_it_is_signed(marco):
    host = make_host(places_offered=1)
    make_approved(make_running(host=host))
    later = make_running_after(host, date(2021, 10, 1))

    with pytest.raises(NotPossible, match="offre 1 posto"):
        act_decide(later, marco)


def make_running_after(host, start):
    """A proposal for another person at the same host, sent."""
    placement = make_placement(
        make_participation(make_person()), host=host, starts_on=start, ends_on=date(2021, 12, 31)
    )
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=JULY)


def act_decide(placement, marco):
    with as_user(marco) as user:
        return decisions.approve_placement(placement, by=user, at=JULY)


def test_an_extension_waits_for_a_place_on_the_days_it_adds(marco):
    host = make_host(places_offered=1)
    placement = make_running(host=host)
    act_decide(make_running_after(host, date(2021, 10, 1)), marco)

    with pytest.raises(Blocked, match="offre 1 posto"):
        ask(placement)


def test_a_second_extension_counts_the_level_of_the_first():
    placement = make_running(**EXTRA)
    first = make_approved(placement, Asked(NEW, "Verso il livello 4.", eqf_level=4))
    sign(first)
    notify(first)

    second = Asked(date(2022, 2, 28), "Fino in fondo.")
    with as_user(player("ines")):
        verdicts = verdicts_of_extension(fresh_page(placement), second, SEPTEMBER.date())

    assert [one.code for one in verdicts if one.status == "blocks"] == []
