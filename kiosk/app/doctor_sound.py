"""The doctor's lines about sound: which devices this machine has, and how those in the settings do. Nothing is kept."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from drivers.api.errors import DeviceError, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.api.sound import BLOCK, RATE_HZ, Sound
from drivers.catalogue import open_keeper, seen_sounds
from kiosk.app.doctor_echo import try_echo
from kiosk.app.settings import EndSettings
from kiosk.app.sounds import ear_plan

LISTEN_S = 1.0
_BLOCK_S = BLOCK / RATE_HZ
_AHEAD = 3
"""Silent blocks that lie before the loudspeaker: some wait for them before they begin."""
_LEVELS = ((-70.0, "ほとんど 聞こえません"), (-50.0, "静かです"), (-9.0, "よく 聞こえます"), (99.0, "大きすぎます"))
"""Up to so many decibels below full scale, and in words."""


def list_sounds() -> Iterator[tuple[str, bool, str]]:
    """What was looked at, whether it is well, and the words that settings need."""
    try:
        sounds = seen_sounds()
    except DeviceMissing as wrong:
        yield "音の装置", True, f"調べられません（{wrong}）"
        return
    for number, sound in enumerate(sounds, start=1):
        yield f"音の装置 {number}", True, _listed(sound)
    if not sounds:
        yield "音の装置", True, "この端末に つながっている マイクと スピーカーは ありません"


def listen(settings: EndSettings, config: Path, aloud: bool) -> str:
    """What the devices in the settings do, and whether what cleans their sound works; with `aloud` a tone sounds.

    Raises BadFile, or DeviceError with what is to be done.
    """
    plan = ear_plan(settings, config)
    sound = open_keeper("sound", plan.driver, plan.keeper_options)
    sound.open()
    try:
        level_db = _level_db(_listen(sound))
    finally:
        sound.close()
    tried = try_echo(plan, aloud)
    words = f"マイク {level_db:.0f} dB（{_in_words(level_db)}）" + (f"、{tried}" if tried else "")
    return words + ("（練習用）" if sound.mock else "")


def _listed(sound: SeenSound) -> str:
    ways = "と".join(word for word, there in (("マイク", sound.hears), ("スピーカー", sound.sounds)) if there)
    words = f'"{sound.name}"、{sound.host}、{ways}'
    if sound.pinned:
        return words
    return f"{words}、音声サーバー経由（抜けたとき ほかへ 流れないように rescue-streams = no に してください）"


def _listen(sound: Sound) -> bytes:
    """What comes in while nothing goes out. Raises DeviceError when nothing comes."""
    heard = []
    for _ in range(_AHEAD):
        sound.play(bytes(2 * BLOCK))
    for _ in range(round(LISTEN_S / _BLOCK_S)):
        block = sound.capture(1.0)
        if block is None:
            raise DeviceError("マイクから 音が来ません。ケーブルを 確かめてください")
        sound.play(bytes(2 * BLOCK))
        heard.append(block)
    return b"".join(heard)


def _level_db(heard: bytes) -> float:
    """Effective value against full scale. Raises DeviceError for the silence that no room has."""
    samples = np.frombuffer(heard, np.int16) / 32768
    if not samples.any():
        raise DeviceError("マイクの 音が まったく ありません。消音（ミュート）を 解いてください")
    return float(10 * np.log10(np.mean(samples**2)))


def _in_words(level_db: float) -> str:
    return next(words for limit_db, words in _LEVELS if level_db < limit_db)
