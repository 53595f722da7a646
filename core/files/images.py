"""Photographs and scans, drawn anew: what a camera wrote beside them (place, time) stays out."""

import io

from core.files.refusals import Unfit, Why

MOST_PIXELS = 60_000_000
# Enough to read a page of A4; a photograph of a telephone is twice as long.
LONGEST = 3500
QUALITY = 88
PLAIN = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


def look_at(content: bytes, kind: str) -> bytes:
    """The picture alone, upright, without anything written beside it; `kind`: JPEG or PNG."""
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # measured here, before a pixel is drawn
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unfit(Why.TOO_COMPLEX)
            opened.draft("RGB", (LONGEST, LONGEST))
            opened.load()
            upright = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError):
        raise Unfit(Why.DAMAGED) from None
    if upright.mode not in PLAIN[kind]:
        upright = upright.convert("RGB")
    upright.thumbnail((LONGEST, LONGEST))
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    drawn = io.BytesIO()
    how = {"quality": QUALITY} if kind == "JPEG" else {"optimize": False}
    upright.save(drawn, kind, **how)
    return drawn.getvalue()
