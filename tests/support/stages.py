"""A stage for windows under test: the bundled drawings, fonts and texts."""

from pathlib import Path

from tests.support.pictures import filled_slots
from tests.support.texts import catalogues
from ui.stage import Slots, Stage
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons

ASSETS = Path(__file__).parents[2] / "assets"


def load_fonts() -> None:
    """Needs a QApplication; once a process."""
    register_fonts(ASSETS / "fonts")


def make_stage(slots: Slots | None = None) -> Stage:
    """Slots hold drawn pictures unless others are given."""
    return Stage(Icons(ASSETS / "icons", ASSETS / "pictures"), catalogues(), slots or filled_slots())
