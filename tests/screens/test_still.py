"""A still of a sheet that rests: sharp, in its own shape, faded in over the video, gone at once and without a trace."""

import dataclasses
import gc
import weakref
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.page import PAGES, Page, PageId, sheet_id, tray_id
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import whole
from kiosk.domain.reading import Reading
from kiosk.vision.mask import FLAT
from tests.support.pictures import flat_image, picture_of, still_of
from tests.support.showing_scenes import PAGE
from ui.stage import Stage
from ui.theme.theme import desk_theme
from ui.widgets.video import Fit, VideoSurface

RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"
MASKED = f"#{FLAT:02x}{FLAT:02x}{FLAT:02x}"
OTHER_PAGE = Page(sheet_id("van", 102), 210.0, 297.0)


@pytest.fixture
def slot() -> Slot:
    return Slot()


@pytest.fixture
def surface(qtbot: QtBot, stage: Stage, slot: Slot) -> VideoSurface:
    return _shown(qtbot, VideoSurface(None, desk_theme(stage.icons), slot, Fit.FIT))


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fade that is under way for as long as a test looks."""
    monkeypatch.setattr("ui.widgets.still.FADE_MS", 600_000)


def _shown(qtbot: QtBot, surface: VideoSurface, width: int = 400, height: int = 300) -> VideoSurface:
    qtbot.addWidget(surface)
    surface.corners = (False, False)
    surface.resize(width, height)
    surface.show()
    return surface


def _video(number: int, colour: str = RED, page: Page = PAGE) -> Picture:
    return dataclasses.replace(picture_of(flat_image(colour, 400, 300), number), pose=whole(page))


def _still(number: int, colour: str = BLUE, page: Page = PAGE) -> Picture:
    return still_of(flat_image(colour, 800, 1200), page, number)


def _stripes(width: int, height: int, band_px: int) -> QImage:
    """Black and white, upright."""
    dark = (np.arange(width) // band_px % 2).astype(bool)
    rows = np.full((height, width, 4), 255, np.uint8)
    rows[:, dark] = 0
    return QImage(rows.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _middle(surface: VideoSurface) -> QColor:
    """What stands in the middle of it now: it is painted for that."""
    image = surface.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def _greys(image: QImage) -> list[int]:
    """Along a line across the middle, but for the edges."""
    return [image.pixelColor(x, image.height() // 2).red() for x in range(20, image.width() - 20)]


# --- drawn ---


def test_a_still_is_seen_whole_in_its_own_shape(surface: VideoSurface, slot: Slot) -> None:
    slot.put(_video(1))
    slot.lay(_still(1))
    surface.grab()
    place = surface.picture_rect()
    assert place is not None
    assert (place.width(), place.height()) == (200, 300)
    surface.fade.stop()
    image = surface.grab().toImage()
    assert [image.pixelColor(x, 150).name() for x in (50, 110, 290, 350)] == [MASKED, BLUE, BLUE, MASKED]


def test_fine_print_becomes_the_grey_that_it_has_in_the_mean(qtbot: QtBot, surface: VideoSurface, slot: Slot) -> None:
    surface.resize(900, 675)
    stripes = _stripes(2000, 1500, band_px=1)
    slot.put(picture_of(stripes))
    aliased = _greys(surface.grab().toImage())
    assert max(aliased) - min(aliased) > 100, "as a picture of the video it is drawn: other lines than there are"
    slot.lay(still_of(stripes, PAGE))
    qtbot.waitUntil(lambda: surface.grab() is not None and not surface.fade.runs)
    sharp = _greys(surface.grab().toImage())
    assert 100 < min(sharp) <= max(sharp) < 155


@pytest.mark.parametrize("quarters", range(4))
def test_the_same_holds_however_the_sheet_is_turned(surface: VideoSurface, slot: Slot, quarters: int) -> None:
    surface.resize(450, 450)
    slot.lay(still_of(_stripes(2000, 1500, band_px=1), PAGE))
    surface.look(Reading(quarters=quarters))
    image = surface.grab().toImage()
    assert surface.copy.image is not None
    assert (surface.copy.image.width(), surface.copy.image.height()) == pytest.approx((450, 338), abs=1)
    across = _greys(image)
    along = [image.pixelColor(225, y).red() for y in range(20, 430)]
    assert 100 < min(across + along) <= max(across + along) < 155


class _Dense(VideoSurface):
    """On a monitor with two device pixels to a pixel."""

    def devicePixelRatioF(self) -> float:  # noqa: N802  # Qt's own name
        return 2.0


def test_every_pixel_of_a_dense_monitor_is_used(qtbot: QtBot, stage: Stage, slot: Slot) -> None:
    surface = _shown(qtbot, _Dense(None, desk_theme(stage.icons), slot, Fit.FIT))
    slot.lay(still_of(_stripes(1600, 1200, band_px=2), PAGE))
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    surface.render(image)
    assert surface.copy.image is not None
    assert (surface.copy.image.width(), surface.copy.image.height()) == (800, 600)
    assert set(_greys(image)) == {0, 255}, "each line is where it was"


def test_a_still_that_is_smaller_than_its_place_is_only_enlarged(surface: VideoSurface, slot: Slot) -> None:
    slot.lay(still_of(flat_image(BLUE, 80, 60), PAGE))
    assert _middle(surface).name() == BLUE
    assert surface.copy.image is None


def test_it_is_made_smaller_once_for_all_paintings(surface: VideoSurface, slot: Slot) -> None:
    slot.lay(_still(1))
    surface.grab()
    copy = surface.copy.image
    surface.grab()
    assert surface.copy.image is copy is not None
    surface.resize(200, 150)
    surface.grab()
    assert surface.copy.image is not copy


def test_who_paints_only_one_page_paints_no_still_of_another(surface: VideoSurface, slot: Slot) -> None:
    surface.show_only(PAGE.id)
    slot.lay(_still(1, page=OTHER_PAGE))
    assert _middle(surface).name() != BLUE
    slot.lay(_still(2))
    assert _middle(surface).name() == BLUE


def test_whoever_waits_for_paintings_is_given_the_still(surface: VideoSurface, slot: Slot) -> None:
    still, painted = _still(7), list[Picture]()
    surface.painted.append(painted.append)
    slot.put(_video(1))
    slot.lay(still)
    surface.grab()
    assert painted[-1] is still


def test_the_video_is_asked_for_as_if_no_still_lay_over_it(surface: VideoSurface, slot: Slot) -> None:
    slot.put(dataclasses.replace(_video(1), source_width=1600, source_height=900))
    surface.grab()
    assert slot.wanted == (400, 226)
    slot.lay(_still(1))
    surface.grab()
    assert slot.wanted == (400, 226)
    surface.look(Reading(step=3))
    surface.grab()
    assert slot.wanted == (1600, 900)
    surface.look(Reading())
    surface.hide()
    assert slot.wanted is None
    surface.show()
    surface.grab()
    assert slot.wanted == (400, 226)


def test_a_still_of_a_sheet_is_not_taken_for_the_tray(surface: VideoSurface, slot: Slot) -> None:
    tray = PAGES[tray_id("van")]
    slot.put(_video(1))
    assert surface.pose_of(tray) == whole(tray)
    slot.lay(_still(1))
    assert surface.pose_of(tray) is None
    assert surface.pose_of(PAGE) == whole(PAGE)


# --- comes and goes ---


def test_it_comes_over_the_video_and_is_there_within_a_moment(qtbot: QtBot, surface: VideoSurface, slot: Slot) -> None:
    slot.put(_video(1))
    assert _middle(surface).name() == RED
    slot.lay(_still(1))
    seen = [_middle(surface)]
    assert seen[0].name() == RED

    def there() -> bool:
        seen.append(_middle(surface))
        return not surface.fade.runs

    qtbot.waitUntil(there, timeout=3000)
    assert _middle(surface).name() == BLUE
    reds = [colour.red() for colour in seen]
    assert reds == sorted(reds, reverse=True)


def test_on_the_way_both_are_seen(
    qtbot: QtBot, surface: VideoSurface, slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.widgets.still.FADE_MS", 20_000)
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    surface.grab()

    def both() -> bool:
        colour = _middle(surface)
        return colour.red() > 0 and colour.blue() > 0

    qtbot.waitUntil(both)


def test_the_video_goes_on_below_while_it_comes(surface: VideoSurface, slot: Slot, endless: None) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    assert _middle(surface).name() == RED
    slot.put(_video(2, GREEN))
    assert _middle(surface).green() > 200, "nothing of the picture before is kept"


def test_a_sharper_one_of_the_same_page_is_there_at_once(surface: VideoSurface, slot: Slot, endless: None) -> None:
    slot.lay(_still(1))
    assert _middle(surface).name() == BLUE, "nothing was seen before it: there is nothing to come from"
    slot.lay(_still(2, GREEN))
    assert _middle(surface).name() == GREEN


def test_another_page_comes_over_the_video(surface: VideoSurface, slot: Slot, endless: None) -> None:
    slot.put(_video(1))
    slot.lay(_still(1))
    surface.fade.stop()
    assert _middle(surface).name() == BLUE
    slot.lay(_still(2, GREEN, OTHER_PAGE))
    assert _middle(surface).name() == RED


def test_it_leaves_at_once(surface: VideoSurface, slot: Slot, endless: None) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    surface.grab()
    slot.put(_video(2, GREEN))
    slot.lay(None)
    assert _middle(surface).name() == GREEN
    assert not surface.fade.runs


@pytest.mark.parametrize("only", [PAGE.id, None], ids=["one page", "any"])
def test_below_a_still_no_page_is_painted_that_may_not_be(
    surface: VideoSurface, slot: Slot, endless: None, only: PageId | None
) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.put(_video(2, GREEN, OTHER_PAGE))
    slot.lay(_still(1))
    surface.show_only(only)
    assert (_middle(surface).name() == GREEN) is (only is None)


# --- leaves nothing ---


def test_a_slot_that_was_cleared_while_a_still_came_leaves_nothing(
    surface: VideoSurface, slot: Slot, endless: None
) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    surface.grab()
    slot.clear()
    image = surface.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 10) for y in range(0, 300, 10)}
    assert colours == {surface.colour("screen_off").name()}
    assert not surface.fade.runs


def test_a_still_behind_words_is_not_painted_and_does_not_come_again(
    surface: VideoSurface, slot: Slot, endless: None
) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    surface.grab()
    surface.say("", hidden="紙を かくしています")
    image = surface.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 10) for y in range(0, 300, 10)}
    assert not colours & {RED, BLUE}
    assert not surface.fade.runs


WAYS_TO_GO: dict[str, Callable[[VideoSurface], None]] = {
    "forgotten": lambda surface: surface.forget(),
    "hidden": lambda surface: surface.hide(),
    "cleared": lambda surface: surface.slot.clear(),
    "taken away": lambda surface: surface.slot.lay(None),
    "behind words": lambda surface: surface.say("", hidden="紙を かくしています"),
    "sharper": lambda surface: surface.slot.lay(_still(2)),
}


@pytest.mark.parametrize("way", WAYS_TO_GO)
def test_the_small_copy_goes_with_the_picture(qtbot: QtBot, surface: VideoSurface, slot: Slot, way: str) -> None:
    slot.lay(_still(1))
    surface.grab()
    copy = surface.copy.image
    assert copy is not None
    WAYS_TO_GO[way](surface)
    qtbot.waitUntil(lambda: surface.copy.image is not copy)


@pytest.mark.parametrize("way", ["forgotten", "hidden"])
def test_a_screen_that_goes_lets_go_at_once(surface: VideoSurface, slot: Slot, endless: None, way: str) -> None:
    slot.put(_video(1))
    surface.grab()
    slot.lay(_still(1))
    surface.grab()
    assert surface.fade.runs
    WAYS_TO_GO[way](surface)
    assert surface.copy.image is None
    assert not surface.fade.runs


def test_nothing_of_a_cleared_still_stays_in_the_surface(surface: VideoSurface, slot: Slot, endless: None) -> None:
    slot.put(_video(1))
    surface.grab()
    gone = _laid_and_painted(surface, slot)
    slot.clear()
    surface.grab()
    gc.collect()
    assert gone() is None
    assert surface.copy.image is None


def _laid_and_painted(surface: VideoSurface, slot: Slot) -> weakref.ref[Picture]:
    still = _still(1)
    slot.lay(still)
    surface.grab()
    return weakref.ref(still)
