"""The two seconds in which a visit is made to have never been here."""

from dataclasses import dataclass

from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import Text


@dataclass(frozen=True)
class WipingView:
    """Words only."""

    heading: str
    body: str


def present_wiping(_snapshot: KioskSnapshot, text: Text) -> WipingView:
    """The same for every visit."""
    return WipingView(text("wiping.heading"), text("wiping.body"))
