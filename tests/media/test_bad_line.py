"""Two people over one sheet while the line is bad, and while it is cut: afterwards both have what both did."""

import asyncio

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.call import CallState
from kiosk.domain.intents import ShowPaper, StartTalking
from kiosk.domain.reading import Reading
from kiosk.domain.sheet_intents import BeginStroke, EndStroke, ExtendStroke, LookTogether, OpenBoard, Say, Turn, Zoom
from kiosk.wire import hub as wire
from tests.support.bad_line import BadLine, Weather, bad_line
from tests.support.live_ends import End, LivePair, live_pair

FAIR = Weather(delay_s=0.03, jitter_s=0.01, loss=0.02)
POOR = Weather(delay_s=0.08, jitter_s=0.03, loss=0.05)


def talks(end: End) -> bool:
    call = end.now.call
    return call is not None and call.state is CallState.TALKING and call.connected


async def talk(both: LivePair) -> None:
    """Claimed, connected behind shut gates, accepted; then the resident shows the paper."""
    both.kiosk.ring()
    both.desk.ring()
    await both.until(lambda: all(end.now.call is not None and end.now.call.connected for end in both.ends))
    both.kiosk.flows.do(StartTalking())
    both.desk.hub(wire.Accepted("call-1"))
    await both.until(lambda: all(map(talks, both.ends)))
    both.kiosk.flows.do(ShowPaper())
    await both.until(lambda: both.desk.now.sharing.theirs.value == "open")


def generation(both: LivePair) -> int:
    call = both.kiosk.now.call
    return call.generation if call is not None else 0


async def scribble(end: End, times: int, x_mm: float) -> None:
    """Strokes as a hand draws them, at the speed of a hand."""
    for line in range(times):
        y_mm = 20.0 + 10 * line
        end.flows.do(BeginStroke("van", Tool.PEN, x_mm, y_mm))
        for step in range(1, 8):
            end.flows.do(ExtendStroke(((x_mm + 3 * step, y_mm),)))
            await asyncio.sleep(0.01)
        end.flows.do(EndStroke())


def same(both: LivePair) -> bool:
    kiosk, desk = both.kiosk.now, both.desk.now
    looks = kiosk.readings.get("van", Reading()) == desk.readings.get("van", Reading())
    said = (kiosk.writing, kiosk.board) == (desk.writing, desk.board)
    return kiosk.marks.digest() == desk.marks.digest() and said and kiosk.together is desk.together and looks


@pytest.mark.asyncio
@pytest.mark.parametrize("weather", [FAIR, POOR], ids=["fair", "poor"])
async def test_over_a_bad_line_both_draw_and_both_see_the_same(
    monkeypatch: pytest.MonkeyPatch, weather: Weather
) -> None:
    with bad_line(monkeypatch, 7, weather) as line:
        async with live_pair() as both:
            await talk(both)
            await asyncio.gather(scribble(both.kiosk, 8, 20.0), scribble(both.desk, 8, 120.0))
            await both.until(lambda: len(both.kiosk.now.marks.strokes) == 16 and same(both))
            assert line.lost > 0, "it was a bad line"


async def cut_for(line: BadLine, seconds: float) -> None:
    """Nothing passes for so long."""
    line.weather.cut = True
    await asyncio.sleep(seconds)
    line.weather.cut = False


@pytest.mark.asyncio
@pytest.mark.parametrize("seconds", [3.0, 10.0])
async def test_what_was_done_while_the_line_was_cut_is_there_afterwards_at_both_ends(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    with bad_line(monkeypatch, 11, Weather(delay_s=0.03, jitter_s=0.01, loss=0.01)) as line:
        async with live_pair() as both:
            await talk(both)
            await scribble(both.kiosk, 2, 20.0)
            both.desk.flows.do(LookTogether(on=True))
            await both.until(lambda: both.kiosk.now.together and same(both))
            before = generation(both)
            cut = asyncio.create_task(cut_for(line, seconds))
            await scribble(both.kiosk, 4, 60.0)
            await scribble(both.desk, 4, 120.0)
            both.desk.flows.do(Say("電波が もどるまで お待ちください。"))
            both.kiosk.flows.do(Zoom("van", 2))
            both.kiosk.flows.do(Turn("van"))
            await cut
            await both.until(lambda: all(map(talks, both.ends)) and same(both))
            kiosk = both.kiosk.now
            assert len(kiosk.marks.strokes) == 10
            assert [said.text for said in kiosk.writing.lines.values()] == ["電波が もどるまで お待ちください。"]
            assert (kiosk.readings["van"].step, kiosk.readings["van"].quarters) == (2, 1)
            assert kiosk.sharing.mine.value == "open", "the paper is still shown"
            assert seconds < 5 or generation(both) > before, "a long cut needs a new connection"
            both.desk.flows.do(OpenBoard())
            await both.until(lambda: both.kiosk.now.board.open and same(both))
