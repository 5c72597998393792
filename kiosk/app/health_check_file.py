"""The file in which a city's list of health checks stands: looked at now and then, read when it rests."""

import sys
from datetime import date
from pathlib import Path

from kiosk.app.at_rest import AtRest
from kiosk.content.health_checks import read_health_checks
from kiosk.content.toml import BadFile
from kiosk.hub.health_checks import Listing

Mark = tuple[int, int, int] | None
"""What changes with a file: its identity, size, and time of change; None where there is no file."""


def run_health_checks(path: Path) -> int:
    """The program `health-checks`: says what a list holds. Raises BadFile for a wrong one, a line a fault."""
    slots = read_health_checks(path)
    ahead = [slot for slot in slots if slot.last >= date.today()]
    places = sum(slot.free for slot in ahead)
    sys.stdout.write(f"{len(slots)} slots, {len(ahead)} of them can still be booked, {places} places are free\n")
    return 0


class HealthCheckFile:
    """`ListPort` over a file. A changed one is read when it rests."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at_rest = AtRest(lambda: _mark(path), self._read)

    def look(self) -> Listing | None:
        """See ListPort. What is wrong is told once, until the file changes again."""
        return self._at_rest.look()

    def _read(self) -> Listing:
        try:
            return Listing(read_health_checks(self._path))
        except BadFile as wrong:
            return Listing(faults=tuple(str(wrong).splitlines()))


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
