"""What is lent, and a loan, on the wire: ids, days and what things are called. Nobody's name has a place here."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.lending import MAX_DAYS, MAX_ITEMS, MAX_LENDING, MAX_NAME, LendingNumber, LentItem, Loan
from kiosk.domain.lent import LentThing
from kiosk.wire.parts import Id

Lending = Annotated[int, Meta(ge=1, le=MAX_LENDING)]
_Language = Annotated[str, Meta(min_length=2, max_length=12, pattern=r"^[A-Za-z@-]+$")]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]


class ItemLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of thing; readings stand in its names as in `kiosk.domain.readings`."""

    id: Id
    days: Annotated[int, Meta(ge=1, le=MAX_DAYS)]
    names: Annotated[tuple[tuple[_Language, _Name], ...], Meta(min_length=1, max_length=8)]


class LoanLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A loan; `item` is the id of what was handed over."""

    number: Lending
    item: Id
    handed: date
    due: date
    returned: date | None = None


ItemLines = Annotated[tuple[ItemLine, ...], Meta(max_length=MAX_ITEMS)]


def item_line(item: LentItem) -> ItemLine:
    """An item as it goes over the wire."""
    return ItemLine(item.id, item.days, tuple(item.names.items()))


def item_of(line: ItemLine) -> LentItem:
    """The item that came."""
    return LentItem(line.id, line.days, dict(line.names))


def loan_line(loan: Loan) -> LoanLine:
    """A loan as it goes over the wire."""
    return LoanLine(loan.number, loan.item, loan.handed, loan.due, loan.returned)


def loan_of(line: LoanLine) -> Loan:
    """The loan that came."""
    return Loan(LendingNumber(line.number), line.item, line.handed, line.due, line.returned)


class ThingLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A loan and what it is a loan of."""

    item: ItemLine
    loan: LoanLine


def thing_line(thing: LentThing) -> ThingLine:
    """A lent thing as it goes to the other end."""
    return ThingLine(item_line(thing.item), loan_line(thing.loan))


def thing_of(line: ThingLine) -> LentThing:
    """The one that came."""
    return LentThing(item_of(line.item), loan_of(line.loan))
