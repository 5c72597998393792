"""The processes of a demo: hub, kiosk and desk as real programs, watched, and ended together."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from time import monotonic

from kiosk.app.demo_files import RunFolder
from kiosk.app.places import own_command
from kiosk.app.seat_messages import FromActor, Here, Leave, ToActor, decode_from_actor, encode

END_WITHIN_S = 5.0


class ActorFailed(Exception):
    """A program of the demo did not start, or ended by itself; the text says which."""


class Actors:
    """Starts programs and ends them all; used by one thread, but messages arrive on others."""

    def __init__(self, folder: RunFolder, on_message: Callable[[str, FromActor], None]) -> None:
        """`on_message(seat, message)` is called on the actor's own reading thread."""
        self._folder = folder
        self._on_message = on_message
        self.started_s: dict[str, float] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._lines: dict[str, Connection] = {}
        self._listener = Listener(str(folder.seats))
        threading.Thread(target=self._accept, name="seats", daemon=True).start()

    def start_hub(self) -> int:
        """The hub's port, once it listens. Raises ActorFailed."""
        process = self._start("hub", {}, stdout=subprocess.PIPE)
        assert process.stdout is not None
        with process.stdout as said:
            words = said.readline().decode().split()
        if len(words) != 3 or words[0] != "listening":
            raise ActorFailed("the hub did not start")
        return int(words[2])

    def start_end(self, program: str, scale: float, display: dict[str, str]) -> None:
        """Kiosk or desk, drawn at `scale`."""
        environment = {**display, "QT_SCALE_FACTOR": str(scale), "QT_ENABLE_HIGHDPI_SCALING": "0"}
        self._start(program, environment, prompter=str(self._folder.seats))

    def say(self, seat: str, message: ToActor) -> None:
        """To one actor. Raises ActorFailed if it is gone."""
        try:
            self._lines[seat].send_bytes(encode(message))
        except (KeyError, OSError):
            raise ActorFailed(f"the {seat} is not there") from None

    def pid(self, program: str) -> int:
        """The process of a program that was started."""
        return self._processes[program].pid

    def kill(self, program: str) -> None:
        """Ends one program at once, as a crash would."""
        process = self._processes.pop(program)
        self._lines.pop(program, None)
        process.kill()
        process.wait()

    def ended(self) -> str | None:
        """The name of a program that has ended, if one has."""
        return next((name for name, process in self._processes.items() if process.poll() is not None), None)

    def stop(self) -> None:
        """Asks all, waits END_WITHIN_S, then kills; nothing is left running."""
        for line in self._lines.values():
            with contextlib.suppress(OSError):
                line.send_bytes(encode(Leave()))
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(END_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._listener.close()

    def _start(
        self, program: str, environment: dict[str, str], prompter: str | None = None, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        command = [*own_command(), program, "--config", str(self._folder.settings(program))]
        if prompter is not None:
            command += ["--prompter", prompter]
        # Its own session: Ctrl-C reaches the demo alone, which then ends all in good order.
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=stdout, start_new_session=sys.platform != "win32"
        )
        name = program if program not in self._processes else f"{program} again"
        self._processes[name] = process
        self.started_s[name] = monotonic()
        return process

    def _accept(self) -> None:
        while True:
            try:
                line = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._read, args=(line,), name="seat", daemon=True).start()

    def _read(self, line: Connection) -> None:
        seat = ""
        try:
            while True:
                message = decode_from_actor(line.recv_bytes())
                if isinstance(message, Here):
                    seat = message.seat
                    self._lines[seat] = line
                if seat:
                    self._on_message(seat, message)
        except (EOFError, OSError):
            return


def forget_run(folder: Path) -> None:
    """Removes a run's folder; tokens and sockets are of no more use."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
