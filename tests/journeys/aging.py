"""A session that grows old while somebody writes."""

from django.contrib.sessions.backends.db import SessionStore

from agencies.sessions import BEGAN, SEEN
from tests.journeys.walker import Walk

HALF_AN_HOUR, HALF_A_DAY = 31 * 60, 13 * 60 * 60


def age(walk: Walk, *, seen: int = 0, began: int = 0) -> None:
    """Make the session older, silent for so many seconds, or begun so many seconds ago."""
    [cookie] = [one for one in walk.context.cookies() if one["name"] == "sessionid"]
    session = SessionStore(cookie["value"])
    session[SEEN] -= seen
    session[BEGAN] -= began
    session.save()
