"""Staff, hours, spending and budget: who sees and writes what, and what the figures are made of."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.merge import EditClash
from core.period import Period
from core.tenancy import history_of
from projects.actions import HoursRefused, NotPossible, record_hours, save_member
from projects.models import BudgetLine, Partner, Project, StaffHours, StaffMember
from projects.policy import visible_budget, visible_hours, visible_staff
from projects.spending import spending_of, staff_lines
from tests.cast import COMO, ELSEWHERE
from tests.makers import make_budget, make_hours, make_member, make_project

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2021, 3, 1), date(2021, 4, 1)
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


def url(name, *args, **query):
    found = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"projects:{name}", args=args) + (f"?{found}" if found else "")


def como():
    return Project.objects.select_related("programme__call").get(code=COMO)


def partner_of(user):
    return Partner.objects.get(project__code=COMO, agency_id=user.acting.agency_id)


def grid(client, agency="ascl", **typed):
    """The grid of the first quarter of 2021 sent back with some cells typed over."""
    address = url("hours", COMO, agency, da="2021-01")
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    return client.post(address, sent | {name.replace("_", "-"): v for name, v in typed.items()})


def cell(member, month=MARCH):
    return f"{member.pk}-{month:%Y%m}"


# --- who sees what --------------------------------------------------------------------------------


def test_a_partner_sees_its_own_staff_and_the_lead_who_has_hours(olga, piero, franco, as_user):
    own, idle = make_hours(by=piero), make_member(by=piero, last_name="Senza")
    of_lead = make_hours(by=olga)

    seen = {}
    for reader in (olga, piero, franco):
        with as_user(reader) as user:
            seen[reader.email[:4]] = set(visible_staff(user)), visible_hours(user).count()
            # The database alone says the same.
            assert set(StaffMember.objects.all()) == set(visible_staff(user))
            assert StaffHours.objects.count() == visible_hours(user).count()

    assert seen == {
        "olga": ({of_lead, own}, 2),
        "pier": ({own, idle}, 1),
        "fran": (set(), 0),
    }


@pytest.mark.parametrize("name", ["ines", "marco", "dario", "sara", "nora", "rita"])
def test_nobody_but_who_accounts_sees_staff_or_budget(name, olga, piero, request, as_user):
    make_hours(by=olga)
    make_budget(by=olga)

    with as_user(request.getfixturevalue(name)) as user:
        found = StaffMember.objects.count(), StaffHours.objects.count(), BudgetLine.objects.count()
        asked = (
            visible_staff(user).count(),
            visible_hours(user).count(),
            visible_budget(user).count(),
        )

    assert (found, asked) == ((0, 0, 0), (0, 0, 0))


def test_nobody_writes_hours_of_another_agency(olga, piero, as_user):
    member = make_member(by=piero)

    with as_user(olga), pytest.raises(DatabaseError), transaction.atomic():
        StaffHours.objects.create(
            project=como(), agency_id=member.agency_id, member=member, month=MARCH, hours=1
        )


def test_hours_are_of_the_agency_s_own_people(olga, piero, as_user):
    stranger = make_member(by=piero)

    with as_user(olga) as user, pytest.raises(DatabaseError), transaction.atomic():
        StaffHours.objects.create(
            project=como(), agency_id=user.acting.agency_id, member=stranger, month=MARCH, hours=1
        )


def test_hours_are_for_a_project_one_is_partner_of(olga, as_user):
    member = make_member(by=olga)
    elsewhere = Project.objects.get(code=ELSEWHERE)

    with as_user(olga), pytest.raises(DatabaseError), transaction.atomic():
        StaffHours.objects.create(
            project=elsewhere, agency_id=member.agency_id, member=member, month=MARCH, hours=1
        )


# --- the grid -------------------------------------------------------------------------------------


def test_the_whole_grid_is_saved_at_once(client_of, olga, as_user):
    members = [make_member(by=olga, last_name=f"Persona{number}") for number in range(20)]
    client = client_of(olga)
    typed = {cell(one, month): "40,5" for one in members for month in (MARCH, date(2021, 2, 1))}
    address = url("hours", COMO, "ascl", da="2021-01")
    seen = client.get(address).context["form"]["seen"].value()

    with CaptureQueriesContext(connection) as caught:
        answer = client.post(address, typed | {"seen": seen})

    asked = [
        one["sql"]
        for one in caught
        if not one["sql"].upper().startswith(UNCOUNTED) and "_config(" not in one["sql"]
        and "current_setting" not in one["sql"]
    ]  # fmt: skip
    assert answer.status_code == 302
    assert len(asked) <= 12, "\n".join(sql[:160] for sql in asked)
    with as_user(olga) as user:
        lines = staff_lines(como(), Period(MARCH, APRIL), rows=visible_hours(user))
    assert [(line.hours, line.rate, line.amount) for line in lines] == [
        (Decimal("40.50"), Decimal("20.00"), Decimal("810.00"))
    ] * 20


def test_bad_input_keeps_everything_and_names_the_cell(client_of, olga, as_user):
    member = make_member(by=olga)

    page = grid(client_of(olga), **{cell(member): "ottanta", cell(member, date(2021, 1, 1)): "12"})

    body = page.content.decode()
    assert page.status_code == 200
    assert "Riva Lia, marzo 2021: scrivi le ore" in body
    assert 'value="ottanta"' in body
    assert 'value="12"' in body
    with as_user(olga):
        assert not StaffHours.objects.exists()


def test_what_two_people_type_in_one_cell_is_told_and_not_lost(client_of, olga, as_user):
    member = make_member(by=olga)
    client = client_of(olga)
    address = url("hours", COMO, "ascl", da="2021-01")
    seen = client.get(address).context["form"]["seen"].value()
    make_hours(member, by=olga, hours="70")

    clash = client.post(address, {cell(member): "80", "seen": seen})
    again = client.post(address, {cell(member): "80", "seen": clash.context["form"].data["seen"]})

    assert "nel frattempo un’altra persona ha salvato 70" in clash.content.decode()
    assert 'value="80"' in clash.content.decode()
    assert again.status_code == 302
    with as_user(olga):
        assert StaffHours.objects.get().hours == Decimal("80.00")


def test_two_people_in_different_cells_do_not_meet(olga, as_user):
    member = make_member(by=olga)
    partner = partner_of(olga)
    empty = dict.fromkeys([(member.pk, MARCH), (member.pk, APRIL)], Decimal("0.00"))

    for month in (MARCH, APRIL):
        with as_user(olga) as user:
            typed = empty | {(member.pk, month): Decimal("10.00")}
            record_hours(partner, typed, seen=empty, by=user, at=timezone.now())

    with as_user(olga):
        assert list(StaffHours.objects.order_by("month").values_list("hours", flat=True)) == [
            10,
            10,
        ]


def test_an_unseen_cell_is_never_overwritten(olga, as_user):
    member = make_hours(by=olga)

    with as_user(olga) as user, pytest.raises(EditClash):
        record_hours(
            partner_of(olga), {(member.pk, MARCH): Decimal(0)}, seen={}, by=user, at=timezone.now()
        )


def test_the_hours_of_a_month_stay_within_the_contract_on_all_projects(olga):
    # 38 hours a week in a month of 31 days: 168,29.
    member = make_hours(by=olga, hours="100")
    other = make_project(code="EL-DUE")

    make_hours(member, by=olga, hours="68.29", project=other)
    with pytest.raises(HoursRefused, match=r"168,30 ore su tutti i progetti.*al massimo 168,29"):
        make_hours(member, by=olga, hours="68.30", project=other)


def test_the_hours_of_a_year_stay_within_those_of_the_rate(olga):
    member = make_member(by=olga)
    # 160 hours in ten months of 2021: 1.600 of 1.720.
    for month in range(1, 11):
        hours = "152" if month == 2 else "160"
        make_hours(member, by=olga, hours=hours, month=date(2021, month, 1))

    with pytest.raises(HoursRefused, match=r"nell’anno su tutti i progetti.*1.720,00"):
        make_hours(member, by=olga, hours="128.01", month=date(2021, 11, 1))


def test_hours_outside_contract_or_project_are_refused(olga):
    member = make_member(by=olga, valid_to=date(2021, 3, 15))

    with pytest.raises(HoursRefused, match="non ha un contratto"):
        make_hours(member, by=olga, month=APRIL)
    with pytest.raises(HoursRefused, match="fuori dal progetto"):
        make_hours(member, by=olga, month=date(2020, 9, 1))
    # Half a month of contract has half the hours: 38 × 15/7 = 81,43.
    with pytest.raises(HoursRefused, match="81,43"):
        make_hours(member, by=olga, hours="82")


def test_the_lead_reads_a_partner_s_grid_and_does_not_write_it(client_of, olga, piero):
    make_hours(by=piero)

    page = client_of(olga).get(url("hours", COMO, "quadrifoglio", da="2021-01"))
    sent = client_of(olga).post(url("hours", COMO, "quadrifoglio", da="2021-01"), {})

    assert "1.600,00" in page.content.decode()
    assert page.context["form"] is None
    assert sent.status_code == 403


def test_a_partner_does_not_open_another_s_grid(client_of, olga, piero):
    make_hours(by=olga)

    assert client_of(piero).get(url("hours", COMO, "ascl")).status_code == 404


# --- spending -------------------------------------------------------------------------------------


def test_spending_is_the_sum_of_its_lines_and_the_flat_rate(olga, piero, as_user):
    make_hours(by=olga, hours="80")
    make_hours(by=piero, hours="10")
    quadrifoglio = piero.acting.agency_id

    with as_user(olga) as user:
        whole = Period(como().starts_on, date(2022, 1, 1))
        spent = spending_of(como(), whole, rows=visible_hours(user), extra={})
        lines = staff_lines(como(), whole, rows=visible_hours(user))

    assert spent.staff() == sum(line.amount for line in lines) == Decimal("1800.00")
    assert spent.of(quadrifoglio) == Decimal("280.00")
    assert spent.of(item="B") == Decimal("720.00")


def test_the_months_of_a_project_add_up_to_the_whole(olga, as_user):
    # 0,40 × 10,01 is 4,004 in each month, and 12,012 on the three: no cent is lost or won.
    member = make_member(by=olga, annual_cost=None, declared_rate=Decimal("10.01"))
    for month in (1, 2, 3):
        make_hours(member, by=olga, hours="1", month=date(2021, month, 1))

    with as_user(olga):
        months = [
            spending_of(como(), Period.of_month(2021, month), extra={}).of() for month in (1, 2, 3)
        ]
        whole = spending_of(como(), Period(date(2021, 1, 1), APRIL), extra={}).of()

    assert sum(months) == whole == Decimal("42.04")


def test_floors_above_pass_their_amounts_in(olga, as_user):
    ascl = olga.acting.agency_id

    with as_user(olga):
        spent = spending_of(
            como(), Period(MARCH, APRIL), extra={(ascl, "C"): Decimal(500), (ascl, "E"): Decimal(9)}
        )

    # Invoices are not paid under staff × 1,40.
    assert (spent.of(), spent.of(ascl, "C")) == (Decimal("500.00"), Decimal("500.00"))


def test_a_partner_s_table_holds_its_own_lines_only(client_of, olga, piero):
    make_hours(by=olga, hours="80")
    make_hours(by=piero, hours="10")

    page = client_of(piero).get(url("spending", COMO)).content.decode()

    assert "280,00" in page
    assert "2.240,00" not in page
    assert "Chi paga" not in page


# --- staff and budget -----------------------------------------------------------------------------


def member_form(**typed):
    return {
        "first_name": "Pia", "last_name": "Corti", "role": "Tutor", "item": "A1",
        "annual_cost": "24.000,00", "weekly_hours": "24", "full_time_hours": "36",
        "valid_from": "01/10/2020", **typed,
    }  # fmt: skip


def test_somebody_is_added_and_the_page_says_how_the_rate_comes_about(client_of, olga, as_user):
    client = client_of(olga)

    answer = client.post(url("new_member", COMO), member_form(declared_rate="20,50"))
    with as_user(olga):
        member = StaffMember.objects.get()
    page = client.get(url("member", COMO, member.pk)).content.decode().replace("\u00a0", " ")

    assert answer.url == url("hours", COMO, "ascl")
    assert "24.000,00 € ÷ (1.720 × 24/36) ore = 20,93 €" in page
    assert "vale il costo più basso" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"annual_cost": ""}, "Indica il costo annuo, o il costo orario"),
        ({"annual_cost": "24000.00"}, "con la virgola prima dei centesimi"),
        ({"weekly_hours": "40"}, "a quelle del tempo pieno"),
        ({"weekly_hours": ""}, "a quelle del tempo pieno"),
        ({"valid_to": "30/09/2020"}, "La fine viene prima"),
    ],
)
def test_a_bad_member_is_refused_with_a_sentence(client_of, olga, typed, sentence):
    page = client_of(olga).post(url("new_member", COMO), member_form(**typed))

    assert page.status_code == 200
    assert sentence in page.content.decode().replace("&#x27;", "'")
    assert 'value="Corti"' in page.content.decode()


def test_a_cost_with_hours_behind_it_changes_only_with_a_reason(olga, as_user):
    member = make_hours(by=olga)
    member.annual_cost = Decimal("36000.00")

    with as_user(olga) as user:
        with pytest.raises(NotPossible, match="scrivi il motivo"):
            save_member(member, by=user, at=timezone.now())
        save_member(member, reason="Rinnovo del contratto", by=user, at=timezone.now())
        told = history_of(StaffMember).objects.filter(pgh_obj_id=member.pk).order_by("pgh_id")

        assert [(one.annual_cost, one.pgh_why) for one in told] == [
            (Decimal("34400.00"), None),
            (Decimal("36000.00"), "Rinnovo del contratto"),
        ]


def test_a_budget_changes_with_a_reason_that_stays_in_its_history(olga, as_user):
    make_budget(by=olga)

    with pytest.raises(NotPossible, match="scrivi il motivo"):
        make_budget(by=olga, amount="900.00", seen="1000.00")
    make_budget(by=olga, amount="900.00", seen="1000.00", reason="Variazione n. 2")

    with as_user(olga):
        told = history_of(BudgetLine).objects.order_by("pgh_id")
        assert [(one.amount, one.pgh_why) for one in told] == [
            (Decimal("1000.00"), None),
            (Decimal("900.00"), "Variazione n. 2"),
        ]


def test_a_partner_reads_its_budget_and_does_not_write_it(olga, piero, as_user, client_of):
    make_budget(by=olga)

    with as_user(piero), pytest.raises(DatabaseError), transaction.atomic():
        BudgetLine.objects.create(
            project=como(), agency_id=piero.acting.agency_id, item_id="A1", amount=1
        )
    with as_user(piero) as user:
        assert not visible_budget(user).exists()
    assert client_of(piero).get(url("budget", COMO)).status_code == 403


def test_two_people_on_the_budget_are_told(client_of, olga):
    client = client_of(olga)
    name = f"{olga.acting.agency_id}-A1"
    seen = client.get(url("budget", COMO)).context["form"]["seen"].value()
    make_budget(by=olga)

    page = client.post(url("budget", COMO), {name: "800", "seen": seen, "reason": "Prova"})

    assert "nel frattempo un’altra persona ha salvato 1.000,00" in page.content.decode()
    assert 'value="800"' in page.content.decode()


def test_the_table_says_budget_spent_and_what_is_left(client_of, olga):
    make_budget(by=olga, amount="2000.00")
    make_hours(by=olga, hours="80")

    page = client_of(olga).get(url("spending", COMO)).content.decode().replace("\u00a0", " ")

    for words in ("2.000,00 €", "1.600,00 €", "400,00 €", "80,0 %", "1.792,00 €"):
        assert words in page
