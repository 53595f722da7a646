"""Two people on one record at the same moment: one wins or both are kept, and nobody gets a 500.

The row is held until everybody has read it as it was and waits for it: so it is a real race, and
always the same one.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.models import CaseNote, PersonalPlan
from core.drafts import read
from core.models import Draft
from tests.acting import as_user, client_of
from tests.cast import player
from tests.fuzz.hostile import untouched
from tests.makers import make_approved, make_note, make_person, make_plan, make_proposed

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "select count(distinct pid) from pg_locks where not granted"


def at_once(row, *sends, by="ines", meanwhile=None):
    """Send all of these while the row is held; what each answers, in order.

    `meanwhile`: what who holds the row does with it before the others go on.
    """

    def closing(send):
        try:
            return send()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sends)) as pool:
        with as_user(player(by)) as user:
            type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
            running = [pool.submit(closing, send) for send in sends]
            for _ in range(400):
                with connection.cursor() as cursor:
                    cursor.execute(WAITING)
                    if cursor.fetchone()[0] >= len(sends):
                        break
                time.sleep(0.01)
            else:
                pytest.fail("not everybody came to the row")
            if meanwhile is not None:
                meanwhile(user)
        return [one.result() for one in running]


class Tab:
    """A page with a form, opened by somebody, to be sent later."""

    def __init__(self, who, url, form):
        self.client = client_of(player(who), raise_request_exception=False)
        self.url = url
        page = html.document_fromstring(self.client.get(url).content.decode())
        [found] = [one for one in page.forms if form in one.inputs]
        self.fields = dict(untouched(found))

    def sending(self, **typed):
        """Send it with this, when called."""
        return lambda: self.client.post(self.url, self.fields | typed)


def statuses(answers):
    return sorted(one.status_code for one in answers)


def test_two_corrections_of_one_note():
    note = make_note(text="Ha chiamato.")
    url = reverse("beneficiaries:correct_note", args=[note.pk])

    def tabs():
        return Tab("ines", url, "text"), Tab("marco", url, "text")

    # Different answers: both are kept. The same one: the second sees the first, and its own.
    mine, theirs = tabs()
    apart = at_once(note, mine.sending(present="La madre"), theirs.sending(minutes="30"))
    mine, theirs = tabs()
    both = at_once(note, mine.sending(text="Di Ines."), theirs.sending(text="Di Marco."))

    assert (statuses(apart), statuses(both)) == ([302, 302], [200, 302])
    with as_user(player("ines")):
        note.refresh_from_db()
    assert (note.present, note.minutes) == ("La madre", 30)
    [told] = [one.content.decode() for one in both if one.status_code == 200]
    assert note.text in ("Di Ines.", "Di Marco.")
    assert ["Di Ines." in told, "Di Marco." in told] == [True, True]


def test_two_corrections_of_one_group_from_both_its_ends():
    with as_user(player("ines")) as ines:
        people = [make_person() for _ in range(3)]
        told = {"kind": "TEAM", "happened_on": timezone.localdate(), "text": "Cucina."}
        actions.write_group(told, people, by=ines, at=timezone.now())
        first, middle, last = CaseNote.objects.filter(text="Cucina.").order_by("pk")
    urls = [reverse("beneficiaries:correct_note", args=[one.pk]) for one in (first, last)]
    mine, theirs = Tab("ines", urls[0], "text"), Tab("marco", urls[1], "text")

    # Each holds its end and comes to the middle.
    answers = at_once(
        middle,
        mine.sending(text="Cucina, in tre.", scope="all"),
        theirs.sending(text="Cucina, con pranzo.", scope="all"),
    )

    assert statuses(answers) == [200, 302]
    with as_user(player("ines")):
        texts = set(CaseNote.objects.filter(group=first.group).values_list("text", flat=True))
    assert texts in ({"Cucina, in tre."}, {"Cucina, con pranzo."})


def test_two_saves_of_one_plan():
    plan = make_plan()
    url = reverse("beneficiaries:plan_edit", args=[plan.beneficiary_id])

    # Two save: one is told of the other, with both their words on the page.
    mine, theirs = Tab("ines", url, "aim"), Tab("marco", url, "aim")
    both = at_once(
        plan,
        mine.sending(aim="Di Ines", verb="save"),
        theirs.sending(aim="Di Marco", verb="save"),
    )
    assert statuses(both) == [200, 302]
    [told] = [one.content.decode() for one in both if one.status_code == 200]
    assert ["Di Ines" in told, "Di Marco" in told] == [True, True]

    # A colleague proposes it while one saves: the words stay on the page and among the drafts, and
    # may be saved once the version is a draft again.
    late = Tab("marco", url, "aim").sending(aim="Di Marco, tardi", verb="save")
    [told] = at_once(plan, late, meanwhile=lambda ines: actions.propose_plan(
        plan, by=ines, at=timezone.now()))  # fmt: skip
    again = client_of(player("marco"))
    [link] = html.document_fromstring(again.get("/persone/bozze/").content.decode()).xpath(
        "//main//th/a/@href"
    )
    for page in (told, late(), again.get(link)):
        assert page.status_code == 200
        assert "non è più una bozza" in page.content.decode()
        assert "Di Marco, tardi" in page.content.decode()
    with as_user(player("marco")) as marco:
        actions.ask_changes_of_plan(plan, note="Rivedi.", by=marco, at=timezone.now())
    assert Tab("marco", link, "aim").sending(verb="save")().status_code == 302
    with as_user(player("ines")):
        plan.refresh_from_db()
        assert (plan.state, plan.aim) == ("DRAFT", "Di Marco, tardi")

    # Given up by both: one is told.
    give_up = reverse("beneficiaries:plan_give_up", args=[plan.beneficiary_id])
    clients = [client_of(player(who), raise_request_exception=False) for who in ("ines", "marco")]
    gone = at_once(plan, *[lambda one=one: one.post(give_up) for one in clients])
    assert statuses(gone) == [302, 302]


def test_a_decision_on_a_plan_that_changes_meanwhile():
    plan = make_proposed()
    url = reverse("beneficiaries:plan_review", args=[plan.beneficiary_id])
    tabs = [Tab("marco", url, "seen") for _ in range(2)]
    approve = [one.sending(verb="approve") for one in tabs]

    def send_back_and_write(marco):
        now = timezone.now()
        actions.ask_changes_of_plan(plan, note="Rivedi.", by=marco, at=now)
        PersonalPlan.objects.filter(pk=plan.pk).update(aim="Un’altra finalità")
        actions.propose_plan(plan, by=marco, at=now)

    # What is approved is what was seen; and it is approved once.
    [unseen] = at_once(plan, approve[0], by="marco", meanwhile=send_back_and_write)
    seen = [Tab("marco", url, "seen").sending(verb="approve") for _ in range(2)]
    decided = at_once(plan, *seen)

    assert unseen.status_code == 200
    assert "Nel frattempo il progetto è cambiato" in unseen.content.decode()
    assert statuses(decided) == [200, 302]
    with as_user(player("ines")):
        plan.refresh_from_db()
    assert (plan.state, plan.content["aim"]) == ("APPROVED", "Un’altra finalità")

    # Of two that conclude it one is told, with what they wrote; a review comes too late.
    end = reverse("beneficiaries:plan_end", args=[plan.beneficiary_id])
    mine, theirs = Tab("ines", end, "note"), Tab("marco", end, "note")
    review = reverse("beneficiaries:plan_reviewed", args=[plan.beneficiary_id])
    ended = at_once(plan, mine.sending(note="Da Ines."), theirs.sending(note="Da Marco."))
    assert statuses(ended) == [200, 302]
    [told] = [one.content.decode() for one in ended if one.status_code == 200]
    assert "Da Ines." in told or "Da Marco." in told
    held = make_approved()
    review = reverse("beneficiaries:plan_reviewed", args=[held.beneficiary_id])
    client = client_of(player("marco"), raise_request_exception=False)
    [late] = at_once(held, lambda: client.post(review), meanwhile=lambda ines: (
        actions.conclude_plan(held, note="Fatto.", by=ines, at=timezone.now())))  # fmt: skip
    assert late.status_code == 302


def test_two_tabs_that_keep_one_draft():
    plan = make_plan()
    url = reverse("beneficiaries:plan_edit", args=[plan.beneficiary_id])
    keep = reverse("beneficiaries:plan_keep", args=[plan.beneficiary_id])
    first = Tab("ines", url, "aim")
    first.url = keep
    first.sending(aim="Prima stesura")()
    with as_user(player("ines")):
        draft = Draft.objects.get()
    tabs = [Tab("ines", url, "aim") for _ in range(2)]
    for one in tabs:
        one.url = keep

    kept = at_once(draft, *[one.sending(aim=f"Scheda {n}") for n, one in enumerate(tabs)])

    assert statuses(kept) == [200, 200]
    with as_user(player("ines")):
        aims = sorted(read(one)["aim"] for one in Draft.objects.all())
    assert aims == ["Scheda 0", "Scheda 1"]
