"""Until when what is known of people is kept; how protected each answer is."""

from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    CaseNote,
    PrivacyNotice,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Share,
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
                  "email", "registered_on", "left_on"),
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
        ordinary=("beneficiary", "kind", "happened_on", "hour", "author", "written_at", "readers"),
        # Free text: whatever was said, a conviction as well as an illness; who was there may be
        # a probation officer as well as a doctor; the words are those of both.
        judicial=("present", "text", "words"),
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
        Share,
        years=10,
        since="valid_to",
        source="Reg. (UE) 2016/679, art. 5(2) and 26: who could see what can be shown afterwards",
        plain=("id", "agency", "sections"),
        ordinary=("beneficiary", "to_agency", "purpose", "valid_from", "valid_to"),
    )
)
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
