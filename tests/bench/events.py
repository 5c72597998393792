"""The event files of unattended ends, read while they are written."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Event = dict[str, Any]
_LOOK_EVERY_S = 0.05


class Late(Exception):
    """Something did not happen in time; the text says what and where."""


class EventTail:
    """One end's file."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.all: list[Event] = []
        self.path = path
        self._read = 0

    def fresh(self) -> list[Event]:
        """What came since the last look; a line that is still being written waits for the next."""
        if not self.path.exists():
            return []
        with self.path.open("rb") as file:
            file.seek(self._read)
            whole = file.read().rpartition(b"\n")[0]
        self._read += len(whole) + 1 if whole else 0
        fresh = [json.loads(line) for line in whole.splitlines()]
        self.all += fresh
        return fresh

    def wait(self, wanted: Callable[[Event], bool], within_s: float, what: str, since_s: float = 0.0) -> Event:
        """The first wanted event, one after `since_s` (monotonic), of all there are or come. Raises Late."""
        end_s = time.monotonic() + within_s
        looked = 0
        while True:
            self.fresh()
            for event in self.all[looked:]:
                if event["monotonic_s"] >= since_s and wanted(event):
                    return event
            looked = len(self.all)
            if time.monotonic() > end_s:
                raise Late(f"{self.name}: {what} within {within_s:.0f} s: it did not happen")
            time.sleep(_LOOK_EVERY_S)


def in_call(*surfaces: str) -> Callable[[Event], bool]:
    """Reports of ten seconds in which all those far pictures were painted."""
    return lambda event: event["event"] == "figures" and all(surface in event for surface in surfaces)


def named(name: str, **marks: object) -> Callable[[Event], bool]:
    """Events of that name with those marks."""
    return lambda event: event["event"] == name and all(event.get(key) == value for key, value in marks.items())
