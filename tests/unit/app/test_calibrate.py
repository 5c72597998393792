"""The program `calibrate`: an installer's way through its window, and all that must not reach a disk."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drivers.camera.mock import MockCamera
from drivers.camera.mock_tray import VIEW_HEIGHT_MM
from drivers.camera.options import MockCameraOptions
from drivers.mock_room import Room
from drivers.mock_room.state import Paper
from kiosk.app import live_camera
from kiosk.app.calibrate import calibration_file, run_calibrate, saving, theme
from kiosk.app.calibrate_steps import Report, Steps, after_failing, after_report
from kiosk.app.calibrate_watch import TableWatch
from kiosk.app.calibrate_window import CalibrateWindow
from kiosk.app.calibrate_words import _FAULTS
from kiosk.app.cli import main
from kiosk.app.live_camera import Live, LiveCamera
from kiosk.app.places import assets
from kiosk.app.settings import read_end_settings
from kiosk.content.calibration import read_calibration
from kiosk.content.toml import BadFile
from kiosk.vision.table_sight import Sight
from tests.support.paper_world import Pixels
from tests.support.table_camera import (
    MIDDLE,
    SIZE,
    TableCamera,
    a4_sheet,
    pictures,
    true_scale,
    with_a_hand_on_it,
    world,
)
from ui.theme.fonts import register_fonts
from ui.widgets.painted import Painted

WITHIN_MS = 30_000
EXAMPLES = Path(__file__).resolve().parents[3] / "packaging" / "examples"
SETTINGS = """[hub]
url = "wss://hub.example/v1"
device = "van-1"
[city]
file = "city.toml"
[devices.face_camera]
driver = "mock"
[devices.document_camera]
driver = "mock"
scene = "document"
[devices.sound]
driver = "mock"
[mock_room]
address = "room.sock"
"""
LINE = QColor("#FFD43D")


@dataclass
class Bench:
    """A window over a table, and the hands of an installer."""

    qtbot: QtBot
    camera: TableCamera
    window: CalibrateWindow
    folder: Path

    @property
    def steps(self) -> Steps:
        return self.window.steps

    def until(self, wanted: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(wanted, timeout=WITHIN_MS)

    def press(self) -> None:
        QTest.mouseClick(self.window.step.key, Qt.MouseButton.LeftButton)

    def says(self, words: str) -> bool:
        return any(words in said for said in self.window.step.words())

    def remember(self) -> None:
        self.until(lambda: self.steps.report.sight is not None)
        self.press()
        self.until(lambda: self.steps.stage == "sheet")

    def find(self) -> None:
        self.camera.lay(pictures(a4_sheet()))
        self.until(lambda: self.steps.sheet is not None)

    def written(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def fonts(qapp: QApplication) -> None:
    register_fonts(assets() / "fonts")


@pytest.fixture
def bench(qtbot: QtBot, fonts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(live_camera, "RETRY_S", 0.05)
    monkeypatch.chdir(tmp_path)
    world().begin_again()
    camera = TableCamera(pictures())
    window = CalibrateWindow(theme(), LiveCamera(camera), SIZE, saving(tmp_path / "camera.toml"))
    window.show()
    yield Bench(qtbot, camera, window, tmp_path)
    window.close()
    window.deleteLater()
    assert not {thread.name for thread in threading.enumerate()} & {"live-camera", "table-watch"}


def _empty_enough(seen: Pixels) -> bool:
    """The table alone: less apart from it than noise makes in a single picture."""
    return int(np.abs(seen.astype(int) - np.mean([world().empty for _ in range(5)], axis=0)).max()) < 12


def test_an_installer_calibrates_and_only_the_empty_table_is_written(bench: Bench) -> None:
    bench.until(lambda: bench.says("よく 見えています"))
    bench.remember()
    bench.until(lambda: bench.says("紙が 見つかりません"))
    bench.find()
    assert bench.written() == []
    bench.press()
    assert bench.says("これで よろしいですか")
    assert bench.written() == []
    bench.press()
    assert bench.says("保存しました") and bench.says("camera.toml") and bench.says(str(bench.folder))
    known = read_calibration(bench.folder / "camera.toml")
    assert (known.width, known.height, known.made_on) == (*SIZE, date.today())
    assert known.px_per_mm == pytest.approx(true_scale(), rel=0.005)
    kept = cv2.imdecode(np.frombuffer(known.empty, np.uint8), cv2.IMREAD_COLOR)
    assert _empty_enough(np.asarray(kept, np.uint8))
    assert len(bench.written()) == 2
    bench.press()
    assert not bench.window.isVisible()


def test_the_pretended_room_can_be_calibrated_though_its_lamp_blinks(qtbot: QtBot, fonts: None, tmp_path: Path) -> None:
    room = Room()
    camera = MockCamera(MockCameraOptions(scene="document", width=SIZE[0], height=SIZE[1]), room)
    window = CalibrateWindow(theme(), LiveCamera(camera), SIZE, saving(tmp_path / "camera.toml"))
    window.show()
    qtbot.waitUntil(lambda: window.steps.report.sight is not None, timeout=WITHIN_MS)
    QTest.mouseClick(window.step.key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.steps.stage == "sheet", timeout=WITHIN_MS)
    room.place("van", Paper("juminhyo", 4.0, -3.0, 2.0))
    qtbot.waitUntil(lambda: window.steps.sheet is not None, timeout=WITHIN_MS)
    assert window.steps.sheet is not None
    assert window.steps.sheet.px_per_mm == pytest.approx(SIZE[1] / VIEW_HEIGHT_MM, rel=0.01)
    window.close()
    window.deleteLater()


def test_a_sheet_that_is_taken_away_while_it_is_pressed_is_not_in_the_table(bench: Bench) -> None:
    bench.camera.lay(pictures(*with_a_hand_on_it()))
    bench.until(lambda: bench.steps.report.sight is not None)
    bench.press()
    bench.camera.lay(pictures())
    bench.until(lambda: bench.steps.stage == "sheet" or bool(bench.steps.refused))
    if bench.steps.empty is not None:
        assert _empty_enough(bench.steps.empty.pixels)


def test_the_sheets_outline_is_drawn_on_the_picture_and_goes_with_it(bench: Bench) -> None:
    bench.remember()
    bench.find()
    drawn = _yellow(bench.window)
    assert drawn > 300
    bench.camera.lay(pictures())
    bench.until(lambda: bench.steps.sheet is None)
    assert _yellow(bench.window) < 0.1 * drawn


def _yellow(window: CalibrateWindow) -> int:
    """Pixels of the outline's colour below the mark of a pretended camera."""
    seen = window.picture.grab().toImage()
    return sum(seen.pixelColor(x, y) == LINE for y in range(90, seen.height(), 2) for x in range(0, seen.width(), 2))


@pytest.mark.parametrize(
    ("stage", "press"), [("empty", 0), ("sheet", 0), ("found", 0), ("summary", 1)], ids=lambda value: str(value)
)
def test_escape_at_any_step_writes_nothing_and_keeps_nothing(bench: Bench, stage: str, press: int) -> None:
    if stage != "empty":
        bench.remember()
    if stage in ("found", "summary"):
        bench.find()
    for _ in range(press):
        bench.press()
    QTest.keyClick(bench.window, Qt.Key.Key_Escape)
    assert not bench.window.isVisible()
    assert (bench.steps.empty, bench.steps.sheet) == (None, None)
    assert bench.written() == []


def test_beginning_anew_forgets_the_table(bench: Bench) -> None:
    bench.remember()
    bench.find()
    bench.press()
    QTest.mouseClick(bench.window.step.again, Qt.MouseButton.LeftButton)
    assert (bench.steps.stage, bench.steps.empty) == ("empty", None)
    assert not bench.window.step.again.isVisible()
    bench.camera.lay(pictures())
    bench.remember()


def test_a_table_in_the_dark_is_refused_in_words(bench: Bench) -> None:
    bench.camera.lay(pictures(lamp=0.1))
    bench.until(lambda: bench.says("暗すぎます。明かりを つけてください"))
    bench.press()
    assert bench.says("覚えられませんでした（暗すぎます）")
    assert bench.steps.stage == "empty"


def test_a_sheet_that_is_cut_off_is_told_and_not_taken(bench: Bench) -> None:
    bench.remember()
    bench.camera.lay(pictures(a4_sheet().at(MIDDLE[0], MIDDLE[1] + 90)))
    bench.until(lambda: bench.says("紙の ぜんぶが 見えていません"))
    bench.press()
    assert bench.says("まだ 進めません")
    assert bench.steps.stage == "sheet"


def test_a_camera_that_is_lost_is_told_and_comes_back_to_the_same_step(bench: Bench) -> None:
    bench.remember()
    bench.find()
    bench.camera.unplug()
    bench.until(lambda: bench.says("映像が ありません。table camera。つながっているか 確かめてください"))
    assert bench.steps.sheet is None
    assert _yellow(bench.window) == 0
    bench.press()
    assert bench.steps.stage == "sheet"
    bench.camera.replug()
    bench.until(lambda: bench.steps.sheet is not None)


def test_a_folder_that_cannot_be_written_is_told_and_may_be_put_right(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    bench.remember()
    bench.find()
    bench.press()
    with monkeypatch.context() as patched:
        patched.setattr("kiosk.app.calibrate.write_calibration", refuse)
        bench.press()
    assert bench.says("保存できませんでした（Permission denied）")
    assert bench.steps.stage == "summary"
    bench.press()
    assert bench.says("保存しました")


@pytest.mark.parametrize("mock", [True, False])
def test_a_pretended_camera_is_marked(fonts: None, tmp_path: Path, mock: bool) -> None:
    window = CalibrateWindow(theme(), LiveCamera(TableCamera(pictures(), mock)), SIZE, saving(tmp_path / "camera.toml"))
    corner = window.picture.grab().toImage().pixelColor(20, 20)
    window.close()
    window.deleteLater()
    assert (corner == LINE) is mock


def test_every_word_fits_in_the_smallest_window(bench: Bench) -> None:
    bench.window.resize(bench.window.minimumSize())
    bench.remember()
    bench.press()
    bench.window._clock.stop()
    for fault in _FAULTS:
        report = Report(Sight("good", False, 1.0), "", 0.0, bench.steps.job, fault)
        _all_fits(bench, after_report(bench.steps, report))
    lost = Report(
        None, "camera '/dev/v4l/by-id/usb-Maker_Document_Camera_0001-video-index0': unplugged。つないでください"
    )
    _all_fits(bench, after_report(bench.steps, lost))
    bench.window._clock.start()
    bench.find()
    bench.window._clock.stop()
    _all_fits(bench, bench.steps)
    bench.press()
    _all_fits(bench, after_failing(bench.steps, "No space left on device"))


def _all_fits(bench: Bench, steps: Steps) -> None:
    bench.window._become(steps)
    QApplication.sendPostedEvents()
    bench.window.grab()
    cut = [widget.overflow() for widget in bench.window.findChildren(Painted) if widget.isVisible()]
    assert not [words for words in cut if words]


def test_pictures_of_another_shape_are_judged_as_a_running_eye_sees_them() -> None:
    tall = np.full((300, 300, 3), 128, np.uint8)
    camera = TableCamera([tall])
    live = LiveCamera(camera)
    watch = TableWatch(live, (320, 180))
    seen: list[tuple[int, ...]] = []

    class Onlooker:
        def see(self, pixels: Pixels, taken_s: float) -> Sight:
            seen.append(pixels.shape)
            return Sight("good", False, 0.0)

    class Eye:
        pass

    eye = Eye()
    eye.Onlooker = Onlooker  # type: ignore[attr-defined]
    watch._eye = eye
    frame = camera.wait(1)
    assert frame is not None
    watch._look(frame, "")
    assert seen == [(180, 320, 3)]
    assert Live(frame, "").frame is frame


def _config(folder: Path, paper: str = "") -> Path:
    config = folder / "kiosk.toml"
    config.write_text(SETTINGS + paper, encoding="utf-8")
    return config


def test_settings_without_paper_are_told_exactly_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = _config(tmp_path)
    assert main(["calibrate", "--config", str(config)]) == 2
    said = capsys.readouterr().err
    assert '\n[paper]\ncalibration = "document-camera.toml"\n' in said
    config = _config(tmp_path, said.partition("two lines:\n")[2])
    assert calibration_file(read_end_settings(config), config) == tmp_path / "document-camera.toml"


def test_a_desks_camera_is_calibrated_like_a_kiosks(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "desk.toml"
    text = (EXAMPLES / "desk.toml").read_text(encoding="utf-8")
    config.write_text(text.replace("# [paper]\n# calibration", "[paper]\ncalibration"), encoding="utf-8")
    monkeypatch.setattr(QApplication, "exec", lambda: [w.close() for w in qapp.topLevelWidgets()] and 0)
    assert run_calibrate(config) == 1
    assert capsys.readouterr().out == "何も 保存しませんでした\n"
    assert calibration_file(read_end_settings(config), config) == tmp_path / "document-camera.toml"


def test_a_folder_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    config = _config(tmp_path, '[paper]\ncalibration = "gone/camera.toml"\n')
    with pytest.raises(BadFile, match=r"there is no folder .*gone; make it, or name another file"):
        run_calibrate(config)


def test_a_machine_without_a_window_system_is_told_where_to_calibrate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert run_calibrate(_config(tmp_path, '[paper]\ncalibration = "camera.toml"\n')) == 1
    assert "この端末の 前で" in capsys.readouterr().err


def test_a_window_that_is_closed_unsaved_ends_with_a_status_that_a_script_can_read(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = _config(tmp_path, '[paper]\ncalibration = "camera.toml"\n')
    monkeypatch.setattr(QApplication, "exec", lambda: [w.close() for w in qapp.topLevelWidgets()] and 0)
    assert run_calibrate(config) == 1
    assert capsys.readouterr().out == "何も 保存しませんでした\n"
    assert list(tmp_path.iterdir()) == [config]
