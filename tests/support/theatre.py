"""Kiosk, desk and hub as real processes on a virtual screen, for stories that touch keys and wait for what follows."""

import contextlib
import itertools
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil

from drivers.mock_room.room import Room
from drivers.mock_room.server import RoomServer
from kiosk.app.demo import SIGHTS
from kiosk.app.demo_actors import Actors, forget_run
from kiosk.app.demo_calibration import calibrate
from kiosk.app.demo_files import PAPERS, Run, RunFolder, make_run_folder, write_end_settings, write_hub_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.demo_script import BETWEEN_TOUCHES_S, Heard
from kiosk.app.seat_messages import Counted, Grab, Grabbed, Touch, Touched, Write
from kiosk.app.virtual_screen import virtual_screen

WITHIN_S = 20.0


@dataclass
class Theatre:
    """One run; everything in it is real but the devices."""

    folder: RunFolder
    room: Room
    actors: Actors
    heard: Heard
    display: dict[str, str]
    port: int
    numbers: Iterator[int]
    touched_s: dict[tuple[str, str], float] = field(default_factory=dict)

    def start(self, *programs: str) -> None:
        for program in programs:
            self.actors.start_end(program, 1.0, self.display)

    def touch(self, seat: str, key: str) -> Touched:
        """Touches a key as soon as it is there; the same key again no sooner than a person would mean it."""
        since_s = monotonic() - self.touched_s.get((seat, key), 0.0)
        self.heard.wait(lambda: False, max(0.0, BETWEEN_TOUCHES_S - since_s))
        touched = self._once_there(seat, lambda n: Touch(n, key))
        self.touched_s[seat, key] = monotonic()
        return touched

    def write(self, seat: str, field: str, text: str) -> None:
        """Types into a field as soon as it is there."""
        self._once_there(seat, lambda n: Write(n, field, text))

    def _once_there(self, seat: str, act: Callable[[int], Touch | Write]) -> Touched:
        deadline = itertools.count()
        while True:
            wish = act(next(self.numbers))
            self.actors.say(seat, wish)
            answer = self._answer(seat, wish.n)
            assert isinstance(answer, Touched)
            if answer.found:
                return answer
            assert next(deadline) < 40, f"never there at the {seat}: {wish}; {self.heard.words.get(seat)}"
            self.heard.wait(lambda: False, 0.25)

    def until(self, seat: str, **words: str) -> None:
        """Waits until the seat's screens say so."""

        def ready() -> bool:
            return words.items() <= self.heard.words.get(seat, {}).items()

        assert self.heard.wait(ready, WITHIN_S), f"{seat}: wanted {words}, got {self.heard.words.get(seat)}"

    def painted(self, name: str) -> None:
        """Waits for the first picture of a far camera, e.g. 'kiosk.far_face'."""
        assert self.heard.wait(lambda: name in self.heard.first_paint, WITHIN_S), f"nothing painted: {name}"

    def grab(self, seat: str, folder: Path, step: str) -> list[Path]:
        n = next(self.numbers)
        self.actors.say(seat, Grab(n, str(folder), step))
        answer = self._answer(seat, n)
        assert isinstance(answer, Grabbed)
        return [folder / name for name in answer.files]

    def _answer(self, seat: str, n: int) -> Touched | Grabbed | Counted:
        assert self.heard.wait(lambda: n in self.heard.answers, WITHIN_S), f"{seat} does not answer"
        return self.heard.answers[n]

    def talk(self) -> None:
        """From nothing to a conversation."""
        self.start("kiosk", "desk")
        for seat in ("kiosk", "desk"):
            self.until(seat, hub="online", face_health="ok", document_health="ok")
        self.touch("desk", "key.duty")
        self.talk_again()

    def talk_again(self) -> None:
        """From the home screen to a conversation with a clerk who is on duty."""
        self.touch("kiosk", "topic.soudan")
        self.touch("kiosk", "key.connect")
        self.until("desk", waiting="1")
        self.touch("desk", "key.answer")
        self.until("kiosk", screen="called")
        self.touch("kiosk", "key.start_talking")
        self.until("kiosk", screen="call_face", face_gate="SENT")
        self.painted("kiosk.far_face")
        self.painted("desk.far_face")

    def kill_hub(self) -> None:
        self.actors.kill("hub")

    def restart_hub(self) -> None:
        write_hub_settings(self.folder, port=self.port)
        self.actors.start_hub()

    def workers(self, program: str) -> list[psutil.Process]:
        """Living child processes of a program."""
        family: list[psutil.Process] = psutil.Process(self.actors.pid(program)).children(recursive=True)
        return family

    def terminate(self, *programs: str) -> dict[str, float]:
        """Asks the programs to end, all at once. Seconds until each was gone, which must have said that all is well."""
        asked = {psutil.Process(self.actors.pid(program)): program for program in programs}
        family = [child for process in asked for child in process.children(recursive=True)]
        took_s: dict[str, float] = {}
        begun_s = monotonic()

        def gone(process: psutil.Process) -> None:
            if process in asked:
                took_s[asked[process]] = monotonic() - begun_s

        for process in asked:
            process.terminate()
        ended, alive = psutil.wait_procs([*asked, *family], timeout=WITHIN_S, callback=gone)
        assert not alive, f"still there: {alive}"
        assert [process.returncode for process in ended if process in asked] == [0] * len(asked)
        return took_s

    def kill(self, program: str) -> None:
        os.kill(self.actors.pid(program), signal.SIGKILL)


@contextlib.contextmanager
def theatre(hub: bool = True, paper: bool = False) -> Iterator[Theatre]:
    """A run with its hub; kiosk and desk are started by the story. With `paper` the kiosk's eye understands what lies
    in its tray, on which lies nothing yet."""
    folder = make_run_folder()
    heard = Heard()
    layout, size = lay_out_headless()
    try:
        with RoomServer(folder.room) as server, virtual_screen(*size) as display:
            if paper:
                calibrate(server, SIGHTS.document, folder.calibration)
            else:
                for place, lying in PAPERS.items():
                    server.room.place(place, lying)
            actors = Actors(folder, heard.hear)
            try:
                write_hub_settings(folder)
                port = actors.start_hub()
                if not hub:
                    actors.kill("hub")
                run = Run(layout, kiosk=SIGHTS, paper=True) if paper else Run(layout)
                write_end_settings(folder, run, port)
                yield Theatre(folder, server.room, actors, heard, display, port, itertools.count(1))
            finally:
                actors.stop()
    finally:
        forget_run(folder.root)
