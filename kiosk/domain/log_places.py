"""Where in our own code something happened, for log lines: files, lines and functions, never a message or a value."""

import traceback
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("kiosk", "ui", "drivers")
_INNERMOST = 4


def in_our_code(stack: traceback.StackSummary) -> str:
    """The innermost places of our own code, innermost first, e.g. "ui/navigator.py:54 show"."""
    places = ((our_file(place.filename), place) for place in stack)
    ours = [f"{file}:{place.lineno} {place.name}" for file, place in places if file is not None]
    return " < ".join(reversed(ours[-_INNERMOST:])) or "(not in our code)"


def our_file(filename: str) -> str | None:
    """A source file by its path in the checkout; None if it is not ours."""
    path = Path(filename)
    if not path.is_absolute():  # a packaged program knows its modules by such paths already
        return str(path) if path.parts and path.parts[0] in _PACKAGES else None
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) and ".venv" not in path.parts else None
