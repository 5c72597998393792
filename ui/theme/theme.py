"""All that a painter asks for: colours, letter sizes and drawings of the look that was chosen."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont

from kiosk.domain.languages import EASY_JAPANESE, JAPANESE
from kiosk.domain.snapshot import Look
from ui.theme.colours import HIGH_CONTRAST, NORMAL, Colours
from ui.theme.fonts import font
from ui.theme.icons import Icons
from ui.theme.letters import DESK, EASY_STEPS, SIGNAGE, STEPS, Letters

_HALL_PX = 54


@dataclass(frozen=True)
class Theme:
    """One look. `step` is 1 to 3 on the resident's monitor; `readings` stand over the kanji of easy Japanese;
    `language` is that of nearly all that is said."""

    colours: Colours
    letters: Letters
    icons: Icons
    step: int = 1
    readings: bool = False
    language: str = JAPANESE

    @property
    def tall_bar(self) -> bool:
        """Whether the words of the bottom bar need the height of two lines."""
        return self.readings or self.step == 3

    @property
    def high_contrast(self) -> bool:
        """Whether this is the yellow-on-black look."""
        return self.colours is HIGH_CONTRAST

    def colour(self, role: str) -> str:
        """`#rrggbb` of a role; AttributeError for a role that does not exist."""
        value: str = getattr(self.colours, role)
        return value

    def font(self, size_px: int, bold: bool) -> QFont:
        """The letters of the language; not to be changed."""
        return font(size_px, bold, self.language)

    def speaking(self, language: str) -> "Theme":
        """The same look for words of another language; without one for those of its own."""
        return replace(self, language=language) if language not in ("", self.language) else self

    def size_px(self, role: str) -> int:
        """Letter size of a role; AttributeError for a role that does not exist."""
        value: int = getattr(self.letters, role)
        return value


def resident_theme(look: Look, icons: Icons) -> Theme:
    """The look of this visit."""
    step = min(max(look.letters, 1), len(STEPS))
    readings = look.language == EASY_JAPANESE
    letters = (EASY_STEPS if readings else STEPS)[step - 1]
    return Theme(HIGH_CONTRAST if look.high_contrast else NORMAL, letters, icons, step, readings, look.language)


def signage_theme(icons: Icons) -> Theme:
    """The external monitor."""
    return Theme(NORMAL, SIGNAGE, icons)


def hall_theme(icons: Icons) -> Theme:
    """The external monitor for a class or a group, who stand nearer than who passes by."""
    theme = signage_theme(icons)
    return replace(theme, letters=replace(theme.letters, least=_HALL_PX))


def desk_theme(icons: Icons) -> Theme:
    """The clerk's window."""
    return Theme(NORMAL, DESK, icons)
