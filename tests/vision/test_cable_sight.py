"""A telephone's own picture through a cable: behind the same gate and the same questions as one that lies there."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from drivers.camera.mock_cable import CableView
from drivers.mock_room.state import PhonePage, Screen, Thing
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.eye.plan import CABLES_FROM, NUMBERS_EACH
from kiosk.eye.upright import STRIP_MM
from kiosk.vision.again import BLIND_S, GONE_AFTER_S
from kiosk.vision.mask import FLAT
from kiosk.vision.mirrored import NARROW, SIDE_MM, Mirrored
from tests.support.watched_tray import FPS, SIZE, Pixels, Tray, watched_tray

FIRST = NUMBERS_EACH + CABLES_FROM + 1
CABLE = PhoneHelp(cable=True)
ON, ACROSS, OFF = Screen("settings"), Screen("settings", across=True), Screen("off")
GONE = round(GONE_AFTER_S * FPS) + 2
UPRIGHT = ((SIDE_MM * (1 - NARROW) / 2, 0.0), (SIDE_MM * (1 + NARROW) / 2, SIDE_MM))
"""Where on its page an upright telephone is seen: left upper and right lower corner."""


@pytest.fixture
def tray() -> Iterator[Tray]:
    with watched_tray() as made:
        made.bench.eye.look_for_phone(CABLE)
        made.open(Gate.LOCAL)
        yield made


def _flat(picture: Pixels) -> bool:
    return bool((picture == FLAT).all())


def _shown(tray: Tray, screen: Screen = ON) -> Pixels:
    tray.see_cable(screen)
    assert tray.lying.held and not tray.lying.open
    tray.bench.eye.show_sheet(tray.lying.number, True)
    return tray.see_cable(screen)


def _asks(tray: Tray, asked: PhoneHelp | None) -> None:
    tray.bench.eye.look_for_phone(asked)
    tray.open(Gate.LOCAL)


def _place(tray: Tray, corners: tuple[tuple[float, float], tuple[float, float]]) -> tuple[float, float, float, float]:
    pose = tray.pose
    assert pose is not None
    return (*pose.to_share(corners[0]), *pose.to_share(corners[1]))


def test_it_is_flat_until_it_is_let_be_seen_and_nothing_is_beside_it_then(tray: Tray) -> None:
    for _ in range(FPS):
        assert _flat(tray.see_cable(ON))
    lying = tray.lying
    assert (lying.number, lying.open, lying.phone, lying.cable) == (FIRST, False, True, True)
    seen = _shown(tray)
    left, top, right, bottom = _place(tray, UPRIGHT)
    assert bottom - top > 0.9 and right < 0.7, "as large as the picture, and room beside it"
    height, width = seen.shape[:2]
    inside = seen[round(top * height) + 9 : round(bottom * height) - 9, round(left * width) + 9 : round(right * width)]
    assert (inside > 200).mean() > 0.3, "its page"
    beside = np.concatenate([seen[:, : round(left * width) - 3].ravel(), seen[:, round(right * width) + 3 :].ravel()])
    assert (beside == FLAT).all()


@pytest.mark.parametrize("page", ["home", "settings", "letters", "talk", "settings.notice", "night"])
@pytest.mark.parametrize("across", [False, True])
def test_whatever_it_shows_it_is_seen_as_it_is_held(page: PhonePage, across: bool) -> None:
    sight = Mirrored()
    assert sight.step(CableView(SIZE).draw(Screen(page, across)), 0.0)
    assert sight.across is across


@pytest.mark.parametrize("colour", [(0, 0, 0), (16, 16, 16), (180, 30, 20), (255, 255, 255)])
def test_what_a_stick_gives_without_a_telephone_is_none(colour: tuple[int, int, int]) -> None:
    plain = np.empty((SIZE[1], SIZE[0], 3), np.uint8)
    plain[:] = colour
    assert not Mirrored().step(plain, 0.0)
    bars = plain.copy()
    for bar in range(8):
        bars[:, bar * 240 : (bar + 1) * 240] = [255 * (bar >> bit & 1) for bit in range(3)]
    packed = cv2.imencode(".jpg", bars, [cv2.IMWRITE_JPEG_QUALITY, 60])[1]
    assert not Mirrored().step(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8), 0.0)


def test_a_dark_screen_is_flat_in_that_picture_and_after_a_moment_it_is_another_one(tray: Tray) -> None:
    assert not _flat(_shown(tray))
    assert _flat(tray.see_cable(OFF))
    assert not _flat(tray.see_cable(ON)), "one dark picture, between two pages"
    for _ in range(GONE):
        assert _flat(tray.see_cable(OFF))
    assert tray.lying.dark and not tray.lying.held
    for _ in range(GONE):
        assert _flat(tray.see_cable(ON))
    assert (tray.lying.number, tray.lying.open) == (FIRST + 1, False)


@pytest.mark.parametrize("for_s", [BLIND_S + 0.2, BLIND_S / 2])
def test_after_a_time_without_pictures_nobody_knows_whether_it_is_the_same(tray: Tray, for_s: float) -> None:
    _shown(tray)
    tray._pictures += round(for_s * FPS)
    assert _flat(tray.see_cable(ON)) is (for_s > BLIND_S)


def test_held_across_it_stays_the_same_page_and_comes_back_upright(tray: Tray) -> None:
    _shown(tray)
    seen = tray.see_cable(ACROSS)
    assert not _flat(seen) and tray.lying.number == FIRST
    width = SIDE_MM * NARROW
    left, top, right, bottom = _place(tray, ((0.0, (SIDE_MM - width) / 2), (SIDE_MM, (SIDE_MM + width) / 2)))
    assert right - left == pytest.approx(0.9, abs=0.01) and 0.0 < top < bottom < 1.0
    for _ in range(4 * FPS):
        tray.see_cable(ON)
    left, top, right, bottom = _place(tray, UPRIGHT)
    assert bottom - top > 0.9 and tray.lying.number == FIRST


def test_its_upper_end_stays_covered_when_that_is_wanted(tray: Tray) -> None:
    seen = _shown(tray, Screen("settings.notice"))
    left, top, right, _ = _place(tray, UPRIGHT)
    under = _place(tray, (UPRIGHT[0], (UPRIGHT[1][0], STRIP_MM - 1)))[3]
    height, width = seen.shape[:2]
    strip = (slice(round(top * height), round(under * height)), slice(round(left * width), round(right * width)))
    assert not _flat(seen[strip])
    _asks(tray, PhoneHelp(cable=True, strip=True))
    seen = tray.see_cable(Screen("settings.notice"))
    assert _flat(seen[strip]) and not _flat(seen)


def test_while_a_secret_is_typed_nothing_is_seen_and_it_stays_the_same_one(tray: Tray) -> None:
    _shown(tray)
    tray.bench.eye.look_for_phone(PhoneHelp(cable=True, typing=True))
    assert tray.bench.eye.paint.newest() is None, "what was seen before is gone, too"
    for _ in range(FPS):
        assert _flat(tray.see_cable(ON))
    assert tray.lying.veiled and tray.lying.held
    _asks(tray, CABLE)
    assert not _flat(tray.see_cable(ON))
    assert tray.lying.number == FIRST


def test_a_picture_of_the_table_is_none_of_the_cable_and_the_other_way_round(tray: Tray) -> None:
    _shown(tray)
    tray.bench.eye.paint.clear()
    tray.things = (Thing("phone", 4.0, 2.0, 8.0, "settings"),)
    tray.see()
    assert tray.bench.eye.paint.newest() is None, "the table's, while the cable is wanted"
    _asks(tray, None)
    tray.see_cable(ON)
    assert tray.bench.eye.paint.newest() is None, "the cable's, while paper is wanted"
    _asks(tray, PhoneHelp())
    tray.see_cable(ON)
    assert tray.bench.eye.paint.newest() is None, "and while a telephone on the table is"


def test_on_the_table_it_is_another_one_and_so_it_is_when_it_is_connected_again(tray: Tray) -> None:
    _shown(tray)
    tray.things = (Thing("phone", 4.0, 2.0, 8.0, "settings"),)
    _asks(tray, PhoneHelp())
    tray.camera_for_screen()
    for _ in range(FPS):
        assert _flat(tray.see())
    assert tray.lying.held and not tray.lying.cable and tray.lying.number < FIRST
    _asks(tray, CABLE)
    for _ in range(FPS):
        assert _flat(tray.see_cable(ON))
    assert tray.lying.number == FIRST + 1


def test_no_still_is_made_of_it(tray: Tray) -> None:
    _shown(tray)
    tray.open(Gate.SENT)
    for _ in range(2 * FPS):
        tray.see_cable(ON)
    assert tray.bench.eye.stills.take() is None
    assert tray.bench.eye.send.newest(0) is not None
