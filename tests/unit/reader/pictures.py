"""Pictures for tests of the reader: honest ones, and files put together by hand that are not."""

import struct

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.reader.webp import size_of

Pixels = NDArray[np.uint8]
Chunk = tuple[bytes, bytes]
ANIMATION, EXIF = 0x02, 0x08


def drawn(width: int, height: int, seed: int = 1) -> Pixels:
    """Something like print: dark bars on light ground, the same for the same seed."""
    chance = np.random.default_rng(seed)
    pixels = np.full((height, width, 3), chance.integers(200, 256, 3), np.uint8)
    for _ in range(12):
        left, top = chance.integers(0, width), chance.integers(0, height)
        pixels[top : top + 1 + height // 12, left : left + 1 + width // 5] = chance.integers(0, 120, 3)
    return pixels


def webp(pixels: Pixels, quality: int = 80) -> bytes:
    """As the other end would send it; a quality above 100 keeps each pixel as it is."""
    return encoded(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, quality])


def encoded(kind: str, pixels: Pixels, options: list[int] | None = None) -> bytes:
    return bytes(cv2.imencode(kind, pixels, options or [])[1].tobytes())


def bgra(pixels: Pixels) -> bytes:
    """What has to come out for (height, width, 3) pixels."""
    return bytes(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA).tobytes())


def seen(picture: bytes, size: tuple[int, int] | None = None) -> bytes:
    """BGRA as OpenCV itself decodes the picture, enlarged to `size` where that is given."""
    pixels = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    if size is not None:
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    return bgra(pixels)


def riff(*chunks: Chunk) -> bytes:
    """A WebP file of those chunks, each a name and its payload."""
    body = b"".join(name + struct.pack("<I", len(load)) + load + bytes(len(load) % 2) for name, load in chunks)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def lossy(width: int, height: int, rest: bytes = b"") -> Chunk:
    """The header of a key frame."""
    return b"VP8 ", b"\x10\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height) + rest


def lossless(width: int, height: int, rest: bytes = b"") -> Chunk:
    return b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + rest


def extended(width: int, height: int, flags: int = 0) -> Chunk:
    """The header that stands before other chunks."""
    sides = ((side - 1).to_bytes(3, "little") for side in (width, height))
    return b"VP8X", bytes([flags, 0, 0, 0]) + b"".join(sides)


def chunk_of(picture: bytes) -> Chunk:
    """The only chunk of a simple file."""
    length = int.from_bytes(picture[16:20], "little")
    return picture[12:16], picture[20 : 20 + length]


def turned(picture: bytes) -> bytes:
    """The same picture, with the wish that it be shown turned by a quarter."""
    orientation = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 1) + orientation + struct.pack("<I", 0)
    return riff(extended(*size_of(picture), EXIF), chunk_of(picture), (b"EXIF", exif))
