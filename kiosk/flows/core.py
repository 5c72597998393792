"""What all flows of a program share: the store and the ports, held once."""

import logging
from dataclasses import dataclass, field
from typing import Generic

from kiosk.domain.ids import Role
from kiosk.domain.snapshot import Hint
from kiosk.flows.ports import (
    CircularsPort,
    ClockPort,
    EarPort,
    EyesPort,
    LinkPort,
    MediaPort,
    NoCirculars,
    NoNumber,
    NoPrinter,
    NoProgram,
    NoStills,
    NoVoice,
    NumberPort,
    PrinterPort,
    ProgramPort,
    StillsPort,
    TimerPort,
    VoicePort,
)
from kiosk.flows.store import Snap, Store

log = logging.getLogger("kiosk.flows")

HINT_FOR_S = 8.0


@dataclass(frozen=True)
class Ports:
    """Everything below the flows."""

    link: LinkPort
    media: MediaPort
    eyes: EyesPort
    ear: EarPort
    clock: ClockPort
    stills: StillsPort = field(default_factory=NoStills)
    printer: PrinterPort = field(default_factory=NoPrinter)
    voice: VoicePort = field(default_factory=NoVoice)
    number: NumberPort = field(default_factory=NoNumber)
    program: ProgramPort = field(default_factory=NoProgram)
    circulars: CircularsPort = field(default_factory=NoCirculars)


class Core(Generic[Snap]):
    """Store and ports, and the one hint that may stand on a screen."""

    def __init__(self, role: Role, store: Store[Snap], ports: Ports) -> None:
        self.role = role
        self.store = store
        self.ports = ports
        self._hint_timer: TimerPort | None = None

    @property
    def now(self) -> Snap:
        """The present snapshot."""
        return self.store.snapshot

    def hint(self, hint: Hint | None) -> None:
        """Says what is missing, with the tone for it; it goes by itself after HINT_FOR_S."""
        if self._hint_timer is not None:
            self._hint_timer.cancel()
            self._hint_timer = None
        self.store.change(hint=hint)
        if hint is not None:
            self.ports.ear.tone("early")
            self._hint_timer = self.ports.clock.call_later(HINT_FOR_S, self._hint_over)

    def _hint_over(self) -> None:
        self._hint_timer = None
        self.store.change(hint=None)
