"""The private names of aiortc and aioice that we rely on are where we think they are; this fails when one moves."""

import asyncio
from collections.abc import Awaitable, Callable

import aioice.ice
import numpy as np
import pytest
from aiortc import RTCPeerConnection, RTCRtpReceiver, RTCRtpSender
from aiortc.codecs.opus import OpusDecoder
from aiortc.jitterbuffer import JitterFrame
from av import AudioFrame

from kiosk.media import patches
from kiosk.media.budget import PictureBudget
from kiosk.media.encoders import FIRST_PICTURE_BITS_PER_S, PictureEncoder, VoiceEncoder
from kiosk.media.estimate import LineEstimate, StreamEstimate
from kiosk.media.jitter import PictureBuffer, PictureQueue, VoiceBuffer

Look = Callable[[RTCRtpReceiver, RTCRtpSender], None]


async def with_line(kind: str, look: Look) -> None:
    connection = RTCPeerConnection()
    try:
        transceiver = connection.addTransceiver(kind)
        look(transceiver.receiver, transceiver.sender)
    finally:
        await connection.close()


def run(step: Awaitable[None]) -> None:
    async def whole() -> None:
        await step

    asyncio.run(whole())


def test_a_video_receiver_takes_our_buffer_and_our_way_to_the_decoder() -> None:
    def look(receiver: RTCRtpReceiver, _: RTCRtpSender) -> None:
        patches.own_picture_buffer(receiver)
        assert isinstance(vars(receiver)["_RTCRtpReceiver__jitter_buffer"], PictureBuffer)
        assert isinstance(vars(receiver)["_RTCRtpReceiver__decoder_queue"], PictureQueue)

    run(with_line("video", look))


def test_an_audio_receiver_takes_our_buffer() -> None:
    def look(receiver: RTCRtpReceiver, _: RTCRtpSender) -> None:
        patches.own_voice_buffer(receiver)
        assert isinstance(vars(receiver)["_RTCRtpReceiver__jitter_buffer"], VoiceBuffer)

    run(with_line("audio", look))


@pytest.mark.parametrize(
    ("kind", "encoder"), [("audio", VoiceEncoder()), ("video", PictureEncoder(0.7, PictureBudget()))]
)
def test_a_sender_takes_our_encoder(kind: str, encoder: VoiceEncoder | PictureEncoder) -> None:
    def look(_: RTCRtpReceiver, sender: RTCRtpSender) -> None:
        patches.own_encoder(sender, encoder)
        assert vars(sender)["_RTCRtpSender__encoder"] is encoder

    run(with_line(kind, look))


def test_a_video_receiver_takes_our_estimate() -> None:
    def look(receiver: RTCRtpReceiver, _: RTCRtpSender) -> None:
        patches.own_estimate(receiver, LineEstimate())
        assert isinstance(vars(receiver)["_RTCRtpReceiver__remote_bitrate_estimator"], StreamEstimate)

    run(with_line("video", look))


def test_lost_packets_go_again_only_while_the_line_has_room() -> None:
    again: list[int] = []

    async def look() -> None:
        connection = RTCPeerConnection()
        try:
            sender, budget = connection.addTransceiver("video").sender, PictureBudget(lambda: 0.0)

            async def told(sequence_number: int) -> None:
                again.append(sequence_number)

            vars(sender)["_retransmit"] = told
            patches.repeat_within(sender, budget)
            for sequence_number in range(100):
                await sender._retransmit(sequence_number)
        finally:
            await connection.close()

    run(look())
    assert again == list(range(len(again))) and 10 < len(again) < 30, "a quarter of a second of the line"


def test_a_name_that_moved_is_an_error_and_not_a_silent_nothing() -> None:
    with pytest.raises(AttributeError, match="jitter_buffer"):
        patches.own_picture_buffer(object())  # type: ignore[arg-type]


def test_what_is_under_way_on_the_data_channels_can_be_seen() -> None:
    async def look() -> None:
        connection = RTCPeerConnection()
        try:
            assert patches.all_arrived(connection), "no channels, nothing under way"
            channel = connection.createDataChannel("sure", negotiated=True, id=2)
            assert patches.all_arrived(connection)
            sctp = connection.sctp
            assert sctp is not None
            for name in ("_data_channel_queue", "_outbound_queue", "_sent_queue"):
                waiting = getattr(sctp, name)
                waiting.append(channel)
                assert not patches.all_arrived(connection), name
                waiting.clear()
        finally:
            await connection.close()

    run(look())


def test_a_machine_without_a_network_still_finds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aioice.ice, "get_host_addresses", aioice.ice.get_host_addresses)  # put back afterwards
    patches.loopback_when_alone()
    monkeypatch.setattr(patches, "_original_addresses", lambda use_ipv4, use_ipv6: [])
    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["127.0.0.1"]
    monkeypatch.setattr(patches, "_original_addresses", lambda use_ipv4, use_ipv6: ["10.0.0.7"])
    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["10.0.0.7"]


def test_voice_is_sent_as_one_channel_that_any_opus_decoder_takes() -> None:
    encoder, decoder = VoiceEncoder(), OpusDecoder()
    sizes, heard = [], 0.0
    for at in range(25):
        wave = np.sin((np.arange(960) + at * 960) * 2 * np.pi * 440 / 48_000) * 8000
        frame = AudioFrame.from_ndarray(wave.astype(np.int16).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48_000, at * 960
        for payload in encoder.encode(frame)[0]:
            sizes.append(len(payload))
            assert not payload[0] & 4, "the stereo bit of the packet's first byte: RFC 6716 section 3.1"
            for decoded in decoder.decode(JitterFrame(payload, at * 960)):
                assert isinstance(decoded, AudioFrame)
                heard = max(heard, float(np.abs(decoded.to_ndarray()).max()))
    assert len(sizes) >= 24 and sum(sizes) / len(sizes) < 120, "32,000 bits a second are 80 bytes in 20 ms"
    assert heard > 4000


def test_a_first_picture_is_sent_with_more_than_aiortc_would_give_it() -> None:
    assert PictureEncoder(0.7, PictureBudget()).target_bitrate == FIRST_PICTURE_BITS_PER_S


def test_before_the_first_packet_a_sender_has_no_time_stamp() -> None:
    def look(_: RTCRtpReceiver, sender: RTCRtpSender) -> None:
        assert patches.last_stamp(sender) is None

    run(with_line("video", look))
