"""Until when what is around a file is kept: who passed it on, who it is, who may look, who asks."""

from beneficiaries.models import (
    Beneficiary,
    CalendarFeed,
    DuplicatePair,
    EmergencyAccess,
    EmergencyReading,
    HandOver,
    HandOverLine,
    Merge,
    MorningMail,
    Referral,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Share,
    WaitingDue,
)
from beneficiaries.retention import EVIDENCE, FILE, LEAST
from core.audit.classes import Keep, keep

keep(
    Keep(
        HandOver,
        years=10,
        since="made_at",
        source=FILE,
        plain=("id", "agency", "starts_on", "done_at", "not_done"),
        ordinary=("from_worker", "made_by", "made_at", "undone_by", "undone_at"),
    )
)
keep(
    Keep(
        HandOverLine,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "is_back", "not_done"),
        ordinary=("hand_over", "beneficiary", "case_file", "from_worker", "to_worker"),
        # Free text, as in the diary: whatever the next worker should know.
        judicial=("summary",),
    )
)
keep(
    Keep(
        DuplicatePair,
        years=10,
        since="found_at",
        source=LEAST,
        plain=("id", "agency", "state"),
        ordinary=("first", "second", "reasons", "found_at", "decided_by", "decided_at"),
    )
)
keep(
    Keep(
        Merge,
        years=10,
        since="made_at",
        source=FILE,
        plain=("id", "agency", "pair", "moved"),
        ordinary=("kept", "gone", "closed", "made_by", "made_at", "undone_by", "undone_at"),
        # The answers of the two records, vulnerabilities among them.
        judicial=("replaced",),
    )
)
keep(
    Keep(
        EmergencyAccess,
        years=10,
        since="opened_at",
        source=f"{FILE}; HL7 PHR-S FM TI.2.1.2: the reason of an override is kept",
        plain=("id", "agency", "state", "review_by"),
        ordinary=("beneficiary", "opened_by", "opened_at", "until", "ended_at", "authors",
                  "reviewed_by", "reviewed_at"),
        # Free text, as in the diary.
        judicial=("reason", "remark"),
    )
)  # fmt: skip
keep(
    Keep(
        EmergencyReading, goes_with=EmergencyAccess, source=FILE, plain=("id", "agency"),
        ordinary=("access", "note", "author", "happened_on", "read_at"),
    )
)  # fmt: skip
keep(
    Keep(
        Share,
        years=10,
        since="valid_to",
        source="Reg. (UE) 2016/679, art. 5(2) and 26: who could see what can be shown afterwards",
        plain=("id", "agency", "sections"),
        # The purpose is read in the log of who looked, too: its form asks for no news of a person.
        ordinary=("beneficiary", "to_agency", "purpose", "basis", "consent_on", "valid_from",
                  "valid_to", "referral", "made_by", "ended_at", "ended_by"),
    )
)  # fmt: skip
keep(
    Keep(
        Referral,
        years=10,
        since="sent_at",
        source="Reg. (UE) 2016/679, art. 5(2): what was told to whom can be shown afterwards",
        plain=("id", "agency", "sections", "months"),
        ordinary=("beneficiary", "to_agency", "state", "first_name", "municipality", "age_band",
                  "basis", "consent_on", "sent_by", "sent_at", "closed_by", "closed_at", "worker",
                  "declined"),
        judicial=("why", "asked", "answer"),
    )
)  # fmt: skip
keep(
    Keep(
        SamePerson,
        goes_with=Beneficiary,
        source=EVIDENCE,
        plain=("id",),
        ordinary=("group", "beneficiary"),
    )
)
keep(
    Keep(
        RosterEntry,
        goes_with=Beneficiary,
        source=LEAST,
        plain=("agency_id",),
        ordinary=("beneficiary", "sort_key", "phase", "case_manager_id", "residence_id"),
    )
)
keep(
    Keep(
        SearchToken,
        goes_with=Beneficiary,
        source=LEAST,
        plain=("agency_id",),
        ordinary=("token", "sort_key", "beneficiary"),
    )
)
keep(
    Keep(
        SearchTicket,
        days=30,
        since="asked_at",
        source=f"{LEAST}: an address that holds a search works for a month",
        plain=("id", "code", "agency_id"),
        ordinary=("user_id", "words", "asked_at"),
    )
)
keep(
    Keep(
        WaitingDue,
        days=30,
        since="until",
        source=f"{LEAST}: out of sight for a week at most, and back by itself",
        plain=("id", "source", "row"),
        ordinary=("user_id", "agency_id", "until"),
    )
)
keep(
    Keep(
        CalendarFeed,
        years=2,
        since="revoked_at",
        source=f"{LEAST}: who could read a calendar elsewhere is told as long as who looked",
        plain=("id", "token_hash", "read_count"),
        ordinary=("user_id", "seat_id", "agency_id", "made_at", "revoked_at", "last_read_at"),
    )
)
keep(
    Keep(
        MorningMail,
        years=2,
        since="chosen_at",
        source=f"{LEAST}: a choice is asked again after a while",
        plain=("id", "is_on"),
        ordinary=("user_id", "seat_id", "agency_id", "sent_on", "chosen_at"),
    )
)
