"""Until when what is known of people is kept; how protected each answer is."""

from beneficiaries.models import (
    Appointment,
    AreaScore,
    Assessment,
    Beneficiary,
    CaseFile,
    CaseNote,
    Deadline,
    Document,
    Household,
    HouseholdMember,
    PersonalPlan,
    PlanAction,
    PlanGoal,
    PlanSignature,
    PrivacyNotice,
    Situation,
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
        ordinary=("beneficiary", "phase", "opened_on", "phase_since", "case_manager", "closed_on",
                  "closing_reason", "closing_outcome", "closed_from"),
        # Free text, as in the diary.
        judicial=("closing_words", "reopened_because"),
    )
)  # fmt: skip
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
            "action",
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
        ordinary=("beneficiary", "state", "starts_at", "place_kind", "worker", "follows", "note",
                  "action", "with_file"),
        # Free text: “SerD” or “UEPE” beside a name says what the note would say.
        judicial=("place", "purpose"),
    )
)  # fmt: skip
keep(
    Keep(
        PlanAction,
        goes_with=PlanGoal,
        source=FILE,
        plain=("id", "agency", "line", "position", "hours_planned", "hours_declared",
               "is_dropped"),
        ordinary=("goal", "who", "due_by", "done_on"),
        # A body of care or of justice may be named.
        judicial=("what", "who_else", "declared_by"),
    )
)  # fmt: skip
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
        ordinary=("beneficiary", "due_on", "worker", "done_at", "done_by", "with_file"),
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
