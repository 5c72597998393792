"""Carries the pretend world to other processes, over a socket that only this user can reach."""

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from drivers.api.errors import DeviceBusy
from drivers.mock_room.messages import (
    Acknowledge,
    Answer,
    Busy,
    FromRoom,
    Join,
    Show,
    TellHeard,
    TellPrinted,
    receive,
    send,
    to_room,
)
from drivers.mock_room.room import Room, Seat
from drivers.mock_room.state import Printed, RoomError
from drivers.mock_room.verbs import Verb


class RoomServer:
    """A room behind an AF_UNIX socket, for `with`. The folder of `path` is made with mode 0700, or must have it."""

    def __init__(self, path: Path) -> None:
        self.room = Room()
        self._path = path
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None

    @property
    def address(self) -> str:
        """What settings name as the room's address."""
        return str(self._path)

    def __enter__(self) -> "RoomServer":
        """Raises PermissionError when others can look into the folder, OSError where AF_UNIX is missing."""
        if not hasattr(socket, "AF_UNIX"):
            raise OSError("the pretend world needs AF_UNIX sockets, which this Python does not have")
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            raise PermissionError(f"others can look into the folder of the room: {folder}")
        self._path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._path.chmod(0o600)
        self._listener.listen()
        self._spawn(self._accept, self._listener)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keepers lose their devices."""
        assert self._listener is not None
        with self._lock:
            _shut(self._listener)
            self._listener = None
            for connection in self._connections:
                _shut(connection)
        for thread in self._threads:
            thread.join()
        self._path.unlink(missing_ok=True)

    def _spawn(self, attend: Callable[[socket.socket], None], connection: socket.socket) -> None:
        thread = threading.Thread(target=attend, args=(connection,), name="mock-room", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        with listener:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with self._lock:
                    if self._listener is None:
                        connection.close()
                        return
                    self._connections.append(connection)
                    self._spawn(self._attend, connection)

    def _attend(self, connection: socket.socket) -> None:
        seat: Seat | None = None
        try:
            for message in receive(connection, to_room):
                match message:
                    case Join(place, device):
                        seat = self.room.join(place, device, lambda scene: _tell(connection, Show(scene)))
                    case Acknowledge(version) if seat is not None:
                        self.room.acknowledge(seat, version)
                    case TellHeard(heard) if seat is not None:
                        self.room.tell_heard(seat, heard)
                    case TellPrinted(printed) if seat is not None:
                        self.room.tell_printed(seat, printed)
                    case Acknowledge() | TellHeard() | TellPrinted():
                        return
                    case _:
                        _tell(connection, self._answer(message))
        except DeviceBusy:
            _tell(connection, Busy())
        finally:
            if seat is not None:
                self.room.leave(seat)
            with self._lock:
                self._connections.remove(connection)
            connection.close()

    def _answer(self, verb: Verb) -> Answer:
        try:
            found = self.room.ask(verb)
        except RoomError as error:
            return Answer(error=str(error))
        return Answer(printed=found) if isinstance(found, Printed) else Answer(heard=found)


def _tell(connection: socket.socket, message: FromRoom) -> None:
    with contextlib.suppress(OSError):  # whoever is gone is noticed where its messages are read
        send(connection, message)


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other end was quicker
        connection.shutdown(socket.SHUT_RDWR)
