"""The pages of a plan: the form that grows, what is kept, the decision, what follows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.models import PlanAction, PlanGoal
from beneficiaries.plan_enums import PlanState
from core.audit.models import Reading
from core.models import Draft
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_approved, make_person, make_plan, make_proposed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def address(name: str, person, *more) -> str:
    return reverse(f"beneficiaries:{name}", args=[person.pk, *more])


def page(who: str, url: str) -> str:
    return client_of(player(who)).get(url).content.decode()


def form_of(client, url: str) -> dict[str, str]:
    """The form of the draft, as a browser would send it untouched."""
    found = html.document_fromstring(client.get(url).content.decode())
    form = next(one for one in found.forms if "pc-plan" in (one.get("class") or ""))
    return {name: (value or "").lstrip("\n") for name, value in form.form_values()} | {"once": ""}


def state_of(plan) -> str:
    with as_user(player("ines")):
        return type(plan).objects.get(pk=plan.pk).state


# --- the form -----------------------------------------------------------------------------------


def test_who_has_no_plan_may_begin_one(ines):
    person = make_person()

    assert "Ancora nessun progetto" in page("ines", address("plan", person))
    answer = client_of(ines).post(address("plan_begin", person))

    assert answer["Location"] == address("plan_edit", person)
    assert 'name="g0-title"' in page("ines", address("plan_edit", person))


def test_a_row_is_added_with_what_was_typed_kept_and_takes_the_focus(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    typed = form_of(client, url) | {"aim": "Un’altra finalità", "g0-title": ""}

    body = client.post(url, typed | {"verb": "action-0"}).content.decode()

    found = html.document_fromstring(body)
    assert found.get_element_by_id("id_g0a2-what").get("autofocus") is not None
    assert "Un’altra finalità" in found.get_element_by_id("id_aim").text
    assert "C’è un problema" not in body
    assert "Un’altra finalità" in page("ines", url)


def test_what_is_typed_survives_errors_and_each_says_where_it_is(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    wrong = {"g0-title": "", "g0a0-who": "OTHER", "g0a1-due_by": "31/02/2027", "aim": "Resta"}

    body = client.post(url, form_of(client, url) | wrong | {"verb": "save"}).content.decode()

    found = html.document_fromstring(body)
    links = {one.get("href") for one in found.xpath("//section[@role='alert']//a")}
    assert links == {"#id_g0-title", "#id_g0a0-who_else", "#id_g0a1-due_by"}
    assert found.get_element_by_id("id_g0a1-due_by").value == "31/02/2027"
    assert "Resta" in found.get_element_by_id("id_aim").text


def test_empty_lines_are_no_lines(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    empty = {"g2-title": "", "g2a0-what": "", "g0a2-what": "", "g0a2-who": "PERSON"}

    answer = client.post(url, form_of(client, url) | empty | {"verb": "save"})

    assert answer.status_code == 302
    with as_user(ines):
        assert PlanGoal.objects.filter(plan=plan).count() == 2
        assert PlanAction.objects.filter(goal__plan=plan).count() == 3


def test_an_action_without_its_goal_is_an_error(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    lost = {"g2-title": "", "g2a0-what": "Cercare casa"}

    body = client.post(url, form_of(client, url) | lost | {"verb": "save"}).content.decode()

    assert 'href="#id_g2-title">Dai un titolo all’obiettivo' in body


def test_what_is_being_typed_is_kept_for_its_author_until_it_is_saved(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    typed = form_of(client, url) | {"aim": "A metà di una fra"}
    client.post(address("plan_keep", plan.beneficiary), typed)

    assert "A metà di una fra" in page("ines", url)
    assert "A metà di una fra" not in page("marco", url)
    assert "Progetto di" in page("ines", reverse("beneficiaries:drafts"))
    client.post(url, typed | {"verb": "save"})
    with as_user(ines):
        assert not Draft.objects.filter(form__startswith="plan:").exists()


def test_what_was_kept_late_does_not_come_back_as_a_draft(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    typed = form_of(client, url) | {"aim": "Salvata"}
    client.post(url, typed | {"verb": "save"})
    client.post(address("plan_keep", plan.beneficiary), typed)

    again = form_of(client, url)

    assert client.post(url, again | {"aim": "Ancora", "verb": "save"}).status_code == 302


def test_a_colleague_who_saved_meanwhile_is_shown_and_nothing_is_lost(ines, marco):
    plan = make_plan()
    mine, url = client_of(ines), address("plan_edit", plan.beneficiary)
    typed = form_of(mine, url)
    other = client_of(marco)
    other.post(url, form_of(other, url) | {"aim": "Di Marco", "verb": "save"})

    body = mine.post(url, typed | {"aim": "Di Ines", "verb": "save"}).content.decode()

    assert "un’altra persona ha salvato questa bozza" in body
    assert "Di Marco" in body
    assert "Di Ines" in body
    seen = html.document_fromstring(body).xpath("//input[@name='seen']/@value")[0]
    again = mine.post(url, typed | {"aim": "Di Ines", "seen": seen, "verb": "save"})
    assert again.status_code == 302


def test_a_draft_that_is_not_whole_is_saved_and_says_at_each_field_what_lacks(ines):
    plan = make_plan()
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)
    lacking = {"review_on": "", "aim": "", "g0-wish": "Resta", "g1a0-is_dropped": "on"}

    body = client.post(url, form_of(client, url) | lacking | {"verb": "propose"}, follow=True)

    found = html.document_fromstring(body.content.decode())
    links = {one.get("href"): one.text for one in found.xpath("//section[@role='alert']//a")}
    assert links == {
        "#id_aim": "Manca la finalità generale.",
        "#id_review_on": "Manca il giorno della prossima verifica.",
        "#id_g1-title": "L’obiettivo “Parlare meglio italiano” non ha azioni.",
    }
    day = found.get_element_by_id("id_review_on")
    assert day.get("aria-invalid") == "true"
    assert "La bozza è salvata, ma non si può ancora proporre." in body.content.decode()
    assert "Resta" in found.get_element_by_id("id_g0-wish").text
    assert state_of(plan) == PlanState.DRAFT
    right = {"review_on": f"{TODAY:%d/%m/%Y}", "aim": "Lavorare", "g1a0-is_dropped": ""}
    client.post(url, form_of(client, f"{url}?manca=1") | right | {"verb": "propose"})
    assert state_of(plan) == PlanState.PROPOSED


def test_a_draft_without_goals_says_so_in_the_summary(ines):
    plan = make_plan(goals=[])
    client, url = client_of(ines), address("plan_edit", plan.beneficiary)

    body = client.post(url, form_of(client, url) | {"verb": "propose"}, follow=True)

    (section,) = html.document_fromstring(body.content.decode()).xpath("//section[@role='alert']")
    assert "Serve almeno un obiettivo." in section.text_content()


# --- the decision -------------------------------------------------------------------------------


def test_a_coordinator_finds_what_waits_and_decides(ines, marco):
    person = make_person()
    plan = make_proposed(person)
    client, url = client_of(marco), address("plan_review", person)

    assert person.full_name in page("marco", reverse("beneficiaries:plans_to_approve"))
    seen = html.document_fromstring(page("marco", url)).xpath("//input[@name='seen']/@value")[0]
    answer = client.post(url, {"verb": "approve", "seen": seen})

    assert answer["Location"] == reverse("beneficiaries:plans_to_approve")
    assert state_of(plan) == PlanState.APPROVED
    queue = client.get(answer["Location"]).content.decode()
    assert f"{person.full_name} – Progetto approvato" in queue
    assert "Nessun progetto da approvare" in queue


def test_changes_need_a_message_and_come_back_as_an_answer(ines, marco):
    person = make_person()
    plan = make_proposed(person)
    client, url = client_of(marco), address("plan_review", person)

    assert "Scrivi che cosa va cambiato" in client.post(url, {"verb": "ask"}).content.decode()
    queue = client.post(url, {"verb": "ask", "note": "Aggiungi le ore."}, follow=True)

    assert f"{person.full_name} – Modifiche richieste" in queue.content.decode()
    assert "Aggiungi le ore." in page("ines", reverse("placements:answers"))
    assert "Aggiungi le ore." in page("ines", address("plan", person))
    with as_user(ines) as user:
        actions.propose_plan(plan, by=user, at=timezone.now())
    assert "Nessuna risposta in attesa" in page("ines", reverse("placements:answers"))


def test_an_approved_plan_is_an_answer_until_somebody_signed(ines):
    plan = make_approved()
    answers = reverse("placements:answers")

    assert "Progetto personalizzato, versione 1" in page("ines", answers)
    told = {"party": "PERSON", "signer": "Rosa Pozzi", "signed_on": f"{TODAY:%d/%m/%Y}"}
    client_of(ines).post(address("plan_sign", plan.beneficiary), told)

    assert "Nessuna risposta in attesa" in page("ines", answers)
    assert "Rosa Pozzi" in page("ines", address("plan", plan.beneficiary))


def test_the_home_of_who_decides_counts_what_waits_at_no_cost(marco):
    client = client_of(marco)
    client.get("/")
    make_person()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    before = asked()
    make_proposed()
    make_proposed()

    assert asked() == before
    shown = html.document_fromstring(page("marco", "/"))
    (figure,) = shown.xpath(f"//a[@href='{reverse('beneficiaries:plans_to_approve')}']")
    assert figure.text.strip() == "2"
    assert reverse("beneficiaries:plans_to_approve") not in page("ines", "/")


# --- followed -----------------------------------------------------------------------------------


def first_action(plan) -> PlanAction:
    with as_user(player("ines")):
        return PlanAction.objects.filter(goal__plan=plan).order_by("pk").first()


def test_an_action_is_ticked_and_undone(ines):
    plan = make_approved()
    action, client = first_action(plan), client_of(ines)
    url = address("plan_action", plan.beneficiary, action.pk)

    client.post(url)
    assert "1 azione fatta su 3" in page("ines", address("plan", plan.beneficiary))
    client.post(url, {"undo": "1"})

    assert "0 azioni fatte su 3" in page("ines", address("plan", plan.beneficiary))


def test_what_hangs_on_another_person_or_agency_is_not_found(ines, nora):
    plan, other = make_approved(), make_approved(make_person(by=nora), by=nora)
    mine = first_action(plan)
    with as_user(nora):
        theirs = PlanAction.objects.select_related("goal").get(
            goal__plan=other, what="Corso serale"
        )
    client, person = client_of(ines), make_person()

    for url in (
        address("plan_action", plan.beneficiary, theirs.pk),
        address("plan_goal", plan.beneficiary, theirs.goal_id),
        address("plan_action", person, mine.pk),
        address("plan_goal", person, mine.goal_id),
    ):
        assert client.post(url, {"reached": "YES"}).status_code == 404
    assert client.get(address("plan_declare", person, mine.pk)).status_code == 404


def test_dues_tell_of_reviews_and_of_what_is_to_be_done(ines):
    person = make_person()
    plan = make_approved(person, review_on=TODAY + timedelta(days=2))
    dues = reverse("dues")

    said = page("ines", dues)
    assert "Verificare il progetto con la persona" in said
    assert said.count(">Un’azione del progetto è da fare") == 2
    assert f"{address('plan', person)}#azione-{first_action(plan).pk}" in said

    client_of(ines).post(address("plan_action", person, first_action(plan).pk))
    client_of(ines).post(address("plan_reviewed", person))
    said = page("ines", dues)
    assert said.count(">Un’azione del progetto è da fare") == 1
    assert "Verificare il progetto con la persona" not in said


def test_a_draft_and_a_concluded_plan_make_no_dues(ines):
    make_plan(review_on=TODAY)
    ended = make_approved(review_on=TODAY)
    with as_user(ines) as user:
        actions.conclude_plan(ended, note="Finito.", by=user, at=timezone.now())

    said = page("ines", reverse("dues"))

    assert "Verificare il progetto" not in said
    assert "Un’azione del progetto" not in said


def test_each_page_of_a_plan_is_a_line_of_the_reading_log(ines):
    plan = make_approved()
    person = plan.beneficiary
    urls = [
        address("plan", person),
        address("plan_version", person, 1),
        address("plan_paper", person, 1),
        address("plan_sign", person),
    ]

    for url in urls:
        assert client_of(ines).get(url).status_code == 200

    with as_user(ines):
        looks = Reading.objects.filter(person_id=person.pk, what="progetto")
        assert looks.count() == len(urls)


@pytest.mark.parametrize("name", ["plan", "plan_version", "plan_edit", "plan_sign", "plan_review"])
def test_a_page_of_a_plan_asks_seldom(name, ines, marco):
    person = make_person()
    make_approved(person)
    if name in ("plan_edit", "plan_review"):
        (make_plan if name == "plan_edit" else make_proposed)(person)
    url = address(name, person, *([1] if name == "plan_version" else []))
    client = client_of(marco)
    client.get(url)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200

    uncounted = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "select set_config",
                 "select coalesce(current_setting")  # fmt: skip
    asked = [one["sql"] for one in captured if not one["sql"].startswith(uncounted)]
    assert len(asked) <= 12, "\n".join(asked)
