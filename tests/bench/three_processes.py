"""One call of kiosk and desk in a set of pictures: what both ends told of it, and what the kiosk used."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import cycle
from statistics import median
from typing import Any

import psutil

from kiosk.app.demo_files import Sights
from tests.bench.camera_host import CameraHost, camera_host
from tests.bench.events import Event, in_call, named
from tests.bench.programs import Devices, Programs, programs

SHEET_1080_15 = (1920, 1080, 15)
FACE_720_30, FACE_720_15, FACE_360_15 = (1280, 720, 30), (1280, 720, 15), (640, 360, 15)
SETS = {
    "A": Devices(Sights(face=FACE_720_30, timecode=True), Sights(face=FACE_360_15, timecode=True)),
    "B": Devices(Sights(face=FACE_720_15, timecode=True), Sights(face=FACE_720_15, timecode=True)),
    "paper": Devices(Sights(face=FACE_720_15, document=SHEET_1080_15), Sights(face=FACE_360_15), paper=True),
}
"""What kiosk and desk see: A is 720p30 from the van and 360p15 back, B is 720p15 both ways; with paper, 720p15 from the
van and a sheet at 1080p15, 360p15 back; voice both ways."""
TALKS_WITHIN_S = 30.0
MEASURED_S = 15.0
"""Two reports of ten seconds lie further apart than this, and three not so near."""
PUSHED_EVERY_S, PUSHED_MM = 0.05, 1.5
PUSHES = 8
"""One way, before it goes back: somebody who straightens a sheet does not stop between two pictures."""
SETTLE = 1
"""Reports of ten seconds that are left out at the beginning: programs start, load and warm up."""


@dataclass(frozen=True)
class Outcome:
    """The event lines of both ends, and how many cores the kiosk with its workers used in the middle."""

    kiosk: list[Event]
    desk: list[Event]
    kiosk_cores: float = 0.0


def _nobody() -> None:
    """Nobody waits for the call."""


def run(
    which: str,
    seconds: float,
    draw: bool = False,
    over_http: bool = False,
    share: bool = False,
    talks: Callable[[], None] = _nobody,
) -> Outcome:
    """One run of a set; the processes end by themselves after `seconds`. With `share` the kiosk shows its paper, which
    never rests; with `draw` it shows it and both ends draw on it all the time; `over_http` the cameras are network
    cameras. `talks` is called after the first report of ten seconds in the call: then all has started."""
    with _devices(SETS[which], over_http) as devices, programs(devices) as started:
        started.start_ends(
            {
                "kiosk": [
                    *_until(seconds),
                    "--auto-call",
                    "soudan",
                    *(["--auto-share"] if draw or share else []),
                    *(["--auto-draw"] if draw else []),
                ],
                "desk": [*_until(seconds), "--auto-answer", *(["--auto-draw"] if draw else [])],
            }
        )
        with _pushed(started) if share else nullcontext():
            cores = _kiosk_cores(started, talks)
            started.wait(seconds + 60)
        for tail in started.events.values():
            tail.fresh()
        return Outcome(started.events["kiosk"].all, started.events["desk"].all, cores)


@contextmanager
def _pushed(started: Programs) -> Iterator[None]:
    """The sheet is pushed to and fro all the time once the desk sees it, with no pause: of one that rests for a moment,
    a still is made and the pictures stand back."""
    started.events["desk"].wait(named("first_picture", surface="far_document"), TALKS_WITHIN_S, "a sheet")
    room, over = started.room, threading.Event()

    def push() -> None:
        for way in cycle((PUSHED_MM,) * PUSHES + (-PUSHED_MM,) * PUSHES):
            room.nudge("van", way, 0.0)
            if over.wait(PUSHED_EVERY_S):
                return

    pushing = threading.Thread(target=push, name="pushing")
    pushing.start()
    try:
        yield
    finally:
        over.set()
        pushing.join()


def _until(seconds: float) -> list[str]:
    return ["--exit-after", str(seconds)]


@contextmanager
def _devices(pretended: Devices, over_http: bool) -> Iterator[Devices]:
    if over_http:
        with http_cameras(pretended) as (devices, _):
            yield devices
    else:
        yield pretended


@contextmanager
def http_cameras(like: Devices) -> Iterator[tuple[Devices, CameraHost]]:
    """Network cameras of these sizes, called kiosk.face and so on; faces move and carry a time code."""
    ends = {"kiosk": like.kiosk, "desk": like.desk}
    specs = {}
    for end, sights in ends.items():
        specs[f"{end}.face"] = "{}x{}@{}!".format(*sights.face)
        specs[f"{end}.document"] = "{}x{}@{}".format(*sights.document)
    with camera_host(specs) as host:
        seen = [
            replace(sights, face_url=host.urls[f"{end}.face"], document_url=host.urls[f"{end}.document"])
            for end, sights in ends.items()
        ]
        yield replace(like, kiosk=seen[0], desk=seen[1]), host


def _kiosk_cores(started: Programs, talks: Callable[[], None]) -> float:
    """From a report in the middle of the call to the one after the next."""
    tail = started.events["kiosk"]
    report = tail.wait(in_call("far_face"), TALKS_WITHIN_S, "a report of the call")
    talks()
    report = tail.wait(in_call("far_face"), TALKS_WITHIN_S, "a second report", report["monotonic_s"] + 1)
    before, before_s = cpu_s(started.tree("kiosk")), time.monotonic()
    tail.wait(in_call("far_face"), TALKS_WITHIN_S, "a fourth report", report["monotonic_s"] + MEASURED_S)
    after, after_s = cpu_s(started.tree("kiosk")), time.monotonic()
    return sum(after[pid] - before[pid] for pid in after.keys() & before.keys()) / (after_s - before_s)


def cpu_s(processes: list[psutil.Process]) -> dict[int, float]:
    """Seconds that each has computed so far."""
    found = {}
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        found[process.pid] = times.user + times.system
    return found


def steady(events: list[Event]) -> list[Event]:
    """The reports of ten whole seconds in a call, without the first ones."""
    reports = [event for event in events if event["event"] == "figures" and "far_face" in event]
    return reports[SETTLE:-1]


def pictures(events: list[Event]) -> dict[str, float]:
    """Of one end's steady reports: painted per second, milliseconds from camera to paint, lateness of the GUI loop."""
    reports = steady(events)
    faces: list[dict[str, Any]] = [report["far_face"] for report in reports]
    return {
        "per_s": sum(face["painted"] for face in faces) / (10 * len(faces)),
        "latency_ms": median(face["latency_ms"]["p50"] for face in faces),
        "latency_p95_ms": max(face["latency_ms"]["p95"] for face in faces),
        "gui_p95_ms": median(report["gui_late_ms"]["p95"] for report in reports),
        "gui_p99_ms": median(report["gui_late_ms"]["p99"] for report in reports),
    }


def stroke_delays_ms(begun: list[Event], painted: list[Event]) -> list[float]:
    """From the first point at one end to the first paint at the other, sorted; programs' starts left out."""
    began = {clock: at_s for event in steady(begun) for clock, at_s in event["strokes_begun"]}
    first: dict[int, float] = {}
    for event in painted:
        for clock, at_s in event.get("strokes_painted", ()):
            first.setdefault(clock, at_s)
    return sorted((first[clock] - at_s) * 1000 for clock, at_s in began.items() if clock in first)
