"""Columns of the lists of decisions and signatures."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column
from placements.models import Placement


def review_of(row: Placement) -> str:
    """The page on which one decides."""
    return reverse("placements:review", args=[row.pk])


def papers_page_of(row: Placement) -> str:
    """The page of the signatures."""
    return reverse("placements:papers", args=[row.pk])


class QueueTable(tables.Table):
    """What waits for a decision: a proposal or an extension, who sent it, and since when."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=review_of)
    asked = Column(_("Che cosa"), accessor="asked_for")
    kind = Column(_("Tipo"), accessor="kind_now__label")
    host = Column(_("Ospitante"), accessor="host__name")
    sent_by = Column(_("Inviato da"), accessor="sent_by")
    sent_at = Column(_("In attesa dal"), accessor="asked_at", kind="moment", sort=("asked_at",))
    starts_on = Column(_("Inizio"), accessor="starts_on", kind="day", sort=("starts_on",))


class UnsignedTable(tables.Table):
    """Approved and not signed by all: whose signature lacks, since when, and the last reminder."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=papers_page_of)
    host = Column(_("Ospitante"), accessor="host__name")
    lacking = Column(_("Manca la firma di"), accessor="lacking", kind="long")
    since = Column(_("Approvato"), accessor="approved_at", kind="day", sort=("approved_at",))
    starts_on = Column(_("Inizio"), accessor="starts_on", kind="day", sort=("starts_on",))
    reminded = Column(_("Sollecitato"), accessor="reminded_at", kind="moment")
