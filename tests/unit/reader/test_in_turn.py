"""Steps are done one after the other beside the caller, and no thread is there when none is left."""

import threading

from kiosk.reader.in_turn import InTurn
from tests.unit.worker.watching import nothing_left

WITHIN_S = 10.0


def test_the_caller_does_not_wait_and_the_order_is_kept() -> None:
    with nothing_left():
        steps, may_go = InTurn("steps"), threading.Event()
        done: list[str] = []

        def first() -> None:
            assert may_go.wait(WITHIN_S)
            done.append("first")

        steps.ask(first)
        steps.ask(lambda: done.append("second"))
        assert done == []
        assert not steps.done(0.0)
        may_go.set()
        assert steps.done(WITHIN_S)
        assert done == ["first", "second"]


def test_a_step_that_fails_does_not_keep_the_next_from_being_done() -> None:
    with nothing_left():
        steps, done = InTurn("steps"), threading.Event()

        def fails() -> None:
            raise OSError("no more threads")

        steps.ask(fails)
        steps.ask(done.set)
        assert done.wait(WITHIN_S)
        assert steps.done(WITHIN_S)


def test_steps_may_be_asked_again_after_all_were_done() -> None:
    with nothing_left():
        steps = InTurn("steps")
        assert steps.done(0.0), "nothing was ever asked"
        for _ in range(50):
            done = threading.Event()
            steps.ask(done.set)
            assert done.wait(WITHIN_S)
        assert steps.done(WITHIN_S)
