"""The process that opens a file somebody else made: little memory, no writing, no secrets.

The parent gives the content on the input and the task by name. The answer is one line, “yes” or
“no” and why not, and then what was made: a picture drawn anew, or the first pages of a PDF.
Whatever happens here, the application goes on.
"""

import resource
import sys
from enum import StrEnum

from core.files.refusals import Unfit, Why

MEMORY = 1536 * 1024 * 1024


class Task(StrEnum):
    """What may be asked of a file: whether it may come in, or its first pages to be seen."""

    LOOK = "look"
    DRAW = "draw"

    @property
    def seconds(self) -> int:
        """How long the processor may work at it."""
        return 20 if self == Task.LOOK else 10


def kind_of(content: bytes) -> str:
    """What the first bytes say: PDF, JPEG, PNG or ZIP."""
    for head, kind in (
        (b"%PDF-1.", "PDF"),
        (b"%PDF-2.", "PDF"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04", "ZIP"),
    ):
        if content.startswith(head):
            return kind
    raise Unfit(Why.UNKNOWN)


def look_at(content: bytes) -> tuple[str, bytes]:
    """The kind of the file, and its content as it is kept."""
    from core.files import images, office, pdf

    kind = kind_of(content)
    if kind == "PDF":
        return kind, pdf.look_at(content)
    if kind == "ZIP":
        return office.look_at(content), content
    return kind, images.look_at(content, kind)


def draw_pages(content: bytes) -> tuple[str, bytes]:
    """How many pages there are and the measures of those drawn (width×height:bytes); the pages."""
    from core.files import pages

    total, drawn = pages.draw(content)
    told = [f"{width}x{height}:{len(picture)}" for (width, height), picture in drawn]
    return " ".join([str(total), *told]), b"".join(picture for _size, picture in drawn)


def main() -> None:
    """Do the task with the input, and answer."""
    task = Task(sys.argv[1])
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told, made = look_at(content) if task == Task.LOOK else draw_pages(content)
    except Unfit as unfit:
        answer = b"no " + unfit.why.value.encode() + b"\n"
    except MemoryError:
        answer = b"no " + Why.TOO_COMPLEX.value.encode() + b"\n"
    else:
        answer = b"yes " + told.encode() + b"\n" + (b"" if made is content else made)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
