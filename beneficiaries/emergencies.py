"""What the page of an emergency access shows, to its holder, its reviewer, an author."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.models import User
from beneficiaries.head import Head, head_of
from beneficiaries.models import CaseNote, EmergencyAccess, EmergencyReading
from beneficiaries.policy import Can, visible_emergency_notes
from core.policy import may

# What the log of who looked says of all that is read under one: never which note, nor that any is.
EMERGENCY = "accesso d’emergenza"


@dataclass(frozen=True)
class EmergencyPage:
    """One access, as one of those it is about sees it."""

    access: EmergencyAccess
    # Of the person; None for who administers and for another body, who see no name.
    head: Head | None
    is_holder: bool
    is_open: bool
    # Whether the access is another agency's.
    is_elsewhere: bool
    # What its holder may open now, the newest first; without the texts.
    notes: list[CaseNote]
    # What was opened: all of it for the holder and who coordinates, one's own for an author.
    readings: list[EmergencyReading]
    read_count: int
    may_end: bool
    may_review: bool

    @property
    def reads(self) -> bool:
        """Whether reserved notes can be opened from here now."""
        return self.is_holder and self.is_open

    @property
    def over_at(self) -> datetime:
        """When it was over, or will be."""
        return self.access.over_at


def page_of(access: EmergencyAccess, user: User) -> EmergencyPage:
    """Gather the page; `access` comes with what `for_page` joins."""
    told: Any = access
    is_holder, is_open = access.opened_by_id == user.pk, bool(told.is_open)
    names = may(user, Can.READ_DIARY, access)
    notes = _notes(access, user) if is_holder and is_open else []
    waits = not access.is_reviewed
    return EmergencyPage(
        access=access,
        head=head_of(access.beneficiary, user=user, current="show") if names else None,
        is_holder=is_holder,
        is_open=is_open,
        is_elsewhere=user.acting is None or access.agency_id != user.acting.agency_id,
        notes=notes,
        readings=_readings(access, user, is_holder) if names else [],
        read_count=told.read_count,
        may_end=is_open and may(user, Can.END_EMERGENCY, access),
        may_review=waits and may(user, Can.REVIEW_EMERGENCY, access),
    )


def _notes(access: EmergencyAccess, user: User) -> list[CaseNote]:
    rows = visible_emergency_notes(user).filter(beneficiary_id=access.beneficiary_id)
    shown = rows.select_related("author").defer("words", "text", "present")
    return list(shown.newest_first())


def _readings(access: EmergencyAccess, user: User, is_holder: bool) -> list[EmergencyReading]:
    rows = access.readings.select_related("author").order_by("-happened_on", "pk")
    is_every = is_holder or may(user, Can.REVIEW_EMERGENCY, access)
    return list(rows if is_every else rows.filter(author_id=user.pk))
