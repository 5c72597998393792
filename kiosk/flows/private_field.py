"""The private fields of a known form: the resident lets one of them be seen, by two touches of its own.

The first touch shuts the way to the other end and has the eye open the field on the own screen; the second, which may
not come before it was there to be looked at for a moment, lets the tray be seen again, with it. It closes by one touch,
with its sheet, with the tray and with the call. The clerk can ask, and no more.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic

from kiosk.domain.disclosure import Disclosure, DisclosureState, FieldWish, private_field
from kiosk.domain.form import FieldId, FormField
from kiosk.domain.ids import Side, side_of
from kiosk.domain.lighting import field_lit, form_seen
from kiosk.domain.lying import Lying
from kiosk.domain.sharing import SharingState
from kiosk.domain.sheet_intents import AskForField, CloseField, DeclineField, DiscloseField, PrivateIntent
from kiosk.domain.snapshot import Hint
from kiosk.flows.core import Core, log
from kiosk.flows.moment import Moment
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.store import Snap
from kiosk.wire.peer import FieldWanted

_WHERE: Side = "van"
_SEEN = (SharingState.ASKING, SharingState.OPEN)


class PrivateFieldFlow(Generic[Snap]):
    """Keeps `disclosure` and `wish` of the snapshot. Made after the flow of the gates."""

    def __init__(self, core: Core[Snap]) -> None:
        """`on_laid` takes the paper back to its own screen, and with it what stood still there and at the other end;
        `on_settled` lets it be seen again."""
        self._core = core
        self._me = side_of(core.role)
        self._reading = Moment(core.ports.clock, READ_FOR_S, self._can_be_answered)
        self.on_laid: Callable[[], None] = _nothing
        self.on_settled: Callable[[], None] = _nothing
        core.store.listen(lambda _: self._follow())

    def do(self, intent: PrivateIntent) -> None:
        """What a person asked for."""
        match intent:
            case DiscloseField():
                self._lay_open()
            case CloseField():
                self._hide()
            case AskForField():
                self._ask()
            case DeclineField():
                self._decline()

    def answer(self, yes: bool) -> None:
        """見せる or 見せない; the first counts only once it was asked."""
        one = self._core.now.disclosure
        if one is None or self._core.now.sharing.mine is not SharingState.ASKING:
            return
        if not yes:
            self._close(one)
        elif one.state is DisclosureState.ASKED:
            log.info("a private field is shown")
            self._core.store.change(disclosure=replace(one, state=DisclosureState.SENT))
            self.on_settled()

    def theirs(self, message: FieldWanted) -> None:
        """The clerk asks for a field, or the resident has said no."""
        wish = FieldWish(message.sheet, FieldId(message.field))
        if not message.on and wish == self._core.now.wish:
            self._core.store.change(wish=None)
            if self._me != _WHERE:
                self._core.hint(Hint.FIELD_KEPT)
        elif not message.on:
            pass
        elif self._me == _WHERE and self._lying_open(wish.sheet) and self._field(wish.field) is not None:
            self._core.store.change(wish=wish)
            self._core.ports.ear.tone("turn")

    def _lit(self) -> FormField | None:
        """The private field that is lit."""
        now = self._core.now
        field = field_lit(now.lit, _WHERE, now.lying.get(_WHERE), now.forms)
        return field if field is not None and field.private else None

    def _field(self, field: str) -> FormField | None:
        form = form_seen(self._core.now.lying.get(_WHERE), self._core.now.forms)
        return private_field(form.fields, field) if form is not None else None

    def _lying_open(self, sheet: int) -> bool:
        lying = self._core.now.lying.get(_WHERE, Lying())
        return lying.held and lying.open and lying.number == sheet

    # --- the resident ---

    def _lay_open(self) -> None:
        """What the clerk asked for comes before what is lit: that is what the screen names."""
        now, lying = self._core.now, self._core.now.lying.get(_WHERE)
        field = self._field(now.wish.field) if now.wish is not None else self._lit()
        if self._me != _WHERE or lying is None or field is None or now.disclosure is not None:
            return
        if now.sharing.mine is not SharingState.OPEN:
            return
        self._core.store.change(disclosure=Disclosure(lying.number, field.id), wish=None)
        self.on_laid()
        self._core.ports.eyes.show_field(lying.number, field.id)

    def _hide(self) -> None:
        one = self._core.now.disclosure
        if one is not None and one.state is DisclosureState.SENT:
            self.on_laid()
            self._close(one)

    def _close(self, one: Disclosure) -> None:
        """Nothing goes out until the eye has said that the field is closed."""
        self._shut(one)
        self._core.store.change(disclosure=replace(one, state=DisclosureState.CLOSING))

    def _shut(self, one: Disclosure) -> None:
        """The eye is told first: what follows may let the tray be seen."""
        self._core.ports.eyes.show_field(one.sheet, "")
        if one.state is DisclosureState.SENT:
            log.info("a private field is hidden")

    def _follow(self) -> None:
        now = self._core.now
        one, lying = now.disclosure, now.lying.get(_WHERE, Lying())
        if now.wish is not None and (not self._lying_open(now.wish.sheet) or lying.shown == now.wish.field):
            self._core.store.change(wish=None)
        if self._me != _WHERE:
            return
        if lying.shown and now.sharing.mine is SharingState.OPEN and not _let_out(one, lying):
            self.on_laid()  # the eye shows what nobody has let be seen: nothing goes out until it has followed
            self._core.ports.eyes.show_field(lying.number, "")
        elif one is None:
            pass
        elif not self._lying_open(one.sheet) or now.sharing.mine not in _SEEN:
            self._end(one)
        elif one.state is DisclosureState.CLOSING:
            if not lying.shown:
                self._core.store.change(disclosure=None)
                self.on_settled()
        elif one.state is not DisclosureState.SENT:
            self._let_read(one, lying.shown == one.field)

    def _end(self, one: Disclosure) -> None:
        """Its sheet, the tray or the call is gone, and with it the field: also when the sheet comes back, and where a
        picture of it stands still. What lies there next is looked at anew."""
        self._shut(one)
        self._core.store.change(disclosure=None)
        if self._core.now.sharing.mine is SharingState.OPEN:
            self.on_laid()

    def _let_read(self, one: Disclosure, seen: bool) -> None:
        """Asks when it was seen for a moment; takes the question back when it is not seen any more."""
        if seen:
            self._reading.there()
        elif self._reading.gone() and one.state is DisclosureState.ASKED:
            self._core.store.change(disclosure=replace(one, state=DisclosureState.LAID))

    def _can_be_answered(self) -> None:
        one = self._core.now.disclosure
        if one is not None and one.state is DisclosureState.LAID:
            self._core.store.change(disclosure=replace(one, state=DisclosureState.ASKED))

    def _decline(self) -> None:
        wish = self._core.now.wish
        if wish is not None and self._me == _WHERE:
            self._core.ports.media.send(FieldWanted(wish.sheet, wish.field, on=False))
            self._core.store.change(wish=None)

    # --- the clerk ---

    def _ask(self) -> None:
        field, lying = self._lit(), self._core.now.lying.get(_WHERE)
        if field is None or lying is None or self._me == _WHERE or lying.shown == field.id:
            return
        self._core.ports.media.send(FieldWanted(lying.number, field.id, on=True))
        self._core.store.change(wish=FieldWish(lying.number, field.id))

    def tell_all(self) -> None:
        """After each new generation: what was asked may have been lost on the way."""
        wish = self._core.now.wish
        if wish is not None and self._me != _WHERE:
            self._core.ports.media.send(FieldWanted(wish.sheet, wish.field, on=True))

    def forget(self) -> None:
        """The call is over."""
        self._core.store.change(wish=None)


def _let_out(one: Disclosure | None, lying: Lying) -> bool:
    """Whether the resident has let the field be seen that the eye shows."""
    sent = one is not None and one.state is DisclosureState.SENT
    return one is not None and sent and (one.sheet, one.field) == (lying.number, lying.shown)


def _nothing() -> None:
    return None
