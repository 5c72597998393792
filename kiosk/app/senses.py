"""Eyes, ear and voice of one machine behind the ports of flows; the wipe runs beside the GUI thread, then reports."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from kiosk.app import crashes
from kiosk.app.circulars import Circulars
from kiosk.app.printing import Printing
from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.picture import Slot
from kiosk.domain.privacy import Gate
from kiosk.ear.ear import Ear, ToneName
from kiosk.eye.eye import Eye
from kiosk.reader.far_page import FarPage
from kiosk.speech.speech import Voice

log = logging.getLogger(__name__)

RENEW_WITHIN_S = 1.5
"""How long the old child of one worker may take to be gone."""


class Senses:
    """EyesPort, EarPort, VoicePort and WipePort over real workers. Called on the GUI thread, returns at once."""

    def __init__(self, eyes: dict[EyeName, Eye], ear: Ear, on_wiped: Callable[[], None]) -> None:
        """`on_wiped` is called from any thread once every worker was replaced and every ring zeroed."""
        self.eyes = eyes
        self.ear = ear
        self.far_slots: tuple[Slot, ...] = ()
        self.far_page: FarPage | None = None
        self.printing: Printing | None = None
        self.voice: Voice | None = None
        self.circulars: Circulars | None = None
        self._on_wiped = on_wiped
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="wipe")

    def start(self) -> None:
        """Starts the workers; cameras open behind shut gates."""
        for eye in self.eyes.values():
            eye.start()
        self.ear.start()
        if self.voice is not None:
            self.voice.start()

    def stop(self) -> None:
        """Ends the workers, all at once: one that does not listen costs its own patience and no more."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        if self.voice is not None:
            self.voice.hush()
        stops = [*(eye.stop for eye in self.eyes.values()), self.ear.stop, *(one.stop for one in self._voices())]
        stops += [self.printing.stop] if self.printing is not None else []
        endings = [threading.Thread(target=stop, name="stop") for stop in stops]
        for ending in endings:
            ending.start()
        for ending in endings:
            ending.join()
        self._executor.shutdown(wait=True)  # a wipe on its way has nothing left to wait for

    def set_gate(self, eye: EyeName, gate: Gate) -> None:
        """See EyesPort."""
        self.eyes[eye].set_gate(gate)

    def show_sheet(self, number: int, shown: bool) -> None:
        """See EyesPort."""
        self.eyes["document"].show_sheet(number, shown)

    def look_for_phone(self, phone: PhoneHelp | None) -> None:
        """See EyesPort."""
        self.eyes["document"].look_for_phone(phone)

    def show_field(self, number: int, field: str) -> None:
        """See EyesPort."""
        self.eyes["document"].show_field(number, field)

    def keep_sheet(self, number: int, on: bool) -> None:
        """See EyesPort."""
        self.eyes["document"].stills.keep(number, on)

    def pace(self, eye: EyeName, per_s: int) -> None:
        """See EyesPort."""
        self.eyes[eye].pace(per_s)

    def draw(self, eye: EyeName, on: bool) -> None:
        """See EyesPort."""
        self.eyes[eye].draw(on)

    def check_photo(self, on: bool) -> None:
        """See EyesPort."""
        self.eyes["face"].check_photo(on)

    def open_line(self, on: bool) -> None:
        """See EarPort."""
        self.ear.open_line(on)

    def set_volume(self, step: int) -> None:
        """See EarPort."""
        self.ear.set_volume(step)

    def tone(self, name: ToneName) -> None:
        """See EarPort."""
        self.ear.tone(name)

    def far_level(self) -> float:
        """See EarPort."""
        levels = self.ear.levels()
        return levels.far if levels is not None else 0.0

    def prepare(self, sentences: tuple[str, ...], slow: bool) -> None:
        """See VoicePort."""
        for voice in self._voices():
            voice.prepare(sentences, slow)

    def read(self, number: int, sentences: tuple[str, ...], slow: bool) -> None:
        """See VoicePort."""
        for voice in self._voices():
            voice.read(number, sentences, slow)

    def hush(self) -> None:
        """See VoicePort."""
        for voice in self._voices():
            voice.hush()

    def _voices(self) -> tuple[Voice, ...]:
        return () if self.voice is None else (self.voice,)

    def wipe(self) -> None:
        """See WipePort."""
        for eye in EYES:
            self.eyes[eye].set_gate(Gate.SHUT)
        self.ear.open_line(False)
        for voice in self._voices():
            voice.forget()
        self._executor.submit(self._wipe)

    def _wipe(self) -> None:
        try:
            if self.far_page is not None:
                self.far_page.end()
            if self.circulars is not None:
                self.circulars.end()
            for eye in self.eyes.values():
                eye.stills.kept.forget()
            renews = [
                *(eye.renew for eye in self.eyes.values()),
                self.ear.renew,
                *(one.renew for one in self._voices()),
            ]
            renewed = [renew(RENEW_WITHIN_S) for renew in renews]
            if self.far_page is not None:
                renewed.append(self.far_page.ended(RENEW_WITHIN_S))
            if self.printing is not None:
                renewed.append(self.printing.purged(RENEW_WITHIN_S))
            if self.circulars is not None:
                renewed.append(self.circulars.ended(RENEW_WITHIN_S))
            for slot in (*self.far_slots, *(eye.paint for eye in self.eyes.values())):
                slot.clear()
        except Exception as error:
            # not confirmed: the flow repeats the wipe and the screen stays on 'wiping'
            crashes.say("wipe failed", error)
            return
        if all(renewed):
            self._on_wiped()
        else:
            log.error("wipe: a worker did not end in time")
