"""What the database itself refuses, whoever asks."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from agencies.models import User
from beneficiaries.models import Beneficiary, SamePerson
from core.arming import definers
from core.audit.models import Reading
from core.tenancy import Context, acting, check_role, history_of, protections
from placements.models import Extension, Placement, PlacementVersion
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_note, make_participation, make_person

pytestmark = pytest.mark.django_db


def rights(table: str) -> set[str]:
    """What the application's role may do with a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) p"
            " where has_table_privilege(session_user, %s, p)",
            [table],
        )
        return {right for (right,) in cursor.fetchall()}


def test_every_table_is_protected_or_exempt_with_a_reason():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity and relforcerowsecurity from pg_class"
            " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
        tables = dict(cursor.fetchall())
    declared = protections()

    assert set(tables) - set(declared) == {"django_migrations"}
    assert {name for name, one in declared.items() if not one.exempt and not tables[name]} == set()
    assert [name for name, one in declared.items() if one.exempt and len(one.exempt) < 15] == []


def test_no_policy_asks_the_server_what_day_it_is():
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select policyname from pg_policies where concat(qual, with_check) ~* 'current_date'"
        )
        assert cursor.fetchall() == []
        cursor.execute("select count(*) from pg_policies where qual ~ 'Europe/Rome'")
        assert cursor.fetchone()[0] >= 3


def test_undeclared_tables_are_closed_to_the_application():
    assert rights("django_migrations") == set()


def test_history_and_the_reading_log_can_only_grow():
    grown = [name for name in protections() if name.endswith("event")] + ["audit_reading"]

    assert {name: rights(name) for name in grown} == {name: {"SELECT", "INSERT"} for name in grown}


def test_no_table_of_people_can_be_emptied_and_no_person_deleted():
    people = [name for name in protections() if name.startswith(("beneficiaries_", "projects_"))]

    assert [name for name in people if "TRUNCATE" in rights(name)] == []
    assert "DELETE" not in rights("beneficiaries_beneficiary")
    assert "DELETE" not in rights("beneficiaries_casenote")
    assert "DELETE" not in rights("projects_participation")


def test_a_change_that_nobody_answers_for_is_refused():
    with (
        acting(Context()),
        pytest.raises(DatabaseError, match="pgh_by"),
        transaction.atomic(),
    ):
        User.objects.filter(email="ines@example.org").update(first_name="Altra")


def test_no_view_shows_more_than_its_reader_may_see():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'v'"
            " and relnamespace = 'public'::regnamespace"
            " and not coalesce(reloptions::text, '') like '%security_invoker=true%'"
        )

        assert cursor.fetchall() == []


def test_only_listed_functions_run_with_the_definers_rights():
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.oid::regprocedure::text from pg_proc p"
            " where prosecdef and pronamespace = 'public'::regnamespace"
        )

        assert {name for (name,) in cursor.fetchall()} == set(definers())


def test_the_same_code_in_two_agencies_is_linked_in_silence(ines, nora):
    code = {"identifier": "RSSMRA80A01F205X", "identifier_kind": "TAX_CODE"}
    make_person(by=ines, **code)

    make_person(by=nora, **code)

    for reader in (ines, nora):
        with as_user(reader):
            assert (Beneficiary.objects.count(), SamePerson.objects.count()) == (1, 0)


def test_the_server_refuses_a_role_that_could_look_behind():
    check_role()

    with stage.owner_hands() as alias, pytest.raises(PermissionError):
        check_role(alias)


def test_nobody_sees_another_seats_rows_on_a_kept_connection(ines, nora):
    make_note(make_person(by=ines, first_name="Zqines"), text="zqines")
    make_participation(make_person(by=nora, first_name="Zqnora"), by=nora, project=elsewhere())
    clients = {"Zqines": client_of(ines), "Zqnora": client_of(nora)}

    for _ in range(50):
        for own, client in clients.items():
            body = client.get("/persone/").content.decode()
            other = "Zqnora" if own == "Zqines" else "Zqines"
            assert (own in body, other in body) == (True, False)


def elsewhere():
    """Tecum's project."""
    from projects.models import Project

    return Project.objects.get(code="TE-ALTRO")


def test_a_look_is_written_in_the_transaction_that_shows_it(ines):
    person = make_person(by=ines)

    client_of(ines).get(f"/persone/{person.pk}/")

    with as_user(ines):
        look = Reading.objects.get(person_id=person.pk)
        assert (look.user_id, look.agency_id, look.what) == (ines.pk, person.agency_id, "diario")


def test_a_refused_request_leaves_nothing_but_its_own_line(ines, nora):
    person = make_person(by=ines)

    answer = client_of(nora).get(f"/persone/{person.pk}/")

    with as_user(ines):
        looks = Reading.objects.filter(person_id=person.pk).count()
    assert (answer.status_code, looks) == (404, 0)


def test_the_backup_role_of_row_security_is_not_ours():
    with connections["default"].cursor() as cursor:
        cursor.execute("select rolbypassrls, rolsuper from pg_roles where rolname = session_user")

        assert cursor.fetchone() == (False, False)


def test_who_accounts_reads_the_days_of_a_placement_and_never_its_text(standing_world):
    told = {}
    for name in ("ines", "olga"):
        with as_user(player(name)):
            content = str(list(PlacementVersion.objects.values_list("content", flat=True)))
            kept = str(list(history_of(PlacementVersion).objects.values_list("content", flat=True)))
            why = str(list(Extension.objects.values_list("reason", flat=True)))
            days = set(Placement.objects.values_list("ends_on", flat=True))
            told[name] = ("zqscopo" in content, "zqscopo" in kept, "zqproroga" in why, len(days))

    assert told == {"ines": (True, True, True, 1), "olga": (False, False, False, 1)}
