"""Lights the field of a known form that somebody touched, at both ends, and shows which ones are still to be filled."""

from dataclasses import replace
from typing import Generic

from kiosk.domain.form import FieldId
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.lighting import LIT_SIDE, NO_FIELD, Lit, field_at, field_lit, form_seen
from kiosk.domain.sheet_intents import FieldIntent, ShowMissing, TouchField
from kiosk.domain.surfaces import open_page
from kiosk.flows.core import Core
from kiosk.flows.store import Snap
from kiosk.wire.peer import LitField


class LightingFlow(Generic[Snap]):
    """Keeps `lit` of the snapshot: one value with a count and an author, as what is looked at together. The later word
    holds at both ends, whatever the order of arrival. It is about the van's sheet alone."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._stamp: tuple[int, Side] = (0, "office")
        self._said: LitField | None = None

    def do(self, intent: FieldIntent) -> None:
        """A touch beside all fields, or on the lit one, puts it out."""
        now = self._core.now
        lying = now.lying.get(intent.side)
        form = form_seen(lying, now.forms)
        if intent.side != LIT_SIDE or form is None or lying is None or open_page(now, self._me, intent.side) is None:
            return
        lit = Lit(intent.side, lying.number)
        if now.lit is not None and now.lit.lies_on(intent.side, lying):
            lit = now.lit
        if isinstance(intent, TouchField):
            touched = field_at(form, (intent.x_mm, intent.y_mm))
            before = field_lit(now.lit, intent.side, lying, now.forms)
            lit = replace(lit, field=NO_FIELD if touched is None or touched == before else touched.id)
        elif isinstance(intent, ShowMissing):
            lit = replace(lit, missing=intent.on)
        else:
            lit = replace(lit, sample=intent.on)
        self._change(lit)

    def _change(self, lit: Lit) -> None:
        kept = lit if lit.anything else None
        if kept == self._core.now.lit:
            return
        self._stamp = self._stamp[0] + 1, self._me
        self._said = LitField(self._stamp[0], lit.side, lit.sheet, lit.field, lit.missing, lit.sample)
        self._core.store.change(lit=kept)
        self._core.ports.media.send(self._said)

    def theirs(self, message: LitField) -> None:
        """The other end lit another field, or none; what is not there to be seen is not lit here either."""
        stamp = message.n, other(self._me)
        if stamp <= self._stamp:
            return
        self._stamp = stamp
        lit = Lit(message.side, message.sheet, FieldId(message.field), message.missing, message.sample)
        self._core.store.change(lit=lit if lit.anything else None)

    def tell_all(self) -> None:
        """After each new generation: this end's last word, if it was the last of both."""
        if self._said is not None and self._stamp == (self._said.n, self._me):
            self._core.ports.media.send(self._said)

    def forget(self) -> None:
        """The call is over."""
        self._stamp, self._said = (0, "office"), None
        self._core.store.change(lit=None)
