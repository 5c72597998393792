"""`main.py trace`: lines that a scorer reads, and clear words where a file is wrong."""

import argparse
import json
from pathlib import Path
from types import SimpleNamespace

import cv2
import pytest

from kiosk.app.trace import run_trace
from kiosk.content.toml import BadFile
from tests.support.paper_scenes import FORMS, FPS, Play, filled, nudged
from tests.support.paper_world import World

PICTURES = 13


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of a form that lies still, with its calibration."""
    made = tmp_path_factory.mktemp("clip")
    whole = nudged("zei", "grey", 81)
    play = Play("still", whole.kind, whole.seed, whole.moments[:PICTURES])
    world = World(play.kind, play.seed)
    cv2.imwrite(str(made / "empty.png"), world.empty)
    clip = cv2.VideoWriter(str(made / "clip.avi"), cv2.VideoWriter.fourcc(*"MJPG"), FPS, world.shape[::-1])
    for _, picture, _ in play.pictures():
        clip.write(picture)
    clip.release()
    x, y = world.quad(filled("zei", 81)[0].at(300, 166, 0)).mean(axis=0)
    setup = {"background": "empty.png", "px_per_mm": world.px_per_mm, "strokes": [{"frame": 2, "points": [[x, y]]}]}
    (made / "setup.json").write_text(json.dumps(setup), encoding="utf-8")
    return made


def _options(folder: Path, **other: object) -> argparse.Namespace:
    usual: dict[str, object] = {
        "clip": folder / "clip.avi",
        "setup": folder / "setup.json",
        "templates": FORMS,
        "release": "none",
    }
    usual |= {"device": None, "seconds": None}
    return argparse.Namespace(**{**usual, **other})


@pytest.fixture(autouse=True)
def quick_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow work takes no time, however busy this machine is."""
    monkeypatch.setattr("kiosk.eye.tracing.time", SimpleNamespace(perf_counter=lambda: 0.0))


def test_each_picture_is_a_line_and_the_form_is_named_once_it_was_seen_in_quiet(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_trace(_options(folder)) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["frame"] for line in lines] == list(range(PICTURES))
    assert lines[0]["quad"] is None
    assert lines[0]["masks"], "nothing was found yet, and something lies there"
    last = lines[-1]
    assert (last["kind"], last["template"]) == ("paper", "zei")
    assert len(last["quad"]) == 4
    assert set(last["strokes"]) == {"0"}
    assert {"template", "state", "masks", "blocked", "empty_fields", "ms", "slow_ms"} <= last.keys()


def test_without_a_calibration_a_sheet_is_found_and_nothing_is_open(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_trace(_options(folder, setup=None)) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["blocked"]


@pytest.mark.parametrize(
    ("option", "file", "content", "words"),
    [
        ("setup", "broken.json", "{", "broken.json: "),
        ("setup", "no_scale.json", '{"background": "empty.png", "px_per_mm": 0}', "px_per_mm"),
        ("setup", "no_picture.json", '{"background": "gone.png", "px_per_mm": 3}', "gone.png: cannot be read"),
        ("clip", "clip.txt", "no clip", "not a clip that can be read"),
        ("templates", "nothing", None, "there is no such folder of forms"),
    ],
)
def test_a_wrong_file_is_said(folder: Path, option: str, file: str, content: str | None, words: str) -> None:
    if content is not None:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=words):
        run_trace(_options(folder, **{option: folder / file}))


def test_a_background_that_is_no_picture_is_said(folder: Path) -> None:
    (folder / "odd.png").write_bytes(b"no picture")
    (folder / "odd.json").write_text('{"background": "odd.png", "px_per_mm": 3}', encoding="utf-8")
    with pytest.raises(BadFile, match="empty table: not a picture"):
        run_trace(_options(folder, setup=folder / "odd.json"))


def test_a_camera_is_watched_at_its_own_pace_while_the_slow_work_is_done_beside(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    device = ["driver=clip", f"path={folder / 'clip.avi'}"]
    assert run_trace(_options(folder, clip=None, device=device, seconds=4.0)) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) > FPS, "the clip goes round"
    assert [line["frame"] for line in lines] == list(range(len(lines)))
    assert any(line["quad"] for line in lines)


@pytest.mark.parametrize(
    ("device", "words"),
    [
        (["driver=teapot"], "--device: .*teapot"),
        (["path=x"], "--device: "),
        (["driver=clip", "path=3"], "--device: .*path"),
        (["driver=clip", "path=/no/such/clip.avi"], "--device: .*"),
    ],
)
def test_a_camera_that_is_named_wrongly_or_gives_nothing_is_said(folder: Path, device: list[str], words: str) -> None:
    with pytest.raises(BadFile, match=words):
        run_trace(_options(folder, clip=None, device=device, seconds=1.0))


def test_a_clip_is_not_watched_for_a_while(folder: Path) -> None:
    with pytest.raises(BadFile, match="--seconds"):
        run_trace(_options(folder, seconds=3.0))
