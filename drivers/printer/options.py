"""The options of printers, apart from the keepers."""

import msgspec

from drivers.mock_room.state import Place


class FilePrinterOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`folder` lies in memory (tmpfs) and is its owner's alone. `keep`, for tests and demonstrations: any folder will
    do, and what is printed stays there."""

    folder: str
    keep: bool = False


class CupsOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`queue` as `lpstat -p` lists it. `server` is a host, host:port or a socket's path, if it is not this system's
    own; `config` is the folder of its files, which are looked at before anything is printed."""

    queue: str
    server: str = ""
    config: str = "/etc/cups"


class QtPrinterOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`printer` as the system lists it; `config` is the folder of CUPS' files, where the system prints through CUPS."""

    printer: str
    config: str = "/etc/cups"


class MockPrinterOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`room` is the address of the pretend world."""

    place: Place = "van"
    room: str = ""
