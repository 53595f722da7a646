"""Two people on one form: every case of seen, saved and typed."""

from itertools import product

import pytest

from core.merge import Clash, EditClash, merge


def test_fields_changed_by_two_people_are_both_kept():
    changed = merge(
        seen={"phone": "1", "alias": "a"},
        saved={"phone": "2", "alias": "a"},
        typed={"phone": "1", "alias": "b"},
    )

    assert changed == {"alias": "b"}


def test_a_field_changed_by_both_is_shown_with_both_values():
    with pytest.raises(EditClash) as caught:
        merge(seen={"phone": "1"}, saved={"phone": "2"}, typed={"phone": "3"})

    assert caught.value.clashes == [Clash("phone", theirs="2", yours="3")]


def test_the_same_change_by_both_is_no_clash():
    assert merge(seen={"phone": "1"}, saved={"phone": "2"}, typed={"phone": "2"}) == {"phone": "2"}


def test_one_clash_keeps_everything_else_back():
    with pytest.raises(EditClash) as caught:
        merge(
            seen={"phone": "1", "alias": "a"},
            saved={"phone": "2", "alias": "a"},
            typed={"phone": "3", "alias": "b"},
        )

    assert [clash.field for clash in caught.value.clashes] == ["phone"]


@pytest.mark.parametrize(("seen", "saved", "typed"), list(product("abc", repeat=3)))
def test_nothing_is_ever_lost_without_a_word(seen, saved, typed):
    try:
        changed = merge(seen={"f": seen}, saved={"f": saved}, typed={"f": typed})
    except EditClash:
        assert len({seen, saved, typed}) == 3
        return

    kept = changed.get("f", saved)
    assert kept == (saved if typed == seen else typed)
