"""What waits for the other end: in order, bounded, and gone when the gate moves."""

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.eye.stills import MOST_WAITING, StillQueue


def piece(sheet: int = 1, length: int = 10) -> StillPiece:
    return StillPiece(sheet, (10, 10), (0, 0, 10, 10), b"x" * length)


def queue() -> tuple[StillQueue, list[int], list[int]]:
    wanted: list[int] = []
    again: list[int] = []
    made = StillQueue(wanted.append, again.append)
    made.hold(False)
    return made, wanted, again


def test_it_gives_what_it_was_given_in_order_and_tells_whoever_listens() -> None:
    waiting, _, _ = queue()
    told: list[None] = []
    waiting.listen(lambda: told.append(None))
    for news in (Coming(1), piece(), Resting(1)):
        waiting.put(news)
    assert [waiting.take() for _ in range(4)] == [Coming(1), piece(), Resting(1), None]
    assert len(told) == 3


def test_what_is_held_waits_and_whoever_listens_hears_when_it_may_go() -> None:
    waiting, _, _ = queue()
    told: list[None] = []
    waiting.hold(True)
    waiting.put(piece())
    waiting.listen(lambda: told.append(None))
    assert waiting.take() is None and waiting.closings == 0

    waiting.hold(False)

    assert waiting.take() == piece() and told


def test_closing_forgets_all_and_says_so() -> None:
    waiting, _, _ = queue()
    told: list[None] = []
    waiting.put(piece())
    waiting.listen(lambda: told.append(None))
    waiting.close()
    assert waiting.take() is None and waiting.closings == 1 and len(told) == 1
    waiting.hold(False)
    assert waiting.take() is None


def test_where_nobody_takes_them_all_are_dropped_and_their_sheets_begin_again() -> None:
    waiting, _, again = queue()
    for _ in range(MOST_WAITING):
        waiting.put(piece(3))
    assert again == []
    waiting.put(piece(4))
    assert sorted(again) == [3, 4] and waiting.take() is None
    waiting.put(piece(5, length=2_000_001))
    assert again[-1] == 5 and waiting.take() is None


def test_wishes_are_handed_on() -> None:
    waiting, wanted, again = queue()
    waiting.want(40_000)
    waiting.begin_again(9)
    assert (wanted, again) == ([40_000], [9])
