"""The doctor's window: what both cameras see now, for the installer who points and focuses them. Only on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QWidget

from drivers.catalogue import open_keeper
from kiosk.app.cameras import eye_plan
from kiosk.app.doctor_monitors import tie_to_window_system
from kiosk.app.live_camera import LiveCamera
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings
from kiosk.domain.ids import EYES, EyeName
from kiosk.worker.process_safety import forbid_core_dumps
from ui.theme.fonts import font, register_fonts

LOOK_EVERY_MS = 50
_NAMES: dict[EyeName, str] = {"face": "顔カメラ", "document": "書画カメラ"}
_GROUND, _INK = QColor("#202020"), QColor("#ffffff")
_MARGIN_PX, _LINES_PX, _TEXT_PX = 12, 120, 22
_SIZE_PX = (1500, 620)
_ANY_LINES = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Watched:
    """A camera, what it is called, and whether it only pretends."""

    name: str
    camera: LiveCamera
    mock: bool


def show_pictures(settings: EndSettings, config: Path) -> None:
    """Until the window is closed. Raises BadFile, or DeviceMissing where there is no display."""
    forbid_core_dumps()  # whoever sits before the camera
    tie = tie_to_window_system()
    register_fonts(assets() / "fonts")
    window = PicturesWindow([_watched(settings, config, eye) for eye in EYES])
    window.show()
    QApplication.exec()
    del tie


def _watched(settings: EndSettings, config: Path, eye: EyeName) -> Watched:
    plan = eye_plan(settings, config, eye)
    camera = open_keeper("camera", plan.driver, plan.keeper_options)
    return Watched(_NAMES[eye], LiveCamera(camera), camera.mock)


class PicturesWindow(QWidget):
    """Cameras side by side from showing to closing."""

    def __init__(self, watched: Sequence[Watched]) -> None:
        super().__init__()
        self.setWindowTitle("窓口 doctor: カメラ")
        self.resize(*_SIZE_PX)
        self._watched = watched
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for one in watched:
            row.addWidget(_Panel(one))
            one.camera.start()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.update_pictures)
        self._clock.start(LOOK_EVERY_MS)

    def update_pictures(self) -> None:
        """Paints what is new."""
        for panel in self.findChildren(_Panel):
            panel.update()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's own name
        """The cameras are let go."""
        self._clock.stop()
        for one in self._watched:
            one.camera.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's own name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()


class _Panel(QWidget):
    """One camera: its picture whole and undistorted, and two lines below it."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's own name
        """The newest picture; none of an earlier one is kept."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        live = self._watched.camera.live
        room = self.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_LINES_PX)
        if live.frame is not None:
            pixels = live.frame.pixels
            height, width = pixels.shape[:2]
            image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        painter.setFont(font(_TEXT_PX, bold=False))
        painter.setPen(_INK)
        below = QRect(room.left(), room.bottom() + _MARGIN_PX, room.width(), _LINES_PX - 2 * _MARGIN_PX)
        pretends = "（練習用）" if self._watched.mock else ""
        painter.drawText(below, int(_ANY_LINES), f"{self._watched.name}{pretends}\n{live.words}")
        painter.end()
