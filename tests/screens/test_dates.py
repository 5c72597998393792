"""Dates, hours and numbers as each language says them."""

from datetime import date, datetime, time

import pytest

from kiosk.content.readings import bare_kanji, read_readings
from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, LANGUAGES, VIETNAMESE
from kiosk.domain.readings import plain
from ui.presenters.dates import DATES

EASY, EN = DATES[EASY_JAPANESE], DATES[ENGLISH]
MORNING = datetime(2026, 11, 21, 10, 20)


def test_every_language_says_dates() -> None:
    assert tuple(DATES) == LANGUAGES


def test_english_names_weekday_and_month() -> None:
    assert EN.date_and_time(MORNING) == "Saturday 21 November 2026, 10:20 am"


@pytest.mark.parametrize(
    ("at", "said"),
    [(time(0, 5), "12:05 am"), (time(11, 59), "11:59 am"), (time(12), "12:00 pm"), (time(15, 30), "3:30 pm")],
)
def test_english_hours_have_two_halves(at: time, said: str) -> None:
    assert EN.clock_time(at) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "午前10:00〜午後3:30"),
        (EASY_JAPANESE, "午前10時〜午後3時30分"),
        (ENGLISH, "10:00 am – 3:30 pm"),
        (CHINESE, "10:00～15:30"),
        (VIETNAMESE, "10:00 – 15:30"),
    ],
)
def test_hours_have_a_beginning_and_an_end(language: str, said: str) -> None:
    assert plain(DATES[language].hours(time(10), time(15, 30))) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (CHINESE, ("2026年11月21日 星期六 10:20", "6分钟", "3人", "姓名、住址")),
        (VIETNAMESE, ("10:20, Thứ Bảy, ngày 21 tháng 11 năm 2026", "6 phút", "3", "姓名, 住址")),
        (ENGLISH, ("Saturday 21 November 2026, 10:20 am", "6 min", "3", "姓名, 住址")),
        ("ja", ("令和8年(2026年)11月21日(土) 午前10:20", "6分", "3人", "姓名、住址")),
    ],
)
def test_days_numbers_and_names_in_a_row_are_said_as_the_language_does(language: str, said: tuple[str, ...]) -> None:
    dates = DATES[language]
    names = dates.one_after_another(["姓名", "住址"])
    assert (dates.date_and_time(MORNING), dates.minutes(6), dates.people(3), names) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_weekdays_are_called_the_same(language: str) -> None:
    week = [DATES[language].month_day(date(2026, 11, day)).replace(str(day), "") for day in range(16, 23)]
    assert len(set(week)) == 7


def test_easy_japanese_says_whole_words_with_both_years() -> None:
    assert plain(EASY.date_and_time(MORNING)) == "令和8年（2026年）11月21日 土曜日 午前10時20分"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (1, "｜1日《ついたち》"),
        (2, "｜2日《ふつか》"),
        (4, "｜4日《よっか》"),
        (8, "｜8日《ようか》"),
        (11, "11日《にち》"),
        (14, "｜14日《じゅうよっか》"),
        (20, "｜20日《はつか》"),
        (21, "21日《にち》"),
        (24, "｜24日《にじゅうよっか》"),
    ],
)
def test_days_of_the_month_are_read_as_people_say_them(day: int, written: str) -> None:
    assert read_readings(f"12月《がつ》{written} ") in EASY.full_date(date(2026, 12, day))


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "1分《ぷん》"),
        (2, "2分《ふん》"),
        (5, "5分《ふん》"),
        (6, "6分《ぷん》"),
        (10, "10分《ぷん》"),
        (27, "27分《ふん》"),
    ],
)
def test_minutes_are_read_as_people_say_them(count: int, written: str) -> None:
    assert EASY.minutes(count) == read_readings(written)


@pytest.mark.parametrize(("count", "written"), [(1, "｜1人《ひとり》"), (2, "｜2人《ふたり》"), (3, "3人《にん》")])
def test_people_are_counted_as_people_say_it(count: int, written: str) -> None:
    assert EASY.people(count) == read_readings(written)


@pytest.mark.parametrize("day", range(1, 31))
def test_no_kanji_of_a_date_is_without_its_reading(day: int) -> None:
    assert bare_kanji(EASY.date_and_time(datetime(2026, 11, day, day % 24, day))) == []


def test_a_full_hour_is_said_without_minutes_in_easy_japanese() -> None:
    assert (plain(EASY.clock_time(time(12))), plain(EASY.clock_time(time(9, 5)))) == ("午後0時", "午前9時5分")
