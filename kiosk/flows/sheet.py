"""Everything that two people do over the shared pages, in one place: draw, look closer, write, light a field."""

from typing import Generic, TypeAlias

from kiosk.domain import sheet_intents as asks
from kiosk.flows.annotating import AnnotatingFlow
from kiosk.flows.core import Core
from kiosk.flows.lighting import LightingFlow
from kiosk.flows.private_field import PrivateFieldFlow
from kiosk.flows.reading import ReadingFlow
from kiosk.flows.sampling import SamplingFlow
from kiosk.flows.store import Snap
from kiosk.flows.writing import WritingFlow
from kiosk.wire.peer import FieldWanted, LitField, Looking, Marks, Pointing, Said, SampleWords, WhiteBoard

SheetMessage: TypeAlias = Marks | Pointing | Looking | Said | WhiteBoard | LitField | FieldWanted | SampleWords


class SheetFlow(Generic[Snap]):
    """Hands intents and messages to the flows of a shared page; the same at kiosk and desk."""

    def __init__(self, core: Core[Snap]) -> None:
        self.marks = AnnotatingFlow(core)
        self.reading = ReadingFlow(core)
        self.writing = WritingFlow(core)
        self.lighting = LightingFlow(core)
        self.sampling = SamplingFlow(core, self.lighting)
        self.private = PrivateFieldFlow(core)
        self._core = core

    def do(self, intent: asks.SheetIntent) -> None:
        """What a person asked for."""
        if isinstance(intent, asks.MarkIntent):
            self.marks.do(intent)
        elif isinstance(intent, asks.ReadingIntent):
            self.reading.do(intent)
        elif isinstance(intent, asks.FieldIntent):
            self.lighting.do(intent)
        elif isinstance(intent, asks.FillSample):
            self.sampling.fill(intent.words)
        elif isinstance(intent, asks.PrivateIntent):
            self.private.do(intent)
        else:
            self.writing.do(intent)
            if isinstance(intent, asks.OpenBoard) and self._core.now.board.open:
                self.reading.do(asks.BringToFront("board"))

    def theirs(self, message: SheetMessage) -> None:
        """What the other end did."""
        if isinstance(message, Looking):
            self.reading.theirs(message)
        elif isinstance(message, LitField):
            self.lighting.theirs(message)
        elif isinstance(message, SampleWords):
            self.sampling.theirs(message)
        elif isinstance(message, FieldWanted):
            self.private.theirs(message)
            if message.on and self._core.now.wish is not None:  # a question that stands behind the white page is none
                self.reading.do(asks.BringToFront("van"))
        elif isinstance(message, Said | WhiteBoard):
            self.writing.theirs(message)
        else:
            self.marks.theirs(message)

    def tell_all(self) -> None:
        """After each new generation."""
        self.writing.tell_all()
        self.marks.tell_all()
        self.lighting.tell_all()
        self.sampling.tell_all()
        self.private.tell_all()
        self.reading.tell_all()

    def close_one(self) -> bool:
        """もどる closes the innermost thing that is open; False if that is none of these."""
        if self.writing.close_kana() or self.reading.close_one():
            return True
        if self._core.now.board.open and self._core.now.front == "board":
            self.writing.close_board()
            return True
        return False

    def forget(self) -> None:
        """The call is over: nothing of it stays."""
        self.marks.forget()
        self.lighting.forget()
        self.sampling.forget()
        self.private.forget()
        self.writing.forget()
        self.reading.forget()
