"""The only file that reaches into aiortc's and aioice's insides. Pinned versions; a test fails when a name moves."""

from typing import Any

import aioice.ice
from aiortc import RTCRtpReceiver

from kiosk.media.jitter import PictureBuffer, VoiceBuffer

_BUFFER = "_RTCRtpReceiver__jitter_buffer"
_original_addresses = aioice.ice.get_host_addresses


def own_buffer(receiver: RTCRtpReceiver, kind: str) -> None:
    """Puts our jitter buffer into a receiver that has not started. Raises AttributeError if aiortc changed."""
    if not hasattr(receiver, _BUFFER):
        raise AttributeError(f"aiortc's receiver has no {_BUFFER} any more")
    setattr(receiver, _BUFFER, PictureBuffer() if kind == "video" else VoiceBuffer())


def ask_for_key_frame(sender: Any) -> None:
    """Makes the next sent picture a complete one, for a far end that starts to look now."""
    sender._send_keyframe()


def _addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    found: list[str] = _original_addresses(use_ipv4, use_ipv6)
    return found or ["127.0.0.1"]


def loopback_when_alone() -> None:
    """Lets two programs on a machine without any network find each other; aioice never offers 127.0.0.1."""
    aioice.ice.get_host_addresses = _addresses
