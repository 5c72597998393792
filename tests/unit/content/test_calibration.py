"""The file of a calibration: what is written is read again, replaced as a whole, and faults are said with a remedy."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.content import calibration as calibration_file
from kiosk.content.calibration import Calibration, read_calibration, write_calibration
from kiosk.content.toml import BadFile


def table(grey: int = 90, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """A picture of an empty table as a PNG file."""
    return bytes(cv2.imencode(".png", np.full((size[1], size[0], 3), grey, np.uint8))[1])


KNOWN = Calibration(datetime.date(2026, 11, 22), 1920, 1080, 3.4317, table())
LATER = replace(KNOWN, made_on=datetime.date(2026, 12, 1), px_per_mm=3.5, empty=table(180))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_calibration(tmp_path / "camera.toml", KNOWN)
    assert read_calibration(tmp_path / "camera.toml") == KNOWN


def test_one_written_later_takes_the_place_of_both_files(tmp_path: Path) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    before = set(tmp_path.iterdir())
    write_calibration(file, LATER)
    assert read_calibration(file) == LATER
    after = set(tmp_path.iterdir())
    assert len(after) == 2, "no old picture and nothing half-written"
    assert before & after == {file}


def test_the_same_table_once_more_keeps_its_picture(tmp_path: Path) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    write_calibration(file, replace(KNOWN, px_per_mm=4.0))
    assert read_calibration(file) == replace(KNOWN, px_per_mm=4.0)


def test_two_cameras_of_one_folder_do_not_touch_each_other(tmp_path: Path) -> None:
    write_calibration(tmp_path / "one.toml", KNOWN)
    write_calibration(tmp_path / "two.toml", KNOWN)
    write_calibration(tmp_path / "two.toml", LATER)
    assert read_calibration(tmp_path / "one.toml") == KNOWN


@pytest.mark.parametrize("broken_at", [0, 1], ids=["picture", "file"])
def test_a_disk_that_fills_up_leaves_the_one_before_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > broken_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_calibration(file, LATER)
    assert read_calibration(file) == KNOWN
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], "nothing half-written"


def test_a_reader_between_the_two_files_finds_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    put = calibration_file._put
    read: list[Calibration] = []

    def put_and_read(path: Path, content: bytes) -> None:
        read.append(read_calibration(file))
        put(path, content)
        read.append(read_calibration(file))

    monkeypatch.setattr(calibration_file, "_put", put_and_read)
    write_calibration(file, LATER)
    assert read == [KNOWN, KNOWN, KNOWN, LATER]


def test_a_broken_file_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "camera.toml"
    file.write_text("width = [", encoding="utf-8")
    write_calibration(file, KNOWN)
    assert read_calibration(file) == KNOWN


def test_a_missing_picture_is_said_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    (picture,) = tmp_path.glob("*.png")
    picture.unlink()
    with pytest.raises(BadFile, match=r"camera\.\w+\.png: cannot be read .*; calibrate the camera anew"):
        read_calibration(file)


@pytest.mark.parametrize(
    ("line", "other", "words"),
    [
        ("px_per_mm", "pixels_per_mm", ["line 4", "pixels_per_mm", "there is no such key", "px_per_mm"]),
        ("px_per_mm = 3.4317", "px_per_mm = 0.1", ["line 4", "px_per_mm", "> 0.5"]),
        ("width = 1920", "width = 16", ["line 2", "width", ">= 160"]),
        ("made_on = 2026-11-22\n", "", ["the key 'made_on' is missing"]),
    ],
    ids=["unknown", "scale", "width", "missing"],
)
def test_a_wrong_line_is_said_with_its_place(tmp_path: Path, line: str, other: str, words: list[str]) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    text = file.read_text(encoding="utf-8")
    assert line in text
    file.write_text(text.replace(line, other), encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_calibration(file)
    for word in ["camera.toml", *words]:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", table()[:-20], table(size=(640, 360)), b"\xff\xd8" + table()],
    ids=["nothing", "no picture", "cut", "another size", "another kind"],
)
def test_a_picture_that_is_not_whole_or_not_of_that_size_is_said_with_what_to_do(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "camera.toml"
    write_calibration(file, KNOWN)
    (picture,) = tmp_path.glob("*.png")
    picture.write_bytes(content)
    with pytest.raises(BadFile, match=r"camera\.\w+\.png: is no whole picture of 1920x1080; calibrate the camera anew"):
        read_calibration(file)


@pytest.mark.parametrize("name", ["../other.png", "/tmp/other.png", "other.txt", "folder/other.png"])
def test_a_picture_elsewhere_is_neither_read_nor_removed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    other = tmp_path / "other.png"
    other.write_bytes(table())
    write_calibration(folder / "camera.toml", KNOWN)
    text = (folder / "camera.toml").read_text(encoding="utf-8")
    (folder / "camera.toml").write_text(re.sub(r'empty = ".*"', f'empty = "{name}"', text), encoding="utf-8")
    with pytest.raises(BadFile, match="empty"):
        read_calibration(folder / "camera.toml")
    write_calibration(folder / "camera.toml", LATER)
    assert other.exists()


def test_no_file_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no such file"):
        read_calibration(tmp_path / "camera.toml")
