"""Until when hosts, placements, days and payments are kept."""

from core.audit.classes import Keep, keep
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    Extension,
    HostOrganisation,
    HostTutor,
    MandatoryNotice,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
    Signature,
    Suspension,
)

EVIDENCE = (
    "Reg. (UE) 1303/2013, art. 140, and 2021/1060, art. 82: evidence of the expenditure until"
    " five years after the last payment; in practice 10 years (art. 2220 c.c.)"
)

keep(
    Keep(
        Placement,
        years=10,
        since="project__ends_on",
        source=EVIDENCE,
        plain=("id", "project", "agency", "host", "kind", "state", "shape", "schedule",
               "contract_minutes", "gives_meals", "eqf_level", "version"),
        ordinary=("participation", "beneficiary", "host_tutor", "promoter_tutor", "starts_on",
                  "ends_on", "ended_on", "monthly_allowance", "months_elsewhere",
                  "worked_for_host", "tasks", "submitted_at", "submitted_by", "decided_at",
                  "decided_by", "refusal_reason", "outcome", "reminded_at",
                  "registers_reminded_at", "action"),
        # They tell who has the person in charge, and what the person can and cannot do.
        special=("service", "gets_income_support", "attestation_on", "aims", "decision_note",
                 "break_reason", "end_note"),
        blank={"service": "", "attestation_on": None, "tasks": "", "aims": "",
               "decision_note": "", "end_note": ""},
    )
)  # fmt: skip
keep(
    Keep(
        HostOrganisation,
        # As long as a placement there is kept: a host is a body, its signatory a person.
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "name", "tax_code", "sector", "is_public", "employees",
               "places_offered", "municipality", "address", "liability_policy",
               "liability_until", "inail_position"),
        ordinary=("signatory", "email", "phone"),
        blank={"signatory": "", "email": "", "phone": ""},
    )
)  # fmt: skip
keep(
    Keep(
        HostTutor,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "host", "agency", "is_active"),
        ordinary=("first_name", "last_name", "task", "email", "phone"),
        blank={"first_name": "█", "last_name": "█", "task": "", "email": "", "phone": ""},
    )
)
keep(
    Keep(
        Suspension,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project"),
        ordinary=("placement", "starts_on", "ends_on"),
        # Often an illness.
        special=("reason",),
        blank={"reason": ""},
    )
)
keep(
    Keep(
        PlacementVersion,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "number", "sha256", "made_at"),
        ordinary=("placement",),
        special=("content",),
    )
)
keep(
    Keep(
        Extension,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "state", "eqf_level"),
        ordinary=("placement", "version", "ended_before", "ends_on", "submitted_at",
                  "submitted_by", "decided_at", "decided_by", "refusal_reason"),
        # Why somebody needs more time tells how they are.
        special=("reason", "attestation_on", "decision_note"),
        blank={"reason": "█", "attestation_on": None, "decision_note": ""},
    )
)  # fmt: skip
keep(
    Keep(
        Signature,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "paper", "party", "sha256"),
        ordinary=("version", "signer", "signed_on"),
    )
)
keep(
    Keep(
        MandatoryNotice,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "kind"),
        ordinary=("placement", "extension", "protocol", "sent_on"),
    )
)
keep(
    Keep(
        AttendanceRegister,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "month", "state"),
        ordinary=("placement",),
    )
)
keep(
    Keep(
        AttendanceEntry,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "planned_minutes", "is_confirmed"),
        ordinary=("register", "day", "minutes"),
        # Illness and injury are data on health.
        special=("absence",),
    )
)
keep(
    Keep(
        Allowance,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "number"),
        ordinary=("register", "planned_minutes", "minutes", "total"),
        special=("lines",),
    )
)
keep(
    Keep(
        PaymentBatch,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "month", "paid_on", "reference"),
    )
)
keep(
    Keep(
        Payment,
        goes_with=Placement,
        source=EVIDENCE,
        plain=("id", "agency", "project", "batch"),
        ordinary=("allowance", "amount"),
    )
)
