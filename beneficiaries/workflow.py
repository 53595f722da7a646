"""The phases of a case file (d.g.r. Lombardia X/5499 of 2016, annex A)."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Phase as P
from beneficiaries.models import CaseFile
from beneficiaries.policy import Can
from core.workflow import Workflow, step

OPEN = (P.ACCESS, P.ASSESSMENT, P.PLANNING, P.DELIVERY, P.EVALUATION)

case_file_workflow = Workflow(
    CaseFile,
    P.ACCESS,
    step("assess", P.ACCESS, P.ASSESSMENT, Can.MOVE_CASE, label=_("Passa a valutazione")),
    step("plan", P.ASSESSMENT, P.PLANNING, Can.MOVE_CASE, label=_("Passa a progetto")),
    step("deliver", P.PLANNING, P.DELIVERY, Can.MOVE_CASE, label=_("Passa ad attuazione")),
    step(
        "evaluate", P.DELIVERY, P.EVALUATION, Can.MOVE_CASE, label=_("Passa a valutazione finale")
    ),
    step("close", OPEN, P.CLOSED, Can.CLOSE_CASE, label=_("Chiudi la cartella")),
    step("reopen", P.CLOSED, P.ACCESS, Can.CLOSE_CASE, label=_("Riapri la cartella")),
    field="phase",
)
