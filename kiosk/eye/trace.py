"""The paper's eye over a clip or a camera, picture by picture, as in a running program: what it says goes into lines of
JSON.

Causal: a picture is judged by it and those before it.
"""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.api.camera import Camera
from drivers.api.errors import DeviceLost
from kiosk.eye.known_forms import decoded, template_of
from kiosk.eye.trace_plan import Calibration, TracePlan
from kiosk.eye.tracing import AsIfBeside, Beside, Tracing
from kiosk.vision.finder import find_sheet
from kiosk.vision.geometry import Size
from kiosk.vision.paper import PaperEye
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.table import Table

_LOOKED_AT_S = 2.0
"""A single picture is looked at so long, as if a camera stood over it."""
_RATE = 15.0
"""Places strokes among pictures; a camera's are not counted from a known one, so none are drawn."""
_SILENT_S = 3.0
"""A camera that gives nothing for so long is taken for lost."""


def trace(clip: Path, plan: TracePlan) -> Iterator[str]:
    """One JSON line a picture. Raises OSError if the clip cannot be opened, NoPicture."""
    table = _table(plan.calibration)
    recogniser = Recogniser([template_of(printed) for printed in plan.forms])
    capture = cv2.VideoCapture(str(clip))
    if not capture.isOpened():
        raise OSError(f"{clip}: not a clip that can be read")
    fps = capture.get(cv2.CAP_PROP_FPS) or 15.0
    tracing: Tracing | None = None
    try:
        while True:
            there, picture = capture.read()
            if not there:
                return
            pixels = np.asarray(picture, np.uint8)
            tracing = tracing or Tracing(
                PaperEye(table or _guessed(pixels, plan.sizes), plan.sizes, recogniser), plan, fps, AsIfBeside(fps)
            )
            said = tracing.see(pixels)
            if capture.get(cv2.CAP_PROP_FRAME_COUNT) <= 1:
                said = {**[tracing.see(pixels) for _ in range(round(_LOOKED_AT_S * fps))][-1], "frame": 0}
            yield json.dumps(said, ensure_ascii=False)
    finally:
        capture.release()


def watch(camera: Camera, plan: TracePlan, for_s: float | None) -> Iterator[str]:
    """One JSON line a picture of a camera that is open, at its own pace, for so long or until somebody ends it; slow
    work is done beside, and no strokes are drawn. Raises DeviceLost, NoPicture."""
    table = _table(plan.calibration)
    recogniser = Recogniser([template_of(printed) for printed in plan.forms])
    slow, tracing = Beside(), None
    begun_s = last_s = time.monotonic()
    try:
        while for_s is None or time.monotonic() < begun_s + for_s:
            frame = camera.wait(0.2)
            if frame is None:
                if time.monotonic() > last_s + _SILENT_S:
                    raise DeviceLost(f"no picture came for {_SILENT_S:.0f} s")
                continue
            last_s = time.monotonic()
            if tracing is None:
                eye = PaperEye(table or _guessed(frame.pixels, plan.sizes), plan.sizes, recogniser)
                tracing = Tracing(eye, replace(plan, strokes=()), _RATE, slow)
            yield json.dumps(tracing.see(frame.pixels, frame.taken_s - begun_s), ensure_ascii=False)
    finally:
        slow.close()


def _table(calibration: Calibration | None) -> Table | None:
    if calibration is None:
        return None
    return Table(calibration.px_per_mm, decoded(calibration.empty, cv2.IMREAD_COLOR, "empty table"))


def _guessed(picture: NDArray[np.uint8], sizes: Sequence[Size]) -> Table:
    """Without a calibration: the scale at which the largest of the sizes is found as large as can be."""
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    largest = max(sizes, key=lambda size: size[0] * size[1])
    for share in np.geomspace(1.0, 0.3, 12):
        table = Table(float(share) * min(gray.shape) / min(largest))
        if find_sheet(gray, table, [largest]) is not None:
            return table
    return Table(min(gray.shape) / max(largest))
