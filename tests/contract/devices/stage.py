"""What every keeper in the catalogue is put through: a row with its options, and the hand on its plug."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers.catalogue import TABLE, Kind, open_keeper
from drivers.mock_room import Device, RoomServer


class Stage:
    """`make` gives new keepers of one device; `unplug` and `replug` move its plug."""

    def __init__(self, make: Callable[..., Any], server: RoomServer, device: Device) -> None:
        self.make = make
        self._room = server.room
        self._device = device

    def unplug(self) -> None:
        self._room.unplug("van", self._device)

    def replug(self) -> None:
        self._room.replug("van", self._device)


def rows(kind: Kind) -> list[str]:
    return list(TABLE[kind])


@contextmanager
def stage(kind: Kind, name: str, device: Device, folder: Path) -> Iterator[Stage]:
    """A stage for a mock; a real device is skipped, because nobody can pull its plug here."""
    if not TABLE[kind][name].mock:
        pytest.skip(f"{kind} {name!r} needs the device itself")
    with RoomServer(folder / "room.sock") as server:

        def make(**options: object) -> Any:
            return open_keeper(kind, name, {"room": server.address, "place": "van", **options})

        yield Stage(make, server, device)
