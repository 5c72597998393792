"""A clerk has answered: who it is, and the one key that starts the call."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class CalledView:
    """The clerk's section and name stand large; nothing is sent before the key is touched."""

    heading: str
    body: str
    section: str
    name: str
    camera: str
    leave: KeyView | None
    start: KeyView


def present_called(snapshot: KioskSnapshot, text: Text) -> CalledView:
    """Ringing, or connecting with a busy key."""
    call = snapshot.call
    busy = call is not None and call.state is CallState.CONNECTING
    return CalledView(
        heading=text("called.heading"),
        body=text("called.body"),
        section=call.section_name if call else "",
        name=text("call.name", clerk=call.clerk_name) if call else "",
        camera=text("called.camera"),
        leave=None if busy else KeyView("key.leave_queue", text("waiting.leave"), intents.LeaveQueue(), "close"),
        start=KeyView(
            "key.start_talking",
            text("called.busy") if busy else text("called.start"),
            intents.StartTalking(),
            "phone",
            KeyKind.FILLED,
            busy,
        ),
    )
