"""The options of real sound devices, apart from their keeper: settings are checked without loading PortAudio."""

import sys
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Host = Literal["ALSA", "Windows WASAPI", "Core Audio"]
"""Ways by which PortAudio reaches devices, without those that cut names or choose a device by themselves."""
_OF_SYSTEM: dict[str, Host] = {"linux": "ALSA", "win32": "Windows WASAPI", "darwin": "Core Audio"}

Name = Annotated[
    str,
    Meta(
        pattern=r"^(?!(default|sysdefault|pulse|pipewire|dmix)$).+",
        description="the name of one device, never of whichever the system prefers",
    ),
]


class PortAudioOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`input` and `output` are names as `doctor` lists them. `latency_ms` is asked of each of the two; a device that
    crackles needs more."""

    input: Name
    output: Name
    host: Host = _OF_SYSTEM.get(sys.platform, "ALSA")
    latency_ms: Annotated[int, Meta(ge=10, le=200)] = 20
