"""Twelve people of a colleague are passed on from the home: seven clicks, two loads; and back."""

from datetime import timedelta

from django.utils import timezone

from beneficiaries.models import RosterEntry
from beneficiaries.on_the_day import carry_out_all
from core.ui.words import say_day_short
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_person


def followed_by(name: str) -> int:
    """How many people a worker follows."""
    with as_user(player("marco")):
        return RosterEntry.objects.of_worker(player(name).pk).count()


def test_twelve_people_are_passed_on_and_taken_back(walk):
    for number in range(12):
        make_person(last_name=f"Persona{number:02d}")
    walker = walk("marco")
    page = walker.page

    team = page.get_by_role("main").locator("#gruppo tr", has_text="Ines Molteni")
    walker.click(team.get_by_role("link", name="Passa"))
    page.get_by_role("heading", name="Passa le persone di Ines Molteni").wait_for()
    walker.look("passaggio")
    walker.choose("A chi", "Marco Bianchi")
    walker.choose(first_of(walker), "non passa")
    walker.click(walker.button("Passa le persone"))
    page.get_by_text("11 persone sono passate.").wait_for()

    assert walker.clicks <= 7
    assert walker.loads <= 2
    assert (followed_by("ines"), followed_by("marco")) == (1, 11)
    walker.look("passaggi")

    walker.click(walker.link("Annulla il passaggio da Ines Molteni"))
    walker.look("passaggio-annulla")
    walker.click(walker.button("Annulla il passaggio"))
    page.get_by_text("Il passaggio di consegne è annullato.").wait_for()
    assert followed_by("ines") == 12


def test_two_people_pass_on_a_day_to_come_and_the_old_worker_reads_it(walk):
    people = [make_person(last_name=f"Persona{number}") for number in range(2)]
    day = timezone.localdate() + timedelta(days=12)
    walker = walk("marco")
    page = walker.page

    team = page.get_by_role("main").locator("#gruppo tr", has_text="Ines Molteni")
    walker.click(team.get_by_role("link", name="Passa"))
    page.get_by_role("heading", name="Passa le persone di Ines Molteni").wait_for()
    walker.type("Dal giorno", f"{day:%d/%m/%Y}")
    walker.choose("A chi", "Marco Bianchi")
    walker.click(walker.button("Passa le persone"))
    page.get_by_text(f"2 persone passeranno il {say_day_short(day)}.").wait_for()

    assert walker.clicks <= 5
    assert walker.loads <= 2
    assert (followed_by("ines"), followed_by("marco")) == (2, 0)
    walker.look("passaggi-programmati")
    page.goto(page.url.replace("passaggi/", f"{people[0].pk}/"))
    page.get_by_text(f"Dal {say_day_short(day)} la seguirà Marco Bianchi").wait_for()
    walker.look("persona-che-passa")

    carry_out_all(at=timezone.now() + timedelta(days=12))

    assert (followed_by("ines"), followed_by("marco")) == (0, 2)


def first_of(walker) -> str:
    """The label of the first person's own choice."""
    return walker.page.locator("select[name^=to_]").first.evaluate(
        "one => one.labels[0].textContent"
    )
