"""What others write is read once it was the same at two looks: who writes it takes a while."""

from collections.abc import Callable
from typing import Generic, TypeVar

Read = TypeVar("Read")


class AtRest(Generic[Read]):
    """Looks now and then. `mark` changes with what is looked at."""

    def __init__(self, mark: Callable[[], object], read: Callable[[], Read]) -> None:
        self._mark = mark
        self._read = read
        self._seen: object = None
        self._told: object = None
        self._first = True

    def look(self) -> Read | None:
        """What was read, once until it changes again; None while it is as it was, or is being written. The first look
        reads at once."""
        now = self._mark()
        rests = now == self._seen or self._first
        self._seen = now
        if not rests or (now == self._told and not self._first):
            return None
        found = self._read()
        if self._mark() != now:
            return None  # written while it was read
        self._told, self._first = now, False
        return found
