"""The child half of a voice: clauses in, samples out. Started by name, imported by nobody."""

from collections.abc import Iterator

from drivers.api.errors import DeviceError
from drivers.api.speech import Speech
from drivers.catalogue import open_keeper
from kiosk.speech.plan import PART_BYTES, Idle, Missing, Sound, SpeechReport, decode_ask, decode_plan, encode
from kiosk.worker.child_line import ChildLine

_IDLE_EVERY_S = 1.0


def main(plan_bytes: bytes, line: ChildLine) -> None:
    """Loads the voice, then speaks what it is asked until it is ended. Without a voice it says so and stays, because
    what is not installed does not come by itself."""
    plan = decode_plan(plan_bytes)
    voice = open_keeper("speech", plan.driver, plan.options)
    rest: SpeechReport = Idle(voice.mock)
    try:
        voice.open()
    except DeviceError:
        rest = Missing(voice.mock)
    if line.outfit() is None:
        return
    _report(line, rest)
    while not line.over:
        message = line.asked(_IDLE_EVERY_S)
        if message is not None and isinstance(rest, Idle):
            for part in _spoken(voice, message):
                _report(line, part)
        elif not line.over:
            _report(line, rest)
    voice.close()


def _spoken(voice: Speech, message: bytes) -> Iterator[Sound]:
    ask = decode_ask(message)
    samples = voice.speak(ask.text, ask.kana_per_min)
    starts = range(0, max(len(samples), 1), PART_BYTES)
    for start in starts:
        yield Sound(ask.ticket, samples[start : start + PART_BYTES], last=start == starts[-1])


def _report(line: ChildLine, report: SpeechReport) -> None:
    line.report(encode(report))
