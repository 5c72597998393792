"""A thing that is handed over, and a call that is promised, while the line is cut: afterwards both ends know it."""

import asyncio
from datetime import date

import pytest

from kiosk.domain.lending_desk import ChooseItem, HandOver
from kiosk.domain.promised_call import PartOfDay, PromiseCall, PromisedCall
from kiosk.wire import hub as wire
from kiosk.wire.hub import Lend
from kiosk.wire.lending import item_line, loan_line
from tests.media.test_bad_line import cut_for, generation, talk, talks
from tests.support.bad_line import Weather, bad_line
from tests.support.lending_scenes import ITEMS, thing
from tests.support.live_ends import live_pair

CUT_S = 10.0
FRIDAY = PromisedCall(date(2026, 11, 27), PartOfDay.MORNING)


@pytest.mark.asyncio
async def test_what_was_lent_and_promised_while_the_line_was_cut_stands_at_both_ends_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with bad_line(monkeypatch, 11, Weather(delay_s=0.03, jitter_s=0.01, loss=0.01)) as line:
        async with live_pair() as both:
            await talk(both)
            desk, before = both.desk, generation(both)
            desk.hub(wire.OnLoan(tuple(map(item_line, ITEMS)), 0))
            cut = asyncio.create_task(cut_for(line, CUT_S))
            await both.until(lambda: not all(map(talks, both.ends)))
            desk.flows.do(ChooseItem("phone"))
            desk.flows.do(HandOver("phone"))
            (question,) = desk.world.link.of(Lend)
            desk.hub(wire.Lent(question.asked, loan_line(thing().loan)))
            desk.flows.do(PromiseCall(FRIDAY))
            assert (both.kiosk.now.lent, both.kiosk.now.promised) == ((), None)
            await cut
            await both.until(lambda: both.kiosk.now.lent == (thing(),) and both.kiosk.now.promised == FRIDAY)
            await both.until(lambda: all(map(talks, both.ends)))
            assert generation(both) > before
            assert (desk.now.lent, desk.now.promised) == ((thing(),), FRIDAY)
