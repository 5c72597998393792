"""What a PNG file says of itself in its first bytes, and whether its last ones are there: nothing is decoded."""

import struct
from typing import NamedTuple

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8xI4sIIBB")
_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"


class PngHeader(NamedTuple):
    """Size in pixels, bits of one sample, and the colour type: 0 is grey, 2 is colours."""

    width: int
    height: int
    bits: int
    colours: int


def png_header(file: bytes) -> PngHeader | None:
    """None for anything that is not a PNG."""
    if len(file) < _HEADER.size or not file.startswith(_SIGNATURE):
        return None
    _, _, *header = _HEADER.unpack_from(file)
    return PngHeader(*header)


def is_whole(file: bytes) -> bool:
    """Whether it ends as a PNG ends: one that was cut in the middle does not."""
    return file.endswith(_END)
