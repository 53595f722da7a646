"""The nets are cut one at a time, with the others off: each cut must let the attack through.

An attack that fails with every net in place proves little; one that succeeds as soon as a net
is cut proves that this net was holding.
"""

import json
import sys
from collections.abc import Iterator

import pytest
import rules
from django.db import DatabaseError, connections, transaction
from django.urls import reverse

from agencies import policy as seats
from beneficiaries import policy as people
from core.arming import arm
from core.jobs.models import Job
from core.models import Submission
from core.policy import grants
from core.tenancy import Context, acting, protections
from core.workflow import workflows
from placements import policy as placed
from projects import policy as projects
from projects.models import Participation
from reporting import policy as reports
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import COMO, player
from tests.makers import make_note, make_participation, make_person
from tests.nets import world as worlds

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
FLOORS = (seats, people, projects, placed, reports)

# Pages show them through their participation, or not at all; their nets are asked beside them
# (tests/projects/test_results.py, tests/placements/test_payments.py).
WITHOUT_A_DOOR = {"visible_results", "visible_follow_ups", "visible_payments"}
# Every function that hides rows; one without an attack fails below.
NETS = sorted(
    name
    for policy in FLOORS
    for name in vars(policy)
    if name.startswith("visible_")
    and getattr(policy, name).__module__ == policy.__name__
    and name not in WITHOUT_A_DOOR
)
# What Rita, the funder's auditor, may see of protected tables: her own seat, its history, and
# the one report that was sent, with its file and the one person behind its figures; of its euros
# the payment with the day it rests on, and the hours of one month.
SHUT = ("refused", "0 rows")
INSUFFICIENT_PRIVILEGE = "42501"
HERS = {
    "agencies_membership": 1,
    "agencies_membershipevent": 1,
    "reporting_fundingreport": 1,
    "reporting_reportmember": 1,
    "reporting_artefact": 1,
    "projects_participation": 1,
    "projects_entrysnapshot": 1,
    "beneficiaries_beneficiary": 1,
    "reporting_moneymember": 2,
    "reporting_placementmember": 1,
    "placements_payment": 1,
    "placements_paymentbatch": 1,
    "placements_allowance": 1,
    "placements_attendanceregister": 1,
    "placements_attendanceentry": 1,
    "projects_staffhours": 1,
}


@pytest.fixture
def world(transactional_db, tmp_path, settings):
    """The world, committed, with a row in every protected table."""
    settings.MEDIA_ROOT = tmp_path
    made = worlds.build(tmp_path)
    twin = made.people["own"].last_name
    for keeper in ("ines", "nora"):
        code = "RSSMRA80A01F205X"
        make_person(by=player(keeper), last_name=twin, identifier=code, identifier_kind="TAX_CODE")
    ines = client_of(player("ines"))
    ines.get(reverse("beneficiaries:show", args=[made.people["own"].pk]))
    ines.post(reverse("beneficiaries:search"), {"q": "zqnome"})
    ines.get(reverse("beneficiaries:show", args=[made.people["foreign"].pk]))
    with as_user(player("ines")) as user:
        Submission.objects.create(key="k", user_id=user.pk)
    return made


@pytest.fixture
def row_security_off(world) -> Iterator[None]:
    """The database's net taken away; afterwards it is armed again."""
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table, one in protections().items():
            if not one.exempt:
                cursor.execute(f"alter table {table} no force row level security")
                cursor.execute(f"alter table {table} disable row level security")
    yield
    with stage.owner_hands() as alias:
        arm(alias)


def seen_by(name: str, table: str) -> int:
    """How many rows of a table this player's context shows, asked in plain SQL."""
    with as_user(player(name)), connections["default"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def test_every_database_policy_holds_an_attack(world):
    protected = [name for name, one in protections().items() if not one.exempt]
    held = {table: seen_by("rita", table) for table in protected}

    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in protected:
            cursor.execute(f"create policy cut on {table} using (true) with check (true);")
    leaked = {table: seen_by("rita", table) for table in protected}
    with stage.owner_hands() as alias:
        arm(alias)

    assert held == {table: HERS.get(table, 0) for table in protected}
    assert [table for table in protected if leaked[table] <= held[table]] == []


# Whoever is refused writes their own line of the log of refusals; nobody can change one.
ANYBODY_WRITES = {"audit_refusal"}


def written_by(name: str, rows: dict[str, dict]) -> dict[str, str]:
    """What the database says to this player who writes a stranger's row, and changes all rows."""
    said = {}
    for table, row in rows.items():
        insert = f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)"
        said[f"insert {table}"] = tried(name, insert, [json.dumps(row)])
        if "UPDATE" in protections()[table].grants:
            column = next(iter(row))
            update = f'update {table} set "{column}" = "{column}" where "{column}" is not null'
            said[f"update {table}"] = tried(name, update, [])
    return said


def tried(name: str, statement: str, values: list) -> str:
    """Run a statement as this player and undo it: refused, or how many rows it reached."""
    try:
        with as_user(player(name)), connections["default"].cursor() as cursor:
            cursor.execute(statement, values)
            reached = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as error:
        is_refused = error.__cause__.sqlstate == INSUFFICIENT_PRIVILEGE
        return "refused" if is_refused else "past the policy"
    return f"{reached} rows"


def one_row_of_each(tables: list[str]) -> dict[str, dict]:
    """A row of each table as the owner sees it, in the state in which rows are born."""
    rows = {}
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in tables:
            cursor.execute(f"select to_jsonb(t) from {table} t limit 1")
            (row,) = cursor.fetchone()
            rows[table] = json.loads(row) if isinstance(row, str) else row
    for one in workflows():
        rows[one.model._meta.db_table][one.field] = one.first.value
    return rows


def test_every_database_check_holds_an_attack(world):
    writable = [
        name
        for name, one in protections().items()
        if not one.exempt and "INSERT" in one.grants and name not in ANYBODY_WRITES
    ]
    rows = one_row_of_each(writable)

    held = written_by("rita", rows)
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table in writable:
            cursor.execute(f"create policy cut on {table} using (true) with check (true)")
    cut = written_by("rita", rows)
    with stage.owner_hands() as alias:
        arm(alias)

    assert {name: answer for name, answer in held.items() if answer not in SHUT} == {}
    assert [name for name, answer in cut.items() if answer in SHUT] == []


def test_writing_past_a_cut_check_succeeds_and_past_a_whole_one_fails(world):
    foreign = world.people["foreign"]

    def attack() -> str:
        try:
            make_note(foreign, by=player("ines"), text="zqattacco")
        except Exception as error:
            return type(error).__name__
        return "written"

    whole = attack()
    with forced(people.Can.WRITE_NOTE):
        still_held = attack()
        with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
            cursor.execute(
                "create policy cut on beneficiaries_casenote using (true) with check (true)"
            )
            cursor.execute("alter table beneficiaries_casenoteevent no force row level security")
            cursor.execute("alter table beneficiaries_casenoteevent disable row level security")
        cut = attack()
    with stage.owner_hands() as alias:
        arm(alias)

    assert (whole, still_held, cut) == ("PermissionDenied", "ProgrammingError", "written")


def test_a_participation_of_an_invisible_person_is_refused_by_the_database(world):
    from projects.models import Project

    with (
        as_user(player("ines")) as user,
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        Participation.objects.create(
            beneficiary_id=world.people["foreign"].pk,
            project=Project.objects.get(code=COMO),
            agency_id=user.acting.agency_id,
            code="X",
            entry_on="2021-01-01",
        )


class forced:  # noqa: N801  why: reads as a word in `with forced(…)`
    """One permission given to everybody, for a block."""

    def __init__(self, permission) -> None:
        self.name = permission.value

    def __enter__(self) -> None:
        self.former = rules.permissions.permissions[self.name]
        rules.set_perm(self.name, rules.always_true)

    def __exit__(self, *args: object) -> None:
        rules.set_perm(self.name, self.former)


def everywhere(function, replacement) -> Iterator[tuple[object, str]]:
    """Replace a function in each module that holds it; say where, to put it back."""
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is function:
                setattr(module, name, replacement)
                yield module, name


def doors_of_lists(world):
    """One attack per `visible_…`: who asks, where, and the canary a cut lets out."""
    own = {name: made["own"].pk for name, made in vars(world).items() if isinstance(made, dict)}
    report, artefact = own["reports"], own["artefacts"]
    name, text = worlds.name_canary("own"), worlds.text_canary("own")
    from agencies.models import Membership
    from beneficiaries.models import Beneficiary, CaseNote, RosterEntry
    from placements.models import (
        Allowance,
        AttendanceRegister,
        HostOrganisation,
        PaymentBatch,
        Placement,
    )
    from projects.models import (
        BudgetLine,
        EntrySnapshot,
        Participation,
        Project,
        StaffHours,
        StaffMember,
    )
    from reporting.models import FundingReport

    return {
        "visible_memberships": (Membership, "dario", "/enti/utenti/", "nora@example.org"),
        "visible_people": (Beneficiary, "nora", f"/persone/{own['people']}/anagrafica/", name),
        "visible_names": (Beneficiary, "nora", f"/persone/{own['people']}/visto/", name),
        "visible_roster": (RosterEntry, "nora", "/persone/", name),
        "visible_notes": (CaseNote, "nora", f"/persone/note/{own['notes']}/", text),
        "visible_projects": (Project, "franco", f"/progetti/{COMO}/", COMO),
        "visible_participations": (
            Participation, "franco", f"/partecipazioni/{own['participations']}/", name,
        ),
        "visible_entries": (EntrySnapshot, "piero", f"/progetti/{COMO}/indicatori/CO01/", name),
        "visible_hosts": (
            HostOrganisation, "nora", f"/ospitanti/{own['hosts']}/", "Zqospitanteown",
        ),
        "visible_placements": (Placement, "nora", f"/tirocini/{own['placements']}/", name),
        "visible_budget": (BudgetLine, "piero", f"/progetti/{COMO}/spesa/", worlds.BUDGET),
        # What the hours of both people of Ascl cost.
        "visible_hours": (StaffHours, "piero", f"/progetti/{COMO}/spesa/", "3.200,00"),
        "visible_staff": (
            StaffMember, "piero", f"/progetti/{COMO}/spesa/ascl/?da=2021-01",
            worlds.staff_canary("own"),
        ),
        "visible_registers": (AttendanceRegister, "nora", f"/presenze/{own['registers']}/", name),
        "visible_allowances": (Allowance, "nora", "/pagamenti/indennita/", name),
        "visible_batches": (PaymentBatch, "nora", f"/pagamenti/{own['batches']}/", name),
        "visible_reports": (
            FundingReport, "franco", f"/rendiconti/{report}/file/{artefact}/", name,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("net", NETS)
def test_every_visible_rows_function_holds_an_attack(net, world, row_security_off):
    model, attacker, url, canary = doors_of_lists(world)[net]
    module = next(one for one in FLOORS if hasattr(one, net))
    function = getattr(module, net)
    client = client_of(player(attacker))
    client.raise_request_exception = False

    held = body(client, url)
    every = grants()
    cut_at = list(everywhere(function, lambda user: model.objects.all()))
    former = {one.permission.value: one.predicate for one in every}
    for one in every:
        rules.set_perm(one.permission.value, rules.always_true)
    cut = body(client, url)
    for place, name in cut_at:
        setattr(place, name, function)
    still = body(client, url)
    for name, predicate in former.items():
        rules.set_perm(name, predicate)

    assert canary.encode() not in held
    assert canary.encode() not in still, "another net than the function held: the attack is void"
    assert canary.encode() in cut


def body(client, url: str) -> bytes:
    """All that an answer says."""
    response = client.get(url)
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content


def verbs(world):
    """One attack per permission: who asks, how, where; refused with 403 while the net holds."""
    own = world.people["own"].pk
    sent = world.reports["same"].pk
    placement, register = world.placements["own"].pk, world.registers["own"].pk
    theirs, ours = world.participations["own"].pk, world.people["shared"].pk
    return {
        "agencies.see_team": ("ines", "get", "/enti/utenti/"),
        "agencies.see_accesses": ("ines", "get", "/enti/accessi/"),
        "beneficiaries.see_people": ("dario", "get", "/persone/"),
        "beneficiaries.register": ("dario", "get", "/persone/nuova/"),
        "beneficiaries.correct": ("ines", "get", f"/persone/{ours}/anagrafica/modifica/"),
        "beneficiaries.write_note": ("ines", "post", f"/persone/{ours}/note/"),
        "projects.see_projects": ("dario", "get", "/progetti/"),
        "projects.see_figures": ("ines", "get", f"/progetti/{COMO}/indicatori/come-si-contano/"),
        "projects.enter": ("ines", "get", f"/persone/{ours}/partecipazioni/nuova/"),
        "projects.leave": ("olga", "get", f"/partecipazioni/{theirs}/uscita/"),
        "projects.come_back": ("olga", "get", f"/partecipazioni/{theirs}/rientro/"),
        "projects.record_result": ("olga", "get", f"/partecipazioni/{theirs}/esito/"),
        "projects.follow_up": ("olga", "get", f"/partecipazioni/{theirs}/follow-up/"),
        "projects.see_spending": ("ines", "get", f"/progetti/{COMO}/spesa/"),
        "projects.record_hours": ("ines", "get", f"/progetti/{COMO}/personale/nuovo/"),
        "projects.set_budget": ("piero", "get", f"/progetti/{COMO}/budget/"),
        "projects.complete_entry": ("olga", "get", f"/partecipazioni/{theirs}/risposte/"),
        "placements.see_placements": ("dario", "get", "/tirocini/"),
        "placements.see_hosts": ("olga", "get", "/ospitanti/"),
        "placements.edit_host": ("olga", "get", "/ospitanti/nuovo/"),
        "placements.propose": ("olga", "get", f"/partecipazioni/{theirs}/tirocini/nuovo/"),
        "placements.withdraw": ("olga", "get", f"/tirocini/{placement}/ritira/"),
        "placements.see_registers": ("dario", "get", "/presenze/"),
        "placements.fill": ("olga", "get", "/presenze/mancanti/"),
        "placements.validate": ("ines", "get", "/presenze/da-validare/"),
        "placements.rectify": ("ines", "get", f"/presenze/{register}/rettifica/"),
        "placements.see_payments": ("ines", "get", "/pagamenti/"),
        "placements.pay": ("ines", "get", f"/progetti/{COMO}/pagamenti/nuovo/"),
        "placements.review": ("ines", "get", "/tirocini/da-esaminare/"),
        "placements.decide": ("ines", "post", f"/tirocini/{placement}/esame/"),
        "placements.sign": ("olga", "get", f"/tirocini/{placement}/firme/"),
        "placements.start": ("olga", "get", f"/tirocini/{placement}/avvio/"),
        "placements.suspend": ("olga", "get", f"/tirocini/{placement}/sospensione/"),
        "placements.finish": ("olga", "get", f"/tirocini/{placement}/fine/"),
        "reporting.see_reports": ("ines", "get", "/rendiconti/"),
        "reporting.confirm": ("olga", "get", f"/rendiconti/{sent}/conferma/"),
        "reporting.send": ("rita", "get", f"/rendiconti/{sent}/invio/"),
        "reporting.reopen": ("rita", "get", f"/rendiconti/{sent}/riapertura/"),
        "reporting.ask": ("ines", "get", f"/progetti/{COMO}/rendiconti/"),
        "": ("ines", "get", f"/persone/{own}/"),
    }


# Permissions whose door hides the row first (404), so that only the verb itself can be attacked.
BEHIND_ROWS = {
    "beneficiaries.read_diary", "beneficiaries.correct_note", "beneficiaries.move_case",
    "beneficiaries.close_case", "beneficiaries.see_readers", "projects.begin",
    "reporting.prepare", "reporting.download", "reporting.read_figures", "reporting.audit",
}  # fmt: skip


def test_every_permission_holds_an_attack(world):
    attacks = verbs(world)
    attacks.pop("")

    def answers() -> dict[str, int]:
        found = {}
        for name, (who, method, url) in attacks.items():
            client = client_of(player(who))
            client.raise_request_exception = False
            found[name] = getattr(client, method)(url).status_code
        return found

    held = answers()
    cut = {}
    for name, (who, method, url) in attacks.items():
        declared = next(one.permission for one in grants() if one.permission.value == name)
        with forced(declared):
            client = client_of(player(who))
            client.raise_request_exception = False
            cut[name] = getattr(client, method)(url).status_code

    assert {one.permission.value for one in grants()} == set(attacks) | BEHIND_ROWS
    assert set(held.values()) == {403}
    assert {name for name, status in cut.items() if status == 403} == set()


@pytest.mark.parametrize("name", sorted(BEHIND_ROWS))
def test_every_verb_behind_a_hidden_row_is_refused_to_strangers(name, world):
    from core.policy import may

    declared = next(one.permission for one in grants() if one.permission.value == name)
    targets = {
        "reporting.prepare": (world.reports["own"], "olga"),
        "reporting.download": (world.reports["own"], "olga"),
        "reporting.read_figures": (world.reports["own"], "olga"),
        "reporting.audit": (None, "rita"),
        "projects.begin": (world.participations["own"], "ines"),
    }
    target, rightful = targets.get(name, (world.people["own"], "ines"))

    assert may(player(rightful), declared, target)
    strangers = ("nora", "franco", "rita", "sara", "piero")
    assert {one for one in strangers if may(player(one), declared, target)} <= {rightful}


def test_without_any_context_no_protected_row_is_seen(world):
    protected = [name for name, one in protections().items() if not one.exempt]

    with acting(Context()), connections["default"].cursor() as cursor:
        seen = {}
        for table in protected:
            cursor.execute(f"select count(*) from {table}")
            seen[table] = cursor.fetchone()[0]

    assert {table for table, count in seen.items() if count} == set()


def test_the_owner_without_a_purpose_sees_no_protected_row(world):
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        with acting(Context(), using=alias):
            cursor.execute("select count(*) from beneficiaries_beneficiary")
            without = cursor.fetchone()[0]
        cursor.execute("select count(*) from beneficiaries_beneficiary")
        with_purpose = cursor.fetchone()[0]

    assert (without, with_purpose > 0) == (0, True)


def test_jobs_are_seen_by_their_asker_only(world):
    with as_user(player("piero")):
        assert Job.objects.count() == 0
    assert make_participation(make_person()).state == "ACTIVE"
