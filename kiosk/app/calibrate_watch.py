"""Looks at a camera's newest picture in a thread of its own, because finding a sheet may take a second."""

import threading
from importlib import import_module
from typing import Any, Protocol

from drivers.api.frame import Frame
from kiosk.app.calibrate_steps import Gather, Job, Report, Search
from kiosk.app.live_camera import Live
from kiosk.vision.table_sight import Sight

QUIET_S = 0.4
"""Nothing is remembered or looked for before nothing moved for so long."""
END_WITHIN_S = 3.0
_EYE = "kiosk.vision.calibrator"
_FITTED = "kiosk.eye.publisher"
"""Loaded by name, because they see pixels. The second brings pictures into the size and shape in which a running eye
sees them; in another one the calibration would not hold."""
_GLANCE_S = 0.02


class Seeing(Protocol):
    """A camera's newest picture."""

    @property
    def live(self) -> Live:
        """As of now."""


class TableWatch:
    """Sees from `start` to `stop`. `size` is the width and height in pixels in which pictures are judged."""

    def __init__(self, camera: Seeing, size: tuple[int, int]) -> None:
        self._camera = camera
        self._size = size
        self._eye: Any = import_module(_EYE)
        self._fitted: Any = import_module(_FITTED).fitted
        self._onlooker: Any = None
        self._at_work: Any = None
        self._job: Job | None = None
        self._wanted: Job | None = None
        self._report = Report(None, camera.live.words)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="table-watch", daemon=True)

    @property
    def report(self) -> Report:
        """The newest."""
        return self._report

    def ask(self, job: Job | None) -> None:
        """Does this job from the next picture on, unless it is doing so already."""
        self._wanted = job

    def start(self) -> None:
        """Once."""
        self._thread.start()

    def stop(self) -> bool:
        """Ends within END_WITHIN_S; False if it does not."""
        self._ending.set()
        self._thread.join(END_WITHIN_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        last: Frame | None = None
        while not self._ending.wait(_GLANCE_S):
            live = self._camera.live
            if live.frame is None:
                last = self._onlooker = None
                self._report = Report(None, live.words)
            elif live.frame is not last:
                last = live.frame
                self._look(last, live.words)

    def _look(self, frame: Frame, words: str) -> None:
        self._onlooker = self._onlooker or self._eye.Onlooker()
        pixels = frame.pixels
        if pixels.shape[1::-1] != self._size:
            pixels = self._fitted(pixels, self._size)
        sight: Sight = self._onlooker.see(pixels, frame.taken_s)
        before = self._report
        self._take_up(self._wanted, sight)
        kept = before.result if before.job is self._job and not sight.moving else None
        self._report = report = Report(sight, words, frame.taken_s, self._job, kept)
        result = self._work(pixels, report)
        if result is not kept:
            self._report = Report(sight, words, frame.taken_s, self._job, result)

    def _take_up(self, job: Job | None, sight: Sight) -> None:
        if job is not self._job or (sight.moving and isinstance(job, Gather)):
            self._job, self._at_work = job, None
        if self._at_work is None and isinstance(job, Gather):
            self._at_work = self._eye.Gathering()
        elif self._at_work is None and isinstance(job, Search):
            self._at_work = self._eye.SheetSearch(job.empty)

    def _work(self, pixels: object, report: Report) -> Any:
        """What came of the job with this picture."""
        done = report.result is not None and not isinstance(report.result, str)
        if done or report.sight is None or report.sight.moving or report.sight.still_s < QUIET_S:
            return report.result
        if isinstance(self._job, Gather):
            return self._at_work.add(pixels)
        return self._at_work.look(pixels) if isinstance(self._job, Search) else None
