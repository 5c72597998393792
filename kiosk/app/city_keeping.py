"""The city's data for a kiosk that may stand where no hub can be reached: the newest valid one is kept."""

import logging
from pathlib import Path

from kiosk.content.city import parse_city, read_city
from kiosk.content.toml import BadFile
from kiosk.domain.city import City

log = logging.getLogger(__name__)


class CityKeeping:
    """Reads the kept file first, then the one that was installed; replaces the kept one by what the hub serves."""

    def __init__(self, installed: Path, kept: Path | None) -> None:
        self._installed = installed
        self._kept = kept

    def first(self) -> City:
        """The city to start with. Raises BadFile if even the installed file is wrong."""
        if self._kept is not None and self._kept.exists():
            try:
                return read_city(self._kept)[0]
            except BadFile:
                log.warning("the kept city file is not valid; the installed one is used")
        return read_city(self._installed)[0]

    def take(self, text: str) -> City | None:
        """The hub's version, checked and kept whole or not at all; None if it is not valid."""
        try:
            city = parse_city(text, "city file of the hub")
        except BadFile:
            log.warning("the hub's city file is not valid; the one before stays")
            return None
        if self._kept is not None:
            self._keep(self._kept, text)
        return city

    def _keep(self, path: Path, text: str) -> None:
        new = path.with_name(f"{path.name}.new")
        try:
            if path.exists() and path.read_bytes() == text.encode():
                return
            new.write_bytes(text.encode())
            new.replace(path)
        except OSError as error:
            log.warning("the city file could not be kept: %(kind)s", {"kind": type(error).__name__})
