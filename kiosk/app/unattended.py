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
from typing import Literal, TextIO, get_args

from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.app.figures import Figures
from kiosk.app.lifecycle import EndProcess
from kiosk.app.settings import EndSettings, read_end_settings
from kiosk.app.unattended_marks import DrawnByItself
from kiosk.app.unattended_play import Play, Routine, RoutinePlay
from kiosk.app.unattended_sight import FarSight, Sighting
from kiosk.app.unattended_whims import RandomPlay
from kiosk.app.wiring import Origin
from kiosk.content.toml import BadFile
from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.ids import EyeName, Role, TopicId, side_of
from kiosk.domain.snapshot import Ends, KioskSnapshot
from kiosk.domain.visit import VisitState

EventName = Literal[
    "started", "home", "online", "offline", "choosing", "asking", "waiting", "ringing", "answered",
    "talking", "holding", "reconnecting", "outcome", "ended", "wiping",
    "first_picture", "camera_lost_shown", "camera_back_shown", "figures", "exit",
]  # fmt: skip
ALLOWED_CAMERAS = frozenset({"mock", "clip", "http"})
FIGURES_EVERY_MS = 10_000
LATENESS_EVERY_MS = 10
PLAY_EVERY_MS = 250
"""Random visits go by the clock, and not only by what changes."""


@dataclasses.dataclass(frozen=True)
class Orders:
    """What the command line asked for. Seconds; None means never."""

    auto_call: TopicId | None
    auto_answer: bool
    auto_share: bool
    auto_draw: bool
    end_after_s: float | None
    exit_after_s: float | None
    random: tuple[int, float] | None = None
    """Seed of random visits, and by how much their calls are shortened."""

    def play(self, role: Role) -> Play:
        """What these orders make of a resident or a clerk."""
        if self.random is None:
            return RoutinePlay(Routine(self.auto_call, self.auto_answer, self.auto_share, self.auto_draw))
        return RandomPlay(*self.random, self.auto_call if role == "kiosk" else None)


def run_measured(options: argparse.Namespace) -> int:
    """The program `measure`. Raises BadFile where the settings or the events file are not fit for it."""
    settings = read_end_settings(options.config)
    check_settings(settings, options.config)
    events = EventFile(options.events)
    process = EndProcess(Origin(options.end, settings, options.config))
    topic = TopicId(options.auto_call) if options.auto_call else None
    orders = Orders(
        topic,
        options.auto_answer,
        options.auto_share,
        options.auto_draw,
        options.end_after,
        options.exit_after,
        None if options.auto_random is None else (options.auto_random, options.random_scale),
    )
    if options.end == "kiosk" and orders.random is not None and topic is None:
        raise BadFile("measure kiosk: --auto-random needs --auto-call TOPIC")
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
        self._play = orders.play(process.end.origin.role)
        self._figures = Figures()
        self._sight = FarSight(process.end.far_slots, self._figures, self._sighted)
        self._last_words = ""
        self._generations: set[tuple[str, int]] = set()
        self._drawing = self._make_drawing() if orders.auto_draw or orders.random is not None else None
        self._lateness = QTimer(self, interval=LATENESS_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._lateness.timeout.connect(self._tick)
        self._due_s = monotonic() + LATENESS_EVERY_MS / 1000
        self._reporting = QTimer(self, interval=FIGURES_EVERY_MS)
        self._reporting.timeout.connect(self._report)
        self._playing = QTimer(self, interval=PLAY_EVERY_MS)
        self._playing.timeout.connect(self._touch_next)
        process.windows.after_show.append(self._after_show)
        events.write("started")
        QTimer.singleShot(0, self._begin)

    def _make_drawing(self) -> DrawnByItself:
        flows = self._end.flows
        return DrawnByItself(side_of(self._end.origin.role), lambda: flows.store.snapshot, flows.do)

    def _begin(self) -> None:
        self._events.write("home")
        self._lateness.start()
        self._reporting.start()
        if self._orders.random is not None:
            self._playing.start()
        if self._orders.exit_after_s is not None:
            QTimer.singleShot(round(self._orders.exit_after_s * 1000), self._exit)
        self._after_show()

    # --- acting ---

    def _after_show(self) -> None:
        for window in self._process.windows.all.values():
            self._sight.hook(window)
            if self._drawing is not None:
                self._drawing.hook(window)
        snapshot = self._end.flows.store.snapshot
        self._note(snapshot)
        self._sight.note(snapshot)
        self._touch_next()

    def _touch_next(self) -> None:
        intent = self._play.next(self._end.flows.store.snapshot)
        if self._drawing is not None:
            self._drawing.draw(self._play.draws)
        if intent is not None:
            QTimer.singleShot(0, partial(self._touch, intent))

    def _touch(self, intent: intents.Intent) -> None:
        call = self._end.flows.store.snapshot.call
        if isinstance(intent, intents.AnswerNext):
            self._events.write("answered")
        elif isinstance(intent, intents.ChooseOutcome) and call is not None:
            self._events.write("outcome", {"call": call.id})
        self._end.flows.do(intent)

    def _end_call(self, call_id: str) -> None:
        call = self._end.flows.store.snapshot.call
        if call is not None and call.id == call_id:
            if self._end.origin.role == "desk":
                self._touch(intents.ChooseOutcome(self._end.flows.store.snapshot.city.outcomes[0].code))
            self._touch(intents.EndCall())

    # --- watching ---

    def _note(self, snapshot: Ends) -> None:
        call = snapshot.call
        if call is not None and call.connected:
            self._generations.add((call.id, call.generation))
        words = self._words(snapshot)
        if words == self._last_words:
            return
        before, self._last_words = self._last_words, words
        name = _EVENT_OF.get(words)
        if name is not None:
            self._events.write(name, {"call": call.id} if call is not None else None)
        if words == "talking" and before not in ("reconnecting", "holding"):
            self._sight.call_began()
            if self._orders.end_after_s is not None and call is not None:
                QTimer.singleShot(round(self._orders.end_after_s * 1000), partial(self._end_call, call.id))

    def _words(self, snapshot: Ends) -> str:
        if snapshot.call is not None and snapshot.call.state is not CallState.ENDED:
            return snapshot.call.state.value
        if isinstance(snapshot, KioskSnapshot) and snapshot.visit is not VisitState.HOME:
            return snapshot.visit.value
        return snapshot.hub.value

    def _sighted(self, what: Sighting, eye: EyeName) -> None:
        self._events.write(what, {"surface": f"far_{eye}"})

    def _tick(self) -> None:
        now_s = monotonic()
        self._figures.late(max(0.0, now_s - self._due_s) * 1000)
        self._due_s = now_s + LATENESS_EVERY_MS / 1000

    def _report(self) -> None:
        drawn = self._drawing.take() if self._drawing is not None else {}
        self._events.write("figures", {"generations": len(self._generations), **self._figures.take(), **drawn})

    def _exit(self) -> None:
        self._report()
        self._events.write("exit")
        self._events.close()
        self._process.quit()


_EVENT_OF: dict[str, EventName] = {
    **{name: name for name in get_args(EventName)},
    "finishing": "ended",
}
"""The words of a snapshot, as events say them."""
