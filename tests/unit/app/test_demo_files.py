"""The files of a demo run: what is written can be read by the programs, and by nobody else."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera import mock_tray
from drivers.catalogue import open_keeper
from drivers.mock_room.pages import page_files
from drivers.mock_room.server import RoomServer
from drivers.mock_room.state import Place, Scene
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_calibration import calibrate
from kiosk.app.demo_files import (
    PAPERS,
    TRAY,
    Run,
    RunFolder,
    Sights,
    Sounds,
    make_run_folder,
    write_end_settings,
    write_hub_settings,
)
from kiosk.app.demo_layout import Box, lay_out, lay_out_headless
from kiosk.app.lending_items import read_items
from kiosk.app.registry_file import read_registry
from kiosk.app.settings import beside, read_end_settings, read_hub_settings
from kiosk.app.unattended import check_settings
from kiosk.content.calibration import read_calibration
from kiosk.content.toml import BadFile
from kiosk.domain.ids import Role
from kiosk.hub.registry import Device
from kiosk.records.secrets import read_token
from kiosk.wire.hub import Profile

SMALL = lay_out(Box(0, 0, 1920, 1080))


@pytest.fixture
def folder() -> Iterator[RunFolder]:
    made = make_run_folder()
    yield made
    forget_run(made.root)
    assert not made.root.exists()


def test_a_run_can_be_entered_by_this_user_alone(folder: RunFolder) -> None:
    assert folder.root.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o077 for path in folder.root.glob("*.token")] == [0, 0]


@pytest.mark.parametrize("profile", ["demo", "measure"])
def test_every_program_can_read_its_settings(folder: RunFolder, profile: Profile) -> None:
    write_hub_settings(folder, profile, port=4711)
    write_end_settings(folder, Run(lay_out_headless()[0], profile=profile), port=4711)
    hub = read_hub_settings(folder.settings("hub"))
    assert (hub.profiles, hub.port) == ((profile,), 4711)
    assert hub.lending is not None
    assert [item.id for item in read_items(hub.lending, folder.settings("hub"))] == ["phone", "watch"]
    for program in ("kiosk", "desk"):
        settings = read_end_settings(folder.settings(program))
        assert settings.profile == profile
        assert settings.hub.url == "ws://127.0.0.1:4711/v1"
        assert settings.hub.device == f"demo-{program}"
        assert settings.mock_room is not None
        assert settings.mock_room.address == str(folder.room)


@pytest.mark.parametrize("program", ["kiosk", "desk"])
def test_tokens_and_registry_belong_together(folder: RunFolder, program: Role) -> None:
    write_end_settings(folder, Run(SMALL), port=4711)
    device = _known_by_its_token(folder, program)
    assert device is not None
    assert not device.measure


def test_devices_of_a_measured_run_are_known_as_such() -> None:
    folder = make_run_folder(measure=True)
    try:
        write_end_settings(folder, Run(SMALL, profile="measure"), port=4711)
        kiosk, desk = _known_by_its_token(folder, "kiosk"), _known_by_its_token(folder, "desk")
        assert kiosk is not None and desk is not None
        assert kiosk.measure and desk.measure
    finally:
        forget_run(folder.root)


def _known_by_its_token(folder: RunFolder, program: Role) -> Device | None:
    line = read_end_settings(folder.settings(program)).hub
    token = read_token(line.device, beside(folder.settings(program), line.token_file or ""))
    return read_registry(folder.root / "registry.toml").check(line.device, token, program)


@pytest.mark.parametrize("program", ["kiosk", "desk"])
def test_an_unattended_run_may_use_the_settings_of_a_measured_run_and_not_those_of_a_demo(
    folder: RunFolder, program: str
) -> None:
    config = folder.settings(program)
    write_end_settings(folder, Run(SMALL, profile="measure"), port=4711)
    check_settings(read_end_settings(config), config)
    write_end_settings(folder, Run(SMALL), port=4711)
    with pytest.raises(BadFile, match="profile"):
        check_settings(read_end_settings(config), config)


@pytest.mark.parametrize(("program", "place"), [("kiosk", "van"), ("desk", "office")])
def test_the_cameras_of_a_run_give_what_was_asked_for(folder: RunFolder, program: str, place: str) -> None:
    sights = Sights(face=(640, 360, 30), document=(1920, 1080, 10), timecode=True)
    write_end_settings(folder, Run(SMALL, kiosk=sights, desk=sights), port=4711)
    settings = read_end_settings(folder.settings(program))
    assert (settings.video.face.width, settings.video.face.fps) == (640, 30)
    assert (settings.video.document.height, settings.video.document.fps) == (1080, 10)
    for options in (settings.devices.face_camera, settings.devices.document_camera):
        assert (options["place"], options["timecode"]) == (place, True)
        keeper = open_keeper("camera", str(options["driver"]), {k: v for k, v in options.items() if k != "driver"})
        assert keeper.mock


@pytest.mark.parametrize(("paper", "desk_paper"), [(True, False), (False, True), (True, True), (False, False)])
def test_each_end_understands_paper_where_the_run_says_so_by_its_own_calibration(
    folder: RunFolder, paper: bool, desk_paper: bool
) -> None:
    write_end_settings(folder, Run(SMALL, paper=paper, desk_paper=desk_paper), port=4711)
    told = {program: read_end_settings(folder.settings(program)).paper for program in ("kiosk", "desk")}
    named = {program: said.calibration if said is not None else None for program, said in told.items()}
    assert named == {
        "kiosk": str(folder.calibration) if paper else None,
        "desk": str(folder.desk_calibration) if desk_paper else None,
    }


@pytest.mark.parametrize("place", ["van", "office"])
def test_the_pretended_camera_of_either_place_is_calibrated_on_its_own_table(folder: RunFolder, place: Place) -> None:
    with RoomServer(folder.room) as server:
        calibrate(server, (1280, 720, 15), folder.desk_calibration, place)
        seen: list[Scene] = []
        server.room.leave(server.room.join(place, "document", seen.append))
        assert seen[-1].paper is None, "its tray is empty again"
    learned = read_calibration(folder.desk_calibration)
    assert learned.fits(1280, 720)
    assert learned.px_per_mm == pytest.approx(720 / 330, rel=0.02)
    ground = cv2.imdecode(np.frombuffer(learned.empty, np.uint8), cv2.IMREAD_COLOR)
    assert ground is not None
    assert tuple(ground[360, 640]) == pytest.approx(mock_tray._TRAYS[place], abs=12)


def test_the_tray_of_the_settings_is_where_the_pretended_camera_sees_it(folder: RunFolder) -> None:
    assert TRAY == mock_tray.TRAY
    write_end_settings(folder, Run(SMALL), port=4711)
    tray = read_end_settings(folder.settings("kiosk")).tray
    assert (tray.left, tray.top, tray.width, tray.height) == TRAY


def test_windows_are_placed_in_the_pixels_of_the_display_however_they_are_scaled(folder: RunFolder) -> None:
    write_end_settings(folder, Run(SMALL), port=4711)
    monitors = read_end_settings(folder.settings("kiosk")).devices.display
    desk = read_end_settings(folder.settings("desk"))
    assert desk.devices.display == {"driver": "qt_screens"}
    placed = [
        (monitors["embedded"], SMALL.embedded, SMALL.kiosk_scale),
        (monitors["external"], SMALL.external, SMALL.kiosk_scale),
        (desk.windows.desk, SMALL.desk, SMALL.desk_scale),
    ]
    for place, box, scale in placed:
        assert isinstance(place, tuple)
        assert [round(value * scale) for value in place] == pytest.approx([box.x, box.y, box.width, box.height], abs=1)


def test_both_monitors_of_a_demo_are_pretended_and_bound(folder: RunFolder) -> None:
    write_end_settings(folder, Run(SMALL), port=4711)
    settings = read_end_settings(folder.settings("kiosk"))
    assert settings.devices.display["driver"] == "mock"
    assert (settings.monitors.embedded, settings.monitors.external) == ("name:embedded", "name:external")


def test_a_folder_with_odd_letters_is_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    odd = RunFolder(tmp_path / 'れん"習\\室')
    odd.root.mkdir()
    write_end_settings(odd, Run(SMALL), port=4711)
    room = read_end_settings(odd.settings("kiosk")).mock_room
    assert room is not None
    assert room.address == str(odd.room)


def test_papers_lie_on_both_trays_and_exist() -> None:
    assert PAPERS.keys() == {"van", "office"}
    assert [name for name in PAPERS.values() if name not in page_files()] == []


def test_a_run_on_network_cameras_and_named_sound_is_fit_to_be_unattended(folder: RunFolder) -> None:
    sights = Sights(face_url="http://127.0.0.1:81/face", document_url="http://127.0.0.1:82/document")
    sounds = Sounds("voice", "phone", latency_ms=80)
    run = Run(lay_out_headless()[0], "measure", kiosk=sights, desk=sights, kiosk_sounds=sounds)
    write_end_settings(folder, run, port=4711)
    kiosk, desk = (read_end_settings(folder.settings(program)) for program in ("kiosk", "desk"))
    check_settings(kiosk, folder.settings("kiosk"))
    assert kiosk.devices.face_camera == {"driver": "http", "url": "http://127.0.0.1:81/face"}
    assert kiosk.devices.document_camera == {"driver": "http", "url": "http://127.0.0.1:82/document"}
    assert kiosk.devices.sound == {"driver": "portaudio", "input": "voice", "output": "phone", "latency_ms": 80}
    assert desk.devices.sound["driver"] == "mock"
