"""What placements ask for by a day: papers before they begin, months to close, ends, pauses."""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.dues import Due, days_after, due
from core.period import months_after
from placements.days import month_of
from placements.enums import ExtensionState, NoticeKind, PlacementState
from placements.filters import soon
from placements.lacking import lacking_registers, oldest_open_month
from placements.models import MandatoryNotice, Suspension
from placements.policy import Can, visible_extensions, visible_placements
from placements.querysets import PlacementQuerySet
from placements.sheets import say_month

# Terms of the house (docs/decisions/0050): a month is closed by the tenth of the next one; after
# so many days of rest somebody looks whether the placement goes on.
CLOSING_DAY, DAYS_OF_REST = 10, 30


def _in_hand(rows: PlacementQuerySet) -> PlacementQuerySet:
    """With the person, the promoter's tutor and who proposed it."""
    return rows.annotate(
        due_person=F("beneficiary_id"),
        due_worker=F("promoter_tutor_id"),
        due_other=F("submitted_by_id"),
    )


def _page(name: str) -> Any:
    return lambda one: reverse(f"placements:{name}", args=[one.row])


def _month_of(one: Due) -> date:
    return months_after(month_of(one.on), -1)


def _say_register(one: Due) -> str:
    return _("Chiudere il registro di %(month)s") % {"month": say_month(_month_of(one))}


def _page_of_month(one: Due) -> str:
    return reverse("placements:open_month", args=[one.row, f"{_month_of(one):%Y-%m}"])


def _say_signatures(one: Due) -> str:
    return _("Far firmare il tirocinio approvato")


def _say_extension(one: Due) -> str:
    return _("Far firmare e comunicare la proroga, o decade")


def _say_notice(one: Due) -> str:
    return _("Inviare la comunicazione obbligatoria di inizio")


def _say_start(one: Due) -> str:
    return _("Avviare il tirocinio")


def _say_end(one: Due) -> str:
    return _("Fine del tirocinio: registrare la conclusione")


def _say_rest(one: Due) -> str:
    return _("Tirocinio sospeso: riprende?")


@due("firme", who=Can.SIGN, say=_say_signatures, link=_page("papers"))
def signatures(request: Any, today: date) -> PlacementQuerySet:
    """Approved, not signed by all, and its beginning comes near."""
    rows = visible_placements(request.user).to_sign()
    return _in_hand(rows).annotate(due_on=days_after("starts_on", -1))


@due("proroga", who=Can.SIGN, say=_say_extension, link=_page("papers"))
def extensions(request: Any, today: date) -> PlacementQuerySet:
    """An approved extension: all sign it by the day that is the last one now."""
    approved = visible_extensions(request.user).filter(state=ExtensionState.APPROVED)
    rows = visible_placements(request.user).filter(pk__in=approved.values("placement_id"))
    return _in_hand(rows).annotate(due_on=F("ends_on"))


@due("comunicazione", who=Can.SIGN, say=_say_notice, link=_page("papers"))
def notices(request: Any, today: date) -> PlacementQuerySet:
    """The notice to the labour authorities: until midnight of the eve of the beginning."""
    given = MandatoryNotice.objects.filter(placement_id=OuterRef("pk"), kind=NoticeKind.START)
    rows = visible_placements(request.user).filter(
        ~Exists(given), state__in=(PlacementState.APPROVED, PlacementState.SIGNED)
    )
    return _in_hand(rows).annotate(due_on=days_after("starts_on", -1))


@due("avvio", who=Can.START, say=_say_start, link=_page("start"))
def starts(request: Any, today: date) -> PlacementQuerySet:
    """Signed by all: it begins on its day."""
    rows = visible_placements(request.user).filter(state=PlacementState.SIGNED)
    return _in_hand(rows).annotate(due_on=F("starts_on"))


@due("registro", who=Can.FILL, say=_say_register, link=_page_of_month)
def registers(request: Any, today: date) -> PlacementQuerySet:
    """The oldest month of a placement that is over and that nobody closed."""
    rows = lacking_registers(visible_placements(request.user), today)
    closing_day = Func(
        oldest_open_month(),
        template=f"(%(expressions)s + interval '1 month {CLOSING_DAY - 1} days')::date",
        output_field=DateField(),
    )
    return _in_hand(rows).annotate(due_on=closing_day)


@due("fine", who=Can.FINISH, say=_say_end, link=_page("finish"))
def ends(request: Any, today: date) -> PlacementQuerySet:
    """Under way, and its last day comes near, or is over."""
    rows = visible_placements(request.user).ending_by(soon())
    return _in_hand(rows).annotate(due_on=F("ends_on"))


@due("ripresa", who=Can.SUSPEND, say=_say_rest, link=_page("resume"), may_wait=True)
def rests(request: Any, today: date) -> PlacementQuerySet:
    """Suspended: after so many days somebody looks whether it goes on."""
    rest = Suspension.objects.filter(placement_id=OuterRef("pk"), ends_on=None)
    rows = visible_placements(request.user).filter(state=PlacementState.SUSPENDED)
    rested = rows.annotate(rests_since=Subquery(rest.values("starts_on")[:1]))
    return _in_hand(rested).annotate(due_on=days_after("rests_since", DAYS_OF_REST))
