"""Both eyes out of one purse: when a picture may go."""

from dataclasses import dataclass
from itertools import pairwise

from kiosk.media.budget import FIRST_BITS_PER_S, PictureBudget


@dataclass
class Clock:
    now_s: float = 10.0

    def __call__(self) -> float:
        return self.now_s


def test_after_a_large_picture_none_goes_until_the_line_has_carried_it_the_page_first() -> None:
    clock = Clock()
    budget = PictureBudget(clock)
    budget.spent(FIRST_BITS_PER_S // 8)
    went: dict[str, float] = {}
    while len(went) < 2:
        clock.now_s += 0.01
        for eye in ("document", "face"):
            if budget.allows(eye, 11.0):
                went.setdefault(eye, round(clock.now_s - 10, 2))
    assert went == {"document": 0.91, "face": 0.96}


def test_a_face_beside_a_page_that_always_moves_still_has_its_turn() -> None:
    clock = Clock()
    budget = PictureBudget(clock)
    face_s: list[float] = [clock.now_s]
    while clock.now_s < 20.0:
        clock.now_s += 1 / 15
        if budget.allows("face", face_s[-1]):
            face_s.append(clock.now_s)
            budget.spent(1000)
        if budget.allows("document", 0.0):
            budget.spent(15_000)
    pauses_s = [later - earlier for earlier, later in pairwise(face_s)]
    assert max(pauses_s) < 0.8


def test_what_is_told_holds_from_then_on() -> None:
    clock = Clock()
    budget = PictureBudget(clock)
    budget.spent(50_000)
    budget.told(100_000)
    clock.now_s += 3.0
    assert not budget.allows("document", 0.0), "400,000 bits take four seconds now"
    clock.now_s += 1.0
    assert budget.allows("document", 0.0)


def test_lost_packets_go_again_until_the_line_owes_too_much() -> None:
    clock = Clock()
    budget = PictureBudget(clock)
    assert budget.allows_again()
    budget.spent(FIRST_BITS_PER_S // 8)
    assert not budget.allows_again()
    clock.now_s += 0.8
    assert budget.allows_again()
