"""The first pages of a PDF as pictures: what is drawn, what cannot be, and how long it may take."""

import io
import time

import pytest
import weasyprint
from PIL import Image

from core.files import drawn
from core.files.apart import Task
from core.files.elsewhere import GRACE
from core.files.intake import take_in
from core.files.pages import MOST_PAGES
from tests.core.hostile_files import HARD_TO_DRAW, HOSTILE, pdf


def of_pages(count: int) -> bytes:
    """A PDF of so many pages with some words on each."""
    pages = "".join(f"<h1 style='break-before: page'>Pagina {n}</h1>" for n in range(1, count + 1))
    content: bytes = weasyprint.HTML(string=pages).write_pdf()
    return content


def test_the_first_pages_are_drawn_and_all_are_counted():
    found = drawn.read(drawn.draw(of_pages(MOST_PAGES + 2)))

    assert (found.total, found.left_out) == (MOST_PAGES + 2, 2)
    assert [one.number for one in found.pages] == [1, 2, 3, 4, 5]
    for one in found.pages:
        with Image.open(io.BytesIO(one.picture), formats=["JPEG"]) as opened:
            assert opened.size == (one.width, one.height)
            assert opened.convert("L").getextrema()[0] < 50, "nothing is written on it"


def test_what_was_filled_in_is_drawn_too():
    import pikepdf

    def fill(made):
        box = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx"}
        box = {name: pikepdf.Name(value) for name, value in box.items()} | {
            "/T": "name", "/V": "Loredana", "/DA": "/Helv 40 Tf 0 g", "/F": 4,
            "/Rect": pikepdf.Array([50, 400, 500, 500]),
        }  # fmt: skip
        field = made.make_indirect(pikepdf.Dictionary(box))
        made.pages[0].obj.Annots = pikepdf.Array([field])
        form = {"/Fields": pikepdf.Array([field]), "/DA": "/Helv 0 Tf 0 g"}
        made.Root.AcroForm = pikepdf.Dictionary(form | {"/NeedAppearances": True})

    page = drawn.read(drawn.draw(pdf(fill))).pages[0]

    with Image.open(io.BytesIO(page.picture)) as opened:
        assert opened.convert("L").getextrema()[0] < 50


NOT_LET_IN = {name: make for name, make, _why in HOSTILE if name.endswith(".pdf")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "count"), HARD_TO_DRAW, ids=[name for name, *_rest in HARD_TO_DRAW]
)
def test_what_is_hard_to_draw_ends_in_time(name, make, count):
    content, began = take_in(name, make()).content, time.monotonic()

    found = drawn.read(drawn.draw(content))

    assert len(found.pages) == count
    assert time.monotonic() - began < Task.DRAW.seconds + GRACE + 2
    assert all(one.width <= 1240 and one.height <= 1754 for one in found.pages)


@pytest.mark.slow
@pytest.mark.parametrize("make", NOT_LET_IN.values(), ids=NOT_LET_IN)
def test_what_is_not_let_in_could_not_break_the_drawing_either(make):
    found = drawn.read(drawn.draw(make()))

    assert len(found.pages) <= 1


@pytest.mark.parametrize(
    "kept", [b"", b"0\n", b"x", b"1 10x10:5\nabc", b"1 10x:3\nabc", b"\xff\n", b"1 1x1\n"]
)
def test_of_what_is_kept_in_part_nothing_is_shown(kept):
    assert drawn.read(kept) == drawn.NONE


def test_there_is_no_page_before_the_first_nor_after_the_last():
    found = drawn.read(b"2 10x10:3\nabc")

    assert found.page(1) == drawn.Page(1, 10, 10, b"abc")
    assert (found.page(0), found.page(2), found.page(-1)) == (None, None, None)
