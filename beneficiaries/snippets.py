"""What a search has found in a note, in words: the text around it, with the words marked."""

import re
from dataclasses import dataclass

from beneficiaries.querysets import CLOSES, OPENS

# Letters before the first word found, and of the whole.
BEFORE, LONG = 90, 320
_SIGNS = re.compile(f"([{OPENS}{CLOSES}])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """Some of the text: a word that was looked for, or what stands between."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Snippet:
    """The parts of a note around what was found; `is_whole` where nothing was left out."""

    parts: list[Part]
    is_whole: bool


def snippet(text: str, marked: str) -> Snippet:
    """The words found in `text`, where its plain twin `marked` has them between two signs.

    The twin has the same letters at the same places; where the database left some out, the text
    is shown without marks.
    """
    spans = _spans(marked) if len(_SIGNS.sub("", marked)) == len(text) else []
    start = _word_before(text, spans[0][0] - BEFORE) if spans else 0
    end = _word_before(text, start + LONG) if start + LONG < len(text) else len(text)
    parts, here = [], start
    for first, last in spans:
        if last > end:
            break
        parts += [Part(text[here:first], False), Part(text[first:last], True)]
        here = last
    parts.append(Part(text[here:end], False))
    shown = [Part(_BLANKS.sub(" ", one.text), one.is_found) for one in parts if one.text]
    if start:
        shown.insert(0, Part("… ", False))
    if end < len(text):
        shown.append(Part(" …", False))
    return Snippet(shown, is_whole=not start and end == len(text))


def _spans(marked: str) -> list[tuple[int, int]]:
    spans, place, opened = [], 0, 0
    for piece in _SIGNS.split(marked):
        if piece == OPENS:
            opened = place
        elif piece == CLOSES:
            spans.append((opened, place))
        else:
            place += len(piece)
    return spans


def _word_before(text: str, place: int) -> int:
    """The beginning of the word at this place, so that none is cut."""
    if place <= 0:
        return 0
    blank = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    return blank + 1 if blank >= place - 40 else place
