"""What flows need of circulars: the list, what is in one of them, and where those of the hub are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.circular import Block, Circular
from kiosk.domain.circular_delivery import Heard, Piece


@dataclass(frozen=True)
class CircularsListed:
    """What the folder and the hub have now, and until when the hub is known to have it."""

    circulars: tuple[Circular, ...]
    heard: datetime | None = None


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


@dataclass(frozen=True)
class DeliveryStands:
    """Which of the hub's lists is here, and the piece that is wanted next; `taken` says that what became of that one is
    settled."""

    revision: str | None
    wanted: Piece | None
    taken: Piece | None = None


CircularEvent = CircularsListed | CircularOpened | DeliveryStands


class CircularsPort(Protocol):
    """The folder of circulars, those of the hub, and the child in which they are opened. Whatever changes is told."""

    def look(self) -> None:
        """Reads the list anew; CircularsListed follows."""

    def open(self, number: int, circular: Circular, page: int) -> None:
        """Opens a page, counted from 0, in place of what was open; CircularOpened of that number follows, unless
        another one is asked for, or it is closed."""

    def close(self) -> None:
        """Nothing of any circular is left, and nothing more is told of the one that was open."""

    def offered(self, heard: Heard) -> None:
        """The hub has told another list."""

    def add(self, piece: Piece, content: bytes) -> None:
        """The hub has answered; without content it has that document no more."""

    def line_came(self) -> None:
        """There is a line to the hub."""

    def line_went(self, at: datetime) -> None:
        """There is none any more."""


class NoCirculars:
    """An end that has none."""

    def look(self) -> None:
        """Nobody asks."""

    def open(self, number: int, circular: Circular, page: int) -> None:
        """Nobody asks."""

    def close(self) -> None:
        """Nothing is open."""

    def offered(self, heard: Heard) -> None:
        """Nobody asked."""

    def add(self, piece: Piece, content: bytes) -> None:
        """Nobody asked."""

    def line_came(self) -> None:
        """It changes nothing."""

    def line_went(self, at: datetime) -> None:
        """It changes nothing."""
