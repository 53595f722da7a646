"""Documents: rows, the version of a plan they are copies of, and the file that stays."""

from beneficiaries.models import Document
from beneficiaries.row_security.grounds import OWN, SEES_PERSON
from core.arming import helper
from core.tenancy import PURPOSE, Purpose, Rows, protect

# With the writer's own rights: what a document replaces, and the plan it is a copy of, are of the
# same person.
helper(
    "create or replace function document_is_of(former bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_document d"
    " where d.id = former and d.beneficiary_id = person); end $$"
)
helper(
    "create or replace function plan_is_of(plan bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_personalplan p"
    " where p.id = plan and p.beneficiary_id = person); end $$"
)
protect(
    Document,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON}"
        " and (replaces_id is null or document_is_of(replaces_id, beneficiary_id))"
        " and (plan_id is null or plan_is_of(plan_id, beneficiary_id))",
        history_check=OWN,
    ),
    # Which files a row names: the others are nobody's, and are removed.
    Rows(
        "sweep",
        using=f"{PURPOSE} = '{Purpose.SWEEP}'",
        check="false",
        command="SELECT",
        history=False,
    ),
)
# What was put away stays what it was: only what is said of it may change, and whose it is where
# two records of one person become one.
helper(
    "create or replace function files_of_documents_stay() returns trigger language plpgsql as $$"
    " begin if (new.path, new.sha256, new.brought_sha256, new.size, new.file_kind,"
    " new.uploaded_by_id, new.uploaded_at) is distinct from"
    " (old.path, old.sha256, old.brought_sha256, old.size, old.file_kind,"
    " old.uploaded_by_id, old.uploaded_at) or (new.beneficiary_id <> old.beneficiary_id"
    f" and {PURPOSE} is distinct from '{Purpose.MERGE}') then"
    " raise exception 'the file of a document stays' using errcode = 'check_violation';"
    " end if; return new; end $$"
)
helper(
    "create or replace trigger files_of_documents_stay before update"
    " on beneficiaries_document for each row execute function files_of_documents_stay()"
)
