"""Two pretended monitors as rectangles of one desktop; the room pulls their plugs."""

from collections.abc import Callable

import msgspec

from drivers.api.display import Screen
from drivers.mock_room import Place, Room, RoomLink, watch
from drivers.mock_room.state import MonitorName

Rectangle = tuple[int, int, int, int]


class MockDisplayOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the two lie on the desktop (x, y, width, height); `room` is the address of the pretend world."""

    embedded: Rectangle = (0, 0, 1920, 1080)
    external: Rectangle = (1920, 0, 1920, 1080)
    place: Place = "van"
    room: str = ""


class MockDisplay:
    """Its connectors are called `embedded` and `external`. `room` stands in for an address in unit tests."""

    mock = True

    def __init__(self, options: MockDisplayOptions, room: Room | None = None) -> None:
        self._room = room or options.room
        self._place = options.place
        self._areas: dict[MonitorName, Rectangle] = {"embedded": options.embedded, "external": options.external}
        self._links: dict[MonitorName, RoomLink] = {}

    def open(self, changed: Callable[[], None]) -> None:
        """Enters the room once for each monitor."""
        if not self._links:
            for name in self._areas:
                self._links[name] = watch(self._room, self._place, name, changed)

    def close(self) -> None:
        """Leaves the room."""
        for link in self._links.values():
            link.close()
        self._links = {}

    def screens(self) -> tuple[Screen, ...]:
        """Those whose plug is in."""
        plugged = [name for name, link in self._links.items() if link.scene.plugged]
        return tuple(Screen(name, "", "", "", *self._areas[name]) for name in plugged)
