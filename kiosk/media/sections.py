"""What an SDP of the other end may hold: our own sections and nothing else, checked before aiortc reads it."""

from typing import Final

SECTIONS: Final = ("audio", "video", "video", "application")
"""Voice, face, document, data channels, in this order: the order is what names a track at the other end."""


class OtherSections(ValueError):
    """An SDP with other sections than ours, or with a track that goes one way only."""


def check_sections(sdp: str) -> None:
    """Raises OtherSections unless `sdp` has exactly our sections and all its tracks go both ways."""
    lines = sdp.splitlines()
    found = tuple(line[2:].split(" ", 1)[0] for line in lines if line.startswith("m="))
    ways = [line for line in lines if line in ("a=sendonly", "a=recvonly", "a=inactive")]
    if found != SECTIONS or ways:
        raise OtherSections(f"{len(found)} sections, {len(ways)} one-way tracks")
