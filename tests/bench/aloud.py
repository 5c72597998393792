"""From よみあげ to its first sound at the loudspeaker: `python -m tests.bench.aloud`; a real voice, a mock device.

The clock runs from the flow's wish to the first block that could be heard, as the mock loudspeaker tells it; a touch
comes to the flow within the time that the row `demo` measures.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from drivers.mock_room import Heard, Room, RoomServer
from kiosk.app.places import assets
from kiosk.content.lexicon import read_lexicon
from kiosk.ear.ear import Ear, EarPlan
from kiosk.speech.plan import SpeechPlan
from kiosk.speech.speech import Voice
from tests.support.texts import japanese

RUNS = 40
_WITHIN_S = 20.0
_WARM_BLOCKS = 100
"""The loudspeaker has given a second: its child has loaded all it needs."""


def main() -> None:
    """Prints one line for each figure."""
    with tempfile.TemporaryDirectory() as folder, RoomServer(Path(folder) / "room.sock") as server:
        ear = Ear(EarPlan("mock", {"place": "van", "signal": "silence"}, server.address), lambda _: None)
        voice = Voice(SpeechPlan("openjtalk"), read_lexicon(assets() / "speech" / "lexicon.toml"), ear.aloud, _unheard)
        ear.start()
        voice.start()
        try:
            _prepare(voice, _texts()[0])
            server.room.listen("van", _WARM_BLOCKS, _WITHIN_S)
            for name, ahead in (("shown", True), ("other", False)):
                found = sorted(_delay_ms(server.room, voice, ahead, number) for number in range(RUNS))
                sys.stdout.write(f"{name}_ms: {median(found):.0f}\n")
                sys.stdout.write(f"{name}_p95_ms: {found[round(0.95 * (RUNS - 1))]:.0f}\n")
        finally:
            voice.stop()
            ear.stop()


def _delay_ms(room: Room, voice: Voice, ahead: bool, number: int) -> float:
    """Of one text; no two that follow each other are the same."""
    sentences = _texts()[number % len(_texts())]
    voice.forget()
    still = _heard(room, 0, lambda heard: heard.rms == 0)
    if ahead:
        _prepare(voice, sentences)
    begun = time.perf_counter()
    voice.read(number, sentences, slow=True)
    _heard(room, still.blocks, lambda heard: heard.sounding)
    return 1000 * (time.perf_counter() - begun)


def _prepare(voice: Voice, sentences: tuple[str, ...]) -> None:
    voice.prepare(sentences, slow=True)
    if not voice.prepared(_WITHIN_S):
        raise RuntimeError("the voice made nothing")


def _heard(room: Room, after: int, fits: Callable[[Heard], bool]) -> Heard:
    """The first that fits of what the loudspeaker gave after so many blocks."""
    heard = room.listen("van", after, _WITHIN_S)
    while not fits(heard):
        heard = room.listen("van", heard.blocks, _WITHIN_S)
    return heard


def _texts() -> list[tuple[str, ...]]:
    """Screens as they are read."""
    text = japanese()
    names = ("home.how", "confirm.body", "waiting.sound", "question.still_there.body", "called.body", "wiping.body")
    return [(text(name),) for name in names if name in text.ids]


def _unheard(event: object) -> None:
    """What the voice tells beside its sound."""


if __name__ == "__main__":
    main()
