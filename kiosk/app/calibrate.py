"""The program `calibrate`: the installer shows the document camera an empty table and one A4 sheet, once."""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from drivers.api.errors import DeviceMissing
from drivers.catalogue import open_keeper
from kiosk.app.calibrate_steps import Steps
from kiosk.app.calibrate_window import CalibrateWindow, Save
from kiosk.app.cameras import eye_plan
from kiosk.app.doctor_monitors import tie_to_window_system
from kiosk.app.live_camera import LiveCamera
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, beside, read_end_settings
from kiosk.content.calibration import Calibration, write_calibration
from kiosk.content.toml import BadFile
from kiosk.worker.process_safety import forbid_core_dumps
from ui.theme.colours import NORMAL
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons
from ui.theme.letters import Letters
from ui.theme.theme import Theme

NOTHING_SAVED = 1
_LETTERS = Letters(heading=40, body=28, key=34, bar=28, helping=22)
"""An installer stands, and looks at the table as often as at the screen."""


def run_calibrate(config: Path) -> int:
    """Until the window is closed; 1 if nothing was saved. Raises BadFile."""
    forbid_core_dumps()  # whatever lies under the camera
    settings = read_end_settings(config)
    file = calibration_file(settings, config)
    try:
        tie = tie_to_window_system()
    except DeviceMissing as wrong:
        sys.stderr.write(f"{wrong}\n")
        return NOTHING_SAVED
    window = calibrate_window(settings, config, saving(file))
    window.show()
    QApplication.exec()
    saved = window.steps.stage == "saved"
    sys.stdout.write(f"保存しました: {file}\n" if saved else "何も 保存しませんでした\n")
    del window, tie
    return 0 if saved else NOTHING_SAVED


def calibration_file(settings: EndSettings, config: Path) -> Path:
    """Where the calibration goes. Raises BadFile where the settings do not say, or name no folder."""
    if settings.paper is None:
        raise BadFile(
            f"{config}: [paper] is missing: it names the file that this program writes; add these two lines:\n"
            '[paper]\ncalibration = "document-camera.toml"'
        )
    file = beside(config, settings.paper.calibration)
    if not file.parent.is_dir():
        raise BadFile(f"{config}: paper.calibration: there is no folder {file.parent}; make it, or name another file")
    return file


def saving(file: Path) -> Save:
    """Writes to that file."""

    def save(steps: Steps) -> str:
        if steps.empty is None or steps.sheet is None:
            raise ValueError("a summary holds an empty table and a sheet")
        height, width = steps.empty.pixels.shape[:2]
        learned = Calibration(date.today(), width, height, steps.sheet.px_per_mm, steps.empty.png)
        write_calibration(file, learned)
        return f"{file.name}\nフォルダー {file.parent}"

    return save


def calibrate_window(settings: EndSettings, config: Path, save: Save) -> CalibrateWindow:
    """The window over the document camera of the settings; a QApplication must be there. Raises BadFile."""
    plan = eye_plan(settings, config, "document")
    register_fonts(assets() / "fonts")
    camera = LiveCamera(open_keeper("camera", plan.driver, plan.keeper_options))
    return CalibrateWindow(theme(), camera, (plan.width, plan.height), save)


def theme() -> Theme:
    """The look of the window."""
    return Theme(NORMAL, _LETTERS, Icons(assets() / "icons", assets() / "pictures"))
