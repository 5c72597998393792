"""Marks on the screen: both ends' in their colours, growing, going, named once, and gone with the visit."""

import dataclasses
import gc
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from kiosk.domain.annotation import AddStroke, Canvas, Pointer, Stroke, Tool
from kiosk.domain.mark_style import INK, TAG
from kiosk.domain.page import tray_id
from kiosk.domain.snapshot import KioskSnapshot
from tests.support.papers import PAGE, ink, layer_over, spot
from tests.support.scenes import FINISH, PAPER, TROUBLE, drawn, kiosk_scenes, marked
from ui.widgets.mark_layer import MarkLayer
from ui.windows.embedded import EmbeddedWindow


def _colours(image: QImage, at: QPoint) -> set[str]:
    """All within two pixels of a place."""
    return {image.pixelColor(at + QPoint(x, y)).name().upper() for x in range(-2, 3) for y in range(-2, 3)}


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "contrast"])
def test_both_ends_marks_are_seen_in_their_colours(embedded: EmbeddedWindow, high_contrast: bool) -> None:
    canvas = drawn(Canvas(), "van", "van", Tool.PEN, (40, 40), (100, 40))
    canvas = drawn(canvas, "office", "van", Tool.CIRCLE, (50, 100), (110, 140))
    canvas = drawn(canvas, "office", "van", Tool.ARROW, (150, 250), (200, 250))
    look = dataclasses.replace(PAPER.look, high_contrast=high_contrast)
    embedded.show_snapshot(dataclasses.replace(PAPER, marks=canvas, look=look))
    layer = layer_over(embedded)
    spots = {side: spot(layer, at) for side, at in (("van", (70, 40)), ("office", (80, 100)))}
    arrow, nothing = spot(layer, (170, 250)), spot(layer, (80, 120))
    parent = layer.parentWidget()
    assert parent is not None
    image = parent.grab().toImage()
    shift = layer.pos()
    assert INK["van"] in _colours(image, spots["van"] + shift)
    assert INK["office"] in _colours(image, spots["office"] + shift)
    assert INK["office"] in _colours(image, arrow + shift)
    assert not {INK["office"], INK["van"]} & _colours(image, nothing + shift), "a circle is not filled"


def _show(window: EmbeddedWindow, marks: Canvas) -> None:
    window.show_snapshot(dataclasses.replace(PAPER, marks=marks))


def test_a_page_that_grew_stroke_by_stroke_looks_like_one_that_came_whole(embedded: EmbeddedWindow) -> None:
    layer, canvas = layer_over_after(embedded, PAPER), Canvas()
    for step in range(8):
        canvas = drawn(canvas, "van", "van", Tool.PEN, (30, 30 + 30 * step), (120, 40 + 30 * step))
        canvas = drawn(canvas, "office", "van", Tool.PEN, (160, 30 + 30 * step), (250, 40 + 30 * step))
        _show(embedded, canvas)
        layer.grab()
    grown = layer.grab().toImage()
    _show(embedded, Canvas())
    assert ink(layer, INK["van"]) == 0
    _show(embedded, canvas)
    assert layer.grab().toImage() == grown


def layer_over_after(window: EmbeddedWindow, snapshot: KioskSnapshot) -> MarkLayer:
    """The layer over the own paper of a snapshot."""
    window.show_snapshot(snapshot)
    return layer_over(window)


def test_a_stroke_grows_and_goes_on_the_screen(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    before = drawn(Canvas(), "van", "van", Tool.PEN, (30, 30), (60, 30))
    begun = drawn(before, "office", "van", Tool.PEN, (30, 200), (60, 200))
    _show(embedded, begun)
    short = ink(layer, INK["office"])
    newest = begun.of("office")[-1].id
    more = begun.merged([AddStroke(newest, PAGE.id, Tool.PEN, 2, ((200, 200),))], "office")
    _show(embedded, more)
    assert ink(layer, INK["office"]) > 2 * short > 0
    _show(embedded, before)
    assert ink(layer, INK["office"]) == 0
    assert ink(layer, INK["van"]) > 0


def test_a_late_piece_of_a_settled_stroke_is_seen(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    first = drawn(Canvas(), "office", "van", Tool.PEN, (30, 30), (60, 30))
    second = drawn(first, "office", "van", Tool.PEN, (30, 200), (60, 200))
    third = drawn(second, "office", "van", Tool.PEN, (30, 250), (60, 250))
    _show(embedded, third)
    before = ink(layer, INK["office"])
    late = AddStroke(first.of("office")[0].id, PAGE.id, Tool.PEN, 2, ((200, 30),))
    _show(embedded, third.merged([late], "office"))
    assert ink(layer, INK["office"]) > before


def test_one_name_stands_for_all_strokes_of_a_word(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    word = drawn(Canvas(), "office", "van", Tool.PEN, (100, 100), (105, 100))
    _show(embedded, word)
    one = ink(layer, TAG["office"])
    assert one > 0
    for x_mm in (106, 112, 118):
        word = drawn(word, "office", "van", Tool.PEN, (x_mm, 100), (x_mm + 4, 104))
    _show(embedded, word)
    assert abs(ink(layer, TAG["office"]) - one) <= one * 0.05
    _show(embedded, drawn(word, "office", "van", Tool.PEN, (100, 220), (140, 220)))
    assert ink(layer, TAG["office"]) > 1.8 * one


def test_where_the_far_end_points_stands_a_ring(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    pointer = Pointer("office", tray_id("van"), 150, 150)
    embedded.show_snapshot(dataclasses.replace(PAPER, pointers=(pointer,)))
    assert INK["office"] in _colours(layer.grab().toImage(), spot(layer, (150, 150)))
    embedded.show_snapshot(dataclasses.replace(PAPER, pointers=(dataclasses.replace(pointer, page=tray_id("office")),)))
    assert ink(layer, INK["office"]) == 0


def test_marks_lie_on_the_paper_they_were_put_on_and_stay_while_the_line_is_mended(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["call_both_papers_marks"])
    own, their = layer_over(embedded), layer_over(embedded, "video.their_paper")
    assert (ink(own, INK["office"]) > 0, ink(their, INK["office"])) == (True, 0)
    assert ink(their, INK["van"]) > 0
    embedded.show_snapshot(dataclasses.replace(TROUBLE, marks=marked("van"), tool=Tool.PEN))
    layers = [layer for layer in embedded.findChildren(MarkLayer) if layer.isVisible()]
    assert [ink(layer, INK["office"]) > 0 for layer in layers] == [True]
    assert layers[0].testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents), "nobody draws now"


def test_after_the_call_no_mark_is_left_in_any_screen(embedded: EmbeddedWindow) -> None:
    gone = _shown_once(embedded)
    embedded.show_snapshot(FINISH)
    gc.collect()
    assert [stroke() for stroke in gone] == [None] * len(gone)


def _shown_once(window: EmbeddedWindow) -> list[weakref.ref[Stroke]]:
    """Shows marks of both ends while the line holds and while it is mended."""
    canvas = marked("van")
    for snapshot in (PAPER, TROUBLE):
        window.show_snapshot(dataclasses.replace(snapshot, marks=canvas))
        layers = [layer for layer in window.findChildren(MarkLayer) if layer.isVisible()]
        assert [ink(layer, INK["van"]) > 0 for layer in layers] == [True]
    return [weakref.ref(stroke) for stroke in canvas.strokes.values()]


def test_marks_are_there_again_after_a_hold(embedded: EmbeddedWindow) -> None:
    with_marks = dataclasses.replace(PAPER, marks=marked("van"))
    before = ink(layer_over_after(embedded, with_marks), INK["van"])
    embedded.show_snapshot(dataclasses.replace(kiosk_scenes()["hold"], marks=marked("van")))
    assert ink(layer_over_after(embedded, with_marks), INK["van"]) == before > 0
