"""The doctor: a sound installation is well, and each fault is said with what to do about it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.mock_room import RoomServer
from kiosk.app import doctor, doctor_cameras, doctor_sound
from kiosk.app.cli import main
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import PAPERS, Run, RunFolder, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.doctor import Finding, examine, look_at_swap
from kiosk.app.places import assets
from kiosk.app.settings import read_end_settings
from kiosk.content.calibration import Calibration, write_calibration

SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class House:
    """An installation with pretended devices, and its room."""

    def __init__(self, folder: RunFolder, server: RoomServer) -> None:
        self.folder = folder
        self.room = server.room
        self.config = folder.settings("kiosk")

    def findings(self) -> dict[str, Finding]:
        """All of them but the swap of the machine on which the test runs."""
        found = {finding.what: finding for finding in examine(read_end_settings(self.config), self.config)}
        del found["スワップ"]
        return found

    def ill(self) -> dict[str, str]:
        return {what: finding.words for what, finding in self.findings().items() if not finding.well}

    def change(self, line: str, other: str) -> None:
        text = self.config.read_text(encoding="utf-8")
        assert line in text
        self.config.write_text(text.replace(line, other), encoding="utf-8")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(doctor_cameras, "MEASURE_S", 0.3)
    monkeypatch.setattr(doctor_sound, "LISTEN_S", 0.3)
    folder = make_run_folder()
    with RoomServer(folder.room) as server:
        for place, paper in PAPERS.items():
            server.room.place(place, paper)
        write_end_settings(folder, Run(lay_out_headless()[0]), port=4711)
        yield House(folder, server)
    forget_run(folder.root)


@pytest.fixture
def devices_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what has nothing to do with them: each look takes its second, and there are three."""
    monkeypatch.setattr(doctor, "look_at_camera", lambda *_: "")
    _sound_and_slips_are_well(monkeypatch)


@pytest.fixture
def sound_and_slips_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is about cameras."""
    _sound_and_slips_are_well(monkeypatch)


def _sound_and_slips_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "listen", lambda *_: "")
    monkeypatch.setattr(doctor, "look_at_slips", lambda *_: "")


def test_a_sound_installation_is_well_in_every_line(house: House) -> None:
    found = house.findings()
    assert [finding.what for finding in found.values() if not finding.well] == []
    assert found["市のデータ"].words == "あおぞら市"
    assert re.fullmatch(r"\d+種類 \d+手順、役所で 確認中 \d+手順", found["案内"].words)
    assert found["顔カメラ"].words.startswith("1280×720、毎秒 1")
    assert found["顔カメラ"].words.endswith("秒（練習用）")
    assert re.fullmatch(r"マイク -\d+ dB（よく 聞こえます）（練習用）", found["音"].words)


@pytest.mark.usefixtures("devices_are_well")
def test_a_folder_of_circulars_is_looked_at_and_its_faults_are_said_with_their_lines(
    house: House, tmp_path: Path
) -> None:
    assert house.findings()["回覧板"] == Finding("回覧板", True, "2件")
    assert house.findings()["回覧板の 置き場"] == Finding("回覧板の 置き場", True, "0件 0.0MB、途中 0件")
    (tmp_path / "circulars.toml").write_text('[[circulars]]\nfile = "away.pdf"\ntitle = "x"\nissued = 2026-11-01\n')
    ours = str(assets() / "circulars")
    house.change(ours, str(tmp_path))
    found = house.findings()["回覧板"]
    assert not found.well and "line 2" in found.words


@pytest.mark.usefixtures("devices_are_well")
def test_a_document_camera_that_was_never_calibrated_is_no_fault(house: House) -> None:
    found = house.findings()["書画カメラの 調整"]
    assert found.well
    assert found.words == "していません（[paper] が ありません）"


@pytest.mark.usefixtures("devices_are_well")
@pytest.mark.parametrize("program", ["kiosk", "desk"])
def test_either_end_is_told_of_the_calibration_of_its_own_camera(house: House, program: str) -> None:
    house.config = house.folder.settings(program)
    _calibrated(house)
    assert house.findings()["書画カメラの 調整"].words == "2026-11-22、1mm が 3.43 画素"


def _calibrated(house: House, width: int = 1280) -> None:
    text = house.config.read_text(encoding="utf-8")
    house.config.write_text(text + '\n[paper]\ncalibration = "camera.toml"\n', encoding="utf-8")
    learned = Calibration(
        date(2026, 11, 22), width, 720, 3.4317, bytes(cv2.imencode(".png", np.full((720, width, 3), 90, np.uint8))[1])
    )
    write_calibration(house.folder.root / "camera.toml", learned)


@pytest.mark.usefixtures("devices_are_well")
def test_a_calibration_is_told_with_its_day_and_its_scale(house: House) -> None:
    _calibrated(house)
    found = house.findings()["書画カメラの 調整"]
    assert found.well
    assert found.words == "2026-11-22、1mm が 3.43 画素"


@pytest.mark.usefixtures("devices_are_well")
def test_a_calibration_for_pictures_of_another_size_is_to_be_made_anew(house: House) -> None:
    _calibrated(house, width=1920)
    assert house.ill().keys() == {"書画カメラの 調整"}
    words = house.ill()["書画カメラの 調整"]
    assert words.startswith("1920×720 の 映像で しましたが、いまの 設定は 1280×720 です")
    assert words.endswith("calibrate で もう一度 調整してください")


@pytest.mark.usefixtures("devices_are_well")
def test_a_calibration_that_is_named_and_cannot_be_read_is_told_with_what_to_do(house: House) -> None:
    _calibrated(house)
    (picture,) = house.folder.root.glob("camera.*.png")
    picture.unlink()
    assert "calibrate the camera anew" in house.ill()["書画カメラの 調整"]
    (house.folder.root / "camera.toml").unlink()
    assert "there is no such file" in house.ill()["書画カメラの 調整"]


def test_every_device_is_closed_again_so_that_it_can_be_looked_at_twice(house: House) -> None:
    assert house.ill() == {}
    assert house.ill() == {}


@pytest.mark.usefixtures("devices_are_well")
def test_a_missing_token_is_said_with_how_to_make_one(house: House) -> None:
    (house.folder.root / "kiosk.token").unlink()
    ill = house.ill()
    assert ill.keys() == {"端末の鍵"}
    assert "make one with 'main.py enrol'" in ill["端末の鍵"]


def test_an_unplugged_camera_is_named_with_what_to_look_at_and_the_rest_is_still_examined(house: House) -> None:
    house.room.unplug("van", "document")
    ill = house.ill()
    assert ill.keys() == {"書画カメラ"}
    assert "unplugged" in ill["書画カメラ"]
    assert ill["書画カメラ"].endswith("つながっているか 確かめてください")


@pytest.mark.usefixtures("sound_and_slips_are_well")
def test_a_camera_that_another_program_holds_is_said_so(house: House) -> None:
    seat = house.room.join("van", "face", lambda scene: None)
    try:
        assert house.ill()["顔カメラ"].endswith("使っている ほかの プログラムを 閉じてください")
    finally:
        house.room.leave(seat)


@pytest.mark.usefixtures("sound_and_slips_are_well")
@pytest.mark.parametrize(
    ("line", "other", "what", "words"),
    [
        ('driver = "mock"\nscene = "face"', 'driver = "moc"\nscene = "face"', "顔カメラ", "no camera is called 'moc'"),
        ('scene = "document"', 'scene = "table"', "書画カメラ", "options are"),
    ],
    ids=["driver", "option"],
)
def test_a_wrong_line_about_a_camera_is_said_where_it_shows(
    house: House, line: str, other: str, what: str, words: str
) -> None:
    house.change(line, other)
    ill = house.ill()
    assert ill.keys() == {what}
    assert words in ill[what]


@pytest.mark.usefixtures("devices_are_well")
@pytest.mark.parametrize(
    ("line", "other", "what", "words"),
    [
        ('url = "ws://127.0.0.1:4711/v1"', 'url = "ws://hub.example/v1"', "ハブの住所", "needs wss://"),
        ("aozora.toml", "yuyake.toml", "市のデータ", "cannot be read"),
        ("[city]\n", '[city]\nguides = "own"\n', "案内", "no such folder"),
    ],
    ids=["address", "city", "guides"],
)
def test_a_wrong_line_in_the_settings_is_said_where_it_shows(
    house: House, line: str, other: str, what: str, words: str
) -> None:
    house.change(line, other)
    ill = house.ill()
    assert ill.keys() == {what}
    assert words in ill[what]


def test_the_program_prints_each_line_and_ends_with_a_status_that_a_script_can_read(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    (house.folder.root / "kiosk.token").unlink()
    assert main(["doctor", "--config", str(house.config)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith("[要対応] 端末の鍵: ") for line in lines].count(True) == 1
    assert any(line.startswith("[よし　] 顔カメラ: ") for line in lines)


def test_settings_that_cannot_be_read_are_an_error_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--config", str(tmp_path / "kiosk.toml")]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "well", "words"),
    [
        ("", True, "ありません"),
        ("/dev/dm-1 partition 1 0 -2\n", True, "暗号化されています"),
        ("/dev/zram0 partition 1 0 100\n/dev/mapper/swap partition 1 0 -2\n", True, "暗号化されています"),
        ("/dev/sda2 partition 1 0 -2\n", False, "/dev/sda2"),
        ("/dev/dm-1 partition 1 0 -2\n/swapfile file 1 0 -3\n", False, "/swapfile"),
    ],
    ids=["none", "encrypted", "memory", "partition", "file"],
)
def test_swap_is_well_only_where_pictures_cannot_reach_a_disk_in_the_clear(
    tmp_path: Path, lines: str, well: bool, words: str
) -> None:
    swaps = tmp_path / "swaps"
    swaps.write_text(SWAPS + lines, encoding="ascii")
    found = look_at_swap(swaps)
    assert found.well is well
    assert words in found.words


def test_a_machine_that_does_not_tell_about_its_swap_is_not_blamed(tmp_path: Path) -> None:
    assert look_at_swap(tmp_path / "nothing").well


@pytest.mark.usefixtures("devices_are_well")
def test_each_monitor_is_listed_with_the_name_that_goes_into_the_settings(house: House) -> None:
    found = house.findings()
    assert found["画面 1"].words == '"name:embedded"、1920×1080、位置 (0, 64)、利用者の 画面'
    assert found["画面 2"].words == '"name:external"、1920×1080、位置 (1920, 64)、外向きの 画面'
    assert found["利用者の 画面"].well
    assert found["外向きの 画面"].well


@pytest.mark.usefixtures("devices_are_well")
def test_a_bound_monitor_that_is_not_there_is_named(house: House) -> None:
    house.room.unplug("van", "external")
    assert house.ill().keys() == {"外向きの 画面"}
    assert house.ill()["外向きの 画面"].startswith('"name:external" が ないか')


@pytest.mark.usefixtures("devices_are_well")
def test_monitors_that_nobody_bound_are_listed_with_what_to_do(house: House) -> None:
    house.change('embedded = "name:embedded"\n', "")
    found = house.findings()
    assert found["画面 1"].words.endswith("だれのものか 決まっていません")
    assert "[monitors] に 書いてください" in found["画面の 役わり"].words
    assert house.ill() == {}


@pytest.mark.usefixtures("devices_are_well")
def test_a_display_that_settings_name_wrongly_is_said_and_the_rest_is_still_examined(house: House) -> None:
    house.change('[devices.display]\ndriver = "mock"', '[devices.display]\ndriver = "moc"')
    assert house.ill().keys() == {"画面"}
    assert "no display is called 'moc'" in house.ill()["画面"]


@pytest.mark.usefixtures("devices_are_well")
def test_a_machine_without_a_window_system_is_told_where_to_look(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    text = house.config.read_text(encoding="utf-8")
    begin, end = text.index("[devices.display]"), text.index("[monitors]")
    house.config.write_text(text[:begin] + text[end:], encoding="utf-8")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert "この端末の 前で" in house.ill()["画面"]
