"""よみあげ: reads what the screen says, and is silent while the clerk speaks."""

import dataclasses

from kiosk.domain.aloud import NO_SENTENCE, Aloud, AloudState, Spoken
from kiosk.domain.aloud_intents import AloudIntent, ReadAloud, ReadSlowly, StopReading
from kiosk.domain.call import CallState
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE
from kiosk.domain.snapshot import Health, Hint, KioskSnapshot
from kiosk.flows.core import Core
from kiosk.flows.ports import Heard, ReadingOver, SpeechEvent, TimerPort, VoiceReport

LISTEN_EVERY_S = 0.1
CLERK_SPEAKS = 0.004
"""Of full scale: -48 dB. What comes of a clerk's microphone without a voice lies far below it: noise is taken out."""
QUIET_FOR_S = 0.9
"""Between two words of a clerk it is not quiet so long."""
_CLERK_BEGAN = 2
"""Listenings in a row: a click is no voice."""


class ReadingAloudFlow:
    """One reading at a time, of the screen that is shown. Another screen ends it; the wipe takes the voice with it."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._shown = Spoken()
        self._reading = 0
        self._first = 0
        self._timer: TimerPort | None = None
        self._spoke = 0
        self._quiet_since_s = 0.0
        core.store.listen(self._changed)

    def do(self, intent: AloudIntent) -> None:
        """What was touched in the bottom row."""
        match intent:
            case ReadAloud():
                self._ask_to_read()
            case StopReading():
                self._stop()
            case ReadSlowly(on):
                self._change_pace(on)

    def on_shown(self, spoken: Spoken) -> None:
        """The screen says something else. Only another page ends a reading: a place in the queue may change in it."""
        before, self._shown = self._shown, spoken
        if before.page != spoken.page:
            self._silence()
            self._set(Aloud(slow=self._now.slow))
        self._prepare()

    def on_voice(self, event: SpeechEvent) -> None:
        """What the voice tells; of a reading that is over nothing counts."""
        match event:
            case VoiceReport(health):
                self._core.store.change(voice=health)
                self._prepare()
            case Heard(reading, sentence) if reading == self._reading and sentence >= 0:
                self._set(dataclasses.replace(self._now, sentence=self._first + sentence))
            case ReadingOver(reading, well) if reading == self._reading:
                self._stop()
                if not well:
                    self._core.hint(Hint.VOICE_AWAY)

    def _changed(self, snapshot: KioskSnapshot) -> None:
        """Without a loudspeaker nothing is heard of it."""
        if snapshot.sound.health is Health.LOST and snapshot.aloud.state is AloudState.READING:
            self._stop()
            self._core.hint(Hint.VOICE_AWAY)

    @property
    def _now(self) -> Aloud:
        return self._core.now.aloud

    def _set(self, aloud: Aloud) -> None:
        self._core.store.change(aloud=aloud)

    def _prepare(self) -> None:
        now = self._core.now
        if now.voice is Health.OK and _has_voice(now):
            self._core.ports.voice.prepare(self._shown.sentences, now.aloud.slow)

    def _ask_to_read(self) -> None:
        refused = _refused(self._core.now)
        if refused is not None:
            self._core.hint(refused)
            return
        if _in_talk(self._core.now):
            self._listen_first()
        else:
            self._read()

    def _listen_first(self) -> None:
        """In a call nobody is talked over; whether the clerk speaks is known after a moment."""
        self._silence()
        self._spoke = 0
        self._quiet_since_s = self._core.ports.clock.monotonic()
        self._set(Aloud(AloudState.WAITING, self._shown.page, slow=self._now.slow))
        if self._clerk_speaks():
            self._core.hint(Hint.CLERK_SPEAKS)
        self._listen()

    def _read(self, first: int = 0) -> None:
        self._reading += 1
        self._first = first
        self._set(Aloud(AloudState.READING, self._shown.page, slow=self._now.slow))
        self._core.ports.voice.read(self._reading, self._shown.sentences[first:], self._now.slow)

    def _change_pace(self, slow: bool) -> None:
        now = self._now
        self._set(dataclasses.replace(now, slow=slow))
        if now.state is AloudState.READING:
            self._read(max(now.sentence, 0))
        else:
            self._prepare()

    def _stop(self) -> None:
        if self._now.state in (AloudState.READING, AloudState.WAITING):
            self._silence()
            self._set(dataclasses.replace(self._now, state=AloudState.READ, sentence=NO_SENTENCE))

    def _silence(self) -> None:
        self._reading += 1  # what is still told of the last one is of no interest
        self._core.ports.voice.hush()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # --- in a call ---

    def _clerk_speaks(self) -> bool:
        return self._core.ports.ear.far_level() > CLERK_SPEAKS

    def _listen(self) -> None:
        self._timer = self._core.ports.clock.call_later(LISTEN_EVERY_S, self._heard_far)

    def _heard_far(self) -> None:
        self._timer = None
        state = self._now.state
        speaks = self._clerk_speaks()
        self._spoke = self._spoke + 1 if speaks else 0
        now_s = self._core.ports.clock.monotonic()
        if speaks:
            self._quiet_since_s = now_s
        if state is AloudState.WAITING and now_s - self._quiet_since_s >= QUIET_FOR_S:
            self._core.hint(None)
            self._read()
        elif state is AloudState.READING and self._spoke >= _CLERK_BEGAN:
            self._stop()
            self._core.hint(Hint.CLERK_SPEAKS)
        if self._now.state in (AloudState.WAITING, AloudState.READING):
            self._listen()


def _has_voice(snapshot: KioskSnapshot) -> bool:
    """Rather none than a wrong one."""
    return snapshot.look.language in (JAPANESE, EASY_JAPANESE)


def _in_talk(snapshot: KioskSnapshot) -> bool:
    return snapshot.call is not None and snapshot.call.state is CallState.TALKING


def _refused(snapshot: KioskSnapshot) -> Hint | None:
    if not _has_voice(snapshot):
        return Hint.NO_VOICE_IN_LANGUAGE
    if snapshot.voice is None:
        return Hint.NO_VOICE
    away = Health.LOST in (snapshot.voice, snapshot.sound.health)
    return Hint.VOICE_AWAY if away else None
