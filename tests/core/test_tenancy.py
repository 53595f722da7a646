"""The context of the database: for one transaction, given back after a block, never kept."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.http import HttpResponse
from django.template.response import TemplateResponse

from agencies.context import AgencyContext
from agencies.models import User
from core.tenancy import (
    Context,
    Purpose,
    acting,
    current_context,
    set_context,
    under_purpose,
)
from tests.acting import as_user
from tests.cast import player

INES = Context(user=1, agency=2, role="SOCIAL_WORKER", projects=(3, 4), reason="prova")


@pytest.mark.django_db(transaction=True)
def test_a_context_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        set_context(INES)


@pytest.mark.django_db(transaction=True)
def test_a_context_dies_with_its_transaction():
    with transaction.atomic():
        set_context(INES)

    assert current_context() == Context()


@pytest.mark.django_db(transaction=True)
def test_a_context_dies_with_a_transaction_that_failed():
    @transaction.atomic
    def failing() -> None:
        set_context(INES)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()

    assert current_context() == Context()


@pytest.mark.django_db
def test_what_is_set_is_what_is_read_back():
    with acting(INES):
        assert current_context() == INES


@pytest.mark.django_db
def test_a_nested_purpose_gives_the_former_context_back():
    with acting(INES):
        with under_purpose(Purpose.JOBS):
            assert current_context() == Context(purpose="jobs")

        assert current_context() == INES


@pytest.mark.django_db
def test_a_nested_block_that_failed_gives_it_back_too():
    with acting(INES):
        with pytest.raises(ZeroDivisionError), under_purpose(Purpose.JOBS):
            raise ZeroDivisionError

        assert current_context() == INES


@pytest.mark.django_db
def test_texts_of_a_context_are_no_sql():
    nasty = Context(user=1, role="'; drop table agencies_user; --", reason="' or true --")

    with acting(nasty):
        assert current_context() == nasty
    assert User.objects.exists()


def request_of(rf, name: str):
    """A request of this player, as the outer middleware hands it in."""
    request = rf.get("/")
    request.user, request.session, request.resolver_match = player(name), {}, None
    return request


@pytest.mark.django_db
def test_rendering_happens_inside_the_context(rf):
    seen = []

    class Late(TemplateResponse):
        def render(self):
            seen.append(current_context().user)
            return super().render()

    def view(request):
        return Late(request, "ui/privacy.html", {"contact": ""})

    request = request_of(rf, "ines")
    AgencyContext(view)(request)

    assert seen == [request.user.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "kept"), [(200, 1), (404, 1), (500, 0)])
def test_an_answer_of_our_fault_leaves_nothing_behind(rf, status, kept):
    from core.models import Submission

    def view(request):
        Submission.objects.create(key="trace", user_id=request.user.pk)
        return HttpResponse(status=status)

    AgencyContext(view)(request_of(rf, "ines"))

    with as_user(player("ines")):
        assert Submission.objects.count() == kept


@pytest.mark.django_db
def test_a_view_that_raised_leaves_nothing_behind(rf):
    from core.models import Submission

    middleware = AgencyContext(lambda request: None)

    def view(request):
        Submission.objects.create(key="trace", user_id=request.user.pk)
        middleware.process_exception(request, PermissionError())
        return HttpResponse(status=403)

    middleware.get_response = view
    middleware(request_of(rf, "ines"))

    with as_user(player("ines")):
        assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_a_user_acts_in_no_seat_of_another(client_of, ines, nora):
    client = client_of(ines)
    session = client.session
    session["seat"] = nora.acting.pk
    session.save()

    page = client.get("/persone/")

    assert page.wsgi_request.user.acting.pk == ines.acting.pk


@pytest.mark.django_db
def test_policies_ask_for_the_context_once_per_statement(ines):
    with as_user(ines), connection.cursor() as cursor:
        cursor.execute("explain select count(*) from beneficiaries_rosterentry")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "InitPlan" in plan
    assert "Filter: (current_setting" not in plan
