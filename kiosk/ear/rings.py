"""All shared memory of one ear's child, made and destroyed together."""

from drivers.api.sound import BLOCK, RATE_HZ
from kiosk.ear.control import EarControl
from kiosk.ear.plan import Outfit
from kiosk.worker.sound_ring import SoundRing

SAMPLE_BYTES = 2
BLOCK_BYTES = BLOCK * SAMPLE_BYTES
_MS_BYTES = RATE_HZ * SAMPLE_BYTES // 1000
_CAPACITY = 1000 * _MS_BYTES
CAPTURE_KEEP = 60 * _MS_BYTES
"""What the microphone heard waits no longer for the encoder."""
PLAYOUT_KEEP = 200 * _MS_BYTES
"""What the other end said waits no longer for the loudspeaker."""
PLAYOUT_CUSHION = 20 * _MS_BYTES
"""So much gathers before it begins to sound, because packets bring 20 ms at once."""

ALOUD_AHEAD = 300 * _MS_BYTES
"""What is read aloud waits so much, so that a busy machine does not break words."""

CAPTURE_SLACK = 10 * _MS_BYTES
PLAYOUT_SLACK = 5 * _MS_BYTES
"""What may always wait there: the writers come in steps of 10 and 20 ms, and not quite evenly."""


class EarRings:
    """The control block, what was captured, what is to be played of the other end, and what is read aloud here."""

    def __init__(self, control: EarControl, captured: SoundRing, played: SoundRing, aloud: SoundRing) -> None:
        self.control = control
        self.captured = captured
        self.played = played
        self.aloud = aloud

    @classmethod
    def create(cls) -> "EarRings":
        """For the parent; the line is closed."""
        return cls(EarControl.create(), *(SoundRing.create(_CAPACITY) for _ in range(3)))

    @classmethod
    def attach(cls, outfit: Outfit) -> "EarRings":
        """For the child."""
        return cls(
            EarControl.attach(outfit.control),
            SoundRing.attach(outfit.captured, _CAPACITY),
            SoundRing.attach(outfit.played, _CAPACITY),
            SoundRing.attach(outfit.aloud, _CAPACITY),
        )

    def outfit(self) -> Outfit:
        """What the child needs to attach."""
        return Outfit(self.control.name, self.captured.name, self.played.name, self.aloud.name)

    def wipe(self) -> None:
        """Overwrites the sound of both ends; what is read aloud belongs to no line."""
        self.captured.wipe()
        self.played.wipe()

    def close(self) -> None:
        """For the child: lets go."""
        for part in (self.control, self.captured, self.played, self.aloud):
            part.close()

    def destroy(self) -> None:
        """For the parent, once, when the child is dead."""
        for part in (self.control, self.captured, self.played, self.aloud):
            part.destroy()
