"""What the settings say of microphone and loudspeaker, as the ear is told; mistakes are found before anything opens."""

from pathlib import Path

from drivers.catalogue import UnknownKeeper, WrongOption, check_options, takes
from kiosk.app.settings import EndSettings
from kiosk.content.toml import BadFile, where
from kiosk.ear.plan import EarPlan


def ear_plan(settings: EndSettings, config: Path) -> EarPlan:
    """Raises BadFile with file, line, key and what is allowed there."""
    options = dict(settings.devices.sound)
    driver = str(options.pop("driver"))
    try:
        room = settings.mock_room.address if settings.mock_room and takes("sound", driver, "room") else ""
        plan = EarPlan(driver, options, room)
        check_options("sound", driver, plan.keeper_options)
    except UnknownKeeper as wrong:
        raise BadFile(_at(config, "driver") + str(wrong)) from None
    except WrongOption as wrong:
        raise BadFile(_at(config, wrong.option) + str(wrong)) from None
    return plan


def _at(config: Path, key: str) -> str:
    return where(config.read_text(encoding="utf-8"), ["devices", "sound", key], str(config))
