"""Ten thousand random moves: no pixel is ever where the gate does not allow it."""

import random
import time

from kiosk.domain.privacy import Gate
from kiosk.eye.plan import EyePlan
from tests.unit.eye.gate_bench import GateBench, gate_bench

MOVES = 10_000


def test_no_frame_leaves_in_any_other_position() -> None:
    chance = random.Random(20261122)
    with gate_bench(EyePlan("face", "mock", width=8, height=4)) as bench:
        position, since_s = Gate.SHUT, time.monotonic()
        reached = dict.fromkeys(Gate, 0)
        for _ in range(MOVES):
            match chance.randrange(22):
                case 0:
                    bench.replace(lost=chance.random() < 0.5)
                case 1:
                    bench.eye.renew()
                    position = Gate.SHUT
                case 2 | 3 | 4 | 5 | 6 | 7:
                    wanted = chance.choice(list(Gate))
                    since_s = since_s if wanted is position else time.monotonic()
                    bench.eye.set_gate(wanted)
                    position = wanted
                case 8:
                    bench.settle()
                case 9:
                    bench.see((255, 255, 255), taken_s=time.monotonic() - chance.random() / 1000)
                case 10:
                    bench.eye.pace(chance.choice([0, 0, 1, 2_000]))
                case 11:
                    bench.eye.draw(chance.random() < 0.7)
                case _:
                    bench.see((200, 100, 50))
            reached[position] += _check(bench, position, since_s)
        assert reached[Gate.SHUT] == 0
        assert min(reached[Gate.LOCAL], reached[Gate.SENT], reached[Gate.CALIBRATE]) > 100


def _check(bench: GateBench, position: Gate, since_s: float) -> int:
    """Whether a picture can be seen now; fails if it may not be."""
    picture, frame = bench.eye.paint.newest(), bench.eye.send.newest(0)
    assert picture is None or position is not Gate.SHUT
    assert frame is None or position is Gate.SENT
    assert frame is None or frame.taken_s >= since_s - 1e-6
    confirmed = bench.position()
    if position is confirmed is Gate.SHUT:
        assert not any(bench.painted_memory())
    if confirmed is position is not Gate.SENT:
        assert not any(bench.sent_memory())
    return picture is not None
