"""What eyes and ear report, into the snapshot and to the other end."""

import dataclasses

from kiosk.domain.snapshot import EyeStatus, Health, TheirDevices
from kiosk.flows.core import Core
from kiosk.flows.ports import EarReport, EyeReport
from kiosk.flows.store import Snap
from kiosk.wire.peer import Devices

VOLUME_STEPS = 5


class DeviceFlow:
    """Device truth: what a device confirmed, never what was asked of it."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core

    def on_eye(self, report: EyeReport) -> None:
        """An eye confirmed its gate, or its camera came or went."""
        before = getattr(self._core.now, report.eye)
        status = EyeStatus(report.gate, report.health, report.mock)
        self._core.store.change(**{report.eye: status})
        if before.health is not status.health:
            self._tell()

    def on_ear(self, report: EarReport) -> None:
        """The same of the ear."""
        before = self._core.now.sound
        self._core.store.change(sound=dataclasses.replace(before, health=report.health, mock=report.mock))
        if before.health is not report.health:
            self._tell()

    def theirs(self, message: Devices) -> None:
        """How the other end's devices do."""
        self._core.store.change(
            their_devices=TheirDevices(Health(message.face), Health(message.document), Health(message.sound))
        )

    def louder(self) -> None:
        """One step up; from the top back to the lowest."""
        sound = self._core.now.sound
        volume = sound.volume % VOLUME_STEPS + 1
        self._core.store.change(sound=dataclasses.replace(sound, volume=volume))
        self._core.ports.ear.set_volume(volume)
        self._core.ports.ear.tone("key")

    def _tell(self) -> None:
        now = self._core.now
        if now.call is not None and now.call.connected:
            self._core.ports.media.send(
                Devices(face=now.face.health.value, document=now.document.health.value, sound=now.sound.health.value)
            )
