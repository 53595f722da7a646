"""The diary and the assessments."""

from beneficiaries.enums import ShareSection
from beneficiaries.models import AreaScore, CaseNote
from beneficiaries.row_security.grounds import (
    COORDINATOR,
    OWN,
    SEES_PERSON,
    SERVES_ITS_OWN,
    shared_section,
    shown,
)
from core.arming import helper
from core.tenancy import AGENCY, PURPOSE, USER, Purpose, Rows, admit, history_of, protect

# A reserved note is there for its author and for those it names; who coordinates is no exception.
READS = f"{OWN} and (visibility <> 'RESERVED' or author_id = {USER} or {USER} = any(readers))"
# Who makes two records one moves the whole diary, the notes reserved to others with it: under a
# purpose set around that one statement, which returns numbers and no text.
MERGING = f"{PURPOSE} = '{Purpose.MERGE}' and {COORDINATOR}"
FITS = f"{SEES_PERSON} and {SERVES_ITS_OWN}"
protect(
    CaseNote,
    Rows("caseworkers", using=READS, check=f"{READS} and {FITS}", history=False),
    Rows("merging", using=MERGING, check=f"{MERGING} and {FITS}", history=False),
)
# Marked as shared, and of somebody whose notes are shared with the agency that asks.
admit(
    CaseNote,
    shown(f"visibility = 'SHARED' and {shared_section(ShareSection.NOTES, 'beneficiary_id')}"),
)
# In an emergency a colleague reads what is reserved of one person, while their own access is open:
# by the clock of the database, the note as it is now, and nothing is written.
IN_EMERGENCY = (
    f"{OWN} and visibility = 'RESERVED' and beneficiary_id in (select e.beneficiary_id"
    f" from beneficiaries_emergencyaccess e where e.opened_by_id = {USER}"
    f" and e.agency_id = {AGENCY} and e.ended_at is null and statement_timestamp() < e.until)"
)
admit(CaseNote, Rows("emergency", using=IN_EMERGENCY, command="SELECT", history=False))
# A version follows the note as it is now, and who could read that version: a note that is
# reserved later takes its earlier text with it, one that is opened leaves its reserved text behind.
# Who reads it in an emergency alone reads no version.
helper(
    "create or replace function sees_note(note bigint) returns boolean language plpgsql"
    f" stable as $$ begin return exists (select 1 from beneficiaries_casenote"
    f" where id = note and {READS}); end $$"
)
NOTE_HISTORY = history_of(CaseNote)
assert NOTE_HISTORY is not None  # noqa: S101  why: notes keep their history
admit(
    NOTE_HISTORY,
    Rows("caseworkers", using=f"{READS} and sees_note(pgh_obj_id)", check=OWN),
)
# The answer on an area is of an assessment its writer sees, and of no other person's.
SEES_ASSESSMENT = (
    "(assessment_id, beneficiary_id) in"
    " (select a.id, a.beneficiary_id from beneficiaries_assessment a)"
)
protect(
    AreaScore,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and {SEES_ASSESSMENT}",
        history_check=OWN,
    ),
)
admit(AreaScore, shown(shared_section(ShareSection.ASSESSMENT, "beneficiary_id")))
