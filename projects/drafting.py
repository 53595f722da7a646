"""The forms about a participation whose words are kept while one writes, and their names."""

from django.utils.translation import gettext_lazy

from beneficiaries.drafting import About, declare
from projects.models import Participation

declare(
    {
        "entry:": About(
            gettext_lazy("Risposte del primo giorno di %(name)s"),
            gettext_lazy("Risposte del primo giorno"),
            "projects:complete",
        ),
        "result:": About(
            gettext_lazy("Esito di %(name)s"), gettext_lazy("Esito all’uscita"), "projects:result"
        ),
        "follow-up:": About(
            gettext_lazy("Follow-up di %(name)s"),
            gettext_lazy("Follow-up a sei mesi"),
            "projects:follow_up",
        ),
    }
)


def entry_form(found: Participation) -> str:
    """The name of the form that completes the answers of the first day."""
    return f"entry:{found.beneficiary_id}/{found.pk}"


def result_form(found: Participation) -> str:
    """The name of the form of what came of it."""
    return f"result:{found.beneficiary_id}/{found.pk}"


def follow_up_form(found: Participation) -> str:
    """The name of the form of how things stood six months later."""
    return f"follow-up:{found.beneficiary_id}/{found.pk}"
