"""Looks at people as their lists show them: who it was, for which body, of whom."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, User
from agencies.workers import users_of
from core.audit.models import Reading


def tell_looks(request: Any, looks: Iterable[Any]) -> list[Reading]:
    """Put in who looked, and the person by number; another body's user comes with its name."""
    here, looks = request.user.acting.agency_id, list(looks)
    known = users_of(request)
    missing = {look.user_id for look in looks} - set(known)
    known = known | (User.objects.in_bulk(missing) if missing else {})
    others = {look.agency_id for look in looks} - {here, None}
    bodies = Agency.objects.in_bulk(others) if others else {}
    for look in looks:
        look.is_own = look.keeper_id == here
        look.said_person = (
            _("persona n. %(number)s") % {"number": look.person_id}
            if look.is_own
            else _("di un altro ente")
        )
        name = str(known.get(look.user_id) or _("utente non più presente"))
        body = bodies.get(look.agency_id)
        look.reader = f"{name} · {body.short_name}" if body else name
    return looks
