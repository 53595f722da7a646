"""The nouns of this floor: hosts, placements and their papers, the days, what is paid for them."""

from placements.models.extensions import Extension
from placements.models.hosts import HostOrganisation, HostTutor
from placements.models.papers import MandatoryNotice, PlacementVersion, Signature
from placements.models.payments import Allowance, Payment, PaymentBatch
from placements.models.placements import Placement, Suspension
from placements.models.registers import AttendanceEntry, AttendanceRegister

__all__ = [
    "Allowance",
    "AttendanceEntry",
    "AttendanceRegister",
    "Extension",
    "HostOrganisation",
    "HostTutor",
    "MandatoryNotice",
    "Payment",
    "PaymentBatch",
    "Placement",
    "PlacementVersion",
    "Signature",
    "Suspension",
]
