"""Contrast as it is painted: what a resident must read stands out 7:1 in the pixels, not only in the table."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.support.scenes import CONFIRM, HOME, PAPER, TALKING
from ui.stage import Stage
from ui.theme.colours import NORMAL, contrast
from ui.theme.letters import STEPS
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.words import HEADING, Words
from ui.windows.embedded import EmbeddedWindow

SCENES = {"home": HOME, "confirm": CONFIRM, "call_face": TALKING, "call_paper": PAPER}
EDGE_PX = 14
"""Left out all round a key: its edge and lip have colours of their own."""
LEAST_SHARE = 0.004
"""A colour that covers less is the soft border of a letter, not the letter."""


def painted_contrast(image: QImage, place: QRect) -> float:
    """Between the lightest and the darkest of the colours that cover a true share of `place`."""
    pixels = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(pixels.constBits(), np.uint32).reshape(pixels.height(), -1)[:, : pixels.width()]
    colours, counts = np.unique(rows & 0xFFFFFF, return_counts=True)
    names = [f"#{colour:06X}" for colour in colours[counts >= LEAST_SHARE * rows.size]]
    return max(contrast(one, other) for one in names for other in names)


def _what_must_be_read(window: EmbeddedWindow) -> dict[str, QRect]:
    places = {}
    for widget in window.canvas.findChildren(Painted):
        if not widget.isVisible():
            continue
        place = QRect(widget.mapTo(window.canvas, QPoint(0, 0)), widget.size())
        if isinstance(widget, Key):
            places[widget.objectName()] = place.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        elif isinstance(widget, Words) and widget.text:
            places[widget.text] = QRect(place.topLeft(), place.size().boundedTo(widget.sizeHint()))
    return places


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "contrast"])
@pytest.mark.parametrize("letters", [1, 3])
@pytest.mark.parametrize("scene", SCENES)
def test_every_word_and_key_is_painted_with_seven_to_one(
    embedded: EmbeddedWindow, scene: str, letters: int, high_contrast: bool
) -> None:
    snapshot: KioskSnapshot = dataclasses.replace(SCENES[scene], look=Look(letters, high_contrast))
    embedded.show_snapshot(snapshot)
    image = embedded.canvas.grab().toImage()
    places = _what_must_be_read(embedded)
    assert {"key.attendant", "key.letters"} < places.keys()
    assert {name: round(ratio, 1) for name in places if (ratio := painted_contrast(image, places[name])) < 7.0} == {}


def test_a_word_that_is_painted_too_pale_is_found(qtbot: QtBot, stage: Stage) -> None:
    pale = Theme(dataclasses.replace(NORMAL, ink="#777777"), STEPS[0], stage.icons)
    words = Words(None, pale, HEADING, "ご用件を えらんでください")
    qtbot.addWidget(words)
    words.resize(words.sizeHint())
    assert 1.5 < painted_contrast(words.grab().toImage(), words.rect()) < 7.0
