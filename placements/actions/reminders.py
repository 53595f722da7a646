"""Verbs that remind: of signatures whoever proposed, of months to close whoever follows."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import User
from core.policy import authorize
from core.post import send_after_commit
from placements.actions.refusals import NotPossible
from placements.enums import ExtensionState
from placements.lacking import lacking_registers
from placements.models import Placement
from placements.policy import Can
from placements.reminding import followers_of, register_reminders_of, reminders_of
from placements.signing import papers_of, papers_of_extension
from placements.workflow import placement_workflow


def _fresh(placement: Placement) -> Placement:
    """The row as it is now, locked; alone, because joined rows are only read."""
    return Placement.objects.select_for_update().get(pk=placement.pk)


# --- signatures ---------------------------------------------------------------------------------


@transaction.atomic
def remind_signatures(placement: Placement, *, link: str, by: User, at: datetime) -> Placement:
    """Write to who asked, for a placement or an extension, what lacks: a count and a link only."""
    authorize(by, Can.SIGN, placement)
    fresh = _fresh(placement)
    extension = fresh.extensions.filter(state=ExtensionState.APPROVED).first()
    if extension is None:
        placement_workflow.check(fresh, placement_workflow.steps["sign"])
    last = reminders_of([fresh], today=timezone.localdate(at))[fresh.pk]
    if last.refused:
        raise NotPossible(last.refused)
    to = (extension or fresh).submitted_by
    if to is None:
        raise NotPossible(_("Non si sa chi ha inviato la proposta: nessuno a cui scrivere."))
    fresh.reminded_at = at
    fresh.save(update_fields=["reminded_at"])
    papers = papers_of_extension(extension) if extension else papers_of(fresh)
    send_after_commit(*_letter(len(papers.lacking), link), to.email)
    return fresh


def _letter(count: int, link: str) -> tuple[str, str]:
    # All have signed an extension: only its notice lacks.
    said = _("Su un tirocinio approvato manca ancora una comunicazione.")
    if count:
        said = _signatures(count)
    body = _("%(said)s\n\nApri la pagina delle firme:\n%(link)s\n") % {"said": said, "link": link}
    return _("Firme da raccogliere"), body


def _signatures(count: int) -> str:
    return ngettext(
        "Su un tirocinio approvato manca ancora %(count)s firma.",
        "Su un tirocinio approvato mancano ancora %(count)s firme.",
        count,
    ) % {"count": count}


# --- registers ----------------------------------------------------------------------------------


@transaction.atomic
def remind_registers(placement: Placement, *, link: str, by: User, at: datetime) -> Placement:
    """Write to who follows it how many months are to be closed: a count and a link only."""
    authorize(by, Can.FILL, placement)
    fresh, today = _fresh(placement), timezone.localdate(at)
    # With `lacking`, which Django's types do not know.
    found: Any = lacking_registers(Placement.objects.filter(pk=fresh.pk), today).first()
    if found is None:
        raise NotPossible(_("Nessun mese di questo tirocinio è da chiudere."))
    followers = followers_of([fresh], by=by)
    last = register_reminders_of([fresh], followers, by=by, today=today)[fresh.pk]
    to = followers[fresh.pk]
    if last.refused or to is None:
        raise NotPossible(last.refused)
    fresh.registers_reminded_at = at
    fresh.save(update_fields=["registers_reminded_at"])
    send_after_commit(*_letter_of_registers(found.lacking, link), to.email)
    return fresh


def _letter_of_registers(count: int, link: str) -> tuple[str, str]:
    said = ngettext(
        "In un tirocinio che segui è da chiudere il registro di %(count)s mese.",
        "In un tirocinio che segui sono da chiudere i registri di %(count)s mesi.",
        count,
    ) % {"count": count}
    body = _("%(said)s\n\nApri i registri mancanti:\n%(link)s\n") % {"said": said, "link": link}
    return _("Registri da chiudere"), body
