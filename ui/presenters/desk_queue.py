"""The left column of the clerk's window: the call of the moment, who waits, which vans are there."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.snapshot import Call, DeskSnapshot, Van, Waiting
from ui.presenters.desk_lending import lending_key, lent_words
from ui.presenters.desk_promise import promise_key, promised_words
from ui.presenters.desk_slot import SlotView, present_slot
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class WaitingRow:
    """A card of the queue; `key` answers this ticket. `place` counts from the front."""

    key: KeyView
    title: str
    waited: str
    topic: str
    place: str


@dataclass(frozen=True)
class VanRow:
    """A van: where it is and its name, its state, and whether it can be reached."""

    name: str
    state: str
    online: bool


@dataclass(frozen=True)
class QueueView:
    """`talking` are title and state of the call, None without one. `lent` is what this resident takes home, a line a
    thing, and `promised` when city hall rings back; `keys` open the panels in which that is done."""

    talking_title: str
    talking: tuple[str, str] | None
    slot: SlotView | None
    lent: str
    promised: str
    title: str
    rows: tuple[WaitingRow, ...]
    empty: str
    vans_title: str
    vans: tuple[VanRow, ...]
    keys: tuple[KeyView, ...]


def present_queue(snapshot: DeskSnapshot, text: Text) -> QueueView:
    """The column of the moment."""
    call = snapshot.call
    return QueueView(
        talking_title=text("desk.talking"),
        talking=_talking(call, text) if call else None,
        slot=present_slot(snapshot, text),
        lent=lent_words(snapshot, text),
        promised=promised_words(snapshot, text),
        title=text("desk.queue", count=len(snapshot.queue)),
        rows=tuple(_waiting(place, waiting, text) for place, waiting in enumerate(snapshot.queue, start=1)),
        empty="" if snapshot.queue else text("desk.queue.empty"),
        vans_title=text("desk.vans"),
        vans=tuple(VanRow(f"{van.area} {van.name}".strip(), _van(van, text), van.online) for van in snapshot.vans),
        keys=tuple(key for key in (promise_key(snapshot, text), lending_key(snapshot, text)) if key is not None),
    )


def _talking(call: Call, text: Text) -> tuple[str, str]:
    states = {
        CallState.RINGING: text("desk.call.ringing"),
        CallState.CONNECTING: text("desk.call.connecting"),
        CallState.TALKING: text("desk.call.talking"),
        CallState.HOLDING: text("desk.call.holding"),
        CallState.RECONNECTING: text("desk.call.reconnecting"),
        CallState.ENDED: text("desk.call.ended"),
    }
    title = text("desk.number", number=call.number, area=call.stop_name)
    return title, f"{states[call.state]}\n{call.topic_title}".strip()


def _waiting(place: int, waiting: Waiting, text: Text) -> WaitingRow:
    key = KeyView(
        f"key.answer.{waiting.number}", str(waiting.number), intents.AnswerNext(waiting.ticket), kind=KeyKind.QUIET
    )
    return WaitingRow(
        key=key,
        title=text("desk.number", number=waiting.number, area=waiting.area),
        waited=text("desk.waited", minutes=waiting.waited_s // 60),
        topic=waiting.topic_title,
        place=text("desk.place", place=place),
    )


def _van(van: Van, text: Text) -> str:
    if not van.online:
        return text("desk.van.away")
    return text("desk.van.busy") if van.busy else text("desk.van.free")
