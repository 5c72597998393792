"""Sound that is no mock, from the other end's voice through an ear's child to the loudspeaker, and back from there."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import numpy as np
import pytest

from kiosk.app.doctor_echo import try_echo
from kiosk.domain.snapshot import Health
from kiosk.ear.ear import Ear, EarPlan, Report
from kiosk.ear.plan import OptionValue, Treatment
from tests.support.speech import blocks, speech
from tests.support.virtual_sound import CALM_MS, VOICE_HZ, Plug, VirtualSound, hz_and_level, tone, virtual_sound
from tests.unit.worker.watching import PATIENCE_S, Reports, nothing_left

FRAME = 960
"""Samples that an encoder takes at once: 20 ms."""
FRAME_S = 0.02
AS_IT_IS = Treatment(echo=False, noise=False, gain=False)
"""For tests of devices: a steady tone is noise to whoever takes noise out."""
SECOND = 2 * 48_000


class Hearer:
    """An ear, what it reported, and the network at its other side."""

    def __init__(self, microphone: str, latency_ms: int, treatment: Treatment) -> None:
        self.reports: Reports[Report] = Reports()
        options: dict[str, OptionValue] = {"input": microphone, "output": "phone", "latency_ms": latency_ms}
        self.ear = Ear(EarPlan("portaudio", options, treatment=treatment), self.reports.add)

    @property
    def process(self) -> int | None:
        """The child that hears and speaks now."""
        child = self.ear._worker._at_work
        return child.process.pid if child is not None else None

    def until(self, health: Health, within_s: float = PATIENCE_S) -> None:
        self.reports.until(lambda report: report.health is health, within_s)

    def heard(self, wanted: Callable[[bytes], bool], within_s: float = PATIENCE_S) -> bytes:
        """Takes sound as an encoder does, until the last fifth of a second is as wanted."""
        recent, pause = b"", threading.Event()
        for _ in range(round(within_s / FRAME_S)):
            recent = (recent + self.ear.source.read(FRAME))[-SECOND // 5 :]
            if len(recent) == SECOND // 5 and wanted(recent):
                return recent
            pause.wait(FRAME_S)
        raise AssertionError(f"not heard within {within_s} s; the last was {hz_and_level(recent)}")

    def speaking(self, hz: float) -> AbstractContextManager[None]:
        """The other end says one tone."""
        return self.saying(tone(hz, 1.0))

    @contextmanager
    def saying(self, voice: bytes) -> Iterator[None]:
        """The other end says this over and over, frame by frame; whole frames."""
        done = threading.Event()

        def speak() -> None:
            begun_s, frame = time.monotonic(), 0
            while not done.wait(max(0.0, begun_s + frame * FRAME_S - time.monotonic())):
                at = frame * 2 * FRAME % len(voice)
                self.ear.sink.write(voice[at : at + 2 * FRAME])
                frame += 1

        thread = threading.Thread(target=speak)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


Begin = Callable[..., Hearer]


@pytest.fixture
def there(request: pytest.FixtureRequest) -> Iterator[VirtualSound]:
    """A server set up as it is meant for a counter, or, on request, as most are."""
    with nothing_left(), virtual_sound(moves_streams=getattr(request, "param", False)) as sound:
        yield sound


@pytest.fixture
def begin(there: VirtualSound) -> Iterator[Begin]:
    with ExitStack() as stack:

        def made(microphone: str, latency_ms: int = CALM_MS, treatment: Treatment = AS_IT_IS) -> Hearer:
            hearer = Hearer(microphone, latency_ms, treatment)
            stack.callback(hearer.ear.stop)
            hearer.ear.start()
            return hearer

        yield made


def _is(hz: float) -> Callable[[bytes], bool]:
    return lambda sound: hz_and_level(sound)[0] == pytest.approx(hz, abs=6) and hz_and_level(sound)[1] > 0.1


def _quiet(sound: bytes) -> bool:
    return hz_and_level(sound)[1] < 0.003


def _silent(sound: bytes) -> bool:
    return not any(sound)


def test_the_voice_of_the_other_end_sounds_here_and_a_closed_line_is_silence(there: VirtualSound, begin: Begin) -> None:
    hearer = begin("echo")
    hearer.until(Health.OK)
    assert not hearer.reports.all[-1].mock
    with there.beside("phone") as bystander, hearer.speaking(700):
        assert _silent(bystander.read(SECOND // 2)), "the line is closed at the beginning"
        hearer.ear.open_line(True)
        hearer.heard(_is(700))
        while not _is(700)(bystander.read(SECOND // 5)):
            pass
        hearer.ear.open_line(False)
        assert _silent(hearer.ear.source.read(FRAME))
        while not _silent(bystander.read(SECOND // 5)):
            pass
        assert _silent(bystander.read(SECOND // 2))
        hearer.ear.tone("still_there")
        while not _is(800)(bystander.read(SECOND // 5)):
            pass


def test_the_microphone_is_heard_at_its_pitch_and_muted_at_once(begin: Begin) -> None:
    hearer = begin("voice")
    hearer.until(Health.OK)
    hearer.ear.open_line(True)
    hearer.heard(_is(VOICE_HZ))
    hearer.ear.open_line(False)
    assert _silent(hearer.ear.source.read(FRAME))


@pytest.mark.parametrize("plug", ["phone", "voice"])
def test_a_device_that_is_pulled_out_is_told_moves_nowhere_and_is_there_again_when_it_is_back(
    there: VirtualSound, begin: Begin, plug: Plug
) -> None:
    hearer = begin("voice")
    hearer.until(Health.OK)
    hearer.ear.open_line(True)
    with there.beside("hall") as bystander, hearer.speaking(700):
        hearer.heard(_is(VOICE_HZ))
        before = hearer.process
        hearer.reports.forget()
        there.unplug(plug)
        hearer.until(Health.LOST)
        assert _silent(bystander.read(3 * SECOND)), "no other loudspeaker takes its place"
        hearer.heard(_silent)
        hearer.reports.forget()
        there.replug(plug)
        hearer.until(Health.OK)
        hearer.heard(_is(VOICE_HZ))
        assert hearer.process != before, "what a driver leaves of a device that is gone goes with its process"


@pytest.mark.parametrize("there", [True], indirect=True, ids=["a server that moves sound"])
def test_sound_that_a_server_moves_to_another_loudspeaker_is_stopped_within_a_moment(
    there: VirtualSound, begin: Begin
) -> None:
    hearer = begin("voice")
    hearer.until(Health.OK)
    hearer.ear.open_line(True)
    with there.beside("hall") as bystander, hearer.speaking(700):
        hearer.heard(_is(VOICE_HZ))
        hearer.reports.forget()
        there.unplug("phone")
        hearer.until(Health.LOST)
        bystander.read(SECOND)
        assert _silent(bystander.read(2 * SECOND))


def test_an_ear_that_is_stopped_while_its_device_still_opens_leaves_nothing(begin: Begin) -> None:
    hearer = begin("voice")
    begun_s = time.monotonic()
    hearer.ear.stop()
    assert time.monotonic() - begun_s < 2.5
    assert Health.OK not in {report.health for report in hearer.reports.all}


def test_the_other_ends_voice_does_not_come_back_to_it(begin: Begin, capsys: pytest.CaptureFixture[str]) -> None:
    hearer = begin("echo", treatment=Treatment())
    hearer.until(Health.OK)
    hearer.ear.open_line(True)
    removed_db: list[float] = []
    with hearer.saying(b"".join(blocks(speech(1, 10)))):
        # A machine without a free core tears the sound, and what is torn is learnt anew: it has to be gone once.
        while len(removed_db) < 15 and max(removed_db, default=0.0) < 20:
            captured, sent = _captured_and_sent(hearer, 3.0)
            removed_db.append(20 * np.log10(captured / max(sent, 1e-6)) if captured > 0.01 else 0.0)
    with capsys.disabled():
        sys.stdout.write(f" removed in each 3 s: {[round(db) for db in removed_db]} dB ")
    assert max(removed_db) >= 20


def test_the_doctor_plays_a_sound_and_tells_what_came_back_of_it(there: VirtualSound) -> None:
    words = {
        microphone: try_echo(
            EarPlan("portaudio", {"input": microphone, "output": "phone", "latency_ms": CALM_MS}), aloud=True
        )
        for microphone in ("echo", "voice")
    }
    assert re.search(r"マイクにも 届きました。回り込みを \d+ dB", words["echo"])
    assert "回り込みが 消えるかは 分かりません" in words["voice"]


def _captured_and_sent(hearer: Hearer, within_s: float) -> tuple[float, float]:
    """Effective values of what the microphone heard, and of what an encoder got of it."""
    captured, sent, pause = [], [], threading.Event()
    for _ in range(round(within_s / FRAME_S)):
        levels = hearer.ear.levels()
        captured.append(levels.captured if levels else 0.0)
        sent.append(hz_and_level(hearer.ear.source.read(FRAME))[1])
        pause.wait(FRAME_S)
    return float(np.sqrt(np.mean(np.square(captured)))), float(np.sqrt(np.mean(np.square(sent))))


@pytest.mark.parametrize("treatment", [AS_IT_IS, Treatment(echo=False)], ids=["as it is", "processed"])
def test_the_way_from_one_mouth_to_the_other_ear_is_short(
    begin: Begin, capsys: pytest.CaptureFixture[str], treatment: Treatment
) -> None:
    hearer = begin("echo", latency_ms=30, treatment=treatment)
    hearer.until(Health.OK)
    hearer.ear.open_line(True)
    delays_s = [_delay_s(hearer) for _ in range(5)]
    with capsys.disabled():
        sys.stdout.write(f" from mouth to ear: {sorted(round(1000 * delay_s) for delay_s in delays_s)} ms ")
    assert min(delays_s) < 0.5, "what waits in a buffer on the way is in each of them"


def _delay_s(hearer: Hearer) -> float:
    """From a beep's first sample given to the ear until an encoder gets it back."""
    hearer.heard(_quiet)
    hearer.ear.sink.write(tone(1000, 0.1))
    begun_s, pause = time.monotonic(), threading.Event()
    while _quiet(hearer.ear.source.read(FRAME // 2)):
        assert time.monotonic() - begun_s < PATIENCE_S
        pause.wait(0.005)
    return time.monotonic() - begun_s
