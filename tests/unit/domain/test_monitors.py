"""Who may see what: for any monitors that are plugged in, whatever the installer wrote down."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.monitors import (
    Area,
    Bindings,
    Moment,
    Monitor,
    Placement,
    Plan,
    Plugged,
    Showing,
    decide,
    identity_of,
    look,
)

FACE = Monitor("edid:EIZO/T2381W/1234", Area(0, 0, 1920, 1080))
LARGE = Monitor("edid:NEC/V323/77", Area(1920, 0, 1920, 1080))
STRANGE = Monitor("name:HDMI-3", Area(3840, 0, 1280, 720))
BOUND = Bindings(FACE.identity, LARGE.identity)
PAPER = Moment(consent=True, paper_open=True, in_visit=True)
PAGE = Moment(in_visit=True, circular=True)

areas = st.builds(Area, st.integers(-2, 4), st.integers(-2, 4), st.integers(1, 3), st.integers(1, 3))
identities = st.sampled_from(["edid:A", "edid:B", "name:C", "name:D"])
lists = st.lists(st.builds(Monitor, identities, areas), max_size=4)
bindings = st.builds(Bindings, st.one_of(st.just(""), identities), st.one_of(st.just(""), identities))
moments = st.builds(Moment, st.booleans(), st.booleans(), st.booleans(), st.booleans())


def private(plan: Plan) -> list[tuple[Showing, Monitor]]:
    """All that is not for everybody, and where it stands."""
    return [
        (placement.showing, placement.monitor)
        for placement in (plan.embedded, plan.external)
        if placement.showing in (Showing.PRIVATE, Showing.PAPER) and placement.monitor is not None
    ]


@given(monitors=lists, bound=bindings, moment=moments)
def test_what_is_private_stands_only_on_the_one_monitor_that_is_bound_as_embedded(
    monitors: list[Monitor], bound: Bindings, moment: Moment
) -> None:
    plan = decide(monitors, bound, moment)
    assert plan.embedded.showing in (Showing.PRIVATE, Showing.NOTHING)
    assert plan.external.showing is not Showing.PRIVATE
    if plan.embedded.showing is Showing.PRIVATE:
        assert plan.embedded.monitor is not None
        assert [m for m in monitors if m.identity == bound.embedded] == [plan.embedded.monitor]
        assert not _seen_elsewhere(plan.embedded.monitor, monitors)


@given(monitors=lists, bound=bindings, moment=moments)
def test_a_paper_stands_outside_only_with_consent_on_the_one_monitor_bound_as_external_beside_a_resident_who_sees_it(
    monitors: list[Monitor], bound: Bindings, moment: Moment
) -> None:
    plan = decide(monitors, bound, moment)
    if plan.external.showing is Showing.PAPER:
        assert moment.consent
        assert moment.paper_open
        assert plan.external.monitor is not None
        assert [m for m in monitors if m.identity == bound.external] == [plan.external.monitor]
        assert not _seen_elsewhere(plan.external.monitor, monitors)
        assert plan.embedded.showing is Showing.PRIVATE


@given(monitors=lists, bound=bindings, moment=moments)
def test_both_windows_never_stand_on_one_monitor_and_a_hidden_window_paints_nothing(
    monitors: list[Monitor], bound: Bindings, moment: Moment
) -> None:
    plan = decide(monitors, bound, moment)
    for placement in (plan.embedded, plan.external):
        assert (placement.monitor is None) is (placement.showing is Showing.NOTHING)
        assert placement.monitor is None or placement.monitor in monitors
    assert plan.embedded.monitor is None or plan.embedded.monitor is not plan.external.monitor


@given(monitors=lists, bound=bindings, moment=moments, lost=st.integers(0, 3))
def test_losing_a_monitor_adds_nothing_private_anywhere(
    monitors: list[Monitor], bound: Bindings, moment: Moment, lost: int
) -> None:
    """Unless it was the one that brought the other into doubt: a second one of the same identity, or a mirror."""
    doubtful = any(monitors.count(m) > 1 or _doubtful(m, monitors) for m in monitors)
    if lost < len(monitors) and not doubtful:
        before = private(decide(monitors, bound, moment))
        after = private(decide([*monitors[:lost], *monitors[lost + 1 :]], bound, moment))
        assert [where for where in after if where not in before] == []


@given(monitors=lists, bound=bindings, moment=moments, order=st.randoms(use_true_random=False))
def test_the_order_in_which_monitors_are_counted_means_nothing(
    monitors: list[Monitor], bound: Bindings, moment: Moment, order: random.Random
) -> None:
    shuffled = list(monitors)
    order.shuffle(shuffled)
    one, other = decide(monitors, bound, moment), decide(shuffled, bound, moment)
    assert one.embedded == other.embedded
    assert one.external.showing is other.external.showing
    assert (one.external.monitor and one.external.monitor.identity) == (
        other.external.monitor and other.external.monitor.identity
    )


@given(monitors=lists, bound=bindings, moment=moments)
def test_what_the_flows_hear_is_what_the_windows_do(monitors: list[Monitor], bound: Bindings, moment: Moment) -> None:
    plan, plugged = decide(monitors, bound, moment), look(monitors, bound)
    assert plugged.embedded is (plan.embedded.showing is Showing.PRIVATE)
    if plugged.external:
        assert plan.external.monitor is not None
        assert plan.external.monitor.identity == bound.external


@pytest.mark.parametrize(
    ("monitors", "moment", "embedded", "external"),
    [
        ([FACE, LARGE], Moment(), Showing.PRIVATE, Showing.SIGNAGE),
        ([FACE, LARGE], PAPER, Showing.PRIVATE, Showing.PAPER),
        ([FACE, LARGE], PAGE, Showing.PRIVATE, Showing.CIRCULAR),
        ([FACE, STRANGE], PAGE, Showing.PRIVATE, Showing.SIGNAGE),
        ([LARGE], PAGE, Showing.NOTHING, Showing.TROUBLE),
        ([FACE, LARGE], Moment(True, True, True, circular=True), Showing.PRIVATE, Showing.PAPER),
        ([FACE], PAPER, Showing.PRIVATE, Showing.NOTHING),
        ([FACE, STRANGE], PAPER, Showing.PRIVATE, Showing.SIGNAGE),
        ([LARGE], PAPER, Showing.NOTHING, Showing.TROUBLE),
        ([LARGE], Moment(), Showing.NOTHING, Showing.TROUBLE),
        ([STRANGE], PAPER, Showing.NOTHING, Showing.TROUBLE),
        ([STRANGE], Moment(), Showing.NOTHING, Showing.SETTING_UP),
        ([FACE, FACE, LARGE], PAPER, Showing.NOTHING, Showing.TROUBLE),
        ([FACE, LARGE, LARGE], PAPER, Showing.PRIVATE, Showing.SIGNAGE),
        ([], PAPER, Showing.NOTHING, Showing.NOTHING),
    ],
    ids=[
        "idle",
        "paper",
        "circular",
        "circular strange",
        "circular lost",
        "paper before circular",
        "alone",
        "strange",
        "lost",
        "lost idle",
        "both lost",
        "unknown",
        "twins",
        "twins out",
        "dark",
    ],
)
def test_the_cases_that_a_van_knows(
    monitors: list[Monitor], moment: Moment, embedded: Showing, external: Showing
) -> None:
    plan = decide(monitors, BOUND, moment)
    assert (plan.embedded.showing, plan.external.showing) == (embedded, external)


def test_two_monitors_that_show_the_same_part_of_the_desktop_are_both_in_doubt() -> None:
    mirror = Monitor(LARGE.identity, FACE.area)
    assert look([FACE, mirror], BOUND) == Plugged(embedded=False, external=False)
    assert decide([FACE, mirror], BOUND, PAPER).embedded == Placement()


def test_a_fresh_installation_says_on_its_monitor_who_that_is() -> None:
    plan = decide([STRANGE], Bindings(), Moment())
    assert plan == Plan(Placement(), Placement(Showing.SETTING_UP, STRANGE))


def test_a_monitor_without_a_name_of_its_own_is_known_by_its_connector() -> None:
    assert identity_of(("EIZO ", "T2381W", "1234"), "DP-1") == "edid:EIZO/T2381W/1234"
    assert identity_of(("EIZO", "", ""), "DP-1") == "edid:EIZO//"
    assert identity_of(("", " ", ""), "FACE") == "name:FACE"


def _seen_elsewhere(monitor: Monitor, monitors: list[Monitor]) -> bool:
    return any(other is not monitor and other.area.overlaps(monitor.area) for other in monitors)


def _doubtful(monitor: Monitor, monitors: list[Monitor]) -> bool:
    twins = [other for other in monitors if other is not monitor and other.identity == monitor.identity]
    return bool(twins) or _seen_elsewhere(monitor, monitors)
