"""What travels on the room's socket: one line of JSON a message."""

import socket
from collections.abc import Generator
from typing import TypeVar

import msgspec

from drivers.mock_room.state import Device, Heard, Place, Printed, Scene
from drivers.mock_room.verbs import (
    Collect,
    Connect,
    Hold,
    Jam,
    Lay,
    Lift,
    Line,
    Listen,
    Load,
    Nudge,
    Plug,
    Put,
    Turn,
    Write,
)


class Join(msgspec.Struct, frozen=True, tag="join"):
    """A keeper opens a device."""

    place: Place
    device: Device


class Acknowledge(msgspec.Struct, frozen=True, tag="acknowledge"):
    """The keeper has taken over this version of its scene."""

    version: int


class TellHeard(msgspec.Struct, frozen=True, tag="heard"):
    """The keeper of a loudspeaker says what it gave."""

    heard: Heard


class TellPrinted(msgspec.Struct, frozen=True, tag="printed"):
    """The keeper of a printer says what came out."""

    printed: Printed


class Show(msgspec.Struct, frozen=True, tag="show"):
    """To a keeper: its scene now."""

    scene: Scene


class Busy(msgspec.Struct, frozen=True, tag="busy"):
    """To a keeper: another has this device open."""


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """To one who asked: done, or why not."""

    error: str = ""
    heard: Heard | None = None
    printed: Printed | None = None


ToRoom = (
    Join
    | Acknowledge
    | TellHeard
    | TellPrinted
    | Put
    | Nudge
    | Turn
    | Write
    | Lay
    | Lift
    | Connect
    | Plug
    | Jam
    | Hold
    | Line
    | Listen
    | Load
    | Collect
)
FromRoom = Show | Busy | Answer
to_room = msgspec.json.Decoder(ToRoom)
from_room = msgspec.json.Decoder(FromRoom)

Message = TypeVar("Message")


def send(connection: socket.socket, message: ToRoom | FromRoom) -> None:
    """Raises OSError when the other end is gone."""
    connection.sendall(msgspec.json.encode(message) + b"\n")


def receive(connection: socket.socket, decoder: msgspec.json.Decoder[Message]) -> Generator[Message, None, None]:
    """All messages until the other end closes or is gone."""
    try:
        with connection.makefile("rb") as lines:
            for line in lines:
                yield decoder.decode(line)
    except OSError:
        return
