"""A voice with its child: clause by clause into the playout, told of as it is heard, and silent when it is to be."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import psutil
import pytest

from kiosk.domain.clauses import STOP_S, clauses
from kiosk.domain.lexicon import Lexicon
from kiosk.domain.snapshot import Health
from kiosk.speech.events import Heard, ReadingOver, SpeechEvent, VoiceReport
from kiosk.speech.plan import SpeechPlan
from kiosk.speech.script import RATE_HZ, Script
from kiosk.speech.speech import Voice
from tests.unit.worker.watching import nothing_left

SENTENCES = ("カードを 見ます。", "つぎへ 行きます。")
E = TypeVar("E")


class Loudspeaker:
    """Plays what it has room for, when the test says so; the device can be pulled out."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.there = True
        self.taken = 0
        self.heard = 0
        self.hushes = 0
        self._lock = threading.Lock()

    def write(self, pcm: bytes) -> int | None:
        with self._lock:
            room = RATE_HZ // 4 - (self.taken - self.heard)
            samples = min(room, len(pcm) // 2)
            self.taken += samples
            if samples:
                self.came.set()
            return samples if self.there else None

    def waiting(self) -> int | None:
        with self._lock:
            return self.taken - self.heard if self.there else None

    def hush(self) -> int | None:
        with self._lock:
            self.hushes += 1
            self.heard = self.taken
            return 0

    def play(self) -> None:
        with self._lock:
            self.heard = self.taken


class Bench:
    def __init__(self, driver: str = "mock") -> None:
        self.loudspeaker = Loudspeaker()
        self.told: queue.Queue[SpeechEvent] = queue.Queue()
        self.voice = Voice(SpeechPlan(driver), Lexicon(), self.loudspeaker, self.told.put)

    def next(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True) -> E:
        """Plays on until such an event comes."""
        for _ in range(600):
            self.loudspeaker.play()
            try:
                event = self.told.get(timeout=0.02)
            except queue.Empty:
                continue
            if isinstance(event, kind) and fits(event):
                return event
        raise AssertionError(f"no {kind.__name__} came")

    def ready(self) -> None:
        self.next(VoiceReport, lambda report: report.health is Health.OK)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with nothing_left():
        made = Bench()
        made.voice.start()
        made.ready()
        yield made
        made.voice.stop()
        made.voice.stop()


def test_sentence_after_sentence_is_told_as_it_is_heard_and_then_the_end(bench: Bench) -> None:
    bench.voice.read(7, SENTENCES, slow=True)
    assert bench.next(Heard) == Heard(7, 0)
    assert bench.next(Heard) == Heard(7, 1)
    assert bench.next(ReadingOver) == ReadingOver(7, well=True)


def test_hushed_it_takes_no_more_and_tells_nothing_more_of_the_reading(bench: Bench) -> None:
    bench.voice.read(1, SENTENCES, slow=True)
    bench.next(Heard)
    bench.voice.hush()
    taken = bench.loudspeaker.taken
    bench.voice.read(2, ("おわり です。",), slow=False)
    assert bench.next(ReadingOver) == ReadingOver(2, well=True)
    assert bench.loudspeaker.hushes == 3
    assert bench.loudspeaker.taken > taken


def test_what_was_made_ahead_is_there_at_once_even_while_the_child_is_dead(bench: Bench) -> None:
    bench.voice.prepare(SENTENCES, slow=True)
    ready = bench.voice._ready
    assert ready is not None
    with bench.voice._changed:
        assert bench.voice._changed.wait_for(lambda: ready.whole, 5)
    sound = ready.sound
    _children()[0].suspend()
    bench.voice.read(3, SENTENCES, slow=True)
    assert bench.loudspeaker.came.wait(1)
    bench.voice.forget()
    assert not any(sound), "and it is overwritten when it is forgotten"


def test_a_voice_that_dies_is_replaced_and_reads_again(bench: Bench) -> None:
    _children()[0].kill()
    bench.next(VoiceReport, lambda report: report.health is Health.LOST)
    bench.ready()
    bench.voice.read(4, SENTENCES, slow=False)
    assert bench.next(ReadingOver) == ReadingOver(4, well=True)


def test_a_loudspeaker_that_is_away_ends_the_reading_and_is_told(bench: Bench) -> None:
    bench.voice.read(5, SENTENCES, slow=True)
    bench.next(Heard)
    bench.loudspeaker.there = False
    assert bench.next(ReadingOver) == ReadingOver(5, well=False)


def test_renewed_the_old_child_is_gone_and_nothing_of_what_it_made_is_kept(bench: Bench) -> None:
    old = _children()[0]
    bench.voice.prepare(SENTENCES, slow=True)
    assert bench.voice.renew(2.0)
    assert not old.is_running()
    assert bench.voice._ready is None
    bench.ready()


def test_nothing_to_say_is_over_at_once(bench: Bench) -> None:
    bench.voice.read(6, ("", "――"), slow=True)
    assert bench.next(ReadingOver) == ReadingOver(6, well=True)


def _children() -> list[psutil.Process]:
    """Not the tracker of shared memory, which belongs to all."""
    return [child for child in psutil.Process().children() if "resource_tracker" not in " ".join(child.cmdline())]


def test_a_script_knows_which_sentence_sounds_by_what_still_waits() -> None:
    script = Script(1, clauses(SENTENCES, Lexicon()), 320)
    for index in range(2):
        assert script.wanted() == index
        script.begin_sound(index)
        script.add_sound(index, b"\1\1" * 1000, last=True)
    pause = round(STOP_S * RATE_HZ)
    while samples := script.next_samples(1 << 20):
        script.handed_on(len(samples) // 2)
    assert script.all_handed_on
    assert script.sentence_heard(waiting=2 * (1000 + pause)) == 0
    assert script.sentence_heard(waiting=1000 + pause + 1) == 0
    assert script.sentence_heard(waiting=1000 + pause) == 1
    assert script.sentence_heard(waiting=0) == 1
