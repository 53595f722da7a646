"""The columns of who works in the agency, and of who looked."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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


class LookTable(tables.Table):
    """Who looked at one person."""

    at = Column(_("Quando"), accessor="at", kind="moment")
    reader = Column(_("Chi"), accessor="reader")
    what = Column(_("Che cosa"), accessor="what")
    why = Column(_("Perché"), accessor="why")
