"""Questions about documents; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from beneficiaries.document_enums import DocumentKind, DocumentState
from beneficiaries.querysets import RosterQuerySet, Workers
from core.files.scanner import Scan

if TYPE_CHECKING:
    from beneficiaries.models import Document  # noqa: F401


def _roster() -> RosterQuerySet:
    """Maintained rows, asked by name because models stand above questions."""
    found: RosterQuerySet = apps.get_model("beneficiaries", "RosterEntry").objects.all()
    return found


class DocumentQuerySet(models.QuerySet["Document"]):
    """Which documents."""

    def of_person(self, person_id: int) -> "DocumentQuerySet":
        """Of this person."""
        return self.filter(beneficiary_id=person_id)

    def in_use(self) -> "DocumentQuerySet":
        """Neither replaced nor cancelled."""
        return self.filter(state=DocumentState.VALID)

    def waiting(self) -> "DocumentQuerySet":
        """Of which the scanner has not said anything yet."""
        return self.filter(scan=Scan.WAITING)

    def newest_first(self) -> "DocumentQuerySet":
        """By the moment they came in."""
        return self.order_by("-uploaded_at", "-pk")

    def ending(self) -> "DocumentQuerySet":
        """In use, with a last day, and none of the same kind that is good for longer.

        Of two that end together, as both sides of a card, one; what has no kind of its own counts
        for itself.
        """
        same = {name: models.OuterRef(name) for name in ("beneficiary_id", "kind")}
        day = models.OuterRef("expires_on")
        later = Q(expires_on__gt=day) | Q(expires_on=day, pk__gt=models.OuterRef("pk"))
        found: DocumentQuerySet = apps.get_model("beneficiaries", "Document").objects.all()
        alone = Q(kind=DocumentKind.OTHER) | ~models.Exists(found.in_use().filter(later, **same))
        return self.in_use().filter(alone, expires_on__isnull=False)

    def before(self, day: date) -> "DocumentQuerySet":
        """Good until this day at most."""
        return self.filter(expires_on__lte=day)

    def of_open_files(self) -> "DocumentQuerySet":
        """Of people whose file is open."""
        followed = _roster().open().filter(beneficiary_id=models.OuterRef("beneficiary_id"))
        return self.filter(models.Exists(followed))

    def with_case_manager(self) -> "DocumentQuerySet":
        """With whoever follows the person, by number, as `case_manager_id`."""
        entry = _roster().filter(beneficiary_id=models.OuterRef("beneficiary_id"))
        return self.annotate(case_manager_id=models.Subquery(entry.values("case_manager_id")))

    def of_worker(self, *user_ids: int) -> "DocumentQuerySet":
        """Of people with this case manager, or one of these."""
        return self.filter(beneficiary_id__in=_roster().of_worker(*user_ids).values("pk"))

    def of_nobody(self, workers: Workers) -> "DocumentQuerySet":
        """Of people with no case manager, or with one who is none of these workers."""
        return self.filter(beneficiary_id__in=_roster().of_nobody(workers).values("pk"))

    def for_list(self) -> "DocumentQuerySet":
        """With who brought it and the version of a plan it is the copy of, newest first."""
        joined = self.select_related("uploaded_by", "plan", "replaced_by")
        return joined.defer("plan__content").newest_first()

    def for_page(self) -> "DocumentQuerySet":
        """With the person as their page shows them, too."""
        person = (f"beneficiary__{name}" for name in ("agency", "residence"))
        joined = self.select_related(
            *person, "uploaded_by", "ended_by", "plan", "replaces", "replaced_by"
        )
        return joined.defer("plan__content")
