"""The keys of reading aloud in the bottom row: よみあげ, とめる, もういちど and the pace."""

from kiosk.domain.aloud import AloudState
from kiosk.domain.aloud_intents import ReadAloud, ReadSlowly, StopReading
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text


def read_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """One key in one place: it reads, stops, or reads again."""
    state = snapshot.aloud.state
    if is_reading(snapshot):
        return KeyView("key.aloud", text("bar.aloud.stop"), StopReading(), "stop", KeyKind.TOOL)
    words = text("bar.aloud.again") if state is AloudState.READ else text("bar.aloud")
    return KeyView("key.aloud", words, ReadAloud(), "speaker", KeyKind.QUIET)


def again_key(text: Text) -> KeyView:
    """While it reads: from the beginning."""
    return KeyView("key.aloud.again", text("bar.aloud.again"), ReadAloud(), "again", KeyKind.QUIET)


def pace_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """Says what a touch makes of it."""
    slow = snapshot.aloud.slow
    words = text("bar.aloud.normal") if slow else text("bar.aloud.slow")
    return KeyView("key.aloud.pace", words, ReadSlowly(on=not slow), "clock", KeyKind.QUIET)


def is_reading(snapshot: KioskSnapshot) -> bool:
    """Whether とめる has something to stop."""
    return snapshot.aloud.state in (AloudState.READING, AloudState.WAITING)


def has_begun(snapshot: KioskSnapshot) -> bool:
    """Whether it reads, or has read, on this screen: then the pace has a key."""
    return snapshot.aloud.state is not AloudState.SILENT
