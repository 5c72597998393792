"""Sharp pictures of a resting sheet over real connections: whole, resumed, before all but voice and marks."""

import asyncio
import os

import pytest

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.media.events import PeerSaid
from kiosk.wire.peer import Marks
from tests.media.pair import PATIENCE_S, Pair, pair
from tests.support.bad_line import Weather, bad_line

PAGE = (1400, 2000)
MOBILE = Weather(delay_s=0.04, jitter_s=0.005, loss=0.01, rate_bits_per_s=1_500_000)


def whole(length: int, sheet: int = 1) -> StillPiece:
    return StillPiece(sheet, PAGE, (0, 0, *PAGE), os.urandom(length))


def tile(length: int, sheet: int = 1) -> StillPiece:
    return StillPiece(sheet, PAGE, (96, 96, 192, 192), os.urandom(length))


def give(both: Pair, *news: StillPiece | Resting | Coming) -> None:
    for one in news:
        both.kiosk.stills.put(one)


def has_now(both: Pair) -> int:
    """Bytes of the piece that is arriving at the desk."""
    stills = both.desk.media._stills._in
    assert stills is not None
    return len(stills._arriving.content) if stills._arriving is not None else 0


async def has_come(both: Pair, length: int) -> int:
    """Until so much of a piece has arrived; how much it is then."""
    async with asyncio.timeout(PATIENCE_S):
        while has_now(both) < length:
            await both.desk.loudspeaker.has(0.02)
    return has_now(both)


@pytest.mark.asyncio
async def test_a_page_and_what_changes_on_it_arrive_as_they_were_made() -> None:
    page, change = whole(80_000), tile(3_000)
    async with pair() as both:
        await both.connect()
        give(both, Coming(1), page, Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)
        assert both.desk.pages.pieces == [page]

        give(both, Resting(0))
        await both.desk.pages.until(lambda there: there.resting == 0)
        give(both, change, Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)

        assert both.desk.pages.pieces == [page, change]
        assert both.kiosk.pages.pieces == []


@pytest.mark.asyncio
async def test_over_a_bad_line_that_is_cut_in_the_middle_it_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = whole(150_000)
    with bad_line(monkeypatch, 3, MOBILE):
        async with pair() as both:
            await both.connect()
            give(both, page, Resting(1))
            await has_come(both, 20_000)
            both.kiosk.fall_silent()
            here = has_now(both)

            await both.connect(generation=2)
            await both.desk.pages.until(lambda there: there.resting == 1)

            assert here < len(page.data)
            assert both.desk.pages.pieces == [page]


@pytest.mark.asyncio
async def test_document_video_pauses_while_the_first_picture_is_on_its_way_and_comes_back() -> None:
    async with pair() as both:
        await both.connect()
        video, grey = both.desk.screens["document"], both.kiosk.cameras["document"].grey
        await video.shows(grey, times=3)
        give(both, Coming(1))
        await both.desk.loudspeaker.has(0.2)
        seen = len(video.shown)
        await both.desk.loudspeaker.has(0.5)
        assert len(video.shown) <= seen + 2, "what the encoder had in hand"

        give(both, whole(60_000), Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)
        give(both, Resting(0))

        await video.shows(grey, times=3)


@pytest.mark.asyncio
async def test_marks_are_not_kept_waiting_by_a_large_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    with bad_line(monkeypatch, 5, MOBILE):
        async with pair() as both:
            await both.connect()
            give(both, whole(200_000), Resting(1))
            here = await has_come(both, 20_000)

            both.kiosk.media.send(Marks(cleared=7))
            await both.desk.hears(PeerSaid, lambda event: event.message == Marks(cleared=7))

            assert has_now(both) - here < 80_000 and not both.desk.pages.pieces, "the mark overtook most of it"


@pytest.mark.asyncio
async def test_what_is_put_aside_rests_no_more_and_stays_there() -> None:
    async with pair() as both:
        await both.connect()
        give(both, whole(60_000), Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)

        both.desk.media.put_aside("document")

        assert both.desk.pages.resting == 0 and len(both.desk.pages.pieces) == 1


@pytest.mark.asyncio
async def test_what_is_hidden_stops_and_is_forgotten_at_the_other_end() -> None:
    async with pair() as both:
        await both.connect()
        give(both, whole(60_000), Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)

        both.kiosk.stills.close()
        both.kiosk.stills.hold(False)
        both.desk.media.forget("document")

        assert both.desk.pages.pieces == []
        give(both, whole(30_000, sheet=2), Resting(2))
        await both.desk.pages.until(lambda there: there.resting == 2)


@pytest.mark.asyncio
async def test_what_the_clerk_lays_down_comes_to_the_resident_and_no_reader_is_begun_before() -> None:
    page, change = whole(80_000), tile(3_000)
    async with pair() as both:
        await both.connect()
        await both.kiosk.loudspeaker.has(0.2)
        assert (both.kiosk.pages.calls, both.desk.pages.calls) == (0, 1)
        for news in (Coming(1), page, Resting(1), Resting(0), change, Resting(1)):
            both.desk.stills.put(news)
        await both.kiosk.pages.until(lambda there: len(there.pieces) == 2 and there.resting == 1)

        assert (both.kiosk.pages.calls, both.kiosk.pages.pieces) == (1, [page, change])
        assert both.desk.pages.pieces == []


@pytest.mark.asyncio
async def test_stills_go_both_ways_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    residents, clerks = whole(120_000, sheet=3), whole(120_000, sheet=4)
    with bad_line(monkeypatch, 7, MOBILE):
        async with pair() as both:
            await both.connect()
            for end, page in ((both.kiosk, residents), (both.desk, clerks)):
                for news in (Coming(page.sheet), page, Resting(page.sheet)):
                    end.stills.put(news)
            await both.desk.pages.until(lambda there: there.resting == 3)
            await both.kiosk.pages.until(lambda there: there.resting == 4)

            assert (both.desk.pages.pieces, both.kiosk.pages.pieces) == ([residents], [clerks])


@pytest.mark.asyncio
async def test_the_clerks_still_is_forgotten_when_the_paper_is_hidden_and_when_the_call_is_over() -> None:
    async with pair() as both:
        await both.connect()
        for sheet in (1, 2):
            for news in (Coming(sheet), whole(30_000, sheet), Resting(sheet)):
                both.desk.stills.put(news)
            await both.kiosk.pages.until(lambda there, sheet=sheet: there.resting == sheet)  # type: ignore[misc]
            if sheet == 1:
                both.desk.stills.close()
                both.desk.stills.hold(False)
                both.kiosk.media.forget("document")
                assert both.kiosk.pages.pieces == []
        assert not both.kiosk.pages.over
        await both.kiosk.media.end()
        assert (both.kiosk.pages.pieces, both.kiosk.pages.resting, both.kiosk.pages.over) == ([], 0, True)


@pytest.mark.asyncio
async def test_a_sheet_that_could_not_be_read_while_it_rests_is_made_anew_at_the_other_end() -> None:
    page = whole(20_000)
    async with pair() as both:
        await both.connect()
        give(both, Coming(1), page, Resting(1))
        await both.desk.pages.until(lambda there: there.resting == 1)

        await asyncio.to_thread(both.desk.pages.unknown, 1)

        async with asyncio.timeout(PATIENCE_S):
            while both.kiosk.asked_again != [1]:
                await both.desk.loudspeaker.has(0.02)
