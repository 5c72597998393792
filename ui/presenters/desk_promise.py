"""折り返し電話 in the clerk's window: the key, the panel of days, and what stands once it is promised."""

from dataclasses import dataclass

from kiosk.domain.promised_call import PartOfDay, PromiseCall, PromisedCall, ShowPromises, offered
from kiosk.domain.snapshot import DeskSnapshot, with_resident
from ui.presenters.japanese import month_day
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class PromiseView:
    """The panel: the keys of a day in a row."""

    title: str
    how: str
    close: KeyView
    days: tuple[tuple[KeyView, ...], ...]


def promise_key(snapshot: DeskSnapshot, text: Text) -> KeyView | None:
    """Opens the panel and closes it; None where nobody is there."""
    if not with_resident(snapshot):
        return None
    kind = KeyKind.CHOSEN if snapshot.promises_shown else KeyKind.QUIET
    wish = ShowPromises(on=not snapshot.promises_shown)
    return KeyView("key.promise", text("desk.promise"), wish, "", kind, shortcut="Ctrl+J")


def promised_words(snapshot: DeskSnapshot, text: Text) -> str:
    """What was promised to the resident of the moment; empty for nothing."""
    call = snapshot.promised
    return text("desk.promised", when=_when(call, text)) if call is not None else ""


def present_promise(snapshot: DeskSnapshot, text: Text) -> PromiseView | None:
    """None while it is closed."""
    if not snapshot.promises_shown or not with_resident(snapshot):
        return None
    halves = offered(snapshot.clock, snapshot.city.closed)
    days = dict.fromkeys(half.day for half in halves)
    return PromiseView(
        text("desk.promise"),
        text("desk.promise.how"),
        KeyView("key.promise.close", text("desk.promise.close"), ShowPromises(on=False), "close", KeyKind.QUIET),
        tuple(tuple(_half(half, snapshot, text) for half in halves if half.day == day) for day in days),
    )


def _half(half: PromisedCall, snapshot: DeskSnapshot, text: Text) -> KeyView:
    chosen = half == snapshot.promised
    return KeyView(
        f"key.promise.{half.day.isoformat()}.{half.part.value}",
        _when(half, text),
        PromiseCall(half),
        "check" if chosen else "",
        KeyKind.CHOSEN if chosen else KeyKind.QUIET,
    )


def _when(call: PromisedCall, text: Text) -> str:
    day = month_day(call.day)
    morning = call.part is PartOfDay.MORNING
    return text("desk.promise.morning", day=day) if morning else text("desk.promise.afternoon", day=day)
