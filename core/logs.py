"""Logs say where it failed and with what kind of error, never in the error's own words."""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType


class Discreet(logging.Formatter):
    """A formatter for lines that nobody protects like the database.

    The words of an error may quote a row: PostgreSQL tells the values of a broken constraint.
    """

    def formatException(  # noqa: N802  why: the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Frames and kinds of the error and of those behind it, the first one first."""
        return "\n".join(reversed(list(_told(ei[1]))))


def _told(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
        yield f"{frames}\n{_kind(error)}"
        error = error.__cause__ or error.__context__


def _kind(error: BaseException) -> str:
    """The class, and the constraint that was broken, which helps and tells nothing."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return f"{type(error).__qualname__}{f' ({constraint})' if constraint else ''}"
