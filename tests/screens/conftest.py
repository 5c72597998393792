"""Windows of the counter for tests, drawn off screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import KioskSnapshot
from tests.support.stages import load_fonts, make_stage
from ui.stage import Stage
from ui.windows.confined import EVERYWHERE
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow


@pytest.fixture(scope="session")
def fonts(qapp: object) -> None:
    load_fonts()


@pytest.fixture(autouse=True)
def gone(qapp: object) -> Iterator[None]:
    """Windows that a test closed are gone after it: without an event loop, Qt keeps them, at 18 MB each."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def stage(fonts: None) -> Stage:
    return make_stage()


@pytest.fixture
def asked() -> list[Intent]:
    """Every intent that the window emitted, in order."""
    return []


@pytest.fixture
def embedded(qtbot: QtBot, stage: Stage, asked: list[Intent]) -> Iterator[EmbeddedWindow]:
    window = EmbeddedWindow(stage, asked.append)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.hide()


@pytest.fixture(scope="module")
def walked(qapp: QApplication, fonts: None) -> Iterator[EmbeddedWindow]:
    """One window that goes from scene to scene as in a visit, for tests that only look: a window of its own for each
    of a thousand scenes takes as long as all that is looked at."""
    window = EmbeddedWindow(make_stage(), _nobody)
    window.confine(EVERYWHERE)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, stage: Stage, asked: list[Intent]) -> Iterator[DeskWindow]:
    window = DeskWindow(stage, asked.append)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.hide()


def shown(window: EmbeddedWindow, snapshot: KioskSnapshot) -> EmbeddedWindow:
    """The window after it showed that snapshot."""
    window.show_snapshot(snapshot)
    return window


def _nobody(intent: Intent) -> None:
    """Nobody acts on what a window that is only looked at asks for."""


@pytest.fixture
def external(qtbot: QtBot, stage: Stage) -> ExternalWindow:
    window = ExternalWindow(stage)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    return window
