"""A telephone behind the gate: upright once it was let be seen, hidden in the very picture in which it must be."""

from collections.abc import Iterator

import numpy as np
import pytest

from drivers.mock_room.state import Paper, PhonePage, Thing
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.eye.plan import NUMBERS_EACH, PHONES_FROM
from kiosk.eye.upright import STRIP_MM
from kiosk.vision.mask import FLAT
from tests.support.watched_tray import FPS, Pixels, Tray, watched_tray

FIRST = NUMBERS_EACH + PHONES_FROM + 1
FEW = 12
"""Pictures in which a telephone that lies there is found, or one that is gone forgotten."""


@pytest.fixture
def tray() -> Iterator[Tray]:
    with watched_tray() as made:
        made.bench.eye.look_for_phone(PhoneHelp())
        made.open(Gate.LOCAL)
        made.camera_for_screen()
        yield made


def _lies(tray: Tray, page: PhonePage = "settings", x: float = 4.0, turn: float = 8.0) -> Thing:
    phone = Thing("phone", x, 2.0, turn, page)
    tray.things = (phone,)
    return phone


def _shown(tray: Tray, number: int = FIRST) -> Pixels:
    """Lets it be seen as soon as it is there."""
    for _ in range(FEW):
        tray.see()
        if tray.lying.held and tray.lying.number == number:
            tray.bench.eye.show_sheet(number, True)
            return tray.see()
    raise AssertionError(f"not found: {tray.lying}")


def _flat(picture: Pixels) -> bool:
    return bool((picture == FLAT).all())


def test_it_is_flat_until_it_is_let_be_seen_and_stands_upright_then(tray: Tray) -> None:
    _lies(tray)
    for _ in range(FEW):
        assert _flat(tray.see())
    assert (tray.lying.number, tray.lying.open, tray.lying.phone) == (FIRST, False, True)
    seen = _shown(tray)
    pose = tray.pose
    assert pose is not None
    corners = [pose.to_share(at) for at in ((0.0, 0.0), (71.5, 0.0), (71.5, 147.0), (0.0, 147.0))]
    (left, top), (right, _), (_, bottom), _ = corners
    assert bottom - top > 0.9, "as large as the picture"
    assert abs(corners[1][1] - top) < 0.01 and abs(corners[3][0] - left) < 0.01, "upright"
    height, width = seen.shape[:2]
    inside = seen[
        round(top * height) + 12 : round(bottom * height) - 12, round(left * width) + 8 : round(right * width) - 8
    ]
    assert not (inside == FLAT).all(axis=2).mean() > 0.02
    outside = np.concatenate([seen[:, : round(left * width) - 8].ravel(), seen[:, round(right * width) + 8 :].ravel()])
    assert (outside == FLAT).all(), "nothing but the telephone"


@pytest.mark.parametrize("turn", [0.0, 90.0, -90.0])
def test_it_is_shown_as_it_lies_before_who_sits_there(tray: Tray, turn: float) -> None:
    _lies(tray, turn=turn)
    _shown(tray)
    pose = tray.pose
    assert pose is not None
    (left, top), (right, bottom) = pose.to_share((0.0, 0.0)), pose.to_share((71.5, 147.0))
    assert (abs(right - left) > abs(bottom - top)) is (turn != 0.0)


def test_turned_on_the_tray_it_turns_in_the_picture_once_it_lies_across(tray: Tray) -> None:
    _lies(tray, turn=0.0)
    _shown(tray)
    for turn in range(0, 95, 5):
        _lies(tray, turn=float(turn))
        tray.see()
    pose = tray.pose
    assert pose is not None and tray.lying.number == FIRST
    (left, top), (right, bottom) = pose.to_share((0.0, 0.0)), pose.to_share((71.5, 147.0))
    assert abs(right - left) > abs(bottom - top)


def test_a_screen_that_goes_dark_is_flat_in_that_picture_and_asked_about_anew(tray: Tray) -> None:
    _lies(tray)
    assert not _flat(_shown(tray))
    _lies(tray, "off")
    assert _flat(tray.see())
    _lies(tray)
    assert not _flat(tray.see()), "one dark picture, between two pages"
    _lies(tray, "off")
    for _ in range(FEW):
        assert _flat(tray.see())
    assert tray.lying.dark and not tray.lying.held
    _lies(tray)
    for _ in range(FEW):
        assert _flat(tray.see())
    assert (tray.lying.number, tray.lying.open) == (FIRST + 1, False)


def test_taken_away_it_is_flat_in_that_picture_and_another_one_when_it_comes_back(tray: Tray) -> None:
    _lies(tray)
    assert not _flat(_shown(tray))
    tray.things = ()
    for _ in range(FEW):
        assert _flat(tray.see())
    assert not tray.lying.held
    _lies(tray)
    for _ in range(FEW):
        assert _flat(tray.see())
    assert tray.lying.number == FIRST + 1


def test_while_a_secret_is_typed_nothing_of_it_is_seen_and_it_stays_the_same_one(tray: Tray) -> None:
    _lies(tray)
    assert not _flat(_shown(tray))
    tray.bench.eye.look_for_phone(PhoneHelp(typing=True))
    assert tray.bench.eye.paint.newest() is None, "what was seen before is gone, too"
    for _ in range(FEW):
        assert _flat(tray.see())
    assert tray.lying.veiled and tray.lying.held
    tray.bench.eye.look_for_phone(PhoneHelp())
    tray.open(Gate.LOCAL)
    assert not _flat(tray.see())
    assert tray.lying.number == FIRST


def test_its_upper_end_stays_covered_when_that_is_wanted(tray: Tray) -> None:
    _lies(tray, turn=0.0)
    _shown(tray)
    tray.bench.eye.look_for_phone(PhoneHelp(strip=True))
    _lies(tray, "settings.notice", turn=0.0)
    seen, pose = tray.see(), tray.pose
    assert pose is not None
    top, end = (round(pose.to_share((30.0, y))[1] * seen.shape[0]) for y in (0.0, STRIP_MM))
    assert _flat(seen[: end - 4]) and top >= 0
    assert not _flat(seen[end + 20 :])


def test_a_page_that_changes_under_a_finger_stays_that_telephone(tray: Tray) -> None:
    _lies(tray)
    _shown(tray)
    pages: tuple[PhonePage, ...] = ("settings", "letters", "talk", "home", "night", "letters")
    for page in pages:
        for _ in range(3):
            phone = _lies(tray, page)
            tray.things = (phone, Thing("hand", 10.0, 40.0, -20.0))
            assert not _flat(tray.see()), page
    assert tray.lying.number == FIRST


def test_behind_a_shut_gate_it_is_forgotten_and_asked_about_anew(tray: Tray) -> None:
    _lies(tray)
    _shown(tray)
    tray.bench.eye.set_gate(Gate.SHUT)
    tray.see()
    tray.open(Gate.LOCAL)
    for _ in range(FEW):
        assert _flat(tray.see())
    assert tray.lying.number == FIRST + 1


def test_a_picture_from_before_the_gate_moved_makes_no_other_telephone_of_it(tray: Tray) -> None:
    _lies(tray)
    _shown(tray)
    tray.bench.eye.set_gate(Gate.SENT)
    tray.bench.see(taken_s=0.0)
    tray.open(Gate.SENT)
    assert not _flat(tray.see())
    assert (tray.lying.number, tray.lying.held, tray.lying.open) == (FIRST, True, True)


def test_no_still_is_made_of_it(tray: Tray) -> None:
    _lies(tray)
    _shown(tray)
    tray.open(Gate.SENT)
    assert not [one for one in tray.news(2 * FPS) if getattr(one, "sheet", 0)]
    assert tray.bench.eye.send.newest(0) is not None


def test_numbers_never_begin_anew_between_paper_and_telephone_and_one_is_no_page_of_the_other(tray: Tray) -> None:
    tray.bench.eye.look_for_phone(None)
    tray.open(Gate.LOCAL)
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.look_for_phone(PhoneHelp())
    tray.open(Gate.LOCAL)
    tray.paper = None
    tray.see()
    assert (tray.lying.number, tray.lying.phone, tray.lying.width_mm) == (NUMBERS_EACH + 1, True, 0.0)
    _lies(tray)
    _shown(tray)
    tray.things = ()
    tray.bench.eye.look_for_phone(None)
    tray.open(Gate.LOCAL)
    tray.see()
    assert (tray.lying.number, tray.lying.phone, tray.lying.width_mm) == (FIRST, False, 0.0)


def test_a_paper_under_it_opens_nothing_and_paper_again_is_asked_about_as_ever(tray: Tray) -> None:
    _lies(tray)
    _shown(tray)
    tray.bench.eye.look_for_phone(None)
    tray.open(Gate.LOCAL)
    for _ in range(FEW):
        tray.see()
    assert not tray.lying.phone and not tray.lying.held
