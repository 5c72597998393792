"""Kiosk, desk and hub as an installation runs them: one of each, ended in good order, logging what may be logged."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kiosk.app.places import main_file
from tests.support.ends import CITY_FILE
from tests.support.theatre import Theatre, theatre

pytestmark = [pytest.mark.timeout(120), pytest.mark.skipif(sys.platform != "linux", reason="needs Xvfb")]

ENDS_WITHIN_S = 6.0
"""The house asks for 3 s; a machine that runs tests for several people is given twice that."""


@pytest.fixture
def stage() -> Iterator[Theatre]:
    with theatre() as made:
        yield made


def _start_again(stage: Theatre, program: str) -> subprocess.CompletedProcess[str]:
    """The program once more, with the settings with which it may be running."""
    line = [sys.executable, str(main_file()), program, "--config", str(stage.folder.settings(program))]
    return subprocess.run(
        line, capture_output=True, text=True, timeout=30, check=False, env={**os.environ, **stage.display}
    )


# --- one of each ---


def test_a_second_kiosk_and_a_second_desk_on_this_machine_say_so_and_leave(stage: Theatre) -> None:
    stage.start("kiosk", "desk")
    for program in ("kiosk", "desk"):
        stage.until(program, hub="online")
        second = _start_again(stage, program)
        settings = stage.folder.settings(program)
        assert second.stderr == f"{program}: runs already on this machine with {settings}\n"
        assert second.returncode == 1
    stage.until("kiosk", hub="online", screen="home", face_health="ok")


def test_a_kiosk_that_was_killed_leaves_its_place_to_the_next(stage: Theatre) -> None:
    stage.start("kiosk")
    stage.until("kiosk", hub="online")
    stage.actors.kill("kiosk")
    stage.heard.words.pop("kiosk")
    stage.start("kiosk")
    stage.until("kiosk", screen="home")


# --- ended in good order ---


def _within_bounds(took_s: dict[str, float]) -> bool:
    sys.stdout.write("".join(f"\n{program} ended in {s:.2f} s" for program, s in took_s.items()))
    return max(took_s.values()) < ENDS_WITHIN_S


def test_all_three_end_soon_when_they_are_asked_to_in_the_middle_of_a_call(stage: Theatre) -> None:
    stage.talk()
    assert _within_bounds(stage.terminate("kiosk", "desk", "hub"))


def test_a_kiosk_ends_soon_while_it_looks_for_a_line_that_is_lost(stage: Theatre) -> None:
    stage.talk()
    desk = psutil.Process(stage.actors.pid("desk"))
    desk.suspend()
    try:
        stage.until("kiosk", screen="trouble", call="reconnecting")
        assert _within_bounds(stage.terminate("kiosk"))
    finally:
        desk.resume()


def test_a_kiosk_ends_soon_while_it_looks_for_its_hub_and_while_it_still_loads() -> None:
    with theatre(hub=False) as stage:
        stage.start("kiosk")
        stage.until("kiosk", screen="home")
        assert _within_bounds(stage.terminate("kiosk"))
    with theatre(hub=False) as stage:
        stage.start("kiosk")
        stage.until("kiosk", hub="offline", face_health="ok")
        assert _within_bounds(stage.terminate("kiosk"))


# --- what the hub logs ---


def _hub_settings(folder: Path, more: str) -> Path:
    (folder / "registry.toml").write_text("", encoding="utf-8")
    path = folder / "hub.toml"
    path.write_text(f'city = "{CITY_FILE}"\nregistry = "registry.toml"\nport = 0\n{more}', encoding="utf-8")
    return path


def test_a_hub_that_fails_says_where_and_not_with_what(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from kiosk.app.cli import main\n"
        "from kiosk.hub.server import Hub\n"
        "async def fail(hub):\n"
        "    raise ValueError('the words of a resident')\n"
        "Hub.start = fail\n"
        "sys.exit(main(['hub', '--config', sys.argv[1]]))\n"
    )
    line = [sys.executable, "-c", program, str(_hub_settings(tmp_path, ""))]
    failed = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False, cwd=main_file().parent)
    assert failed.returncode == 1
    assert "uncaught: ValueError at kiosk/app/hub_program.py" in failed.stderr
    assert "words of a resident" not in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_hub_without_room_for_its_log_says_so_once_and_serves_on(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "hub.log").symlink_to("/dev/full")
    config = _hub_settings(tmp_path, '[log]\nfolder = "log"\nlevel = "debug"\n')
    line = [sys.executable, str(main_file()), "hub", "--config", str(config)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as hub:
        assert hub.stdout is not None
        assert hub.stdout.readline().startswith("listening 127.0.0.1 ")
        hub.terminate()
        _, said = hub.communicate(timeout=ENDS_WITHIN_S)
    assert hub.returncode == 0
    assert said == "hub: no room for the log; the hub goes on without it\n"
