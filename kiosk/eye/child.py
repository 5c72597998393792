"""The child half of an eye: driver, then mask, then rings. Started by name, imported by nobody."""

import time

import cv2

from drivers.api.camera import Camera
from drivers.api.errors import DeviceError
from drivers.catalogue import open_keeper
from kiosk.domain.lying import Lying
from kiosk.eye.paper_watch import PaperWatch
from kiosk.eye.plan import (
    EyeReport,
    Lies,
    Looking,
    Lost,
    Opened,
    Settled,
    Skipped,
    Trying,
    Unplugged,
    decode_outfit,
    decode_plan,
    encode,
)
from kiosk.eye.publisher import Publisher
from kiosk.eye.rings import EyeRings
from kiosk.worker.child_line import ChildLine

RETRY_S = 0.5
_GLANCE_S = 0.05
"""How often the gate is looked at while no frame comes."""
_SILENT_S = 0.6
"""So long nothing comes through a cable before that is said; sooner than a camera is taken to hang."""


def main(plan_bytes: bytes, line: ChildLine) -> None:
    """Makes the keeper ready, waits for its turn, then sees until it is ended."""
    cv2.setNumThreads(1)  # one eye must not take the cores of the others
    plan = decode_plan(plan_bytes)
    camera = open_keeper("camera", plan.driver, plan.keeper_options)
    cable = open_keeper("camera", plan.cable.driver, plan.cable.options) if plan.cable is not None else None
    watch = PaperWatch(plan.paper) if plan.paper is not None else None
    message = line.outfit()
    if message is None:
        return
    outfit = decode_outfit(message)
    rings = EyeRings.attach(plan, outfit)
    try:
        if watch is not None:
            watch.begin(rings.control, outfit.child)
        _Seeing(camera, Publisher(plan, rings, outfit.first_number, watch), line, cable).run()
    finally:
        camera.close()
        if cable is not None:
            cable.close()
        if watch is not None:
            watch.close()
        rings.close()


class _Seeing:
    """One camera is open at a time: that of the table, or the one at the end of the cable."""

    def __init__(self, camera: Camera, publisher: Publisher, line: ChildLine, cable: Camera | None = None) -> None:
        self._table = camera
        self._cable = cable
        self._camera = camera
        self._publisher = publisher
        self._line = line
        self._lying = Lying()
        self._for_screen = False
        """How the table's camera was told to expose."""

    def run(self) -> None:
        while not self._line.ended():
            self._settle()
            self._camera = self._wanted
            self._report(Trying(self._camera.mock))
            try:
                self._camera.open()
                self._report(Opened())
                self._look()
                self._camera.close()
            except DeviceError:
                self._camera.close()
                self._lost()
                self._wait_to_retry()

    def _look(self) -> None:
        came_s = time.monotonic()
        while not self._line.ended():
            self._settle()
            self._expose()
            if self._camera is not self._wanted:
                return
            frame = self._camera.wait(_GLANCE_S)
            self._publisher.glance()  # what is ready leaves before a picture is looked at, which takes its time
            self._tell_news()
            if frame is None:
                if self._camera is self._cable and time.monotonic() - came_s > _SILENT_S:
                    self._nothing_comes()
                continue
            came_s = time.monotonic()
            if self._publisher.skips(frame):
                self._report(Skipped())
            else:
                self._settle()
                if self._publisher.lying is not None:
                    self._report(Looking())
                self._report(self._publisher.publish(frame, self._camera is self._cable))
                self._tell_lying()
                self._tell_news()

    @property
    def _wanted(self) -> Camera:
        return self._cable if self._cable is not None and self._publisher.cabled else self._table

    def _lost(self) -> None:
        """Without the device at the cable the table's camera is as well as ever."""
        self._publisher.lost(time.monotonic_ns())
        self._tell_news()
        if self._camera is self._cable:
            self._nothing_comes()
        else:
            self._report(Lost())

    def _nothing_comes(self) -> None:
        """Some devices are silent while no telephone is connected: that is no camera that hangs."""
        self._publisher.unplugged()
        self._tell_lying()
        self._report(Unplugged())

    def _expose(self) -> None:
        if self._camera is self._table and self._publisher.for_screen is not self._for_screen:
            self._for_screen = self._publisher.for_screen
            self._camera.expose_for_screen(self._for_screen)

    def _tell_news(self) -> None:
        for news in self._publisher.news:
            self._report(news)

    def _tell_lying(self) -> None:
        lying = self._publisher.lying
        if lying is not None and lying != self._lying:
            self._lying = lying
            self._report(Lies(lying))

    def _wait_to_retry(self) -> None:
        for _ in range(round(RETRY_S / _GLANCE_S)):
            if self._line.ended(_GLANCE_S) or self._camera is not self._wanted:
                return
            self._settle()

    def _settle(self) -> None:
        gate = self._publisher.settle()
        if gate is not None:
            self._report(Settled(gate))

    def _report(self, report: EyeReport) -> None:
        self._line.report(encode(report))
