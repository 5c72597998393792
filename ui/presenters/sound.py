"""The panel of the sound: whether the microphone hears, whether there is something to hear, and how loud."""

from dataclasses import dataclass

from kiosk.domain.intents import CheckSound, SetVolume, TrySound
from kiosk.domain.snapshot import Ends, Health, KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class MeterWords:
    """What a bar says beside itself: nothing is heard, a voice is heard, it is too loud; or there is no device."""

    silent: str
    heard: str
    loud: str
    away: str
    lost: bool = False
    """The device went away: the bar stays empty, whatever is still measured."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them, to see how much room they may need."""
        return self.silent, self.heard, self.loud, self.away


@dataclass(frozen=True)
class SoundView:
    """Microphone and loudspeaker with their names in the settings, and how they do. `credit`: whose voice reads."""

    title: str
    state: str
    well: bool
    microphone: str
    meter: MeterWords
    loudspeaker: str
    volume: str
    trial: KeyView
    quieter: KeyView
    louder: KeyView
    close: KeyView
    credit: str = ""


def present_sound(snapshot: Ends, text: Text) -> SoundView | None:
    """The panel; None while it is closed."""
    sound = snapshot.sound
    if not sound.checked:
        return None
    down, up = max(LOWEST, sound.volume - 1), min(HIGHEST, sound.volume + 1)
    return SoundView(
        title=text("sound.title"),
        state=_state(sound.health, text),
        well=sound.health is not Health.LOST,
        microphone=f"{text('sound.microphone')} {_name(sound.microphone, text)}",
        meter=meter_words(sound.health, text),
        loudspeaker=f"{text('sound.loudspeaker')} {_name(sound.loudspeaker, text)}",
        volume=text("sound.volume", step=sound.volume),
        trial=KeyView("key.sound.trial", text("sound.trial"), TrySound(), "speaker", KeyKind.FILLED),
        quieter=KeyView("key.sound.quieter", text("sound.quieter"), SetVolume(down)),
        louder=KeyView("key.sound.louder", text("sound.louder"), SetVolume(up)),
        close=KeyView("key.sound.close", text("sound.close"), CheckSound(on=False), "close", KeyKind.QUIET),
        credit=text("sound.credit") if _reads_with_mei(snapshot) else "",
    )


def _reads_with_mei(snapshot: Ends) -> bool:
    """The voice that OpenJTalk has here; a mock owes nobody anything."""
    there = isinstance(snapshot, KioskSnapshot) and snapshot.voice is not None
    return there and "speech" not in snapshot.other_mocks


def meter_words(health: Health, text: Text) -> MeterWords:
    """The words beside every bar of a microphone."""
    away = text("sound.away")
    if health is Health.LOST:
        return MeterWords(away, away, away, away, lost=True)
    return MeterWords(text("sound.silent"), text("sound.heard"), text("sound.loud"), away)


def sound_key(snapshot: Ends, words: str, shortcut: str = "") -> KeyView:
    """Opens the panel, and closes it."""
    wish = CheckSound(on=not snapshot.sound.checked)
    return KeyView("key.sound", words, wish, "speaker", KeyKind.QUIET, shortcut=shortcut)


def _name(device: str, text: Text) -> str:
    return device or text("sound.pretended")


def _state(health: Health, text: Text) -> str:
    match health:
        case Health.OK:
            return text("sound.state.ok")
        case Health.STARTING:
            return text("sound.state.starting")
        case Health.LOST:
            return text("sound.state.lost")
