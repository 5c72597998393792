"""A stage for windows under test: the bundled drawings, fonts and texts."""

from pathlib import Path

from kiosk.domain.levels import Levels
from tests.support.pictures import filled_slots
from tests.support.texts import catalogues
from ui.stage import Slots, Stage
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons

VOICE = Levels(peak=0.2, captured=0.05, sent=0.05, played=0.02)
"""What a microphone under test hears, always."""
ASSETS = Path(__file__).parents[2] / "assets"


def load_fonts() -> None:
    """Needs a QApplication; once a process."""
    register_fonts(ASSETS / "fonts")


def make_stage(slots: Slots | None = None) -> Stage:
    """Slots hold drawn pictures unless others are given."""
    return Stage(
        Icons(ASSETS / "icons", ASSETS / "pictures", ASSETS / "guides" / "pictures"),
        catalogues(),
        slots or filled_slots(),
        lambda: VOICE,
    )
