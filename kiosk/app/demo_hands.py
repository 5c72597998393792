"""What a trainer does with own hands in the pretend van: another paper, a telephone, its page, the cable."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from drivers.mock_room.state import PhonePage, RoomError, Screen, Thing
from drivers.mock_room.verbs import RoomVerbs

FORMS: Final = ("form.juminhyo", "form.inkan-shomei", "form.tenkyo")
PAGES: Final[tuple[PhonePage, ...]] = ("home", "settings", "letters", "talk", "settings.notice", "off")


class Hands:
    """Called on the GUI thread, returns at once: what is asked for is done beside it, one after another, because the
    pretend world waits for its cameras. `paper` is what lies there at first."""

    def __init__(self, room: RoomVerbs, paper: str) -> None:
        self._room = room
        self._paper = paper
        self._page = 0
        self._lies = self._wired = False
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="hands")

    def other_paper(self) -> None:
        """The next form lies there; a telephone is taken away."""
        self._do(self._lay_paper)

    def phone(self) -> None:
        """The telephone lies there in place of the paper, or the paper again."""
        self._do(self._turn_phone)

    def other_page(self) -> None:
        """The telephone shows its next page; a message over it, and nothing, are among them."""
        self._do(self._show_page)

    def cable(self) -> None:
        """The cable is put into the telephone, or pulled out of it."""
        self._do(self._turn_cable)

    def end(self) -> None:
        """What is not done by then is not done."""
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _do(self, act: Callable[[], None]) -> None:
        self._beside.submit(self._try, act)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except RoomError as wrong:
            sys.stderr.write(f"demo: {wrong}\n")

    def _lay_paper(self) -> None:
        if self._lies:
            self._room.lift("van", "phone")
            self._lies = False
        following = FORMS.index(self._paper) + 1 if self._paper in FORMS else 0
        self._paper = FORMS[following % len(FORMS)]
        self._room.swap("van", self._paper)

    def _turn_phone(self) -> None:
        self._lies = not self._lies
        if self._lies:
            self._room.place("van", None)
            self._lay_phone()
        else:
            self._room.lift("van", "phone")
            self._room.place("van", self._paper)

    def _lay_phone(self) -> None:
        self._room.lay("van", Thing("phone", 4.0, 2.0, 5.0, PAGES[self._page]))

    def _show_page(self) -> None:
        self._page = (self._page + 1) % len(PAGES)
        if self._lies:
            self._lay_phone()
        if self._wired:
            self._room.connect("van", Screen(PAGES[self._page]))

    def _turn_cable(self) -> None:
        self._wired = not self._wired
        self._room.connect("van", Screen(PAGES[self._page]) if self._wired else None)
