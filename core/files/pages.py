"""The first pages of a PDF as pictures; only the process that opens foreign files calls this.

PDFium is built without scripts and without XFA. What was filled in and where it was signed is
drawn like the rest: it is part of what people read.
"""

import io
import time
from typing import Any

from core.files.refusals import Unfit, Why

MOST_PAGES = 5
# An A4 page at 150 dots an inch; an enormous one is drawn as small as that, too.
WIDEST, TALLEST = 1240, 1754
LARGEST_SCALE = 3.0
QUALITY = 80
# No further page is begun after this many seconds.
ENOUGH = 6.0


def draw(content: bytes) -> tuple[int, list[tuple[tuple[int, int], bytes]]]:
    """How many pages there are, and the first of them: width and height, and a JPEG."""
    import pypdfium2

    began = time.monotonic()
    drawn = []
    try:
        pdf = pypdfium2.PdfDocument(content)
        pdf.init_forms()
        for number in range(min(len(pdf), MOST_PAGES)):
            if number and time.monotonic() - began > ENOUGH:
                break
            drawn.append(_draw(pdf[number]))
    except (pypdfium2.PdfiumError, ValueError, OverflowError, OSError):
        raise Unfit(Why.DAMAGED) from None
    if not drawn:
        raise Unfit(Why.DAMAGED)
    return len(pdf), drawn


def _draw(page: Any) -> tuple[tuple[int, int], bytes]:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Unfit(Why.DAMAGED)
    scale = min(WIDEST / width, TALLEST / height, LARGEST_SCALE)
    if min(width, height) * scale < 1:
        raise Unfit(Why.TOO_COMPLEX)
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return picture.size, written.getvalue()
