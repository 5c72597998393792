"""Counts why clients were sent away, and says so in the log now and then: a flood must not wash the log out."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Final

from kiosk.hub.door import PutOut
from kiosk.hub.line import CLOSE_CODES, RefusalCode

log = logging.getLogger(__name__)

SAY_EVERY_S: Final = 10.0
CODES: Final[tuple[RefusalCode | PutOut, ...]] = (*CLOSE_CODES, "silent", "crowded")
"""Everything that can be counted, for figures with a closed set of labels."""


class Refusals:
    """`counts` since the hub began, by code."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.counts: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._now = now
        self._next_s = now()

    def note(self, code: RefusalCode | PutOut) -> None:
        """One more."""
        self.counts[code] += 1

    def say(self) -> None:
        """What came since it was last said: at once, but not more often than SAY_EVERY_S."""
        new = self.counts - self._said
        if new and self._now() >= self._next_s:
            self._next_s = self._now() + SAY_EVERY_S
            self._said = self.counts.copy()
            for code, times in new.items():
                log.info("refused: %(code)s, times: %(number)d", {"code": code, "number": times})
