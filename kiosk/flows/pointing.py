"""The pointer, both ways: told often while it moves, told again while it rests, gone when nothing is heard of it."""

from typing import Generic

from kiosk.domain.annotation import MARGIN_MM, Pointer
from kiosk.domain.ids import other, side_of
from kiosk.domain.page import PageId, Surface
from kiosk.domain.surfaces import open_page
from kiosk.flows.core import Core, log
from kiosk.flows.mark_messages import hundredths
from kiosk.flows.ports import TimerPort
from kiosk.flows.store import Snap
from kiosk.wire.peer import Pointing

SENT_EVERY_S = 0.03
REPEATED_EVERY_S = 0.5
FADES_AFTER_S = 2.0
"""Three repetitions may be lost; a lost 'off' leaves the pointer standing no longer than this."""


class PointingFlow(Generic[Snap]):
    """This end's pointer goes out, the other end's stands in the snapshot."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._at: tuple[Surface, float, float] | None = None
        self._page = PageId("")
        self._n = 0
        self._sent_at_s = 0.0
        self._timer: TimerPort | None = None
        self._heard_n = 0
        self._fading: TimerPort | None = None

    def point_at(self, surface: Surface, x_mm: float, y_mm: float) -> None:
        """The pointer is there now; on a page that is not open there is none."""
        page = open_page(self._core.now, self._me, surface)
        if page is None or not page.holds((x_mm, y_mm), MARGIN_MM):
            self.stop()
            return
        self._at, self._page = (surface, x_mm, y_mm), page.id
        early_s = self._sent_at_s + SENT_EVERY_S - self._core.ports.clock.monotonic()
        if early_s > 0:
            self._again_in(early_s)
        else:
            self._tell(self._at, on=True)
            self._again_in(REPEATED_EVERY_S)

    def stop(self) -> None:
        """The pointer left the page."""
        at, self._at = self._at, None
        self._cancel()
        if at is not None:
            self._tell(at, on=False)

    def theirs(self, message: Pointing) -> None:
        """The other end's pointer; one that came late, or lies on no page, changes nothing."""
        if message.n <= self._heard_n:
            return
        pointer = Pointer(other(self._me), PageId(message.page), message.x / 100, message.y / 100)
        page = self._core.now.marks.pages.get(pointer.page)
        if page is None or not page.holds((pointer.x_mm, pointer.y_mm), MARGIN_MM):
            log.warning("pointer of the other end refused")
            return
        self._heard_n = message.n
        self._fade()
        if message.on:
            self._core.store.change(pointers=(pointer,))
            self._fading = self._core.ports.clock.call_later(FADES_AFTER_S, self._fade)

    def forget(self) -> None:
        """The call is over: the next one counts anew."""
        self._at = None
        self._cancel()
        self._fade()
        self._n = self._heard_n = 0

    def _again(self) -> None:
        self._timer = None
        if self._at is not None:
            self.point_at(*self._at)

    def _again_in(self, delay_s: float) -> None:
        self._cancel()
        self._timer = self._core.ports.clock.call_later(delay_s, self._again)

    def _tell(self, at: tuple[Surface, float, float], on: bool) -> None:
        _, x_mm, y_mm = at
        self._n += 1
        self._sent_at_s = self._core.ports.clock.monotonic()
        self._core.ports.media.send(Pointing(self._n, self._page, hundredths(x_mm), hundredths(y_mm), on))

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fade(self) -> None:
        if self._fading is not None:
            self._fading.cancel()
            self._fading = None
        self._core.store.change(pointers=())
