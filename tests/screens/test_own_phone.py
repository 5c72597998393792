"""Beside the own telephone everything that a step says is read, also at the largest letters."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.content.guides import read_guides
from kiosk.domain.guide import At
from kiosk.domain.guiding import Guiding
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE, VIETNAMESE
from kiosk.domain.snapshot import Look
from tests.support.scenes import kiosk_scenes
from ui.widgets.key import Key
from ui.widgets.words import Words
from ui.windows.embedded import EmbeddedWindow

GUIDES = read_guides(Path(__file__).resolve().parents[2] / "assets" / "guides").guides()


def _read(window: EmbeddedWindow) -> set[str]:
    return {words.text for words in window.canvas.findChildren(Words) if words.isVisibleTo(window)}


def _boxes(window: EmbeddedWindow) -> list[QWidget]:
    canvas = window.canvas
    return [*canvas.findChildren(Key), *canvas.findChildren(QWidget, "video.phone")]


@pytest.mark.parametrize("language", [JAPANESE, EASY_JAPANESE, VIETNAMESE])
@pytest.mark.parametrize("guide_id", ["phone-letters", "phone-wifi"])
def test_no_line_of_a_step_leaves_for_want_of_room(embedded: EmbeddedWindow, guide_id: str, language: str) -> None:
    guide = GUIDES.guide(guide_id, language)
    assert guide is not None
    scene = dataclasses.replace(kiosk_scenes()["phone"], guides=GUIDES, look=Look(3, language=language))
    for step in guide.steps:
        if step.choices or step.ends is not None:
            continue
        embedded.show_snapshot(dataclasses.replace(scene, guiding=Guiding(At(guide.id, step.id))))
        assert {step.title, *step.lines} <= _read(embedded), step.id


@pytest.mark.parametrize("letters", [1, 2, 3])
@pytest.mark.parametrize("lying", ["phone", "phone_lay", "phone_may_class", "cable_wait"])
def test_what_is_to_be_done_with_it_is_always_said_and_nothing_lies_over_anything(
    embedded: EmbeddedWindow, lying: str, letters: int
) -> None:
    scene = dataclasses.replace(kiosk_scenes()[lying], look=Look(letters))
    embedded.show_snapshot(scene)
    said = {"phone_lay": "台に 置いて", "cable_wait": "ケーブルを"}.get(lying, "口に出さず")
    shown = [one for one in embedded.canvas.findChildren(Words) if one.isVisibleTo(embedded) and said in one.text]
    assert len(shown) == 1
    boxes = [one for one in _boxes(embedded) if one.isVisibleTo(embedded)]
    places = [one.rect().translated(one.mapTo(embedded.canvas, one.rect().topLeft())) for one in [*boxes, *shown]]
    assert not [
        (boxes[i], j) for i in range(len(boxes)) for j in range(i + 1, len(places)) if places[i].intersects(places[j])
    ]
