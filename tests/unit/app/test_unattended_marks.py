"""Strokes drawn by themselves: each half second one, on the van's paper, with the times that a measurement needs."""

from pytestqt.qtbot import QtBot

from kiosk.app.unattended_marks import POINTS, DrawnByItself
from kiosk.domain.intents import HidePaper, ShowPaper
from tests.bench.three_processes import stroke_delays_ms
from tests.support.ends import Kiosk
from tests.support.marking import VAN_TRAY, seen


def test_a_stroke_is_begun_only_while_the_paper_lies_open(qtbot: QtBot) -> None:
    kiosk = Kiosk().talk()
    drawn = DrawnByItself("van", lambda: kiosk.now, kiosk.flows.do)
    drawn._begin_stroke()
    assert seen(kiosk) == ()
    kiosk.flows.do(ShowPaper())
    drawn._begin_stroke()
    qtbot.waitUntil(lambda: len(seen(kiosk)[0].points) == POINTS)
    begun = drawn.take()["strokes_begun"]
    assert isinstance(begun, list)
    assert [clock for clock, _ in begun] == [1]
    assert drawn.take()["strokes_begun"] == [], "each is told once"
    kiosk.flows.do(HidePaper())
    drawn._begin_stroke()
    assert len(kiosk.now.marks.on(VAN_TRAY)) == 1


def test_delays_pair_what_one_end_began_with_what_the_other_painted_first() -> None:
    begun = [{"event": "figures", "far_face": 1, "strokes_begun": [(n, 10.0 + n)]} for n in range(1, 5)]
    painted = [{"event": "figures", "strokes_painted": [(2, 12.02), (3, 13.05), (3, 14.0), (9, 1.0)]}]
    assert [round(delay) for delay in stroke_delays_ms(begun, painted)] == [20, 50], "first and last report left out"
