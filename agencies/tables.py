"""The columns of who works in the agency, and of who looked."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Leave
from core.audit.models import Reading
from core.lists import Column


class UserTable(tables.Table):
    """Who works in the agency: seats, one a row."""

    name = Column(
        _("Nome"),
        accessor="user__get_full_name",
        sort=("user__last_name", "user__first_name"),
    )
    role = Column(_("Ruolo"), accessor="get_role_display")
    email = Column(_("E-mail"), accessor="user__email")
    since = Column(_("Dal"), accessor="valid_from", kind="day", sort=("valid_from",))
    until = Column(_("Al"), accessor="valid_to", kind="day")
    access = Column(_("Accesso"), accessor="access")


def _readers(look: Reading) -> str:
    """Who looked at the person, where the record is the agency's own."""
    own = getattr(look, "is_own", False)
    return reverse("beneficiaries:readers", args=[look.person_id]) if own else ""


class AccessTable(tables.Table):
    """Who looked at whom; a person is a number here, their page tells the name."""

    at = Column(_("Quando"), accessor="at", kind="moment")
    reader = Column(_("Chi"), accessor="reader")
    person = Column(_("Persona"), accessor="said_person", link=_readers)
    what = Column(_("Che cosa"), accessor="what")
    why = Column(_("Perché"), accessor="why")


def _leave(leave: Leave) -> str:
    """Where it is corrected or ended, while one may."""
    return reverse("agencies:leave", args=[leave.pk]) if getattr(leave, "may_change", False) else ""


class LeaveTable(tables.Table):
    """Who is away from work, on which days, who covers; never why."""

    worker = Column(
        _("Chi è assente"),
        accessor="worker",
        link=_leave,
        sort=("worker__last_name", "worker__first_name"),
    )
    first = Column(_("Dal"), accessor="first_on", kind="day", sort=("first_on",))
    last = Column(_("Al"), accessor="last_on", kind="day", sort=("last_on",))
    cover = Column(_("Chi copre"), accessor="said_cover", kind="noted")
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    note = Column(_("Indicazioni per chi copre"), accessor="note", kind="long")


class LookTable(tables.Table):
    """Who looked at one person."""

    at = Column(_("Quando"), accessor="at", kind="moment")
    reader = Column(_("Chi"), accessor="reader")
    what = Column(_("Che cosa"), accessor="what")
    why = Column(_("Perché"), accessor="why")
