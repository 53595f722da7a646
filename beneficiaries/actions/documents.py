"""Verbs of documents: bring one, correct what is said of it, replace, cancel, hand out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.editing import save_changes
from beneficiaries.document_enums import DocumentKind
from beneficiaries.models import Beneficiary, Document, PersonalPlan
from beneficiaries.plan_enums import HELD_PLANS
from beneficiaries.policy import Can
from beneficiaries.workflow import document_workflow
from core.audit.actions import log_reading
from core.files import shelf
from core.files.intake import Taken
from core.files.scanner import Scan, scan
from core.policy import authorize

FOLDER = "documents"


class DocumentRefused(Exception):
    """The document is not taken, or not handed out; the message is for people."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Told:
    """What is said of a file: what it is, from when until when it is good."""

    kind: str
    number: str
    issued_on: date | None
    expires_on: date | None
    note: str


@transaction.atomic
def add_document(
    person: Beneficiary,
    taken: Taken,
    told: Told,
    *,
    plan: PersonalPlan | None = None,
    by: User,
    at: datetime,
) -> Document:
    """Put a file that was looked at among the documents of a person in the agency's charge."""
    authorize(by, Can.KEEP_DOCUMENTS, person)
    if (told.kind == DocumentKind.PLAN) != (plan is not None and plan.state in HELD_PLANS):
        raise DocumentRefused(_("Si allega la copia firmata di una versione approvata."), "kind")
    return _keep(person, taken, told, {"plan": plan}, by=by, at=at)


@transaction.atomic
def replace_document(
    document: Document, taken: Taken, told: Told, *, by: User, at: datetime
) -> Document:
    """Put another document in the place of this one, which stays as it was; the new one."""
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    document_workflow.take(fresh, "replace", by=by)
    fresh.ended_by, fresh.ended_at = by, at
    fresh.save(update_fields=["state", "ended_by", "ended_at"])
    _refuse_other_kind(fresh, told.kind)
    same = {"replaces": fresh, "plan": fresh.plan}
    return _keep(fresh.beneficiary, taken, told, same, by=by, at=at)


@transaction.atomic
def cancel_document(document: Document, *, reason: str, by: User, at: datetime) -> Document:
    """Say why a document counts no more; it stays, with its file."""
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    document_workflow.take(fresh, "cancel", by=by)
    fresh.reason, fresh.ended_by, fresh.ended_at = reason, by, at
    fresh.save(update_fields=["state", "reason", "ended_by", "ended_at"])
    return fresh


@transaction.atomic
def correct_document(
    document: Document, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Document:
    """Correct what is said of a file; what a colleague changed meanwhile raises EditClash."""
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    authorize(by, Can.KEEP_DOCUMENTS, fresh)
    if not fresh.is_in_use:
        raise DocumentRefused(_("Non è più in uso: quello che ne è scritto resta com’era."))
    _refuse_other_kind(fresh, changes["kind"])
    save_changes(fresh, changes, seen=seen)
    return fresh


@transaction.atomic
def scan_again(document: Document, *, by: User, at: datetime) -> Document:
    """Ask the scanner about a file that waits; one with a virus is cancelled at once."""
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    authorize(by, Can.KEEP_DOCUMENTS, fresh)
    if fresh.scan != Scan.WAITING:
        return fresh
    fresh.scan = scan(content_of(fresh))
    if fresh.scan == Scan.INFECTED and fresh.is_in_use:
        document_workflow.take(fresh, "cancel", by=by)
        fresh.reason, fresh.ended_by, fresh.ended_at = _("L’antivirus ha trovato un virus"), by, at
    fresh.save(update_fields=["scan", "state", "reason", "ended_by", "ended_at"])
    return fresh


def fetch_document(document: Document, *, by: User, seen_only: bool = False) -> bytes:
    """The content of a document, as it was put away; that it was taken is written down."""
    authorize(by, Can.READ_DOCUMENTS, document)
    refuse_closed(document)
    content = content_of(document)
    what = "anteprima di un documento" if seen_only else "documento scaricato"
    log_reading([document.beneficiary], by=by, what=what)
    return content


def refuse_closed(document: Document) -> None:
    """A file the scanner has not let through is not opened; raises DocumentRefused."""
    if not document.scan_now.is_open:
        raise DocumentRefused(
            _("Il file ha un virus: non si scarica.")
            if document.scan == Scan.INFECTED
            else _("L’antivirus non ha ancora controllato il file: per ora non si scarica.")
        )


def content_of(document: Document) -> bytes:
    """What lies under the row, as it was put away; raises DocumentRefused."""
    content = shelf.read(document.path, document.sha256)
    if content is None:
        raise DocumentRefused(
            _("Il file non è più come è stato caricato, o manca: avvisa chi amministra.")
        )
    return content


def _keep(
    person: Beneficiary, taken: Taken, told: Told, same: dict[str, Any], *, by: User, at: datetime
) -> Document:
    """Ask the scanner, write the file, then its row; without the row the file goes again."""
    _refuse_twice(person, taken)
    said = scan(taken.content)
    if said == Scan.INFECTED:
        raise DocumentRefused(_("L’antivirus ha trovato un virus: il file non è salvato."), "file")
    path = shelf.put(taken.content, FOLDER)
    try:
        with transaction.atomic():
            return Document.objects.create(
                beneficiary=person,
                agency_id=person.agency_id,
                name=taken.name,
                path=path,
                file_kind=taken.kind,
                size=taken.size,
                sha256=taken.sha256,
                brought_sha256=taken.brought_sha256,
                scan=said,
                uploaded_by=by,
                uploaded_at=at,
                **vars(told),
                **same,
            )
    except IntegrityError as error:
        shelf.drop(path)
        if "document_once" not in str(error):
            raise
        raise DocumentRefused(_("L’hai già caricato: è fra i documenti."), "file") from None
    except BaseException:
        shelf.drop(path)
        raise


def _refuse_other_kind(document: Document, kind: str) -> None:
    """A signed plan stays one, and nothing else becomes one."""
    if (document.plan_id is not None) != (kind == DocumentKind.PLAN):
        raise DocumentRefused(
            _("Solo la copia firmata di una versione del progetto è un progetto firmato."), "kind"
        )


def _refuse_twice(person: Beneficiary, taken: Taken) -> None:
    same = Document.objects.of_person(person.pk).in_use()
    known = same.filter(brought_sha256=taken.brought_sha256).first()
    if known is not None:
        raise DocumentRefused(
            _("L’hai già caricato: è fra i documenti come “%(kind)s”.")
            % {"kind": known.get_kind_display()},
            "file",
        )
