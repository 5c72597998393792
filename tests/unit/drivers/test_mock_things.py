"""What lies over the pretended tray: in true millimetres, above the paper, drawn once, never in the canary's
colour."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera import mock_tray
from drivers.camera.mock import MockCamera
from drivers.camera.mock_tray import CANARY, TRAY, VIEW_HEIGHT_MM, TrayView
from drivers.camera.options import MockCameraOptions
from drivers.mock_room import Paper, Place, Room, Thing

SIZE = (1280, 720)
PX_PER_MM = SIZE[1] / VIEW_HEIGHT_MM
MIDDLE = ((TRAY[0] + TRAY[2] / 2) * SIZE[0], (TRAY[1] + TRAY[3] / 2) * SIZE[1])
CANARY_PLACE = (slice(140, 245), slice(1005, 1160))
"""Rows and columns of the private card beside the tray."""
FORM = Paper("form.juminhyo", turn_deg=4.0)


def changed(paper: Paper | None, *things: Thing, by: int = 30) -> NDArray[np.uint8]:
    """(height, width) of 0 and 1: where the things are seen. The office's table is grey: wood and skin are alike."""
    without, having = (TrayView("office", SIZE).draw(0.0, paper, these).astype(int) for these in ((), things))
    return np.asarray(np.abs(having - without).max(axis=2) > by, np.uint8)


@pytest.mark.parametrize(("kind", "size_mm"), [("card", (85.6, 54.0)), ("memo", (90.0, 90.0))])
def test_a_flat_thing_lies_in_true_millimetres_at_any_turn(kind: str, size_mm: tuple[float, float]) -> None:
    for turn in (0.0, 33.0, 90.0):
        seen = changed(None, Thing(kind, -12.0, 20.0, turn))  # type: ignore[arg-type]
        (x, y), sides, _ = cv2.minAreaRect(cv2.findNonZero(seen))
        assert sorted(side / PX_PER_MM for side in sides) == pytest.approx(sorted(size_mm), abs=1.2)
        assert (x, y) == pytest.approx((MIDDLE[0] - 12 * PX_PER_MM, MIDDLE[1] + 20 * PX_PER_MM), abs=1.5)


def test_a_turn_to_the_right_takes_the_cards_stripe_to_the_right() -> None:
    straight, turned = (TrayView("van", SIZE).draw(0.0, None, (Thing("card", turn_deg=by),)) for by in (0.0, 90.0))
    stripe = [_middle(_near(picture, (150, 132, 52), 25)) for picture in (straight, turned)]
    assert stripe[0][1] < MIDDLE[1] - 15 * PX_PER_MM
    assert stripe[1][0] > MIDDLE[0] + 15 * PX_PER_MM


@pytest.mark.parametrize("turn", [-35.0, 0.0, 35.0])
def test_a_hand_comes_from_below_the_picture_with_its_tip_where_it_was_asked_for(turn: float) -> None:
    seen = changed(None, Thing("hand", 10.0, -120.0, turn))
    assert seen[-1].any()
    assert not seen[0].any()
    at = np.argwhere(seen)[:, ::-1] - (MIDDLE[0] + 10 * PX_PER_MM, MIDDLE[1] - 120 * PX_PER_MM)
    assert np.hypot(*at.T).min() < 1.5 * PX_PER_MM, "the tip"
    upwards = at @ np.array([np.sin(np.radians(turn)), -np.cos(np.radians(turn))])
    assert upwards.max() < 1.5 * PX_PER_MM, "nothing of the hand is beyond it"
    parts, _ = cv2.connectedComponents(changed(None, Thing("hand", 10.0, -120.0, turn), by=12))
    assert parts == 2, "the table, and one hand"


def test_things_are_seen_above_the_paper_and_hands_above_cards() -> None:
    view = TrayView("van", SIZE)
    card, hand = Thing("card", 0.0, 0.0), Thing("hand", 0.0, -20.0)
    pixel = (round(MIDDLE[1] + 5 * PX_PER_MM), round(MIDDLE[0]))
    paper, under, over = (view.draw(0.0, FORM, things)[pixel].astype(int) for things in ((), (card,), (card, hand)))
    assert np.abs(over - under).max() > 40, "the hand covers the card"
    assert np.abs(view.draw(0.0, FORM, (hand, card))[pixel].astype(int) - under).max() < 12
    assert np.abs(view.draw(0.0, FORM)[pixel].astype(int) - paper).max() < 12


def test_what_lies_far_outside_of_the_picture_is_not_seen() -> None:
    for x_mm in (-1e4, 1e4, 1e12):
        assert not changed(FORM, *(Thing(kind, x_mm, 0.0) for kind in ("card", "memo", "hand"))).any()


@pytest.mark.parametrize("place", ["van", "office"])
@pytest.mark.parametrize("paper", [FORM, Paper("tsuchi", turn_deg=-8.0), Paper("mycard", 0.0, 0.0, 90.0)])
def test_nothing_but_the_card_beside_the_tray_comes_near_its_colour(place: Place, paper: Paper) -> None:
    for turn in (0.0, 20.0):
        things = (Thing("card", 30.0, -60.0, turn), Thing("memo", -50.0, 40.0, turn), Thing("hand", 10.0, 60.0, turn))
        picture = TrayView(place, SIZE).draw(0.0, paper, things)
        assert _near(picture, CANARY, 15)[CANARY_PLACE].any()
        picture[CANARY_PLACE] = 0
        assert not _near(picture, CANARY, 100).any()


def test_only_what_moved_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    _counted(monkeypatch, "put_over", drawn)
    _counted(monkeypatch, "_page", drawn)
    _counted(monkeypatch, "drawing_of", drawn)
    view = TrayView("van", (320, 180))
    hand = Thing("hand", 0.0, 40.0)
    view.draw(0.0, FORM, (hand,))
    assert sorted(drawn) == ["_page", "drawing_of", "put_over", "put_over"]
    drawn.clear()
    for tick in range(5):
        view.draw(tick / 15, Paper(FORM.name, turn_deg=FORM.turn_deg), (Thing("hand", 0.0, 40.0),))
    assert drawn == []
    view.draw(1.0, FORM, (Thing("hand", 0.0, 38.0),))
    assert drawn == ["put_over"], "the paper lies where it lay"


def test_what_the_room_lays_is_what_the_camera_shows() -> None:
    room = Room()
    room.place("van", "form.juminhyo")
    room.lay("van", Thing("memo", 20.0, 0.0))
    camera = MockCamera(MockCameraOptions(scene="document", width=640, height=360), room)
    camera.open()
    laid = camera.wait(2.0)
    room.lift("van", "memo")
    lifted = camera.wait(2.0)
    camera.close()
    assert laid is not None and lifted is not None
    yellow = (172, 238, 250)
    assert _near(laid.pixels, yellow, 12).sum() > 3000
    assert not _near(lifted.pixels, yellow, 12).any()


def _near(picture: NDArray[np.uint8], colour: tuple[int, int, int], within: int) -> NDArray[np.bool_]:
    return np.asarray((np.abs(picture.astype(int) - colour).max(axis=2) <= within), np.bool_)


def _middle(mask: NDArray[np.bool_]) -> tuple[float, float]:
    rows, columns = np.nonzero(mask)
    return float(columns.mean()), float(rows.mean())


def _counted(monkeypatch: pytest.MonkeyPatch, name: str, drawn: list[str]) -> None:
    function: Callable[..., object] = getattr(mock_tray, name)

    def counting(*given: object) -> object:
        drawn.append(name)
        return function(*given)

    monkeypatch.setattr(mock_tray, name, counting)
