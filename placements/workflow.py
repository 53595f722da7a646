"""The steps of a placement, of its extensions, and of a month's register."""

from django.utils.translation import gettext_lazy as _

from core.workflow import Workflow, step
from placements.enums import ExtensionState as E
from placements.enums import PlacementState as S
from placements.enums import RegisterState as R
from placements.models import AttendanceRegister, Extension, Placement
from placements.policy import Can

placement_workflow = Workflow(
    Placement,
    S.DRAFT,
    step(
        "submit", (S.DRAFT, S.CHANGES), S.SUBMITTED, Can.PROPOSE, label=_("Invia al coordinatore")
    ),
    step("approve", S.SUBMITTED, S.APPROVED, Can.DECIDE, label=_("Approva")),
    step("ask_changes", S.SUBMITTED, S.CHANGES, Can.DECIDE, label=_("Chiedi modifiche")),
    step("refuse", S.SUBMITTED, S.REFUSED, Can.DECIDE, label=_("Respingi")),
    # Terms that change after the decision go through it again; signatures given so far fall.
    step("reopen", (S.APPROVED, S.SIGNED), S.CHANGES, Can.WITHDRAW, label=_("Modifica")),
    step(
        "withdraw",
        (S.DRAFT, S.SUBMITTED, S.CHANGES, S.APPROVED, S.SIGNED),
        S.WITHDRAWN,
        Can.WITHDRAW,
        label=_("Ritira"),
    ),
    step("sign", S.APPROVED, S.SIGNED, Can.SIGN, label=_("Firme complete")),
    step("start", S.SIGNED, S.RUNNING, Can.START, label=_("Avvia")),
    step("suspend", S.RUNNING, S.SUSPENDED, Can.SUSPEND, label=_("Sospendi")),
    step("resume", S.SUSPENDED, S.RUNNING, Can.SUSPEND, label=_("Riprendi")),
    step("end", (S.RUNNING, S.SUSPENDED), S.ENDED, Can.FINISH, label=_("Concludi")),
    step("break_off", (S.RUNNING, S.SUSPENDED), S.BROKEN_OFF, Can.FINISH, label=_("Interrompi")),
)

# Born as it is sent; a later last day holds with the last step alone.
extension_workflow = Workflow(
    Extension,
    E.SUBMITTED,
    step("approve", E.SUBMITTED, E.APPROVED, Can.DECIDE, label=_("Approva la proroga")),
    step("ask_changes", E.SUBMITTED, E.CHANGES, Can.DECIDE, label=_("Chiedi modifiche")),
    step("refuse", E.SUBMITTED, E.REFUSED, Can.DECIDE, label=_("Respingi")),
    step("send_again", E.CHANGES, E.SUBMITTED, Can.PROPOSE, label=_("Invia di nuovo")),
    step(
        "withdraw",
        (E.SUBMITTED, E.CHANGES, E.APPROVED),
        E.WITHDRAWN,
        Can.WITHDRAW,
        label=_("Ritira la proroga"),
    ),
    step("take_effect", E.APPROVED, E.IN_FORCE, Can.SIGN, label=_("Entra in vigore")),
)

register_workflow = Workflow(
    AttendanceRegister,
    R.OPEN,
    step("close", R.OPEN, R.CLOSED, Can.FILL, label=_("Chiudi il mese")),
    step("send_back", R.CLOSED, R.OPEN, Can.VALIDATE, label=_("Rimanda")),
    step("validate", R.CLOSED, R.VALIDATED, Can.VALIDATE, label=_("Valida")),
    step("pay", R.VALIDATED, R.PAID, Can.PAY, label=_("Segna come pagato")),
)
