"""Telephones under the camera: `python -m tests.bench.phones [SEED]`.

Found, held under a finger through pages and a turn of 30°, and how far marks drift, on rendered tables; how soon
nothing of it is seen any more, with a real eye and the pretended van.
"""

import sys
import threading
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from drivers.camera.mock_tray import TRAY, VIEW_HEIGHT_MM, TrayView
from drivers.mock_room import Room, RoomServer, Thing
from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.eye.eye import Eye
from kiosk.eye.plan import EyePlan, PaperPlan
from kiosk.vision.geometry import project
from kiosk.vision.mask import Opening
from kiosk.vision.phone import PhoneWatch
from kiosk.vision.table import Table
from tests.bench.paper import TABLES
from tests.support.paper_scenes import path
from tests.support.paper_world import World, finger_hand
from tests.support.phone_world import PhoneLook, telephone

FPS = 15
LOOKS: tuple[PhoneLook, ...] = ("light", "dark", "dim", "cracked", "white", "video", "notice", "flip")
KEYS = np.array([[20.0, 40.0], [50.0, 40.0], [35.0, 75.0], [20.0, 110.0], [50.0, 110.0]])
IN_CASE = np.array([78.5, 3.0])
SIZE = (1920, 1080)
TIMES = 12
WITHIN_S = 20.0


def measure(quick: bool, seed: int = 1) -> dict[str, float]:
    """Figures of one seed."""
    cv2.setNumThreads(1)
    return {**_drawn(seed), **_hidden()}


def _drawn(seed: int) -> dict[str, float]:
    found: list[bool] = []
    held: list[bool] = []
    drift: list[float] = []
    looked: list[float] = []
    rng = np.random.default_rng(seed)
    for look in LOOKS:
        for kind in TABLES:
            world = World(kind, int(rng.integers(1 << 20)))
            _one(world, look, rng, (found, held, drift, looked))
    return {
        "found": float(np.mean(found)),
        "held": float(np.mean(held)),
        "drift_mean_mm": float(np.mean(drift)),
        "drift_p95_mm": float(np.percentile(drift, 95)),
        "drift_max_mm": float(np.max(drift)),
        "look_mean_ms": float(np.mean(looked)),
        "look_p95_ms": float(np.percentile(looked, 95)),
    }


def _one(
    world: World,
    look: PhoneLook,
    rng: np.random.Generator,
    out: tuple[list[bool], list[bool], list[float], list[float]],
) -> None:
    found, held, drift, looked = out
    watch = PhoneWatch(Table(world.px_per_mm, world.empty))
    x, y, turn = rng.uniform((260, 140, -30), (340, 190, 30))
    places = [(x, y, turn)] * 4 + path((x, y, turn), (x + 25, y - 8, turn + 30), 20)
    beside = IN_CASE if look == "flip" else np.zeros(2)
    keys = None
    for nth, place in enumerate(places):
        lies = telephone(look, nth // 7).at(*place)
        over = [finger_hand(3).at(place[0] + 14 + beside[0] / 2, place[1] + 100, -12)] if nth > 3 else []
        picture = world.picture([lies, *over])
        begun = time.perf_counter()
        phone = watch.step(picture, nth / FPS)
        looked.append((time.perf_counter() - begun) * 1000)
        (held if nth > 3 else found).append(phone is not None and phone.lit) if nth > 1 else None
        if phone is None:
            continue
        truth = world.place(lies)
        if keys is None:
            keys = project(np.linalg.inv(phone.plane) @ truth, KEYS + beside)
        off = np.linalg.norm(project(phone.plane, keys) - project(truth, KEYS + beside), axis=1) / world.px_per_mm
        drift.extend(off.tolist())


class _Watched:
    """A real eye over the pretended van's tray: when a picture for the other end was first flat again."""

    def __init__(self, folder: Path, address: str) -> None:
        empty = bytes(cv2.imencode(".png", TrayView("van", SIZE).draw(0.0, None))[1])
        paper = PaperPlan("van", SIZE[1] / VIEW_HEIGHT_MM, empty, ((210.0, 297.0),), ())
        options = {"scene": "document", "place": "van"}
        plan = EyePlan("document", "mock", options, *SIZE, FPS, Opening(*TRAY), address, "tray.van", paper)
        self._changed = threading.Condition()
        self._lying = Lying()
        self._flat: tuple[bool, float] = (True, 0.0)
        self._number = 0
        self.eye = Eye(plan, lambda _report: None, on_lying=self._lies)
        self.eye.send.listen(self._sent)
        self.eye.start()
        self.eye.look_for_phone(PhoneHelp())
        self.eye.set_gate(Gate.SENT)

    def _lies(self, lying: Lying) -> None:
        if lying.held and not lying.open:
            self.eye.show_sheet(lying.number, True)
        with self._changed:
            self._lying = lying
            self._changed.notify_all()

    def _sent(self) -> None:
        frame = self.eye.send.newest(self._number)
        if frame is None:
            return
        flat = int(np.ptp(np.frombuffer(frame.data, np.uint8)[: frame.width * frame.height])) == 0
        with self._changed:
            self._number, self._flat = frame.number, (flat, time.monotonic())
            self._changed.notify_all()

    def until(self, flat: bool) -> float:
        """Waits; when that picture was there."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._flat[0] is flat, WITHIN_S):
                raise TimeoutError("the picture did not become flat" if flat else "nothing was seen")
            return self._flat[1]


def _hidden() -> dict[str, float]:
    """Milliseconds from the hand's doing, or the touch, to the first picture for the other end without it."""
    times: dict[str, list[float]] = {"away": [], "dark": [], "typing": []}
    with TemporaryDirectory() as folder, RoomServer(Path(folder) / "room.sock") as server:
        watched = _Watched(Path(folder), server.address)
        try:
            for nth in range(TIMES):
                for what, taken in times.items():
                    _lay(server.room, nth)
                    watched.until(flat=False)  # a picture has just gone: the next one is as far away as it can be
                    begun = time.monotonic()
                    _hide(server.room, watched.eye, what, nth)
                    taken.append((watched.until(flat=True) - begun) * 1000)
                    watched.eye.look_for_phone(PhoneHelp())
        finally:
            watched.eye.stop()
    return {f"{what}_{name}_ms": value for what, taken in times.items() for name, value in _told(taken)}


def _told(taken: list[float]) -> tuple[tuple[str, float], ...]:
    return ("median", median(taken)), ("worst", max(taken))


def _lay(room: Room, nth: int) -> None:
    room.lay("van", Thing("phone", 3.0 + nth, 2.0, 5.0, "settings"))


def _hide(room: Room, eye: Eye, what: str, nth: int) -> None:
    match what:
        case "away":
            room.lift("van", "phone")
        case "dark":
            room.lay("van", Thing("phone", 3.0 + nth, 2.0, 5.0, "off"))
        case _:
            eye.look_for_phone(PhoneHelp(typing=True))


if __name__ == "__main__":
    figures = measure(quick=False, seed=int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    sys.stdout.write("".join(f"{name:20} {value:.3f}\n" for name, value in figures.items()))
