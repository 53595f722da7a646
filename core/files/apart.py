"""The process that opens a file somebody else made: little memory, no writing, no secrets.

The parent gives the content on the input; the answer is one line (the kind, or why not), and for
a picture the picture drawn anew. Whatever happens here, the application goes on.
"""

import resource
import sys

from core.files.refusals import Unfit, Why

MEMORY = 1536 * 1024 * 1024
SECONDS = 20


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


def main() -> None:
    """Look at the input, and answer."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        kind, kept = look_at(content)
    except Unfit as unfit:
        answer = b"no " + unfit.why.value.encode() + b"\n"
    except MemoryError:
        answer = b"no " + Why.TOO_COMPLEX.value.encode() + b"\n"
    else:
        answer = b"yes " + kind.encode() + b"\n" + (b"" if kept is content else kept)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
