"""Verbs on emergency accesses: open one, read under it, end it, review it.

When one begins and whether it is open says the clock of the database, as the policies do.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Least, Now
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from agencies.policy import visible_memberships
from beneficiaries.models import (
    LASTS,
    MOST_OPENED,
    OPENED_WITHIN,
    REVIEWED_WITHIN,
    SHORTEST_REASON,
    Beneficiary,
    CaseNote,
    EmergencyAccess,
    EmergencyReading,
)
from beneficiaries.policy import Can, visible_emergency_notes
from beneficiaries.reviewing import coordinators_of_lead_bodies, is_reviewed_by_somebody
from beneficiaries.workflow import emergency_workflow
from core.period import working_days_after
from core.policy import authorize
from core.post import send_after_commit
from core.ui.words import say_moment

NOBODY_REVIEWS = gettext_lazy(
    "Oggi nessun altro potrebbe esaminare questo accesso: né un secondo coordinatore, né un"
    " amministratore dell’ente, né un capofila del programma. Chiedi alla direzione di incaricare"
    " qualcuno."
)
OF_ONE_S_AGENCY = gettext_lazy("Nel tuo ente è stato aperto un accesso d’emergenza.")
LEFT_TO_LEAD_BODY = gettext_lazy(
    "In un altro ente del programma è stato aperto un accesso d’emergenza. Là nessuno può"
    " esaminarlo: tocca a chi coordina il capofila."
)
# So many names say whom to ask.
SHOWN = 3


class EmergencyRefused(Exception):
    """It cannot be done with this access now; the message is for people."""


@transaction.atomic
def open_emergency(
    person: Beneficiary, reason: str, *, by: User, at: datetime, link: str = ""
) -> EmergencyAccess:
    """Read for four hours what is reserved to others of a person; reviewers and authors are told.

    `link`: where a letter leads to; without one nobody is written to. Raises EmergencyRefused for
    a reason too short, where one is open already, beyond so many in a day, and where nobody could
    review it.
    """
    authorize(by, Can.OPEN_EMERGENCY, person)
    if len(reason.strip()) < SHORTEST_REASON:
        raise EmergencyRefused(too_short(reason))
    if not is_reviewed_by_somebody(by):
        raise EmergencyRefused(str(NOBODY_REVIEWS))
    _refuse_beyond_limit(by)
    # Locked: two clicks must not both find nothing open.
    fresh = Beneficiary.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if EmergencyAccess.objects.open().of_holder(by.pk).filter(beneficiary=fresh).exists():
        raise EmergencyRefused(_("Hai già un accesso d’emergenza aperto su questa persona."))
    began = Least(Value(at, output_field=DateTimeField()), Now())
    made = EmergencyAccess.objects.create(
        beneficiary=fresh,
        agency_id=fresh.agency_id,
        opened_by=by,
        reason=reason.strip(),
        opened_at=began,
        until=began + LASTS,
        review_by=working_days_after(timezone.localdate(at), REVIEWED_WITHIN),
    )
    made.refresh_from_db()
    # From here on the database shows them what is reserved: whose it is, they are told.
    hidden = visible_emergency_notes(by).filter(beneficiary=fresh)
    made.authors = sorted(set(hidden.values_list("author_id", flat=True)))
    made.save(update_fields=["authors"])
    if link:
        _write_to(_addresses(made, by), OF_ONE_S_AGENCY, link)
        lead = sorted({one.email for one in coordinators_of_lead_bodies(made)})
        _write_to(lead, LEFT_TO_LEAD_BODY, link)
    return made


def _refuse_beyond_limit(by: User) -> None:
    """At most so many in so much time, by the clock of the database, which no request sets."""
    # Locked, so that of many at once each counts those before it. Not for keys: rows that only
    # refer to the user go on.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    lately = EmergencyAccess.objects.of_holder(by.pk).opened_within(OPENED_WITHIN)
    first = next((row["first"] for row in lately.holders_at(MOST_OPENED)), None)
    if first is None:
        return
    told = {"most": MOST_OPENED, "at": say_moment(first + OPENED_WITHIN), "who": _who_decides(by)}
    raise EmergencyRefused(
        _(
            "Nelle ultime 24 ore hai già aperto %(most)s accessi d’emergenza: il prossimo si può"
            " aprire dopo %(at)s. Se serve adesso, chiama %(who)s."
        )
        % told
    )


def _who_decides(by: User) -> str:
    """Whom to ask: others who coordinate, else who administers."""
    seats = visible_memberships(by).current(timezone.localdate()).exclude(user_id=by.pk)
    asked = seats.of_coordinators() or seats.of_administrators()
    names = [str(seat.user) for seat in asked.select_related("user").order_by("user__last_name")]
    return ", ".join(names[:SHOWN]) or _("chi coordina un altro servizio")


def too_short(reason: str) -> str:
    """How many letters a reason has, and should have."""
    told = {"least": SHORTEST_REASON, "count": len(reason.strip())}
    return _("Scrivi almeno %(least)s caratteri: ora sono %(count)s") % told


def _addresses(access: EmergencyAccess, by: User) -> list[str]:
    """Who reviews, and who reserved what is now read, if they work there today."""
    seats = visible_memberships(by).current(timezone.localdate()).exclude(user_id=by.pk)
    coordinators = seats.of_coordinators()
    reviewers = coordinators if coordinators.exists() else seats.of_administrators()
    authors = seats.of_caseworkers().filter(user_id__in=access.authors)
    return sorted({*_mails(reviewers), *_mails(authors)})


def _mails(seats: Iterable[object]) -> Iterable[str]:
    return seats.values_list("user__email", flat=True)  # type: ignore[attr-defined]


def _write_to(addresses: list[str], said: str | Promise, link: str) -> None:
    """That it happened, and a link; no name of anybody, no reason."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Percorsi: un accesso d’emergenza")
        asked = _("Chi l’ha aperto, perché, e se aspetta il tuo esame lo leggi qui:")
    body = f"{said}\n\n{asked}\n{link}\n"
    for address in addresses:
        send_after_commit(subject, body, address)


@transaction.atomic
def read_in_emergency(access: EmergencyAccess, note: CaseNote, *, by: User) -> None:
    """Write down that a reserved note was opened; an author not told yet is told by it."""
    fresh = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)
    line = EmergencyReading(
        access=fresh,
        agency_id=fresh.agency_id,
        note=note,
        author_id=note.author_id,
        happened_on=note.happened_on,
    )
    EmergencyReading.objects.bulk_create([line], ignore_conflicts=True)
    if note.author_id not in fresh.authors:
        fresh.authors = sorted([*fresh.authors, note.author_id])
        fresh.save(update_fields=["authors"])


@transaction.atomic
def end_emergency(access: EmergencyAccess, *, by: User, at: datetime) -> EmergencyAccess:
    """End an access before its time: from the next request on its holder reads as before.

    Raises EmergencyRefused where it is over.
    """
    # Asked first: to an author, who sees the row, the database gives no lock on it.
    authorize(by, Can.END_EMERGENCY, access)
    fresh = _locked(access)
    if not _is_open(fresh):
        raise EmergencyRefused(_("Questo accesso d’emergenza è già finito."))
    fresh.ended_at = Least(F("until"), Value(at, output_field=DateTimeField()))
    fresh.save(update_fields=["ended_at"])
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def review_emergency(
    access: EmergencyAccess, step: str, remark: str, *, by: User, at: datetime
) -> EmergencyAccess:
    """Say whether an access was justified, once it is over; where it was not, say why.

    `step`: justify or object. Raises WrongStep where somebody has said so already, and
    EmergencyRefused while it is open, or without words where they are asked for.
    """
    authorize(by, Can.REVIEW_EMERGENCY, access)
    fresh = _locked(access)
    emergency_workflow.take(fresh, step, by=by)
    if _is_open(fresh):
        raise EmergencyRefused(_("È ancora aperto: si esamina quando è finito, o lo chiudi prima."))
    if step == "object" and not remark.strip():
        raise EmergencyRefused(_("Scrivi perché l’accesso non era giustificato."))
    fresh.remark, fresh.reviewed_by, fresh.reviewed_at = remark.strip(), by, at
    fresh.save(update_fields=["state", "remark", "reviewed_by", "reviewed_at"])
    return fresh


def _locked(access: EmergencyAccess) -> EmergencyAccess:
    return EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)


def _is_open(access: EmergencyAccess) -> bool:
    return EmergencyAccess.objects.open().filter(pk=access.pk).exists()
