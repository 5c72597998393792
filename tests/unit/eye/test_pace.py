"""An eye of which less is wanted looks at fewer pictures or draws none, and no rule of its gate is weaker for it."""

import time
from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from drivers.api.camera import Camera
from drivers.api.frame import Frame
from kiosk.domain.privacy import Gate
from kiosk.domain.shedding import Beat
from kiosk.eye import eye as parent
from kiosk.eye.child import _Seeing
from kiosk.eye.control import EyeControl
from kiosk.eye.eye import FRAME_EVERY_S, Eye
from kiosk.eye.plan import EyePlan, EyeReport, Looking, Lost, Opened, Rests, Seen, Skipped, decode_report, encode
from kiosk.eye.still_watch import StillWatch
from kiosk.vision.mask import FLAT
from kiosk.worker.child_line import ChildLine
from tests.unit.eye.gate_bench import GateBench, gate_bench

LIGHT = (250, 250, 250)


@pytest.fixture
def bench() -> Iterator[GateBench]:
    with gate_bench(EyePlan("face", "mock", width=16, height=8)) as made:
        yield made


@pytest.fixture
def tray() -> Iterator[GateBench]:
    """A document camera without a tray: every picture that is looked at is made flat."""
    with gate_bench(EyePlan("document", "mock", width=16, height=8)) as made:
        yield made


class Film:
    """A keeper that gives 15 pictures a second of its own time, and the line to a parent, which ends after the last."""

    mock = True

    def __init__(self, seconds: float) -> None:
        begun_s = time.monotonic() + 1
        self.frames = [
            Frame(np.full((8, 16, 3), 200, np.uint8), begun_s + n / 15, n) for n in range(round(seconds * 15))
        ]
        self.reports: list[EyeReport] = []
        self._left = list(self.frames)

    def open(self) -> None:
        return None

    def close(self) -> None:
        return None

    def wait(self, timeout_s: float) -> Frame | None:
        return self._left.pop(0)

    def ended(self, wait_s: float = 0.0) -> bool:
        return not self._left

    def report(self, message: bytes) -> None:
        self.reports.append(decode_report(message))


def run(film: Film, bench: GateBench) -> list[EyeReport]:
    """The child over all of the film; what it reports of its pictures."""
    _Seeing(cast(Camera, film), bench._publisher, cast(ChildLine, film)).run()
    return [report for report in film.reports if isinstance(report, Seen | Skipped | Looking | Rests)]


# --- the words in shared memory ---


def test_the_words_of_the_pace_are_nobody_elses() -> None:
    control = EyeControl.create()
    assert (control.pace(), control.drawn()) == (0, True), "as planned, until somebody asks"
    control.want((640, 360))
    control.want_first(25_000)
    control.set_gate(Gate.SENT, 5, 3)
    control.begin_again(9)
    control.show_sheet(4, True)
    control.set_pace(7)
    control.draw(False)
    assert (control.pace(), control.drawn()) == (7, False)
    assert (control.wanted(), control.first_bytes(), control.gate()) == ((640, 360), 25_000, (Gate.SENT, 5))
    assert (control.closings(), control.begun_again(), control.shows_sheet(4)) == (3, (1, 9), True)
    control.set_pace(0)
    control.draw(True)
    assert (control.pace(), control.drawn()) == (0, True)
    control.destroy()


@pytest.mark.parametrize("lost", [True, False])
def test_a_child_that_replaces_another_keeps_the_pace_and_draws_no_more_than_that_one(
    bench: GateBench, lost: bool
) -> None:
    bench.eye.pace(7)
    bench.eye.draw(False)
    bench.replace(lost)
    assert (bench.rings.control.pace(), bench.rings.control.drawn()) == (7, False)
    bench.eye.pace(0)
    bench.eye.draw(True)
    bench.replace(lost)
    assert (bench.rings.control.pace(), bench.rings.control.drawn()) == (0, True)


# --- fewer pictures ---


def test_the_child_looks_at_as_many_as_are_wanted_and_leaves_the_others_as_they_came(tray: GateBench) -> None:
    tray.eye.set_gate(Gate.SENT)
    tray.eye.pace(7)
    film = Film(10)
    reports = run(film, tray)
    looked = [frame for frame in film.frames if (frame.pixels == FLAT).all()]
    untouched = [frame for frame in film.frames if (frame.pixels == 200).all()]
    assert len(looked) == pytest.approx(70, abs=1)
    assert len(looked) + len(untouched) == len(film.frames)
    assert sum(isinstance(report, Skipped) for report in reports) == len(untouched), "each is a sign of life"
    assert sum(isinstance(report, Seen) and report.sent for report in reports) == len(looked)


def test_as_planned_it_looks_at_every_picture(tray: GateBench) -> None:
    tray.eye.set_gate(Gate.SENT)
    film = Film(2)
    assert not any(isinstance(report, Skipped) for report in run(film, tray))
    assert all((frame.pixels == FLAT).all() for frame in film.frames)


def test_behind_a_shut_gate_no_picture_is_left_out_because_each_is_followed(tray: GateBench) -> None:
    tray.eye.pace(1)
    reports = run(Film(2), tray)
    assert reports == [Seen(painted=False, sent=False)] * 30


def test_a_picture_from_before_the_gate_opened_takes_nobodys_turn(bench: GateBench) -> None:
    bench.eye.pace(1)
    before_s = time.monotonic()
    bench.eye.set_gate(Gate.SENT)
    assert not bench.see(taken_s=before_s).sent
    assert bench.see().sent


def test_a_gate_that_shuts_is_followed_though_the_next_picture_is_left_out(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.eye.pace(1)
    bench.see(LIGHT)
    bench.eye.set_gate(Gate.LOCAL)
    bench.see(LIGHT, taken_s=time.monotonic() + 0.1)
    assert not any(bench.sent_memory())
    assert bench.position() is Gate.LOCAL
    bench.eye.set_gate(Gate.SHUT)
    bench.see(LIGHT, taken_s=time.monotonic() + 0.2)
    assert not any(bench.painted_memory())


@pytest.mark.parametrize(("gate", "told"), [(Gate.SENT, True), (Gate.LOCAL, False)])
def test_what_is_ready_of_a_resting_sheet_leaves_between_two_pictures_also_while_some_are_left_out(
    tray: GateBench, gate: Gate, told: bool
) -> None:
    ready = Rests(5, 7)
    tray._publisher._stills = cast(StillWatch, SimpleNamespace(glance=lambda: [ready], forget=lambda: None))
    tray.eye.set_gate(gate)
    tray.eye.pace(7)
    reports = run(Film(1), tray)
    pictures = [at for at, report in enumerate(reports) if isinstance(report, Skipped | Seen)]
    before = [reports[begin:end] for begin, end in pairwise([0, *pictures])]
    assert [ready in between for between in before] == [told] * len(pictures), "before each picture is looked at"
    assert any(isinstance(report, Skipped) for report in reports)


def test_a_picture_that_is_left_out_is_no_hanging_camera(bench: GateBench) -> None:
    assert bench.eye._heard(encode(Opened())) > FRAME_EVERY_S
    assert bench.eye._heard(encode(Looking())) > FRAME_EVERY_S
    assert bench.eye._heard(encode(Skipped())) == pytest.approx(FRAME_EVERY_S, abs=0.5)


# --- the own picture at rest ---


def test_what_is_not_drawn_reaches_the_other_end_and_no_ring_of_the_own_screen(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see(LIGHT)
    assert any(bench.painted_memory())
    bench.eye.draw(False)
    assert bench.eye.paint.newest() is None, "it goes at once"
    seen = bench.see(LIGHT)
    assert (seen.painted, seen.sent) == (False, True)
    assert not any(bench.painted_memory()), "what was there is zeroed"
    assert any(bench.sent_memory()) and bench.eye.send.newest(0) is not None
    assert bench.position() is Gate.SENT, "the lamp stays lit"
    bench.eye.draw(True)
    bench.see(LIGHT)
    assert bench.eye.paint.newest() is not None


def test_a_picture_that_was_on_its_way_is_not_drawn_any_more(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.settle()
    seen = bench._publisher.publish(Frame(np.full((8, 16, 3), 9, np.uint8), time.monotonic(), 1))
    assert seen.painted
    bench.eye.draw(False)
    bench.eye._heard(encode(seen))
    assert bench.eye.paint.newest() is None


def test_drawing_again_opens_no_gate(bench: GateBench) -> None:
    bench.eye.draw(False)
    bench.eye.draw(True)
    bench.see(LIGHT)
    assert not any(bench.painted_memory()) and bench.eye.paint.newest() is None


# --- the beat ---


class Clock(SimpleNamespace):
    """Stands in for the module `time`."""

    now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s

    def monotonic_ns(self) -> int:
        return int(self.now_s * 1e9)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Eye, Clock, list[Beat]]]:
    """An eye that is planned for 15 a second, a clock, and the beats that were told."""
    clock = Clock()
    monkeypatch.setattr(parent, "time", clock)
    beats: list[Beat] = []
    eye = Eye(EyePlan("document", "mock", fps=15), lambda report: None, on_beat=beats.append)
    eye._outfit()
    yield eye, clock, beats
    eye._retired(lost=False)


def hears(eye: Eye, clock: Clock, report: EyeReport, per_s: int, seconds: float) -> None:
    for _ in range(round(per_s * seconds)):
        clock.now_s += 1 / per_s
        eye._heard(encode(report))


def test_the_beat_is_measured_against_the_plan_or_the_pace(told: tuple[Eye, Clock, list[Beat]]) -> None:
    eye, clock, beats = told
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.2), 5, 2.4)
    assert beats and all(beat.wanted == 15 and beat.looked == pytest.approx(5) for beat in beats)
    beats.clear()
    eye.pace(7)
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.2), 5, 2.4)
    assert beats and all(beat.wanted == 7 and beat.kept for beat in beats)
    beats.clear()
    eye.pace(30)
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.2), 5, 2.4)
    assert beats[-1].wanted == 15, "no camera gives more than was planned"


def test_pictures_that_were_left_out_count_as_time_not_as_looks(told: tuple[Eye, Clock, list[Beat]]) -> None:
    eye, clock, beats = told
    eye.pace(7)
    for _ in range(14):
        hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.1), 7, 1 / 7)
        eye._heard(encode(Skipped()))
    assert beats and all(beat.wanted == 7 and beat.looked == pytest.approx(7) for beat in beats)


@pytest.mark.parametrize("report", [Seen(painted=False, sent=False), Lost()], ids=["shut gate", "lost camera"])
def test_a_shut_gate_and_a_lost_camera_miss_no_beat(told: tuple[Eye, Clock, list[Beat]], report: EyeReport) -> None:
    eye, clock, beats = told
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.06), 15, 2.4)
    hears(eye, clock, report, 2, 4)
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.06), 15, 2.4)
    assert len(beats) > 5 and all(beat.kept for beat in beats)


def test_the_time_in_which_a_child_is_replaced_is_no_missed_beat(told: tuple[Eye, Clock, list[Beat]]) -> None:
    eye, clock, beats = told
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.3), 15, 0.5)
    eye._retired(lost=True)
    clock.now_s += 3.0
    eye._outfit()
    hears(eye, clock, Seen(painted=True, sent=True, looked_s=0.3), 15, 2.4)
    assert beats and all(beat.kept for beat in beats)
