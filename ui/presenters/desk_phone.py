"""What a clerk reads while the resident's telephone lies there."""

from kiosk.domain.lying import Lying
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.parts import Text


def phone_line(snapshot: DeskSnapshot, text: Text) -> str:
    """Why nothing of it is seen; empty while it is seen, and where the paper's own words say why."""
    phone, lying = snapshot.phone, snapshot.lying.get("van", Lying())
    state = snapshot.sharing.theirs
    if phone is None or state not in (SharingState.OPEN, SharingState.ASKING):
        return ""
    if phone.typing:
        return text("desk.phone.typing")
    if state is SharingState.OPEN:
        return "" if lying.held and lying.open else text("desk.phone.away")
    return text("desk.phone.cable") if phone.cable else text("desk.phone.asking")
