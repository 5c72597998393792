"""Small views that many screens share: keys, lamps, and the way to ask for a text."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.intents import Intent

Text = Callable[..., str]
"""`text("home.heading")`, or with named parameters: `text("strip.time", clock="午前10:20")`."""


class KeyKind(StrEnum):
    """What a key's looks say: filled is the one thing to do next, outline the other ways, tool the one in the hand."""

    FILLED = "filled"
    OUTLINE = "outline"
    QUIET = "quiet"
    ATTENTION = "attention"
    END = "end"
    CHOSEN = "chosen"
    TOOL = "tool"


@dataclass(frozen=True)
class KeyView:
    """A key: a stable name for tests, its word, and the intent that it emits. `busy` swallows further taps. `language`
    is that of the word where it is not that of the screen."""

    name: str
    words: str
    wish: Intent
    icon: str = ""
    kind: KeyKind = KeyKind.OUTLINE
    busy: bool = False
    shortcut: str = ""
    language: str = ""


class LampKind(StrEnum):
    """What leaves a camera: to the other end, to this screen only, nothing because hidden, nothing at all."""

    SENT = "sent"
    LOCAL = "local"
    HIDDEN = "hidden"
    SHUT = "shut"


@dataclass(frozen=True)
class LampView:
    """The lamp of one camera."""

    kind: LampKind
    words: str


@dataclass(frozen=True)
class Line:
    """A line of a list: a drawing and words."""

    icon: str
    words: str
