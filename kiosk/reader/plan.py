"""What a reader and its child agree on: the outfit of one child, what it is told, and what it reports."""

from typing import Literal

import msgspec

IDLE_EVERY_S = 0.5
BAND_BYTES = 1 << 20
"""The most pixels in one report: half of what a pipe takes as one."""
Size = tuple[int, int]
"""Width and height in pixels."""

Why = Literal["not_webp", "cut", "animated", "lies", "large", "shape", "broken"]
"""What is wrong with a picture: another format; another length than its header says; more than one picture in it; two
sizes that differ; more pixels than were asked for; another shape; all of that well, and yet not to be decoded."""
Lost = Literal["hung", "died"]
"""What became of the child that read it."""


class BadPicture(Exception):
    """Nothing that would be shown."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class Outfit(msgspec.Struct, frozen=True):
    """The name of the shared memory in which one child finds pictures as they were sent, one at a time."""

    picture: str


class Job(msgspec.Struct, frozen=True):
    """A picture of `length` bytes lies in the shared memory; it is to be given back as `width` x `height` pixels."""

    ticket: int
    length: int
    width: int
    height: int

    @property
    def size(self) -> Size:
        """Of the pixels that are wanted."""
        return self.width, self.height


class Idle(msgspec.Struct, frozen=True, tag="idle"):
    """Nothing was asked for a while; the first one says that the child can be told."""


class Reading(msgspec.Struct, frozen=True, tag="reading"):
    """The job is begun."""

    ticket: int


class Band(msgspec.Struct, frozen=True, tag="band"):
    """The next rows, BGRA, from the top."""

    ticket: int
    pixels: bytes


class Done(msgspec.Struct, frozen=True, tag="done"):
    """All rows were told, and nothing of the picture is kept."""

    ticket: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """There will be no rows; nothing of the picture is kept."""

    ticket: int
    why: Why


ReaderReport = Idle | Reading | Band | Done | Refused
encode = msgspec.msgpack.Encoder().encode
decode_report = msgspec.msgpack.Decoder(ReaderReport).decode
decode_outfit = msgspec.msgpack.Decoder(Outfit).decode
decode_job = msgspec.msgpack.Decoder(Job).decode
