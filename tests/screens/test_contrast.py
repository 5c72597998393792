"""Contrast as it is painted: what a resident must read stands out 7:1 in the pixels, not only in the table."""

import dataclasses
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.languages import LANGUAGES
from kiosk.domain.snapshot import Look
from tests.support.scenes import kiosk_scenes
from ui.screens.resident.attendant import AttendantPanelCard
from ui.screens.resident.languages import LanguagePanel
from ui.screens.resident.notices import QuestionPanel
from ui.screens.resident.sound import SoundPanel
from ui.stage import Stage
from ui.theme.colours import NORMAL, contrast
from ui.theme.letters import STEPS
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.words import HEADING, Words
from ui.windows.embedded import EmbeddedWindow

LOOKS = [Look(letters, high, language) for language, letters, high in product(LANGUAGES, (1, 3), (False, True))]
STRIDE = 7
"""Scenes that follow each other are of one kind: they are looked at in other looks."""
VEILS = (QuestionPanel, AttendantPanelCard, LanguagePanel, SoundPanel)
EDGE_PX = 14
"""Left out all round a key: its edge and lip have colours of their own."""
LEAST_SHARE = 0.004
"""A colour that covers less is the soft border of a letter, not the letter."""


def painted_contrast(image: QImage, place: QRect) -> float:
    """Between the lightest and the darkest of the colours that cover a true share of what is drawn in `place`."""
    pixels = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(pixels.constBits(), np.uint32).reshape(pixels.height(), -1)[:, : pixels.width()] & 0xFFFFFF
    drawn = _drawn(np.asarray(rows, np.uint32))
    colours, counts = np.unique(drawn, return_counts=True)
    names = [f"#{colour:06X}" for colour in colours[counts >= LEAST_SHARE * drawn.size]]
    return max(contrast(one, other) for one in names for other in names)


def _drawn(rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The part that is not ground alone: words may stand anywhere in their place."""
    colours, counts = np.unique(rows, return_counts=True)
    ink = rows != colours[counts.argmax()]
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return rows[down[0] : down[-1] + 1, across[0] : across[-1] + 1] if down.size else rows


def _what_must_be_read(window: EmbeddedWindow) -> dict[str, QRect]:
    """Where it is in the window. What lies under a veil is dimmed for as long as something has to be answered."""
    veils = [one for one in window.canvas.findChildren(Painted) if isinstance(one, VEILS) and one.isVisible()]
    places = {}
    for widget in window.canvas.findChildren(Painted):
        place = QRect(widget.mapTo(window.canvas, QPoint(0, 0)), widget.size())
        under = any(place.intersects(_place(veil, window)) and not veil.isAncestorOf(widget) for veil in veils)
        if not widget.isVisible() or under:
            continue
        if isinstance(widget, Key):
            places[widget.objectName()] = place.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        elif isinstance(widget, Words) and widget.text:
            places[widget.text] = place
    return places


def _place(widget: Painted, window: EmbeddedWindow) -> QRect:
    return QRect(widget.mapTo(window.canvas, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize(("number", "scene"), list(enumerate(kiosk_scenes())))
def test_every_word_and_key_of_every_scene_is_painted_with_seven_to_one(
    walked: EmbeddedWindow, number: int, scene: str
) -> None:
    """Each scene in one look; the looks go round, so that all of them are looked at in many scenes."""
    look = LOOKS[number * STRIDE % len(LOOKS)]
    walked.show_snapshot(dataclasses.replace(kiosk_scenes()[scene], look=look))
    image = walked.canvas.grab().toImage()
    places = {name: place.intersected(image.rect()) for name, place in _what_must_be_read(walked).items()}
    assert {name: round(ratio, 1) for name in places if (ratio := painted_contrast(image, places[name])) < 7.0} == {}


def test_all_looks_are_looked_at() -> None:
    assert {number * STRIDE % len(LOOKS) for number in range(len(LOOKS))} == set(range(len(LOOKS)))
    assert len(kiosk_scenes()) > 3 * len(LOOKS)


def test_a_word_that_is_painted_too_pale_is_found(qtbot: QtBot, stage: Stage) -> None:
    pale = Theme(dataclasses.replace(NORMAL, ink="#777777"), STEPS[0], stage.icons)
    words = Words(None, pale, HEADING, "ご用件を えらんでください")
    qtbot.addWidget(words)
    words.resize(words.sizeHint())
    assert 1.5 < painted_contrast(words.grab().toImage(), words.rect()) < 7.0
