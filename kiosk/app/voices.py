"""What the settings say of the voice that reads aloud, and the words it is told; mistakes are found before it loads."""

from pathlib import Path

from drivers.catalogue import TABLE, UnknownKeeper, WrongOption, check_options, open_keeper, voice_installed
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, beside
from kiosk.content.lexicon import read_lexicon
from kiosk.content.toml import BadFile, where
from kiosk.domain.lexicon import Lexicon
from kiosk.speech.plan import SpeechPlan


def speech_plan(settings: EndSettings, config: Path) -> SpeechPlan | None:
    """None where the settings have no voice. Raises BadFile with file, line, key and what is allowed there."""
    if settings.devices.speech is None:
        return None
    options = dict(settings.devices.speech)
    plan = SpeechPlan(str(options.pop("driver", "")), options)
    try:
        check_options("speech", plan.driver, plan.options)
    except UnknownKeeper as wrong:
        raise BadFile(_at(config, "driver") + str(wrong)) from None
    except WrongOption as wrong:
        raise BadFile(_at(config, wrong.option) + str(wrong)) from None
    if plan.driver == "openjtalk" and not voice_installed():
        raise BadFile(_at(config, "driver") + "needs the package pyopenjtalk-plus; make setup brings it")
    return plan


def is_mock(plan: SpeechPlan | None) -> bool:
    """Whether the voice only pretends, which is marked on the screen."""
    return plan is not None and TABLE["speech"][plan.driver].mock


def lexicon_of(settings: EndSettings, config: Path) -> Lexicon:
    """Our words, and over them the city's own. Raises BadFile."""
    own = settings.city.lexicon
    return read_lexicon(assets() / "speech" / "lexicon.toml", *([beside(config, own)] if own is not None else []))


def look_at_voice(settings: EndSettings, config: Path) -> str:
    """For the doctor: loads it and speaks to nobody. Raises BadFile, or DeviceError with what is to be done."""
    plan = speech_plan(settings, config)
    words = len(lexicon_of(settings, config).words)
    if plan is None:
        return "設定に ありません（[devices.speech] が なければ、よみあげは できません）"
    voice = open_keeper("speech", plan.driver, plan.options)
    voice.open()
    try:
        voice.speak("よみあげの こえです", 320)
    finally:
        voice.close()
    return f"{plan.driver}、読みかたの 言葉 {words}件" + ("（練習用）" if voice.mock else "")


def _at(config: Path, key: str) -> str:
    return where(config.read_text(encoding="utf-8"), ["devices", "speech", key], str(config))
