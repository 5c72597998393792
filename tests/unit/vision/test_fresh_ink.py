"""When ink that was written under the camera may be seen."""

import numpy as np
import pytest

from kiosk.vision.cover import GRID_PX_PER_MM, Cover, Mask
from kiosk.vision.fresh_ink import DRIES_S, SEARCHED_AFTER_S, FreshInk
from kiosk.vision.tracker import PX_PER_MM

GRID = tuple(round(100 * GRID_PX_PER_MM) for _ in range(2))
FINE = tuple(round(100 * PX_PER_MM) for _ in range(2))
STEP_S = 1 / 15
HERE, THERE = 20.0, 60.0


def ink_at(left_mm: float) -> Mask:
    mask = np.zeros(FINE, bool)
    left = round(left_mm * PX_PER_MM)
    mask[left : left + 6, left : left + 20] = True
    return mask


def hand_at(left_mm: float) -> Mask:
    mask = np.zeros(GRID, bool)
    left = round(left_mm * GRID_PX_PER_MM)
    mask[left:, left : left + 8] = True
    return mask


class Watched:
    """A sheet on which things come and go, 15 pictures a second."""

    def __init__(self) -> None:
        self.fresh = FreshInk(FINE)
        self.now_s = 5.0
        self.ink = np.zeros(FINE, bool)
        self.hand = np.zeros(GRID, bool)

    def watch(self, for_s: float, search: bool = False) -> None:
        """Searches what there is to search in the meantime if `search`, as quickly as it is asked to."""
        for _ in range(round(for_s / STEP_S)):
            self.now_s += STEP_S
            self.fresh.look(Cover(np.zeros(GRID, bool), self.hand, self.ink), self.now_s)
            if search:
                self.fresh.searched(self.fresh.to_search())

    @property
    def seen(self) -> bool:
        return bool((self.ink & ~self.fresh.closed(self.ink)).any())


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_ink_is_searched_before_it_is_dry_and_seen_when_it_is(watched: Watched) -> None:
    watched.ink = ink_at(HERE)
    watched.watch(SEARCHED_AFTER_S - 2 * STEP_S)
    assert not watched.fresh.to_search().any()

    watched.watch(4 * STEP_S, search=True)
    assert not watched.fresh.to_search().any() and not watched.seen, "it was searched, and is not dry"

    watched.watch(DRIES_S - SEARCHED_AFTER_S + STEP_S)
    assert watched.seen


def test_ink_that_nobody_searched_is_never_seen(watched: Watched) -> None:
    watched.ink = ink_at(HERE)
    watched.watch(5.0)
    assert watched.fresh.to_search().any() and not watched.seen


def test_it_does_not_matter_when_in_a_second_somebody_writes(watched: Watched) -> None:
    """Looks at ink are kept so often that a late stroke waits no longer than an early one."""
    for pause_s in (0.1, 0.2, 0.3, 0.4, 0.5):
        one = Watched()
        one.watch(2.0 + pause_s)
        one.ink = ink_at(HERE)
        one.watch(DRIES_S + 3 * STEP_S, search=True)
        assert one.seen, pause_s


def test_near_a_hand_nothing_is_searched_and_nothing_opens(watched: Watched) -> None:
    watched.ink, watched.hand = ink_at(HERE), hand_at(HERE)
    watched.watch(3.0, search=True)
    assert not watched.fresh.to_search().any() and not watched.seen

    watched.hand = np.zeros(GRID, bool)
    watched.watch(2 * STEP_S, search=True)
    watched.watch(2 * STEP_S)
    assert watched.seen, "it lay there all the time"


def test_what_slides_does_not_dry(watched: Watched) -> None:
    for step in range(20):
        watched.ink = ink_at(HERE + 3.0 * step)
        watched.watch(0.2, search=True)
        assert not watched.seen


def test_other_ink_in_a_place_that_was_searched_too_early_is_searched_again(watched: Watched) -> None:
    watched.ink = ink_at(HERE)
    watched.watch(SEARCHED_AFTER_S + 3 * STEP_S, search=True)
    watched.ink = np.zeros(FINE, bool)
    watched.watch(STEP_S)

    watched.ink = ink_at(HERE)
    watched.watch(1.0)

    assert not watched.seen and watched.fresh.to_search().any()


def test_ink_that_is_seen_stays_seen_under_a_hand_and_afterwards(watched: Watched) -> None:
    watched.ink = ink_at(HERE)
    watched.watch(1.0, search=True)
    watched.hand = hand_at(THERE)
    watched.watch(1.0)
    assert watched.seen
