"""What flows need of circulars: the list, what is in one of them."""

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.circular import Block, Circular


@dataclass(frozen=True)
class CircularsListed:
    """What the folder has now."""

    circulars: tuple[Circular, ...]


@dataclass(frozen=True)
class CircularOpened:
    """What is in the circular of that opening; of a PDF the page's picture lies in its slot. `refused` says why there
    is nothing, in a word for the log; `missing`: letters are missing from the picture."""

    number: int
    pages: int = 0
    size: tuple[int, int] = (0, 0)
    text: str = field(default="", repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    refused: str = ""
    missing: bool = False


CircularEvent = CircularsListed | CircularOpened


class CircularsPort(Protocol):
    """The folder of circulars, and the child in which they are opened."""

    def look(self) -> None:
        """Reads the list anew; CircularsListed follows."""

    def open(self, number: int, circular: Circular, page: int) -> None:
        """Opens a page, counted from 0, in place of what was open; CircularOpened of that number follows, unless
        another one is asked for, or it is closed."""

    def close(self) -> None:
        """Nothing of any circular is left, and nothing more is told."""


class NoCirculars:
    """An end that has none."""

    def look(self) -> None:
        """Nobody asks."""

    def open(self, number: int, circular: Circular, page: int) -> None:
        """Nobody asks."""

    def close(self) -> None:
        """Nothing is open."""
