"""The external monitor when it shows a paper or speaks of the monitors, and the key that sends a paper there."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from kiosk.domain.intents import HideOutside, ShowOutside
from kiosk.domain.monitors import Placement, Plugged, Showing
from kiosk.domain.page import sheet_id
from kiosk.domain.pose import Pose, whole
from tests.support.papers import PAGE
from tests.support.pictures import paper_image, picture_of
from tests.support.scenes import HOME, OUTSIDE, PAPER, TALKING, external_scenes
from tests.support.texts import japanese
from ui.presenters.outside import outside_key
from ui.presenters.parts import KeyKind
from ui.stage import Stage
from ui.widgets.mark import Mark
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.painted import Painted
from ui.widgets.video import VideoSurface
from ui.widgets.words import Words
from ui.windows.external import ExternalWindow

WITH_LARGE = Plugged(external=True)


def said(window: ExternalWindow) -> list[str]:
    return [words.text for words in window.findChildren(Words) if words.isVisible() and words.text]


@pytest.mark.parametrize("scene", external_scenes())
def test_every_word_has_room(external: ExternalWindow, scene: str) -> None:
    external.show_snapshot(*external_scenes()[scene])
    shown = [painted for painted in external.findChildren(Painted) if painted.isVisible()]
    assert [painted.overflow() for painted in shown if painted.overflow()] == []
    for painted in shown:
        if isinstance(painted, Words) and not painted.text:
            continue
        assert external.rect().contains(QRect(painted.mapTo(external, QPoint(0, 0)), painted.size())), painted


@pytest.mark.parametrize("scene", ["paper", "their_paper"])
def test_a_paper_outside_names_nobody(external: ExternalWindow, scene: str) -> None:
    snapshot, placement = external_scenes()[scene]
    assert snapshot.call is not None
    external.show_snapshot(snapshot, placement)
    assert snapshot.call.clerk_name not in "".join(said(external))
    assert len(said(external)) == 1


def test_the_paper_of_the_other_side_asks_for_no_pictures(external: ExternalWindow) -> None:
    external.show_snapshot(OUTSIDE, Placement(Showing.PAPER))
    assert [s.objectName() for s in external.findChildren(VideoSurface) if s.isVisible()] == ["video.outside.van"]
    external.show_snapshot(OUTSIDE, Placement(Showing.SIGNAGE))
    assert [s for s in external.findChildren(VideoSurface) if s.isVisible()] == []


def test_a_sheet_that_nobody_consented_to_is_not_painted_although_its_picture_is_there(
    external: ExternalWindow, stage: Stage
) -> None:
    """Pictures come sooner than what is told about them."""
    picture = picture_of(paper_image(1920, 1080), 2)
    mine, another = (
        dataclasses.replace(picture, number=n, pose=Pose(sheet_id("van", n), whole(PAGE).matrix)) for n in (101, 102)
    )
    sheet = dataclasses.replace(OUTSIDE, outside_page=sheet_id("van", 101))
    stage.slots.own_paper.put(mine)
    external.show_snapshot(sheet, Placement(Showing.PAPER))
    (surface,) = [one for one in external.findChildren(VideoSurface) if one.isVisible()]
    seen: list[int] = []
    surface.painted.append(lambda painted: seen.append(painted.number))
    surface.grab()
    for hidden in (another, dataclasses.replace(picture, number=103, pose=None)):
        stage.slots.own_paper.put(hidden)
        surface.grab()
        assert surface.picture_rect() is None
    stage.slots.own_paper.put(dataclasses.replace(mine, number=104))
    surface.grab()
    assert seen == [101, 104]


def test_nobody_draws_outside(external: ExternalWindow) -> None:
    external.show_snapshot(*external_scenes()["paper"])
    layers = [layer for layer in external.findChildren(MarkLayer) if layer.isVisible()]
    assert len(layers) == 1
    assert layers[0].testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


@pytest.mark.parametrize("showing", [Showing.PAPER, Showing.SIGNAGE, Showing.TROUBLE])
def test_whatever_is_pretended_is_marked(external: ExternalWindow, showing: Showing) -> None:
    pretended = dataclasses.replace(OUTSIDE, other_mocks=("display",))
    for snapshot, marked in ((pretended, True), (OUTSIDE, False)):
        external.show_snapshot(snapshot, Placement(showing))
        assert any(mark.isVisible() for mark in external.findChildren(Mark)) is marked


def test_a_window_that_may_show_nothing_shows_nothing(external: ExternalWindow) -> None:
    external.show_snapshot(OUTSIDE, Placement(Showing.PAPER))
    external.show_snapshot(OUTSIDE, Placement())
    assert said(external) == []
    assert [painted for painted in external.findChildren(Painted) if painted.isVisible()] == []


def test_the_key_sends_the_paper_out_and_takes_it_back() -> None:
    there = outside_key(dataclasses.replace(PAPER, monitors=WITH_LARGE), japanese())
    assert there is not None
    assert (there.words, there.wish) == ("大きな画面にも うつす", ShowOutside())
    back = outside_key(OUTSIDE, japanese())
    assert back is not None
    assert (back.words, back.wish, back.kind) == ("大きな画面から けす", HideOutside(), KeyKind.TOOL)


def test_there_is_no_key_without_a_large_screen_or_without_a_paper() -> None:
    assert outside_key(PAPER, japanese()) is None
    assert outside_key(dataclasses.replace(TALKING, monitors=WITH_LARGE), japanese()) is None
    assert outside_key(dataclasses.replace(HOME, monitors=WITH_LARGE), japanese()) is None
    board = dataclasses.replace(PAPER, monitors=WITH_LARGE, front="board")
    assert outside_key(board, japanese()) is None
