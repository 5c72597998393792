"""Pictures: asked for at the size that is painted, painted once for many, forgotten when cleared."""

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.picture import Picture, Slot
from kiosk.vision.mask import FLAT
from tests.support.pictures import empty_slots, face_image, picture_of
from tests.support.scenes import TALKING
from tests.support.stages import make_stage
from ui.stage import Stage
from ui.theme.colours import HIGH_CONTRAST, NORMAL, Colours
from ui.theme.letters import DESK
from ui.theme.theme import Theme, desk_theme
from ui.widgets.video import Fit, VideoSurface
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow


@pytest.fixture
def slot() -> Slot:
    return Slot()


@pytest.fixture
def surface(qtbot: QtBot, stage: Stage, slot: Slot) -> VideoSurface:
    made = VideoSurface(None, desk_theme(stage.icons), slot)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def _red(width: int, height: int) -> Picture:
    image = face_image(width, height, "#000000", "#000000")
    image.fill(0xFFFF0000)
    return picture_of(image)


def test_the_producer_is_told_the_size_that_will_be_painted(qtbot: QtBot, surface: VideoSurface, slot: Slot) -> None:
    assert slot.wanted == (400, 300)
    with qtbot.waitCallback() as painted:
        surface.painted.append(painted)
        slot.put(_red(1600, 900))
    assert slot.wanted == (534, 300)
    surface.hide()
    assert slot.wanted is None


def test_a_paper_is_asked_for_whole(qtbot: QtBot, stage: Stage, slot: Slot) -> None:
    surface = VideoSurface(None, desk_theme(stage.icons), slot, Fit.FIT)
    qtbot.addWidget(surface)
    surface.resize(400, 300)
    slot.put(_red(1600, 900))
    surface.show()
    assert slot.wanted == (400, 226)


def test_a_picture_from_another_thread_is_painted(qtbot: QtBot, surface: VideoSurface, slot: Slot) -> None:
    picture = _red(400, 300)
    with qtbot.waitCallback() as painted:
        surface.painted.append(painted)
        threading.Thread(target=slot.put, args=(picture,)).start()
    assert painted.args is not None
    assert painted.args[0] is picture
    surface.painted.clear()
    assert surface.grab().toImage().pixelColor(200, 150).name() == "#ff0000"


def test_hidden_words_keep_a_picture_from_being_painted(surface: VideoSurface, slot: Slot) -> None:
    slot.put(_red(400, 300))
    surface.say("", hidden="顔を かくしています")
    image = surface.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 20) for y in range(0, 300, 20)}
    assert "#ff0000" not in colours


def test_a_cleared_slot_leaves_no_picture_behind(qtbot: QtBot, stage: Stage, slot: Slot, surface: VideoSurface) -> None:
    picture = _red(400, 300)
    with qtbot.waitCallback() as painted:
        surface.painted.append(painted)
        slot.put(picture)
    surface.painted.clear()
    gone = weakref.ref(picture)
    slot.clear()
    del picture, painted
    surface.grab()
    gc.collect()
    assert gone() is None


def test_a_call_asks_for_both_faces_and_for_no_paper(qtbot: QtBot, fonts: None) -> None:
    slots = empty_slots()
    window = EmbeddedWindow(make_stage(slots), list[object]().append)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    window.show_snapshot(TALKING)
    assert slots.their_face.wanted is not None
    assert slots.own_face.wanted is not None
    assert slots.own_paper.wanted is None


@pytest.mark.parametrize("colours", [NORMAL, HIGH_CONTRAST], ids=["normal", "contrast"])
def test_beside_a_paper_lies_the_grey_of_the_mask_so_that_both_are_one_frame(
    qtbot: QtBot, stage: Stage, slot: Slot, colours: Colours
) -> None:
    surface = VideoSurface(None, Theme(colours, DESK, stage.icons), slot, Fit.FIT)
    qtbot.addWidget(surface)
    surface.resize(400, 400)
    slot.put(_red(1600, 900))
    image = surface.grab().toImage()
    masked = f"#{FLAT:02x}{FLAT:02x}{FLAT:02x}"
    assert [image.pixelColor(200, y).name() for y in (40, 200, 360)] == [masked, "#ff0000", masked]
    slot.clear()
    assert surface.grab().toImage().pixelColor(200, 40).name() == colours.screen_off.lower()
