"""The only file that reaches into aiortc's and aioice's insides. Pinned versions; a test fails when a name moves."""

from typing import Any

import aioice.ice
from aiortc import RTCPeerConnection, RTCRtpReceiver, RTCRtpSender
from aiortc.codecs.vpx import PACKET_MAX
from aiortc.rtcsctptransport import USERDATA_MAX_LENGTH

from kiosk.media.budget import PictureBudget
from kiosk.media.encoders import PictureEncoder, VoiceEncoder
from kiosk.media.estimate import LineEstimate, StreamEstimate
from kiosk.media.jitter import PictureBuffer, PictureQueue, VoiceBuffer
from kiosk.media.poses import Stamps

_BUFFER = "_RTCRtpReceiver__jitter_buffer"
_TO_DECODER = "_RTCRtpReceiver__decoder_queue"
_ESTIMATE = "_RTCRtpReceiver__remote_bitrate_estimator"
_AGAIN = "_retransmit"
_ENCODER = "_RTCRtpSender__encoder"
_original_addresses = aioice.ice.get_host_addresses


def own_voice_buffer(receiver: RTCRtpReceiver) -> None:
    """Puts our jitter buffer into a receiver that has not started. Raises AttributeError if aiortc changed."""
    _replace(receiver, _BUFFER, VoiceBuffer())


def own_estimate(receiver: RTCRtpReceiver, line: LineEstimate) -> None:
    """Lets a receiver of pictures judge the line together with the other one. Raises AttributeError if aiortc
    changed."""
    _replace(receiver, _ESTIMATE, StreamEstimate(line))


def own_picture_buffer(receiver: RTCRtpReceiver) -> Stamps:
    """The same for pictures; gives what knows their RTP time stamps. Raises AttributeError if aiortc changed."""
    on_its_way = PictureQueue()
    _replace(receiver, _BUFFER, PictureBuffer())
    _replace(receiver, _TO_DECODER, on_its_way)
    return on_its_way.stamps


def last_stamp(sender: RTCRtpSender) -> int | None:
    """The RTP time stamp of the packet that left last; None before the first."""
    inside: Any = sender
    return inside._RTCRtpSender__rtp_timestamp if inside._RTCRtpSender__packet_count else None


def own_encoder(sender: RTCRtpSender, encoder: PictureEncoder | VoiceEncoder) -> None:
    """Puts our encoder into a sender that has not started. Raises AttributeError if aiortc changed."""
    _replace(sender, _ENCODER, encoder)


def repeat_within(sender: RTCRtpSender, budget: PictureBudget) -> None:
    """Lets a sender send lost packets again as far as the line has room. Raises AttributeError if aiortc changed."""
    again = sender._retransmit

    async def repeat(sequence_number: int) -> None:
        if budget.allows_again():
            budget.spent(PACKET_MAX)
            await again(sequence_number)

    _replace(sender, _AGAIN, repeat)


def all_arrived(connection: RTCPeerConnection) -> bool:
    """Whether the other end has acknowledged everything sent on the data channels.

    `bufferedAmount` does not say so: it is 0 as soon as a message is cut into chunks.
    """
    sctp: Any = connection.sctp
    return sctp is None or not (sctp._data_channel_queue or sctp._outbound_queue or sctp._sent_queue)


def open_wider(connection: RTCPeerConnection) -> None:
    """Lets the data channels begin with ten packets on their way, as TCP does (RFC 6928), and not with three: a picture
    of 50 kB is there three round trips sooner. Raises AttributeError if aiortc changed."""
    sctp: Any = connection.sctp
    if not hasattr(sctp, "_cwnd"):
        raise AttributeError("aiortc changed: no _cwnd any more")
    sctp._cwnd = max(sctp._cwnd, 10 * USERDATA_MAX_LENGTH)


def _replace(owner: object, name: str, value: object) -> None:
    if not hasattr(owner, name):
        raise AttributeError(f"aiortc changed: no {name} any more")
    setattr(owner, name, value)


def _addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    found: list[str] = _original_addresses(use_ipv4, use_ipv6)
    return found or ["127.0.0.1"]


def loopback_when_alone() -> None:
    """Lets two programs on a machine without any network find each other; aioice never offers 127.0.0.1."""
    aioice.ice.get_host_addresses = _addresses
