"""Filters of several floors: of whom rows are; when somebody looked, and who it was."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.enums import LeaveState
from agencies.policy import Can
from agencies.querysets import LeaveQuerySet
from agencies.workers import colleagues, users_of, workers_now
from core.period import day_after, midnight
from core.policy import may
from core.team import NOBODY
from core.ui.fields import DateField


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


class DayFilter(django_filters.DateFilter):
    """A day as people write it."""

    field_class = DateField

    def __init__(self, **kwargs: Any) -> None:
        widget = DateField.widget({"size": "12"})
        super().__init__(help_text="", widget=widget, **kwargs)


class ReaderFilter(django_filters.ChoiceFilter):
    """Who looked, among those who have or had a seat in the agency; a number in the address."""

    @property
    def field(self) -> Any:
        """The choice, with the users of the agency."""
        if not hasattr(self, "_field"):
            users = users_of(self.parent.request)
            self.extra["choices"] = [(str(pk), str(user)) for pk, user in users.items()]
        return super().field


class LeaveFilter(django_filters.FilterSet):
    """Where an absence stands today."""

    stato = django_filters.ChoiceFilter(
        label=_("Stato"),
        choices=LeaveState.choices,
        empty_label=_("Qualsiasi"),
        method="standing",
    )

    def standing(self, rows: LeaveQuerySet, name: str, value: str) -> LeaveQuerySet:
        """Those that stand so today."""
        return rows.in_state(LeaveState(value), timezone.localdate())


class LookFilter(django_filters.FilterSet):
    """From one day to another; by whom."""

    dal = DayFilter(label=_("Dal"), method="since")
    al = DayFilter(label=_("Al"), method="until")
    chi = ReaderFilter(
        field_name="user_id",
        label=_("Chi"),
        empty_label=_("Chiunque"),
    )

    def since(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """On this day or later."""
        return rows.filter(at__gte=midnight(value))

    def until(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """On this day or before."""
        return rows.filter(at__lt=midnight(day_after(value)))


class LookedAtFilter(LookFilter):
    """The same of one person, by what was opened, too; the view says at what (`looked_at`)."""

    cosa = django_filters.ChoiceFilter(
        field_name="what",
        label=_("Che cosa"),
        empty_label=_("Qualsiasi"),
        choices=list,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["cosa"].extra["choices"] = [(one, one) for one in self.request.looked_at]
