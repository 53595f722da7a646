"""One-time keys: a form sent twice has one effect, and the second answer is the first one."""

import re
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from core.models import Submission

FIELD = "once"
# What `{% once %}` writes; anything else is no key of ours, and PostgreSQL refuses a NUL.
KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


class OneTimeKey:
    """Inside the request's transaction: remember the key of a form, and where it led."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not KEY.fullmatch(key) or not request.user.is_authenticated:
            return self.get_response(request)
        if not self._first(request.user.pk, key):
            sent = Submission.objects.filter(user_id=request.user.pk, key=key).first()
            return HttpResponseRedirect(sent.location if sent and sent.location else "/")
        response = self.get_response(request)
        self._remember(request.user.pk, key, response)
        return response

    def _first(self, user_id: int, key: str) -> bool:
        # Raw: the insert must wait for a twin that is still running, and then say it lost.
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into core_submission (user_id, key, location) values (%s, %s, '')"
                " on conflict do nothing returning id",
                [user_id, key],
            )
            return cursor.fetchone() is not None

    def _remember(self, user_id: int, key: str, response: HttpResponse) -> None:
        if response.status_code >= 400 or connection.needs_rollback:
            return
        sent = Submission.objects.filter(user_id=user_id, key=key)
        if response.status_code in (302, 303):
            sent.update(location=response["Location"][:500])
        else:
            # The form came back with errors: nothing happened, the key may be sent again.
            sent.delete()
