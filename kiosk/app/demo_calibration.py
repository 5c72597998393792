"""Before a demo the pretend document camera is calibrated as an installer does it: an empty table, an A4 sheet."""

import datetime
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from drivers.api.camera import Camera
from drivers.api.errors import DeviceMissing
from drivers.catalogue import open_keeper
from drivers.mock_room.server import RoomServer
from drivers.mock_room.state import Place
from kiosk.content.calibration import Calibration, write_calibration
from kiosk.vision.table_sight import EmptyTable, SheetSeen

SHEET = "juminhyo"
_EYE = "kiosk.vision.calibrator"
"""Loaded by name, because it sees pixels."""
_PICTURES = 40
_PICTURE_WITHIN_S = 5.0
T = TypeVar("T")


def calibrate(server: RoomServer, size: tuple[int, int, int], file: Path, place: Place = "van") -> None:
    """Writes `file` for the camera at a place of the pretend world whose tray is empty, and leaves it so; `size` is
    width, height and pictures a second. Raises DeviceMissing."""
    width, height, fps = size
    world = {"scene": "document", "place": place, "room": server.address}
    camera = open_keeper("camera", "mock", {**world, "width": width, "height": height, "fps": fps})
    eye = import_module(_EYE)
    try:
        camera.open()
        empty = _until(camera, eye.Gathering().add, EmptyTable)
        server.room.place(place, SHEET)
        sheet = _until(camera, eye.SheetSearch(empty).look, SheetSeen)
        server.room.place(place, None)
    finally:
        camera.close()
    write_calibration(file, Calibration(datetime.date.today(), width, height, sheet.px_per_mm, empty.png))


def _until(camera: Camera, look: Callable[[NDArray[np.uint8]], object], wanted: type[T]) -> T:
    """What comes of looking at picture after picture."""
    for _ in range(_PICTURES):
        frame = camera.wait(_PICTURE_WITHIN_S)
        seen = look(frame.pixels) if frame is not None else None
        if isinstance(seen, wanted):
            return seen
    raise DeviceMissing(f"the pretend document camera shows no {wanted.__name__}")
