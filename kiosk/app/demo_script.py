"""Plays a visit by itself: touches a key, waits for what must be true, takes pictures."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from drivers.mock_room.verbs import RoomVerbs
from kiosk.app.demo_actors import ActorFailed, Actors
from kiosk.app.demo_visit import VISIT, Step
from kiosk.app.seat_messages import (
    Count,
    Counted,
    Draw,
    FirstPaint,
    FromActor,
    Grab,
    Grabbed,
    Here,
    State,
    Touch,
    Touched,
)

STEP_WITHIN_S = 15.0
LOOK_FOR_S = 1.0
"""How long a step with moving pictures is watched before its picture is taken."""
BETWEEN_TOUCHES_S = 0.45
"""People are slower than scripts: touches within 400 ms count as one."""
LOOKS_AGAIN_S = 0.1
"""The key that lets a sheet be seen comes a moment after the sheet, and later on a busy machine."""


@dataclass
class Heard:
    """What the actors have said so far; filled by their threads, read by the script."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    here: dict[str, float] = field(default_factory=dict)
    first_paint: dict[str, float] = field(default_factory=dict)
    answers: dict[int, Touched | Grabbed | Counted] = field(default_factory=dict)

    def hear(self, seat: str, message: FromActor) -> None:
        """Any thread."""
        with self.changed:
            if isinstance(message, State):
                self.words[seat] = message.words
            elif isinstance(message, Here):
                self.here[seat] = message.home_s
            elif isinstance(message, FirstPaint):
                self.first_paint[f"{seat}.{message.surface}"] = message.at_s
            else:
                self.answers[message.n] = message
            self.changed.notify_all()

    def wait(self, ready: Callable[[], bool], within_s: float) -> bool:
        """Whether `ready` became true in time."""
        with self.changed:
            return self.changed.wait_for(ready, within_s)


class Script:
    """Plays VISIT and writes pictures and report.json. Raises ActorFailed where a step does not come true."""

    def __init__(self, actors: Actors, heard: Heard, out: Path, room: RoomVerbs) -> None:
        self._actors = actors
        self._room = room
        self._heard = heard
        self._out = out
        self._n = 0
        self._steps: list[dict[str, object]] = []
        self._touched_s: dict[str, float] = {}

    def play(self) -> dict[str, object]:
        """The report, also written as report.json."""
        self._out.mkdir(parents=True, exist_ok=True)
        for old in (*self._out.glob("*.png"), *self._out.glob("report.json")):
            old.unlink()
        for step in VISIT:
            self._play(step)
        report: dict[str, object] = {
            "steps": self._steps,
            "start_to_home_s": {
                seat: round(self._heard.here[seat] - self._actors.started_s[seat], 3) for seat in ("kiosk", "desk")
            },
            "accept_to_first_picture_s": self._since("05-talking", ("kiosk.far_face", "desk.far_face")),
            "show_paper_to_desk_s": self._since("06-paper", ("desk.far_document",)),
            "frames_painted": {seat: self._count(seat) for seat in ("kiosk", "desk")},
        }
        (self._out / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
        return report

    def _play(self, step: Step) -> None:
        row: dict[str, object] = {"step": step.name}
        if step.room is not None:
            step.room(self._room)
        if step.draws is not None:
            paper, points = step.draws
            row |= self._hand(step, Draw(self._next(), "own_paper" if paper == "own_paper" else "their_paper", points))
        if step.key:
            time.sleep(BETWEEN_TOUCHES_S)
            row |= self._hand(step, Touch(self._next(), step.key))
        if not self._heard.wait(lambda: self._come_true(step), STEP_WITHIN_S):
            raise ActorFailed(f"step {step.name} did not come true; the screens say {self._heard.words}")
        if step.look:
            time.sleep(LOOK_FOR_S)
        files: list[str] = []
        for seat in ("kiosk", "desk"):
            grabbed = self._ask(seat, Grab(self._next(), str(self._out.resolve()), step.name))
            files += grabbed.files if isinstance(grabbed, Grabbed) else ()
        self._steps.append(row | {"pictures": files})

    def _hand(self, step: Step, act: Touch | Draw) -> dict[str, object]:
        """What the report says of a touch or a drawing. A key that is not there yet is looked for, as people do."""
        what = act.key if isinstance(act, Touch) else act.paper
        gives_up_s = time.monotonic() + STEP_WITHIN_S
        touched = self._ask(step.seat, act)
        while not (isinstance(touched, Touched) and touched.found):
            if time.monotonic() > gives_up_s:
                raise ActorFailed(f"step {step.name}: '{what}' is not on the {step.seat}'s screen")
            time.sleep(LOOKS_AGAIN_S)
            touched = self._ask(step.seat, replace(act, n=self._next()))
        self._touched_s[step.name] = touched.touched_s
        return {"seat": step.seat, "key": what, "touch_to_paint_s": round(touched.paint_s, 4)}

    def _come_true(self, step: Step) -> bool:
        words = self._heard.words
        told = all(
            words.get(seat, {}).get(word) == value
            for seat, wanted in step.until.items()
            for word, value in wanted.items()
        )
        return told and all(name in self._heard.first_paint for name in step.painted)

    def _ask(self, seat: str, message: Touch | Draw | Grab | Count) -> Touched | Grabbed | Counted:
        self._actors.say(seat, message)
        if not self._heard.wait(lambda: message.n in self._heard.answers, STEP_WITHIN_S):
            raise ActorFailed(f"the {seat} does not answer")
        return self._heard.answers[message.n]

    def _count(self, seat: str) -> dict[str, int]:
        counted = self._ask(seat, Count(self._next()))
        return counted.frames if isinstance(counted, Counted) else {}

    def _since(self, step: str, surfaces: tuple[str, ...]) -> dict[str, float]:
        return {name: round(self._heard.first_paint[name] - self._touched_s[step], 3) for name in surfaces}

    def _next(self) -> int:
        self._n += 1
        return self._n
