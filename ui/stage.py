"""What every window is given when it is built: drawings, texts, and the places where pictures arrive."""

from dataclasses import dataclass

from kiosk.domain.picture import Slot
from ui.presenters.parts import Text
from ui.theme.icons import Icons


@dataclass(frozen=True)
class Slots:
    """Where the newest pictures of both ends lie; `own` is this machine."""

    own_face: Slot
    own_paper: Slot
    their_face: Slot
    their_paper: Slot


@dataclass(frozen=True)
class Stage:
    """Loaded once, before the first window."""

    icons: Icons
    text: Text
    slots: Slots
