"""What the settings say of microphone and loudspeaker, as the ear is told; mistakes are found before anything opens."""

from pathlib import Path

import msgspec

from drivers.catalogue import UnknownKeeper, WrongOption, check_options, takes
from kiosk.app.settings import EndSettings
from kiosk.content.toml import BadFile, where
from kiosk.ear.plan import EarPlan, OptionValue, Treatment
from kiosk.ear.processing import is_installed


def ear_plan(settings: EndSettings, config: Path) -> EarPlan:
    """Raises BadFile with file, line, key and what is allowed there."""
    options = dict(settings.devices.sound)
    driver = str(options.pop("driver"))
    treatment = _treatment(options, config)
    try:
        room = settings.mock_room.address if settings.mock_room and takes("sound", driver, "room") else ""
        plan = EarPlan(driver, options, room, treatment)
        check_options("sound", driver, plan.keeper_options)
    except UnknownKeeper as wrong:
        raise BadFile(_at(config, "driver") + str(wrong)) from None
    except WrongOption as wrong:
        raise BadFile(_at(config, wrong.option) + str(wrong)) from None
    return plan


def _treatment(options: dict[str, OptionValue], config: Path) -> Treatment:
    """Takes its own keys out of `options`, which are then those of the keeper."""
    wanted = {key: options.pop(key) for key in Treatment.__struct_fields__ if key in options}
    for key, value in wanted.items():
        if not isinstance(value, bool):
            raise BadFile(_at(config, key) + "must be true or false")
    treatment = msgspec.convert(wanted, Treatment)
    if (treatment.echo or treatment.noise) and not is_installed():
        key = "echo" if treatment.echo else "noise"
        raise BadFile(_at(config, key) + "needs the package livekit, which is not installed; make setup brings it")
    return treatment


def _at(config: Path, key: str) -> str:
    return where(config.read_text(encoding="utf-8"), ["devices", "sound", key], str(config))
