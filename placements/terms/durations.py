"""How long a placement lasts: both its days count, months end where months end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.period import day_after, months_after

# Where stretches are added up, the days left over make a month by thirty (docs/decisions/0040).
DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, order=True)
class Duration:
    """Whole months, and the days beyond them."""

    months: int
    days: int = 0

    def __str__(self) -> str:
        if not self.days:
            return say_months(self.months)
        if not self.months:
            return say_days(self.days)
        return _("%(months)s e %(days)s") % {
            "months": say_months(self.months),
            "days": say_days(self.days),
        }


def lasting(first: date, last: date) -> Duration:
    """From the first day through the last: 1 January – 30 June is six months exactly."""
    end = day_after(last)
    months = (end.year - first.year) * 12 + end.month - first.month
    if months_after(first, months) > end:
        months -= 1
    return Duration(months, (end - months_after(first, months)).days)


def adding(durations: Iterable[Duration]) -> Duration:
    """Stretches one after the other."""
    found = list(durations)
    more, days = divmod(sum(one.days for one in found), DAYS_OF_A_MONTH)
    return Duration(sum(one.months for one in found) + more, days)


def end_after(first: date, months: int) -> date:
    """The first day beyond some months that begin on a day; at most the calendar's last."""
    try:
        return months_after(first, months)
    except ValueError:
        return date.max


def say_months(months: int) -> str:
    """“1 mese”, “6 mesi”."""
    return ngettext("%(months)s mese", "%(months)s mesi", months) % {"months": months}


def say_days(days: int) -> str:
    """“1 giorno”, “14 giorni”."""
    return ngettext("%(days)s giorno", "%(days)s giorni", days) % {"days": days}
