"""端末の貸出 at the desk: the clerk hands out and takes back, the hub's ledger answers, a press counts once."""

import secrets
from dataclasses import replace

from kiosk.domain import lending_desk as asks
from kiosk.domain.lending import LendingNumber, Loan, lending_number
from kiosk.domain.lending_desk import Answered, LendingDesk, LendingIntent, Said
from kiosk.domain.lent import MOST_OUT, LentThing, taken_home
from kiosk.domain.snapshot import DeskSnapshot, Hint, HubState, with_resident
from kiosk.flows.core import Core
from kiosk.flows.lent import LentFlow
from kiosk.wire import hub as wire
from kiosk.wire.lending import item_of, loan_of

_ID_BYTES = 12


class LendingFlow:
    """Keeps `lending` of the desk's snapshot. One press at a time is with the hub; it is said again on each new line,
    with the id that was drawn for it, until it is answered."""

    def __init__(self, core: Core[DeskSnapshot], lent: LentFlow[DeskSnapshot]) -> None:
        self._core = core
        self._lent = lent
        self._asked: wire.Lend | wire.GiveBack | None = None

    def do(self, intent: LendingIntent) -> None:
        """What was touched or typed in the panel."""
        now = self._core.now.lending
        match intent:
            case asks.ShowLending(on):
                self._change(shown=on, chosen="", answered=None)
            case asks.ChooseItem(item):
                self._change(chosen="" if item == now.chosen or now.item(item) is None else item, answered=None)
            case asks.HandOver(item):
                self._hand_over(item)
            case asks.TakeBack(typed):
                self._take_back(typed)

    def _hand_over(self, item: str) -> None:
        """What is not chosen any more is not handed over: a late click does nothing."""
        now = self._core.now
        if now.lending.waits or not item or now.lending.chosen != item:
            return
        if now.call is None or not with_resident(now):
            self._core.hint(Hint.NOT_IN_CALL)
        elif len(taken_home(now.lent)) >= MOST_OUT:
            self._change(answered=Answered(Said.ENOUGH))
        else:
            self._ask(wire.Lend(_new_id(), now.call.id, item))

    def _take_back(self, typed: str) -> None:
        number = lending_number(typed)
        if self._core.now.lending.waits:
            return
        if number is None:
            self._change(answered=Answered(Said.WRONG_DIGIT))
        else:
            self._ask(wire.GiveBack(_new_id(), number))

    def _ask(self, question: wire.Lend | wire.GiveBack) -> None:
        """Without a line nothing is begun: a clerk must not believe that it was written."""
        if self._core.now.hub is not HubState.ONLINE or not self._core.ports.link.send(question):
            self._core.hint(Hint.HUB_AWAY)
            return
        self._asked = question
        self._change(waits=True, answered=None)

    # --- what the hub says ---

    def link_up(self) -> None:
        """The press that was not answered is said again."""
        if self._asked is not None:
            self._core.ports.link.send(self._asked)

    def on_loan(self, message: wire.OnLoan) -> None:
        """What there is, and what is late."""
        items = tuple(map(item_of, message.items))
        self._change(items=items, overdue=message.overdue)
        if self._core.now.lending.item(self._core.now.lending.chosen) is None:
            self._change(chosen="")

    def lent(self, message: wire.Lent) -> None:
        """It stands in the ledger. It is the resident's of that call, not of one that came after."""
        asked = self._answered(message.asked)
        if not isinstance(asked, wire.Lend):
            return
        loan, now = loan_of(message.loan), self._core.now
        self._change(chosen="", shown=True, answered=Answered(Said.LENT, loan))
        item = now.lending.item(loan.item)
        if item is not None and with_resident(now) and now.call is not None and now.call.id == asked.call:
            self._lent.add([LentThing(item, loan)])

    def given_back(self, message: wire.GivenBack) -> None:
        """It is back, had come back before, or was never lent."""
        asked = self._answered(message.asked)
        if not isinstance(asked, wire.GiveBack):
            return
        if message.loan is None:
            self._change(answered=Answered(Said.NOT_LENT, number=LendingNumber(asked.number)))
            return
        loan = loan_of(message.loan)
        self._change(answered=Answered(Said.AGAIN if message.again else Said.BACK, loan))
        self._lent.add(self._came_back(loan))

    def not_lent(self, message: wire.NotLent) -> None:
        """Nothing was written; what was chosen stays chosen."""
        if self._answered(message.asked) is not None:
            self._change(shown=True, answered=Answered(Said(message.code)))

    def call_ended(self) -> None:
        """What was chosen was for that resident."""
        self._change(chosen="")

    def _came_back(self, loan: Loan) -> list[LentThing]:
        """What this call knows under that number."""
        return [replace(thing, loan=loan) for thing in self._core.now.lent if thing.loan.number == loan.number]

    def _answered(self, asked: str) -> wire.Lend | wire.GiveBack | None:
        """The press that this answers; None for an answer that comes a second time."""
        question = self._asked
        if question is None or question.asked != asked:
            return None
        self._asked = None
        self._change(waits=False)
        return question

    def _change(self, **fields: object) -> None:
        before: LendingDesk = self._core.now.lending
        self._core.store.change(lending=replace(before, **fields))  # type: ignore[arg-type]


def _new_id() -> str:
    """Of one press, and of nothing else."""
    return secrets.token_hex(_ID_BYTES)
