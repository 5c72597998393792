"""The three data channels of a call: what each promises. Numbers are negotiated by being fixed here."""

from dataclasses import dataclass
from typing import Final, Literal

ChannelName = Literal["live", "sure", "bulk"]


@dataclass(frozen=True)
class Channel:
    """One channel. `max_retransmits` None means reliable."""

    name: ChannelName
    id: int
    ordered: bool
    max_retransmits: int | None


LIVE: Final = Channel("live", 0, ordered=False, max_retransmits=0)
"""Pointer, pose, heartbeat: late is worse than lost."""

SURE: Final = Channel("sure", 2, ordered=True, max_retransmits=None)
"""Marks, steps, control: lost is not allowed."""

BULK: Final = Channel("bulk", 4, ordered=True, max_retransmits=None)
"""Stills, in chunks of at most BULK_CHUNK bytes; the sender waits for receipts."""

CHANNELS: Final = (LIVE, SURE, BULK)
BULK_CHUNK: Final = 16_384
