"""A slope chart: every thing on a line of its own, what stayed drawn level, signs beside colour."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui.slopes import SLOT, Change, slope

LEVELS = range(1, 6)
LEVEL = st.none() | st.integers(1, 5)


def drawn(*pairs: tuple[int | None, int | None]):
    """The wide drawing of these moves."""
    changes = [Change(f"Area {number}", *pair) for number, pair in enumerate(pairs)]
    return slope(title="t", unit="u", days=("a", "b"), changes=changes, levels=LEVELS).wide


@pytest.mark.parametrize(
    ("before", "after", "kind", "sign"),
    [(1, 3, "up", "▲ +2"), (4, 3, "down", "▼ −1"), (2, 2, "same", ""), (None, 2, "alone", "")],
)
def test_a_move_has_a_stroke_and_a_sign(before, after, kind, sign):
    one = Change("Lavoro", before, after)

    assert (one.kind, one.sign) == (kind, sign)


@given(st.lists(st.tuples(LEVEL, LEVEL), max_size=9))
def test_no_label_stands_on_another_and_each_in_the_band_of_its_level(pairs):
    drawing = drawn(*pairs)
    bands = {band.level: band for band in drawing.bands}

    for points, side in ((drawing.starts, 0), (drawing.ends, 1)):
        levels = {f"Area {number}": pair[side] for number, pair in enumerate(pairs)}
        heights = sorted(point.y for point in points)
        assert all(below - above >= SLOT for above, below in pairwise(heights))
        for point in points:
            band = bands[levels[point.label]]
            assert band.y < point.y < band.y + band.height


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=9))
def test_what_stayed_is_drawn_level_and_what_rose_rises(pairs):
    for path in drawn(*pairs).paths:
        assert {"same": path.y1 == path.y2, "up": path.y1 > path.y2, "down": path.y1 < path.y2}[
            path.kind
        ]


def test_a_thing_of_one_day_has_a_point_and_no_line():
    drawing = drawn((None, 3), (2, None), (None, None))

    assert (len(drawing.starts), len(drawing.ends), drawing.paths) == (1, 1, ())


def test_the_bands_fill_the_drawing_without_a_gap():
    bands = drawn(*product((1, 5), (1, 5))).bands

    assert [band.level for band in bands] == [5, 4, 3, 2, 1]
    assert all(above.y + above.height == below.y for above, below in pairwise(bands))


def test_the_picture_is_told_in_words():
    chart = slope(
        title="Che cosa è cambiato", unit="", days=("3 mar", "15 giu"), levels=LEVELS,
        changes=[Change("Lavoro", 2, 3), Change("Casa", None, 4), Change("Reti", None, None)],
    )  # fmt: skip

    assert chart.description == ("Lavoro: 3 mar 2, 15 giu 3; Casa: 3 mar non valutata, 15 giu 4.")
