"""Says where the GUI thread stood when it did not come back to its loop in time: places in our code, no values."""

import logging
import sys
import threading
import traceback
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.log_places import in_our_code

log = logging.getLogger(__name__)

BEAT_EVERY_MS = 50
STALLED_AFTER_S = 0.25


class StallWatch(QObject):
    """Made on the GUI thread. Each stall is logged once, while it lasts."""

    def __init__(self) -> None:
        super().__init__()
        self._gui = threading.get_ident()
        self._beat_s = monotonic()
        self._ended = threading.Event()
        self._timer = QTimer(self, interval=BEAT_EVERY_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        threading.Thread(target=self._watch, name="stall", daemon=True).start()

    def stop(self) -> None:
        """No more watching."""
        self._timer.stop()
        self._ended.set()

    def _beat(self) -> None:
        self._beat_s = monotonic()

    def _watch(self) -> None:
        reported_s = 0.0
        while not self._ended.wait(STALLED_AFTER_S / 2):
            beat_s = self._beat_s
            if monotonic() - beat_s > STALLED_AFTER_S and beat_s != reported_s:
                reported_s = beat_s
                log.warning("GUI thread stalled at %(places)s", {"places": where(self._gui)})


def where(thread: int) -> str:
    """Where a thread stands."""
    frame = sys._current_frames().get(thread)
    if frame is None:
        return "(no such thread)"
    return in_our_code(traceback.extract_stack(frame, limit=40))
