"""書き忘れを 見る on the screens: the key, the words in the reader's language, and dashed frames on the sheet."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtGui import QImage

from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from kiosk.domain.page import sheet_id
from kiosk.domain.pose import Pose
from kiosk.domain.sheet_intents import ShowMissing, ShowSample
from kiosk.domain.snapshot import Look
from tests.support.papers import ink, layer_over
from tests.support.pictures import paper_image
from tests.support.pictures import picture_of as picture_from
from tests.support.scenes import desk_scenes, kiosk_scenes
from ui.stage import Stage
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.words import Words
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

POSE = Pose(sheet_id("van", 101), (0.72 / 210, 0.0, 0.14, 0.0, 0.915 / 297, 0.0426, 0.0, 0.0))
BROWN = "#6D2700"


@pytest.fixture(autouse=True)
def _sheet_in_the_picture(stage: Stage) -> None:
    picture = dataclasses.replace(picture_from(paper_image(1920, 1080), 2), pose=POSE)
    stage.slots.own_paper.put(picture)
    stage.slots.their_paper.put(picture)


@pytest.mark.parametrize("scene", ["call_paper", "call_paper_covered", "call_paper_sheet_away", "call_paper_asking"])
def test_without_a_known_form_there_is_nothing_to_ask(embedded: EmbeddedWindow, scene: str) -> None:
    embedded.show_snapshot(kiosk_scenes()[scene])
    assert embedded.key("key.missing") is None


def test_the_key_asks_and_puts_away(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    for scene, wish in (("call_paper_known", True), ("call_paper_missing", False)):
        embedded.show_snapshot(kiosk_scenes()[scene])
        key = embedded.key("key.missing")
        assert key is not None and key.view is not None
        assert key.view.wish == ShowMissing("van", on=wish)


def test_the_sample_is_pale_over_the_sheet_and_goes_again(embedded: EmbeddedWindow) -> None:
    scenes = kiosk_scenes()
    layer = None
    seen = []
    for scene in ("call_paper_known", "call_paper_sample", "call_paper_known"):
        embedded.show_snapshot(scenes[scene])
        layer = layer or layer_over(embedded)
        seen.append(_blue(layer))
    assert seen[0] == seen[2] == 0
    assert seen[1] > 150
    embedded.show_snapshot(scenes["call_paper_sample"])
    key = embedded.key("key.sample")
    assert key is not None and key.view is not None and key.view.wish == ShowSample("van", on=False)


def _blue(layer: MarkLayer) -> int:
    """Pixels of the layer in which there is clearly more blue than red."""
    image = layer.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[:, : image.width()].astype(int)
    return int((rows[..., 0] - rows[..., 2] > 60).sum())


@pytest.mark.parametrize("language", [JAPANESE, EASY_JAPANESE, ENGLISH])
def test_the_names_are_said_in_the_residents_language(embedded: EmbeddedWindow, language: str) -> None:
    scene = kiosk_scenes()["call_paper_missing_two"]
    missing = [one for one in scene.forms["juminhyo"].fields if one.required][-2:]
    embedded.show_snapshot(dataclasses.replace(scene, look=Look(language=language)))
    words = " ".join(said.text for said in embedded.canvas.findChildren(Words) if said.isVisible())
    assert all(one.name_in(language) in words for one in missing)


def test_missing_fields_have_frames_at_both_ends_and_filled_ones_have_none(
    embedded: EmbeddedWindow, desk: DeskWindow
) -> None:
    for window, name, ends in (
        (embedded, "video.own_paper", kiosk_scenes()),
        (desk, "video.their_paper", desk_scenes()),
    ):
        prefix = "call" if window is embedded else "desk"
        window.show_snapshot(ends[f"{prefix}_paper_missing_none"])  # type: ignore[arg-type]
        layer = layer_over(window, name)
        assert ink(layer, BROWN) == 0
        window.show_snapshot(ends[f"{prefix}_paper_missing"])  # type: ignore[arg-type]
        assert ink(layer, BROWN) > 300
