"""What is said over the clerk's own sheet, and the two keys that answer whether the resident may see it."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.lying import Lying
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.lamps import paper_lamp
from ui.presenters.parts import KeyKind, KeyView, LampKind, Text


@dataclass(frozen=True)
class OwnLine:
    """The line above the page, green while the sheet is `live` at the other end, and the keys that stand on it."""

    words: str
    live: bool
    keys: tuple[KeyView, ...] = ()


def present_own_line(snapshot: DeskSnapshot, text: Text) -> OwnLine:
    """While the tray is open, to the clerk alone or to both."""
    lamp, lying = paper_lamp(snapshot, text), snapshot.lying.get("office")
    if snapshot.sharing.mine is SharingState.ASKING:
        return _asking(lying or Lying(), snapshot.asked, text)
    live = lamp.kind is LampKind.SENT
    if live and lying is not None and not (lying.held and lying.open):
        return OwnLine(_unseen(lying, text), False)
    return OwnLine(lamp.words, live)


def keep_hidden_key(words: str) -> KeyView:
    """On the key of the first touch: whoever presses that twice has shown nothing."""
    return KeyView("key.sheet.no", words, intents.LetBeSeen(yes=False), "eye_off", KeyKind.QUIET, shortcut="F8")


def _asking(lying: Lying, asked: int, text: Text) -> OwnLine:
    """The key that shows it comes a moment after the sheet; the one that does not is there from the first touch on."""
    no = keep_hidden_key(text("desk.own.keep_hidden"))
    if not lying.held:
        words = text("desk.own_paper.judged") if lying.unknown else text("desk.own_paper.lay")
        return OwnLine(words, False, (no,))
    if not lying.open:
        return OwnLine(text("desk.own_paper.judged"), False, (no,))
    yes = KeyView(
        "key.sheet.yes",
        text("desk.own.let_be_seen"),
        intents.LetBeSeen(yes=True),
        "eye",
        KeyKind.FILLED,
        shortcut="Ctrl+F8",
    )
    return OwnLine(text("desk.own_paper.ask"), False, (yes, no) if asked else (no,))


def _unseen(lying: Lying, text: Text) -> str:
    """The tray is open, and no sheet of it is seen."""
    if lying.held:
        return text("desk.own_paper.covered")
    return text("desk.own_paper.judged") if lying.unknown else text("desk.own_paper.none")
