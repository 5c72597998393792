"""What lies in a tray whose eye understands paper, as that eye tells it: never a picture, never a word of it."""

from dataclasses import dataclass

from kiosk.domain.ids import Side
from kiosk.domain.page import Page, phone_id, sheet_id


@dataclass(frozen=True)
class Lying:
    """The sheet that lies there, or lay there last; `number` 0 while there was none.

    A sheet counts from when it was looked at in quiet and freely; until then `unknown` says that something lies there.
    `form` is the id of the known form that it is, or empty. `held`: it lies there now. `open`: its eye lets it be seen,
    but for what is private. `filled`: the ids of the form's fields in which something stands; None where nobody looked.
    `shown`: the id of the private field that its eye lets be seen now.

    `phone`: its eye looks for a telephone in place of a paper, and this is one; `dark`: one lies there whose screen is
    off; `veiled`: nothing of it is seen while its owner types a secret; `cable`: it is one whose picture comes through
    a cable; `unplugged`: the device at that cable is not there.
    """

    number: int = 0
    width_mm: float = 0.0
    height_mm: float = 0.0
    form: str = ""
    held: bool = False
    open: bool = False
    unknown: bool = False
    filled: tuple[str, ...] | None = None
    shown: str = ""
    phone: bool = False
    dark: bool = False
    veiled: bool = False
    cable: bool = False
    unplugged: bool = False

    def page(self, side: Side) -> Page | None:
        """The page that marks are put on."""
        page_id = phone_id if self.phone else sheet_id
        return Page(page_id(side, self.number), self.width_mm, self.height_mm) if self.number else None
