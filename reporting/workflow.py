"""The steps of a report, up to the prepared package."""

from django.utils.translation import gettext_lazy as _

from core.workflow import Workflow, step
from reporting.enums import ReportState as S
from reporting.models import FundingReport
from reporting.policy import Can

report_workflow = Workflow(
    FundingReport,
    S.DRAFT,
    step(
        "ask",
        (S.DRAFT, S.READY, S.FAILED),
        S.PREPARING,
        Can.ASK,
        label=_("Prepara il rendiconto"),
    ),
    step("finish", S.PREPARING, S.READY, Can.PREPARE, label=_("Preparazione finita")),
    step("stop", S.PREPARING, S.DRAFT, Can.PREPARE, label=_("Annulla la preparazione")),
    step("fail", S.PREPARING, S.FAILED, Can.PREPARE, label=_("Preparazione non riuscita")),
)
