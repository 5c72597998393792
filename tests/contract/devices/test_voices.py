"""What drivers.api.speech promises, held by every voice in the catalogue."""

from collections.abc import Iterator

import numpy as np
import pytest

from drivers.api.errors import DeviceLost
from drivers.api.speech import LONGEST, RATE_HZ, Speech
from drivers.catalogue import names, open_keeper

SENTENCE = "カードの 期限を 見ます"


@pytest.fixture(scope="module", params=names("speech"))
def voice(request: pytest.FixtureRequest) -> Iterator[Speech]:
    made = open_keeper("speech", request.param, {})
    made.open()
    yield made
    made.close()


def seconds(sound: bytes) -> float:
    return len(sound) / 2 / RATE_HZ


def test_a_sentence_is_heard_and_is_no_longer_than_it_takes(voice: Speech) -> None:
    sound = voice.speak(SENTENCE, 420)
    samples = np.frombuffer(sound, np.int16).astype(np.float64)
    assert 1.0 < seconds(sound) < 3.0
    assert np.sqrt(np.mean(samples**2)) > 500


def test_it_begins_and_ends_at_once(voice: Speech) -> None:
    samples = np.abs(np.frombuffer(voice.speak(SENTENCE, 320), np.int16).astype(np.int32))
    tenth = RATE_HZ // 20
    assert samples[:tenth].max() > 100
    assert samples[-tenth:].max() > 100


def test_the_same_text_sounds_the_same_and_another_does_not(voice: Speech) -> None:
    once = voice.speak(SENTENCE, 420)
    assert voice.speak(SENTENCE, 420) == once
    assert voice.speak("カードの 番号を 見ます", 420) != once


def test_slow_takes_longer_than_quick(voice: Speech) -> None:
    slow, quick = (seconds(voice.speak(SENTENCE, pace)) for pace in (300, 450))
    assert 1.25 < slow / quick < 1.75


@pytest.mark.parametrize("text", ["", " ", "、。", "「」……"])
def test_what_cannot_be_spoken_is_silent_and_harms_nobody(voice: Speech, text: str) -> None:
    assert voice.speak(text, 320) == b""


@pytest.mark.parametrize("text", ["A", "ｱ", "髙﨑さん", "☎0296", "Tiếng Việt", "नेपाली", "\u0000か", "か" * LONGEST])
def test_strange_letters_end_nothing(voice: Speech, text: str) -> None:
    assert len(voice.speak(text, 900)) % 2 == 0
    assert voice.speak("はい", 900)


def test_too_long_a_text_is_refused(voice: Speech) -> None:
    with pytest.raises(ValueError, match="201"):
        voice.speak("か" * (LONGEST + 1), 320)


@pytest.mark.parametrize("name", names("speech"))
def test_a_voice_that_is_not_open_says_so(name: str) -> None:
    made = open_keeper("speech", name, {})
    with pytest.raises(DeviceLost):
        made.speak("はい", 320)
    made.close()


def test_nothing_of_the_library_reaches_a_screen_or_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    made = open_keeper("speech", "openjtalk", {})
    made.open()
    made.close()
    assert capfd.readouterr() == ("", "")
