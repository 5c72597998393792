"""Typed text: rows that are the same on every machine, clean characters, kana signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.kana import typed
from kiosk.domain.writing import ROW_CELLS, Board, cells, clean, rows


@pytest.mark.parametrize(
    ("text", "letter", "result"),
    [
        ("か", "゛", "が"),
        ("が", "゛", "か"),
        ("ば", "゜", "ぱ"),
        ("ん", "゛", "ん"),
        ("", "゛", ""),
        ("", "小", ""),
        ("かつ", "小", "かっ"),
        ("かっ", "小", "かつ"),
        ("ヤ", "小", "ャ"),
        ("3", "小", "3"),
        ("う", "゛", "ゔ"),
        ("あ", "い", "あい"),
    ],
)
def test_signs_change_the_last_letter(text: str, letter: str, result: str) -> None:
    assert typed(text, letter) == result


@given(st.text(max_size=120))
def test_rows_lose_nothing_but_spaces_and_never_run_over(text: str) -> None:
    cut = rows(clean(text))
    assert "".join(cut).replace(" ", "") == clean(text).replace(" ", "")
    assert all(0 < cells(row) <= ROW_CELLS for row in cut)


def test_rows_break_at_spaces_where_they_can() -> None:
    assert rows("ここに お名前と ご住所を 書いて ください。") == ("ここに お名前と ご住所を 書いて", "ください。")
    assert rows("あ" * 21) == ("あ" * 20, "あ")


@given(st.text(max_size=120))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


turns = st.lists(st.tuples(st.sampled_from(["van", "office"]), st.booleans(), st.integers(-2, 12)), max_size=8)


@given(turns, turns)
def test_of_two_states_of_the_white_pages_both_ends_keep_the_same(ours: list[tuple], theirs: list[tuple]) -> None:  # type: ignore[type-arg]
    here = there = Board()
    for by, open_, shown in ours:
        here = here.turned(by, open_, shown)
    for by, open_, shown in theirs:
        there = there.turned(by, open_, shown)
    assert 1 <= here.shown <= here.pages <= 9
    if (here.clock, here.by) != (there.clock, there.by):
        assert here.merged(there) == there.merged(here)
