"""What is done for a person serves an action of that person's plan, and of nobody else's."""

from django.utils.translation import gettext as _

from beneficiaries.models import PlanAction


class NotTheirAction(Exception):
    """The action is of another person's plan; the message is for people."""


def refuse_another_s(action_id: int | None, person_id: int) -> None:
    """Refuse an action that is of no version of this person's plan."""
    if action_id is None:
        return
    if not PlanAction.objects.of_people([person_id]).filter(pk=action_id).exists():
        raise NotTheirAction(_("Scegli un’azione del progetto di questa persona."))
