"""What lies on an open sheet: a hand is seen, shadows are nothing, all else is filled; fresh ink is told apart."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.vision.cover import GRID_PX_PER_MM, Cover, CoverWatch, Page
from kiosk.vision.sheet import seen_from_above
from tests.support.paper_scenes import filled
from tests.support.paper_world import Thing, World, card, hand, memo, write

WORLD = World("wood", 71)
PAGE = filled("zei", 72)[0].at(300, 166, 2)


@pytest.fixture(autouse=True)
def same_noise() -> None:
    WORLD.begin_again()


def _look(*above: Thing, page: Thing = PAGE) -> Cover:
    """What the watch of the plain sheet says when things lie on it."""
    watch = CoverWatch(_seen(PAGE), PAGE.size)
    return watch.look(_seen(page, *above))


def _seen(page: Thing, *above: Thing) -> Page:
    look = cv2.resize(WORLD.picture([page, *above]), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    gray = np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8)
    return seen_from_above(np.asarray(look, np.uint8), gray, WORLD.place(page), page.size)


def _on_sheet(thing: Thing) -> NDArray[np.bool_]:
    """Where a thing covers the sheet, at the grid of covers."""
    to_sheet = np.linalg.inv(PAGE.motion) @ thing.motion @ np.diag([1 / 6, 1 / 6, 1.0])
    scale = np.diag([GRID_PX_PER_MM, GRID_PX_PER_MM, 1.0])
    size = round(PAGE.size[0] * GRID_PX_PER_MM), round(PAGE.size[1] * GRID_PX_PER_MM)
    cover = np.ascontiguousarray(thing.texture[..., 3])
    return np.asarray(cv2.warpPerspective(cover, scale @ to_sheet, size)) > 128


def test_nothing_on_it_is_nothing_also_under_another_lamp() -> None:
    assert _look().fill.sum() == 0
    WORLD.lamp = 0.8
    try:
        cover = _look()
    finally:
        WORLD.lamp = 1.0
    assert cover.fill.sum() + cover.hand.sum() == 0
    assert cover.ink.sum() == 0


@pytest.mark.parametrize("skin", [(118, 156, 205), (60, 84, 120), (150, 180, 222)])
def test_a_hand_is_seen_and_its_sleeve_is_not(skin: tuple[int, int, int]) -> None:
    lies = hand(3, skin).at(330, 262, -12)
    cover, there = _look(lies), _on_sheet(lies)
    assert cover.hand[there].mean() > 0.6
    assert cover.fill[~cv2.dilate(there.astype(np.uint8), np.ones((25, 25))).astype(bool)].mean() < 0.01


@pytest.mark.parametrize(("name", "lies"), [("card", card(1).at(300, 190, 15)), ("memo", memo(2).at(290, 150, -8))])
def test_a_card_and_a_memo_are_filled(name: str, lies: Thing) -> None:
    cover, there = _look(lies), _on_sheet(lies)
    assert cover.fill[there].mean() > 0.85
    assert cover.hand.sum() == 0


def test_fresh_ink_is_told_and_what_was_there_before_is_not() -> None:
    texture = PAGE.texture.copy()
    gray = np.ascontiguousarray(texture[..., 0])
    write(gray, (40, 225, 120, 20), 5)
    texture[..., :3] = np.minimum(texture[..., :3], gray[..., None])
    written = Thing(texture, PAGE.x, PAGE.y, PAGE.angle)
    cover = _look(page=written)
    rows = np.flatnonzero(cover.ink.any(axis=1)) / 2.0
    assert rows.min() > 224 and rows.max() < 247
    assert cover.fill.sum() == 0


def test_a_white_strip_of_paper_just_inside_the_side_is_filled() -> None:
    strip = np.full((60 * 6, 20 * 6, 4), 255, np.uint8)
    lies = Thing(strip).at(300.0 - PAGE.size[0] / 2 + 4.0 + 10.0, 166.0, 2)
    cover, there = _look(lies), _on_sheet(lies)
    assert cover.fill[there].mean() > 0.85


@pytest.mark.parametrize("seed", [2003, 2006])
@pytest.mark.parametrize("what", ["card", "memo"])
def test_what_lies_under_a_hand_is_filled_between_the_fingers_too(what: str, seed: int) -> None:
    lies = memo(seed).at(330, 180, 8) if what == "memo" else card(seed).at(330, 180, 8)
    fingers = hand(seed).at(360, 275, -10) if what == "memo" else hand(seed).at(375, 250, -25)
    cover = _look(lies, fingers)
    between = _on_sheet(lies) & ~_on_sheet(fingers)
    assert cover.fill[between].mean() > 0.98
    palm = _on_sheet(fingers) & ~cv2.dilate(_on_sheet(lies).astype(np.uint8), np.ones((61, 61))).astype(bool)
    assert cover.hand[palm].mean() > 0.5, "the hand itself is seen where it is beside it"
