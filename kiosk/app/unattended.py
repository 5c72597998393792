"""Unattended runs for exhibitions, soak and measurements: touches keys by itself. Left out of packaged builds.

It runs only in the profile `measure`, which a hub pairs only with its like, only with pretended cameras, and only
with sound devices that the settings list by name.
"""

import argparse
import dataclasses
import json
import os
from functools import partial
from pathlib import Path
from time import monotonic, time
from typing import Literal, TextIO

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.app.figures import Figures
from kiosk.app.lifecycle import EndProcess
from kiosk.app.settings import EndSettings, read_end_settings
from kiosk.app.unattended_marks import DrawnByItself
from kiosk.app.wiring import Origin
from kiosk.content.toml import BadFile
from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.ids import TopicId, side_of
from kiosk.domain.picture import Picture
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Ends, Health, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.vision.timecode import read_timecode
from ui.widgets.video import VideoSurface

EventName = Literal[
    "started", "home", "online", "waiting", "ringing", "answered", "talking", "reconnecting", "first_picture",
    "ended", "wiping", "figures", "exit",
]  # fmt: skip
ALLOWED_CAMERAS = frozenset({"mock", "clip", "http"})
FIGURES_EVERY_MS = 10_000
LATENESS_EVERY_MS = 10


@dataclasses.dataclass(frozen=True)
class Orders:
    """What the command line asked for. Seconds; None means never."""

    auto_call: TopicId | None
    auto_answer: bool
    auto_share: bool
    auto_draw: bool
    end_after_s: float | None
    exit_after_s: float | None


def run_measured(options: argparse.Namespace) -> int:
    """The program `measure`. Raises BadFile where the settings or the events file are not fit for it."""
    settings = read_end_settings(options.config)
    check_settings(settings, options.config)
    events = EventFile(options.events)
    process = EndProcess(Origin(options.end, settings, options.config))
    topic = TopicId(options.auto_call) if options.auto_call else None
    orders = Orders(
        topic, options.auto_answer, options.auto_share, options.auto_draw, options.end_after, options.exit_after
    )
    process.extras.append(Unattended(process, orders, events))
    return process.run()


def check_settings(settings: EndSettings, config: Path) -> None:
    """Raises BadFile for anything that could show a person or reach one's ear."""
    if settings.profile != "measure":
        raise BadFile(f'{config}: profile: an unattended run needs profile = "measure"')
    for name in ("face_camera", "document_camera"):
        driver = getattr(settings.devices, name)["driver"]
        if driver not in ALLOWED_CAMERAS:
            raise BadFile(
                f"{config}: devices.{name}: '{driver}' is not allowed unattended; only {sorted(ALLOWED_CAMERAS)}"
            )
    sound = settings.devices.sound
    used = {sound.get("input"), sound.get("output")}
    if sound["driver"] != "mock" and not used <= set(settings.measure.sound_devices):
        raise BadFile(f"{config}: devices.sound: name input and output in [measure] sound_devices first")


class EventFile:
    """A new file of mode 0600 with one JSON line an event: its name, monotonic and wall time, figures."""

    def __init__(self, path: Path | None) -> None:
        """Raises BadFile if there is a file already."""
        self._file: TextIO | None = None
        if path is not None:
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except OSError as error:
                raise BadFile(f"{path}: cannot be made as a new file ({type(error).__name__})") from None
            self._file = os.fdopen(descriptor, "w", encoding="ascii", buffering=1)

    def write(self, name: EventName, figures: dict[str, object] | None = None) -> None:
        """One line."""
        if self._file is not None:
            line = {"event": name, "monotonic_s": round(monotonic(), 4), "wall_s": round(time(), 3), **(figures or {})}
            self._file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        """No more events."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Unattended(QObject):
    """Plays a resident or a clerk, and keeps figures of what was painted and how late the GUI loop was."""

    def __init__(self, process: EndProcess, orders: Orders, events: EventFile) -> None:
        super().__init__()
        self._process = process
        self._end = process.end
        self._orders = orders
        self._events = events
        self._figures = Figures()
        self._last_words = ""
        self._hooked: set[int] = set()
        self._seen: set[str] = set()
        self._done: set[str] = set()
        self._drawing = self._start_drawing() if orders.auto_draw else None
        self._lateness = QTimer(self, interval=LATENESS_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._lateness.timeout.connect(self._tick)
        self._due_s = monotonic() + LATENESS_EVERY_MS / 1000
        self._reporting = QTimer(self, interval=FIGURES_EVERY_MS)
        self._reporting.timeout.connect(self._report)
        process.windows.after_show.append(self._after_show)
        events.write("started")
        QTimer.singleShot(0, self._begin)

    def _start_drawing(self) -> DrawnByItself:
        flows = self._end.flows
        return DrawnByItself(side_of(self._end.origin.role), lambda: flows.store.snapshot, flows.do)

    def _begin(self) -> None:
        self._events.write("home")
        self._lateness.start()
        self._reporting.start()
        if self._orders.exit_after_s is not None:
            QTimer.singleShot(round(self._orders.exit_after_s * 1000), self._exit)
        self._after_show()

    # --- acting ---

    def _after_show(self) -> None:
        self._hook_surfaces()
        snapshot = self._end.flows.store.snapshot
        self._note(snapshot)
        intent = self._next(snapshot)
        if intent is not None:
            QTimer.singleShot(0, partial(self._end.flows.do, intent))

    def _next(self, snapshot: Ends) -> intents.Intent | None:
        if snapshot.hub is not HubState.ONLINE:
            self._done.clear()  # what was asked of a hub that went away is asked of it again
            return None
        if isinstance(snapshot, KioskSnapshot):
            return self._kiosk_next(snapshot)
        return self._desk_next(snapshot) if isinstance(snapshot, DeskSnapshot) else None

    def _kiosk_next(self, snapshot: KioskSnapshot) -> intents.Intent | None:
        if self._orders.auto_call is None:
            return None
        call = snapshot.call
        if snapshot.question is not None:
            return intents.Answer(yes=True)
        if snapshot.visit in (VisitState.HOME, VisitState.CHOOSING):
            self._done.clear()
            return intents.ChooseTopic(self._orders.auto_call)
        if snapshot.visit is VisitState.ASKING:
            return self._once("confirm", intents.Confirm())
        if snapshot.visit is VisitState.WAITING and call is not None and call.state is CallState.RINGING:
            return self._once(f"start {call.id}", intents.StartTalking())
        if snapshot.visit is VisitState.WAITING and snapshot.ticket is not None and snapshot.ticket.set_aside:
            return intents.QueueAgain()
        if snapshot.visit is VisitState.FINISHING:
            return self._once("finish", intents.Finish())
        return self._share(snapshot)

    def _desk_next(self, snapshot: DeskSnapshot) -> intents.Intent | None:
        if snapshot.must_choose_outcome:
            return self._once("outcome", intents.ChooseOutcome(snapshot.city.outcomes[0].code))
        if snapshot.call is None:
            self._done.discard("outcome")
            if self._orders.auto_answer and snapshot.queue:
                return self._once(f"answer {snapshot.queue[0].ticket}", intents.AnswerNext())
            return None
        return self._share(snapshot)

    def _share(self, snapshot: Ends) -> intents.Intent | None:
        call = snapshot.call
        seeing = snapshot.document.health is Health.OK and snapshot.sharing.mine is SharingState.CLOSED
        ready = seeing and call is not None and call.state is CallState.TALKING
        if self._orders.auto_share and ready and call is not None:
            return self._once(f"share {call.id}", intents.ShowPaper())
        return None

    def _once(self, what: str, intent: intents.Intent) -> intents.Intent | None:
        if what in self._done:
            return None
        self._done.add(what)
        if isinstance(intent, intents.AnswerNext):
            self._events.write("answered")
        return intent

    def _end_call(self, call_id: str) -> None:
        call = self._end.flows.store.snapshot.call
        if call is not None and call.id == call_id:
            if self._end.origin.role == "desk":
                self._end.flows.do(intents.ChooseOutcome(self._end.flows.store.snapshot.city.outcomes[0].code))
            self._end.flows.do(intents.EndCall())

    # --- watching ---

    def _note(self, snapshot: Ends) -> None:
        words = self._words(snapshot)
        if words == self._last_words:
            return
        before, self._last_words = self._last_words, words
        name = _EVENT_OF.get(words)
        if name is not None:
            self._events.write(name)
        if words == "talking" and before != "reconnecting":
            self._seen.clear()
            call = snapshot.call
            if self._orders.end_after_s is not None and call is not None:
                QTimer.singleShot(round(self._orders.end_after_s * 1000), partial(self._end_call, call.id))

    def _words(self, snapshot: Ends) -> str:
        if snapshot.call is not None and snapshot.call.state is not CallState.ENDED:
            return snapshot.call.state.value
        if isinstance(snapshot, KioskSnapshot) and snapshot.visit is not VisitState.HOME:
            return snapshot.visit.value
        return snapshot.hub.value

    def _hook_surfaces(self) -> None:
        names = {id(slot): f"far_{eye}" for eye, slot in self._end.far_slots.items()}
        for window in self._process.windows.all.values():
            if self._drawing is not None:
                self._drawing.hook(window)
            for surface in window.findChildren(VideoSurface):
                name = names.get(id(surface.slot))
                if name is not None and id(surface) not in self._hooked:
                    self._hooked.add(id(surface))
                    surface.painted.append(partial(self._painted, name))

    def _painted(self, name: str, picture: Picture) -> None:
        now_s = monotonic()
        self._figures.painted(name, picture.number, now_s, _latency_ms(picture, now_s))
        if name not in self._seen:
            self._seen.add(name)
            self._events.write("first_picture", {"surface": name})

    def _tick(self) -> None:
        now_s = monotonic()
        self._figures.late(max(0.0, now_s - self._due_s) * 1000)
        self._due_s = now_s + LATENESS_EVERY_MS / 1000

    def _report(self) -> None:
        drawn = self._drawing.take() if self._drawing is not None else {}
        self._events.write("figures", {**self._figures.take(), **drawn})

    def _exit(self) -> None:
        self._report()
        self._events.write("exit")
        self._events.close()
        self._process.quit()


_EVENT_OF: dict[str, EventName] = {
    "online": "online",
    "waiting": "waiting",
    "ringing": "ringing",
    "talking": "talking",
    "reconnecting": "reconnecting",
    "finishing": "ended",
    "wiping": "wiping",
}


def _latency_ms(picture: Picture, now_s: float) -> float | None:
    """Camera to paint, read from the time code that a mock camera drew; None where there is none."""
    rows = np.frombuffer(picture.data, dtype=np.uint8).reshape(-1, picture.stride)
    green = rows[: picture.height, : picture.width * 4].reshape(picture.height, picture.width, 4)[:, :, 1]
    taken_ms = read_timecode(green)
    return None if taken_ms is None else (now_s * 1000 - taken_ms) % 4096
