"""Contrast as it is painted: what a resident must read stands out 7:1 in the pixels, not only in the table."""

import dataclasses
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.languages import LANGUAGES
from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.support.scenes import CONFIRM, HOME, PAPER, TALKING, kiosk_scenes
from ui.stage import Stage
from ui.theme.colours import NORMAL, contrast
from ui.theme.letters import STEPS
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.words import HEADING, Words
from ui.windows.embedded import EmbeddedWindow

SCENES = {"home": HOME, "confirm": CONFIRM, "call_face": TALKING, "call_paper": PAPER}
LOOKS = [Look(letters, high, spoken) for spoken, letters, high in product(LANGUAGES, (1, 2, 3), (False, True))]
"""They come in turn over the scenes, each about five times: every scene in every look takes minutes."""
EDGE_PX = 14
"""Left out all round a key: its edge and lip have colours of their own."""
LEAST_SHARE = 0.004
"""A colour that covers less is the soft border of a letter, not the letter."""
THIN_PX = 12
"""A dash that is lower is all soft border: ー alone on a key of the kana board."""


def painted_contrast(image: QImage, place: QRect) -> float:
    """Between the lightest and the darkest of the colours that cover a true share of what is painted in `place`."""
    rows = _ink_in(image, place)
    colours, counts = np.unique(rows, return_counts=True)
    names = [f"#{colour:06X}" for colour in colours[counts >= LEAST_SHARE * rows.size]]
    return max(contrast(one, other) for one in names for other in names)


def _ink_in(image: QImage, place: QRect) -> NDArray[np.uint32]:
    pixels = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(pixels.constBits(), np.uint32).reshape(pixels.height(), -1)[:, : pixels.width()]
    return _cropped_to_ink(rows & np.uint32(0xFFFFFF))


def _cropped_to_ink(rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Without the empty ground around: a short word may stand anywhere in a wide place. All of it if it is empty."""
    colours, counts = np.unique(rows, return_counts=True)
    ink = rows != colours[counts.argmax()]
    if not ink.any():
        return rows
    across, down = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    return rows[down[0] : down[-1] + 1, across[0] : across[-1] + 1]


def lies_under_another(widget: QWidget, canvas: QWidget) -> bool:
    """Whether a veil lies over all of it: what a question dims is out of reach, and is not to be read until then."""
    place = QRect(widget.mapTo(canvas, QPoint(0, 0)), widget.size())
    below: QWidget | None = widget
    while below is not None and below is not canvas:
        parent = below.parentWidget()
        siblings = [child for child in parent.children() if isinstance(child, QWidget)] if parent else []
        for above in siblings[siblings.index(below) + 1 :]:
            covers = above.isVisible() and not above.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if covers and QRect(above.mapTo(canvas, QPoint(0, 0)), above.size()).contains(place):
                return True
        below = parent
    return False


def _what_must_be_read(window: EmbeddedWindow) -> dict[str, QRect]:
    places: dict[str, QRect] = {}
    for widget in window.canvas.findChildren(Painted):
        if not widget.isVisible() or lies_under_another(widget, window.canvas):
            continue
        place = QRect(widget.mapTo(window.canvas, QPoint(0, 0)), widget.size())
        if isinstance(widget, Key):
            places[_name_at(widget.objectName(), place, places)] = place.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        elif isinstance(widget, Words) and widget.text:
            places[_name_at(widget.text, place, places)] = place
    return places


def _name_at(name: str, place: QRect, taken: dict[str, QRect]) -> str:
    """The name, with its place for the second and all further ones: none may hide another."""
    return name if name not in taken else f"{name} at {place.x()}, {place.y()}"


def too_pale(window: EmbeddedWindow) -> dict[str, float]:
    """What must be read and stands out less than 7:1, with how much it does."""
    image = window.canvas.grab().toImage()
    places = {n: place for n, place in _what_must_be_read(window).items() if _ink_in(image, place).shape[0] >= THIN_PX}
    ratios = {name: painted_contrast(image, place) for name, place in places.items()}
    return {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 7.0}


def look_name(look: Look) -> str:
    return f"{look.language}-letters{look.letters}{'-contrast' if look.high_contrast else ''}"


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "contrast"])
@pytest.mark.parametrize("letters", [1, 3])
@pytest.mark.parametrize("scene", SCENES)
def test_every_word_and_key_is_painted_with_seven_to_one(
    embedded: EmbeddedWindow, scene: str, letters: int, high_contrast: bool
) -> None:
    snapshot: KioskSnapshot = dataclasses.replace(SCENES[scene], look=Look(letters, high_contrast))
    embedded.show_snapshot(snapshot)
    assert {"key.attendant", "key.letters"} < _what_must_be_read(embedded).keys()
    assert too_pale(embedded) == {}


@pytest.mark.parametrize("look", LOOKS, ids=look_name)
def test_every_scene_is_painted_with_seven_to_one_in_the_look_whose_turn_it_is(
    embedded: EmbeddedWindow, look: Look
) -> None:
    scenes = list(kiosk_scenes().items())[LOOKS.index(look) :: len(LOOKS)]
    assert scenes
    for name, snapshot in scenes:
        embedded.show_snapshot(dataclasses.replace(snapshot, look=look))
        assert "key.attendant" in _what_must_be_read(embedded), name
        assert too_pale(embedded) == {}, name


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "contrast"])
def test_a_question_dims_what_lies_under_it_and_nothing_of_its_own(
    embedded: EmbeddedWindow, high_contrast: bool
) -> None:
    embedded.show_snapshot(dataclasses.replace(CONFIRM, look=Look(high_contrast=high_contrast)))
    before = _what_must_be_read(embedded).keys()
    asking = dataclasses.replace(kiosk_scenes()["confirm_question"], look=Look(high_contrast=high_contrast))
    embedded.show_snapshot(asking)
    during = _what_must_be_read(embedded).keys()
    assert {"key.connect", "key.cancel"} <= before - during
    assert {"key.attendant", "key.letters"} <= before & during
    assert len([name for name in during - before if name.startswith("key.")]) == 2


def test_a_word_that_is_painted_too_pale_is_found(qtbot: QtBot, stage: Stage) -> None:
    pale = Theme(dataclasses.replace(NORMAL, ink="#777777"), STEPS[0], stage.icons)
    words = Words(None, pale, HEADING, "ご用件を えらんでください")
    qtbot.addWidget(words)
    words.resize(words.sizeHint())
    assert 1.5 < painted_contrast(words.grab().toImage(), words.rect()) < 7.0
