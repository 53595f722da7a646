"""Appointments and deadlines, and who passed people on."""

from beneficiaries.models import Appointment, Deadline, HandOver, HandOverLine
from beneficiaries.row_security.grounds import COORDINATOR, OWN, SEES_PERSON, SERVES_ITS_OWN
from core.arming import helper
from core.tenancy import PURPOSE, USER, Purpose, Rows, protect

protect(
    Deadline,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
)
# The note, and the appointment it takes the place of, are of the same person. Functions with the
# writer's own rights, because a table's policy may not ask the table itself.
helper(
    "create or replace function note_is_of(note bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_casenote n"
    " where n.id = note and n.beneficiary_id = person); end $$"
)
helper(
    "create or replace function appointment_is_of(former bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_appointment a"
    " where a.id = former and a.beneficiary_id = person); end $$"
)
protect(
    Appointment,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and {SERVES_ITS_OWN}"
        " and (note_id is null or note_is_of(note_id, beneficiary_id))"
        " and (follows_id is null or appointment_is_of(follows_id, beneficiary_id))",
        history_check=OWN,
    ),
)
# Whom it is about reads it, too: who followed the people, and who follows them then. The line
# says both, because the policy of a line may not ask the hand-over that asks the line.
ITS_LINES = "select l.hand_over_id from beneficiaries_handoverline l"
# The clock sees what was planned; of that it writes only that it could not be carried out.
CLOCK = f"{PURPOSE} = '{Purpose.HAND_OVER}' and starts_on is not null"
protect(
    HandOver,
    Rows("coordinators", using=COORDINATOR),
    Rows(
        "workers",
        using=f"{OWN} and (from_worker_id = {USER} or {{id}} in"
        f" ({ITS_LINES} where l.to_worker_id = {USER}))",
        command="SELECT",
        history=False,
    ),
    Rows("clock", using=CLOCK, check=f"{CLOCK} and not_done <> ''"),
)
protect(
    HandOverLine,
    Rows(
        "coordinators",
        using=COORDINATOR,
        check=f"{COORDINATOR} and {SEES_PERSON}",
        history_check=COORDINATOR,
    ),
    Rows(
        "workers",
        using=f"{OWN} and (from_worker_id = {USER} or to_worker_id = {USER})",
        command="SELECT",
        history=False,
    ),
)
