"""What a broken line, a broken peer or a hostile one may do to a call: end a generation, never the program."""

import asyncio
import random
import time

import pytest
from aiortc import RTCPeerConnection, RTCSessionDescription

from kiosk.media.events import Connected, ConnectionLost, FirstPicture, LineMeasured, PeerSaid, SignalOut
from kiosk.media.health import Pace
from kiosk.wire.hub import IceServer
from kiosk.wire.peer import Held
from tests.media.in_hand import in_hand, settled
from tests.media.pair import End, Pair, pair

QUICK = Pace(beat_every_s=0.05, connect_within_s=0.3, lost_after_s=0.4)


async def offered(both: Pair) -> str:
    """An offer that nobody carries."""
    both.stop_couriers()
    await both.kiosk.media.begin(())
    await both.desk.media.begin(())
    await both.kiosk.media.offer(1)
    return (await both.kiosk.hears(SignalOut)).sdp


@pytest.mark.asyncio
@pytest.mark.parametrize("sdp", ["", "garbage", "v=0\r\n", "m=audio\r\nm=video\r\nm=video\r\nm=application\r\n"])
async def test_a_garbled_offer_is_a_lost_connection_and_the_next_good_one_connects(sdp: str) -> None:
    async with pair() as both:
        await both.desk.media.begin(())
        await both.desk.media.signal(1, "offer", sdp)
        assert both.desk.events == [ConnectionLost(1)]
        await both.kiosk.media.begin(())
        await both.connect(2)


@pytest.mark.asyncio
async def test_a_garbled_answer_is_a_lost_connection() -> None:
    async with pair() as both:
        both.stop_couriers()
        await asyncio.to_thread(lambda: None)
        before = in_hand()
        await offered(both)
        await both.kiosk.media.signal(1, "answer", "garbage")
        assert both.kiosk.all(ConnectionLost) == [ConnectionLost(1)]
        assert await settled(before), "nothing of it is left"


@pytest.mark.asyncio
@pytest.mark.parametrize("hostile", ["a section too many", "a track that goes one way"])
async def test_an_offer_that_is_not_ours_is_refused_before_it_is_read(
    hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pair() as both:
        good = await offered(both)
        video = good[good.index("m=video") : good.index("m=video", good.index("m=video") + 1)]
        bad = good + video if hostile == "a section too many" else good.replace("a=sendrecv", "a=recvonly", 1)
        with monkeypatch.context() as watched:
            read: list[RTCSessionDescription] = []
            watched.setattr(RTCPeerConnection, "setRemoteDescription", lambda _, description: read.append(description))
            await both.desk.media.signal(1, "offer", bad)
        assert both.desk.events == [ConnectionLost(1)]
        assert not read
        await both.desk.media.signal(2, "offer", good)
        assert (await both.desk.hears(SignalOut)).kind == "answer", "the same offer without it is taken"


@pytest.mark.asyncio
async def test_an_offer_of_other_codecs_only_is_refused() -> None:
    async with pair() as both:
        good = await offered(both)
        await both.desk.media.signal(1, "offer", good.replace("VP8/90000", "H264/90000"))
        assert both.desk.events == [ConnectionLost(1)]


@pytest.mark.asyncio
async def test_an_answer_names_our_codecs_only() -> None:
    async with pair() as both:
        await both.connect()
        codecs = {line.split(" ")[1].split("/")[0] for line in _lines(both.desk) if line.startswith("a=rtpmap:")}
        assert codecs == {"opus", "VP8", "rtx"}


def _lines(end: End) -> list[str]:
    return end.all(SignalOut)[0].sdp.splitlines()


@pytest.mark.asyncio
async def test_a_relay_that_cannot_be_used_is_a_lost_connection() -> None:
    async with pair() as both:
        await both.kiosk.media.begin((IceServer("no such scheme"),))
        await both.kiosk.media.offer(1)
        assert both.kiosk.events == [ConnectionLost(1)]


@pytest.mark.asyncio
async def test_an_offer_that_nobody_answers_is_given_up() -> None:
    async with pair(QUICK) as both:
        await offered(both)
        begun_s = time.monotonic()
        await both.kiosk.hears(ConnectionLost)
        assert time.monotonic() - begun_s < QUICK.connect_within_s + 0.5
        assert not both.kiosk.all(Connected)


@pytest.mark.asyncio
@pytest.mark.parametrize("channel", ["live", "sure", "bulk"])
async def test_malformed_messages_are_dropped_and_the_call_goes_on(channel: str) -> None:
    chance = random.Random(7)
    async with pair() as both:
        await both.connect()
        generation = both.kiosk.media._generation
        assert generation is not None
        wire = generation._channels[channel]
        for size in (0, 1, 5, 50, 5_000, 60_000):
            wire.send(chance.randbytes(size))
        wire.send("text, not bytes")
        wire.send(b"\x93" * 60_000)
        assert both.kiosk.media.send(Held(on=True))
        await both.desk.hears(PeerSaid, lambda said: said.message == Held(on=True))
        assert [said.message for said in both.desk.all(PeerSaid)] == [Held(on=True)]
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=3)
        assert not both.desk.all(ConnectionLost)


@pytest.mark.asyncio
async def test_a_peer_that_dies_without_a_word_is_noticed_by_its_silence() -> None:
    async with pair(QUICK) as both:
        await both.connect()
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey)
        both.kiosk.fall_silent()
        silent_s = time.monotonic()
        await both.desk.hears(ConnectionLost)
        assert QUICK.lost_after_s - 0.1 < time.monotonic() - silent_s < QUICK.lost_after_s + 3.0
        assert both.desk.all(LineMeasured)[-1].silent_s > QUICK.lost_after_s
        assert both.desk.all(ConnectionLost) == [ConnectionLost(1)], "said once"


@pytest.mark.asyncio
async def test_a_dead_peer_does_not_hold_up_the_next_generation() -> None:
    async with pair(QUICK) as both:
        await both.connect(1)
        both.kiosk.fall_silent()
        await both.desk.hears(ConnectionLost)
        begun_s = time.monotonic()
        await both.connect(2)
        assert time.monotonic() - begun_s < 5.0
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=3)


@pytest.mark.asyncio
async def test_a_peer_that_ends_a_track_ends_the_generation() -> None:
    async with pair() as both:
        await both.connect()
        await both.kiosk.connection.getTransceivers()[1].stop()  # says RTCP BYE for the face
        await both.desk.hears(ConnectionLost)


@pytest.mark.asyncio
async def test_an_absurdly_large_picture_is_never_decoded() -> None:
    async with pair() as both:
        both.kiosk.cameras["document"].size = (4098, 64)
        await both.connect()
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=5)
        assert both.desk.screens["document"].shown == []
        both.kiosk.cameras["document"].size = (320, 180)
        await both.desk.hears(FirstPicture, lambda first: first.eye == "document")
