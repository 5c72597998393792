"""The installer's window that calibrates a document camera: the live picture at the left, one step at the right."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.app.calibrate_panel import StepPanel
from kiosk.app.calibrate_picture import CalibratePicture, Shown
from kiosk.app.calibrate_steps import Steps, after_failing, after_press, after_report, after_saving, anew
from kiosk.app.calibrate_watch import TableWatch
from kiosk.app.calibrate_words import under_picture, view_of
from kiosk.app.live_camera import LiveCamera
from ui.theme.theme import Theme

LOOK_EVERY_MS = 50
_SIZE_PX = (1500, 860)
_LEAST_PX = (1180, 700)
Save = Callable[[Steps], str]
"""Writes what a summary holds and says where it stands. Raises OSError."""


class CalibrateWindow(QWidget):
    """From showing to closing it owns its camera. `steps` is where the installer is."""

    def __init__(self, theme: Theme, camera: LiveCamera, size: tuple[int, int], save: Save) -> None:
        super().__init__()
        self.setWindowTitle("窓口 calibrate: 書画カメラの 調整")
        self.setMinimumSize(*_LEAST_PX)
        self.resize(*_SIZE_PX)
        self.steps = Steps()
        self._camera, self._size, self._save = camera, size, save
        self._watch = TableWatch(camera, size)
        self.picture = CalibratePicture(self, theme, size, camera.mock)
        self.step = StepPanel(self, theme)
        self.step.key.clicked.connect(self._pressed)
        self.step.again.clicked.connect(lambda: self._become(anew(self.steps)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.picture, 1)
        row.addWidget(self.step)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(LOOK_EVERY_MS)
        camera.start()
        self._watch.start()
        self._show()

    def look(self) -> None:
        """Takes over what is new."""
        report = self._watch.report
        if report is not self.steps.report:
            self._become(after_report(self.steps, report))
        else:
            self._show_picture()

    def _pressed(self) -> None:
        if self.steps.stage == "saved":
            self.close()
        elif self.steps.stage == "summary":
            self._become(self._saved())
        else:
            self._become(after_press(self.steps))

    def _saved(self) -> Steps:
        try:
            return after_saving(self.steps, self._save(self.steps))
        except OSError as wrong:
            return after_failing(self.steps, wrong.strerror or type(wrong).__name__)

    def _become(self, steps: Steps) -> None:
        self.steps = steps
        self._watch.ask(steps.job)
        self._show()

    def _show(self) -> None:
        self.step.show_view(view_of(self.steps, self._size))
        self._show_picture()

    def _show_picture(self) -> None:
        steps, live = self.steps, self._camera.live
        if steps.stage in ("summary", "saved") and steps.empty is not None:
            self.picture.show_picture(Shown(steps.empty.pixels, under_picture(steps)))
        else:
            pixels = None if live.frame is None else live.frame.pixels
            self.picture.show_picture(Shown(pixels, live.words, steps.sheet.quad if steps.sheet else ()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's own name
        """The camera is let go, and all pictures with it."""
        self._clock.stop()
        self._watch.stop()
        self._camera.stop()
        self.steps = replace(self.steps, job=None, empty=None, sheet=None)
        self.picture.show_picture(Shown(None, ""))
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's own name
        """Escape closes; what was not saved is gone."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
