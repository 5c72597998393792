"""The pretend world itself: what lies on the trays, what is plugged in, and who must hear of a change."""

import threading
from collections.abc import Callable

import msgspec

from drivers.api.errors import DeviceBusy
from drivers.mock_room.pages import page_files
from drivers.mock_room.state import Device, Heard, Paper, Place, Printed, RoomError, Scene, Thing
from drivers.mock_room.verbs import (
    Collect,
    Connect,
    Hold,
    Jam,
    Lay,
    Lift,
    Line,
    Listen,
    Load,
    Nudge,
    Plug,
    Put,
    RoomVerbs,
    Turn,
    Verb,
    Write,
)

ACKNOWLEDGE_S = 5.0
_HANDOVER_S = 0.3
"""A keeper that was killed is noticed a moment after its follower asks."""

Key = tuple[Place, Device]


class Seat:
    """A connected keeper."""

    def __init__(self, key: Key, deliver: Callable[[Scene], None]) -> None:
        self.key = key
        self.deliver = deliver
        self.acknowledged = -1


class Room(RoomVerbs):
    """In memory it is used as it is; over a socket by RoomServer. All methods may be called by any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._scenes: dict[Key, Scene] = {}
        self._seats: dict[Key, Seat] = {}
        self._heard: dict[Place, Heard] = {}
        self._printed: dict[Place, Printed] = {}

    # --- keepers ----------------------------------------------------------------------------------

    def join(self, place: Place, device: Device, deliver: Callable[[Scene], None]) -> Seat:
        """A keeper opens a device; `deliver` is called with the scene now and after each change.

        Raises DeviceBusy while another keeper has it open.
        """
        key: Key = (place, device)
        seat = Seat(key, deliver)
        with self._changed:
            if not self._changed.wait_for(lambda: key not in self._seats, _HANDOVER_S):
                raise DeviceBusy(f"{device} of {place}")
            self._seats[key] = seat
            if device == "sound":
                self._heard.pop(place, None)
            deliver(self._scene(key))
        return seat

    def leave(self, seat: Seat) -> None:
        """The keeper has closed the device, or is gone."""
        with self._changed:
            if self._seats.get(seat.key) is seat:
                del self._seats[seat.key]
            self._changed.notify_all()

    def acknowledge(self, seat: Seat, version: int) -> None:
        """The keeper has taken over this version of its scene."""
        with self._changed:
            seat.acknowledged = version
            self._changed.notify_all()

    def tell_heard(self, seat: Seat, heard: Heard) -> None:
        """The keeper of a loudspeaker says what it gave."""
        with self._changed:
            self._heard[seat.key[0]] = heard
            self._changed.notify_all()

    def tell_printed(self, seat: Seat, printed: Printed) -> None:
        """The keeper of a printer says what came out: so many sheets are missing from the tray now."""
        with self._changed:
            place, scene = seat.key[0], self._scene(seat.key)
            before = self._printed.get(place)
            number = 1 if before is None else before.number + 1
            self._printed[place] = msgspec.structs.replace(printed, number=number)
            self._scenes[seat.key] = msgspec.structs.replace(scene, sheets=max(0, scene.sheets - printed.sheets))
            self._changed.notify_all()

    # --- verbs ------------------------------------------------------------------------------------

    def ask(self, verb: Verb) -> Heard | Printed | None:
        """Does what the verb says."""
        match verb:
            case Listen():
                return self._listen(verb)
            case Collect():
                return self._collect(verb)
            case Load(place, sheets):
                self._change((place, "printer"), lambda scene: msgspec.structs.replace(scene, sheets=sheets))
            case Connect(place, screen):
                self._change((place, "cable"), lambda scene: msgspec.structs.replace(scene, screen=screen))
            case Plug(place, device, plugged):
                self._change((place, device), lambda scene: msgspec.structs.replace(scene, plugged=plugged))
            case Jam(place, device):
                self._change((place, device), lambda scene: msgspec.structs.replace(scene, jams=scene.jams + 1))
            case Hold(place, device, held):
                self._change((place, device), lambda scene: msgspec.structs.replace(scene, held=held))
            case Line(place, up):
                self._change((place, "line"), lambda scene: msgspec.structs.replace(scene, up=up))
            case Put() | Nudge() | Turn() | Write():
                self._change(
                    (verb.place, "document"),
                    lambda scene: msgspec.structs.replace(scene, paper=_moved(scene.paper, verb)),
                )
            case Lay() | Lift():
                self._change(
                    (verb.place, "document"),
                    lambda scene: msgspec.structs.replace(scene, things=_arranged(scene.things, verb)),
                )
        return None

    def _scene(self, key: Key) -> Scene:
        return self._scenes.setdefault(key, Scene())

    def _change(self, key: Key, change: Callable[[Scene], Scene]) -> None:
        with self._changed:
            scene = change(self._scene(key))
            scene = self._scenes[key] = msgspec.structs.replace(scene, version=scene.version + 1)
            seat = self._seats.get(key)
            if seat is None:
                return
            seat.deliver(scene)
            if not self._changed.wait_for(
                lambda: seat.acknowledged >= scene.version or self._seats.get(key) is not seat, ACKNOWLEDGE_S
            ):
                raise RoomError(f"the keeper of {key[1]} in {key[0]} does not answer")

    def _listen(self, verb: Listen) -> Heard:
        def enough() -> bool:
            heard = self._heard.get(verb.place)
            return heard is not None and heard.blocks > verb.after

        with self._changed:
            if not self._changed.wait_for(enough, verb.timeout_s):
                raise RoomError(f"the loudspeaker in {verb.place} gave nothing more")
            return self._heard[verb.place]

    def _collect(self, verb: Collect) -> Printed:
        def enough() -> bool:
            printed = self._printed.get(verb.place)
            return printed is not None and printed.number > verb.after

        with self._changed:
            if not self._changed.wait_for(enough, verb.timeout_s):
                raise RoomError(f"nothing more came out of the printer in {verb.place}")
            return self._printed[verb.place]


def _moved(paper: Paper | None, verb: Put | Nudge | Turn | Write) -> Paper | None:
    if isinstance(verb, Put):
        return _laid(paper, verb.paper)
    if paper is None:
        raise RoomError(f"there is no paper on the tray in {verb.place}")
    match verb:
        case Nudge():
            return msgspec.structs.replace(paper, x_mm=paper.x_mm + verb.dx_mm, y_mm=paper.y_mm + verb.dy_mm)
        case Turn():
            return msgspec.structs.replace(paper, turn_deg=paper.turn_deg + verb.by_deg)
        case Write():
            return msgspec.structs.replace(paper, strokes=(*paper.strokes, verb.stroke))


def _laid(old: Paper | None, new: Paper | None) -> Paper | None:
    if new is None:
        return None
    if old is not None:
        raise RoomError("there is a paper on the tray already: swap it")
    known = page_files()
    if new.name not in known:
        raise RoomError(f"no page is called {new.name!r}; there are {', '.join(known)}")
    return new


def _arranged(things: tuple[Thing, ...], verb: Lay | Lift) -> tuple[Thing, ...]:
    kinds = [thing.kind for thing in things]
    match verb:
        case Lift(place, kind) if kind not in kinds:
            raise RoomError(f"there is no {kind} in {place}")
        case Lift(_, kind):
            return tuple(thing for thing in things if thing.kind != kind)
        case Lay(_, new) if new.kind in kinds:
            return tuple(new if thing.kind == new.kind else thing for thing in things)
        case Lay(_, new):
            return tuple(sorted((*things, new), key=lambda thing: thing.kind == "hand"))
