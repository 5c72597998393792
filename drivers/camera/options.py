"""The options of all cameras, apart from the keepers: settings are checked where OpenCV must not be loaded.

`width`, `height` and `fps` are the pictures that the program wants; it gives them from [video.*]. A picture may come
larger and in another shape. The options `path` and `login_file` are files; in settings they count from the settings'
own folder.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from drivers.mock_room.state import Place

Size = Annotated[int, Meta(ge=64, le=3840)]
Rate = Annotated[int, Meta(ge=1, le=60)]
Backend = Literal["auto", "v4l2", "dshow", "msmf", "avfoundation"]
HttpUrl = Annotated[
    str, Meta(pattern=r"^https?://[^/@\s]+(/\S*)?$", description="http://HOST:PORT/PATH, its login in login_file")
]
RtspUrl = Annotated[
    str, Meta(pattern=r"^rtsps?://[^/@\s]+(/\S*)?$", description="rtsp://HOST:PORT/PATH, its login in login_file")
]
"""Without a login, because addresses are shown and logged."""


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every camera is asked for."""

    width: Size = 1280
    height: Size = 720
    fps: Rate = 15


class MockCameraOptions(Wanted, frozen=True, kw_only=True):
    """`scene` is what stands before the camera, or what a telephone gives through a cable; `room` the address of the
    pretend world; `timecode` draws the time into the top left corner of the picture (of the tray, for a document). A
    document camera has pictures that are `source_width` wide, 0 for the size wanted, of which it gives smaller ones."""

    scene: Literal["face", "document", "cable"] = "face"
    place: Place = "van"
    room: str = ""
    timecode: bool = False
    source_width: Annotated[int, Meta(ge=0, le=8192)] = 0


class OpencvOptions(Wanted, frozen=True, kw_only=True):
    """A camera of this machine. `device`: its path (best /dev/v4l/by-id/…), its name, or its number, which another
    plug may change. `source_width` and `source_height` are asked of the camera, 0 for the size wanted.

    `exposure`, `exposure_screen` (while a telephone is shown), `focus` and `white_balance` are in the camera's own
    units (white balance mostly in kelvin) and end what it does by itself.
    """

    device: str | Annotated[int, Meta(ge=0, le=63)]
    backend: Backend = "auto"
    fourcc: Annotated[str, Meta(pattern=r"^[A-Za-z0-9]{3}[A-Za-z0-9 ]$")] = "MJPG"
    source_width: Annotated[int, Meta(ge=0, le=8192)] = 0
    source_height: Annotated[int, Meta(ge=0, le=8192)] = 0
    exposure: float | None = None
    exposure_screen: float | None = None
    focus: float | None = None
    white_balance: float | None = None


class HttpOptions(Wanted, frozen=True, kw_only=True):
    """A camera on the network that gives MJPEG. `login_file` holds NAME:PASSWORD and is its owner's alone."""

    url: HttpUrl
    login_file: str | None = None


class RtspOptions(Wanted, frozen=True, kw_only=True):
    """A camera on the network that speaks RTSP. `login_file` holds NAME:PASSWORD and is its owner's alone."""

    url: RtspUrl
    login_file: str | None = None


class ClipOptions(Wanted, frozen=True, kw_only=True):
    """`path` is a video, played at its own pace, or a folder of pictures, shown at `fps` in order of name."""

    path: str
