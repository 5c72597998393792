"""How long the other end sees nothing said of a camera that hangs, and how long until it sees it again."""

import time
from random import uniform
from typing import Literal

from kiosk.domain.ids import EyeName
from tests.bench.camera_host import CameraHost, Order
from tests.bench.events import EventTail, in_call, named
from tests.bench.programs import programs
from tests.bench.three_processes import SETS, TALKS_WITHIN_S, http_cameras

CAMERAS: tuple[tuple[Literal["kiosk", "desk"], EyeName], ...] = (
    ("kiosk", "face"),
    ("kiosk", "document"),
    ("desk", "face"),
)
AWAY_S = (4.0, 9.0)
"""Longer than it takes until a camera that hangs is given up and tried anew; at any moment of the next try."""
_WAYS: tuple[tuple[Order, Order], ...] = (("silent", "speak"), ("unplug", "replug"))
_WITHIN_S = 20.0


def measure(quick: bool = True) -> dict[str, float]:
    """Seconds by camera: the slower of a camera that falls silent and one that is unplugged. Raises Late."""
    figures: dict[str, float] = {}
    with http_cameras(SETS["A"]) as (devices, host), programs(devices) as started:
        until = ["--exit-after", "300"]
        started.start_ends(
            {
                "kiosk": [*until, "--auto-call", "soudan", "--auto-share"],
                "desk": [*until, "--auto-answer"],
            }
        )
        tails = started.events
        paper = tails["desk"].wait(named("first_picture", surface="far_document"), TALKS_WITHIN_S, "a paper")
        for tail in tails.values():  # programs start, load and warm up
            tail.wait(in_call("far_face"), TALKS_WITHIN_S, "a report of the call", paper["monotonic_s"])
        for end, eye in CAMERAS:
            other = tails["desk" if end == "kiosk" else "kiosk"]
            times = [_once(host, f"{end}.{eye}", other, way) for way in _WAYS]
            figures[f"{end}_{eye}_lost_s"] = max(lost_s for lost_s, _ in times)
            figures[f"{end}_{eye}_back_s"] = max(back_s for _, back_s in times)
    return figures


def _once(host: CameraHost, camera: str, other: EventTail, way: tuple[Order, Order]) -> tuple[float, float]:
    gone, back = way
    surface = f"far_{camera.partition('.')[2]}"
    gone_s = host.tell(camera, gone)
    said = other.wait(named("camera_lost_shown", surface=surface), _WITHIN_S, f"{camera} {gone} said", gone_s)
    time.sleep(max(0.0, gone_s + uniform(*AWAY_S) - time.monotonic()))
    back_s = host.tell(camera, back)
    seen = other.wait(named("camera_back_shown", surface=surface), _WITHIN_S, f"{camera} {back} seen", back_s)
    return said["monotonic_s"] - gone_s, seen["monotonic_s"] - back_s
