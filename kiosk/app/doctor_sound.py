"""The doctor's lines about sound: which devices this machine has, and how those in the settings do. Nothing is kept."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from drivers.api.errors import DeviceError, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.api.sound import BLOCK, RATE_HZ, Sound
from drivers.catalogue import open_keeper, seen_sounds
from kiosk.app.settings import EndSettings
from kiosk.app.sounds import ear_plan
from kiosk.ear.tones import make_tones

LISTEN_S = 1.0
_BLOCK_S = BLOCK / RATE_HZ
_AHEAD = 3
"""Blocks that lie before the loudspeaker, so that the test tone is not torn."""
_LOUDER_DB = 10.0
"""So much more than before says that the microphone hears the loudspeaker."""
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
    """What the devices in the settings do, opened as the ear would; with `aloud` a tone sounds.

    Raises BadFile, or DeviceError with what is to be done.
    """
    plan = ear_plan(settings, config)
    sound = open_keeper("sound", plan.driver, plan.keeper_options)
    sound.open()
    try:
        level_db = _level_db(_exchange(sound, b""))
        words = f"マイク {level_db:.0f} dB（{_in_words(level_db)}）"
        if aloud:
            words += f"、{_with_tone(sound, level_db)}"
        return words + ("（練習用）" if sound.mock else "")
    finally:
        sound.close()


def _listed(sound: SeenSound) -> str:
    ways = "と".join(word for word, there in (("マイク", sound.hears), ("スピーカー", sound.sounds)) if there)
    words = f'"{sound.name}"、{sound.host}、{ways}'
    if sound.pinned:
        return words
    return f"{words}、音声サーバー経由（抜けたとき ほかへ 流れないように rescue-streams = no に してください）"


def _with_tone(sound: Sound, before_db: float) -> str:
    tone = make_tones()["turn"].astype(np.int16).tobytes()
    heard = _level_db(_exchange(sound, tone)) > before_db + _LOUDER_DB
    return "試しの音を 鳴らし、" + (
        "マイクにも 届きました" if heard else "マイクには 届きませんでした（ヘッドセットなら そのままで かまいません）"
    )


def _exchange(sound: Sound, tone: bytes) -> bytes:
    """What comes in while `tone` goes out. Raises DeviceError when nothing comes."""
    heard = []
    for _ in range(_AHEAD):
        sound.play(bytes(2 * BLOCK))
    for at in range(0, round(LISTEN_S / _BLOCK_S) * 2 * BLOCK, 2 * BLOCK):
        block = sound.capture(1.0)
        if block is None:
            raise DeviceError("マイクから 音が来ません。ケーブルを 確かめてください")
        sound.play(tone[at : at + 2 * BLOCK].ljust(2 * BLOCK, b"\0"))
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
