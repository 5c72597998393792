"""What the external monitor says when there is nothing else to show: the resident's screen is lost, or unknown yet."""

from dataclasses import dataclass

from kiosk.domain.call import CallState
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.frame import mark_of
from ui.presenters.parts import Text


@dataclass(frozen=True)
class NoticeView:
    """A heading, lines below it, and the mark of a program that is not at real work."""

    heading: str
    lines: tuple[str, ...]
    mark: str
    mark_words: str


def present_screen_lost(snapshot: KioskSnapshot, text: Text) -> NoticeView:
    """Whoever sat at the lost screen reads it here. The voice is named while there is a call that carries it."""
    call = snapshot.call
    voice = call is not None and call.state in (CallState.TALKING, CallState.RECONNECTING)
    lines = (text("screen_lost.voice"),) if voice else ()
    return NoticeView(text("screen_lost.heading"), (*lines, text("screen_lost.ask")), *_mark(snapshot, text))


def present_setting_up(snapshot: KioskSnapshot, identity: str, text: Text) -> NoticeView:
    """To the installer, on a monitor that settings do not name: what to write, and where the other ones are listed."""
    lines = (
        text("setting_up.write"),
        f'[monitors]\nembedded = "{identity}"',
        text("setting_up.external"),
        text("setting_up.doctor"),
    )
    return NoticeView(text("setting_up.heading"), lines, *_mark(snapshot, text))


def _mark(snapshot: KioskSnapshot, text: Text) -> tuple[str, str]:
    return mark_of(snapshot.profile, snapshot.mock_active, text)
