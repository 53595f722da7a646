"""The steps of a participation; re-entry updates it and is never a second one."""

from django.utils.translation import gettext_lazy as _

from core.workflow import Workflow, step
from projects.enums import GONE
from projects.enums import ParticipationState as S
from projects.models import Participation
from projects.policy import Can

participation_workflow = Workflow(
    Participation,
    S.ENROLLED,
    step("begin", S.ENROLLED, S.ACTIVE, Can.BEGIN, label=_("Avvia")),
    step("leave", (S.ENROLLED, S.ACTIVE), S.LEFT, Can.LEAVE, label=_("Registra l’uscita")),
    step("record_result", S.LEFT, S.RESULT, Can.RECORD_RESULT, label=_("Rileva l’esito")),
    step(
        "record_follow_up",
        (S.LEFT, S.RESULT),
        S.FOLLOWED_UP,
        Can.FOLLOW_UP,
        label=_("Rileva il follow-up"),
    ),
    step("come_back", GONE, S.ACTIVE, Can.COME_BACK, label=_("Registra il rientro")),
)
