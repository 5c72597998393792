"""What every window is given when it is built: drawings, texts, and the places where pictures arrive."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.languages import JAPANESE
from kiosk.domain.levels import Levels
from kiosk.domain.picture import Slot
from kiosk.domain.slip_sheet import MOST_SIDES
from kiosk.domain.thumbs import Thumbs
from ui.presenters.parts import Text
from ui.theme.icons import Icons


@dataclass(frozen=True)
class Slots:
    """Where the newest pictures of both ends lie; `own` is this machine. `thumbs` are the other end's sheets,
    `slip` the sides of the resident's own, `circular` the page that is read."""

    own_face: Slot
    own_paper: Slot
    their_face: Slot
    their_paper: Slot
    thumbs: Thumbs = field(default_factory=Thumbs)
    slip: tuple[Slot, ...] = field(default_factory=lambda: tuple(Slot() for _ in range(MOST_SIDES)))
    circular: Slot = field(default_factory=Slot)


@dataclass(frozen=True)
class Stage:
    """Loaded once, before the first window. `texts` are by language. `levels` tells how loud it is, to whoever asks."""

    icons: Icons
    texts: Mapping[str, Text]
    slots: Slots
    levels: Callable[[], Levels | None] = lambda: None

    @property
    def text(self) -> Text:
        """Japanese: what clerks and passers-by read."""
        return self.texts[JAPANESE]
