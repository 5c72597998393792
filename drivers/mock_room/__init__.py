"""The pretend world that mock devices live in: two places, driven from outside by a demo, a story or a test."""

from drivers.mock_room.client import connect, room, watch
from drivers.mock_room.link import RoomLink
from drivers.mock_room.room import Room
from drivers.mock_room.server import RoomServer
from drivers.mock_room.state import Device, Heard, Paper, Place, RoomError, Scene, Thing, ThingKind

__all__ = [
    "Device",
    "Heard",
    "Paper",
    "Place",
    "Room",
    "RoomError",
    "RoomLink",
    "RoomServer",
    "Scene",
    "Thing",
    "ThingKind",
    "connect",
    "room",
    "watch",
]
