"""What the header of a WebP file says, found out before any decoder sees a byte of it.

Written from RFC 9649 (the container and the lossless header) and RFC 6386, 9.1 (the lossy header). Stricter than they
are: the file ends where it says, and holds nothing but the one picture and what may describe it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.reader.plan import BadPicture, Size

Bytes = bytes | bytearray
_ANIMATION_FLAG = 0x02
_ANIMATED = (b"ANIM", b"ANMF")
_BESIDE = (b"ICCP", b"ALPH", b"EXIF", b"XMP ")
"""What a file with an extended header may hold beside its picture; read by nobody here."""
_START_CODE = b"\x9d\x01\x2a"
_SIGNATURE = 0x2F


@dataclass(frozen=True)
class _Chunk:
    name: bytes
    payload: Bytes


def size_of(picture: Bytes) -> Size:
    """Width and height of a file with one still picture. Raises BadPicture: `not_webp`, `cut`, `animated` or `lies`."""
    if picture[:4] != b"RIFF" or picture[8:12] != b"WEBP":
        raise BadPicture("not_webp")
    if _number(picture[4:8]) + 8 != len(picture):
        raise BadPicture("cut")
    first, *others = _chunks(picture)
    if first.name == b"VP8X":
        return _extended(first.payload, others)
    if others:
        raise BadPicture("not_webp")
    return _of_picture(first)


def _chunks(picture: Bytes) -> Iterator[_Chunk]:
    """At least one. An odd payload is followed by a byte that belongs to nothing."""
    at = 12
    while at == 12 or at < len(picture):
        begin = at + 8
        end = begin + _number(picture[at + 4 : begin])
        at = end + end % 2  # chunks begin at even places
        if begin > len(picture) or at > len(picture):
            raise BadPicture("cut")
        yield _Chunk(bytes(picture[begin - 8 : begin - 4]), picture[begin:end])


def _extended(header: Bytes, others: list[_Chunk]) -> Size:
    if len(header) != 10:
        raise BadPicture("cut")
    if header[0] & _ANIMATION_FLAG or any(chunk.name in _ANIMATED for chunk in others):
        raise BadPicture("animated")
    pictures = [chunk for chunk in others if chunk.name not in _BESIDE]
    if len(pictures) != 1:
        raise BadPicture("not_webp")
    size = 1 + _number(header[4:7]), 1 + _number(header[7:10])
    if size != _of_picture(pictures[0]):
        raise BadPicture("lies")
    return size


def _of_picture(chunk: _Chunk) -> Size:
    if chunk.name == b"VP8 ":
        return _lossy(chunk.payload)
    if chunk.name == b"VP8L":
        return _lossless(chunk.payload)
    raise BadPicture("not_webp")


def _lossy(payload: Bytes) -> Size:
    """A key frame: three bytes of which the lowest bit is 0, the start code, 14 bits each of width and height."""
    if len(payload) < 10:
        raise BadPicture("cut")
    width, height = (_number(payload[at : at + 2]) & 0x3FFF for at in (6, 8))
    if payload[0] & 1 or payload[3:6] != _START_CODE or not width or not height:
        raise BadPicture("not_webp")
    return width, height


def _lossless(payload: Bytes) -> Size:
    """The signature, 14 bits each of width and height less one, a bit that tells of alpha, three bits that are 0."""
    if len(payload) < 5:
        raise BadPicture("cut")
    bits = _number(payload[1:5])
    if payload[0] != _SIGNATURE or bits >> 29:
        raise BadPicture("not_webp")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


def _number(part: Bytes) -> int:
    return int.from_bytes(part, "little")
