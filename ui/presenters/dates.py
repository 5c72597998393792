"""Dates, hours, numbers and names in a row as each language says them: one promise, kept by a module for each."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final, Protocol

from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, JAPANESE, VIETNAMESE
from ui.presenters import chinese, easy_japanese, english, japanese, vietnamese


class Dates(Protocol):
    """What a language has to say."""

    def clock_time(self, at: datetime | time) -> str:
        """An hour with minutes."""

    def hours(self, opens: time, closes: time) -> str:
        """From when until when."""

    def full_date(self, day: date) -> str:
        """A day with its year and weekday."""

    def month_day(self, day: date) -> str:
        """A day that is near, with its weekday."""

    def date_and_time(self, at: datetime) -> str:
        """Both."""

    def month(self, number: int) -> str:
        """A month of the year, 1 to 12."""

    def day(self, number: int) -> str:
        """A day of a month."""

    def year(self, number: int) -> str:
        """A year; in Japan with its era beside it."""

    def minutes(self, count: int) -> str:
        """A duration in whole minutes."""

    def people(self, count: int) -> str:
        """A number of people."""

    def one_after_another(self, names: Iterable[str]) -> str:
        """Names in a row."""


DATES: Final[dict[str, Dates]] = {
    JAPANESE: japanese,
    EASY_JAPANESE: easy_japanese,
    ENGLISH: english,
    CHINESE: chinese,
    VIETNAMESE: vietnamese,
}
"""By language."""
