"""Reading aloud as the resident meets it: what may be read, whether it is read, and which sentence sounds now."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

MOST_SENTENCES: Final = 60
"""Of one screen."""
NO_SENTENCE: Final = -1


class AloudState(StrEnum):
    """Nothing was asked; the clerk speaks and it waits; it reads; it has read, or was stopped, on this screen."""

    SILENT = "silent"
    WAITING = "waiting"
    READING = "reading"
    READ = "read"


class Said(NamedTuple):
    """A sentence as it stands on the screen, with its readings if it carries any, and where (`title`, `line.0`)."""

    place: str
    words: str


@dataclass(frozen=True)
class Spoken:
    """What a screen says, in the order in which it is read. `page` is its name; another one is another screen."""

    page: str = ""
    said: tuple[Said, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(one.words for one in self.said[:MOST_SENTENCES])


@dataclass(frozen=True)
class Aloud:
    """`page` is the one that is read, `sentence` counts from 0 there."""

    state: AloudState = AloudState.SILENT
    page: str = ""
    sentence: int = NO_SENTENCE
    slow: bool = True

    def place(self, spoken: Spoken) -> str:
        """Where the sentence stands that sounds now; empty if none does, or on another screen."""
        here = self.state is AloudState.READING and self.page == spoken.page
        return spoken.said[self.sentence].place if here and 0 <= self.sentence < len(spoken.said) else ""
