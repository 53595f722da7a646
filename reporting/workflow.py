"""The steps of a report: prepared, confirmed by a second person, sent.

A sent version never moves again: what is opened after it is a new version (actions.sealing).
"""

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
    step("confirm", S.READY, S.CONFIRMED, Can.CONFIRM, label=_("Conferma")),
    step("unconfirm", S.CONFIRMED, S.READY, Can.REOPEN, label=_("Riapri")),
    step("send", S.CONFIRMED, S.SENT, Can.SEND, label=_("Segna come inviato")),
    step("fail", S.PREPARING, S.FAILED, Can.PREPARE, label=_("Preparazione non riuscita")),
)
