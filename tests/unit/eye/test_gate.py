"""What each position of the gate lets through, and to whom."""

import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest

from drivers.api.frame import Frame
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health
from kiosk.eye import publisher
from kiosk.eye.eye import FRAME_EVERY_S, LOOKS_WITHIN_S
from kiosk.eye.frames import Report
from kiosk.eye.plan import EyePlan, Looking, Seen, encode
from tests.unit.eye.gate_bench import GateBench, gate_bench

LOCALS = (Gate.LOCAL, Gate.CALIBRATE)


@pytest.fixture
def bench() -> Iterator[GateBench]:
    with gate_bench(EyePlan("face", "mock", width=16, height=8)) as made:
        yield made


def test_at_the_start_the_gate_is_shut_and_no_pixel_leaves(bench: GateBench) -> None:
    seen = bench.see((250, 250, 250))
    assert not seen.painted and not seen.sent
    assert not any(bench.painted_memory()) and not any(bench.sent_memory())
    assert bench.eye.paint.newest() is None
    assert bench.eye.send.newest(0) is None
    assert bench.reports[-1] == Report("face", Gate.SHUT, Health.OK, mock=False)


@pytest.mark.parametrize("gate", LOCALS)
def test_a_local_gate_lets_pixels_to_the_own_screen_only(bench: GateBench, gate: Gate) -> None:
    bench.eye.set_gate(gate)
    bench.see()
    picture = bench.eye.paint.newest()
    assert picture is not None
    assert bytes(picture.data) == bytes([1, 2, 3, 255]) * 16 * 8
    assert (picture.width, picture.height, picture.stride) == (16, 8, 64)
    assert bench.eye.send.newest(0) is None
    assert not any(bench.sent_memory())


def test_a_sent_gate_lets_the_same_picture_to_both(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    told: list[int] = []
    bench.eye.send.listen(lambda: told.append(1))
    bench.see((40, 120, 200))
    frame = bench.eye.send.newest(0)
    assert frame is not None and (frame.width, frame.height) == (16, 8)
    back = cv2.cvtColor(np.frombuffer(frame.data, np.uint8).reshape(12, 16), cv2.COLOR_YUV2BGR_I420)
    assert np.abs(back.astype(int) - (40, 120, 200)).max() < 5
    picture = bench.eye.paint.newest()
    assert picture is not None and picture.number == frame.number
    assert bench.eye.send.newest(frame.number) is None
    assert told == [1]


def test_closing_holds_although_the_child_does_not_follow(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    picture = bench.eye.paint.newest()
    assert picture is not None
    bench.eye.set_gate(Gate.SHUT)
    assert bench.eye.paint.newest() is None
    assert not any(picture.data)
    assert bench.eye.send.newest(0) is None


def test_the_child_zeroes_both_rings_when_it_follows_and_then_confirms(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    assert any(bench.painted_memory()) and any(bench.sent_memory())
    bench.eye.set_gate(Gate.SHUT)
    assert bench.position() == Gate.SENT
    bench.settle()
    assert not any(bench.painted_memory()) and not any(bench.sent_memory())
    assert bench.position() == Gate.SHUT


@pytest.mark.parametrize("gate", LOCALS)
def test_from_sent_to_local_the_other_end_sees_nothing_more(bench: GateBench, gate: Gate) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    bench.eye.set_gate(gate)
    assert bench.eye.send.newest(0) is None
    bench.see()
    assert not any(bench.sent_memory())
    assert bench.eye.paint.newest() is not None


@pytest.mark.parametrize("gate", [Gate.LOCAL, Gate.SENT, Gate.CALIBRATE])
def test_reopening_shows_nothing_taken_before(bench: GateBench, gate: Gate) -> None:
    bench.eye.set_gate(Gate.SENT)
    before_s = time.monotonic()
    bench.see()
    bench.eye.set_gate(Gate.SHUT)
    bench.eye.set_gate(gate)
    assert bench.eye.paint.newest() is None and bench.eye.send.newest(0) is None
    bench.see(taken_s=before_s)
    assert bench.eye.paint.newest() is None and bench.eye.send.newest(0) is None
    bench.see()
    assert bench.eye.paint.newest() is not None


def test_what_was_local_is_not_sent_when_the_gate_moves_to_sent(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.LOCAL)
    before_s = time.monotonic()
    bench.eye.set_gate(Gate.SENT)
    bench.see(taken_s=before_s)
    assert bench.eye.send.newest(0) is None


def test_a_gate_that_shuts_while_a_frame_is_drawn_takes_the_frame_back(
    bench: GateBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.settle()
    draw: Callable[..., object] = cv2.cvtColor

    def shut_meanwhile(*arguments: object, **named: object) -> object:
        drawn = draw(*arguments, **named)
        bench.eye.set_gate(Gate.SHUT)
        return drawn

    monkeypatch.setattr(cv2, "cvtColor", shut_meanwhile)
    seen = bench.see((250, 250, 250))
    assert not seen.painted and not seen.sent
    assert not any(bench.painted_memory()) and not any(bench.sent_memory())


def test_a_child_that_replaces_a_lost_one_stands_behind_the_wanted_gate(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    frame = bench.eye.send.newest(0)
    assert frame is not None
    bench.replace(lost=True)
    assert bench.reports[-1] == Report("face", Gate.SHUT, Health.LOST, mock=False)
    assert bench.eye.send.newest(0) is None
    bench.see()
    newer = bench.eye.send.newest(frame.number)
    assert newer is not None and newer.number > frame.number


def test_renewing_shuts_and_zeroes_at_once(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    assert bench.eye.renew()
    assert not any(bench.painted_memory()) and not any(bench.sent_memory())
    assert bench.eye.paint.newest() is None and bench.eye.send.newest(0) is None
    bench.see()
    assert bench.eye.paint.newest() is None


def test_a_listener_may_shut_the_gate(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.eye.paint.listen(lambda: bench.eye.set_gate(Gate.SHUT))
    bench.see()
    assert bench.eye.paint.newest() is None


def test_the_picture_is_made_as_small_as_the_screen_wants_it(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.LOCAL)
    bench.eye.paint.want((8, 2))
    bench.see()  # the wish reaches the child with the next report
    bench.see()
    picture = bench.eye.paint.newest()
    assert picture is not None
    assert (picture.width, picture.height, picture.source_width, picture.source_height) == (8, 4, 16, 8)


def test_the_picture_is_never_made_larger() -> None:
    assert publisher.painted_size((16, 8), (100, 100)) == (16, 8)
    assert publisher.painted_size((16, 8), (17, 1)) == (16, 8)
    assert publisher.painted_size((16, 8), (4, 4)) == (8, 4)
    assert publisher.painted_size((16, 8), None) == (16, 8)


def test_a_camera_with_another_size_is_brought_to_the_planned_one(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.LOCAL)
    larger = EyePlan("face", "mock", width=64, height=32)
    bench.plan = larger
    bench.see()
    picture = bench.eye.paint.newest()
    assert picture is not None and (picture.width, picture.height) == (16, 8)


def test_of_a_camera_with_more_pixels_whoever_asks_gets_a_picture_of_his_own(bench: GateBench) -> None:
    large = np.full((16, 32, 3), 90, np.uint8)
    whole = bench._publisher._whole(Frame(large, 1.0, 1))
    assert whole is not None
    own = whole()
    assert own is not None
    own[:] = 0  # he may mask it
    assert (large == 90).all()
    assert bench._publisher._whole(Frame(large[:8, :16], 1.0, 1)) is None, "that one gets masked"


@pytest.mark.parametrize("size", [(15, 8), (16, 7), (0, 8)])
def test_a_plan_with_an_odd_or_empty_picture_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="even"):
        EyePlan("face", "mock", width=size[0], height=size[1])


def test_only_a_mock_hears_of_the_room() -> None:
    assert "room" not in EyePlan("face", "real").keeper_options
    assert EyePlan("face", "mock", room="here").keeper_options["room"] == "here"


def test_an_eye_that_looks_closely_is_not_taken_to_hang_and_a_camera_that_gives_nothing_is(bench: GateBench) -> None:
    bench.see()
    assert bench.eye._heard(encode(Looking())) == pytest.approx(LOOKS_WITHIN_S, abs=0.5)
    assert bench.eye._heard(encode(Seen(painted=False, sent=False))) == pytest.approx(FRAME_EVERY_S, abs=0.5)
