"""What an eye has made for the other end of resting sheets, in order, until somebody takes it or the gate moves."""

import threading
from collections import deque
from collections.abc import Callable

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.eye.kept_pages import KeptPages

MOST_WAITING = 256
MOST_WAITING_BYTES = 2_000_000
StillNews = StillPiece | Resting | Coming


class StillQueue:
    """All methods may be called by any thread; listeners are called on the thread that changed something and must
    return at once."""

    def __init__(self, on_want: Callable[[int], None], on_begin_again: Callable[[int], None]) -> None:
        self.kept = KeptPages()
        """What the resident takes home of all that went through here."""
        self._lock = threading.Lock()
        self._waiting: deque[StillNews] = deque()
        self._closings = 0
        self._held = True
        self._listeners: tuple[Callable[[], None], ...] = ()
        self._on_want = on_want
        self._on_begin_again = on_begin_again

    @property
    def closings(self) -> int:
        """Rises whenever what was taken may not leave any more."""
        with self._lock:
            return self._closings

    @property
    def held(self) -> bool:
        """Whether nothing may leave until `hold` lets it, also of what was taken."""
        with self._lock:
            return self._held

    def take(self) -> StillNews | None:
        """The next one; None while there is none, or all is held."""
        with self._lock:
            return self._waiting.popleft() if self._waiting and not self._held else None

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls back when there is something new, or is held no longer, and when all that was not taken is gone."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

    def want(self, first_bytes: int) -> None:
        """How large the first picture of a sheet should be."""
        self._on_want(first_bytes)

    def begin_again(self, sheet: int) -> None:
        """The other end knows nothing of that sheet."""
        self._on_begin_again(sheet)

    def keep(self, number: int, on: bool) -> None:
        """Keeps a copy of that sheet, for which it is made once more as a whole; or lets go of it."""
        self.kept.keep(number, on)
        if on:
            self._on_begin_again(number)

    # --- for the eye ---

    def put(self, news: StillNews) -> None:
        """One more. Where nobody takes them, the sheets that wait are dropped, to be sent as a whole again."""
        if isinstance(news, StillPiece) and self.kept.put(news):
            self._on_begin_again(news.sheet)
        with self._lock:
            self._waiting.append(news)
            dropped = {one.sheet for one in self._waiting if one.sheet} if self._is_full() else set()
            if dropped:
                self._waiting.clear()
        for sheet in dropped:
            self._on_begin_again(sheet)
        self._tell()

    def hold(self, held: bool) -> None:
        """Keeps all that was made from leaving, or lets it go on where it was."""
        with self._lock:
            self._held = held
        self._tell()

    def close(self) -> None:
        """Nothing of all that may leave any more."""
        with self._lock:
            self._waiting.clear()
            self._held = True
            self._closings += 1
        self._tell()

    def _is_full(self) -> bool:
        held = sum(len(one.data) for one in self._waiting if isinstance(one, StillPiece))
        return len(self._waiting) > MOST_WAITING or held > MOST_WAITING_BYTES

    def _tell(self) -> None:
        with self._lock:
            listeners = self._listeners
        for listener in listeners:
            listener()
