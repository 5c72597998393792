"""Asks the system to leave a window out of screen captures, where it can. Unverified: written without Windows."""

import logging
import sys

from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

_WDA_EXCLUDEFROMCAPTURE = 0x11
"""Source: SetWindowDisplayAffinity, Windows 10 version 2004 and later."""


def leave_out_of_captures(window: QWidget) -> None:
    """Does nothing on other systems; a system that refuses is noted and changes nothing."""
    if sys.platform == "win32":
        import ctypes

        if not ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _WDA_EXCLUDEFROMCAPTURE):
            log.warning("the window is not left out of screen captures")
