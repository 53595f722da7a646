"""What is paid: once, with its reference, and after a correction the difference."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from lxml import html

from core.period import Period
from placements.actions.payments import pay_allowances
from placements.actions.refusals import NotPossible
from placements.actions.registers import Mark, rectify_register
from placements.models import Allowance, AttendanceRegister, Payment, PaymentBatch
from placements.policy import visible_payments
from placements.spending import allowances_paid, due_allowances, totals_by_agency
from projects.models import Project
from projects.spending import spending_of
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.makers import MARCH, make_batch, make_register, make_running

pytestmark = pytest.mark.django_db
PAID_ON = date(2021, 4, 12)
ABSENT = Mark(absence="UNEXCUSED")


def now() -> datetime:
    return timezone.now()


def due(by: str = "olga") -> list[tuple[int, Decimal]]:
    """What is to pay, as this player sees it."""
    with as_user(player(by)):
        rows = due_allowances(Allowance.objects.all()).order_by("pk")
        return [(one.pk, one.due) for one in rows]


def pay(keys, *, by="olga", month=MARCH, paid_on=PAID_ON, reference="CRO 1") -> PaymentBatch:
    with as_user(player(by)) as user:
        return pay_allowances(
            Project.objects.get(code=COMO), month=month, allowances=keys, paid_on=paid_on,
            reference=reference, by=user, at=now(),
        )  # fmt: skip


def rectify(register, days, mark=ABSENT) -> None:
    with as_user(player("marco")) as user:
        changes = {date(2021, 3, day): mark for day in days}
        rectify_register(register, changes, reason="Foglio firme riletto", by=user, at=now())


def test_a_validated_month_is_paid_once_with_its_reference(olga):
    register = make_register(state="VALIDATED")
    ((key, amount),) = due()

    batch = pay([key])

    with as_user(olga):
        (payment,) = batch.payments.all()
        state = AttendanceRegister.objects.get(pk=register.pk).state
    assert (amount, payment.amount, state) == (Decimal("500.00"), Decimal("500.00"), "PAID")
    assert due() == []


@pytest.mark.parametrize("name", ["olga", "marco"])
def test_who_accounts_and_who_coordinates_pay(name):
    make_register(state="VALIDATED")

    assert pay([key for key, _amount in due()], by=name).pk


@pytest.mark.parametrize("name", ["ines", "dario", "rita"])
def test_nobody_else_pays(name):
    make_register(state="VALIDATED")
    keys = [key for key, _amount in due()]

    with pytest.raises(PermissionDenied):
        pay(keys, by=name)


def test_another_agency_of_the_project_does_not_pay_for_us():
    make_register(state="VALIDATED")
    keys = [key for key, _amount in due()]

    with pytest.raises(NotPossible, match="non sono più da pagare"):
        pay(keys, by="piero")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"paid_on": date(2999, 1, 1)}, "futuro"),
        ({"reference": "  "}, "riferimento"),
        ({"keys": []}, "almeno un’indennità"),
    ],
)
def test_a_payment_has_a_day_a_reference_and_a_line(given, words):
    make_register(state="VALIDATED")
    keys = given.pop("keys", None)

    with pytest.raises(NotPossible, match=words):
        pay([key for key, _amount in due()] if keys is None else keys, **given)


def test_what_is_paid_cannot_be_paid_again(olga):
    make_register(state="VALIDATED")
    keys = [key for key, _amount in due()]
    pay(keys)

    with pytest.raises(NotPossible, match="Non è stato registrato nulla"):
        pay(keys)
    with as_user(olga):
        assert (PaymentBatch.objects.count(), Payment.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_payers_at_once_one_wins_and_the_other_is_told(olga):
    make_register(state="VALIDATED")
    keys = [key for key, _amount in due()]

    def tries(name: str) -> str:
        try:
            pay(keys, by=name)
        except NotPossible:
            return "told"
        finally:
            connections.close_all()
        return "paid"

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(tries, ["olga", "marco"]))

    assert came == ["paid", "told"]
    with as_user(olga):
        assert Payment.objects.count() == 1


def test_a_correction_before_the_payment_pays_the_corrected_amount_alone():
    register = make_register(state="VALIDATED")
    rectify(register, [1, 2, 3, 4, 5, 8, 9, 10])

    assert [amount for _key, amount in due()] == [Decimal("326.09")]


def test_a_correction_after_the_payment_pays_the_difference_even_a_negative_one(olga):
    register = make_register(state="PAID")
    rectify(register, [1, 2, 3, 4, 5, 8, 9, 10])
    ((key, amount),) = due()

    batch = pay([key], month=date(2021, 4, 1))

    assert amount == Decimal("-173.91")
    with as_user(olga):
        assert [one.amount for one in batch.payments.all()] == [Decimal("-173.91")]
        paid = [one.amount for one in Payment.objects.order_by("pk")]
    assert sum(paid) == Decimal("326.09")
    assert due() == []


def test_what_is_taken_back_is_not_said_to_be_paid(client_of, olga):
    register = make_register(state="PAID")
    rectify(register, [1, 2, 3, 4, 5, 8, 9, 10])
    client = client_of(olga)
    before = client.get(reverse("placements:register", args=[register.pk])).content.decode()
    to_pay = client.get(reverse("placements:pay", args=[COMO]), {"mese": "2021-04"})
    ((key, _amount),) = due()

    batch = pay([key], month=date(2021, 4, 1), paid_on=date(2021, 5, 10))

    month, lines = (
        client.get(reverse(f"placements:{name}", args=[pk])).content.decode().replace("\u00a0", " ")
        for name, pk in (("register", register.pk), ("batch", batch.pk))
    )
    waiting = re.sub(r"<[^>]+>", "", before).replace("\u00a0", " ")
    assert "Da recuperare 173,91 €" in waiting
    assert "Da pagare" not in waiting
    assert "recupero dopo rettifica" in to_pay.content.decode()
    told = re.sub(r"<[^>]+>", "", month)
    assert "Recuperato 173,91 € il 10 mag 2021" in told
    assert "Pagato 500,00 € il 12 apr 2021" in told
    assert "Recuperato il" in lines
    assert "Recupero" in lines
    assert "Pagato" not in lines[lines.index("Recuperato il") :]


def test_a_correction_that_changes_no_euro_has_nothing_to_pay():
    register = make_register(state="PAID")

    rectify(register, [9])

    assert due() == []


def test_a_month_without_hours_is_settled_with_nothing():
    make_register(state="VALIDATED", marks=dict.fromkeys(range(1, 32), ABSENT))
    ((key, amount),) = due()

    assert amount == Decimal("0.00")
    assert pay([key]).pk


def test_a_later_month_is_not_in_this_month_s_payment():
    placement = make_running()
    make_register(placement, state="VALIDATED", month=date(2021, 4, 1))

    with pytest.raises(NotPossible):
        pay([key for key, _amount in due()], month=MARCH)


def test_the_spending_of_a_project_is_its_list_of_payments(olga):
    make_register(state="PAID")
    register = make_register(state="PAID")
    rectify(register, [1, 2, 3, 4, 5, 8, 9, 10])
    pay([key for key, _amount in due()], paid_on=date(2021, 5, 10))

    with as_user(olga) as user:
        project = Project.objects.get(code=COMO)
        april = allowances_paid(project, date(2021, 4, 1), date(2021, 4, 30))
        both = allowances_paid(project, date(2021, 4, 1), date(2021, 5, 31))
        spent = spending_of(project, Period(date(2021, 4, 1), date(2021, 6, 1)))

    agency = user.acting.agency_id
    assert totals_by_agency(april) == {agency: Decimal("1000.00")}
    assert totals_by_agency(both) == {agency: Decimal("826.09")}
    assert spent.of(agency, "C") == sum(line.amount for line in both)
    assert {line.month for line in both} == {MARCH}


def test_the_allowances_in_the_table_of_spending_open_the_payments_they_are_the_sum_of(olga):
    batch = make_batch(make_register(state="VALIDATED"), by=olga)
    client, address = client_of(olga), reverse("projects:spending", args=[COMO])
    payments = reverse("placements:payments")

    with as_user(olga) as user:
        agency = user.acting.agency.code
    table = html.document_fromstring(client.get(address).content.decode())
    (amount,) = table.xpath(f"//td/a[starts-with(@href, '{payments}')]")
    own = client.get(amount.get("href")).content.decode()
    other = client.get(f"{payments}?progetto={COMO}&ente=asci").content.decode()

    assert amount.get("href") == f"{payments}?progetto={COMO}&ente={agency}"
    assert "500,00" in amount.text_content()
    assert reverse("placements:batch", args=[batch.pk]) in own
    assert reverse("placements:batch", args=[batch.pk]) not in other


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ("olga", 1),
        ("marco", 1),
        ("ines", 1),
        ("piero", 0),
        ("nora", 0),
        ("franco", 0),
        ("dario", 0),
    ],
)
def test_a_payment_is_seen_by_its_agency_and_by_who_accounts_in_both_nets(olga, who, number):
    make_batch(make_register(make_running(), state="VALIDATED"), by=olga)

    with as_user(player(who)) as user:
        found = (visible_payments(user).count(), Payment.objects.count())

    assert found == (number, number)
