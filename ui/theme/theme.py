"""All that a painter asks for: colours, letter sizes and drawings of the look that was chosen."""

from dataclasses import dataclass

from kiosk.domain.snapshot import Look
from ui.theme.colours import HIGH_CONTRAST, NORMAL, Colours
from ui.theme.icons import Icons
from ui.theme.letters import DESK, SIGNAGE, STEPS, Letters


@dataclass(frozen=True)
class Theme:
    """One look. `step` is 1 to 3 on the resident's monitor."""

    colours: Colours
    letters: Letters
    icons: Icons
    step: int = 1

    @property
    def high_contrast(self) -> bool:
        """Whether this is the yellow-on-black look."""
        return self.colours is HIGH_CONTRAST

    def colour(self, role: str) -> str:
        """`#rrggbb` of a role; AttributeError for a role that does not exist."""
        value: str = getattr(self.colours, role)
        return value

    def size_px(self, role: str) -> int:
        """Letter size of a role; AttributeError for a role that does not exist."""
        value: int = getattr(self.letters, role)
        return value


def resident_theme(look: Look, icons: Icons) -> Theme:
    """The look of this visit."""
    step = min(max(look.letters, 1), len(STEPS))
    return Theme(HIGH_CONTRAST if look.high_contrast else NORMAL, STEPS[step - 1], icons, step)


def signage_theme(icons: Icons) -> Theme:
    """The external monitor."""
    return Theme(NORMAL, SIGNAGE, icons)


def desk_theme(icons: Icons) -> Theme:
    """The clerk's window."""
    return Theme(NORMAL, DESK, icons)
