"""Dates, hours and numbers as each language says them: one promise, kept by a module for each."""

from datetime import date, datetime, time
from typing import Final, Protocol

from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from ui.presenters import easy_japanese, english, japanese


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

    def minutes(self, count: int) -> str:
        """A duration in whole minutes."""

    def people(self, count: int) -> str:
        """A number of people."""


DATES: Final[dict[str, Dates]] = {JAPANESE: japanese, EASY_JAPANESE: easy_japanese, ENGLISH: english}
"""By language."""
