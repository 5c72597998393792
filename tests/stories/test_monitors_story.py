"""Cables are pulled and plugged in again while the kiosk's real windows stand on a real window system."""

from tests.support.two_monitors import FACE, LARGE, Report, two_monitors
from tests.support.windows_child import SECRET

CYCLES = 50
GROUND = "#faf6ee"
"""Of the signage, where the paper would be."""


def resident_sees_their_screen(report: Report) -> bool:
    return bool(report["embedded"] == FACE and report["strays"] == 0)


def paper_outside(report: Report) -> bool:
    return bool(report["seen"]["LARGE"] == SECRET)


def signage_outside(report: Report) -> bool:
    return bool(report["external"] == LARGE and report["seen"]["LARGE"] == GROUND)


def test_the_large_screen_is_pulled_out_fifty_times_also_while_it_shows_the_paper() -> None:
    with two_monitors(embedded="name:FACE", external="name:LARGE") as stand:
        stand.until(lambda report: report["embedded"] == FACE and report["external"] == LARGE and report["focus"])
        for cycle in range(CYCLES):
            with_paper = cycle % 2 == 0
            stand.say("paper" if with_paper else "home")
            stand.until(paper_outside if with_paper else signage_outside)
            stand.unplug("LARGE")
            without = stand.until(lambda report: report["external"] is None)
            assert resident_sees_their_screen(without), (cycle, without)
            assert (without["windows"], without["outside"]) == (1, None), (cycle, without)
            stand.plug("LARGE")
            again = stand.until(signage_outside)
            assert resident_sees_their_screen(again), (cycle, again)
            assert (again["windows"], again["outside"]) == (2, None), (cycle, again)
            assert (again["seen"]["FACE"] == SECRET) is with_paper, (cycle, again)
        assert again["focus"], "the resident's window keeps the keyboard"


def test_without_the_residents_screen_nothing_private_is_to_be_seen_and_it_comes_back_by_itself() -> None:
    with two_monitors(embedded="name:FACE", external="name:LARGE") as stand:
        stand.say("paper")
        stand.until(lambda report: report["seen"] == {"FACE": SECRET, "LARGE": SECRET})
        stand.unplug("FACE")
        lost = stand.until(lambda report: report["embedded"] is None and report["seen"]["LARGE"] != SECRET)
        assert lost["seen"]["FACE"] != SECRET
        assert lost["outside"] is None
        stand.plug("FACE")
        stand.until(lambda report: report["embedded"] == FACE and report["seen"]["FACE"] == SECRET)
        assert stand.until(lambda report: report["external"] == LARGE)["seen"]["LARGE"] != SECRET


def test_an_unbound_monitor_shows_no_residents_screen() -> None:
    with two_monitors() as stand:
        stand.say("paper")
        seen = stand.until(lambda report: report["external"] is not None)
        assert seen["embedded"] is None
        assert SECRET not in seen["seen"].values()
