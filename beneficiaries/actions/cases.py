"""Verbs on case files: move along the phases, entrust."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.actions.people import list_person
from beneficiaries.models import CaseFile
from beneficiaries.policy import Can
from beneficiaries.workflow import FORWARD, case_file_workflow
from core.policy import authorize


class NotAWorker(Exception):
    """The one chosen does not follow people for this agency today; the message is for people."""


@transaction.atomic
def move_case(case_file: CaseFile, step: str, *, by: User, at: datetime) -> CaseFile:
    """Move an open case file one step along its phases; its end has verbs of its own."""
    fresh = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    if step not in FORWARD:
        raise ValueError(f"{step} is no step along the phases.")
    case_file_workflow.take(fresh, step, by=by)
    fresh.phase_since = timezone.localdate(at)
    fresh.save(update_fields=["phase", "phase_since"])
    list_person(fresh.beneficiary, fresh)
    return fresh


@transaction.atomic
def entrust_case(case_file: CaseFile, worker: User, *, by: User, at: datetime) -> CaseFile:
    """Give an open case file to a worker of the agency; who followed before stays in its history.

    Raises NotAWorker where the one chosen works there no more.
    """
    fresh = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    authorize(by, Can.ENTRUST, fresh)
    if not workers_now(by).filter(user_id=worker.pk).exists():
        raise NotAWorker(_("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro."))
    fresh.case_manager = worker
    fresh.save(update_fields=["case_manager"])
    list_person(fresh.beneficiary, fresh)
    return fresh
