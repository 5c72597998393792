"""The pretend document camera is calibrated before a demo begins: by its empty table, as an installer would."""

import datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from drivers.api.errors import DeviceMissing
from drivers.catalogue import open_keeper
from kiosk.content.calibration import Calibration, write_calibration

VIEW_HEIGHT_MM = 330.0
"""So much of its table the pretend camera shows from top to bottom."""
_PICTURES = 8
_WITHIN_S = 5.0


def calibrate(room: Path, size: tuple[int, int, int], file: Path) -> None:
    """Writes `file` for the van's camera in the pretend world at `room`, whose tray must be empty; `size` is width,
    height and pictures a second. Raises DeviceMissing."""
    width, height, fps = size
    options = {"scene": "document", "place": "van", "room": str(room), "width": width, "height": height, "fps": fps}
    camera = open_keeper("camera", "mock", options)
    try:
        camera.open()
        seen = np.zeros((height, width, 3), np.float32)
        for _ in range(_PICTURES):  # their noise must not be taken for the table
            frame = camera.wait(_WITHIN_S)
            if frame is None:
                raise DeviceMissing("the pretend document camera gives no picture")
            seen += frame.pixels
    finally:
        camera.close()
    empty = _png(np.rint(seen / _PICTURES).astype(np.uint8))
    today = datetime.date.today()
    write_calibration(file, Calibration(today, width, height, height / VIEW_HEIGHT_MM, empty))


def _png(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_BGR888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
