"""A reader with a real child, and waits for what it reads."""

from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from kiosk.reader.plan import Size
from kiosk.reader.reader import Read, Reader
from tests.unit.worker.watching import Reports

FIRST_WITHIN_S = 20.0
"""A child that starts cold on a busy machine has its libraries to load."""


class Asking:
    """A started reader; tickets are counted from 1."""

    def __init__(self) -> None:
        self.reads: Reports[Read] = Reports()
        self.reader = Reader(self.reads.add)
        self._ticket = 0

    def ask(self, picture: bytes, size: Size) -> int:
        """The ticket of a picture that was taken."""
        self._ticket += 1
        assert self.reader.read(self._ticket, picture, size)
        return self._ticket

    def until(self, ticket: int, within_s: float = FIRST_WITHIN_S) -> Read:
        """What became of that one."""
        return self.reads.until(lambda read: read.ticket == ticket, within_s)

    def read(self, picture: bytes, size: Size) -> Read:
        return self.until(self.ask(picture, size))

    def pixels(self, ticket: int) -> bytes:
        """What was read of that one."""
        read = self.until(ticket)
        assert read.pixels is not None, read.refused
        return bytes(read.pixels)

    @property
    def told(self) -> list[tuple[int, str]]:
        """All that was told, in order: ticket, and why it was refused."""
        return [(read.ticket, read.refused) for read in self.reads.all]


@contextmanager
def asking() -> Iterator[Asking]:
    made = Asking()
    made.reader.start()
    try:
        yield made
    finally:
        made.reader.stop()


def children() -> list[psutil.Process]:
    """Those of this process that a worker started."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
