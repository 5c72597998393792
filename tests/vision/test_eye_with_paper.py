"""The paper's eye behind a gate: what of a sheet reaches the screen and the other end, picture by picture."""

from collections.abc import Iterator

import pytest

from drivers.camera.mock_tray import TRAY
from drivers.mock_room.state import Paper
from kiosk.domain.page import sheet_id
from kiosk.domain.privacy import Gate
from kiosk.eye.plan import NUMBERS_EACH
from kiosk.vision.mask import FLAT
from tests.support.watched_tray import PX_PER_MM, SIZE, Tray, covered, watched_tray


@pytest.fixture
def tray() -> Iterator[Tray]:
    with watched_tray() as made:
        yield made


def test_a_sheet_is_flat_until_it_is_let_be_seen_and_then_has_its_pose(tray: Tray) -> None:
    assert not covered(tray.see()), "the empty table may be seen"
    tray.paper = Paper("juminhyo", x_mm=12.0, y_mm=3.0)
    assert covered(tray.page(tray.see())), "in the picture in which it comes"
    first = NUMBERS_EACH + 1
    tray.until(first)
    assert not tray.lying.open
    assert covered(tray.page(tray.see()))
    assert tray.pose is None, "where it lies is not told either"
    tray.bench.eye.show_sheet(first, True)
    seen = tray.page(tray.see())
    assert (seen == FLAT).all(axis=2).mean() < 0.1
    assert tray.lying.open
    pose = tray.pose
    assert pose is not None and pose.page == sheet_id("van", first)
    width, height = TRAY[2] * SIZE[0] / PX_PER_MM, TRAY[3] * SIZE[1] / PX_PER_MM
    for x, y in ((0.0, 0.0), (210.0, 0.0), (210.0, 297.0), (0.0, 297.0)):
        right, down = pose.to_share((x, y))
        assert right * width == pytest.approx(width / 2 + 12.0 - 105.0 + x, abs=1.0)
        assert down * height == pytest.approx(height / 2 + 3.0 - 148.5 + y, abs=1.0)


def test_what_is_let_be_seen_here_goes_out_only_when_the_gate_says_so(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.see()
    assert not any(tray.bench.sent_memory())
    tray.open(Gate.SENT)
    tray.see()
    sent = tray.bench.eye.send.newest(0)
    assert sent is not None and sent.pose is not None


def test_another_sheet_in_the_same_place_is_noticed_and_the_first_one_known_again(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    assert not covered(tray.page(tray.see()))
    tray.paper = Paper("idou")  # title, frame and boxes stand where those of the first one stood
    tray.until(NUMBERS_EACH + 2)
    assert not tray.lying.open
    assert covered(tray.page(tray.see()))
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    assert not covered(tray.page(tray.see())), "put back, it is what it was"


def test_behind_a_shut_gate_nothing_is_looked_at(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.set_gate(Gate.SHUT)
    tray.see()
    assert not tray.lying.held


def test_another_child_opens_nothing_by_the_numbers_of_the_one_before(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.see()
    tray.bench.replace(lost=True)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.until(2 * NUMBERS_EACH + 1)
    assert covered(tray.page(tray.see()))
