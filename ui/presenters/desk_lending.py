"""端末の貸出 in the clerk's window: the key that opens the panel, the panel, and what this resident takes home."""

from dataclasses import dataclass

from kiosk.domain.languages import JAPANESE
from kiosk.domain.lending import Loan, spoken
from kiosk.domain.lending_desk import Answered, ChooseItem, HandOver, LendingDesk, Said, ShowLending, TakeBack
from kiosk.domain.lent import taken_home
from kiosk.domain.snapshot import DeskSnapshot, HubState, with_resident
from ui.presenters.japanese import full_date, month_day
from ui.presenters.parts import KeyKind, KeyView, Text

_WELL = (Said.LENT, Said.BACK)


@dataclass(frozen=True)
class LendingView:
    """The panel. `items` are what can be chosen, `hand` is there once one is; without a call neither is. `said` is what
    became of the last press, `back` is pressed for what was typed into the field; `taken`: that came back."""

    title: str
    late: str
    close: KeyView
    hand_title: str
    hand_how: str
    items: tuple[KeyView, ...]
    hand: KeyView | None
    back_title: str
    prompt: str
    back: KeyView
    said: str
    well: bool
    taken: bool


def lending_key(snapshot: DeskSnapshot, text: Text) -> KeyView | None:
    """Opens the panel and closes it; None where the hub lends nothing."""
    lending = snapshot.lending
    if not lending.items:
        return None
    words = text("desk.lending.late", count=lending.overdue) if lending.overdue else text("desk.lending")
    kind = KeyKind.CHOSEN if lending.shown else KeyKind.QUIET
    return KeyView("key.lending", words, ShowLending(on=not lending.shown), "", kind, shortcut="Ctrl+K")


def lent_words(snapshot: DeskSnapshot, text: Text) -> str:
    """A line for each thing that the resident of the moment takes home."""
    return "\n".join(
        text(
            "desk.lent", item=thing.item.name(JAPANESE), number=spoken(thing.loan.number), day=month_day(thing.loan.due)
        )
        for thing in taken_home(snapshot.lent)
    )


def present_lending(snapshot: DeskSnapshot, text: Text) -> LendingView | None:
    """None while it is closed."""
    lending = snapshot.lending
    if not lending.shown or not lending.items:
        return None
    in_call = with_resident(snapshot)
    said, well = _said(snapshot, text)
    return LendingView(
        title=text("desk.lending"),
        late=_late(lending, text),
        close=KeyView("key.lending.close", text("desk.lending.close"), ShowLending(on=False), "close", KeyKind.QUIET),
        hand_title=text("desk.lending.hand"),
        hand_how=text("desk.lending.choose") if in_call else text("desk.lending.no_call"),
        items=_items(lending, text) if in_call else (),
        hand=_hand(lending, text) if in_call else None,
        back_title=text("desk.lending.back"),
        prompt=text("desk.lending.prompt"),
        back=KeyView(
            "key.lending.back", text("desk.lending.back_key"), TakeBack(""), "check", KeyKind.QUIET, busy=lending.waits
        ),
        said=said,
        well=well,
        taken=lending.answered is not None and lending.answered.said is Said.BACK,
    )


def _items(lending: LendingDesk, text: Text) -> tuple[KeyView, ...]:
    return tuple(
        KeyView(
            f"key.lending.item.{item.id}",
            text("desk.lending.item", item=item.name(JAPANESE), days=item.days),
            ChooseItem(item.id),
            "check" if item.id == lending.chosen else "",
            KeyKind.CHOSEN if item.id == lending.chosen else KeyKind.QUIET,
            busy=lending.waits,
        )
        for item in lending.items
    )


def _hand(lending: LendingDesk, text: Text) -> KeyView | None:
    if not lending.chosen:
        return None
    words = text("desk.lending.hand_key")
    wish = HandOver(lending.chosen)
    return KeyView("key.lending.hand", words, wish, "", KeyKind.FILLED, busy=lending.waits, shortcut="Alt+H")


def _late(lending: LendingDesk, text: Text) -> str:
    if lending.overdue is None:
        return text("desk.lending.late_unknown")
    return text("desk.lending.late_are", count=lending.overdue) if lending.overdue else text("desk.lending.none_late")


def _said(snapshot: DeskSnapshot, text: Text) -> tuple[str, bool]:
    """What became of the last press, and whether it was written."""
    lending = snapshot.lending
    if lending.waits:
        away = snapshot.hub is not HubState.ONLINE
        return (text("desk.lending.waits_hub"), False) if away else (text("desk.lending.waits"), True)
    if lending.answered is None:
        return "", True
    return _answer(lending, lending.answered, text), lending.answered.said in _WELL


def _answer(lending: LendingDesk, answered: Answered, text: Text) -> str:
    loan, number = answered.loan, spoken(answered.number) if answered.number is not None else ""
    words = {
        Said.NOT_LENT: text("desk.lending.not_lent", number=number),
        Said.WRONG_DIGIT: text("desk.lending.wrong_digit"),
        Said.ENOUGH: text("desk.lending.enough"),
        Said.LEDGER: text("desk.lending.ledger"),
        Said.NO_NUMBERS: text("desk.lending.no_numbers"),
        Said.UNKNOWN_ITEM: text("desk.lending.unknown_item"),
        Said.NO_CALL: text("desk.lending.lost_call"),
    }
    return words[answered.said] if loan is None else _of_loan(lending, answered.said, loan, text)


def _of_loan(lending: LendingDesk, said: Said, loan: Loan, text: Text) -> str:
    """What is not lent any more is called by its number alone."""
    item = lending.item(loan.item)
    named = {"item": item.name(JAPANESE) if item is not None else "", "number": spoken(loan.number)}
    if said is Said.LENT:
        return text("desk.lending.lent", day=full_date(loan.due), **named)
    if said is Said.AGAIN and loan.returned is not None:
        return text("desk.lending.again", day=month_day(loan.returned), **named)
    return text("desk.lending.is_back", **named)
