"""A proposal from the first choice to the coordinator's desk, and back from it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Draft
from core.workflow import WrongStep
from placements.actions import proposals
from placements.enums import PlacementKind
from placements.facts import facts_of, lacking, verdicts_of
from placements.forms.proposals import evenly
from placements.models import Placement, PlacementVersion
from tests.acting import as_user
from tests.makers import make_host, make_participation, make_person, make_placement
from tests.placements.writing import fresh, moved, submitted, terms_in, text_of, typed, url

pytestmark = pytest.mark.django_db
TODAY = date(2021, 2, 1)
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


# --- choosing and writing -----------------------------------------------------------------------


def test_the_person_s_page_leads_to_a_proposal(client_of, ines):
    participation, host = make_participation(), make_host()
    client = client_of(ines)
    page = text_of(client.get(reverse("beneficiaries:show", args=[participation.beneficiary_id])))

    answer = client.post(
        url("propose", participation.pk), {"host": "legno e forma SRL", "kind": "EXTRACURRICULAR"}
    )

    with as_user(ines):
        made = Placement.objects.get()
    assert url("propose", participation.pk) in page
    assert answer.url == url("edit", made.pk)
    assert (made.host_id, made.kind, made.promoter_tutor_id) == (
        host.pk, PlacementKind.EXTRACURRICULAR, ines.pk,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("Nessuno spa", "non c’è un ospitante"), ("Gemelli", "aggiungi il codice"), ("", "Scegli")],
)
def test_a_host_that_is_not_one_is_asked_again(client_of, ines, name, sentence):
    make_host(name="Gemelli")
    make_host(name="Gemelli", tax_code="00743110157")
    participation = make_participation()

    page = text_of(client_of(ines).post(url("propose", participation.pk), {"host": name}))

    assert sentence in page
    assert "Scegli il tipo" in page


def test_a_new_host_comes_back_chosen(client_of, ines):
    participation = make_participation()
    client = client_of(ines)
    way = f"{url('host_new')}?partecipazione={participation.pk}"

    answer = client.post(way, {"name": "Orto & Co", "tax_code": "01234567897"})
    page = text_of(client.get(answer.url))

    assert "Orto &amp; Co (01234567897)" in page


def test_the_terms_are_saved_as_typed(client_of, ines):
    placement = make_placement(kind=PlacementKind.EXTRACURRICULAR)
    client = client_of(ines)
    sent = terms_in(
        client, placement, hours="20,5", days=["0", "1", "3"], monthly_allowance="1.234,50",
        eqf_level="3", worked_for_host="on", starts_on="1 aprile 2021", verb="save",
    )  # fmt: skip

    answer = client.post(url("edit", placement.pk), sent)

    row = fresh(placement, ines)
    assert answer.status_code == 302
    assert row.schedule == [410, 410, 0, 410, 0, 0, 0]
    assert row.monthly_allowance == Decimal("1234.50")
    assert (row.eqf_level, row.worked_for_host, row.starts_on) == (3, True, date(2021, 4, 1))


def test_an_inclusion_placement_asks_for_the_service_and_not_for_a_level(client_of, ines):
    page = client_of(ines).get(url("edit", make_placement().pk))

    fields = page.context["form"].fields
    assert "service" in fields
    assert "eqf_level" not in fields


def test_minutes_that_do_not_divide_go_to_the_first_days():
    assert evenly(100, [4, 0, 2]) == [34, 0, 33, 0, 33, 0, 0]
    assert evenly(None, [0]) is None
    assert evenly(60, []) is None


def test_an_uneven_week_that_nobody_touches_stays(client_of, ines):
    placement = make_placement(schedule=[480, 240, 0, 0, 0, 0, 0])
    client = client_of(ines)

    client.post(url("edit", placement.pk), terms_in(client, placement, tasks="Altro", verb="save"))

    assert fresh(placement, ines).schedule == [480, 240, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"monthly_allowance": "12.5"}, "con la virgola"),
        ({"hours": "tante"}, "Scrivi le ore"),
        ({"hours": "60", "days": ["0"]}, "non ci stanno"),
        ({"ends_on": "01/01/2021"}, "viene prima"),
        ({"starts_on": "31/02/2021"}, "non esiste"),
    ],
)
def test_what_is_not_understood_is_said_and_kept(client_of, ines, changed, sentence):
    placement = make_placement()
    client = client_of(ines)

    page = client.post(
        url("edit", placement.pk), terms_in(client, placement, verb="save", **changed)
    )
    again = text_of(client.get(url("edit", placement.pk)))

    name, value = next(iter(changed.items()))
    assert sentence in text_of(page)
    assert f'name="{name}" value="{value}"' in again


# --- the rules while one writes -----------------------------------------------------------------


def test_the_rules_answer_what_is_typed_and_keep_it(client_of, ines):
    placement = make_placement(kind=PlacementKind.EXTRACURRICULAR, eqf_level=3)
    client = client_of(ines)
    sent = terms_in(client, placement, monthly_allowance="300", aims="a metà del")

    page = text_of(client.post(url("rules", placement.pk), sent))
    again = text_of(client.get(url("edit", placement.pk)))

    assert "il minimo fino a 4 ore al giorno è 350,00" in page.replace("\u00a0", " ")
    assert "DGR Lombardia X/7763" in page
    assert page.index("is-stop") < page.index("is-ok")
    assert "a metà del</textarea>" in again
    assert fresh(placement, ines).monthly_allowance == Decimal("500.00")


def test_a_saved_proposal_leaves_no_draft(client_of, ines):
    placement = make_placement()
    client = client_of(ines)
    sent = terms_in(client, placement, aims="Nuovi obiettivi", verb="save")

    client.post(url("rules", placement.pk), sent)
    client.post(url("edit", placement.pk), sent)

    with as_user(ines):
        assert Draft.objects.count() == 0


def test_what_one_types_is_not_the_colleague_s(client_of, ines, marco):
    placement = make_placement()
    client = client_of(ines)
    client.post(url("rules", placement.pk), terms_in(client, placement, aims="Solo mio"))

    assert "Solo mio" not in text_of(client_of(marco).get(url("edit", placement.pk)))


def test_limits_count_the_agency_s_others_on_the_same_days(ines, marco):
    host = make_host()
    other = make_placement(
        make_participation(make_person()), host=host, kind=PlacementKind.EXTRACURRICULAR,
        eqf_level=3,
    )  # fmt: skip
    placement = make_placement(
        make_participation(make_person()), host=host, starts_on=date(2021, 8, 1),
        ends_on=date(2021, 12, 31), kind=PlacementKind.EXTRACURRICULAR,
    )  # fmt: skip
    later = make_placement(
        make_participation(make_person()), host=host, starts_on=date(2021, 9, 1),
        ends_on=date(2021, 12, 31), kind=PlacementKind.EXTRACURRICULAR,
    )  # fmt: skip
    submitted(other, ines)
    moved(other, "approve", by=marco)

    with as_user(ines):
        counted = [facts_of(one, TODAY) for one in (placement, later)]

    assert [one.host_placed for one in counted] == [1, 0]
    assert [one.promoter_tutor_trainees for one in counted] == [1, 0]


def test_the_person_s_own_placements_are_overlaps_and_months_before(ines, marco):
    participation, host = make_participation(), make_host()
    first = make_placement(participation, host=host)
    second = make_placement(
        participation, host=host, starts_on=date(2021, 8, 1), months_elsewhere=3
    )
    third = make_placement(
        participation, host=host, starts_on=date(2021, 9, 1), ends_on=date(2021, 10, 31)
    )
    submitted(first, ines)
    moved(first, "approve", by=marco)

    with as_user(ines):
        meets, follows = facts_of(second, TODAY), facts_of(third, TODAY)

    stretch = (date(2021, 3, 1), date(2021, 8, 31))
    assert meets.overlaps == follows.overlaps == (stretch,)
    assert meets.before == ((date(2021, 5, 1), date(2021, 7, 31)),)
    assert follows.before == (stretch,)


def test_the_facts_cost_few_statements(ines):
    placement = make_placement()
    with as_user(ines):
        row = Placement.objects.for_page().get(pk=placement.pk)
        with CaptureQueriesContext(connection) as caught:
            verdicts_of(row, TODAY)

    assert len(caught) == 1


# --- sending ------------------------------------------------------------------------------------


def test_a_whole_proposal_is_sent_as_a_version(client_of, ines):
    placement = make_placement()
    client = client_of(ines)

    client.post(
        url("edit", placement.pk), terms_in(client, placement, tasks="Piallare", verb="send")
    )

    row = fresh(placement, ines)
    assert (row.state, row.version, row.submitted_by_id) == ("SUBMITTED", 1, ines.pk)
    with as_user(ines):
        assert PlacementVersion.objects.get().content["tasks"] == "Piallare"


def test_what_lacks_and_what_blocks_lead_to_their_fields(client_of, ines):
    placement = make_placement(kind=PlacementKind.EXTRACURRICULAR, eqf_level=3)
    client = client_of(ines)
    sent = terms_in(client, placement, monthly_allowance="200", aims="", verb="send")

    page = text_of(client.post(url("edit", placement.pk), sent))

    assert 'href="#id_monthly_allowance"' in page
    assert '<a href="#id_aims">Scrivi gli obiettivi</a>' in page
    assert fresh(placement, ines).state == "DRAFT"


def test_the_short_way_of_sending_is_held_to_the_same(client_of, ines):
    placement = make_placement(aims="")

    page = text_of(client_of(ines).post(url("submit", placement.pk)))

    assert '<a href="#id_aims">Scrivi gli obiettivi</a>' in page
    assert fresh(placement, ines).state == "DRAFT"


NEEDED = ("starts_on", "ends_on", "schedule", "host_tutor", "promoter_tutor",
          "monthly_allowance", "tasks", "aims")  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_each_missing_term_is_refused_by_the_action(ines, name):
    placement = make_placement(**{name: "" if name in ("tasks", "aims") else None})

    with pytest.raises(proposals.Blocked) as refused:
        submitted(placement, ines)

    assert list(refused.value.told) == [{"schedule": "hours"}.get(name, name)]
    assert len(lacking(placement)) == 1


def test_an_inclusion_placement_without_a_service_is_blocked(ines):
    with pytest.raises(proposals.Blocked, match="in carico a un servizio"):
        submitted(make_placement(service=""), ines)


def test_sent_terms_are_not_written_any_more(client_of, ines):
    placement = make_placement()
    client = client_of(ines)
    sent = terms_in(client, placement, tasks="Troppo tardi", verb="save")
    submitted(placement, ines)

    page = text_of(client.post(url("edit", placement.pk), sent))

    assert "non si può più scrivere" in page
    assert "Troppo tardi" in page
    assert fresh(placement, ines).tasks == "Aiuto falegname"


def test_two_people_on_one_term_see_both(client_of, ines, marco):
    placement = make_placement()
    one, other = client_of(ines), client_of(marco)
    mine, yours = (terms_in(client, placement, verb="save") for client in (one, other))
    other.post(url("edit", placement.pk), yours | {"monthly_allowance": "450", "hours": "25"})

    met = one.post(
        url("edit", placement.pk), mine | {"monthly_allowance": "480", "tasks": "Levigare"}
    )
    one.post(url("edit", placement.pk), typed(met.context["form"], verb="save"))

    page = text_of(met).replace("\u00a0", " ")
    assert "450,00 €" in page
    assert "480,00 €" in page
    row = fresh(placement, ines)
    assert (row.monthly_allowance, row.weekly_minutes, row.tasks) == (480, 1500, "Levigare")


# --- back from the desk -------------------------------------------------------------------------


def test_asked_changes_stand_on_top_with_what_to_do(client_of, ines, marco):
    placement = make_placement()
    submitted(placement, ines)
    said = {"decision_note": "Sposta l’inizio a lunedì.", "decided_at": timezone.now()}
    moved(placement, "ask_changes", by=marco, decided_by=marco, **said)
    client = client_of(ines)

    shown, written = (text_of(client.get(url(name, placement.pk))) for name in ("show", "edit"))

    for page in (shown, written):
        assert "Il coordinatore chiede modifiche" in page
        assert "Sposta l’inizio a lunedì." in page


def test_reopening_clears_the_decision_and_says_that_signatures_fall(client_of, ines, marco):
    placement = make_placement()
    submitted(placement, ines)
    said = {"decision_note": "Bene.", "decided_at": timezone.now()}
    moved(placement, "approve", by=marco, decided_by=marco, **said)
    client = client_of(ines)

    before = text_of(client.get(url("reopen", placement.pk)))
    answer = client.post(url("reopen", placement.pk))

    row = fresh(placement, ines)
    assert "cadono" in before
    assert answer.url == url("edit", placement.pk)
    assert (row.state, row.decided_at, row.decided_by_id, row.decision_note) == (
        "CHANGES", None, None, "",
    )  # fmt: skip


def test_a_withdrawn_proposal_stays_withdrawn(client_of, ines):
    placement = make_placement()
    client = client_of(ines)

    client.post(url("withdraw", placement.pk))
    page = text_of(client.post(url("withdraw", placement.pk)))

    assert "non è possibile" in page
    with as_user(ines) as user, pytest.raises(WrongStep):
        proposals.submit_placement(placement, by=user, at=timezone.now())
