"""The clerk's window: its top line, its three columns and its bar; or, while it is locked, nothing of them."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.page import Surface
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Health, HubState
from ui.presenters.desk_bar import BarView, hint_words, present_bar
from ui.presenters.desk_call import SideView, present_side
from ui.presenters.desk_lending import LendingView, present_lending
from ui.presenters.desk_promise import PromiseView, present_promise
from ui.presenters.desk_queue import QueueView, present_queue
from ui.presenters.desk_sheet import SheetsView, escape_of, present_sheets
from ui.presenters.frame import mark_of
from ui.presenters.japanese import clock_time, month_day
from ui.presenters.page_list import reading_in_front
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.sound import MeterWords, SoundView, meter_words, present_sound, sound_key


@dataclass(frozen=True)
class DeskView:
    """Everything of the window. `full`: the sheet alone with the bar, unless an outcome or a sheet is asked about.

    `escape` is what Esc does, `moved` the page that arrow keys move.
    """

    title: str
    who: str
    clock: str
    hub: str
    hub_well: bool
    unkept: str
    meter: MeterWords
    sound_key: KeyView
    sound: SoundView | None
    duty: KeyView
    lock: KeyView
    mark: str
    mark_words: str
    queue: QueueView
    sheets: SheetsView
    side: SideView
    lending: LendingView | None
    promise: PromiseView | None
    hint: str
    bar: BarView
    full: bool
    escape: intents.Intent | None
    moved: Surface | None


@dataclass(frozen=True)
class LockView:
    """What stands instead of the window, and the key that brings it back."""

    title: str
    body: str
    back: KeyView


def present_desk(snapshot: DeskSnapshot, text: Text) -> DeskView:
    """The window of the moment."""
    city = snapshot.city
    lending = present_lending(snapshot, text)
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    return DeskView(
        title=text("desk.title", counter=f"{city.name} {city.counter}"),
        who=f"{snapshot.section_name} {snapshot.clerk_name}".strip(),
        clock=_clock(snapshot),
        hub=_hub(snapshot, text),
        hub_well=snapshot.hub is HubState.ONLINE,
        unkept="" if snapshot.log_kept else text("desk.log_lost"),
        meter=meter_words(snapshot.sound.health, text),
        sound_key=sound_key(snapshot, text("desk.sound"), "F1"),
        sound=present_sound(snapshot, text),
        duty=_duty(snapshot, text),
        lock=KeyView("key.lock", text("desk.lock"), intents.Lock(), "lock", KeyKind.QUIET, shortcut="Ctrl+L"),
        mark=mark,
        mark_words=mark_words,
        queue=present_queue(snapshot, text),
        sheets=present_sheets(snapshot, text),
        side=present_side(snapshot, text),
        lending=lending,
        promise=present_promise(snapshot, text) if lending is None else None,
        hint=hint_words(snapshot.hint, text) or _own_sound(snapshot, text),
        bar=present_bar(snapshot, text),
        full=snapshot.full_screen and not snapshot.must_choose_outcome and not _asked_about(snapshot),
        escape=escape_of(snapshot),
        moved=snapshot.front if reading_in_front(snapshot).step else None,
    )


def present_lock(snapshot: DeskSnapshot, text: Text) -> LockView:
    """In a call it says that the other end still hears and sees."""
    talking = snapshot.call is not None and snapshot.call.state is not CallState.ENDED
    return LockView(
        title=text("desk.locked"),
        body=text("desk.locked.call") if talking else text("desk.locked.body"),
        back=KeyView("key.unlock", text("desk.unlock"), intents.Unlock(), "", KeyKind.FILLED, shortcut="Enter"),
    )


def _clock(snapshot: DeskSnapshot) -> str:
    """The date makes room for the words that no log is kept."""
    time = clock_time(snapshot.clock)
    return f"{month_day(snapshot.clock.date())} {time}" if snapshot.log_kept else time


def _hub(snapshot: DeskSnapshot, text: Text) -> str:
    """That all is well makes room, too, for the words that no log is kept."""
    match snapshot.hub:
        case HubState.ONLINE:
            return text("desk.hub.online") if snapshot.log_kept else ""
        case HubState.CONNECTING:
            return text("desk.hub.connecting")
        case HubState.OFFLINE:
            return text("desk.hub.offline")
        case HubState.REFUSED:
            return text("desk.hub.refused")


def _asked_about(snapshot: DeskSnapshot) -> bool:
    """The face's lamp, which stands over a page that fills the window, would be read as this sheet's."""
    return snapshot.sharing.mine is SharingState.ASKING


def _own_sound(snapshot: DeskSnapshot, text: Text) -> str:
    """Stands for as long as it is so: nobody hears a clerk who does not know it."""
    return text("desk.sound_lost") if snapshot.sound.health is Health.LOST else ""


def _duty(snapshot: DeskSnapshot, text: Text) -> KeyView:
    if snapshot.on_duty:
        return KeyView(
            "key.duty", text("desk.duty.on"), intents.TakeDuty(on=False), "check", KeyKind.CHOSEN, shortcut="F9"
        )
    return KeyView("key.duty", text("desk.duty.off"), intents.TakeDuty(on=True), "pause", KeyKind.QUIET, shortcut="F9")
