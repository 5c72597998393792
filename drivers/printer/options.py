"""The options of printers, apart from the keepers."""

import msgspec

from drivers.mock_room.state import Place


class FilePrinterOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`folder` lies in memory (tmpfs) and is its owner's alone. `keep`, for tests and demonstrations: any folder will
    do, and what is printed stays there."""

    folder: str
    keep: bool = False


class MockPrinterOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`room` is the address of the pretend world."""

    place: Place = "van"
    room: str = ""
