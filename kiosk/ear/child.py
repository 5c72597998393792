"""The child half of an ear: microphone and loudspeaker, block for block. Started by name, imported by nobody."""

from drivers.api.errors import DeviceError
from drivers.api.sound import Sound
from drivers.catalogue import open_keeper
from kiosk.ear.exchange import Exchange
from kiosk.ear.plan import Broken, EarReport, Lost, Sounding, Trying, decode_outfit, decode_plan, encode
from kiosk.ear.processing import NoProcessing, Processing
from kiosk.ear.rings import BLOCK_BYTES, EarRings
from kiosk.worker.child_line import ChildLine
from kiosk.worker.process_safety import come_first

RETRY_S = 0.5
_GLANCE_S = 0.05
_REPORT_EVERY = 10
"""Blocks between two signs of life."""
_AHEAD = 2
"""Silent blocks that the loudspeaker gets at the start, so that it never waits for the microphone."""


def main(plan_bytes: bytes, line: ChildLine) -> None:
    """Makes the keeper ready, waits for its turn, then hears and speaks until it is ended."""
    plan = decode_plan(plan_bytes)
    sound = open_keeper("sound", plan.driver, plan.keeper_options)
    try:
        processing = Processing(plan.treatment)
    except NoProcessing:
        if line.outfit() is not None:
            _report(line, Broken())
        return
    message = line.outfit()
    if message is None:
        return
    come_first()  # not while it loads its libraries as a spare; but before the sound card's threads, which inherit it
    rings = EarRings.attach(decode_outfit(message))
    try:
        _run(sound, Exchange(rings, processing), line)
    finally:
        sound.close()
        rings.close()


def _run(sound: Sound, exchange: Exchange, line: ChildLine) -> None:
    """Until it is ended, or until a device is gone that was there: what is left of it below PortAudio (memory, threads,
    descriptors of its driver) goes with this process, and another one waits for the device."""
    while not line.ended():
        _report(line, Trying(sound.mock))
        try:
            sound.open()
        except DeviceError:
            _let_go(sound, exchange, line)
            line.ended(RETRY_S)
            continue
        try:
            _pass_on(sound, exchange, line)
        except DeviceError:
            _let_go(sound, exchange, line)
            return


def _let_go(sound: Sound, exchange: Exchange, line: ChildLine) -> None:
    sound.close()
    exchange.rest()
    _report(line, Lost())


def _pass_on(sound: Sound, exchange: Exchange, line: ChildLine) -> None:
    for _ in range(_AHEAD):
        sound.play(bytes(BLOCK_BYTES))
    blocks = 0
    while not line.ended():
        captured = sound.capture(_GLANCE_S)
        if captured is None:
            continue
        sound.play(exchange.turn(captured, sound.health().delay_ms))
        if blocks % _REPORT_EVERY == 0:
            _report(line, Sounding())
        blocks += 1


def _report(line: ChildLine, report: EarReport) -> None:
    line.report(encode(report))
