"""A clip in place of a camera: a video or a folder of pictures, over and over, at its own pace."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from drivers.api.camera import Camera
from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.catalogue import open_keeper
from tests.support.clips import write_film, write_slides


def _clip(path: Path, **options: Any) -> Camera:
    return open_keeper("camera", "clip", {"path": str(path), "width": 320, "height": 180, **options})


def _brightness(camera: Camera, count: int) -> list[int]:
    frames = [camera.wait(2.0) for _ in range(count)]
    return [int(frame.pixels.mean()) for frame in frames if frame is not None]


def test_a_video_begins_anew_after_its_end(tmp_path: Path) -> None:
    camera = _clip(write_film(tmp_path / "film.avi", fps=60, pictures=5))
    camera.open()
    shown = _brightness(camera, 12)
    camera.close()
    assert len(shown) == 12
    turns = [index for index, (a, b) in enumerate(itertools.pairwise(shown)) if b < a]
    assert len(turns) >= 2, "twice round at least"
    assert len(set(shown)) <= 5


def test_a_video_keeps_its_own_pace_whatever_is_asked_for(tmp_path: Path) -> None:
    camera = _clip(write_film(tmp_path / "film.avi", fps=20), fps=60)
    camera.open()
    first, *_, last = [camera.wait(2.0) for _ in range(9)]
    camera.close()
    assert first is not None and last is not None
    assert last.taken_s - first.taken_s == pytest.approx(0.4, abs=0.1)


def test_pictures_of_a_folder_are_shown_in_order_and_over_again(tmp_path: Path) -> None:
    camera = _clip(write_slides(tmp_path / "slides"), fps=10)
    camera.open()
    frames = [camera.wait(2.0) for _ in range(4)]
    camera.close()
    bars = [int(frame.pixels[90, :, 0].argmax()) // 40 for frame in frames if frame is not None]
    assert [bar - bars[0] for bar in bars] == [0, 1, 2, 0]


def test_it_says_that_it_only_pretends(tmp_path: Path) -> None:
    assert _clip(tmp_path / "film.avi").mock


def _nothing(path: Path) -> None:
    """There is no such file."""


def _text(path: Path) -> None:
    path.write_text("not a video", encoding="utf-8")


def _empty_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [(_nothing, "no such file or folder"), (_text, "no video that can be read"), (_empty_folder, "holds no pictures")],
)
def test_what_cannot_be_shown_is_said_so(tmp_path: Path, make: Any, words: str) -> None:
    make(tmp_path / "clip")
    camera = _clip(tmp_path / "clip")
    with pytest.raises(DeviceMissing, match=words):
        camera.open()


def test_a_picture_that_breaks_while_it_is_shown_is_a_loss(tmp_path: Path) -> None:
    folder = write_slides(tmp_path / "slides", count=2)
    camera = _clip(folder, fps=30)
    camera.open()
    assert camera.wait(2.0) is not None
    (folder / "1.jpg").write_bytes(b"")
    with pytest.raises(DeviceLost):
        camera.wait(2.0)
    camera.close()
