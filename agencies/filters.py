"""The filter “of whom”: one's own, nobody's, and for who coordinates any colleague's."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.policy import Can
from agencies.workers import colleagues, workers_now
from core.policy import may
from core.team import NOBODY


class WorkerFilter(django_filters.ChoiceFilter):
    """Rows by whoever has them in hand; the queryset knows `of_worker` and `of_nobody`.

    A colleague stands in the address as a number, never as a name.
    """

    def __init__(self, *args: Any, mine: tuple[str, str | Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine = mine

    @property
    def field(self) -> Any:
        """The choice, with the colleagues of who asks."""
        if not hasattr(self, "_field"):
            self.extra["choices"] = [self.mine, (NOBODY, _("senza operatore")), *self._others()]
        return super().field

    def _others(self) -> list[tuple[str, str]]:
        request = self.parent.request
        if request is None or not may(request.user, Can.SEE_WORKLOAD):
            return []
        return [(str(pk), str(user)) for pk, user in colleagues(request).items()]

    def filter(self, qs: Any, value: str) -> QuerySet[Any]:
        """Of the chosen one."""
        if not value:
            return qs  # type: ignore[no-any-return]
        user = self.parent.request.user
        if value == NOBODY:
            return qs.of_nobody(workers_now(user))  # type: ignore[no-any-return]
        return qs.of_worker(user.pk if value == self.mine[0] else int(value))  # type: ignore[no-any-return]
