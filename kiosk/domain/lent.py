"""What was lent in a visit, as both ends know it: a value that only grows, until the visit is wiped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain.lending import LentItem, Loan

MOST_OUT: Final = 3
"""Things that one visit takes home: as many as stand readable on its screens and its slip."""
MOST_KEPT: Final = 12
"""With those that came back in the same visit."""


@dataclass(frozen=True)
class LentThing:
    """A loan and what it is a loan of, with its names in all languages."""

    item: LentItem
    loan: Loan


def merged(mine: Iterable[LentThing], theirs: Iterable[LentThing]) -> tuple[LentThing, ...]:
    """What both know together, by number. Whatever the order and however often it is told: a return is never undone."""
    known = {thing.loan.number: thing for thing in mine}
    for thing in theirs:
        before = known.get(thing.loan.number)
        if before is None:
            known[thing.loan.number] = thing
        elif before.loan.returned is None and thing.loan.returned is not None:
            known[thing.loan.number] = replace(before, loan=replace(before.loan, returned=thing.loan.returned))
    return tuple(known[number] for number in sorted(known))[:MOST_KEPT]


def taken_home(things: Iterable[LentThing]) -> tuple[LentThing, ...]:
    """Those that have not come back already."""
    return tuple(thing for thing in things if thing.loan.out)[:MOST_OUT]
