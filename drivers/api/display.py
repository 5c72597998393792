"""What the monitors of a machine promise: to be listed with who they are and where they lie."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Screen:
    """One monitor: the name of its connector, what its EDID tells (empty where it does not), and its rectangle of the
    desktop in pixels as windows are placed in it."""

    name: str
    maker: str
    model: str
    serial: str
    x: int
    y: int
    width: int
    height: int


class Display(Protocol):
    """All monitors of a machine. Opened, read and closed on the GUI thread."""

    mock: bool

    def open(self, changed: Callable[[], None]) -> None:
        """Begins to watch: `changed` is called after each change of what `screens` gives, before anything is painted
        that follows from it, by any thread. Opening twice does nothing. Raises DeviceMissing."""

    def close(self) -> None:
        """Watches no more; may be called twice, and without an open."""

    def screens(self) -> tuple[Screen, ...]:
        """All that are plugged in now, in no order that means anything; none before opening."""
