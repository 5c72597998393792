"""The doctor plays a sound through a whole ear, as in a call, and tells how much of it would be sent back."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import fmean

import msgspec

from drivers.api.errors import DeviceError, DeviceMissing
from kiosk.domain.levels import Levels
from kiosk.domain.snapshot import Health
from kiosk.ear.ear import Ear, EarPlan, Report

OPENS_WITHIN_S = 25.0
BEFORE_S = 0.8
TRIAL_S = 2.2
"""How long the trial tone sounds, and its echo after it."""
MORE_TRIALS = 2
_LOOK_S = 0.02
_LOUDER_DB = 10.0
"""So much more than before says that the microphone hears the loudspeaker."""
_ENOUGH_DB = 15.0
_NOT_HEARD = (
    "試しの音を 鳴らし、マイクには 届きませんでした"
    "（ヘッドセットなら そのままで かまいません。回り込みが 消えるかは 分かりません）"
)
_REMEDY = "スピーカーを マイクから 離すか、音を 小さくしてください"


class _Watch:
    """Waits on the doctor's thread for what an ear reports on another."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._report = Report(Health.STARTING, mock=False)

    def told(self, report: Report) -> None:
        with self._changed:
            self._report = report
            self._changed.notify_all()

    def until_open(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._report.broken or self._report.health is Health.OK, OPENS_WITHIN_S)
            if self._report.broken:
                raise DeviceError("回り込みと 雑音を 消す部品（livekit）が 動きません。入れ直してください")
            if self._report.health is not Health.OK:
                raise DeviceMissing("sound: does not open in a process of its own")


def try_echo(plan: EarPlan, aloud: bool) -> str:
    """Opens the ear that a call would have; with `aloud` plays the trial tone, again for who must learn the room.

    Empty words when nothing was played. Raises DeviceError.
    """
    with _open_ear(plan) as ear:
        if not aloud:
            return ""
        before = _look(ear, BEFORE_S)
        trials = [_trial(ear)]
        if plan.treatment.echo and _heard(before, trials[0]):
            trials += [_trial(ear) for _ in range(MORE_TRIALS)]
        return _in_words(before, max(trials, key=_removed_db), echo=plan.treatment.echo)


@contextmanager
def _open_ear(plan: EarPlan) -> Iterator[Ear]:
    """Without gain, which would only blur what is compared."""
    watch = _Watch()
    ear = Ear(replace(plan, treatment=msgspec.structs.replace(plan.treatment, gain=False)), watch.told)
    ear.start()
    try:
        watch.until_open()
        ear.open_line(True)
        yield ear
    finally:
        ear.stop()


def _trial(ear: Ear) -> list[Levels]:
    ear.tone("trial")
    return _look(ear, TRIAL_S)


def _look(ear: Ear, length_s: float) -> list[Levels]:
    pause, seen = threading.Event(), []
    for _ in range(round(length_s / _LOOK_S)):
        pause.wait(_LOOK_S)
        levels = ear.levels()
        if levels is not None:
            seen.append(levels)
    if not seen:
        raise DeviceMissing("sound: went away while it was tried")
    return seen


def _in_words(before: list[Levels], during: list[Levels], echo: bool) -> str:
    if not _heard(before, during):
        return _NOT_HEARD
    played = "試しの音を 鳴らし、マイクにも 届きました"
    if not echo:
        return f"{played}（回り込みは 設定により 消しません。会議用スピーカーが 自分で 消すときだけに してください）"
    removed_db = _removed_db(during)
    if removed_db >= _ENOUGH_DB:
        return f"{played}。回り込みを {removed_db:.0f} dB 消しました"
    return f"{played}。回り込みを {removed_db:.0f} dB しか 消せません。{_REMEDY}"


def _heard(before: list[Levels], during: list[Levels]) -> bool:
    louder_db = _decibels([levels.captured for levels in during]) - _decibels([levels.captured for levels in before])
    return louder_db > _LOUDER_DB


def _removed_db(during: list[Levels]) -> float:
    return _decibels([levels.captured for levels in during]) - _decibels([levels.sent for levels in during])


def _decibels(values: list[float]) -> float:
    return 10 * math.log10(fmean(value**2 for value in values) + 1e-9)
