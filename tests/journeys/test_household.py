"""A household is written down, and the answer of the form follows with one click.

C: clicks. P: full page loads.
"""

from beneficiaries.models import Situation
from tests.acting import as_user
from tests.journeys.test_social_worker import cost
from tests.makers import make_member_of_household, make_person


def test_writes_with_whom_a_person_lives_and_takes_the_answer_over(walk, ines, capsys):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    brother = make_person(
        first_name="Davide",
        last_name="Cattaneo",
        gender="M",
        answers={"employment_id": "inattivo"},
    )
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/nucleo/")
    worker.look("nucleo-vuoto")
    worker.count_from_here()

    worker.click(worker.link("Aggiungi chi vive con la persona"))
    worker.look("nucleo-aggiungi")
    worker.type("Nome", "Sofia")
    worker.type("Anno di nascita", "2019")
    worker.click(page.get_by_label("Figlio o figlia"))
    worker.click(worker.button("Aggiungi"))
    page.get_by_text("con un solo adulto").wait_for()
    worker.click(worker.button("Usa questa risposta"))
    page.get_by_text("È la risposta della sua situazione").wait_for()

    assert cost(worker, capsys, "write a household and take its answer over") == (6, 3)
    with as_user(ines):
        assert Situation.objects.get(pk=person.pk).household_id == "genitore_solo_senza_lavoro"

    make_member_of_household(person, beneficiary=brother, relation="SIBLING")
    make_member_of_household(
        person, first_name="Piera", relation="PARENT", birth_year=1950, work="INACTIVE"
    )
    worker.go(f"/persone/{person.pk}/nucleo/")
    worker.look("nucleo")
    worker.go(f"/persone/{person.pk}/anagrafica/")
    page.get_by_text("non corrisponde più al nucleo").first.wait_for()
    worker.look("nucleo-non-corrisponde")
