"""What keeps an unattended run from showing a person, reaching an ear, or writing over a file."""

import json
from pathlib import Path
from time import monotonic, time
from typing import Any

import pytest

from kiosk.app.cli import main
from kiosk.app.settings import read_end_settings
from kiosk.app.unattended import EventFile, check_settings
from kiosk.content.toml import BadFile

SETTINGS = """
profile = "measure"
[hub]
url = "ws://127.0.0.1:4711/v1"
device = "van-m"
token_file = "van.token"
[city]
file = "city.toml"
[devices.face_camera]
driver = "mock"
[devices.document_camera]
driver = "clip"
[devices.sound]
driver = "portaudio"
input = "virtual-monitor"
output = "virtual-sink"
[measure]
sound_devices = ["virtual-sink", "virtual-monitor"]
"""


# --- what keeps a person out of it ---


def _settings(folder: Path, line: str = "", other: str = "") -> Path:
    assert line in SETTINGS
    path = folder / "measure.toml"
    path.write_text(SETTINGS.replace(line, other, 1) if line else SETTINGS, encoding="utf-8")
    return path


def test_pretended_cameras_and_a_listed_sound_device_are_fit_for_a_run(tmp_path: Path) -> None:
    config = _settings(tmp_path)
    check_settings(read_end_settings(config), config)


@pytest.mark.parametrize("driver", ["mock", "clip", "http"])
def test_a_camera_that_shows_no_person_is_allowed(tmp_path: Path, driver: str) -> None:
    config = _settings(tmp_path, 'driver = "mock"', f'driver = "{driver}"')
    check_settings(read_end_settings(config), config)


def test_pretended_sound_needs_no_list(tmp_path: Path) -> None:
    config = _settings(
        tmp_path, 'driver = "portaudio"\ninput = "virtual-monitor"\noutput = "virtual-sink"', 'driver = "mock"'
    )
    check_settings(read_end_settings(config), config)


@pytest.mark.parametrize(
    ("line", "other", "said"),
    [
        ('profile = "measure"', "", "profile"),
        ('profile = "measure"', 'profile = "demo"', "profile"),
        ('driver = "mock"', 'driver = "v4l2"', "devices.face_camera: 'v4l2' is not allowed"),
        ('driver = "clip"', 'driver = "msmf"', "devices.document_camera: 'msmf' is not allowed"),
        ('output = "virtual-sink"', 'output = "headset"', r"\[measure\] sound_devices"),
        ('input = "virtual-monitor"', 'input = "headset"', r"\[measure\] sound_devices"),
        ('output = "virtual-sink"\n', "", r"\[measure\] sound_devices"),
        ('sound_devices = ["virtual-sink", "virtual-monitor"]', "", r"\[measure\] sound_devices"),
    ],
)
def test_whatever_could_show_a_person_or_reach_an_ear_is_refused(
    tmp_path: Path, line: str, other: str, said: str
) -> None:
    config = _settings(tmp_path, line, other)
    with pytest.raises(BadFile, match=said):
        check_settings(read_end_settings(config), config)


def test_the_program_refuses_before_it_opens_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = _settings(tmp_path, 'profile = "measure"', 'profile = "normal"')
    events = tmp_path / "events"
    assert main(["measure", "kiosk", "--config", str(config), "--events", str(events)]) == 2
    assert 'needs profile = "measure"' in capsys.readouterr().err
    assert not events.exists()


def test_the_program_never_writes_into_a_file_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = tmp_path / "events"
    events.write_text("of an earlier run\n", encoding="ascii")
    assert main(["measure", "desk", "--config", str(_settings(tmp_path)), "--events", str(events)]) == 2
    assert "cannot be made as a new file" in capsys.readouterr().err
    assert events.read_text(encoding="ascii") == "of an earlier run\n"


# --- the file of events ---


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def test_a_file_of_events_is_new_and_for_its_owner_alone(tmp_path: Path) -> None:
    EventFile(tmp_path / "events").close()
    assert (tmp_path / "events").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadFile, match="new file"):
        EventFile(tmp_path / "events")
    with pytest.raises(BadFile, match="new file"):
        EventFile(tmp_path / "nowhere" / "events")


def test_a_link_that_somebody_laid_there_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "events").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadFile, match="new file"):
        EventFile(tmp_path / "events")
    assert not (tmp_path / "elsewhere").exists()


def test_each_event_is_a_line_at_once_with_both_clocks(tmp_path: Path) -> None:
    events = EventFile(tmp_path / "events")
    before = monotonic(), time()
    events.write("first_picture", {"surface": "far_face"})
    line = _lines(tmp_path / "events")[0]
    assert line.keys() == {"event", "monotonic_s", "wall_s", "surface"}
    assert before[0] - 0.001 <= line["monotonic_s"] <= monotonic() + 0.001
    assert before[1] - 0.01 <= line["wall_s"] <= time() + 0.01
    events.close()


def test_without_a_file_and_after_its_end_events_are_dropped(tmp_path: Path) -> None:
    EventFile(None).write("started")
    events = EventFile(tmp_path / "events")
    events.close()
    events.close()
    events.write("started")
    assert _lines(tmp_path / "events") == []
