"""An actor's seat in a demo: touches keys and takes pictures when the demo says so. Only with pretend devices."""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Client, Connection
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.app.loops import GuiPost
from kiosk.app.seat_messages import (
    Count,
    Counted,
    Draw,
    FirstPaint,
    FromActor,
    Grab,
    Grabbed,
    Here,
    Leave,
    State,
    ToActor,
    Touch,
    Touched,
    Write,
    decode_to_actor,
    encode,
)
from kiosk.app.windows import EndWindows
from kiosk.app.wiring import End
from kiosk.content.toml import BadFile
from kiosk.domain.aloud import NO_SENTENCE
from kiosk.domain.guide import BETWEEN
from kiosk.domain.guiding import NO_LINE
from kiosk.domain.ids import Side
from kiosk.domain.lighting import asks_for_sample, fields_missing
from kiosk.domain.picture import Picture
from kiosk.domain.snapshot import DeskSnapshot, Ends, KioskSnapshot
from ui.presenters.route import screen_name
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.video import VideoSurface

log = logging.getLogger(__name__)
_QUICKLY = 80
"""How Qt is told to pack a picture a little less, in two thirds of the time."""


class Seat(QObject):
    """Connects to the demo at `address`. Refuses every setting with a real device: a demo leaves pictures on disk."""

    def __init__(self, address: str, end: End, windows: EndWindows, leave: Callable[[], None]) -> None:
        super().__init__()
        devices = end.origin.settings.devices
        if any(
            d["driver"] != "mock"
            for d in (devices.face_camera, devices.document_camera, devices.sound, devices.printer)
            if d
        ):
            raise BadFile(f"{end.origin.config}: a demo runs with mock devices only")
        self._end = end
        self._windows = windows
        self._leave = leave
        self._post = GuiPost()
        self._line: Connection = Client(address, authkey=None)
        self._counts: Counter[str] = Counter()
        self._shown: set[str] = set()
        self._last: dict[str, str] = {}
        self._begun = False
        self._hooked: set[int] = set()
        self._touch: tuple[int, float] | None = None
        windows.after_show.append(self._after_show)
        for window in windows.all.values():
            window.installEventFilter(self)

    def _begin(self) -> None:
        self._say(Here(self._end.origin.role, monotonic()))
        self._after_show()
        threading.Thread(target=self._listen, name="seat", daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                message = decode_to_actor(self._line.recv_bytes())
                self._post.post(partial(self._do, message))
        except (EOFError, OSError):
            self._post.post(self._leave)  # the demo is gone: so are its actors

    def _say(self, message: FromActor) -> None:
        try:
            self._line.send_bytes(encode(message))
        except OSError:
            self._leave()

    def _do(self, message: ToActor) -> None:
        if isinstance(message, Touch):
            self._touch_key(message)
        elif isinstance(message, Draw):
            self._draw(message)
        elif isinstance(message, Write):
            self._write(message)
        elif isinstance(message, Grab):
            self._say(Grabbed(message.n, tuple(self._grab(message))))
        elif isinstance(message, Count):
            self._say(Counted(message.n, dict(self._counts)))
        elif isinstance(message, Leave):
            self._leave()

    # --- touching ---

    def _touch_key(self, touch: Touch) -> None:
        key = self._find(touch.key)
        if key is None:
            self._not_found(touch.n)
            return
        self._touch = (touch.n, monotonic())
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)

    def _draw(self, draw: Draw) -> None:
        layer, place = self._paper(draw.paper)
        if layer is None or place is None:
            self._not_found(draw.n)
            return
        spots = [place.topLeft() + QPointF(x * place.width(), y * place.height()) for x, y in draw.points]
        self._touch = (draw.n, monotonic())
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(layer, left, pos=spots[0].toPoint())
        for spot in spots[1:]:
            _move(layer, spot)
        QTest.mouseRelease(layer, left, pos=spots[-1].toPoint())

    def _write(self, write: Write) -> None:
        field = self._find(write.field)
        if field is None:
            self._not_found(write.n)
            return
        self._touch = (write.n, monotonic())
        QTest.keyClicks(field, write.text)

    def _not_found(self, n: int) -> None:
        self._say(Touched(n, found=False, touched_s=monotonic(), paint_s=0.0))

    def _paper(self, name: str) -> tuple[MarkLayer | None, QRectF | None]:
        for window in self._windows.all.values():
            for layer in window.findChildren(MarkLayer):
                if layer.isVisible() and layer.surface.objectName() == f"video.{name}":
                    return layer, layer.surface.picture_rect()
        return None, None

    def _find(self, name: str) -> QWidget | None:
        for window in self._windows.all.values():
            for widget in window.findChildren(QWidget, name):
                if isinstance(widget, QWidget) and widget.isVisible():
                    return widget
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """Notices the first paint, and the one that follows a touch: UpdateRequest paints and flushes a window."""
        if not self._begun and event.type() == QEvent.Type.Paint:
            self._begun = True
            QTimer.singleShot(0, self._begin)
        if self._touch is not None and event.type() == QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, self._painted_after_touch)
        return super().eventFilter(watched, event)

    def _painted_after_touch(self) -> None:
        if self._touch is not None:
            (n, touched_s), self._touch = self._touch, None
            self._say(Touched(n, found=True, touched_s=touched_s, paint_s=monotonic() - touched_s))

    # --- watching ---

    def _after_show(self) -> None:
        self._hook_surfaces()
        words = state_words(self._end.flows.store.snapshot)
        if words != self._last:
            self._last = words
            if words["call"] in ("", "ringing"):
                self._shown.clear()
            self._say(State(words))

    def _hook_surfaces(self) -> None:
        names = {id(slot): f"far_{eye}" for eye, slot in self._end.far_slots.items()}
        names |= {id(eye.paint): f"own_{name}" for name, eye in self._end.senses.eyes.items()}
        for window in self._windows.all.values():
            for surface in window.findChildren(VideoSurface):
                if id(surface) not in self._hooked:
                    self._hooked.add(id(surface))
                    surface.painted.append(partial(self._painted, names[id(surface.slot)]))

    def _painted(self, name: str, _picture: Picture) -> None:
        self._counts[name] += 1
        if name.startswith("far") and name not in self._shown:
            self._shown.add(name)
            self._say(FirstPaint(name, monotonic()))

    def _grab(self, grab: Grab) -> list[str]:
        files = []
        for name, window in self._windows.all.items():
            path = Path(grab.folder) / f"{grab.step}-{name}.png"
            if window.grab().save(str(path), "PNG", _QUICKLY):
                files.append(path.name)
        return files


def _move(widget: QWidget, spot: QPointF) -> None:
    """A move with the button held, which QTest does not offer."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    where = QPointF(widget.mapToGlobal(spot))
    move = QMouseEvent(QEvent.Type.MouseMove, spot, where, none, left, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(widget, move)


def state_words(snapshot: Ends) -> dict[str, str]:
    """State of an end in words that a demo's script waits for; no content."""
    call = snapshot.call
    words = {
        "hub": snapshot.hub.value,
        "call": call.state.value if call else "",
        "mine": snapshot.sharing.mine.value,
        "theirs": snapshot.sharing.theirs.value,
        "van_sheet": _sheet_words(snapshot, "van"),
        "office_sheet": _sheet_words(snapshot, "office"),
        "phone": _phone_words(snapshot),
        "lit": snapshot.lit.field if snapshot.lit else "",
        "private": _private_words(snapshot),
        "sharp": str(snapshot.sharp),
        "missing": _missing_words(snapshot),
        "sample": str(asks_for_sample(snapshot.lit, "van", snapshot.lying.get("van"))),
        "face_gate": snapshot.face.gate.name,
        "document_gate": snapshot.document.gate.name,
        "refusal": snapshot.refusal,
        "hint": snapshot.hint.value if snapshot.hint else "",
        "log": "kept" if snapshot.log_kept else "lost",
        "face_health": snapshot.face.health.value,
        "document_health": snapshot.document.health.value,
        "marks": str(len(snapshot.marks.strokes)),
        "tool": snapshot.tool.value if snapshot.tool else "",
        "front": snapshot.front,
        "zoom": str(snapshot.readings[snapshot.front].step) if snapshot.front in snapshot.readings else "0",
        "together": str(snapshot.together),
        "lines": str(len(snapshot.writing.lines)),
        "question": snapshot.question.value if snapshot.question else "",
        "guide": _guide_words(snapshot),
        "slot": snapshot.chosen_slot.answer.value if snapshot.chosen_slot is not None else "",
    }
    if isinstance(snapshot, KioskSnapshot):
        words |= {
            "screen": screen_name(snapshot),
            "visit": snapshot.visit.value,
            "tools": snapshot.tools.value,
            "kana": str(snapshot.kana_shown),
            "typed": str(len(snapshot.draft)),
            "outside": snapshot.outside or "",
            "aloud": snapshot.aloud.state.value + (" lit" if snapshot.aloud.sentence != NO_SENTENCE else ""),
            "slip": snapshot.slip.state.value,
            "slip_sides": str(snapshot.slip.sides),
            "slip_large": str(snapshot.slip.large),
            "taken": str(len(snapshot.taken)),
        }
    if isinstance(snapshot, DeskSnapshot):
        words |= {
            "duty": str(snapshot.on_duty),
            "waiting": str(len(snapshot.queue)),
            "outcome": snapshot.outcome_code or "",
            "must_choose": str(snapshot.must_choose_outcome),
            "notes": str(len(snapshot.notes)),
            "guides": str(snapshot.guides_shown),
        }
    return words


def _guide_words(snapshot: Ends) -> str:
    """Where the resident is in a guide, and the number of the sentence pointed at, if any."""
    guiding = snapshot.guiding
    if guiding is None:
        return ""
    return BETWEEN.join(guiding.at) + (f" {guiding.line}" if guiding.line != NO_LINE else "")


def _missing_words(snapshot: Ends) -> str:
    """Whether fields of the van's sheet are shown as missing: some or none; empty where nobody asks."""
    fields = fields_missing(snapshot.lit, "van", snapshot.lying.get("van"), snapshot.forms)
    return "" if fields is None else "some" if fields else "none"


def _private_words(snapshot: Ends) -> str:
    """The private field that is wanted, on its way to be shown, or seen; empty for none."""
    if snapshot.wish is not None:
        return f"wanted {snapshot.wish.field}"
    if snapshot.disclosure is not None:
        return f"{snapshot.disclosure.state} {snapshot.disclosure.field}"
    lying = snapshot.lying.get("van")
    return f"sent {lying.shown}" if lying is not None and lying.shown else ""


def _phone_words(snapshot: Ends) -> str:
    """The resident's telephone, by cable or not: away, dark, covered, typing or seen; empty with paper."""
    lying = snapshot.lying.get("van")
    if snapshot.phone is None or lying is None:
        return ""
    by = "cable " if snapshot.phone.cable else ""
    if snapshot.phone.typing:
        return f"{by}typing"
    if not (lying.phone and lying.held and lying.cable is snapshot.phone.cable):
        return f"{by}dark" if lying.dark else f"{by}away"
    return f"{by}seen" if lying.open else f"{by}covered"


def _sheet_words(snapshot: Ends, side: Side) -> str:
    """A side's sheet: none, unknown, covered or open; of a known form, with its id."""
    lying = snapshot.lying.get(side)
    if lying is None or not lying.held:
        return "unknown" if lying is not None and lying.unknown else "none"
    return f"{'open' if lying.open else 'covered'} {lying.form}".strip()
