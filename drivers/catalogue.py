"""The table of keepers: which driver is meant by a name in settings. Nothing is loaded before it is chosen."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, overload

import msgspec

from drivers.api.camera import Camera
from drivers.api.sound import Sound

Kind = Literal["camera", "sound"]


class UnknownKeeper(ValueError):
    """Settings name a keeper that does not exist; the text lists those that do."""


class WrongOption(ValueError):
    """An option of a keeper is unknown or has a wrong value; the text names it and what is allowed."""


@dataclass(frozen=True)
class Row:
    """Where a keeper and its options struct live, as module:name, and whether it only pretends."""

    keeper: str
    options: str
    mock: bool


TABLE: dict[Kind, dict[str, Row]] = {
    "camera": {
        "mock": Row("drivers.camera.mock:MockCamera", "drivers.camera.mock:MockCameraOptions", mock=True),
    },
    "sound": {
        "mock": Row("drivers.audio.mock:MockSound", "drivers.audio.mock:MockSoundOptions", mock=True),
    },
}


def names(kind: Kind) -> tuple[str, ...]:
    """All keepers of a kind."""
    return tuple(TABLE[kind])


@overload
def open_keeper(kind: Literal["camera"], name: str, options: Mapping[str, object]) -> Camera: ...
@overload
def open_keeper(kind: Literal["sound"], name: str, options: Mapping[str, object]) -> Sound: ...
def open_keeper(kind: Kind, name: str, options: Mapping[str, object]) -> Camera | Sound:
    """Makes the keeper called `name`; its device stays closed. Raises UnknownKeeper or WrongOption.

    There is no fallback: whoever asks for a device that is missing hears so from its `open`.
    """
    row = TABLE[kind].get(name)
    if row is None:
        raise UnknownKeeper(f"no {kind} is called {name!r}; there are {', '.join(names(kind))}")
    struct = _load(row.options)
    try:
        checked: object = msgspec.convert(dict(options), struct)
    except msgspec.ValidationError as error:
        allowed = ", ".join(f"{field.name}: {_words(field.type)}" for field in msgspec.structs.fields(struct))
        raise WrongOption(f"{kind} {name!r}: {error}; options are {allowed}") from None
    keeper: Camera | Sound = _load(row.keeper)(checked)
    return keeper


def _load(path: str) -> type:
    module, _, name = path.partition(":")
    found: type = getattr(importlib.import_module(module), name)
    return found


def _words(kind: object) -> str:
    allowed = getattr(kind, "__args__", None)
    return " or ".join(map(repr, allowed)) if allowed else getattr(kind, "__name__", str(kind))
