"""筆談 at one end: lines that are typed go out and come in, the white page opens at both ends at once."""

from typing import Generic

from kiosk.domain import sheet_intents as asks
from kiosk.domain.ids import other, side_of
from kiosk.domain.kana import typed
from kiosk.domain.page import BOARD_HEIGHT_MM
from kiosk.domain.snapshot import Hint, KioskSnapshot
from kiosk.domain.writing import (
    CAPTION_ONLY,
    MAX_BOARDS,
    MAX_CHARACTERS,
    Board,
    Line,
    LineId,
    RefusedLine,
    Writing,
    clean,
    fits,
)
from kiosk.flows.core import Core, log
from kiosk.flows.ports import TimerPort
from kiosk.flows.store import Snap
from kiosk.wire.peer import Said, WhiteBoard

CAPTION_FOR_S = 120.0
"""The longest line is read slowly in 40 s; then the picture is free again. What stands on a white page stays."""


class WritingFlow(Generic[Snap]):
    """Keeps `writing`, `board` and `caption_gone` of the snapshot, and the kiosk's `draft`."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._caption: TimerPort | None = None

    def do(self, intent: asks.WritingIntent) -> None:
        """What a person asked for; only in a call."""
        call = self._core.now.call
        if call is None or call.ended_because is not None:
            self._core.hint(Hint.NOT_IN_CALL)
            return
        match intent:
            case asks.OpenBoard():
                self._turn(open_=True, shown=self._board.shown)
            case asks.CloseBoard():
                self.close_board()
            case asks.TurnBoard(pages):
                self._turn(open_=True, shown=self._board.shown + pages)
            case asks.Say(text, phrase):
                self._say(text, phrase)
            case _:
                self._type(intent)

    def theirs(self, message: Said | WhiteBoard) -> None:
        """What the other end typed, or did with the white pages."""
        if isinstance(message, Said):
            line = Line(LineId(message.clock, other(self._me)), message.text, message.phrase, message.board)
            if self._merge(line):
                self._core.ports.ear.tone("turn")
                self._time_caption()
        else:
            shown = min(message.shown, message.pages)
            board = Board(message.n, other(self._me), message.open, message.pages, shown)
            self._core.store.change(board=self._board.merged(board))

    def tell_all(self) -> None:
        """After each new generation: this end's lines, and its last word about the white pages."""
        for line in self._core.now.writing.of(self._me):
            self._core.ports.media.send(_said(line))
        if self._board.by == self._me and self._board.clock:
            self._tell_board()

    def close_board(self) -> None:
        """The white page goes at both ends; what stands on it stays until the call ends."""
        if self._board.open:
            self._turn(open_=False, shown=self._board.shown)

    def close_kana(self) -> bool:
        """もどる: the kana board goes; False if it was not there."""
        now = self._core.now
        if isinstance(now, KioskSnapshot) and now.kana_shown:
            self._core.store.change(kana_shown=False)
            return True
        return False

    def forget(self) -> None:
        """The call is over: nothing that was typed stays."""
        self._stop_caption()
        self._core.store.change(writing=Writing(), board=Board(), caption_gone=0)
        if isinstance(self._core.now, KioskSnapshot):
            self._core.store.change(draft="", kana_shown=False)

    # --- inside ---

    def _time_caption(self) -> None:
        self._stop_caption()
        self._caption = self._core.ports.clock.call_later(CAPTION_FOR_S, self._caption_over)

    def _caption_over(self) -> None:
        self._caption = None
        self._core.store.change(caption_gone=self._core.now.writing.clock)

    def _stop_caption(self) -> None:
        if self._caption is not None:
            self._caption.cancel()
            self._caption = None

    @property
    def _board(self) -> Board:
        return self._core.now.board

    def _turn(self, open_: bool, shown: int) -> None:
        if shown > MAX_BOARDS:
            self._core.hint(Hint.PAGE_FULL)
            return
        self._core.store.change(board=self._board.turned(self._me, open_, shown))
        self._tell_board()

    def _tell_board(self) -> None:
        board = self._board
        self._core.ports.media.send(WhiteBoard(board.clock, board.open, board.pages, board.shown))

    def _say(self, text: str, phrase: str = "") -> bool:
        """Says it here and there. What is too long for one line is refused as a whole, so that nothing is cut."""
        text = clean(text)
        if not text:
            self._core.hint(Hint.NOTHING_TYPED)
            return False
        line = Line(LineId(self._core.now.writing.clock + 1, self._me), text, phrase, self._board_for(text))
        if not self._merge(line):
            self._core.hint(Hint.LINES_FULL)
            return False
        self._core.ports.media.send(_said(line))
        return True

    def _board_for(self, text: str) -> int:
        """The last white page, or a new one if that is full; a page's end is never the end of the conversation."""
        board = self._board
        if not board.open:
            return CAPTION_ONLY
        full = not fits(self._core.now.writing, board.pages, text, BOARD_HEIGHT_MM)
        last = min(board.pages + full, MAX_BOARDS)
        if last != board.shown:
            self._turn(open_=True, shown=last)
        return last

    def _merge(self, line: Line) -> bool:
        try:
            writing = self._core.now.writing.merged(line)
        except RefusedLine as refused:
            log.warning("a line of the %(side)s refused: %(code)s", {"side": line.author, "code": refused.code})
            return False
        changed = writing is not self._core.now.writing
        self._core.store.change(writing=writing)
        return changed

    def _type(self, intent: asks.WritingIntent) -> None:
        now = self._core.now
        if not isinstance(now, KioskSnapshot):
            return
        match intent:
            case asks.OpenKana(on, plane):
                self._core.store.change(kana_shown=on, kana_plane=plane)
            case asks.TypeKana(letter):
                self._core.store.change(draft=typed(now.draft, letter)[:MAX_CHARACTERS])
            case asks.Untype():
                self._core.store.change(draft=now.draft[:-1])
            case asks.SayDraft():
                if self._say(now.draft):
                    self._core.store.change(draft="")
            case _:
                return


def _said(line: Line) -> Said:
    return Said(line.id.clock, line.text, line.phrase, line.board)
