"""The table of keepers: which driver is meant by a name in settings. Nothing is loaded before it is chosen."""

import importlib
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, overload

import msgspec

from drivers.api.camera import Camera
from drivers.api.display import Display
from drivers.api.printer import Printer
from drivers.api.seen import SeenCamera, SeenSound
from drivers.api.sound import Sound
from drivers.api.speech import Speech

Kind = Literal["camera", "display", "printer", "sound", "speech"]
_AT = re.compile(r"(?:field `|`\$\.)(\w+)")
"""Where msgspec names the option in what it says."""


class UnknownKeeper(ValueError):
    """Settings name a keeper that does not exist; the text lists those that do."""


class WrongOption(ValueError):
    """An option of a keeper is unknown, missing or has a wrong value; the text names it and what is allowed.

    `option` is its name.
    """

    def __init__(self, words: str, option: str) -> None:
        super().__init__(words)
        self.option = option


@dataclass(frozen=True)
class Row:
    """Where a keeper and its options struct live, as module:name, and whether it only pretends."""

    keeper: str
    options: str
    mock: bool


TABLE: dict[Kind, dict[str, Row]] = {
    "camera": {
        "mock": Row("drivers.camera.mock:MockCamera", "drivers.camera.options:MockCameraOptions", mock=True),
        "clip": Row("drivers.camera.clip:ClipCamera", "drivers.camera.options:ClipOptions", mock=True),
        "opencv": Row("drivers.camera.opencv:OpencvCamera", "drivers.camera.options:OpencvOptions", mock=False),
        "http": Row("drivers.camera.http:HttpCamera", "drivers.camera.options:HttpOptions", mock=False),
        "rtsp": Row("drivers.camera.rtsp:RtspCamera", "drivers.camera.options:RtspOptions", mock=False),
    },
    "display": {
        "mock": Row("drivers.display.mock:MockDisplay", "drivers.display.mock:MockDisplayOptions", mock=True),
        "qt_screens": Row(
            "drivers.display.qt_screens:QtScreens", "drivers.display.qt_screens:QtScreensOptions", mock=False
        ),
    },
    "printer": {
        "mock": Row("drivers.printer.mock:MockPrinter", "drivers.printer.options:MockPrinterOptions", mock=True),
        "cups": Row("drivers.printer.cups:CupsPrinter", "drivers.printer.options:CupsOptions", mock=False),
        "qt": Row("drivers.printer.qt:QtPrinter", "drivers.printer.options:QtPrinterOptions", mock=False),
        "file": Row("drivers.printer.file:FilePrinter", "drivers.printer.options:FilePrinterOptions", mock=True),
    },
    "sound": {
        "mock": Row("drivers.audio.mock:MockSound", "drivers.audio.mock:MockSoundOptions", mock=True),
        "portaudio": Row(
            "drivers.audio.portaudio:PortAudioSound", "drivers.audio.options:PortAudioOptions", mock=False
        ),
    },
    "speech": {
        "mock": Row("drivers.speech.mock:MockSpeech", "drivers.speech.options:MockSpeechOptions", mock=True),
        "openjtalk": Row("drivers.speech.openjtalk:OpenJTalk", "drivers.speech.options:OpenJTalkOptions", mock=False),
    },
}


def names(kind: Kind) -> tuple[str, ...]:
    """All keepers of a kind."""
    return tuple(TABLE[kind])


@overload
def open_keeper(kind: Literal["camera"], name: str, options: Mapping[str, object]) -> Camera: ...
@overload
def open_keeper(kind: Literal["display"], name: str, options: Mapping[str, object]) -> Display: ...
@overload
def open_keeper(kind: Literal["printer"], name: str, options: Mapping[str, object]) -> Printer: ...
@overload
def open_keeper(kind: Literal["sound"], name: str, options: Mapping[str, object]) -> Sound: ...
@overload
def open_keeper(kind: Literal["speech"], name: str, options: Mapping[str, object]) -> Speech: ...
def open_keeper(kind: Kind, name: str, options: Mapping[str, object]) -> Camera | Display | Printer | Sound | Speech:
    """Makes the keeper called `name`; its device stays closed. Raises UnknownKeeper or WrongOption.

    There is no fallback: whoever asks for a device that is missing hears so from its `open`.
    """
    checked = check_options(kind, name, options)
    keeper: Camera | Display | Printer | Sound | Speech = _load(TABLE[kind][name].keeper)(checked)
    return keeper


def check_options(kind: Kind, name: str, options: Mapping[str, object]) -> msgspec.Struct:
    """The options as the keeper takes them, without loading the keeper. Raises UnknownKeeper or WrongOption."""
    struct = _options_of(kind, name)
    try:
        checked: msgspec.Struct = msgspec.convert(dict(options), struct)
    except msgspec.ValidationError as error:
        allowed = ", ".join(f"{field.name}: {_words(field.type)}" for field in msgspec.structs.fields(struct))
        at = _AT.search(str(error))
        raise WrongOption(f"{kind} {name!r}: {error}; options are {allowed}", at[1] if at else "") from None
    return checked


def takes(kind: Kind, name: str, option: str) -> bool:
    """Whether the keeper knows such an option. Raises UnknownKeeper."""
    return option in _options_of(kind, name).__struct_fields__


def seen_cameras() -> list[SeenCamera]:
    """The cameras that this machine sees, opened by nobody so far."""
    seen: list[SeenCamera] = _load("drivers.camera.seen:seen_cameras")()
    return seen


def seen_sounds() -> list[SeenSound]:
    """The sound devices that this machine sees. Raises DeviceMissing or DeviceBusy."""
    seen: list[SeenSound] = _load("drivers.audio.library:seen_sounds")()
    return seen


def voice_installed() -> bool:
    """Whether the library of the real voice is there; looks without loading it."""
    installed: bool = _load("drivers.speech.openjtalk:is_installed")()
    return installed


def _options_of(kind: Kind, name: str) -> type[msgspec.Struct]:
    row = TABLE[kind].get(name)
    if row is None:
        raise UnknownKeeper(f"no {kind} is called {name!r}; there are {', '.join(names(kind))}")
    struct: type[msgspec.Struct] = _load(row.options)
    return struct


def _load(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _words(kind: Any) -> str:
    origin = get_origin(kind)
    if origin is Annotated:
        plain, *notes = get_args(kind)
        told = [note.description for note in notes if isinstance(note, msgspec.Meta) and note.description]
        return told[0] if told else _words(plain)
    if origin in (Union, types.UnionType):
        return " or ".join(_words(arm) for arm in get_args(kind) if arm is not types.NoneType)
    return " or ".join(map(repr, get_args(kind))) if origin is Literal else getattr(kind, "__name__", str(kind))
