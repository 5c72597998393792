"""The parent half of a voice: reads sentences aloud through the ear's playout, and keeps the first clause ready."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.clauses import clauses
from kiosk.domain.lexicon import Lexicon
from kiosk.domain.snapshot import Health
from kiosk.speech.events import Heard, ReadingOver, SpeechEvent, VoiceReport
from kiosk.speech.plan import (
    NORMAL_PER_MIN,
    SLOW_PER_MIN,
    Ask,
    Idle,
    Missing,
    Sound,
    SpeechPlan,
    decode_report,
    encode,
)
from kiosk.speech.script import Script
from kiosk.worker.worker import Worker, WorkerPlan

_log = logging.getLogger(__name__)

SILENT_S = 6.0
"""A voice that says nothing for so long is taken to hang: the longest clause takes one."""
_FEED_EVERY_S = 0.04


class Playout(Protocol):
    """Where sound goes: `kiosk.ear.ear.ReadAloudSink`. In samples; None while nothing could play it."""

    def write(self, pcm: bytes) -> int | None:
        """Takes as much as there is room for."""

    def waiting(self) -> int | None:
        """What was taken and is not heard yet."""

    def hush(self) -> int | None:
        """What waits is never heard."""


@dataclass
class _Ready:
    """A first clause that was made ahead. `sound` is not `whole` while it is being made."""

    text: str
    kana_per_min: int
    sound: bytearray
    whole: bool = False
    asked: bool = False


class Voice:
    """All methods may be called by any thread and return at once, but for `stop` and `renew`. `on_event` is called on
    threads of its own and must return at once. One reading at a time: the next one ends it."""

    def __init__(
        self, plan: SpeechPlan, lexicon: Lexicon, playout: Playout, on_event: Callable[[SpeechEvent], None]
    ) -> None:
        self._lexicon = lexicon
        self._playout = playout
        self._on_event = on_event
        self._changed = threading.Condition(threading.RLock())
        self._script: Script | None = None
        self._ready: _Ready | None = None
        self._ticket = 0
        self._at_work: tuple[Script, int] | _Ready | None = None
        self._free = False
        self._stopping = False
        self._feeder: threading.Thread | None = None
        self._report = VoiceReport(Health.STARTING, mock=False)
        self._worker = Worker(WorkerPlan("speech", "kiosk.speech.child", encode(plan), spare=False), _Watched(self))

    def start(self) -> None:
        """Loads the voice; starting twice does nothing."""
        self._worker.start()
        if self._feeder is None:
            self._stopping = False
            self._feeder = threading.Thread(target=self._feed, name="reading-aloud", daemon=True)
            self._feeder.start()

    def stop(self) -> None:
        """Ends everything; stopping twice does nothing."""
        self.forget()
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._feeder is not None:
            self._feeder.join()
            self._feeder = None
        self._worker.stop()

    def prepare(self, sentences: tuple[str, ...], slow: bool) -> None:
        """These may be read next: their first clause is made, and kept until others come."""
        first = clauses(sentences, self._lexicon)[:1]
        with self._changed:
            wanted = (first[0].text, _pace(slow)) if first else None
            if self._ready is not None and (self._ready.text, self._ready.kana_per_min) == wanted:
                return
            self._forget_ready()
            self._ready = None if wanted is None else _Ready(*wanted, bytearray())
            self._ask_next()

    def prepared(self, within_s: float = 0.0) -> bool:
        """Whether what may be read next can begin at once; waits up to `within_s` for it."""
        with self._changed:
            return self._changed.wait_for(lambda: self._ready is not None and self._ready.whole, within_s)

    def read(self, number: int, sentences: tuple[str, ...], slow: bool) -> None:
        """Reads them aloud. `number` is in all that is told of this reading."""
        script = Script(number, clauses(sentences, self._lexicon), _pace(slow))
        with self._changed:
            self._end_script()
            self._playout.hush()
            self._script = script
            self._use_ready()
            self._ask_next()
            self._changed.notify_all()

    def hush(self) -> None:
        """Silent within a block; nothing more is told of the reading."""
        with self._changed:
            self._end_script()
            self._playout.hush()

    def forget(self) -> None:
        """Silent, and everything that was made is overwritten."""
        with self._changed:
            self.hush()
            self._forget_ready()

    def renew(self, within_s: float = 0.0) -> bool:
        """Forgets, and has the child replaced by a fresh one. Waits up to `within_s`; True once the old one is gone."""
        self.forget()
        return self._worker.renew(within_s)

    # --- what is made next; with the lock held ---

    def _ask_next(self) -> None:
        """The reading goes before what might be read."""
        if not self._free:
            return
        script, ready = self._script, self._ready
        index = script.wanted() if script is not None else None
        if script is not None and index is not None:
            if self._asks(script.clauses[index].text, script.kana_per_min):
                script.begin_sound(index)
                self._at_work = (script, index)
        elif ready is not None and not ready.asked and self._asks(ready.text, ready.kana_per_min):
            ready.asked = True
            self._at_work = ready

    def _use_ready(self) -> None:
        """For the beginning of the reading; also when it was asked for while this was being made."""
        script, ready = self._script, self._ready
        if script is None or ready is None or not ready.whole or not script.clauses or script.wanted() != 0:
            return
        if (ready.text, ready.kana_per_min) == (script.clauses[0].text, script.kana_per_min):
            script.add_sound(0, ready.sound, last=True)

    def _asks(self, text: str, kana_per_min: int) -> bool:
        self._ticket += 1
        self._free = not self._worker.tell(encode(Ask(self._ticket, text, kana_per_min)))
        return not self._free

    def _end_script(self) -> None:
        if self._script is not None:
            self._script.forget()
            self._script = None

    def _forget_ready(self) -> None:
        if self._ready is not None:
            self._ready.sound[:] = bytes(len(self._ready.sound))
            self._ready = None

    # --- on the thread that paces ---

    def _feed(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                event = self._step() if self._script is not None else None
                if event is None:
                    self._changed.wait(_FEED_EVERY_S if self._script is not None else None)
            if event is not None:
                self._on_event(event)

    def _step(self) -> SpeechEvent | None:
        """Hands on what there is room for; what is to be told, if anything."""
        script = self._script
        assert script is not None
        while samples := script.next_samples(1 << 16):
            taken = self._playout.write(samples)
            if taken is None:
                return self._over(script, well=False)
            if not taken:
                break
            script.handed_on(taken)
            self._ask_next()
        waiting = self._playout.waiting()
        if waiting is None or self._is_missing():
            return self._over(script, well=False)
        if script.all_handed_on and not waiting:
            return self._over(script, well=True)
        sentence = script.sentence_heard(waiting)
        if sentence == script.said:
            return None
        script.said = sentence
        return Heard(script.number, sentence)

    def _is_missing(self) -> bool:
        return self._report.health is Health.LOST

    def _over(self, script: Script, well: bool) -> ReadingOver:
        self._end_script()
        return ReadingOver(script.number, well)

    # --- on the watch thread ---

    def _heard(self, message: bytes) -> float:
        report = decode_report(message)
        if isinstance(report, Sound):
            self._take(report)
            return SILENT_S
        with self._changed:
            self._free = isinstance(report, Idle) and self._at_work is None
            self._ask_next()
            self._changed.notify_all()
        health = Health.LOST if isinstance(report, Missing) else Health.OK
        if health is Health.LOST and self._report.health is not health:
            _log.error("speech: the voice does not load")
        self._tell(VoiceReport(health, report.mock))
        return SILENT_S

    def _take(self, sound: Sound) -> None:
        with self._changed:
            if sound.ticket != self._ticket:
                return
            work = self._at_work
            if isinstance(work, _Ready):
                work.sound += sound.samples
                work.whole = sound.last
                self._use_ready()
            elif work is not None and work[0] is self._script:
                work[0].add_sound(work[1], sound.samples, sound.last)
            if sound.last:
                self._at_work, self._free = None, True
                self._ask_next()
            self._changed.notify_all()

    def _retired(self, lost: bool) -> None:
        with self._changed:
            work, self._at_work, self._free = self._at_work, None, False
            if isinstance(work, _Ready):
                work.asked, work.whole = False, False
                work.sound.clear()
            elif work is not None:
                work[0].give_up(work[1])
        self._tell(VoiceReport(Health.LOST if lost else Health.STARTING, self._report.mock))

    def _tell(self, report: VoiceReport) -> None:
        if report != self._report:
            self._report = report
            self._on_event(report)


def _pace(slow: bool) -> int:
    return SLOW_PER_MIN if slow else NORMAL_PER_MIN


class _Watched:
    """The voice as its worker sees it."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def outfit(self) -> bytes:
        return b"-"

    def heard(self, report: bytes) -> float:
        return self._voice._heard(report)

    def retired(self, lost: bool) -> None:
        self._voice._retired(lost)
