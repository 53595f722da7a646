"""Until when what is known of people is kept; how protected each answer is."""

from beneficiaries.models import (
    Appointment,
    AreaScore,
    Assessment,
    Beneficiary,
    CalendarFeed,
    CaseFile,
    CaseNote,
    Deadline,
    Document,
    DuplicatePair,
    EmergencyAccess,
    EmergencyReading,
    HandOver,
    HandOverLine,
    Household,
    HouseholdMember,
    Merge,
    MorningMail,
    PersonalPlan,
    PlanAction,
    PlanGoal,
    PlanSignature,
    PrivacyNotice,
    Referral,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Share,
    Situation,
    WaitingDue,
)
from core.audit.classes import Keep, keep

EVIDENCE = (
    "Reg. (UE) 1303/2013, art. 140, and 2021/1060, art. 82: evidence of the expenditure until"
    " five years after the last payment; in practice 10 years (art. 2220 c.c.)"
)
FILE = (
    "The social file follows its agency's massimario di scarto, 10 years or more;"
    " L. 119/2001 on its secrecy"
)
LEAST = "Reg. (UE) 2016/679, art. 5(1)(c)-(e): no longer than the purpose asks"

keep(
    Keep(
        Beneficiary,
        years=10,
        since="left_on",
        source=EVIDENCE,
        plain=("id",),
        # Citizenship and birth abroad are no ethnic origin, though one may guess it from them:
        # they are asked for the indicators, where the answer about origin is one of its own.
        ordinary=("agency", "first_name", "last_name", "alias", "identifier_kind", "identifier",
                  "gender", "birth_date", "birth_municipality", "birth_country", "citizenship",
                  "residence", "residence_address", "domicile", "domicile_address", "phone",
                  "email", "registered_on", "left_on", "merged_into"),
        blank={"first_name": "█", "last_name": "█", "alias": "", "identifier_kind": "NONE",
               "identifier": "", "birth_date": None, "birth_municipality": None,
               "residence_address": "", "domicile": None, "domicile_address": "", "phone": "",
               "email": ""},
    )
)  # fmt: skip
keep(
    Keep(
        Situation,
        goes_with=Beneficiary,
        source=FILE,
        plain=("agency",),
        ordinary=("beneficiary", "education", "employment", "is_in_training",
                  "unemployed_since", "household", "housing"),
        # The list holds health, origin and penal measures; that one refused says something too.
        special=("refused",),
        judicial=("vulnerabilities",),
    )
)  # fmt: skip
keep(
    Keep(
        CaseFile,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency"),
        ordinary=("beneficiary", "phase", "opened_on", "case_manager", "closed_on"),
    )
)
keep(
    Keep(
        CaseNote,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "minutes", "is_corrected", "visibility"),
        ordinary=(
            "beneficiary",
            "kind",
            "happened_on",
            "hour",
            "author",
            "written_at",
            "readers",
            "group",
        ),
        # Free text: whatever was said, a conviction as well as an illness; who was there may be
        # a probation officer as well as a doctor; the words are those of both.
        judicial=("present", "text", "words"),
    )
)
keep(
    Keep(
        Assessment,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "is_corrected"),
        ordinary=("beneficiary", "assessed_on", "author", "written_at"),
        judicial=("remark",),
    )
)
keep(
    Keep(
        Household,
        goes_with=HouseholdMember,
        source=FILE,
        plain=("id", "agency"),
        ordinary=("address",),
        # Free text, as in the diary.
        judicial=("note",),
    )
)
keep(
    Keep(
        HouseholdMember,
        goes_with=Beneficiary,
        # Of third persons the least: a first name, a year, whether they work.
        source=f"{FILE}; {LEAST}",
        plain=("id", "agency", "is_mistake", "differs_since"),
        ordinary=("household", "beneficiary", "first_name", "birth_year", "work", "is_dependent",
                  "starts_on", "ends_on"),
        # With whom somebody lives as a couple may tell their orientation (CJEU, C-184/20).
        special=("relation",),
    )
)  # fmt: skip
keep(
    Keep(
        PersonalPlan,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "number", "state", "review_months", "sha256"),
        ordinary=("beneficiary", "case_file", "review_on", "reviewed_on", "made_by", "made_at",
                  "proposed_by", "proposed_at", "decided_by", "decided_at", "ended_on"),
        # Free text, as in the diary.
        judicial=("aim", "comment", "content"),
    )
)  # fmt: skip
keep(
    Keep(
        PlanGoal,
        goes_with=PersonalPlan,
        source=FILE,
        plain=("id", "agency", "line", "position", "is_dropped"),
        ordinary=("plan", "reached"),
        # Health is one of the areas.
        special=("area",),
        judicial=("title", "wish", "sign"),
    )
)
keep(
    Keep(
        Appointment,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "minutes"),
        ordinary=("beneficiary", "state", "starts_at", "place_kind", "worker", "follows", "note"),
        # Free text: “SerD” or “UEPE” beside a name says what the note would say.
        judicial=("place", "purpose"),
    )
)
keep(
    Keep(
        PlanAction,
        goes_with=PlanGoal,
        source=FILE,
        plain=("id", "agency", "line", "position", "hours_planned", "hours_done", "is_dropped"),
        ordinary=("goal", "who", "due_by", "done_on"),
        # A body of care or of justice may be named.
        judicial=("what", "who_else"),
    )
)
keep(
    Keep(
        AreaScore,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "area"),
        ordinary=("assessment", "beneficiary"),
        # One of the areas is health, if only as what it keeps somebody from.
        special=("level",),
        # Free text: whatever was said, a conviction as well as an illness.
        judicial=("note",),
    )
)
keep(
    Keep(
        Deadline,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency"),
        ordinary=("beneficiary", "due_on", "worker", "done_at", "done_by"),
        judicial=("text",),
    )
)
keep(
    Keep(
        Document,
        goes_with=Beneficiary,
        source=FILE,
        plain=("id", "agency", "file_kind", "size", "scan"),
        ordinary=("beneficiary", "state", "number", "issued_on", "expires_on", "plan", "replaces",
                  "path", "sha256", "brought_sha256", "uploaded_by", "uploaded_at", "ended_by",
                  "ended_at"),
        # One of the kinds says that there is a disability.
        special=("kind",),
        # Free text; a file is often named for what it says.
        judicial=("name", "note", "reason"),
    )
)  # fmt: skip
keep(
    Keep(
        PlanSignature,
        goes_with=PersonalPlan,
        source=FILE,
        plain=("id", "agency", "sha256"),
        ordinary=("plan", "party", "signer", "signed_on"),
    )
)
keep(
    Keep(
        PrivacyNotice,
        goes_with=Beneficiary,
        source="Reg. (UE) 2016/679, art. 5(2): that it was given can be shown as long as data are",
        plain=("id", "agency", "edition"),
        ordinary=("beneficiary", "given_on", "is_signed"),
    )
)
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
