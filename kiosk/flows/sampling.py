"""見本を かさねる, with the clerk's own words: typed at the desk and seen at both ends, over empty fields alone."""

from typing import Generic

from kiosk.domain.form import FieldId
from kiosk.domain.ids import Side, side_of
from kiosk.domain.lighting import field_lit
from kiosk.domain.sample import MAX_CHARACTERS, ClerksSample, acceptable, fillable
from kiosk.domain.sheet_intents import ShowSample
from kiosk.domain.snapshot import Hint
from kiosk.domain.writing import clean
from kiosk.flows.core import Core, log
from kiosk.flows.lighting import LightingFlow
from kiosk.flows.store import Snap
from kiosk.wire.peer import SampleWords

_WHERE: Side = "van"


class SamplingFlow(Generic[Snap]):
    """Keeps `clerks_sample` of the snapshot. The desk says all of it each time, so the last word holds."""

    def __init__(self, core: Core[Snap], lighting: LightingFlow[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._lighting = lighting

    def fill(self, words: str) -> None:
        """Into the field that is lit; the sample comes, if it was not there."""
        now = self._core.now
        lying = now.lying.get(_WHERE)
        field = field_lit(now.lit, _WHERE, lying, now.forms)
        if self._me == _WHERE or lying is None or field is None or not fillable(field):
            return
        if field.id in (lying.filled or ()):
            self._core.hint(Hint.FIELD_WRITTEN)
            return
        words = clean(words)
        if len(words) > MAX_CHARACTERS:
            self._core.hint(Hint.SAMPLE_TOO_LONG)
            return
        before = now.clerks_sample
        if before is None or before.sheet != lying.number:
            before = ClerksSample(lying.number)
        self._core.store.change(clerks_sample=before.filled(field.id, words))
        self.tell_all()
        self._lighting.do(ShowSample(_WHERE, on=True))

    def theirs(self, message: SampleWords) -> None:
        """The clerk's; of words that nobody could have typed there, none are taken."""
        if self._me != _WHERE:
            return
        if not all(acceptable(words) for _, words in message.words):
            log.warning("a sample of the other end refused")
            return
        words = {FieldId(field): words for field, words in message.words}
        self._core.store.change(clerks_sample=ClerksSample(message.sheet, words))

    def tell_all(self) -> None:
        """After each new generation, too."""
        sample = self._core.now.clerks_sample
        if sample is not None and self._me != _WHERE:
            self._core.ports.media.send(SampleWords(sample.sheet, tuple(sample.words.items())))

    def forget(self) -> None:
        """The call is over."""
        self._core.store.change(clerks_sample=None)
