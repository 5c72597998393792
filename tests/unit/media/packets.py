"""RTP packets as the receiver hands them to a jitter buffer, and the ways in which a network spoils their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiortc.rtp import RtpPacket
from hypothesis import strategies as st


@dataclass(frozen=True)
class Fate:
    """What the network does to one packet: lost, or sent `copies` times, each `late` places behind its turn."""

    copies: int
    late: int


ARRIVES = Fate(copies=1, late=0)
LOST = Fate(copies=0, late=0)


def fates(most_late: int) -> st.SearchStrategy[list[Fate]]:
    """A network's treatment of up to 60 packets."""
    one = st.builds(Fate, copies=st.sampled_from([0, 1, 1, 1, 2]), late=st.integers(0, most_late))
    return st.lists(one, min_size=1, max_size=60)


def order(treatment: Sequence[Fate]) -> list[int]:
    """Indexes of the packets in order of their arrival."""
    arrivals = [(at + fate.late, at) for at, fate in enumerate(treatment) for _ in range(fate.copies)]
    return [at for _, at in sorted(arrivals)]


def packet(number: int, timestamp: int, marker: int = 0, payload: bytes = b"") -> RtpPacket:
    """One packet whose sequence number wraps as on the wire."""
    made = RtpPacket(sequence_number=number % 65536, timestamp=timestamp % (1 << 32), marker=marker)
    made._data = payload  # type: ignore[attr-defined]
    return made
