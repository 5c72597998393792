"""A sheet is held while it is turned under a hand, let go when it goes, and never mistaken for another one."""

import cv2
import numpy as np
import pytest

from kiosk.vision.geometry import Gray, corners, project
from kiosk.vision.tracker import LET_GO_AFTER, LOOK, Anchor, Tracker
from tests.support.paper_scenes import Play, filled, nudged, swapped
from tests.support.paper_world import Pixels, World


def _look(picture: Pixels) -> Gray:
    small = cv2.resize(picture, None, fx=LOOK, fy=LOOK, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)


def _anchored(play: Play) -> Tracker:
    """On the first picture, at the true place."""
    moment, picture, world = next(iter(play.pictures()))
    assert moment.sheet is not None
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return Tracker(Anchor(gray, world.place(moment.sheet), moment.sheet.size))


@pytest.mark.parametrize(("name", "kind"), [("inkan", "dark"), ("zei", "white")])
def test_a_sheet_is_held_while_a_hand_turns_it(name: str, kind: str) -> None:
    play = nudged(name, kind, seed=21)  # type: ignore[arg-type]
    tracker, errors = _anchored(play), []
    for moment, picture, world in play.pictures():
        assert moment.sheet is not None
        pose = tracker.step(_look(picture))
        assert pose is not None
        off = project(pose.plane, corners(moment.sheet.size)) - world.quad(moment.sheet)
        errors.append(float(np.linalg.norm(off, axis=1).max()) / world.px_per_mm)
    assert np.mean(errors) < 0.3
    assert max(errors) < 1.0


def test_a_sheet_that_goes_is_let_go_for_good_and_its_look_alike_is_not_taken_for_it() -> None:
    play = swapped("juminhyo", "juminhyo_r2", "wood", seed=22)
    tracker, first = _anchored(play), play.moments[0].sheet
    assert first is not None
    held = []
    for moment, picture, _ in play.pictures():
        if moment.sheet is not None and moment.sheet.texture is not first.texture and not moment.still:
            continue  # the other one is on its way
        held.append(("its own" if moment.still else "leaving", tracker.step(_look(picture)) is not None))
        if len(held) > 50:
            break
    begun = [there for where, there in held[:16]]
    assert all(begun)
    assert not any(there for _, there in held[32:])


def test_told_where_it_lies_it_is_held_again() -> None:
    play = nudged("zei", "grey", seed=23)
    tracker = _anchored(play)
    pictures = list(play.pictures())
    nothing = pictures[0][2].picture([])
    for _ in range(LET_GO_AFTER + 1):
        assert tracker.step(_look(nothing)) is None
    moment, picture, world = pictures[-1]
    assert moment.sheet is not None
    assert tracker.step(_look(picture)) is None
    tracker.begin(world.place(moment.sheet))
    assert tracker.step(_look(picture)) is not None


def test_a_white_sheet_has_nothing_to_be_held_by() -> None:
    world = World("dark", 3)
    page = filled("zei", 1)[0]
    plain = type(page)(np.full_like(page.texture, 255)).at(300, 166, 0)
    gray = np.asarray(cv2.cvtColor(world.picture([plain]), cv2.COLOR_BGR2GRAY), np.uint8)
    assert not Anchor(gray, world.place(plain), plain.size).trackable
