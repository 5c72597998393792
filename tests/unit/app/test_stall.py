"""A GUI thread that does not come back is found, with the place and without values."""

import logging
import threading

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.stall import StallWatch, where


def test_the_place_of_a_stall_is_logged_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    logged = threading.Event()

    class Notice(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.set()

    logger = logging.getLogger()  # after the handler of caplog, so that a notice means that the text is there
    notice = Notice()
    logger.addHandler(notice)
    watch = StallWatch()
    try:
        secret = "a resident's words"
        assert logged.wait(3), "this thread is the GUI thread, and it stands here"
        assert secret not in caplog.text
        assert "test_the_place_of_a_stall_is_logged_once" in caplog.text
        assert caplog.text.count("stalled") == 1
    finally:
        watch.stop()
        logger.removeHandler(notice)


def test_a_thread_that_is_gone_is_said() -> None:
    assert where(0) == "(no such thread)"
