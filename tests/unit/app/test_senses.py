"""The wipe below the flows: confirmed when every worker was renewed and every picture is gone, and only then."""

import logging
import threading
from collections.abc import Iterator
from typing import cast

import pytest

from kiosk.app.senses import Senses
from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.privacy import Gate
from kiosk.domain.still import StillPiece
from kiosk.ear.ear import Ear
from kiosk.eye.eye import Eye
from kiosk.eye.stills import StillQueue
from kiosk.reader.far_page import FarPage
from kiosk.speech.speech import Voice
from tests.unit.reader.far_bench import FarBench, page_of, piece_of

WITHIN_S = 5.0


class FakeWorker:
    """Eye and ear in one: remembers what was asked, and renews as well as the test lets it."""

    def __init__(self) -> None:
        self.paint = Slot()
        self.stills = StillQueue(lambda size: None, lambda sheet: None)
        self.gate = Gate.SENT
        self.per_s = 0
        self.drawn = True
        self.line_open = True
        self.volume = 3
        self.tones: list[str] = []
        self.running = False
        self.renewals = 0
        self.renewed = threading.Event()
        self.outcome: bool | Exception = True

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def set_gate(self, gate: Gate) -> None:
        self.gate = gate

    def pace(self, per_s: int) -> None:
        self.per_s = per_s

    def draw(self, on: bool) -> None:
        self.drawn = on

    def open_line(self, on: bool) -> None:
        self.line_open = on

    def set_volume(self, step: int) -> None:
        self.volume = step

    def tone(self, name: str) -> None:
        self.tones.append(name)

    def renew(self, within_s: float) -> bool:
        self.renewals += 1
        try:
            if isinstance(self.outcome, Exception):
                raise self.outcome
            return self.outcome
        finally:
            self.renewed.set()


class StuckWorker(FakeWorker):
    """Its old child does not end before everything does."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = threading.Event()
        self.let_go = False

    def stop(self) -> None:
        super().stop()
        self.ended.set()

    def renew(self, within_s: float) -> bool:
        self.renewed.set()
        self.let_go = self.ended.wait(WITHIN_S)
        return False


class Bench:
    """Senses over fake workers, with a picture in every slot."""

    def __init__(self, ear: FakeWorker | None = None) -> None:
        self.eyes: dict[EyeName, FakeWorker] = {eye: FakeWorker() for eye in EYES}
        self.ear = ear or FakeWorker()
        self.wiped = threading.Event()
        self.senses = Senses(
            {name: cast(Eye, worker) for name, worker in self.eyes.items()}, cast(Ear, self.ear), self.wiped.set
        )
        self.pixels = bytearray(b"\x7f" * 16)
        self.senses.far_slots = (Slot(),)
        self.slots = (*self.senses.far_slots, *(eye.paint for eye in self.eyes.values()))
        for slot in self.slots:
            slot.put(Picture(self.pixels, 2, 2, 8, 1, 0.0, 2, 2))


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.senses.start()
    yield made
    made.senses.stop()
    assert not any(worker.running for worker in (*made.eyes.values(), made.ear))


def test_a_wipe_shuts_everything_at_once_and_confirms_when_all_is_new_and_empty(bench: Bench) -> None:
    bench.senses.wipe()
    assert {eye.gate for eye in bench.eyes.values()} == {Gate.SHUT}
    assert not bench.ear.line_open
    assert bench.wiped.wait(WITHIN_S)
    assert [worker.renewals for worker in (*bench.eyes.values(), bench.ear)] == [1, 1, 1]
    assert [slot.newest() for slot in bench.slots] == [None] * 3
    assert bytes(bench.pixels) == bytes(16)


def test_a_sheet_is_kept_for_paper_until_the_wipe_or_until_it_is_taken_back(bench: Bench) -> None:
    stills = bench.eyes["document"].stills
    for wiped in (False, True):
        bench.senses.keep_sheet(7, True)
        stills.put(StillPiece(7, (10, 10), (0, 0, 10, 10), b"name and address"))
        assert stills.kept.pieces(7)
        if wiped:
            bench.senses.wipe()
            assert bench.wiped.wait(WITHIN_S)
        else:
            bench.senses.keep_sheet(7, False)
        assert stills.kept.pieces(7) == ()


class FakeVoice(FakeWorker):
    """Holds something that was made ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.holds = True
        self.hushed = False

    def forget(self) -> None:
        self.holds = False

    def hush(self) -> None:
        self.hushed = True


def test_a_wipe_makes_the_voice_forget_at_once_and_waits_until_it_is_new(bench: Bench) -> None:
    voice = FakeVoice()
    voice.outcome = False
    bench.senses.voice = cast(Voice, voice)
    bench.senses.wipe()
    assert not voice.holds
    assert voice.renewed.wait(WITHIN_S)
    bench.senses.hush()
    assert voice.hushed
    assert not bench.wiped.is_set(), "its old child still lives"


class FarPageByHand:
    """Ends as well as the test lets it."""

    def __init__(self, ends: bool) -> None:
        self.ends = ends
        self.steps: list[str] = []

    def end(self) -> None:
        self.steps.append("end")

    def ended(self, within_s: float) -> bool:
        self.steps.append("ended")
        return self.ends


def test_a_wipe_ends_the_page_of_the_other_ends_sheets_before_it_is_confirmed(bench: Bench) -> None:
    far = FarPageByHand(ends=True)
    bench.senses.far_page = cast(FarPage, far)
    bench.senses.wipe()
    assert bench.wiped.wait(WITHIN_S)
    assert far.steps == ["end", "ended"]


def test_a_reader_that_does_not_end_keeps_the_wipe_from_being_confirmed(bench: Bench) -> None:
    bench.senses.far_page = cast(FarPage, FarPageByHand(ends=False))
    bench.senses.wipe()
    bench.senses.stop()
    assert not bench.wiped.is_set()
    assert [slot.newest() for slot in bench.slots] == [None] * 3, "pictures are forgotten all the same"


def test_nothing_of_the_clerks_sheet_is_left_after_a_wipe(bench: Bench) -> None:
    far = FarBench("office")
    far.far.begin()
    assert far.far.ended(WITHIN_S)
    far.send(piece_of(1, page_of(1)))
    assert far.far.rests(1)
    shown = far.shown
    assert shown is not None and any(shown.data)
    bench.senses.far_page = far.far
    bench.senses.wipe()
    assert bench.wiped.wait(WITHIN_S)
    assert (far.shown, any(shown.data), far.sharp) == (None, False, [True, False])
    assert far.reader.turns == ["start", "stop"]
    far.far.piece(piece_of(1, page_of(1)))
    assert not far.far.rests(1), "what comes late is not taken"


@pytest.mark.parametrize("which", ["face", "document", "ear"])
def test_a_worker_that_does_not_end_keeps_the_wipe_from_being_confirmed(
    bench: Bench, which: str, caplog: pytest.LogCaptureFixture
) -> None:
    late = bench.ear if which == "ear" else bench.eyes["face" if which == "face" else "document"]
    late.outcome = False
    bench.senses.wipe()
    assert bench.ear.renewed.wait(WITHIN_S)
    bench.senses.stop()
    assert not bench.wiped.is_set()
    assert "a worker did not end in time" in caplog.text
    assert [slot.newest() for slot in bench.slots] == [None] * 3, "pictures are forgotten all the same"


def test_an_error_keeps_the_wipe_from_being_confirmed_and_the_next_one_can_succeed(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    bench.eyes["face"].outcome = OSError("no more descriptors")
    bench.senses.wipe()
    assert bench.eyes["face"].renewed.wait(WITHIN_S)
    bench.eyes["face"].outcome = True
    assert not bench.wiped.is_set()
    bench.senses.wipe()
    assert bench.wiped.wait(WITHIN_S)
    assert "wipe failed: OSError" in caplog.text
    assert caplog.text.count("wipe failed") == 1


def test_what_flows_ask_reaches_the_device_that_is_meant(bench: Bench) -> None:
    bench.senses.set_gate("document", Gate.LOCAL)
    bench.senses.pace("document", 7)
    bench.senses.draw("face", False)
    bench.senses.open_line(False)
    bench.senses.set_volume(5)
    bench.senses.tone("turn")
    assert (bench.eyes["face"].gate, bench.eyes["document"].gate) == (Gate.SENT, Gate.LOCAL)
    assert (bench.eyes["face"].per_s, bench.eyes["document"].per_s) == (0, 7)
    assert (bench.eyes["face"].drawn, bench.eyes["document"].drawn) == (False, True)
    assert (bench.ear.line_open, bench.ear.volume, bench.ear.tones) == (False, 5, ["turn"])


def test_the_end_does_not_wait_for_a_wipe_that_waits_for_a_worker() -> None:
    stuck = StuckWorker()
    bench = Bench(stuck)
    bench.senses.start()
    bench.senses.wipe()
    assert stuck.renewed.wait(WITHIN_S)
    bench.senses.stop()
    assert stuck.let_go
    assert not bench.wiped.is_set()
