"""What an auditor sees of the money of a sent report: its payments, days, hours; nothing else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from beneficiaries.models import CaseNote
from core.audit.models import Reading
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    HostOrganisation,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
)
from projects.models import BudgetLine, StaffHours, StaffMember
from reporting.models import MoneyMember, PlacementMember
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_batch,
    make_host,
    make_hours,
    make_member,
    make_note,
    make_participation,
    make_person,
    make_register,
    make_report,
    make_running,
    make_sent,
)
from tests.reporting.test_report_euros import freeze

pytestmark = pytest.mark.django_db
BEHIND = (Payment, PaymentBatch, Allowance, AttendanceRegister, StaffHours)
NEVER = (Placement, PlacementVersion, HostOrganisation, StaffMember, BudgetLine, CaseNote)


@pytest.fixture
def sent(olga):
    """A sent report with one paid month and one month of work; and the same again, unsent."""
    person = make_person()
    placement = make_running(make_participation(person), host=make_host(), aims="zqscopo")
    make_note(person, text="zqdiario")
    make_batch(make_register(placement, state="VALIDATED"), by=olga)
    worker = make_hours(make_member())
    first = freeze(make_report(cut_off=date(2021, 4, 30)))
    report = make_sent(first)
    april = make_register(placement, month=date(2021, 4, 1), state="VALIDATED")
    make_batch(april, by=olga, paid_on=date(2021, 5, 10))
    make_hours(worker, month=date(2021, 5, 1))
    freeze(make_report(cut_off=date(2021, 12, 31)))
    return report


def test_the_database_shows_what_is_behind_the_sent_report_and_nothing_else(sent, rita, olga):
    with as_user(olga):
        every = {model.__name__: model.objects.count() for model in BEHIND}
    with as_user(rita):
        seen = {model.__name__: model.objects.count() for model in BEHIND}
        months = set(AttendanceEntry.objects.values_list("day__month", flat=True))
        never = {model.__name__: model.objects.count() for model in NEVER}
        frozen = {one.report_id for one in MoneyMember.objects.all()}
        placed = {one.report_id for one in PlacementMember.objects.all()}

    assert set(every.values()) == {2}
    assert set(seen.values()) == {1}
    assert months == {3}
    assert never == dict.fromkeys(never, 0)
    assert frozen == placed == {sent.pk}


def test_the_database_takes_no_change_from_an_auditor(sent, rita):
    with as_user(rita):
        changed = [
            model.objects.update(agency_id=rita.acting.agency_id)
            for model in (AttendanceRegister, StaffHours, MoneyMember)
        ]

    assert changed == [0, 0, 0]


def test_from_a_figure_to_the_payment_and_the_days_under_a_code(sent, rita, dario):
    client = client_of(rita)
    page = client.get(reverse("reporting:show", args=[sent.pk])).content.decode()
    url = reverse("reporting:euros", args=[sent.pk, "cumulato"])
    with as_user(rita):
        row = MoneyMember.objects.allowances().select_related("participation").get()
    address = reverse("reporting:line", args=[sent.pk, row.number])

    listed = client.get(url, {"voce": "C"}).content.decode()
    opened = client.get(address).content.decode()

    assert f"{url}?partner=ascl&amp;voce=C" in page
    assert address in listed
    for words in ("CRO 4471", "mar 2 mar 2021", "Legno e Forma srl", row.participation.code):
        assert words in opened
    for page in (listed, opened):
        assert not [word for word in _names(row) if word in page]
    with as_user(dario):
        whats = Reading.objects.filter(user_id=rita.pk).values_list("what", flat=True)
        assert {"euro di un rendiconto", "prove di un rendiconto"} <= set(whats)


def _names(row: MoneyMember) -> list[str]:
    with as_user(player("ines")):
        placement = Placement.objects.select_related("beneficiary").get()
    person = placement.beneficiary
    return [person.last_name, person.identifier, "zqscopo", "zqdiario", "Malattia"]


def test_hours_open_the_timesheet_of_the_month(sent, rita):
    with as_user(rita):
        row = MoneyMember.objects.get(item="A1", part="NOW")

    page = client_of(rita).get(reverse("reporting:line", args=[sent.pk, row.number]))

    body = page.content.decode().replace("\u00a0", " ")
    assert "Ore registrate oggi" in body
    assert "80,00 ore × 20,00 €" in body


def test_what_is_not_sent_is_not_there(sent, rita):
    with as_user(player("olga")):
        unsent = sent.project.reports.exclude(state="SENT").get()
    client = client_of(rita)

    for name, *arguments in (("euros", "cumulato"), ("line", 1), ("placed",)):
        url = reverse(f"reporting:{name}", args=[unsent.pk, *arguments])
        assert client.get(url).status_code == 404


def test_an_audit_ends_with_its_seat(sent, rita):
    client = client_of(rita)
    url = reverse("reporting:euros", args=[sent.pk, "cumulato"])
    assert client.get(url).status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    with stage.owner_hands() as alias:
        Membership.objects.using(alias).filter(user_id=rita.pk).update(valid_to=yesterday)

    assert client.get(url).status_code == 403
