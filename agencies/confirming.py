"""A sign-in of late: before an act of weight one says again who one is, on the page of the act.

It is throttled and written down as the sign-in is, in the same rows: five wrong passwords, here or
there, close both for a quarter of an hour.
"""

import copy
from datetime import timedelta
from enum import Enum
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.sessions import BEGAN

# Since 30 November 2026. OWASP ASVS 5.0, 7.5.3, asks for it and leaves the time to the application:
# half of the silence that ends a session, or a desk left open for a coffee would be enough.
FRESH_FOR = timedelta(minutes=15)
CONFIRMED = "session_confirmed"


class Factor(Enum):
    """The second factor one has: none, a code that is typed, or only a key that is touched."""

    NONE, CODE, KEY = range(3)


class NotConfirmed(Exception):
    """Who one is was not confirmed; `field` of the form, and words for people."""

    def __init__(self, field: str | None, words: str) -> None:
        super().__init__(words)
        self.field = field


def is_fresh(request: HttpRequest) -> bool:
    """Whether the user has said of late who they are, by signing in or by confirming it."""
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    session = request.session
    known = [session.get(BEGAN, 0), session.get(CONFIRMED, 0), *(one["at"] for one in records)]
    return timezone.now().timestamp() - max(known) <= FRESH_FOR.total_seconds()


def factor_of(user: Any) -> Factor:
    """What is asked for beside the password."""
    kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    if not kinds:
        return Factor.NONE
    return Factor.KEY if kinds == {Authenticator.Type.WEBAUTHN} else Factor.CODE


def confirm(request: HttpRequest, factor: Factor, *, password: str, code: str = "") -> None:
    """Compare the password, and the code where one has that factor; raises NotConfirmed."""
    if factor == Factor.KEY:
        raise NotConfirmed(None, _("Prima conferma che sei tu con la tua chiave di sicurezza."))
    user: Any = request.user
    bare = _bare(request)
    known = {"email": user.email}
    if not AxesProxyHandler.is_allowed(bare, known):
        raise NotConfirmed(
            "password", _("Troppi tentativi sbagliati: riprova fra un quarto d’ora.")
        )
    if authenticate(bare, password=password, **known) != user:
        raise NotConfirmed("password", _("La password non è quella giusta."))
    if factor == Factor.CODE and not _is_right(user, code):
        user_login_failed.send(sender=__name__, credentials=known, request=bare)
        raise NotConfirmed("code", _("Il codice non è quello giusto."))
    request.session[CONFIRMED] = int(timezone.now().timestamp())


def _is_right(user: Any, code: str) -> bool:
    typed = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(one.wrap().validate_code(code) for one in typed)


def _bare(request: HttpRequest) -> HttpRequest:
    """The request without what was typed and of whom: those who count attempts keep a copy.

    One of its own, too: a lock marks it, and the page with what was typed still is the answer.
    """
    bare = copy.copy(request)
    bare.GET, bare.POST = QueryDict(), QueryDict()
    bare.META = {**request.META, "PATH_INFO": "/"}
    bare.path = bare.path_info = "/"
    return bare
