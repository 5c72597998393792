"""The lines behind the ports: the hub's over a real hub, the media engine's over the real engine."""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from kiosk.app.lines import LinkLine, MediaLine
from kiosk.app.loops import MediaThread
from kiosk.domain.ids import EYES
from kiosk.domain.picture import Slot
from kiosk.link.events import HubSaid, LinkDown, LinkEvent, LinkUp
from kiosk.link.plan import LinkPlan
from kiosk.media.ends import Ends
from kiosk.media.events import MediaEvent, SignalOut
from kiosk.wire.hub import Enqueue, Place, Welcome
from kiosk.wire.peer import Beat, PaperPlease
from tests.unit.hub.town import hello, town

WITHIN_S = 10.0


@pytest.fixture
def media() -> Iterator[MediaThread]:
    thread = MediaThread()
    thread.start()
    yield thread
    assert thread.stop(WITHIN_S)


class Heard:
    """Link events, with the thread on which each came."""

    def __init__(self) -> None:
        self._events: queue.Queue[LinkEvent] = queue.Queue()
        self.threads: set[str] = set()

    def hear(self, event: LinkEvent) -> None:
        self.threads.add(threading.current_thread().name)
        self._events.put(event)

    async def until(self, wanted: Callable[[LinkEvent], bool]) -> LinkEvent:
        while not wanted(event := await asyncio.to_thread(self._events.get, timeout=WITHIN_S)):
            pass
        return event


def _is_up(event: LinkEvent) -> bool:
    return isinstance(event, LinkUp)


def _is_down(event: LinkEvent) -> bool:
    return isinstance(event, LinkDown)


def _said(kind: type) -> Callable[[LinkEvent], bool]:
    return lambda event: isinstance(event, HubSaid) and isinstance(event.message, kind)


def _plan(port: int) -> LinkPlan:
    return LinkPlan(f"ws://127.0.0.1:{port}/v1", hello("van-1"), retry_min_s=0.02, retry_max_s=0.1, silent_s=1.0)


@pytest.mark.asyncio
async def test_a_line_carries_both_ways_while_it_is_up_and_says_so_when_it_is_not(media: MediaThread) -> None:
    heard = Heard()
    async with town() as midori:
        line = LinkLine(media, _plan(midori.hub.port), heard.hear)
        assert not line.send(Enqueue("t1", "card")), "there is no line yet"
        line.start()
        await heard.until(_is_up)
        await heard.until(_said(Welcome))
        assert line.send(Enqueue("t1", "card"))
        place = await heard.until(_said(Place))
        assert isinstance(place, HubSaid)
        assert isinstance(place.message, Place)
        assert place.message.ticket == "t1"
        await midori.hub.stop()
        await heard.until(_is_down)
        assert not line.send(Enqueue("t2", "card"))
    assert heard.threads == {"media"}
    line.stop()


@pytest.mark.asyncio
async def test_a_line_that_never_found_its_hub_ends_in_time(media: MediaThread) -> None:
    heard = Heard()
    line = LinkLine(media, _plan(9), heard.hear)
    line.start()
    await heard.until(_is_down)
    line.stop()


def test_a_line_that_was_never_started_may_be_stopped(media: MediaThread) -> None:
    LinkLine(media, _plan(9), Heard().hear).stop()


class Silence:
    """Camera, microphone and loudspeaker of an empty room."""

    def newest(self, after: int) -> None:
        return None

    def listen(self, listener: Callable[[], None]) -> None:
        """Nothing new will ever come."""

    def holds(self, samples: int) -> bool:
        return True

    def read(self, samples: int) -> bytes:
        return bytes(2 * samples)

    def write(self, pcm: bytes) -> None:
        """Nobody listens."""


def _ends() -> Ends:
    silence = Silence()
    return Ends(dict.fromkeys(EYES, silence), silence, silence, {eye: Slot() for eye in EYES})


def test_what_is_asked_right_after_the_start_waits_until_the_engine_is_loaded(media: MediaThread) -> None:
    events: queue.Queue[MediaEvent] = queue.Queue()
    line = MediaLine(media, events.put)
    line.start(_ends)
    line.begin(())
    line.offer(1)
    offer = events.get(timeout=WITHIN_S)
    assert isinstance(offer, SignalOut)
    assert (offer.generation, offer.kind) == (1, "offer")
    line.send(PaperPlease())
    line.forget("face")
    line.end()


def test_bad_sdp_of_the_other_end_is_a_lost_connection_and_no_words_of_it_are_logged(
    media: MediaThread, caplog: pytest.LogCaptureFixture
) -> None:
    events: queue.Queue[MediaEvent] = queue.Queue()
    line = MediaLine(media, events.put)
    line.start(_ends)
    line.begin(())
    line.signal(1, "offer", "v=0 192.0.2.7")
    assert type(events.get(timeout=WITHIN_S)).__name__ == "ConnectionLost"
    line.end()
    assert "192.0.2.7" not in caplog.text


def test_an_engine_that_is_not_loaded_costs_a_line_in_the_log_and_nothing_more(
    media: MediaThread, caplog: pytest.LogCaptureFixture
) -> None:
    line = MediaLine(media, list[MediaEvent]().append)
    line.send(Beat(1, 0.0))
    line.begin(())
    done = threading.Event()

    async def next_work() -> None:
        done.set()

    media.submit("next", next_work)
    assert done.wait(WITHIN_S)
    assert "a call on the media thread failed: RuntimeError" in caplog.text
    assert "media work media begin failed: RuntimeError" in caplog.text
