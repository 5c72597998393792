"""The child half of a reader: the only place where pictures of strangers are decoded. Started by name, imported by
nobody.

Its parent could not do it even if it trusted them: OpenCV and PyAV must not be in one process.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.still import MOST_PX
from kiosk.reader.confine import confine
from kiosk.reader.plan import (
    BAND_BYTES,
    IDLE_EVERY_S,
    BadPicture,
    Band,
    Done,
    Idle,
    Job,
    ReaderReport,
    Reading,
    Refused,
    Size,
    decode_job,
    decode_outfit,
    encode,
)
from kiosk.reader.webp import size_of
from kiosk.worker.child_line import ChildLine
from kiosk.worker.segment import Segment

SPARE_BYTES = 512 << 20
"""Enough for the largest page twice, and for what the decoder needs."""
_FLAGS = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
_SHAPE_DIFFERS = 0.02
Pixels = NDArray[np.uint8]


def main(_plan: bytes, line: ChildLine) -> None:
    """Waits for its turn, then reads what it is told until it is ended."""
    cv2.setNumThreads(1)  # a limit on processes is one on threads, too
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # its words about a picture tell sizes
    message = line.outfit()
    if message is None:
        return
    segment = Segment.attach(decode_outfit(message).picture)
    try:
        confine(SPARE_BYTES)
        _report(line, Idle())
        _read_what_is_asked(segment, line)
    finally:
        segment.close()


def _read_what_is_asked(segment: Segment, line: ChildLine) -> None:
    while not line.over:
        message = line.asked(IDLE_EVERY_S)
        if message is not None:
            _read(decode_job(message), segment, line)
        elif not line.over:
            _report(line, Idle())


def _read(job: Job, segment: Segment, line: ChildLine) -> None:
    _report(line, Reading(job.ticket))
    picture = _taken(segment, job.length)
    try:
        pixels = decoded(picture, job.size)
    except BadPicture as bad:
        _report(line, Refused(job.ticket, bad.why))
        return
    finally:
        picture[:] = bytes(len(picture))
    for band in bands(pixels):
        _report(line, Band(job.ticket, band))
    pixels.fill(0)
    _report(line, Done(job.ticket))


def _taken(segment: Segment, length: int) -> bytearray:
    with segment.bytes_at(0, length) as view:
        picture = bytearray(view)
    segment.zero()
    return picture


def decoded(picture: bytes | bytearray, size: Size) -> Pixels:
    """The picture as (height, width, 3) BGR of that size: enlarged to it where it is smaller. Raises BadPicture."""
    found = size_of(picture)
    _check(found, size)
    try:
        pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), _FLAGS)
        if pixels is None:
            raise BadPicture("broken")
        if pixels.dtype != np.uint8 or pixels.shape != (found[1], found[0], 3):
            raise BadPicture("lies")
        return _enlarged(np.asarray(pixels, np.uint8), size)
    except (cv2.error, MemoryError):
        raise BadPicture("broken") from None


def bands(pixels: Pixels) -> Iterator[bytes]:
    """All rows as BGRA, as many at once as BAND_BYTES holds."""
    height, width = pixels.shape[:2]
    rows = max(1, BAND_BYTES // (4 * width))
    for top in range(0, height, rows):
        yield cv2.cvtColor(pixels[top : top + rows], cv2.COLOR_BGR2BGRA).tobytes()


def _check(found: Size, size: Size) -> None:
    """A picture is at most as large as it is wanted, and of the same shape, as far as whole pixels can be."""
    width, height = found
    if width > size[0] or height > size[1] or size[0] * size[1] > MOST_PX:
        raise BadPicture("large")
    rounding = size[0] + size[1]
    if abs(width * size[1] - height * size[0]) > _SHAPE_DIFFERS * width * size[1] + rounding:
        raise BadPicture("shape")


def _enlarged(pixels: Pixels, size: Size) -> Pixels:
    if pixels.shape[:2] == (size[1], size[0]):
        return pixels
    large = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    pixels.fill(0)
    return large


def _report(line: ChildLine, report: ReaderReport) -> None:
    line.report(encode(report))
