"""JPEG as cameras send it: found whole or not at all, and decoded no larger than needed."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
_BEGIN, _END = b"\xff\xd8", b"\xff\xd9"
_SLACK = 16
"""Some cameras put a line end, or bytes that fill up, before and behind a picture."""
_MAX_SIDE_PX = 8192
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset(range(0xD0, 0xDA)) | {0x01}
_REDUCED = ((4, cv2.IMREAD_REDUCED_COLOR_4), (2, cv2.IMREAD_REDUCED_COLOR_2))


def whole_jpeg(content: bytes) -> bytes | None:
    """The picture in `content` from its first to its last marker; None unless one begins at its very beginning."""
    begin = content.find(_BEGIN, 0, _SLACK)
    end = content.rfind(_END)
    return content[begin : end + len(_END)] if 0 <= begin < end else None


def ends_whole(content: bytes) -> bool:
    """Whether a picture ends at the very end of `content`."""
    return _END in content[-_SLACK:]


def jpeg_size(jpeg: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the header says (ITU-T T.81, B.2.2); None without a readable header."""
    at = len(_BEGIN)
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker in _FRAME_HEADERS:
            return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return None


def decode(jpeg: bytes, wanted: tuple[int, int] | None = None) -> Pixels | None:
    """(height, width, 3) BGR: at a half or a quarter of its size where that still covers `wanted` (width, height);
    without that, as large as it is.

    None for what is no picture, or for one with a side of more than 8,192 pixels.
    """
    size = jpeg_size(jpeg)
    if size is None or not 0 < min(size) <= max(size) <= _MAX_SIDE_PX:
        return None
    fewer = (flag for part, flag in _REDUCED if wanted is not None and _covers(size, part, wanted))
    how = next(fewer, cv2.IMREAD_COLOR)
    try:
        return cast("Pixels | None", cv2.imdecode(np.frombuffer(jpeg, np.uint8), how))
    except cv2.error:
        return None


def _covers(size: tuple[int, int], part: int, wanted: tuple[int, int]) -> bool:
    return size[0] >= part * wanted[0] and size[1] >= part * wanted[1]
