"""The first pages of a PDF as pictures, drawn once and kept for as long as one turns them."""

from dataclasses import dataclass
from itertools import accumulate

from core.files.apart import Task
from core.files.elsewhere import ask
from core.files.refusals import Unfit


@dataclass(frozen=True)
class Page:
    """One page that was drawn: its number from 1, its measures, the picture (JPEG)."""

    number: int
    width: int
    height: int
    picture: bytes


@dataclass(frozen=True)
class Drawn:
    """The pages that were drawn, and how many the file has; none where it cannot be drawn."""

    total: int
    pages: tuple[Page, ...]

    @property
    def left_out(self) -> int:
        """How many pages are not shown."""
        return self.total - len(self.pages)

    def page(self, number: int) -> Page | None:
        """The page of this number, if it was drawn."""
        return self.pages[number - 1] if 0 < number <= len(self.pages) else None


NONE = Drawn(0, ())


def draw(content: bytes) -> bytes:
    """Have the pages drawn: what `read` understands, also where that could not be done."""
    try:
        told, pictures = ask(Task.DRAW, content)
    except Unfit:
        return b"0\n"
    return told.encode() + b"\n" + pictures


def read(kept: bytes) -> Drawn:
    """What was drawn; of a part of it, nothing."""
    line, _end, pictures = kept.partition(b"\n")
    total, *told = line.decode("ascii", "replace").split(" ")
    try:
        sizes = [tuple(map(int, one.replace("x", ":").split(":"))) for one in told]
        ends = [0, *accumulate(size for _width, _height, size in sizes)]
        count = int(total)
    except ValueError:
        return NONE
    if ends[-1] != len(pictures):
        return NONE
    pages = (
        Page(number, width, height, pictures[ends[number - 1] : ends[number]])
        for number, (width, height, _size) in enumerate(sizes, 1)
    )
    return Drawn(count, tuple(pages))
