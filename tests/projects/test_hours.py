"""The hours of the staff: whose they are, and the grid they are typed in."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.merge import EditClash
from core.models import Draft
from core.period import Period
from projects.actions import HoursRefused, record_hours
from projects.models import Project, StaffHours
from projects.policy import visible_hours
from projects.spending import staff_lines
from tests.cast import COMO, ELSEWHERE
from tests.makers import make_hours, make_member, make_project
from tests.projects.money import APRIL, MARCH, como, partner_of, url

pytestmark = pytest.mark.django_db
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


def cell(member, month=MARCH):
    return f"{member.pk}-{month:%Y%m}"


def grid(client, agency="ascl", **typed):
    """The grid of the first quarter of 2021 sent back with some cells typed over."""
    address = url("hours", COMO, agency, da="2021-01")
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    return client.post(address, sent | {name.replace("_", "-"): v for name, v in typed.items()})


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
    # Twelve, the two of the one-time key, and that of the draft.
    assert len(asked) <= 15, "\n".join(sql[:160] for sql in asked)
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


def test_a_draft_of_the_grid_shows_what_was_saved_since_in_the_cells_it_left_alone(
    client_of, olga, as_user
):
    member = make_member(by=olga)
    client = client_of(olga)
    address = url("hours", COMO, "ascl", da="2021-01")
    form = client.get(address).context["form"]
    typed = {field.html_name: field.value() or "" for field in form} | {cell(member, APRIL): ""}
    february = date(2021, 2, 1)
    kept = client.post(
        reverse("beneficiaries:keep", args=[form.draft_key]), typed | {cell(member): "12,5"}
    )
    make_hours(member, by=olga, hours="70", month=february)

    shown = client.get(address).context["form"]
    sent = client.post(address, {field.html_name: field.value() or "" for field in shown})

    assert kept.status_code == 200
    assert (shown[cell(member)].value(), shown[cell(member, february)].value()) == ("12,5", "70")
    assert sent.status_code == 302
    with as_user(olga):
        assert {one.month: one.hours for one in StaffHours.objects.all()} == {
            february: Decimal("70.00"),
            MARCH: Decimal("12.50"),
        }
        assert not Draft.objects.exists()
