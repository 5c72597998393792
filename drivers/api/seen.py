"""What a machine tells of a device that is plugged in, before anybody opens it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeenCamera:
    """`device` is what settings best call it: a path that stays, or its number. `verified` unless the system tells no
    names of cameras, so that this one was found by trying."""

    number: int
    name: str
    device: str
    verified: bool


@dataclass(frozen=True)
class SeenSound:
    """A microphone, a loudspeaker or both; `name` and `host` are what settings call it. `pinned` unless there is a
    sound server between, which may send its sound to another device."""

    name: str
    host: str
    hears: bool
    sounds: bool
    pinned: bool
