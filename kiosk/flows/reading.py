"""How an end looks at the shared pages: in front, larger, turned, standing still; on wish both ends alike."""

import dataclasses
from typing import Generic

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Tool
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.page import SURFACES, Surface
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import Ends, Hint, KioskSnapshot, ToolRow
from kiosk.domain.surfaces import shared
from kiosk.flows.core import Core
from kiosk.flows.store import Snap
from kiosk.wire.peer import Looking

_GRAIN = 10_000


class ReadingFlow(Generic[Snap]):
    """Keeps `front`, `readings`, `together` and `full_screen` of the snapshot, the same way at kiosk and desk.

    What two people look at together is one value with a count and an author: the later one holds at both ends,
    whatever the order of arrival; a new generation brings each end's own last word once more.
    """

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._stamp: tuple[int, Side] = (0, "office")
        self._said: Looking | None = None
        self._open: frozenset[Surface] = frozenset()
        core.store.listen(self._changed)

    def do(self, intent: asks.ReadingIntent) -> None:
        """What a person asked for. A page that does not lie open is looked at in one way only."""
        match intent:
            case asks.ShowTools(row):
                self._show_tools(row)
            case asks.BringToFront(surface):
                self._bring(surface)
            case asks.LookTogether(on):
                self._look_together(on)
            case asks.FillScreen(on):
                self._core.store.change(full_screen=on and bool(self._open))
            case _ if shared(self._core.now, self._me, intent.surface):
                self._look(intent.surface, looked(self._reading(intent.surface), intent))
            case _:
                self._core.hint(Hint.NO_SHEET_OPEN)

    def theirs(self, message: Looking) -> None:
        """The other end looks elsewhere, joins, or leaves. An earlier word that comes late changes nothing."""
        stamp = message.n, other(self._me)
        if stamp <= self._stamp:
            return
        self._stamp = stamp
        self._core.store.change(together=message.together)
        if message.together:
            centre = message.x / _GRAIN, message.y / _GRAIN
            self._put(message.surface, Reading(message.step, message.quarters, centre, message.frozen))

    def tell_all(self) -> None:
        """After each new generation: this end's last word, if it was the last of both."""
        if self._said is not None and self._stamp == (self._said.n, self._me):
            self._core.ports.media.send(self._said)

    def forget(self) -> None:
        """The call is over."""
        self._stamp, self._said, self._open = (0, "office"), None, frozenset()
        self._core.store.change(readings={}, front="van", together=False, full_screen=False)
        if isinstance(self._core.now, KioskSnapshot):
            self._core.store.change(tools=ToolRow.CLOSED)

    def close_one(self) -> bool:
        """もどる: the fullness of the screen goes first, then the row of keys; False if neither was there."""
        now = self._core.now
        if now.full_screen:
            self._core.store.change(full_screen=False)
        elif isinstance(now, KioskSnapshot) and now.tools is not ToolRow.CLOSED:
            self._show_tools(ToolRow.CLOSED)
        else:
            return False
        return True

    # --- inside ---

    def _reading(self, surface: Surface) -> Reading:
        return self._core.now.readings.get(surface, Reading())

    def _show_tools(self, row: ToolRow) -> None:
        self._core.store.change(tools=row, tool=Tool.PEN if row is ToolRow.DRAW else None)

    def _bring(self, surface: Surface) -> None:
        self._core.store.change(front=surface)
        self._tell_if_together()

    def _look_together(self, on: bool) -> None:
        if on and not self._open:
            self._core.hint(Hint.NO_SHEET_OPEN)
            return
        self._core.store.change(together=on)
        self._tell()

    def _look(self, surface: Surface, reading: Reading) -> None:
        self._put(surface, reading)
        self._tell_if_together()

    def _put(self, surface: Surface, reading: Reading) -> None:
        """Of a telephone no picture stands still: it would be seen after it was hidden."""
        if surface == "van" and self._core.now.phone is not None:
            reading = dataclasses.replace(reading, frozen=False)
        self._core.store.change(front=surface, readings={**self._core.now.readings, surface: reading})

    def _tell_if_together(self) -> None:
        if self._core.now.together:
            self._tell()

    def _tell(self) -> None:
        now = self._core.now
        reading = self._reading(now.front)
        x, y = (round(share * _GRAIN) for share in reading.centre)
        self._stamp = self._stamp[0] + 1, self._me
        self._said = Looking(
            self._stamp[0], now.together, now.front, reading.step, reading.quarters, x, y, reading.frozen
        )
        self._core.ports.media.send(self._said)

    def _changed(self, snapshot: Snap) -> None:
        """What opens comes to the front; what closes is looked at anew when it opens again."""
        open_now = frozenset(surface for surface in SURFACES if shared(snapshot, self._me, surface))
        opened, closed = open_now - self._open, self._open - open_now
        self._open = open_now
        if opened or closed:
            self._core.store.change(**self._after(snapshot, opened, closed))
            if snapshot.together and snapshot.call is not None and snapshot.call.ended_because is None:
                self._tell()

    def _after(self, snapshot: Ends, opened: frozenset[Surface], closed: frozenset[Surface]) -> dict[str, object]:
        kept = {surface: reading for surface, reading in snapshot.readings.items() if surface not in closed}
        if not self._open:
            return {"readings": kept, "full_screen": False, "together": False}
        stays = not opened and snapshot.front not in closed
        return {"readings": kept, "front": snapshot.front if stays else _first(opened or self._open)}


def looked(reading: Reading, intent: asks.ReadingIntent) -> Reading:
    """How somebody looks at a page after what he asked for."""
    match intent:
        case asks.Zoom(_, steps):
            return reading.zoomed(steps)
        case asks.Turn():
            return reading.turned()
        case asks.Freeze(_, on):
            return dataclasses.replace(reading, frozen=on)
        case asks.LookAt(_, x_share, y_share):
            return reading.looking_at((x_share, y_share))
        case asks.LookBeside(_, right, down):
            return reading.stepped(right, down)
        case _:
            return reading


def _first(surfaces: frozenset[Surface]) -> Surface:
    """The white page before the papers, the van's before the office's."""
    return next(surface for surface in ("board", "van", "office") if surface in surfaces)
