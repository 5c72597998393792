"""Ways into the pretend world: for keepers, and for those who drive it from another process."""

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType

import msgspec

from drivers.api.errors import DeviceBusy, DeviceMissing
from drivers.mock_room.link import RoomLink
from drivers.mock_room.messages import Acknowledge, Answer, Join, Show, TellHeard, TellPrinted, from_room, receive, send
from drivers.mock_room.room import Room, Seat
from drivers.mock_room.state import Device, Heard, Place, Printed, RoomError, Scene
from drivers.mock_room.verbs import RoomVerbs, Verb


def connect(address: str | Room, place: Place, device: Device) -> RoomLink:
    """For a keeper that opens: its place in the room. `address` is a socket's path, or the room itself.

    Raises DeviceMissing without a room or while unplugged, DeviceBusy while another keeper has the device open.
    """
    link = watch(address, place, device, _nobody)
    if not link.scene.plugged:
        link.close()
        raise DeviceMissing(f"mock {device} of {place}: unplugged")
    return link


def watch(address: str | Room, place: Place, device: Device, changed: Callable[[], None]) -> RoomLink:
    """The same for a keeper that stays while its device is unplugged: `changed` is called, in any thread, after each
    change of its scene. Raises DeviceMissing without a room, DeviceBusy while another keeper has the device open."""
    if not address:
        raise DeviceMissing(f"mock {device} of {place}: settings name no room for mocks ([mock_room] address)")
    if isinstance(address, Room):
        return _MemoryLink(address, place, device, changed)
    return _SocketLink(address, place, device, changed)


def _nobody() -> None:
    """A keeper that only looks when it takes a picture or a block of sound."""


def room(address: str) -> "RoomControl":
    """For a demo or a test: drives the room behind this address. Raises RoomError when there is none."""
    try:
        return RoomControl(_dial(address))
    except OSError as error:
        raise RoomError(f"no room answers at {address}") from error


class RoomControl(RoomVerbs):
    """The verbs of a room in another process; for `with`, one thread."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = receive(connection, from_room)

    def ask(self, verb: Verb) -> Heard | Printed | None:
        """Raises RoomError with the room's words, or when it is gone."""
        try:
            send(self._connection, verb)
            answer = next(self._answers)
        except (OSError, StopIteration):
            raise RoomError("the room is gone") from None
        assert isinstance(answer, Answer)
        if answer.error:
            raise RoomError(answer.error)
        return answer.heard or answer.printed

    def close(self) -> None:
        """Leaves; may be called twice."""
        self._connection.close()
        self._answers.close()

    def __enter__(self) -> "RoomControl":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _MemoryLink(RoomLink):
    def __init__(self, room: Room, place: Place, device: Device, changed: Callable[[], None]) -> None:
        super().__init__(f"{device} of {place}", changed)
        self._room = room
        self._seat: Seat | None = None
        self._seat = room.join(place, device, self._take_over)

    def tell_heard(self, heard: Heard) -> None:
        if self._seat is not None:
            self._room.tell_heard(self._seat, heard)

    def tell_printed(self, printed: Printed) -> None:
        if self._seat is not None:
            self._room.tell_printed(self._seat, printed)

    def close(self) -> None:
        if self._seat is not None:
            self._room.leave(self._seat)

    def _take_over(self, scene: Scene) -> None:
        self.accept(scene)
        if self._seat is not None:
            self._room.acknowledge(self._seat, scene.version)


class _SocketLink(RoomLink):
    def __init__(self, address: str, place: Place, device: Device, changed: Callable[[], None]) -> None:
        super().__init__(f"{device} of {place}", changed)
        self._sending = threading.Lock()
        try:
            self._connection = _dial(address)
        except OSError as error:
            raise DeviceMissing(f"mock {device} of {place}: no room answers") from error
        self._messages = receive(self._connection, from_room)
        self._send(Join(place, device))
        first = next(self._messages, None)
        if not isinstance(first, Show):
            self._messages.close()
            self._connection.close()
            raise (
                DeviceBusy(f"mock {device} of {place}") if first else DeviceMissing(f"mock {device}: the room is gone")
            )
        self.accept(first.scene)
        self._listener = threading.Thread(target=self._listen, name=f"mock-{device}", daemon=True)
        self._listener.start()

    def tell_heard(self, heard: Heard) -> None:
        self._send(TellHeard(heard))

    def tell_printed(self, printed: Printed) -> None:
        self._send(TellPrinted(printed))

    def close(self) -> None:
        with contextlib.suppress(OSError):  # closed before, or the room is gone
            self._connection.shutdown(socket.SHUT_RDWR)
        self._listener.join()
        self._connection.close()

    def _listen(self) -> None:
        for message in self._messages:
            if isinstance(message, Show):
                self.accept(message.scene)
                self._send(Acknowledge(message.scene.version))
        self.accept(msgspec.structs.replace(self.scene, plugged=False))  # the room is gone, and with it the device

    def _send(self, message: Join | Acknowledge | TellHeard | TellPrinted) -> None:
        with self._sending, contextlib.suppress(OSError):  # a room that is gone ends the listening
            send(self._connection, message)


def _dial(address: str) -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("the pretend world needs AF_UNIX sockets, which this Python does not have")
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
