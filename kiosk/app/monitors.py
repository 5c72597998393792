"""The monitors of this machine as settings name them: the keeper that lists them, and who each of them is."""

from pathlib import Path

from drivers.api.display import Display, Screen
from drivers.catalogue import UnknownKeeper, WrongOption, open_keeper
from kiosk.app.settings import EndSettings
from kiosk.content.toml import BadFile
from kiosk.domain.monitors import Area, Bindings, Monitor, identity_of


def open_display(settings: EndSettings, config: Path) -> Display:
    """The keeper that settings name, not opened yet. Raises BadFile."""
    options = dict(settings.devices.display)
    driver = str(options.pop("driver"))
    if driver == "mock" and settings.mock_room is not None:
        options["room"] = settings.mock_room.address
    try:
        return open_keeper("display", driver, options)
    except (UnknownKeeper, WrongOption) as wrong:
        raise BadFile(f"{config}: devices.display: {wrong}") from None


def bindings_of(settings: EndSettings) -> Bindings:
    """[monitors] as the decision knows it."""
    return Bindings(settings.monitors.embedded, settings.monitors.external)


def monitor_of(screen: Screen) -> Monitor:
    """A driver's screen as the decision knows it."""
    identity = identity_of((screen.maker, screen.model, screen.serial), screen.name)
    return Monitor(identity, Area(screen.x, screen.y, screen.width, screen.height))
