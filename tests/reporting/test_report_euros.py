"""The euros of a package: every figure of its page is the sum of its list and of its export."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Reading
from placements.actions import registers
from placements.days import Mark
from projects.models import Project, StaffHours
from reporting import actions as reports
from reporting.account import tables_of
from reporting.enums import MoneyColumn
from reporting.models import FundingReport, MoneyMember, PlacementMember, ReportMember
from reporting.renderers.members import Behind
from reporting.reports.euros import money_members, placement_members
from reporting.reports.participants import FiguresDisagree, gather
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.makers import (
    make_batch,
    make_budget,
    make_host,
    make_hours,
    make_member,
    make_register,
    make_report,
    make_running,
    make_sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CUT_OFF = date(2021, 12, 31)
LINK = re.compile(r'<td class="n"[^>]*><a href="([^"]+)">([^<]+)<')


def freeze(report: FundingReport, *, by: str = "olga") -> FundingReport:
    """Keep with a report what it is made of today, as its preparation does."""
    with as_user(player(by)) as user:
        content = gather(report, by=user)
        report.members.all().delete()
        ReportMember.objects.bulk_create(
            ReportMember(
                report=report, agency_id=report.agency_id, figure=one.indicator.code,
                participation_id=one.participation_id, why=one.why[:300],
            )
            for one in content.members()
        )  # fmt: skip
        Behind(money_members(content), placement_members(content)).save(report)
    return report


@pytest.fixture
def account(olga, piero) -> FundingReport:
    """Two partners' hours, two paid months, a budget, and a first report already sent."""
    make_budget(amount="5000.00")
    educator = make_member()
    make_hours(educator, hours="10.50")
    make_hours(educator, hours="33.33", month=date(2021, 5, 1))
    make_hours(by=piero, hours="7.25")
    placement = make_running(host=make_host())
    make_batch(make_register(placement, state="VALIDATED"), by=olga)
    ill = {day: Mark(absence="ILLNESS") for day in (5, 6, 7, 8, 9, 12, 13)}
    april = make_register(placement, month=date(2021, 4, 1), state="VALIDATED", marks=ill)
    make_batch(april, by=olga, paid_on=date(2021, 5, 10))
    make_sent(make_report(cut_off=date(2021, 4, 30)))
    return freeze(make_report(cut_off=CUT_OFF))


def show(report, reader="olga"):
    return client_of(player(reader)).get(reverse("reporting:show", args=[report.pk]))


def amount_of(words: str) -> Decimal:
    return Decimal(words.replace(".", "").replace(",", ".").removesuffix("\u00a0€"))


def test_every_figure_of_the_page_is_the_sum_of_its_list_and_of_its_export(account, olga):
    client = client_of(olga)
    page = show(account).content.decode()
    links = LINK.findall(page[page.index('id="spesa"') :])

    for url, words in links:
        url = url.replace("&amp;", "&")
        listed = client.get(url)
        sheet = client.get(url, {"formato": "xlsx", **dict(_query(url))})
        rows = list(openpyxl.load_workbook(BytesIO(sheet.content)).active.values)[3:]
        if "/euro/" in url:
            figure = amount_of(words)
            assert listed.context["sum"] == figure, url
            assert sum(Decimal(str(row[-1])) for row in rows) == figure, url
        else:
            assert listed.context["list"].count == len(rows) == int(words), url
    assert len(links) > 25
    assert {"approvato", "prima", "periodo", "cumulato", "residuo"} <= {
        url.split("/euro/")[1].split("/")[0] for url, _words in links if "/euro/" in url
    }


def _query(url: str) -> list[tuple[str, str]]:
    return [tuple(part.split("=")) for part in url.partition("?")[2].split("&") if part]


def test_the_page_says_what_the_workbook_says(account, olga):
    with as_user(olga) as user:
        money = gather(account, by=user).money
        lines = tables_of(account).lines

    spent = {column: amount for column, amount, _url in lines[-1].cells}
    assert spent == {
        MoneyColumn.APPROVED: money.whole.approved,
        MoneyColumn.BEFORE: money.whole.before,
        MoneyColumn.NOW: money.whole.now,
        MoneyColumn.CUMULATIVE: money.whole.cumulative,
        MoneyColumn.RESIDUAL: money.whole.residual,
    }
    # 10.50 h and 7.25 h at 20.00 € with 40 % on them, and March paid on 12 April.
    assert money.whole.before == Decimal("355.00") * Decimal("1.4") + Decimal("500.00")
    # 33.33 h are 666.60 €, the flat rate on 876.60 € less that on 210.00 € is 266.64 €.
    flat = next(one for one in lines if one.label.startswith("B "))
    assert dict(zip(MoneyColumn, (cell[1] for cell in flat.cells), strict=False))[
        MoneyColumn.NOW
    ] == Decimal("266.64")


def test_a_figure_that_is_not_the_sum_of_its_rows_ends_the_job(account, olga, monkeypatch):
    with as_user(olga) as user:
        content = gather(account, by=user)
        # One line of the staff's hours that the figure does not hold.
        object.__setattr__(content.money, "staff", content.money.staff[1:])

        with pytest.raises(FiguresDisagree, match="A1"):
            money_members(content)


def test_what_changes_afterwards_does_not_touch_the_package(account, olga):
    before = [amount for line in tables(account) for _column, amount, _url in line.cells]

    make_hours(make_member(last_name="Nuova"), hours="100")

    assert [amount for line in tables(account) for _c, amount, _u in line.cells] == before


def tables(report):
    with as_user(player("olga")):
        return tables_of(report).lines


def test_an_allowance_stands_under_a_code_with_its_calculation(account, olga):
    url = reverse("reporting:euros", args=[account.pk, "periodo"]) + "?voce=C"
    page = client_of(olga).get(url).content.decode().replace("\u00a0", " ")

    with as_user(olga):
        row = _paid("NOW")
        person = row.participation.beneficiary
    assert row.participation.code in page
    assert person.last_name not in page
    # 21 days of four hours; of the seven days ill, Easter Monday was none of them.
    assert "71,4 % &lt; 80 %: 500,00 € × 60/84 = 357,14 €" in page
    assert reverse("placements:register", args=[row.payment.allowance.register_id]) in page


def _paid(part: str) -> MoneyMember:
    rows = MoneyMember.objects.allowances().filter(part=part)
    return rows.select_related("participation__beneficiary", "payment__allowance__register").get()


def test_hours_stand_with_worker_month_and_rate_and_open_their_grid(account, olga):
    url = reverse("reporting:euros", args=[account.pk, "periodo"]) + "?voce=A1&partner=ascl"
    page = client_of(olga).get(url).content.decode().replace("\u00a0", " ")

    for words in ("Riva Lia", "maggio 2021", "33,33 ore × 20,00 €", "34.400,00 € ÷ 1.720 ore"):
        assert words in page
    assert f'href="{reverse("projects:hours", args=[COMO, "ascl"])}?da=2021-05"' in page


def test_the_flat_rate_stands_with_its_formula_and_leads_to_the_hours(account, olga):
    with as_user(olga):
        row = MoneyMember.objects.get(item="B", partner__code="ascl", part="NOW")
    page = client_of(olga).get(reverse("reporting:line", args=[account.pk, row.number]))
    body = page.content.decode().replace("\u00a0", " ")

    assert "876,60 € di personale × 40 %, meno 84,00 € rendicontati prima" in body
    assert reverse("reporting:euros", args=[account.pk, "cumulato"]) in body


def test_what_a_project_never_budgeted_has_no_percentage(olga):
    make_hours(hours="10")
    report = freeze(make_report(cut_off=CUT_OFF))

    with as_user(olga) as user:
        money = gather(report, by=user).money
        assert {line.share for line in money.lines} == {None}
        assert {line.percent for line in tables_of(report).lines} == {None}


def test_a_correction_after_the_payment_is_told_beside_the_days(account, olga, marco):
    with as_user(olga):
        row = _paid("BEFORE")
        register = row.payment.allowance.register
    with as_user(marco) as user:
        registers.rectify_register(
            register, {date(2021, 3, 2): Mark(120)}, reason="Foglio firme", by=user,
            at=timezone.now(),
        )  # fmt: skip

    page = client_of(olga).get(reverse("reporting:line", args=[account.pk, row.number]))

    assert "il registro è stato corretto" in page.content.decode()
    assert page.context["row"].amount == Decimal("500.00")


def test_placements_stand_as_they_stood_then(account, olga):
    with as_user(olga):
        [placed] = PlacementMember.objects.filter(report=account).for_list()

    page = client_of(olga).get(reverse("reporting:placed", args=[account.pk]) + "?finiti=no")

    assert (placed.state, placed.ended_on, placed.outcome) == ("RUNNING", None, "")
    assert placed.participation.code in page.content.decode()


def test_a_partner_accounts_for_its_own_euros_only(account, piero):
    with as_user(piero) as user:
        own = FundingReport.objects.create(
            project=Project.objects.get(code=COMO), agency_id=user.acting.agency_id,
            kind="PARTICIPANTS", cut_off=CUT_OFF,
        )  # fmt: skip
    freeze(own, by="piero")

    with as_user(piero):
        partners = set(MoneyMember.objects.exclude(partner=None).values_list("partner__code"))
    assert partners == {("quadrifoglio",)}
    assert show(account, "piero").status_code == 404


def test_an_amount_refers_to_nothing_its_writer_does_not_see(account, piero, olga):
    with as_user(olga):
        payment = MoneyMember.objects.allowances().first()
    with as_user(piero) as user:
        own = FundingReport.objects.create(
            project=Project.objects.get(code=COMO), agency_id=user.acting.agency_id,
            kind="PARTICIPANTS", cut_off=CUT_OFF,
        )  # fmt: skip

    with as_user(piero), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        MoneyMember.objects.create(
            report=own, agency_id=own.agency_id, number=1, part="NOW", amount=1, why="",
            participation_id=payment.participation_id, payment_id=payment.payment_id,
        )  # fmt: skip


def test_nobody_changes_the_euros_of_a_sent_report(account, olga):
    make_sent(account)

    with as_user(olga), pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        MoneyMember.objects.filter(report=account).update(amount=0)


def rectify(register, minutes: int):
    """Marco corrects the second of the month."""
    with as_user(player("marco")) as user:
        return registers.rectify_register(
            register, {register.month.replace(day=2): Mark(minutes)}, reason="Foglio firme",
            by=user, at=timezone.now(),
        )  # fmt: skip


def test_whoever_confirms_or_sends_first_reads_which_registers_were_corrected(account, olga, elena):
    confirm, send = (reverse(f"reporting:{one}", args=[account.pk]) for one in ("confirm", "send"))
    with as_user(olga):
        row = _paid("BEFORE")
        register = row.payment.allowance.register
    assert client_of(elena).get(confirm).context["changes"] == []
    rectify(register, 120)

    told = [client_of(elena).get(confirm), show(account)]
    with as_user(elena) as user:
        reports.confirm_report(account, by=user, at=timezone.now())
    told += [client_of(olga).get(send), show(account)]

    for page in told:
        body = page.content.decode().replace("\u00a0", " ")
        assert "I dati sono cambiati dopo il calcolo di queste cifre" in body
        assert f"{row.participation.code}, marzo 2021</a>: ore da 92,00 a 90,00" in body
        assert reverse("placements:register", args=[register.pk]) in body
    with as_user(player("dario")):
        looks = Reading.objects.filter(what="correzioni dopo un rendiconto")
        assert set(looks.values_list("user_id", "person_id")) == {
            (one.pk, row.participation.beneficiary_id) for one in (olga, elena)
        }


def test_a_correction_that_the_package_holds_is_none(olga):
    ill = {day: Mark(absence="ILLNESS") for day in (3, 4, 5, 8, 9, 10, 11)}
    placement = make_running(host=make_host())
    register = make_register(placement, state="PAID", marks=ill)
    rectify(register, 0)
    rectify(register, 60)
    make_batch(register, by=olga)
    report = freeze(make_report(cut_off=CUT_OFF))

    assert show(report).context["changes"] == []
    rectify(register, 240)
    [one] = show(report).context["changes"]
    # 500.00 € on 61, and then on 64, of 92 planned hours.
    assert one.hours == (Decimal("61.00"), Decimal("64.00"))
    assert one.euros == (Decimal("331.52"), Decimal("347.83"))


def test_what_was_taken_back_is_told_as_such_in_the_report(olga):
    register = make_register(make_running(host=make_host()), state="PAID")
    with as_user(player("marco")) as user:
        registers.rectify_register(
            register, {date(2021, 3, day): Mark() for day in range(1, 13) if day not in (6, 7)},
            reason="Foglio firme", by=user, at=timezone.now(),
        )  # fmt: skip
    make_batch(register, by=olga, paid_on=date(2021, 5, 10))
    report = freeze(make_report(cut_off=CUT_OFF))
    with as_user(olga):
        row = report.euros.get(paid_on=date(2021, 5, 10))

    page = client_of(olga).get(reverse("reporting:line", args=[report.pk, row.number]))

    assert row.amount < 0
    assert row.why.startswith("Recuperato dopo una rettifica: ")
    assert "Recuperato il" in page.content.decode()
    assert "Pagato il" not in page.content.decode()


def test_hours_of_the_staff_that_changed_are_told_and_a_sent_report_is_left_alone(account, olga):
    with as_user(olga):
        row = account.euros.get(month=date(2021, 5, 1), item="A1")
        StaffHours.objects.filter(pk=row.timesheet_id).update(hours="40.00")

    [one] = show(account).context["changes"]

    assert (one.who, one.hours) == ("Riva Lia", (Decimal("33.33"), Decimal("40.00")))
    make_sent(account)
    assert show(account).context["changes"] == []
