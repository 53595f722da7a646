"""The list of what the coordinator answered, for whoever wrote or follows it."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.audit.actions import log_reading
from core.lists import Empty, ListPage
from placements.answers import AT, KEY, Answer, answers, fetch_answers
from placements.policy import Can
from placements.tables import AnswerTable


def _log(request: HttpRequest, shown: Sequence[Answer], how: str) -> None:
    what = "elenco risposte" if how == "list" else "esportazione risposte"
    log_reading([row.person for row in shown], by=request.user, what=what)


answer_list = ListPage(
    title=gettext_lazy("Risposte del coordinatore"),
    one=gettext_lazy("risposta"),
    noun=gettext_lazy("risposte"),
    who=Can.PROPOSE,
    table=AnswerTable,
    rows=lambda request: answers(request.user),
    fetch=lambda request, keys: fetch_answers(request.user, keys),
    order=(f"-{AT}", KEY),
    key=KEY,
    empty=Empty(
        gettext_lazy("Nessuna risposta in attesa"),
        gettext_lazy(
            "Qui compaiono i progetti, le proposte e i registri a cui il coordinatore ha risposto,"
            " finché non fai il passo dopo."
        ),
    ),
    log=_log,
    file_name="risposte",
)
all_answers = require_safe(answer_list)
