"""Colours that can be read, lines that break where phrases end, dates as they are said."""

from datetime import date, datetime, time

import pytest

from ui.presenters.japanese import clock_time, date_and_time, full_date, spoken_time
from ui.theme.colours import HIGH_CONTRAST, NORMAL, TEXT_PAIRS, Colours, band_of, contrast
from ui.widgets.phrases import wrap_phrases


@pytest.mark.parametrize("colours", [NORMAL, HIGH_CONTRAST], ids=["normal", "contrast"])
@pytest.mark.parametrize(("word", "ground"), TEXT_PAIRS)
def test_every_pair_of_word_and_ground_has_seven_to_one(colours: Colours, word: str, ground: str) -> None:
    assert contrast(getattr(colours, word), getattr(colours, ground)) >= 7.0


def test_a_pale_accent_of_a_city_does_not_make_white_letters_vanish() -> None:
    assert band_of("#9BD0FF", NORMAL) == NORMAL.band
    assert band_of("#003366", NORMAL) == "#003366"


def _em(text: str) -> float:
    return float(len(text))


def test_lines_break_between_phrases_only() -> None:
    assert wrap_phrases("書類を いっしょに 書く", 9, _em) == ["書類を", "いっしょに 書く"]


def test_a_phrase_that_is_too_wide_is_cut_after_a_dot_first() -> None:
    assert wrap_phrases("申しこみ・日にちの変更", 8, _em) == ["申しこみ・", "日にちの変更"]


def test_no_line_begins_with_a_long_vowel_mark() -> None:
    assert wrap_phrases("マイナンバーカード", 5, _em) == ["マイナン", "バーカード"]


@pytest.mark.parametrize("width", range(1, 12))
def test_wrapping_ends_and_loses_no_letter_at_any_width(width: int) -> None:
    text = "暗証番号・お金・銀行の番号を おたずねすることは、ありません。ー。"
    assert "".join(wrap_phrases(text, width, _em)).replace(" ", "") == text.replace(" ", "")


def test_dates_carry_the_era_and_the_western_year() -> None:
    assert date_and_time(datetime(2026, 11, 21, 10, 20)) == "令和8年(2026年)11月21日(土) 午前10:20"
    assert full_date(date(2027, 1, 1)) == "令和9年(2027年)1月1日(金)"


@pytest.mark.parametrize(("at", "said"), [(time(0, 5), "午前0:05"), (time(12), "午後0:00"), (time(15, 30), "午後3:30")])
def test_hours_are_said_in_halves_of_the_day(at: time, said: str) -> None:
    assert clock_time(at) == said


def test_a_full_hour_is_spoken_without_minutes() -> None:
    assert (spoken_time(time(10)), spoken_time(time(13, 30))) == ("午前10時", "午後1時30分")
