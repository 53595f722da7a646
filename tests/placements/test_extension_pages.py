"""The pages of an extension: the way to it, the form with its rules, the desk, the papers."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from core.ui.words import say_day_short
from placements.actions import extensions, proposals
from placements.models import Extension, Placement
from placements.waiting import waiting_for
from tests.acting import as_user
from tests.cast import player
from tests.makers import (
    make_extension,
    make_host,
    make_participation,
    make_person,
    make_placement,
    make_project,
    make_running,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=90)
HX = {"HTTP_HX_REQUEST": "true"}
KEYS = ("promoter", "host", "trainee", "service")


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def make_present(**fields):
    """A placement under way today, in a project that lasts another year."""
    project = make_project(
        code="EL-ORA",
        starts_on=TODAY - timedelta(days=400),
        ends_on=TODAY + timedelta(days=400),
    )
    participation = make_participation(
        make_person(first_name="Loredana", last_name="Cattaneo"),
        project=project, entry_on=TODAY - timedelta(days=100),
    )  # fmt: skip
    told = {"starts_on": TODAY - timedelta(days=90), "ends_on": SOON, "host": make_host()}
    return make_running(participation, **told | fields)


def make_asked(placement=None):
    told = {"ends_on": LATER, "at": timezone.now()}
    return make_extension(placement or make_present(), **told)


def approved(extension):
    with as_user(player("marco")) as user:
        return extensions.approve_extension(extension, by=user, at=timezone.now())


def row_of(extension):
    with as_user(player("ines")):
        return Extension.objects.select_related("placement").get(pk=extension.pk)


def typed(day=LATER, reason="Serve più tempo."):
    return {"ends_on": f"{day:%d/%m/%Y}", "reason": reason}


# --- ask ----------------------------------------------------------------------------------------


def test_the_page_of_a_placement_leads_to_its_extension(client_of, ines):
    placement = make_present()
    client = client_of(ines)

    assert url("extend", placement.pk) in text_of(client.get(url("show", placement.pk)))
    client.post(url("extend", placement.pk), typed())

    page = text_of(client.get(url("show", placement.pk)))
    assert "Proroghe" in page
    assert "Fino ad allora vale l’ultimo giorno di prima" in page


def test_a_placement_that_is_over_shows_the_act_with_why_not(client_of, ines):
    placement = make_running()

    page = text_of(client_of(ines).get(url("show", placement.pk)))

    assert "L’ultimo giorno, il 31 ago 2021, è passato" in page.replace("\u00a0", " ")
    assert url("extend", placement.pk) not in page


def test_what_is_typed_comes_back_with_its_mistakes(client_of, ines):
    placement = make_present()

    page = text_of(client_of(ines).post(url("extend", placement.pk), typed(reason="")))
    blocked = text_of(
        client_of(ines).post(url("extend", placement.pk), typed(TODAY + timedelta(days=401)))
    )

    assert "Scrivi perché si proroga" in page
    assert f"{LATER:%d/%m/%Y}" in page
    assert "Finisce dopo il progetto" in blocked
    assert "Serve più tempo." in blocked


def test_the_rules_answer_while_one_writes(client_of, ines):
    placement = make_present()

    answer = client_of(ines).post(
        url("extend_rules", placement.pk), typed(TODAY + timedelta(days=401)), **HX
    )

    assert "Finisce dopo il progetto" in text_of(answer)
    with as_user(ines):
        assert Extension.objects.count() == 0


def test_where_one_is_open_the_form_leads_to_it(client_of, ines):
    extension = make_asked()

    answer = client_of(ines).get(url("extend", extension.placement_id))

    assert answer["Location"] == url("extension", extension.pk)


# --- the desk -----------------------------------------------------------------------------------


def test_the_queue_and_the_home_count_extensions_with_proposals(client_of, marco):
    extension = make_asked()
    placement = make_placement(make_participation(make_person()), host=make_host(tax_code="1" * 11))
    with as_user(player("ines")) as user:
        proposals.submit_placement(placement, by=user, at=timezone.now())

    page = text_of(client_of(marco).get(url("queue")))

    with as_user(marco) as user:
        assert waiting_for(user, TODAY).to_review == 2
        assert Placement.objects.to_review().count() == 2
    assert "2 richieste" in page
    assert "Proroga al" in page
    assert page.index(url("review", extension.placement_id)) < page.index(
        url("review", placement.pk)
    )


def test_the_coordinator_decides_on_the_same_page(client_of, marco):
    extension = make_asked()
    desk = url("review", extension.placement_id)

    page = text_of(client_of(marco).get(desk))
    answer = client_of(marco).post(desk, {"verb": "approve", "version": "1"})

    assert "Serve più tempo per il magazzino." in page
    assert answer["Location"] == url("queue")
    assert row_of(extension).state == "APPROVED"


def test_a_refusal_without_its_reason_is_not_one(client_of, marco):
    extension = make_asked()
    desk = url("review", extension.placement_id)

    page = text_of(client_of(marco).post(desk, {"verb": "refuse", "version": "1", "note": "No"}))
    client_of(marco).post(
        desk, {"verb": "refuse", "version": "1", "note": "No", "reason": "NO_BUDGET"}
    )

    assert "Scegli il motivo per cui respingi" in page
    assert row_of(extension).state == "REFUSED"


def test_changes_that_were_asked_are_written_on_the_same_form(client_of, ines, marco):
    extension = make_asked()
    client_of(marco).post(
        url("review", extension.placement_id), {"verb": "ask", "note": "Basta meno."}
    )

    page = text_of(client_of(ines).get(url("extend", extension.placement_id)))
    client_of(ines).post(url("extend", extension.placement_id), typed(LATER - timedelta(days=30)))

    assert "Basta meno." in page
    assert "Serve più tempo per il magazzino." in page
    row = row_of(extension)
    assert (row.state, row.ends_on) == ("SUBMITTED", LATER - timedelta(days=30))


# --- papers -------------------------------------------------------------------------------------


def test_signatures_and_notice_are_recorded_and_the_new_day_holds(client_of, ines):
    extension = approved(make_asked())
    client, page = client_of(ines), url("extension", extension.pk)
    signed = {f"extension-{key}-by": "Chi firma" for key in KEYS}
    signed |= {f"extension-{key}-on": f"{TODAY:%d/%m/%Y}" for key in KEYS}

    first = text_of(client.post(page, {"verb": "sign"} | signed, follow=True))
    sent = {"verb": "notice", "protocol": "COB-77", "sent_on": f"{TODAY:%d/%m/%Y}"}
    last = text_of(client.post(page, sent, follow=True))

    assert "Firme registrate." in first
    assert "La proroga è in vigore" in last
    assert row_of(extension).placement.ends_on == LATER
    shown = text_of(client.get(url("show", extension.placement_id)))
    assert "Proroga: protocollo COB-77" in shown
    history = text_of(client.get(url("history", extension.placement_id)))
    assert "Proroga: chiesta" in history
    assert "Proroga: in vigore" in history
    assert "Fine prevista" in history


def test_a_signature_of_the_wrong_day_is_told_at_its_field(client_of, ines):
    extension = approved(make_asked())
    told = {"extension-host-by": "X", "extension-host-on": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}

    page = text_of(client_of(ines).post(url("extension", extension.pk), {"verb": "sign"} | told))

    assert "una firma non può essere di prima" in page


def test_the_papers_of_the_placement_lead_to_the_open_extension(client_of, ines):
    extension = approved(make_asked())

    page = text_of(client_of(ines).get(url("papers", extension.placement_id)))

    assert url("extension", extension.pk) in page


def test_it_can_be_given_up(client_of, ines):
    extension = make_asked()

    page = text_of(client_of(ines).get(url("extension_withdraw", extension.pk)))
    client_of(ines).post(url("extension_withdraw", extension.pk))

    assert "resta il" in page
    assert (row_of(extension).state, row_of(extension).placement.ends_on) == ("WITHDRAWN", SOON)


@pytest.mark.parametrize("decided", [False, True])
def test_the_act_says_what_was_agreed_and_a_draft_says_so(client_of, ines, decided):
    extension = make_asked()
    if decided:
        approved(extension)

    answer = client_of(ines).get(url("extension_act", extension.pk))

    reader = pypdf.PdfReader(BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert f"è prorogato fino al {say_day_short(LATER)}" in words.replace("\u00a0", " ")
    for word in ("Loredana Cattaneo", "Serve più tempo per il magazzino.", "Servizio che ha in"):
        assert word in words
    assert ("BOZZA" in words) is not decided
