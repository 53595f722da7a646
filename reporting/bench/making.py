"""Makes the set of the measures with COPY, as the owner of the tables; kept until it changes.

The rows of lists and of search come from the real functions. Row security and triggers rest
while the owner copies: COPY refuses a table whose rows it may not all see.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from beneficiaries.models import Beneficiary
from beneficiaries.search import words_of
from core.period import months_after
from placements.days import last_of
from projects.models import Call, Programme, Project
from reporting.bench import crowd as crowd_module
from reporting.bench.crowd import Named, crowd, sizes
from reporting.bench.entries import ENTRY, PARTICIPATION, entry_row, participation_row
from reporting.bench.placing import PLACEMENTS, STAFF, TABLES, Who, copy_placements
from reporting.bench.rows import copy_models, insert_model
from reporting.models import FundingReport

PEOPLE, PARTICIPATIONS, NOTES = 200_000, 100_000, 120_000
LEAD, PROJECT = 1, "BENCH-1"
WORKER, OFFICER = "worker@bench.percorsi.example", "officer@bench.percorsi.example"
COORDINATOR = "coordinator@bench.percorsi.example"
ADMIN, SECOND = "admin@bench.percorsi.example", "second@bench.percorsi.example"
AUDITOR = "auditor@bench.percorsi.example"
# With their numbers; the staff that follow the other placements come after them.
SEATS = (
    (1, WORKER, "SOCIAL_WORKER"),
    (2, OFFICER, "REPORTING_OFFICER"),
    (3, COORDINATOR, "COORDINATOR"),
    *((4 + n, f"staff-{n}@bench.percorsi.example", "SOCIAL_WORKER") for n in range(STAFF)),
    (4 + STAFF, ADMIN, "AGENCY_ADMIN"),
    (5 + STAFF, SECOND, "REPORTING_OFFICER"),
    (6 + STAFF, AUDITOR, "AUDITOR"),
)
# The body that funds comes after the agencies; the auditor works there.
FUNDER = crowd_module.AGENCIES + 1
# One a month: what the auditor reads.
SENT = 36
# The first hundred people have the most notes: their pages are measured without a placement.
FIRST_PLACED = 101
DAY = date(2021, 3, 1)
BENEFICIARY = (
    "id", "agency_id", "first_name", "last_name", "alias", "identifier_kind", "identifier",
    "gender", "birth_date", "residence_address", "domicile_address", "phone", "email",
    "registered_on", "residence_id", "citizenship_id",
)  # fmt: skip
FILLED = (
    "beneficiaries_beneficiary", "beneficiaries_situation", "beneficiaries_casefile",
    "beneficiaries_casenote", "beneficiaries_rosterentry", "beneficiaries_searchtoken",
    "projects_participation", "projects_entrysnapshot", "reporting_fundingreport", *TABLES,
)  # fmt: skip
EMPTIED = ("agencies_agency", "agencies_user", "projects_call")
TOKENS = "beneficiaries_searchtoken"
Cursor = psycopg.Cursor[Any]


def stamp(people: int) -> str:
    """What the set was made from: its size, its month and the text of what makes it."""
    # Placements that run are of this month: last month's set would have none to attend.
    digest = hashlib.sha256(f"{people} {timezone.localdate():%Y-%m}".encode())
    here = Path(__file__).parent
    for path in (
        __file__,
        crowd_module.__file__,
        here / "entries.py",
        here / "placing.py",
        here / "rows.py",
        words_of.__code__.co_filename,
    ):
        digest.update(Path(path).read_bytes())
    return f"bench {digest.hexdigest()[:16]}"


def make(url: str, people: int = PEOPLE) -> bool:
    """Make the set, unless the one that is there has the same stamp; whether it was made."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("select obj_description('beneficiaries_beneficiary'::regclass)")
        row = cursor.fetchone()
        if row and row[0] == stamp(people):
            return False
        cursor.execute("select set_config('app.purpose', 'migration', true)")
        # A check that waits for the end would keep the tables from being altered.
        cursor.execute("set constraints all immediate")
        cursor.execute(
            f"truncate {', '.join(FILLED)}, agencies_agency, agencies_user, projects_call cascade"
        )
        _bodies(cursor)
        with _resting(cursor):
            _people(cursor, people)
            _participations(cursor, people)
            _placements(cursor)
            copy_models(cursor, FundingReport, sent_reports())
        cursor.execute(f"comment on table beneficiaries_beneficiary is '{stamp(people)}'")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return True


@contextmanager
def _resting(cursor: Cursor) -> Iterator[None]:
    """Row security off for the owner, and triggers, references and the big index, for a while."""
    indexes, references = _indexes_of_tokens(cursor), _references(cursor)
    for table in FILLED:
        cursor.execute(f"alter table {table} no force row level security, disable trigger user")
    # Checked at once at the end: a look-up for each row would take minutes.
    for table, name in references:
        cursor.execute(f'alter table {table} drop constraint "{name}"')
    cursor.execute(f"alter table {TOKENS} drop constraint {TOKENS}_pkey")
    for name in indexes:
        cursor.execute(f"drop index if exists {name}")
    yield
    cursor.execute("set local maintenance_work_mem = '512MB'")
    cursor.execute(
        f"alter table {TOKENS} add primary key (agency_id, token, sort_key, beneficiary_id)"
    )
    for definition in indexes.values():
        cursor.execute(definition)
    for (table, name), definition in references.items():
        cursor.execute(f'alter table {table} add constraint "{name}" {definition}')
    for table in FILLED:
        cursor.execute(f"alter table {table} force row level security, enable trigger user")


def _references(cursor: Cursor) -> dict[tuple[str, str], str]:
    cursor.execute(
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and conrelid = any(%s::regclass[])",
        (list(FILLED),),
    )
    return {(table, name): definition for table, name, definition in cursor.fetchall()}


def _indexes_of_tokens(cursor: Cursor) -> dict[str, str]:
    cursor.execute(
        "select indexname, indexdef from pg_indexes where tablename = %s and indexname <> %s",
        (TOKENS, f"{TOKENS}_pkey"),
    )
    return dict(cursor.fetchall())


def _bodies(cursor: Cursor) -> None:
    agencies = [
        (n, f"bench-{n:02d}", f"Ente di misura {n}", f"Ente {n}", "MUNICIPAL_COMPANY")
        for n in range(1, crowd_module.AGENCIES + 1)
    ]
    agencies.append((FUNDER, "bench-funder", "Ente finanziatore", "Finanziatore", "FUNDER"))
    cursor.executemany(
        "insert into agencies_agency (id, code, name, short_name, kind, tax_code, certified_email,"
        " ambit) values (%s, %s, %s, %s, %s, '', '', '')",
        agencies,
    )
    for number, email, role in SEATS:
        cursor.execute(
            "insert into agencies_user (id, password, email, first_name, last_name, is_active)"
            " values (%s, %s, %s, %s, 'Misura', true)",
            (number, make_password(None), email, role.title()),
        )
        cursor.execute(
            "insert into agencies_membership (user_id, agency_id, role, valid_from)"
            " values (%s, %s, %s, '2020-01-01')",
            (number, FUNDER if role == "AUDITOR" else LEAD, role),
        )
    _project(cursor)


def _project(cursor: Cursor) -> None:
    call = Call(
        pk=1,
        code="bench",
        title="Avviso di misura",
        programme="POR FSE",
        period="2014-2020",
        contribution_rate=Decimal("0.8"),
    )
    programme = Programme(pk=1, name="Misure", area="Como", call=call, promoter_id=LEAD)
    project = Project(
        pk=1,
        code=PROJECT,
        title="Progetto di misura",
        cup_code="B00B00000000000",
        starts_on=date(2020, 10, 1),
        # Its placements run in the month in which it is measured.
        ends_on=date(2099, 12, 31),
        total_cost=100,
        contribution=80,
        people_target=100_000,
        lead_id=LEAD,
        programme=programme,
    )
    for one in (call, programme, project):
        insert_model(cursor, one)
    cursor.execute(
        "insert into projects_partner (role, agency_id, project_id) select"
        " case when id = %s then 'LEAD' else 'PARTNER' end, id, 1 from agencies_agency"
        " where kind <> 'FUNDER'",
        (LEAD,),
    )


def _copy(
    cursor: Cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _people(cursor: Cursor, people: int) -> None:
    everybody = list(crowd(sizes(people)))
    cursor.execute(
        "select id from reference_municipality where province = 'CO' and valid_to is null"
    )
    places = [row[0] for row in cursor.fetchall()]
    rows = (_beneficiary(one, places) for one in everybody)
    _copy(cursor, "beneficiaries_beneficiary", BENEFICIARY, rows)
    _copy(
        cursor,
        "beneficiaries_rosterentry",
        ("beneficiary_id", "agency_id", "sort_key", "phase", "case_manager_id", "residence_id"),
        (
            (one.person.pk, one.person.agency_id, one.sort_key, "DELIVERY", 1,
             places[one.person.pk % len(places)])
            for one in everybody
        ),
    )  # fmt: skip
    _tokens(cursor, everybody)
    _files(cursor, everybody)


def _beneficiary(one: Named, places: list[int]) -> tuple[Any, ...]:
    person = one.person
    return (
        person.pk, person.agency_id, person.first_name, person.last_name, "", "TAX_CODE",
        person.identifier, person.gender, person.birth_date, "via al Lago 1", "", person.phone, "",
        DAY, places[person.pk % len(places)], 1,
    )  # fmt: skip


def _tokens(cursor: Cursor, everybody: list[Named]) -> None:
    columns = "agency_id, token, sort_key, beneficiary_id"
    with cursor.copy(f"copy beneficiaries_searchtoken ({columns}) from stdin") as copy:
        for one in everybody:
            # Words are letters, digits and blanks: nothing in them needs escaping.
            rest, agency = f"\t{one.sort_key}\t{one.person.pk}\n", f"{one.person.agency_id}\t"
            copy.write("".join(agency + word + rest for word in words_of(one.person)))


# What an open file says of its end: nothing.
UNSAID = ("closing_reason", "closing_outcome", "closing_words", "closed_from", "reopened_because")


def _files(cursor: Cursor, everybody: list[Named]) -> None:
    _copy(
        cursor,
        "beneficiaries_situation",
        ("beneficiary_id", "agency_id", "refused"),
        ((one.person.pk, one.person.agency_id, "{}") for one in everybody),
    )
    _copy(
        cursor,
        "beneficiaries_casefile",
        ("beneficiary_id", "agency_id", "phase", "opened_on", "case_manager_id", *UNSAID),
        (
            (one.person.pk, one.person.agency_id, "DELIVERY", DAY, 1, *("" for _ in UNSAID))
            for one in everybody
        ),
    )
    text = "Colloquio in sede: aggiornato insieme il curriculum e fissato il prossimo incontro. "
    # Two notes for most people of the first agency, thirty for the first of them.
    own = [one.person.pk for one in everybody if one.person.agency_id == LEAD]
    notes = ((own[n % len(own)] if n >= 3000 else own[n % 100], n) for n in range(NOTES))
    _copy(
        cursor,
        "beneficiaries_casenote",
        ("beneficiary_id", "agency_id", "kind", "happened_on", "minutes", "text", "author_id",
         "is_corrected"),
        (
            (person, LEAD, "INTERVIEW", DAY + timedelta(days=n % 300), 30, text * (n % 5 + 1), 1,
             False)
            for person, n in notes
        ),
    )  # fmt: skip


def _participations(cursor: Cursor, people: int) -> None:
    cursor.execute(
        "select id, agency_id, gender, birth_date from beneficiaries_beneficiary order by id"
    )
    chosen = cursor.fetchall()[: min(PARTICIPATIONS, people)]
    _copy(cursor, "projects_participation", PARTICIPATION,
          (participation_row(n, *row[:2]) for n, row in enumerate(chosen, 1)))  # fmt: skip
    _copy(cursor, "projects_entrysnapshot", ENTRY,
          (entry_row(n, *row) for n, row in enumerate(chosen, 1)))  # fmt: skip
    for table in ("beneficiaries_beneficiary", "projects_participation"):
        cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), %s)", (people,))


def _placements(cursor: Cursor) -> None:
    """Of people of the first agency who have not left: each has one."""
    cursor.execute(
        "select p.id, b.id, b.first_name, b.last_name from projects_participation p"
        " join beneficiaries_beneficiary b on b.id = p.beneficiary_id"
        " where p.agency_id = %s and p.exit_on is null and p.id >= %s order by p.id limit %s",
        (LEAD, FIRST_PLACED, PLACEMENTS),
    )
    chosen = [
        (row[0], Beneficiary(pk=row[1], first_name=row[2], last_name=row[3]))
        for row in cursor.fetchall()
    ]
    who = Who(LEAD, 1, worker=SEATS[0][0], first_of_staff=SEATS[3][0])
    copy_placements(cursor, who, chosen, timezone.localdate())


def sent_reports() -> list[FundingReport]:
    """A report at the end of each month, prepared by one, confirmed by another, sent."""
    months = [months_after(DAY, number) for number in range(SENT)]
    officer, second = SEATS[1][0], SEATS[-2][0]
    return [
        FundingReport(
            project_id=1,
            agency_id=LEAD,
            kind="PARTICIPANTS",
            cut_off=last_of(month),
            state="SENT",
            prepared_by_id=officer,
            confirmed_by_id=second,
            confirmed_at=datetime(month.year, month.month, 1, 9, tzinfo=UTC) + timedelta(days=40),
            sent_by_id=officer,
            sent_on=last_of(month) + timedelta(days=15),
            protocol=f"T1.{month:%Y.%m}",
        )
        for month in months
    ]
