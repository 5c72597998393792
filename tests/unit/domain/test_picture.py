"""What a place for pictures shows: the newest of a video, a still over it, or what is held; and what it forgets."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.picture import Picture, Slot

WIDE_PX = 8
WIDTHS = st.sampled_from([4, WIDE_PX])


def _picture(number: int, width: int = WIDE_PX, sharp: bool = False) -> Picture:
    return Picture(bytearray(b"\xff" * width * 4), width, 1, width * 4, number, 0.0, width, 1, sharp=sharp)


def _still(number: int, width: int = WIDE_PX) -> Picture:
    return _picture(number, width, sharp=True)


def _intact(picture: Picture) -> bool:
    return all(bytes(picture.data))


def _overwritten(picture: Picture) -> bool:
    return not any(bytes(picture.data))


def test_a_picture_is_made_for_the_largest_of_its_painters() -> None:
    slot = Slot()
    slot.want((1180, 664), "embedded")
    assert slot.wanted == (1180, 664)
    slot.want((1872, 940), "external")
    slot.want((1188, 668), "embedded")
    assert slot.wanted == (1872, 940)
    slot.want(None, "external")
    assert slot.wanted == (1188, 668)


def test_a_picture_that_nobody_paints_is_asked_for_at_no_size() -> None:
    slot = Slot()
    slot.want((640, 360), "embedded")
    slot.want(None, "external")
    slot.want(None, "embedded")
    assert slot.wanted is None


def test_a_still_lies_over_the_video_that_goes_on_beneath_it() -> None:
    slot, still, later = Slot(), _still(1), _picture(2)
    slot.put(_picture(1))
    slot.lay(still)
    slot.put(later)
    assert (slot.newest(), slot.video()) == (still, later)
    slot.lay(None)
    assert slot.newest() is later, "at once, without waiting for the next one"
    assert _overwritten(still)
    assert _intact(later)


def test_nobody_repaints_for_video_that_is_not_seen() -> None:
    slot, told = Slot(), list[Picture | None]()
    slot.listen(lambda: told.append(slot.newest()))
    video, still, beneath = _picture(1), _still(1), _picture(2)
    slot.put(video)
    slot.lay(still)
    slot.put(beneath)
    slot.lay(None)
    slot.lay(None)
    assert [id(picture) for picture in told] == [id(video), id(still), id(beneath)]


def test_a_sharper_still_takes_the_place_of_the_one_before() -> None:
    slot, sharper = Slot(), _still(2)
    slot.lay(_still(1))
    slot.lay(sharper)
    assert slot.newest() is sharper
    assert _intact(sharper)


def test_clearing_overwrites_what_is_seen_and_what_lies_beneath() -> None:
    slot, held, still, video = Slot(), _picture(1), _still(1), _picture(2)
    slot.put(held)
    slot.hold(WIDE_PX)
    slot.lay(still)
    slot.put(video)
    slot.clear()
    assert (slot.newest(), slot.video()) == (None, None)
    assert [_overwritten(picture) for picture in (held, still, video)] == [True, True, True]


def test_bytes_that_cannot_be_written_are_only_forgotten() -> None:
    slot = Slot()
    slot.put(Picture(b"\xff" * 4, 1, 1, 4, 1, 0.0, 1, 1))
    slot.lay(Picture(memoryview(b"\xff" * 4), 1, 1, 4, 1, 0.0, 1, 1, sharp=True))
    slot.clear()
    assert slot.newest() is None


def test_a_held_still_stays_when_it_is_taken_away_and_does_not_come_back() -> None:
    slot, still, video = Slot(), _still(1), _picture(2)
    slot.put(_picture(1))
    slot.lay(still)
    slot.hold(WIDE_PX)
    slot.lay(None)
    slot.put(video)
    assert slot.newest() is still
    assert _intact(still), "somebody looks at it"
    told = list[Picture | None]()
    slot.listen(lambda: told.append(slot.newest()))
    slot.hold(None)
    assert told == [video]
    assert _overwritten(still)


def test_a_held_still_that_still_lies_there_is_seen_on() -> None:
    slot, still = Slot(), _still(1)
    slot.lay(still)
    slot.hold(WIDE_PX)
    slot.hold(None)
    assert slot.newest() is still
    assert _intact(still)


def test_a_held_picture_of_the_video_hides_a_still_that_comes_until_it_is_let_go() -> None:
    slot, held, still = Slot(), _picture(1), _still(1)
    slot.put(held)
    slot.hold(WIDE_PX)
    slot.lay(still)
    slot.put(_picture(2))
    assert slot.newest() is held
    slot.hold(None)
    assert slot.newest() is still


def test_the_first_picture_that_is_wide_enough_is_held_also_a_still() -> None:
    for first in (_picture(2), _still(2)):
        slot = Slot()
        slot.put(_picture(1, 4))
        slot.hold(WIDE_PX)
        slot.put(_picture(2, 4))
        (slot.lay if first.sharp else slot.put)(first)
        slot.put(_picture(3))
        slot.lay(_still(3))
        assert slot.newest() is first


def test_after_it_was_cleared_the_next_wide_picture_is_held() -> None:
    slot, next_one = Slot(), _picture(2)
    slot.put(_picture(1))
    slot.hold(WIDE_PX)
    slot.clear()
    slot.put(next_one)
    slot.put(_picture(3))
    assert slot.newest() is next_one


class AnyCourse(RuleBasedStateMachine):
    """A producer of video, one of stills, somebody who holds and somebody who clears, in any order; and a painter who
    looks only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.slot, self.number = Slot(), 0
        self.on_screen: Picture | None = None
        self.video: Picture | None = None
        self.still: Picture | None = None
        self.holding = False
        self.away: list[Picture] = []
        self.slot.listen(self._paint)

    def _paint(self) -> None:
        self.on_screen = self.slot.newest()

    def _next(self) -> int:
        self.number += 1
        return self.number

    @rule(width=WIDTHS)
    def the_video_goes_on(self, width: int) -> None:
        self.video = _picture(self._next(), width)
        self.slot.put(self.video)

    @rule(width=WIDTHS)
    def a_still_comes(self, width: int) -> None:
        self.still = _still(self._next(), width)
        self.slot.lay(self.still)

    @rule()
    def the_still_goes(self) -> None:
        self.away += [self.still] if self.still is not None else []
        self.still = None
        self.slot.lay(None)

    @rule()
    def somebody_holds(self) -> None:
        seen = self.slot.newest()
        self.holding = True
        self.slot.hold(WIDE_PX)
        if seen is not None and seen.width >= WIDE_PX:
            assert self.slot.newest() is seen

    @rule()
    def somebody_lets_go(self) -> None:
        self.holding = False
        self.slot.hold(None)

    @rule()
    def somebody_clears(self) -> None:
        there = [picture for picture in (self.video, self.still, self.slot.newest()) if picture is not None]
        self.video = self.still = None
        self.slot.clear()
        assert all(map(_overwritten, there))

    @invariant()
    def who_paints_when_told_shows_what_is_seen(self) -> None:
        assert self.on_screen is self.slot.newest()

    @invariant()
    def what_is_seen_and_what_may_come_is_intact(self) -> None:
        assert all(_intact(one) for one in (self.slot.newest(), self.video, self.still) if one is not None)

    @invariant()
    def what_was_taken_away_is_overwritten_unless_somebody_holds_it(self) -> None:
        assert all(_overwritten(one) or one is self.slot.newest() for one in self.away)

    @precondition(lambda self: not self.holding)
    @invariant()
    def with_nothing_held_the_still_is_seen_or_else_the_video(self) -> None:
        assert self.slot.newest() is (self.still or self.video)

    @invariant()
    def the_video_is_always_the_newest(self) -> None:
        assert self.slot.video() is self.video


TestAnyCourse = AnyCourse.TestCase
