"""A call between two real ends: voice and pictures arrive where they belong, and nothing else does."""

import asyncio
import time

import pytest
from aiortc import RTCConfiguration, RTCPeerConnection

from kiosk.domain.ids import EYES
from kiosk.domain.picture import Picture
from kiosk.media import generation
from kiosk.media.events import ConnectionLost, FirstPicture, LineMeasured, PeerSaid
from kiosk.media.incoming import UNDERWAY_S
from kiosk.wire.hub import IceServer
from kiosk.wire.peer import HungUp, ScreenState
from tests.media.pair import as_shown, pair

CONNECT_WITHIN_S = 1.0
BEFORE_IT = 200
"""Messages that are still on their way when the last one is said: more than one burst of packets."""


@pytest.mark.asyncio
async def test_two_ends_connect_in_a_second() -> None:
    async with pair() as both:
        begun_s = time.monotonic()
        await both.connect()
        assert time.monotonic() - begun_s < CONNECT_WITHIN_S


@pytest.mark.asyncio
async def test_each_end_hears_the_others_voice() -> None:
    async with pair() as both:
        await both.connect()
        await asyncio.gather(both.kiosk.loudspeaker.has(1.0), both.desk.loudspeaker.has(1.0))
        assert both.desk.loudspeaker.pitch_hz() == pytest.approx(440, abs=4)
        assert both.kiosk.loudspeaker.pitch_hz() == pytest.approx(880, abs=4)
        await both.desk.hears(LineMeasured, lambda line: line.voice_heard and line.rtt_ms is not None)


@pytest.mark.asyncio
async def test_face_and_paper_of_both_ends_appear_each_in_its_own_slot() -> None:
    async with pair() as both:
        await both.connect()
        for here, there in ((both.kiosk, both.desk), (both.desk, both.kiosk)):
            for eye in EYES:
                await here.screens[eye].shows(there.cameras[eye].grey, times=3)
                await here.hears(FirstPicture, lambda first, eye=eye: first.eye == eye)  # type: ignore[misc]
                assert {abs(grey - as_shown(there.cameras[eye].grey)) < 12 for grey, _ in here.screens[eye].shown} == {
                    True
                }
            assert len(here.all(FirstPicture)) == len(EYES), "once an eye"


@pytest.mark.asyncio
async def test_a_shut_gate_lets_nothing_through() -> None:
    async with pair() as both:
        both.kiosk.cameras["document"].open = False
        await both.connect()
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=15)
        assert both.desk.screens["document"].shown == []
        both.kiosk.cameras["document"].open = True
        await both.desk.screens["document"].shows(both.kiosk.cameras["document"].grey)


@pytest.mark.asyncio
async def test_a_forgotten_picture_does_not_come_back_but_a_new_opening_does() -> None:
    async with pair() as both:
        await both.connect()
        camera, screen = both.kiosk.cameras["document"], both.desk.screens["document"]
        await screen.shows(camera.grey, times=3)
        picture = screen.slot.newest()
        assert picture is not None
        both.desk.media.forget("document")  # the camera's gate is still open: its pictures are under way
        forgotten_s, shown_before = time.monotonic(), len(screen.shown)
        assert screen.slot.newest() is None and not any(bytes(picture.data)), "overwritten, not only let go"
        await screen.shows(camera.grey)
        assert screen.shown[shown_before][1].taken_s >= forgotten_s + UNDERWAY_S


@pytest.mark.asyncio
async def test_a_slow_painter_costs_pictures_and_not_delay() -> None:
    async with pair() as both:
        await both.connect()
        camera, screen = both.kiosk.cameras["face"], both.desk.screens["face"]
        await screen.shows(camera.grey)
        may_paint = asyncio.Event()
        loop = asyncio.get_running_loop()
        original = loop.run_in_executor

        async def slow(executor: object, work: object, *given: object) -> object:
            if getattr(work, "__name__", "") == "_convert":
                await may_paint.wait()
            return await original(None, work, *given)  # type: ignore[arg-type]

        loop.run_in_executor = slow  # type: ignore[assignment,method-assign]
        await both.desk.loudspeaker.has(0.5)  # pictures of the old grey arrive meanwhile
        camera.grey = 220
        await both.desk.loudspeaker.has(0.5)
        shown_before = len(screen.shown)
        may_paint.set()
        await screen.shows(220)
        old = [grey for grey, _ in screen.shown[shown_before:] if abs(grey - as_shown(220)) >= 12]
        assert len(old) <= 1, "only the one that was in the painter's hand"


@pytest.mark.asyncio
async def test_the_last_word_arrives_before_the_connection_closes() -> None:
    async with pair() as both:
        await both.connect()
        before_it = [ScreenState(f"screen-{number:057}", 1, False, False) for number in range(BEFORE_IT)]
        assert all(both.desk.media.send(message) for message in before_it)
        assert both.desk.media.send(HungUp("done", "advised"))
        await both.desk.media.end()
        await both.kiosk.hears(ConnectionLost)
        said = [event.message for event in both.kiosk.all(PeerSaid)]
        assert said == [*before_it, HungUp("done", "advised")]
        assert isinstance(both.kiosk.events[-1], ConnectionLost), "after the last word"
        assert not both.desk.media.send(HungUp("done")), "there is no one to hear it any more"


@pytest.mark.asyncio
async def test_after_the_end_the_screens_are_empty_and_stay_so() -> None:
    async with pair() as both:
        await both.connect()
        for eye in EYES:
            await both.desk.screens[eye].shows(both.kiosk.cameras[eye].grey)
        await both.desk.media.end()
        await both.desk.media.end()  # twice is fine
        last: list[Picture] = [both.desk.screens[eye].shown[-1][1] for eye in EYES]
        shown = {eye: len(both.desk.screens[eye].shown) for eye in EYES}
        assert not any(any(bytes(picture.data)) for picture in last)
        await both.kiosk.hears(ConnectionLost)
        await both.kiosk.media.end()
        assert {eye: len(both.desk.screens[eye].shown) for eye in EYES} == shown
        assert all(both.desk.screens[eye].slot.newest() is None for eye in EYES)


@pytest.mark.asyncio
@pytest.mark.parametrize("ice", [(), (IceServer("stun:127.0.0.1:9"),)])
async def test_no_public_server_is_ever_asked(ice: tuple[IceServer, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[RTCConfiguration] = []

    def noted(configuration: RTCConfiguration) -> RTCPeerConnection:
        given.append(configuration)
        return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=configuration.bundlePolicy))

    monkeypatch.setattr(generation, "RTCPeerConnection", noted)
    async with pair() as both:
        await both.kiosk.media.begin(ice)
        await both.kiosk.media.offer(1)
    assert [[server.urls for server in each.iceServers or ()] for each in given] == [[each.urls for each in ice]]
    assert all(isinstance(each.iceServers, list) for each in given), "None would ask aiortc's own public server"
