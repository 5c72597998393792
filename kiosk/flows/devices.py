"""What eyes and ear report, into the snapshot and to the other end."""

import dataclasses
from typing import Literal

from kiosk.domain import intents
from kiosk.domain.ids import CallId
from kiosk.domain.intents import SoundIntent
from kiosk.domain.snapshot import EyeStatus, Health, TheirDevices
from kiosk.flows.core import Core
from kiosk.flows.ports import EarReport, EyeReport
from kiosk.flows.store import Snap
from kiosk.wire.peer import Devices

VOLUME_STEPS = 5


class DeviceFlow:
    """Device truth: what a device confirmed, never what was asked of it. The panel of the sound goes when a call comes
    or ends behind it."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._opened_at = _moment(core.now)
        core.store.listen(self._changed)

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
        self._set_volume(self._core.now.sound.volume % VOLUME_STEPS + 1, "key")

    def do(self, intent: SoundIntent) -> None:
        """What was touched in the panel of the sound."""
        match intent:
            case intents.CheckSound(on):
                self._check(on)
            case intents.SetVolume(step):
                self._set_volume(max(1, min(VOLUME_STEPS, step)), "trial")
            case intents.TrySound():
                self._core.ports.ear.tone("trial")

    def close_check(self) -> bool:
        """Whether the panel of the sound was open."""
        was_open = self._core.now.sound.checked
        self._check(False)
        return was_open

    def _check(self, on: bool) -> None:
        self._opened_at = _moment(self._core.now)
        self._core.store.change(sound=dataclasses.replace(self._core.now.sound, checked=on))

    def _changed(self, snapshot: Snap) -> None:
        if snapshot.sound.checked and _moment(snapshot) != self._opened_at:
            self._check(False)

    def _set_volume(self, step: int, tone: Literal["key", "trial"]) -> None:
        self._core.store.change(sound=dataclasses.replace(self._core.now.sound, volume=step))
        self._core.ports.ear.set_volume(step)
        self._core.ports.ear.tone(tone)

    def _tell(self) -> None:
        now = self._core.now
        if now.call is not None and now.call.connected:
            self._core.ports.media.send(
                Devices(face=now.face.health.value, document=now.document.health.value, sound=now.sound.health.value)
            )


def _moment(snapshot: Snap) -> CallId | None:
    return snapshot.call.id if snapshot.call else None
