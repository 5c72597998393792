"""The visit that a demo plays by itself: which key is touched, and what must be true before the next one."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app.demo_actors import ActorFailed, Actors
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
LOOK_FOR_S = 2.0
"""How long a step with moving pictures is watched before its picture is taken."""
BETWEEN_TOUCHES_S = 0.6
"""People are slower than scripts: touches within 400 ms count as one."""


@dataclass(frozen=True)
class Step:
    """`seat` touches `key` (empty: nobody touches), or draws on a paper; then `until` must become true of each seat's
    words."""

    name: str
    seat: str
    key: str
    until: dict[str, dict[str, str]]
    look: bool = False
    draws: tuple[str, tuple[tuple[float, float], ...]] | None = None
    painted: tuple[str, ...] = ()


TICK = ((0.42, 0.27), (0.44, 0.29), (0.46, 0.305), (0.5, 0.26), (0.54, 0.22))
FRAME = ((0.3, 0.33), (0.5, 0.36), (0.76, 0.39))

VISIT: tuple[Step, ...] = (
    Step("01-home", "kiosk", "", {"kiosk": {"screen": "home", "hub": "online"}, "desk": {"hub": "online"}}),
    Step("01-on-duty", "desk", "key.duty", {"desk": {"duty": "True"}}),
    Step("02-confirm", "kiosk", "topic.soudan", {"kiosk": {"screen": "confirm"}}),
    Step("03-waiting", "kiosk", "key.connect", {"kiosk": {"screen": "waiting"}, "desk": {"waiting": "1"}}),
    Step("04-called", "desk", "key.answer", {"kiosk": {"screen": "called"}, "desk": {"call": "ringing"}}),
    Step(
        "05-talking",
        "kiosk",
        "key.start_talking",
        {"kiosk": {"screen": "call_face", "face_gate": "SENT"}, "desk": {"call": "talking"}},
        look=True,
        painted=("kiosk.far_face", "desk.far_face"),
    ),
    Step(
        "06-laid-open",
        "kiosk",
        "key.show_paper",
        {"kiosk": {"mine": "asking", "document_gate": "LOCAL", "van_sheet": "open"}, "desk": {"theirs": "asking"}},
        look=True,
    ),
    Step(
        "06-paper",
        "kiosk",
        "key.sheet.yes",
        {"kiosk": {"screen": "call_paper", "document_gate": "SENT"}, "desk": {"theirs": "open", "van_sheet": "open"}},
        look=True,
        painted=("desk.far_document",),
    ),
    Step("07-pen", "kiosk", "key.tools.draw", {"kiosk": {"tool": "pen"}}),
    Step(
        "07-resident-draws", "kiosk", "", {"kiosk": {"marks": "1"}, "desk": {"marks": "1"}}, draws=("own_paper", TICK)
    ),
    Step("07-circle", "desk", "key.tool.circle", {"desk": {"tool": "circle"}}),
    Step(
        "07-both-drew",
        "desk",
        "",
        {"kiosk": {"marks": "2"}, "desk": {"marks": "2"}},
        look=True,
        draws=("their_paper", FRAME),
    ),
    Step("07-pen-put-down", "kiosk", "key.tools.close", {"kiosk": {"tool": ""}}),
    Step("08-look-closer", "kiosk", "key.tools.look", {"kiosk": {"tools": "look"}}),
    Step("08-larger", "kiosk", "key.zoom_in", {"kiosk": {"zoom": "1"}}, look=True),
    Step(
        "08-together",
        "kiosk",
        "key.together",
        {"kiosk": {"together": "True"}, "desk": {"together": "True", "zoom": "1"}},
        look=True,
    ),
    Step("08-apart", "kiosk", "key.together", {"kiosk": {"together": "False"}, "desk": {"together": "False"}}),
    Step("08-outside", "kiosk", "key.show_outside", {"kiosk": {"outside": "van"}}, look=True),
    Step("08-not-outside", "kiosk", "key.hide_outside", {"kiosk": {"outside": ""}}),
    Step("08-closed", "kiosk", "key.tools.close", {"kiosk": {"tools": "closed"}}),
    Step("08-white-page", "kiosk", "key.open_board", {"kiosk": {"front": "board"}, "desk": {"front": "board"}}),
    Step("08-kana", "kiosk", "key.kana", {"kiosk": {"kana": "True"}}),
    Step("08-typed-fu", "kiosk", "key.kana.ふ", {"kiosk": {"typed": "1"}}),
    Step("08-typed-ta", "kiosk", "key.kana.た", {"kiosk": {"typed": "2"}}),
    Step("08-typed-ri", "kiosk", "key.kana.り", {"kiosk": {"typed": "3"}}, look=True),
    Step("08-said", "kiosk", "key.kana.send", {"kiosk": {"lines": "1"}, "desk": {"lines": "1"}}, look=True),
    Step("08-kana-closed", "kiosk", "key.kana.close", {"kiosk": {"kana": "False"}}),
    Step("08-white-page-closed", "kiosk", "key.back", {"kiosk": {"front": "van"}, "desk": {"front": "van"}}),
    Step("09-paper-hidden", "kiosk", "key.hide_paper", {"kiosk": {"mine": "hidden"}, "desk": {"theirs": "hidden"}}),
    Step("09-paper-put-away", "kiosk", "key.back", {"kiosk": {"screen": "call_face"}}),
    Step(
        "10-clerks-paper",
        "desk",
        "key.show_paper",
        {"kiosk": {"theirs": "open", "screen": "call_paper"}},
        look=True,
        painted=("kiosk.far_document",),
    ),
    Step("11-hold", "desk", "key.hold", {"kiosk": {"screen": "hold", "face_gate": "SHUT"}}),
    Step("12-back-from-hold", "desk", "key.resume", {"kiosk": {"call": "talking"}}),
    Step("13-outcome", "desk", "key.outcome.done", {"desk": {"outcome": "done"}}),
    Step("14-finish", "desk", "key.end_call", {"kiosk": {"screen": "finish"}, "desk": {"call": ""}}),
    Step("15-wiped", "kiosk", "key.finish", {"kiosk": {"visit": "home", "screen": "home"}}),
)


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

    def __init__(self, actors: Actors, heard: Heard, out: Path) -> None:
        self._actors = actors
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
        """What the report says of a touch or a drawing."""
        touched = self._ask(step.seat, act)
        what = act.key if isinstance(act, Touch) else act.paper
        if not isinstance(touched, Touched) or not touched.found:
            raise ActorFailed(f"step {step.name}: '{what}' is not on the {step.seat}'s screen")
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
